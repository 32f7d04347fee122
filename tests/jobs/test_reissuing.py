"""Agreed minutes after an erasure: made anew without the one who was erased, by the job, or by the next tick."""

import json
from pathlib import Path

import pytest

from casetable.actions import conference, erasure, minutes
from casetable.actions.leaving import leave
from casetable.errors import Refused
from casetable.jobs import erasure as jobs
from casetable.jobs.minutes import agree_minutes, make_minutes
from casetable.jobs.tick import tick
from casetable.queries.minutes_stored import stored
from casetable.queries.reissuing import minutes_to_reissue
from casetable.queries.verify import verify
from casetable.values.minutes import Edition
from casetable.words import Audience, ErasureReply, LeavingReason, LineKind, MinutesForm, Phase
from tests.erasing import everything_in, says_name
from tests.meeting import MONDAY_AFTER, SECOND_FRIDAY, Meeting
from tests.tables import Room, at

NAME = "Wilhelmina Unmistakable"
OURS = Edition(Audience.AGENCY, "HS")


def agreed(room: Room) -> str:
    """A conference spoke of somebody and of somebody else, its minutes are agreed, and the first of them has left."""
    meeting = Meeting(room)
    ref, other = meeting.led(NAME), meeting.led("Somebody Else")
    meeting.begin("dana", "omar", "lee", "hal")
    for one, said in ((ref, f"a room for {NAME}"), (other, "a bed at Alder Street")):
        meeting.to(one, Phase.DEBATE)
        meeting.file(LineKind.OPTION, said)
        meeting.to(one, Phase.ACTIONS)
    conference.close_conference(meeting.sit())
    for who in ("ruth", "dana", "omar"):
        minutes.nothing_to_correct(room.sit(who, MONDAY_AFTER), SECOND_FRIDAY)
    agree_minutes(room.sit("ruth", MONDAY_AFTER), SECOND_FRIDAY.isoformat())
    leave(room.sit("dana", MONDAY_AFTER), ref, reason=LeavingReason.MOVED)
    erasure.ask_erasure(room.sit("ruth", MONDAY_AFTER), ref, why="asked for it")
    for who in ("lee", "dana", "omar"):
        erasure.answer_erasure(room.sit(who, MONDAY_AFTER), ref, ErasureReply.NOTHING)
    return ref


def kept(room: Room, form: MinutesForm = MinutesForm.MARKDOWN, revision: int | None = None) -> str:
    """The stored minutes of Homeless Services."""
    found = stored(room.sit("dana", MONDAY_AFTER), SECOND_FRIDAY, OURS, form, revision)
    assert found is not None
    return found.content.decode()


@pytest.mark.slow
def test_an_erasure_makes_agreed_minutes_anew_with_the_one_who_was_erased_blanked(room: Room, tmp_path: Path) -> None:
    ref = agreed(room)
    before = kept(room)
    assert "a room for" in before
    made = jobs.erase(room.table, room.id_of("ruth"), ref, clock=at(MONDAY_AFTER))
    assert made.unfinished == ""
    assert "The minutes of Fri 13 Nov were made anew without somebody who was erased: revision 2." in (
        made.receipt.sentence
    )
    after = kept(room)
    assert "omebody who was erased" in after
    assert "a bed at Alder Street" in after
    assert ref not in after
    assert not says_name(everything_in(room.where))
    assert "revision" in after.casefold()
    assert json.loads(kept(room, MinutesForm.JSON))["revision"] == 2
    assert verify(room.sit("ruth", MONDAY_AFTER)).problems == ()
    with pytest.raises(Refused, match="Revision 1 named somebody who was erased: its papers are gone"):
        make_minutes(room.sit("dana", MONDAY_AFTER), OURS, tmp_path / "old.md", SECOND_FRIDAY.isoformat(), revision=1)


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_what_was_cut_short_after_the_erasure_is_made_by_the_next_tick(room: Room, tmp_path: Path) -> None:
    ref = agreed(room)
    erasure.erase(room.sit("ruth", MONDAY_AFTER), ref)
    assert minutes_to_reissue(room.clock(MONDAY_AFTER)) == (SECOND_FRIDAY,)
    with pytest.raises(Refused, match="are being made anew, since somebody was erased"):
        make_minutes(room.sit("dana", MONDAY_AFTER), OURS, tmp_path / "new.md", SECOND_FRIDAY.isoformat())
    tick(room.table, at(MONDAY_AFTER))
    assert minutes_to_reissue(room.clock(MONDAY_AFTER)) == ()
    assert "omebody who was erased" in kept(room)
    assert jobs.finish(room.table, at(MONDAY_AFTER)) is None
    assert verify(room.sit("ruth", MONDAY_AFTER)).problems == ()
