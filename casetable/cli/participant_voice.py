"""casetable participant show, contact, log, note, notes, voice; baseline, outcome and outcomes are in outcomes.py."""

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from casetable.cli import outcomes
from casetable.cli.asked import asked
from casetable.cli.options import By, CategoryName, HeardFrom, Minutes, ParticipantRef, Words
from casetable.cli.reading import category_of, choice_of, minutes_of
from casetable.cli.say import draws_unicode, talk
from casetable.cli.sitting import Sitting, at_table
from casetable.cli.tell import tell_listing, tell_receipt, tell_thing
from casetable.errors import BadFile, BadInput, CasetableError, NotFound
from casetable.words import Category, NoteKind, TakingPart

if TYPE_CHECKING:
    from casetable.rules.quicknote import QuickNote
    from casetable.values.seat import Receipt, Seat

OnDay = Annotated[str | None, typer.Option("--on-day", metavar="DATE", help="The day it belongs to; else today.")]
_REFERENCE = re.compile(r"(?:p-?)?\d{3,9}", re.ASCII | re.IGNORECASE)
_KINDS = "note|contact|goal|taking-part|told"
_TAKES_PART = "attend|message|advocate|not-this-time"


def add_to(group: typer.Typer) -> None:
    """Add the commands to ``casetable participant``."""
    group.command("show")(show)
    group.command("log")(log)
    group.command("note")(note)
    group.command("notes")(show_notes)
    group.command("voice")(voice)
    group.command("contact")(contact)
    outcomes.add_to(group)


def show(participant: ParticipantRef) -> None:
    """Show a participant's card: all that you may know of them.

    Example: casetable participant show 473
    """
    from casetable.actions.views import look
    from casetable.cli.card import card_words
    from casetable.cli.card_json import card_json
    from casetable.queries.card import card

    with at_table() as sitting:
        look(sitting.seat(), participant)
        found = card(sitting.seat(), participant)
        unicode = draws_unicode()
        tell_thing(card_json(found), lambda: card_words(found, sitting.today, unicode=unicode))


def log(
    words: Words,
    minutes: Minutes = None,
    category: CategoryName = None,
    on: OnDay = None,
    heard_from: HeardFrom = None,
    by: By = None,
) -> None:
    """Log a contact with a participant, all in one line.

    Example: casetable participant log 473 "20m has a phone again"
    """
    _write(NoteKind.CONTACT, words, minutes, category, on, heard_from, by)


def note(
    words: Words,
    minutes: Minutes = None,
    category: CategoryName = None,
    on: OnDay = None,
    heard_from: HeardFrom = None,
    by: By = None,
) -> None:
    """Write a note about a participant, all in one line.

    Example: casetable participant note 473 "arrears letter received, two weeks to answer"

    Counselling and psychotherapy notes are never typed here.
    """
    _write(NoteKind.NOTE, words, minutes, category, on, heard_from, by)


def show_notes(
    participant: Annotated[str | None, typer.Argument(metavar="PARTICIPANT", help="About whom; else everybody.")] = None,
    kind: Annotated[str | None, typer.Option("--kind", metavar=_KINDS, help="Only of this kind.")] = None,
) -> None:
    """List what is written about participants, the newest first.

    Example: casetable participant notes 473 --kind contact
    """
    from casetable.cli.board import minutes_words
    from casetable.cli.card_json import noted_json
    from casetable.queries.notes import notes
    from casetable.rules.notes import note_in_a_line

    wanted = None if kind is None else choice_of(NoteKind, kind, "kind of note")
    with at_table() as sitting:
        seat = sitting.seat()
        found = notes(seat, participant, kind=wanted, limit=asked().limit)
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
            empty='Nothing is written yet: casetable participant log 473 "phoned".',
            total=found.total,
        )


def voice(
    participant: ParticipantRef,
    words: Annotated[list[str] | None, typer.Argument(metavar="WORDS", help="What they want, in their words.")] = None,
    takes_part: Annotated[
        str | None, typer.Option("--takes-part", metavar=_TAKES_PART, help="How they take part in conferences.")
    ] = None,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="With --takes-part: their message.")] = "",
    told: Annotated[str, typer.Option("--told", metavar="TEXT", help="What they were told.")] = "",
    category: CategoryName = None,
    on: OnDay = None,
    heard_from: HeardFrom = None,
    by: By = None,
) -> None:
    """Keep what a participant says: their goal, how they take part, what they were told.

    Example: casetable participant voice 473 "A door I can lock." --takes-part message

    Each becomes an entry of its own. Without words it lists what they said so far.
    """
    goal = " ".join(words or []).strip()
    if not (goal or takes_part or told):
        return _said_so_far(participant)
    if note and not takes_part:
        raise BadInput("Whose message is it?", f"--note belongs to --takes-part {_TAKES_PART}.")
    part = None if takes_part is None else choice_of(TakingPart, takes_part, "way of taking part")
    with at_table() as sitting:
        from casetable.actions import voice as acts

        kind = _category(category, goal, note, told)
        more = {"category": kind, "on": sitting.past_day_if(on), "heard": sitting.heard(heard_from, by)}
        deeds: list[tuple[str, str, Callable[[Seat], Receipt]]] = []
        if goal:
            deeds.append(("their goal", goal, lambda seat: acts.say_goal(seat, participant, goal, **more)))  # type: ignore[arg-type]
        if part is not None:
            deeds.append(("how they take part", note, lambda seat: acts.take_part(seat, participant, part, note=note, **more)))  # type: ignore[arg-type]
        if told:
            deeds.append(("what they were told", told, lambda seat: acts.tell(seat, participant, told, **more)))  # type: ignore[arg-type]
    return None
