"""Opening, running and closing a conference: who may, what is not reached, time that is kept and saved."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from casetable.actions import conference
from casetable.actions.agenda import propose
from casetable.actions.conference_calendar import cancel, name_chair
from casetable.actions.history import undo
from casetable.errors import NotAllowed, Refused
from casetable.queries.agenda import agenda
from casetable.queries.conference import session_now
from casetable.queries.room import room as room_of
from casetable.words import AgendaReason, CancelReason, ConferenceState, ItemState, LineKind, Phase
from tests.meeting import SECOND_FRIDAY, Meeting, said
from tests.tables import Room, at


def test_a_conference_opens_on_its_day_only_and_by_those_who_run_it(room: Room) -> None:
    meeting = Meeting(room)
    with pytest.raises(Refused, match=r"on Fri 13 Nov; today is Mon 2 Nov") as other_day:
        conference.open_conference(room.sit("ruth"))
    assert "conference extraordinary today" in other_day.value.hint
    with pytest.raises(NotAllowed, match=r"run by its chair \(Hal Brook\) or the coordinator"):
        conference.open_conference(meeting.sit("dana"))
    with pytest.raises(NotAllowed, match="sit here as senior manager"):
        conference.open_conference(meeting.sit("maria"))
    with pytest.raises(Refused, match="No conference is in session") as none:
        conference.close_conference(meeting.sit())
    assert "conference open" in none.value.hint

    assert "Read the opening line: What is said here stays here." in said(
        conference.open_conference(meeting.sit("hal"))
    )
    now = meeting.now()
    assert now.conference.state is ConferenceState.IN_SESSION
    assert [one.name for one in now.present] == ["Hal Brook"]
    assert now.item is not None
    assert now.item.label == "open"
    with pytest.raises(Refused, match="is in session"):
        conference.open_conference(meeting.sit())
    with pytest.raises(Refused, match="cannot be undone"):
        undo(meeting.sit("hal"))


def test_a_cancelled_conference_is_not_opened_and_the_way_back_is_named(room: Room) -> None:
    meeting = Meeting(room)
    cancel(room.sit("ruth"), SECOND_FRIDAY, CancelReason.EMERGENCY)
    with pytest.raises(Refused, match="is cancelled") as refused:
        conference.open_conference(meeting.sit(), SECOND_FRIDAY)
    assert "conference move 2026-11-13" in refused.value.hint


def test_the_deputy_runs_it_and_a_worker_files_but_does_not_go_on(room: Room) -> None:
    meeting = Meeting(room)
    name_chair(room.sit("ruth"), room.id_of("hal"), deputy=room.id_of("lee"), conference=SECOND_FRIDAY)
    conference.open_conference(meeting.sit("lee"))
    conference.attend(meeting.sit("dana"), ["dana", "omar"])
    conference.open_item(meeting.sit("lee"), "promises")
    omar = meeting.sit("omar")
    tried: tuple[Callable[[], object], ...] = (
        lambda: conference.recess(omar),
        lambda: conference.shave(omar),
        lambda: conference.accept_opening(omar),
        lambda: conference.open_item(omar, "parking"),
        lambda: conference.leave_item(omar, "parking", ""),
        lambda: conference.close_conference(omar),
    )
    for do in tried:
        with pytest.raises(NotAllowed, match=r"chair \(Hal Brook and Lee Park\)"):
            do()
    meeting.file(LineKind.PARKED, "bus passes", by="omar")
    assert [one.text for one in meeting.now("dana").parked] == ["bus passes"]


def test_what_was_not_reached_is_named_on_closing_and_comes_first_next_time(room: Room) -> None:
    meeting = Meeting(room)
    first, second = meeting.led(), meeting.led("Ada Lin")
    meeting.begin("dana", "omar", "hal")
    meeting.to(first, Phase.DEBATE)
    meeting.action("call the motel", of="omar")
    answer = said(conference.close_conference(meeting.sit(hour=10)))
    assert f"{first} (left at debate)" in answer
    assert second in answer
    assert "1 action was not read back. Next: Fri 11 Dec." in answer
    assert session_now(meeting.sit()) is None
    assert room_of(meeting.sit()) is None
    with pytest.raises(Refused, match="cannot be undone"):
        undo(meeting.sit())

    coming = agenda(room.sit("dana", SECOND_FRIDAY + timedelta(days=3)))
    people = [one for one in coming.items if one.participant]
    assert {one.participant for one in people} == {first, second}
    assert all(one.reasons[0].kind is AgendaReason.NOT_REACHED for one in people)


def test_closed_too_early_it_goes_on_the_same_day_where_it_stood(room: Room) -> None:
    meeting = Meeting(room)
    ref = meeting.led()
    meeting.begin("dana", "omar")
    meeting.to(ref, Phase.DEBATE)
    meeting.file(LineKind.OPTION, "motel now")
    conference.close_conference(meeting.sit(hour=10))
    assert said(conference.open_conference(meeting.sit(hour=10, minute=5))) == "The conference of Fri 13 Nov goes on."
    conference.attend(meeting.sit(hour=10, minute=5), ["dana", "omar"])
    meeting.to(ref)
    now = meeting.now("dana", 10, 6)
    assert now.item is not None
    assert (now.item.participant, now.item.phase) == (ref, Phase.DEBATE)
    assert "motel now" in [one.text for one in now.lines]

    conference.close_conference(meeting.sit(hour=11))
    with pytest.raises(Refused, match="today's was closed") as following:
        conference.open_conference(meeting.sit(hour=11), "next")
    assert following.value.hint == "It goes on with: casetable conference open 2026-11-13"
    with pytest.raises(Refused, match="was held"):
        conference.open_conference(room.table.seat("ruth", at(SECOND_FRIDAY + timedelta(days=1))), SECOND_FRIDAY)


def test_a_recess_stops_the_clock_and_what_is_late_is_shaved_from_the_rest(room: Room) -> None:
    meeting = Meeting(room)
    meeting.led()
    for title in ("bus passes", "winter shelter", "benefits clinic"):
        propose(room.sit("dana"), None, title=title)
    meeting.begin("dana")
    meeting.to("promises")
    with pytest.raises(Refused, match="not late"):
        conference.shave(meeting.sit())
    conference.recess(meeting.sit(hour=9, minute=4))
    with pytest.raises(Refused, match="in recess already"):
        conference.recess(meeting.sit(hour=9, minute=5))
    conference.resume(meeting.sit(hour=9, minute=9))
    assert meeting.now("ruth", 9, 10).elapsed == 5 * 60
    with pytest.raises(Refused, match="not in recess"):
        conference.resume(meeting.sit(hour=9, minute=10))

    before = meeting.now("ruth", 10, 10)
    assert before.over > 0
    assert "min shaved: ends 10:3" in said(conference.shave(meeting.sit(hour=10, minute=10)))
    after = meeting.now("ruth", 10, 10)
    assert after.over <= max(0, before.over - 1)
    assert {one.state for one in after.items if one.minutes < 4} <= {ItemState.PLANNED}
