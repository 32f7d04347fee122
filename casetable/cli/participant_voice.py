"""casetable participant show, voice, contact; participant_notes.py and outcomes.py have what else is written."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from casetable.cli import outcomes, participant_notes
from casetable.cli.asked import asked
from casetable.cli.keeping import category_asked, or_kept
from casetable.cli.options import By, CategoryName, HeardFrom, ParticipantRef
from casetable.cli.reading import choice_of
from casetable.cli.say import draws_unicode, out, out_json, talk
from casetable.cli.sitting import Sitting, at_table
from casetable.cli.tell import empty_for, tell_listing, tell_participant, tell_thing
from casetable.errors import BadFile, BadInput
from casetable.values.seat import Receipt
from casetable.words import Category, NoteKind, TakingPart

if TYPE_CHECKING:
    from casetable.values.seat import Seat

Day = Annotated[str | None, typer.Option("--day", metavar="DATE", help="The day it belongs to; else today.")]
VOICE = (NoteKind.GOAL, NoteKind.TAKING_PART, NoteKind.TOLD)
"""What is theirs among what is written: said by them or told to them."""
_TAKES_PART = "attend|message|advocate|not-this-time"


def add_to(group: typer.Typer) -> None:
    """Add the commands to ``casetable participant``."""
    group.command("show")(show)
    participant_notes.add_to(group)
    group.command("voice")(voice)
    group.command("contact")(contact)
    outcomes.add_to(group)


def show(participant: ParticipantRef) -> None:
    """Show a participant's card: all that you may know of them.

    Example: casetable participant show 473
    """
    from casetable.actions.views import look
    from casetable.cli.card import card_words
    from casetable.exchange.card_as_json import card_json
    from casetable.queries.card import card

    with at_table() as sitting:
        look(sitting.seat(), participant)
        found = card(sitting.seat(), participant)
        unicode = draws_unicode()
        tell_thing(card_json(found), lambda: card_words(found, sitting.today, unicode=unicode))


def voice(
    participant: ParticipantRef,
    words: Annotated[list[str] | None, typer.Argument(metavar="WORDS", help="What they want, in their words.")] = None,
    takes_part: Annotated[
        str | None, typer.Option("--takes-part", metavar=_TAKES_PART, help="How they take part in conferences.")
    ] = None,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="With --takes-part: their message.")] = "",
    told: Annotated[str, typer.Option("--told", metavar="TEXT", help="What they were told.")] = "",
    category: CategoryName = None,
    day: Day = None,
    heard_from: HeardFrom = None,
    by: By = None,
) -> None:
    """Keep what a participant wants, and what they were told.

    Example: casetable participant voice 473 "A door I can lock." --takes-part message

    Their goal, how they take part in conferences and what they were told become an entry each. Without words it
    lists what they said so far.
    """
    from casetable.actions import voice as said

    goal = " ".join(words or []).strip()
    if not (goal or takes_part or told):
        _list_voice(participant)
        return
    if note and not takes_part:
        raise BadInput("Whose message is it?", f"--note belongs to --takes-part {_TAKES_PART}.")
    part = None if takes_part is None else choice_of(TakingPart, takes_part, "way of taking part")
    with at_table() as sitting:
        kind = category_asked(category, goal, note, told)
        on, heard = sitting.past_day_if(day), sitting.heard(heard_from, by)
        deeds: list[tuple[str, str, Callable[[Seat], Receipt]]] = []
        if goal:
            run = partial(said.say_goal, participant=participant, words=goal, on=on, category=kind, heard=heard)
            deeds.append((f"what {participant} wants", goal, run))
        if part is not None:
            run = partial(
                said.take_part, participant=participant, how=part, note=note, on=on, category=kind, heard=heard
            )
            deeds.append((f"the message of {participant}", note, run))
        if told:
            run = partial(said.tell, participant=participant, text=told, on=on, category=kind, heard=heard)
            deeds.append((f"what {participant} was told", told, run))
        receipts = [or_kept(sitting, run, what, text, participant, kind) for what, text, run in deeds]
        tell_participant(sitting, Receipt(" ".join(one.sentence for one in receipts), receipts[-1].ref))


def contact(
    participant: ParticipantRef,
    how: Annotated[str | None, typer.Option("--how", metavar="TEXT", help="How: text, call her sister.")] = None,
    when: Annotated[str | None, typer.Option("--when", metavar="TEXT", help="When: after 10.")] = None,
    never: Annotated[str | None, typer.Option("--never", metavar="TEXT", help="How never: voicemail.")] = None,
    no_post: Annotated[bool | None, typer.Option("--no-post/--post", help="No letter is made for post.")] = None,
    location_private: Annotated[
        bool | None,
        typer.Option("--location-private/--location-known", help="Where they sleep or were seen is not typed."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask about words that are not for everybody.")] = False,
    day: Day = None,
    heard_from: HeardFrom = None,
    by: By = None,
) -> None:
    """Keep how a participant may be reached safely, or show it.

    Example: casetable participant contact 473 --how text --when "after 10" --never voicemail --no-post

    What is not said stays as it stands; --never "" and --post take back. All who know them read it.
    """
    from casetable.actions.voice import set_contact

    if all(one is None for one in (how, when, never, no_post, location_private)):
        _show_contact(participant)
        return
    with at_table() as sitting:
        text = "; ".join(part for part in (how, when, f"never {never}" if never else "") if part)
        if not yes:
            _stop_at_narrow_words(sitting, participant, text, location_private)
        run = partial(
            set_contact,
            participant=participant,
            how=how,
            when=when,
            never=never,
            no_post=no_post,
            location_private=location_private,
            on=sitting.past_day_if(day),
            heard=sitting.heard(heard_from, by),
        )
        kept = or_kept(sitting, run, f"how to reach {participant}", text, participant, Category.GENERAL)
        tell_participant(sitting, kept)


def _stop_at_narrow_words(sitting: Sitting, participant: str, text: str, location_private: bool | None) -> None:
    """Ask once, by refusing, about words that not everybody who knows them should read."""
    from casetable.queries.private import private_places
    from casetable.rules.quicknote import said_to_all

    private = bool(private_places(sitting.seat(), participant)) if location_private is None else location_private
    if found := said_to_all(text, is_place_private=private):
        raise BadFile("Nothing was kept yet.", found, "To share it with all who know them: --yes.")


def _list_voice(participant: str) -> None:
    """List what they said and were told, the newest first."""
    from casetable.exchange.card_as_json import noted_json
    from casetable.queries.notes import notes
    from casetable.rules.notes import note_in_a_line

    with at_table() as sitting:
        found = notes(sitting.seat(), participant, kinds=VOICE, limit=asked().limit)
        tell_listing(
            found.items,
            noted_json,
            ("on", "by", "kind", "what"),
            lambda one: (
                one.on.isoformat(),
                f"{one.by} ({one.agency})",
                one.kind.label,
                note_in_a_line(one.text, one.taking_part),
            ),
            empty=empty_for(
                sitting.seat(),
                "participant.goal",
                f'Nothing of theirs is written yet: casetable participant voice {participant} "A door I can lock."',
            ),
            total=found.total,
        )


def _show_contact(participant: str) -> None:
    from casetable.cli.card import contact_words
    from casetable.exchange.card_as_json import contact_json
    from casetable.queries.card import contact_of

    with at_table() as sitting:
        found = contact_of(sitting.seat(), participant)
        if found is None:
            way = f"casetable participant contact {participant} --how text --never voicemail"
            said = f"Nobody asked yet, as far as you may know: {way}"
            talk(empty_for(sitting.seat(), "participant.contact", said))
        if asked().json:
            out_json(contact_json(found) if found else None)
        elif found is not None:
            out(contact_words(found))
