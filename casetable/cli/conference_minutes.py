"""casetable conference minutes, letter, letters, review, search: what is kept of a conference, and for whom."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from casetable.cli import conference_correct
from casetable.cli.options import ParticipantRef
from casetable.cli.papers import Replace, tell_paper
from casetable.cli.reading import choice_of
from casetable.cli.say import draws_unicode
from casetable.cli.sitting import at_table
from casetable.cli.tell import tell_listing, tell_thing
from casetable.errors import BadInput
from casetable.words import Audience, MinutesForm

if TYPE_CHECKING:
    from casetable.values.minutes import Edition
    from casetable.values.papers import PaperMade
    from casetable.values.seat import Seat

Which = Annotated[
    str | None, typer.Argument(metavar="[CONFERENCE]", help="Its date: 2026-12-11, 11 dec, last; else the last one.")
]
Meeting = Annotated[
    str | None, typer.Option("--conference", metavar="DATE", help="Which conference; else the last one.")
]
FormSaid = Annotated[
    str | None, typer.Option("--format", metavar="md|html|pdf|json", help="How it is written; else by its ending.")
]
Revision = Annotated[
    int | None, typer.Option("--revision", metavar="N", min=1, help="Which revision; else the newest.")
]
Given = Annotated[str, typer.Option("--for", metavar="hand|post", help="Handed over, or sent by post.")]
Folder = Annotated[Path, typer.Option("--to", metavar="FOLDER", help="A new folder that they go to.")]


def add_to(group: typer.Typer) -> None:
    """Add the commands to ``casetable conference``."""
    group.command("minutes")(minutes)
    group.command("letter")(letter)
    group.command("letters")(letters)
    group.command("review")(review)
    group.command("search")(search)
    conference_correct.add_to(group)


def minutes(
    conference: Which = None,
    whom: Annotated[
        str | None, typer.Option("--for", metavar="WHOM", help="An agency, managers, or a participant: P-473.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", metavar="FILE", help="Where it goes: .md, .html, .pdf or .json.")
    ] = None,
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FOLDER", help="Write all that you may make into a new folder.")
    ] = None,
    eml: Annotated[
        Path | None, typer.Option("--eml", metavar="FOLDER", help="Write a mail for each person into a new folder.")
    ] = None,
    participant: Annotated[
        str | None,
        typer.Option("--participant", metavar="P-473", help="What all conferences debated and decided about them."),
    ] = None,
    revision: Revision = None,
    form: FormSaid = None,
    replace: Replace = False,
) -> None:
    """Show a conference's minutes, or write them for others.

    Example: casetable conference minutes --for managers --output managers.pdf

    Corrections are open for 5 working days. Agreed minutes are the ones that were kept, byte for byte. A file for
    others is recorded as a disclosure. --participant 473 goes through all conferences.
    """
    if sum(one is not None for one in (output, to, eml, participant)) > 1:
        raise BadInput("One thing at a time.", "--output FILE, --to FOLDER, --eml FOLDER or --participant P-473.")
    if whom is not None and (to or eml or participant):
        raise BadInput("--for says whom one file is for.", "Like: --for MH --output mental-health.pdf")
    with at_table() as sitting:
        seat = sitting.seat()
        if participant is not None:
            _history(seat, participant)
        elif to is not None or eml is not None:
            _write_folder(seat, conference, to, eml, form, revision)
        elif output is not None:
            tell_paper(_write_file(seat, conference, whom, output, form, revision, replace=replace))
        else:
            _show(seat, conference, whom, revision)


def letter(
    participant: ParticipantRef,
    output: Annotated[Path, typer.Option("--output", metavar="FILE", help="Where it goes: .md, .html or .pdf.")],
    conference: Meeting = None,
    given: Given = "hand",
    revision: Revision = None,
    form: FormSaid = None,
    replace: Replace = False,
) -> None:
    """Write the letter that tells a participant what was agreed.

    Example: casetable conference letter 473 --output chidi.pdf

    Plain words: what was agreed, who does what, what we ask you. None is made for post where safe contact says no.
    """
    from casetable.jobs.minutes import make_letter

    with at_table() as sitting:
        made = make_letter(
            sitting.seat(),
            participant,
            output,
            conference,
            form=_form(form),
            by_post=_by_post(given),
            revision=revision,
            replace=replace,
        )
        tell_paper(made)


def letters(
    to: Folder, conference: Meeting = None, given: Given = "hand", revision: Revision = None, form: FormSaid = None
) -> None:
    """Write the letters for everybody who was discussed.

    Example: casetable conference letters --to letters

    Who gets none is named, and why.
    """
    from casetable.jobs.minutes import make_letters

    with at_table() as sitting:
        made = make_letters(
            sitting.seat(), to, conference, form=_form(form), by_post=_by_post(given), revision=revision
        )
        tell_paper(made)


def review() -> None:
    """Show past conferences: minutes, attendance, what waits.

    Example: casetable conference review
    """
    from casetable.cli.minutes_words import review_words
    from casetable.exchange.review_as_json import review_json
    from casetable.queries.minutes_review import review as reviewed

    with at_table() as sitting:
        seat = sitting.seat()
        found = reviewed(seat)
        tell_thing(review_json(found, seat.zone), lambda: review_words(found, sitting.today))


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="All of them stand in it.", show_default=False)],
) -> None:
    """Search what conferences decided, and who differed.

    Example: casetable conference search motel
    """
    from casetable.cli.minutes_words import found_cells
    from casetable.exchange.review_as_json import said_json
    from casetable.queries.minutes_find import search_minutes

    with at_table() as sitting:
        tell_listing(
            search_minutes(sitting.seat(), " ".join(words)),
            said_json,
            ("conference", "item", "about", "what", "text"),
            lambda one: found_cells(one, sitting.today),
            empty="No decision or dissent that you may read holds these words.",
        )


def _show(seat: "Seat", conference: str | None, whom: str | None, revision: int | None) -> None:
    from casetable.jobs.minutes import minutes_read

    edition = None if whom is None else _edition(seat, whom)
    text, thing = minutes_read(seat, conference, edition, revision)
    tell_thing(thing, lambda: text.rstrip("\n"))


def _write_file(
    seat: "Seat",
    conference: str | None,
    whom: str | None,
    output: Path,
    form: str | None,
    revision: int | None,
    *,
    replace: bool,
) -> "PaperMade":
    from casetable.jobs.minutes import make_letter, make_minutes

    edition = _edition(seat, whom or seat.agency)
    if edition.participant:
        return make_letter(
            seat, edition.participant, output, conference, form=_form(form), revision=revision, replace=replace
        )
    return make_minutes(seat, edition, output, conference, form=_form(form), revision=revision, replace=replace)


def _write_folder(
    seat: "Seat", conference: str | None, to: Path | None, eml: Path | None, form: str | None, revision: int | None
) -> None:
    from casetable.jobs.minutes import make_all_minutes, minutes_mails

    if to is not None:
        tell_paper(make_all_minutes(seat, to, conference, form=_form(form), revision=revision))
    elif eml is not None:
        if form is not None:
            raise BadInput("A mail holds its text as HTML too, and a PDF.", "Leave out --format.")
        tell_paper(minutes_mails(seat, eml, conference, revision=revision))


def _history(seat: "Seat", participant: str) -> None:
    from casetable.cli.minutes_words import history_words
    from casetable.exchange.review_as_json import item_history_json
    from casetable.queries.item_history import item_history

    found = item_history(seat, participant)
    tell_thing(item_history_json(found), lambda: history_words(found, seat.today, unicode=draws_unicode()))


def _edition(seat: "Seat", whom: str) -> "Edition":
    """For whom: the managers, a participant by reference, else an agency."""
    from casetable.values.minutes import Edition

    plain = whom.strip().casefold()
    if plain == Audience.MANAGERS.value:
        return Edition(Audience.MANAGERS)
    if plain.removeprefix("p-").removeprefix("p").isdecimal():
        return Edition(Audience.PARTICIPANT, seat.agency, whom.strip())
    return Edition(Audience.AGENCY, whom.strip())


def _form(words: str | None) -> MinutesForm | None:
    return None if words is None else choice_of(MinutesForm, words, "way to write it")


def _by_post(given: str) -> bool:
    if given not in ("hand", "post"):
        raise BadInput(f"{given[:40]!r} is no way to give it.", "--for hand or --for post.")
    return given == "post"
