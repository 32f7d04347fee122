"""Papers of a conference: --paper and --pre-read of casetable conference agenda, --card of casetable conference ask."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from casetable.cli.papers import tell_paper
from casetable.cli.sitting import at_table
from casetable.errors import BadInput

if TYPE_CHECKING:
    from casetable.jobs.printing import PaperForm

Paper = Annotated[
    Path | None,
    typer.Option("--paper", metavar="FILE", help="Write it with boxes to fill by hand: .md, .html or .pdf."),
]
PreRead = Annotated[
    str | None, typer.Option("--pre-read", metavar="AGENCY", help="Write what an agency reads beforehand.")
]
Output = Annotated[
    Path | None, typer.Option("--output", metavar="FILE", help="Where the pre-read goes: .md, .html or .pdf.")
]
Mails = Annotated[
    Path | None,
    typer.Option("--eml", metavar="FOLDER", help="Write the pre-reads as mails to workers into a new folder."),
]
AskCard = Annotated[
    Path | None,
    typer.Option("--card", metavar="FILE", help="Write the card to ask a participant with: .md, .html or .pdf."),
]
Given = Annotated[str, typer.Option("--for", metavar="hand|post", help="The card is handed over, or sent by post.")]
PrintedAs = Annotated[
    str | None, typer.Option("--format", metavar="md|html|pdf", help="How a file is written; else by its ending.")
]


def write_agenda(
    conference: str | None,
    *,
    paper: Path | None,
    agency: str | None,
    output: Path | None,
    eml: Path | None,
    form: str | None,
    replace: bool,
) -> bool:
    """Write the agenda to print, an agency's pre-read or mails with them, and say where; False for none of it.

    Raises BadInput where several were, and where a pre-read has no place.
    """
    if eml is not None:
        _write_mails(conference, eml, alone=not (paper or agency or output or form))
        return True
    if paper is None and agency is None and output is None:
        return False
    if paper is not None and (agency is not None or output is not None):
        raise BadInput("One paper at a time.", "--paper FILE, or --pre-read AGENCY --output FILE.")
    if paper is None and (agency is None or output is None):
        raise BadInput("A pre-read is for an agency and goes to a file.", "--pre-read MH --output mental-health.pdf")
    from casetable.jobs.conference_papers import paper_agenda, pre_read

    with at_table() as sitting:
        seat, printed = sitting.seat(), _form(form)
        if paper is not None:
            tell_paper(paper_agenda(seat, paper, conference, form=printed, replace=replace))
        elif agency is not None and output is not None:
            tell_paper(pre_read(seat, agency, output, conference, form=printed, replace=replace))
    return True


def _write_mails(conference: str | None, eml: Path, *, alone: bool) -> None:
    from casetable.jobs.minutes import pre_read_mails

    if not alone:
        raise BadInput("The mails hold every agency's pre-read.", "--eml FOLDER alone.")
    with at_table() as sitting:
        tell_paper(pre_read_mails(sitting.seat(), eml, conference))


def write_card(
    participant: str | None, to: Path, conference: str | None, *, given: str, form: str | None, replace: bool
) -> None:
    """Write the card to ask a participant with, and say where. Raises BadInput where nobody is named."""
    from casetable.jobs.conference_papers import ask_card

    if participant is None:
        raise BadInput("For whom is the card?", "Like: casetable conference ask 473 --card chidi.pdf")
    if given not in ("hand", "post"):
        raise BadInput(f"{given[:40]!r} is no way to give it.", "--for hand or --for post.")
    with at_table() as sitting:
        made = ask_card(
            sitting.seat(), participant, to, conference, form=_form(form), by_post=given == "post", replace=replace
        )
        tell_paper(made)


def _form(words: str | None) -> "PaperForm | None":
    if words not in (None, "md", "html", "pdf"):
        raise BadInput(f"{words[:40]!r} is no way to write it.", "--format md, --format html or --format pdf.")
    return cast("PaperForm | None", words)
