"""casetable participant log, note, notes: contacts with them, and what is written about them."""

import re
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from casetable.cli.asked import asked
from casetable.cli.keeping import ANYWAY, or_kept, questions
from casetable.cli.options import By, CategoryName, HeardFrom, Minutes, Words
from casetable.cli.reading import category_of, choice_of, minutes_of
from casetable.cli.say import talk
from casetable.cli.sitting import Sitting, at_table
from casetable.cli.tell import empty_for, tell_listing, tell_participant
from casetable.errors import BadFile
from casetable.words import Category, Means, NoteKind

if TYPE_CHECKING:
    from casetable.rules.quicknote import QuickNote

Day = Annotated[str | None, typer.Option("--day", metavar="DATE", help="The day it belongs to; else today.")]
_REFERENCE = re.compile(r"#?(?:p-?)?(\d{3,9})", re.ASCII | re.IGNORECASE)
_KINDS = "note|contact|goal|taking-part|told"


def add_to(group: typer.Typer) -> None:
    """Add the commands to ``casetable participant``."""
    group.command("log")(log)
    group.command("note")(note)
    group.command("notes")(show_notes)


def log(
    words: Words,
    minutes: Minutes = None,
    category: CategoryName = None,
    day: Day = None,
    heard_from: HeardFrom = None,
    by: By = None,
) -> None:
    """Log a contact with a participant, all in one line.

    Example: casetable participant log 473 "20m has a phone again"
    """
    _write(NoteKind.CONTACT, words, minutes, category, day, heard_from, by)


def note(
    words: Words,
    minutes: Minutes = None,
    category: CategoryName = None,
    day: Day = None,
    heard_from: HeardFrom = None,
    by: By = None,
) -> None:
    """Write a note about a participant, all in one line.

    Example: casetable participant note 473 "arrears letter received, two weeks to answer"

    Counselling and psychotherapy notes are never typed here.
    """
    _write(NoteKind.NOTE, words, minutes, category, day, heard_from, by)


def show_notes(
    participant: Annotated[
        str | None, typer.Argument(metavar="PARTICIPANT", help="About whom; else everybody.")
    ] = None,
    kind: Annotated[str | None, typer.Option("--kind", metavar=_KINDS, help="Only of this kind.")] = None,
) -> None:
    """List what is written about participants, the newest first.

    Example: casetable participant notes 473 --kind contact
    """
    from casetable.cli.board import minutes_words
    from casetable.exchange.card_as_json import noted_json
    from casetable.queries.notes import notes
    from casetable.rules.notes import note_in_a_line

    wanted = () if kind is None else (choice_of(NoteKind, kind, "kind of note"),)
    with at_table() as sitting:
        seat = sitting.seat()
        found = notes(seat, participant, kinds=wanted, limit=asked().limit)
        tell_listing(
            found.items,
            noted_json,
            ("for", "on", "by", "kind", "category", "took", "what"),
            lambda one: (
                one.participant,
                one.on.isoformat(),
                f"{one.by} ({one.agency})",
                one.kind.label,
                one.category.label,
                minutes_words(one.minutes),
                note_in_a_line(one.text, one.taking_part),
            ),
            empty=empty_for(
                seat, "participant.note", 'Nothing is written yet: casetable participant log 473 "phoned".'
            ),
            total=found.total,
        )


def _write(
    kind: NoteKind,
    words: Sequence[str],
    minutes: str | None,
    category: str | None,
    day: str | None,
    heard_from: str | None,
    by: Means | None,
) -> None:
    from casetable.actions.notes import add_note

    with at_table() as sitting:
        named = _REFERENCE.fullmatch(words[0])
        about = f"P-{named[1]}" if named else ""
        kind_of = category_of(category)
        read = _read(sitting, " ".join(words[1:] if about else words), about, kind_of)
        asked_of = questions(read.hints)
        if read.problems:
            raise BadFile("The line was not understood; nothing was kept.", _sentences(read.problems), "Change it.")
        if asked_of:
            raise BadFile("Nothing was kept yet.", asked_of, ANYWAY)
        for hint in read.hints:
            talk(f"{hint}.")
        run = partial(
            add_note,
            participant=str(read.participant),
            text=read.text,
            kind=kind,
            category=read.category,
            minutes=minutes_of(minutes) or read.minutes,
            on=sitting.past_day_if(day),
            heard=sitting.heard(heard_from, by),
        )
        what = f"a {kind.label} about {read.participant}"
        receipt = or_kept(sitting, run, what, read.text, str(read.participant), read.category)
        tell_participant(sitting, receipt)


def _read(sitting: Sitting, line: str, about: str, category: Category | None) -> "QuickNote":
    from casetable.queries.participants import participants
    from casetable.queries.private import private_places
    from casetable.rules.quicknote import read_note_line

    seat = sitting.seat()
    everybody, private = participants(seat), private_places(seat, about or None)
    return read_note_line(line, participants=everybody, about=about, private_places=private, category=category)


def _sentences(problems: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{problem}." for problem in problems)
