"""Undo and redo of what is written about participants: the receipt names them, and nothing is told to the dead."""

from collections.abc import Callable

import pytest

from casetable.actions import notes, participants, voice
from casetable.actions.history import redo, undo
from casetable.errors import Refused
from casetable.queries.card import card
from casetable.rules.deeds import called
from casetable.values.seat import Seat
from casetable.words import LeavingReason
from tests.tables import Room

SAID: dict[str, Callable[[Seat, str], object]] = {
    "goal": lambda seat, ref: voice.say_goal(seat, ref, "a door I can lock"),
    "told": lambda seat, ref: voice.tell(seat, ref, "who goes with them"),
    "contact": lambda seat, ref: voice.set_contact(seat, ref, how="text"),
}


@pytest.fixture
def ref(room: Room) -> str:
    """Somebody whom every agency agreed to."""
    ref = room.propose()
    for one in ("lee", "omar"):
        participants.agree(room.sit(one), ref)
    return ref


@pytest.mark.parametrize("name", ["note", *SAID])
def test_the_receipt_names_whom_it_was_about_by_reference_alone(room: Room, ref: str, name: str) -> None:
    if name == "note":
        notes.add_note(room.sit("dana"), ref, "met at the library")
    else:
        SAID[name](room.sit("dana"), ref)
    undone = undo(room.sit("dana"))
    assert (undone.sentence, undone.ref) == (f"Undone: {called('participant.' + name)} {ref}.", ref)
    assert redo(room.sit("dana")).sentence == f"Done again: {called('participant.' + name)} {ref}."


def test_an_answer_that_is_taken_back_names_the_proposal(room: Room) -> None:
    ref = room.propose()
    participants.agree(room.sit("lee"), ref)
    assert undo(room.sit("lee")).sentence == f"Undone: participant agree {ref}."


@pytest.mark.parametrize("name", SAID)
def test_what_is_asked_or_told_does_not_come_back_after_a_death(room: Room, ref: str, name: str) -> None:
    SAID[name](room.sit("dana"), ref)
    undo(room.sit("dana"))
    participants.leave(room.sit("hal"), ref, reason=LeavingReason.DIED)
    with pytest.raises(Refused, match=f"{ref} has died since: nothing more is asked or told"):
        redo(room.sit("dana"))
    shown = card(room.sit("dana"), ref)
    assert (shown.goal, shown.told, shown.contact) == (None, None, None)


def test_what_was_told_before_a_death_may_still_be_taken_back_and_a_note_come_back(room: Room, ref: str) -> None:
    voice.tell(room.sit("dana"), ref, "who goes with them")
    participants.leave(room.sit("hal"), ref, reason=LeavingReason.DIED)
    undo(room.sit("dana"))
    assert card(room.sit("dana"), ref).told is None
    notes.add_note(room.sit("dana"), ref, "the family was called")
    undo(room.sit("dana"))
    redo(room.sit("dana"))
    assert card(room.sit("dana"), ref).notes[0].text == "the family was called"
