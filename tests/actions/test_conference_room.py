"""The room and its agenda: who is here and may hear, what opening tells, and no way past what is missing."""

from datetime import timedelta

import pytest

from casetable.actions import conference, consent
from casetable.actions.history import redo, undo
from casetable.errors import BadInput, NotAllowed, NotFound, NotShared, Refused
from casetable.queries.agenda import agenda
from casetable.queries.disclosures import account
from casetable.values.conference import Typed
from casetable.values.seat import Seat
from casetable.words import Category, DisclosureKind, ItemState, LineKind, Phase
from tests.meeting import SECOND_FRIDAY, Meeting, said
from tests.tables import Room


def option(text: str) -> Typed:
    """An option as it was read."""
    return Typed(LineKind.OPTION, text)


def told(seat: Seat, ref: str) -> list[tuple[str, str | None, Category]]:
    """What the account says was told in the room, in its order."""
    lines = account(seat, ref).disclosures
    return [(one.discloser, one.to, one.category) for one in lines if one.kind is DisclosureKind.CONFERENCE]


def standing(meeting: Meeting) -> dict[str | None, tuple[ItemState, Phase | None]]:
    """Where each participant's item stands, for Dana."""
    items = agenda(meeting.sit("dana"), SECOND_FRIDAY).items
    return {one.participant: (one.state, one.phase) for one in items if one.participant}


def no_debate(meeting: Meeting) -> bool:
    """It is recorded that the open item had no debate."""
    item = meeting.item()
    assert item is not None
    return item.had_no_debate


def test_the_room_check_reads_initials_and_says_who_is_here_already(room: Room) -> None:
    meeting = Meeting(room).begin()
    assert said(conference.attend(meeting.sit("dana"), ["DR", "omar", "lee"])) == (
        "Dana Reyes, Omar Haddad and Lee Park are here."
    )
    assert said(conference.attend(meeting.sit(), ["dana", "hal"], late=True)) == (
        "Hal Brook is here, late. Dana Reyes is here already."
    )
    with pytest.raises(BadInput, match="Nobody called 'xyz'") as nobody:
        conference.attend(meeting.sit(), ["xyz"])
    assert "--guest" in nobody.value.hint
    with pytest.raises(BadInput, match="Who is here"):
        conference.attend(meeting.sit(), [])
    assert said(conference.step_out(meeting.sit(), "OH")) == "Omar Haddad has left the room."
    with pytest.raises(NotFound, match="in the room"):
        conference.step_out(meeting.sit(), "omar")
    conference.attend(meeting.sit(), ["omar"])
    present = {(one.name, one.left_at is None, one.was_late) for one in meeting.now().present}
    assert ("Hal Brook", True, True) in present
    assert {("Omar Haddad", True, False), ("Omar Haddad", False, False)} <= present


def test_opening_an_item_is_told_to_every_agency_in_the_room_and_once(room: Room) -> None:
    meeting = Meeting(room)
    ref = meeting.led()
    meeting.begin("dana", "lee")
    assert told(meeting.sit("dana"), ref) == []
    meeting.to(ref)
    general = [("HS", "SS", Category.GENERAL)]
    assert told(meeting.sit("dana"), ref) == general
    with pytest.raises(Refused, match="cannot be undone"):
        undo(meeting.sit())
    conference.open_item(meeting.sit(), "promises")
    meeting.to(ref)
    assert told(meeting.sit("dana"), ref) == general

    conference.attend(meeting.sit("dana"), ["omar"], late=True)
    assert told(meeting.sit("dana"), ref) == [*general, ("HS", "MH", Category.GENERAL)]
    with pytest.raises(Refused, match="cannot be undone: somebody heard"):
        undo(meeting.sit("dana"))


def test_a_line_of_a_further_category_is_told_to_those_who_may_read_it_and_kept_from_others(room: Room) -> None:
    meeting = Meeting(room)
    ref = meeting.led()
    room.release(ref, to="SS", category=Category.HEALTH, from_agency="HS")
    meeting.begin("dana", "lee", "omar")
    meeting.to(ref, Phase.DEBATE)
    filed = meeting.file(LineKind.OPTION, "motel near the clinic", category=Category.HEALTH)
    assert filed.hidden_from == "Not shown to Mental Health: no release covers health."
    assert said(filed).endswith(filed.hidden_from)
    assert ("HS", "SS", Category.HEALTH) in told(meeting.sit("dana"), ref)
    assert ("HS", "MH", Category.HEALTH) not in told(meeting.sit("dana"), ref)
    with pytest.raises(Refused, match="strike the line instead"):
        undo(meeting.sit("dana"))
    assert [one.text for one in meeting.lines("omar") if one.kind is LineKind.OPTION] == []

    second = meeting.file(LineKind.OPTION, "motel at the bridge")
    assert second.hidden_from == ""
    assert said(undo(meeting.sit("dana"))) == f"Undone: a line of the conference about {ref}."
    redo(meeting.sit("dana"))
    assert meeting.lines("omar")[-1].number == 1
    assert meeting.lines("lee")[-1].number == 2


def test_nobody_hears_of_a_participant_who_may_not_and_both_ways_out_are_named(room: Room) -> None:
    meeting = Meeting(room)
    ref, other = meeting.led(), meeting.led("Ada Lin")
    meeting.begin("dana", "abe")
    conference.guest(meeting.sit("dana"), "Aunt Rose", "family", invited_by=ref)
    with pytest.raises(NotShared) as refused:
        conference.open_item(meeting.sit(), ref)
    assert "Abe Old sits here as adviser and hears nothing about participants." in refused.value.sentence
    assert "attend --out" in refused.value.hint
    assert "--not-discussed" in refused.value.hint
    assert told(meeting.sit("dana"), ref) == []

    conference.step_out(meeting.sit(), "abe")
    meeting.to(ref)
    with pytest.raises(Refused, match="Abe Old sits here as adviser") as later:
        conference.attend(meeting.sit(), ["abe"])
    assert later.value.hint == "Note them as here after this item."
    with pytest.raises(Refused, match="a guest whom"):
        conference.guest(meeting.sit(), "Bo Ray", "County")
    with pytest.raises(NotShared, match=f"Aunt Rose is a guest whom {other} did not invite"):
        conference.open_item(meeting.sit(), other)
    conference.leave_item(meeting.sit(), other, "a guest is here")
    states = standing(meeting)
    assert states[other] == (ItemState.NOT_DISCUSSED, None)
    assert states[ref] == (ItemState.OPEN, Phase.SNAPSHOT)


def test_an_agency_without_a_release_stops_the_item_until_it_steps_out(room: Room) -> None:
    meeting = Meeting(room)
    ref = room.agreed(released=False)
    room.release(ref, to="SS")
    meeting.begin("dana", "omar")
    with pytest.raises(NotShared, match=r"Omar Haddad \(Mental Health\) may not hear about"):
        conference.open_item(meeting.sit(), ref)
    conference.step_out(meeting.sit(), "omar")
    meeting.to(ref)
    with pytest.raises(Refused, match="Mental Health"):
        conference.attend(meeting.sit(), ["ines"])


def test_sharing_revoked_in_the_room_closes_the_item_in_the_same_moment(room: Room) -> None:
    meeting = Meeting(room)
    ref = meeting.led()
    meeting.begin("dana", "omar")
    item = meeting.to(ref, Phase.DEBATE)
    answer = said(consent.revoke_releases(meeting.sit("dana"), ref, to="MH", why="changed their mind"))
    assert f"The conference in session has left {ref}: not discussed." in answer
    assert meeting.item() is None
    assert standing(meeting)[ref] == (ItemState.NOT_DISCUSSED, Phase.DEBATE)
    assert said(conference.advance(meeting.sit(), item, Phase.DEBATE)) == "No item is open: go to the next one."
    with pytest.raises(Refused, match="not open"):
        conference.file_line(meeting.sit("dana"), ref, option("too late"))


def test_sharing_that_ran_out_closes_the_item_at_the_next_action_and_keeps_what_was_typed(room: Room) -> None:
    meeting = Meeting(room)
    ref = room.agreed(released=False)
    room.release(ref, until=SECOND_FRIDAY)
    meeting.begin("dana", "omar")
    meeting.to(ref, Phase.DEBATE)
    after_midnight = room.sit("dana", SECOND_FRIDAY + timedelta(days=1), hour=0)
    conference.keep_line(after_midnight, "o motel now")
    with pytest.raises(NotShared, match="Sharing ended while this item was open") as refused:
        conference.file_line(after_midnight, None, option("motel now"))
    assert "not filed" in refused.value.hint
    now = meeting.now("dana")
    assert now.item is None
    assert now.draft == "o motel now"


def test_there_is_no_way_past_their_words_and_no_debate_is_recorded(room: Room) -> None:
    meeting = Meeting(room)
    ref = meeting.led()
    meeting.begin("dana", "omar")
    item = meeting.to(ref)
    assert said(conference.advance(meeting.sit(), item, Phase.SNAPSHOT)) == f"{ref}: their words."
    with pytest.raises(Refused, match=f"Nothing of {ref}'s own words is filed yet") as stopped:
        conference.advance(meeting.sit(), item, Phase.WORDS)
    assert "n REASON" in stopped.value.hint
    with pytest.raises(NotAllowed):
        conference.advance(meeting.sit("dana"), item, Phase.WORDS)
    meeting.file(LineKind.WORDS, "A door I can lock.")
    conference.advance(meeting.sit(), item, Phase.WORDS)
    assert said(conference.advance(meeting.sit(), item, Phase.WORDS)) == f"The room is at {ref}, debate."
    assert said(conference.advance(meeting.sit(), item, Phase.DEBATE)) == f"{ref}: decision. No debate is recorded."
    assert no_debate(meeting)
    meeting.file(LineKind.OPTION, "hold for the unit")
    assert not no_debate(meeting)
    undo(meeting.sit("dana"))
    assert no_debate(meeting)
    conference.advance(meeting.sit(), item, Phase.DECISION)
    assert said(undo(meeting.sit())).startswith("Undone: ")
    assert standing(meeting)[ref][1] is Phase.DECISION
    for phase in (Phase.DECISION, Phase.DISSENT, Phase.ACTIONS):
        answer = said(conference.advance(meeting.sit(), item, phase))
    assert answer == f"{ref} is done. Next: 2, promises since last time."
    with pytest.raises(Refused, match="has gone on from this item"):
        undo(meeting.sit())
