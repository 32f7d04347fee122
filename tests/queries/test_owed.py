"""The week's word of an erasure that waits for one's agency."""

from casetable.actions import consent, erasure, participants
from casetable.queries.week import week
from casetable.words import ErasureReply, LeavingReason
from tests.tables import Room


def owed(room: Room, who: str) -> tuple[str, ...]:
    return week(room.sit(who)).needs.erasures


def gone(room: Room) -> str:
    """Somebody whom all agreed to and who left; the coordinator asks to erase them."""
    ref = room.propose()
    for one in ("lee", "omar"):
        participants.agree(room.sit(one), ref)
    participants.leave(room.sit("dana"), ref, reason=LeavingReason.HOUSED, destination=410)
    erasure.ask_erasure(room.sit("ruth"), ref, why="they asked for it")
    return ref


def test_every_agency_that_owes_an_answer_is_reminded_until_it_gave_one(room: Room) -> None:
    ref = gone(room)
    assert all(owed(room, who) == (ref,) for who in ("lee", "dana", "omar", "vera"))
    erasure.answer_erasure(room.sit("omar"), ref, ErasureReply.HOLD, why="needed in court until May")
    erasure.answer_erasure(room.sit("lee"), ref, ErasureReply.NOTHING)
    assert (owed(room, "omar"), owed(room, "lee"), owed(room, "dana")) == ((), (), (ref,))


def test_who_may_not_answer_is_not_reminded(room: Room) -> None:
    gone(room)
    assert owed(room, "abe") == ()


def test_nothing_is_owed_after_they_came_back_or_were_erased(room: Room) -> None:
    ref = gone(room)
    participants.come_back(room.sit("dana"), ref, why="noted by mistake")
    assert owed(room, "lee") == ()
    participants.leave(room.sit("dana"), ref, reason=LeavingReason.HOUSED, destination=410)
    erasure.ask_erasure(room.sit("ruth"), ref, why="they asked for it")
    for who in ("lee", "dana", "omar"):
        erasure.answer_erasure(room.sit(who), ref, ErasureReply.NOTHING)
    erasure.erase(room.sit("ruth"), ref)
    assert all(owed(room, who) == () for who in ("lee", "dana", "omar"))


def test_an_agency_that_may_not_list_them_hears_nothing(shelter: Room) -> None:
    ref, given = shelter.of_the_shelter()
    for one in ("lee", "dana", "omar"):
        participants.agree(shelter.sit(one), ref)
    participants.leave(shelter.sit("tess"), ref, reason=LeavingReason.WITHDREW)
    erasure.ask_erasure(shelter.sit("ruth"), ref, why="they asked for it")
    assert owed(shelter, "dana") == (ref,)
    for one in given:
        consent.revoke_release(shelter.sit("tess"), one)
    assert owed(shelter, "dana") == ()
    assert owed(shelter, "tess") == (ref,)
