"""casetable participant sheet, codes, by-name, disclosures, disclosed."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from casetable.cli.asked import asked
from casetable.cli.keeping import category_asked
from casetable.cli.options import CATEGORIES, By, HeardFrom, Note, ParticipantRef
from casetable.cli.papers import Format, Replace, tell_paper
from casetable.cli.reading import category_of, choice_of
from casetable.cli.say import columns, out, out_json, talk
from casetable.cli.sitting import at_table
from casetable.cli.tell import tell_receipt, tell_thing
from casetable.errors import BadInput
from casetable.words import SAID_GROUNDS, Category

if TYPE_CHECKING:
    from casetable.jobs.papers import Form
    from casetable.values.card import Account

ForAgency = Annotated[str, typer.Option("--for", metavar="AGENCY", help="Which agency it is for.")]
To = Annotated[Path, typer.Option("--to", metavar="FILE", help="Where it goes.")]


def add_to(group: typer.Typer) -> None:
    """Add the commands to ``casetable participant``."""
    for name, command in (
        ("sheet", sheet),
        ("codes", codes),
        ("by-name", by_name),
        ("disclosures", disclosures),
        ("disclosed", disclosed),
    ):
        group.command(name)(command)


def sheet(
    participant: ParticipantRef,
    to: To,
    form: Format = None,
    given: Annotated[str, typer.Option("--for", metavar="hand|post", help="Handed over, or sent by post.")] = "hand",
    replace: Replace = False,
) -> None:
    """Write a plain sheet for the next conversation with somebody.

    Example: casetable participant sheet 473 --to chidi.pdf

    What was agreed, who does what, what we ask you. None is made for post where safe contact says no.
    """
    from casetable.jobs.papers import make_sheet

    if given not in ("hand", "post"):
        raise BadInput(f"{given[:40]!r} is no way to give it.", "--for hand or --for post.")
    with at_table() as sitting:
        made = make_sheet(sitting.seat(), participant, to, form=_form(form), by_post=given == "post", replace=replace)
        tell_paper(made)


def codes(
    agency: ForAgency,
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FILE", help="Where it goes, .md or .pdf; else it is printed.")
    ] = None,
    form: Format = None,
    replace: Replace = False,
) -> None:
    """Write the code sheet: who P-473 is, for a partner by mail alone.

    Example: casetable participant codes --for MH --to codes.pdf

    It holds whom that agency and you both know, goes by hand and never by mail, and is recorded as a disclosure.
    """
    from casetable.jobs.papers import code_sheet_text, make_code_sheet

    with at_table() as sitting:
        if to is not None:
            tell_paper(make_code_sheet(sitting.seat(), agency, to, form=_form(form), replace=replace))
            return
        if _form(form) == "pdf":
            raise BadInput("A PDF is not printed here.", "Say where it goes: --to codes.pdf.")
        handed = code_sheet_text(sitting.seat(), agency)
        if asked().json:
            out_json({"text": handed.content, "document": handed.document or None})
        else:
            out(handed.content)
        if handed.document:
            talk("It was recorded as a disclosure.")


def by_name(agency: ForAgency, to: To, replace: Replace = False) -> None:
    """Write the by-name list for an agency, as .xlsx or .csv.

    Example: casetable participant by-name --for MH --to by-name.xlsx

    It holds only whom that agency and you both know, and says when, by whom, for whom and under which releases.
    """
    from casetable.jobs.papers import make_by_name

    with at_table() as sitting:
        made = make_by_name(sitting.seat(), agency, to, sitting.table.partnership.name, replace=replace)
        tell_paper(made)


def disclosures(
    participant: ParticipantRef,
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FILE", help="A page for the participant, .md or .pdf.")
    ] = None,
    form: Format = None,
    replace: Replace = False,
) -> None:
    """Show who was told what about somebody, and who looked.

    Example: casetable participant disclosures 473 --to account.pdf

    The participant may ask for it; with --to it is written for them, and that is recorded too.
    """
    from casetable.exchange.papers_as_json import account_json
    from casetable.jobs.papers import make_account
    from casetable.queries.disclosures import account

    with at_table() as sitting:
        if to is not None:
            tell_paper(make_account(sitting.seat(), participant, to, form=_form(form), replace=replace))
            return
        found = account(sitting.seat(), participant)
        tell_thing(account_json(found), lambda: _account_words(found))


def disclosed(
    participant: ParticipantRef,
    to: Annotated[str, typer.Option("--to", metavar="WHOM", help="An agency, or somebody outside in words.")],
    basis: Annotated[
        str,
        typer.Option(
            "--basis", metavar="release|treatment|team-statute|emergency|legal-order", help="What it stood on."
        ),
    ],
    category: Annotated[
        list[str] | None, typer.Option("--category", metavar=CATEGORIES, help="What was told; again for more.")
    ] = None,
    note: Note = "",
    told_on: Annotated[str, typer.Option("--told-on", metavar="DATE", help="The day it was told.")] = "today",
    heard_from: HeardFrom = None,
    by: By = None,
) -> None:
    """Record what was told about somebody, by phone for instance.

    Example: casetable participant disclosed 473 --to "Mercy Hospital" --category health --basis emergency

    It goes into the account that the participant may ask for. It opens nothing to anybody.
    """
    from casetable.actions.disclosures import disclosed as record

    told = [category_of(one) or Category.GENERAL for one in category or ()] or [category_asked(None, note)]
    with at_table() as sitting:
        receipt = record(
            sitting.seat(),
            participant,
            to=to,
            categories=told,
            basis=choice_of(SAID_GROUNDS, basis, "ground"),
            note=note,
            on=sitting.past_day_if(told_on),
            heard=sitting.heard(heard_from, by),
        )
        tell_receipt(sitting, receipt)


def _form(words: str | None) -> "Form | None":
    if words not in (None, "md", "pdf"):
        raise BadInput(f"{words[:40]!r} is no way to write it.", "--format md or --format pdf.")
    return cast("Form | None", words)


def _account_words(found: "Account") -> str:
    head = ("on", "category", "what", "from", "to", "by", "ground")
    told = [
        (
            one.on.isoformat(),
            one.category.label,
            one.kind.label,
            one.discloser,
            one.to,
            one.by,
            "; ".join(part for part in (one.basis.label, one.releases, one.note) if part),
        )
        for one in found.disclosures
    ]
    looked = [(one.on.isoformat(), one.by, one.agency) for one in found.viewings]
    parts = [f"{found.participant}: {'who was told what' if told else 'nothing that you may know of'}"]
    parts += [columns(head, told)] if told else []
    parts += ["\nOpened by others", columns(("on", "by", "agency"), looked)] if looked else []
    return "\n".join(parts)
