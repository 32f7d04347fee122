"""Notes about a participant and contacts with them. Counselling and psychotherapy notes never belong here."""

from datetime import date

from casetable.actions.about import About, about, day_of
from casetable.actions.wording import lines, minutes_of
from casetable.errors import BadInput
from casetable.models import Note
from casetable.store.unit import change
from casetable.values.action import Action
from casetable.values.seat import Heard, Receipt, Seat
from casetable.words import Category, NoteKind, TakingPart

NOTE = Action("participant.note", "noted")


def add_note(
    seat: Seat,
    participant: str,
    text: str,
    *,
    kind: NoteKind = NoteKind.NOTE,
    category: Category = Category.GENERAL,
    minutes: int | None = None,
    on: date | None = None,
    heard: Heard | None = None,
) -> Receipt:
    """Write down a note, or with ``kind`` contact that somebody was in touch with the participant.

    ``minutes`` is what it took, ``on`` the day it belongs to, which decides who may read it. Raises BadInput for a
    day to come and without words, NotShared where this agency does not know them: then nothing is saved.
    """
    if kind not in (NoteKind.NOTE, NoteKind.CONTACT):
        raise ValueError("what they said and were told is recorded by actions/voice.py")
    with change(seat, NOTE, heard) as session:
        whom = about(session, seat, participant, heard)
        if kind is NoteKind.CONTACT:
            whom.not_after_death()
        write(whom, kind, text, category=category, minutes=minutes, on=on)
        return whom.receipt("contact noted." if kind is NoteKind.CONTACT else "noted.", category)


def write(
    whom: About,
    kind: NoteKind,
    text: str,
    *,
    category: Category,
    minutes: int | None = None,
    on: date | None = None,
    taking_part: TakingPart | None = None,
) -> Note:
    """Store one dated text about a participant. Raises BadInput when it says nothing."""
    words = lines(text)
    if not words and taking_part is None:
        raise BadInput("There are no words to keep.", "Say what happened, or what they said.")
    voice, seat = whom.voice, whom.seat
    is_noted = voice.actor != seat.actor
    row = Note(
        participant_id=whom.row.id,
        kind=kind,
        text=words,
        category=category,
        taking_part=taking_part,
        agency_id=voice.agency_id,
        person_id=voice.actor,
        noted_by_id=seat.actor if is_noted else None,
        means=whom.heard.by if whom.heard and is_noted else None,
        at=seat.now,
        on=day_of(seat, on),
        minutes=minutes_of(minutes),
    )
    whom.session.add(row)
    whom.session.flush()
    return row
