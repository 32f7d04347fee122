"""Conferences moved, cancelled, confirmed, called besides the rule, and chaired; what a changed rule does to them."""

from dataclasses import replace
from datetime import date, time

import pytest
from sqlmodel import select

from casetable.actions import agreement, people
from casetable.actions.agency_days import close_on
from casetable.actions.conference_calendar import call_extraordinary, cancel, confirm, move, name_chair
from casetable.actions.conference_rows import row_of
from casetable.actions.history import undo
from casetable.errors import BadInput, NotAllowed, NotFound, Refused, SomebodyElseWasFirst
from casetable.models import Conference, ConferenceReply
from casetable.queries.conference import (
    calendar,
    conference,
    conference_next,
    next_occurrence,
    occurrence_in,
    previous_in,
    session_now,
)
from casetable.queries.verify import verify
from casetable.queries.week import week
from casetable.store.unit import change, reading
from casetable.values.action import Action
from casetable.values.conference import Occurrence
from casetable.values.partnership import Setup
from casetable.words import CancelReason, ConferenceState
from tests.queries.agreeing import in_force, offered, signed
from tests.tables import MON, Room

DECEMBER = date(2026, 12, 11)
AFTER = date(2026, 11, 16)
ROWS = Action("conference.open", "wrote a row for a test")

only_sqlite = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
"""For what is refused before the table is asked, and for long stories whose parts other tests tell on both engines."""


def ruled(rrule: str):  # type: ignore[no-untyped-def]
    def edit(setup: Setup) -> Setup:
        return replace(setup, conference=replace(setup.conference, rrule=rrule))

    return edit


def stands(room: Room, state: ConferenceState, day: date, on: date = MON) -> None:
    """A conference in a state that other actions bring about."""
    seat = room.sit("ruth", on)
    with change(seat, ROWS) as session:
        row = row_of(session, seat, occurrence_in(session, seat, day))
        row.state = state
        session.add(row)


def ahead(room: Room, day: date = MON, count: int = 3) -> list[str]:
    return [one.on.isoformat() for one in calendar(room.sit("abe", day), count=count)]


def one(room: Room, words: str | date | None = None, day: date = MON) -> Occurrence:
    return conference(room.sit("abe", day), words)


def test_a_moved_conference_keeps_its_name_and_is_the_next_one_on_its_new_day(room: Room) -> None:
    said = move(room.sit("ruth"), "next", date(2026, 11, 19), why="the hall is taken")
    assert said.sentence == "The conference of Fri 13 Nov meets on Thu 19 Nov at 09:00."
    found = one(room, "2026-11-13")
    assert (found.conference, found.on, found.is_moved) == ("2026-11-13", date(2026, 11, 19), True)
    assert (found.why, found.moved_by, found.sequence) == ("the hall is taken", "Ruth Feld", 2)
    assert one(room, "19 nov") == found
    assert conference_next(room.sit("dana", date(2026, 11, 14))) == date(2026, 11, 19)
    assert week(room.sit("dana", date(2026, 11, 16))).conference == date(2026, 11, 19)
    assert verify(room.sit("ruth")).problems == ()


def test_a_cancelled_conference_is_passed_over_and_meets_again_when_it_is_moved(room: Room) -> None:
    said = cancel(room.sit("ruth"), None, CancelReason.EMERGENCY, why="a storm")
    assert "The next one is on Fri 11 Dec." in said.sentence
    assert conference_next(room.sit("dana")) == DECEMBER
    assert ahead(room) == ["2026-11-13", "2026-12-11", "2027-01-08", "2027-02-12"]
    with pytest.raises(Refused, match="cancelled already"):
        cancel(room.sit("ruth"), "2026-11-13", CancelReason.HOLIDAY)
    move(room.sit("ruth"), "2026-11-13", date(2026, 11, 13))
    again = one(room)
    assert (again.state, again.on, again.cancel_reason) == (ConferenceState.PLANNED, date(2026, 11, 13), None)
    assert again.sequence == 3


def test_what_people_were_told_is_never_undone_but_a_confirmation_is(room: Room) -> None:
    move(room.sit("ruth"), "next", date(2026, 11, 19))
    with pytest.raises(Refused, match="people were told"):
        undo(room.sit("ruth"))
    confirm(room.sit("ruth"))
    assert one(room).state is ConferenceState.CONFIRMED
    undo(room.sit("ruth"))
    assert one(room).state is ConferenceState.PLANNED


@only_sqlite
def test_a_conference_that_was_opened_or_held_is_neither_moved_nor_cancelled(room: Room) -> None:
    stands(room, ConferenceState.IN_SESSION, date(2026, 11, 13))
    with pytest.raises(Refused, match="in session"):
        move(room.sit("ruth"), None, date(2026, 11, 20))
    stands(room, ConferenceState.CLOSED, date(2026, 11, 13))
    with pytest.raises(Refused, match="was held"):
        cancel(room.sit("ruth"), "2026-11-13", CancelReason.HOLIDAY)


@only_sqlite
def test_no_two_conferences_meet_on_one_day_and_none_on_a_day_that_lies_back(room: Room) -> None:
    ruth = room.sit("ruth")
    with pytest.raises(Refused, match="Another conference meets on Fri 11 Dec"):
        move(ruth, "next", DECEMBER)
    with pytest.raises(Refused, match="Another conference meets on Fri 11 Dec"):
        call_extraordinary(ruth, DECEMBER)
    with pytest.raises(BadInput, match="lies back"):
        move(ruth, "next", date(2026, 11, 1))
    with pytest.raises(Refused, match="already"):
        move(ruth, "next", date(2026, 11, 13))
    with pytest.raises(NotFound, match="There is no conference on 2026-11-14"):
        move(ruth, "2026-11-14", DECEMBER)
    move(ruth, "2026-12-11", date(2026, 12, 17))
    with pytest.raises(Refused, match="has that day for its name"):
        call_extraordinary(ruth, DECEMBER)


@only_sqlite
def test_a_time_that_does_not_exist_is_refused_and_one_that_exists_twice_is_said(room: Room) -> None:
    ruth = room.sit("ruth")
    with pytest.raises(BadInput, match="02:30 does not exist on 2027-03-14"):
        move(ruth, "2027-03-12", date(2027, 3, 14), at=time(2, 30))
    said = move(ruth, "2026-12-11", date(2027, 11, 7), at=time(1, 30))
    assert "01:30 exists twice on 2027-11-07" in said.sentence
    assert one(room, "2026-12-11").starts_at == time(1, 30)


@only_sqlite
def test_an_extraordinary_conference_stands_beside_the_rule(room: Room) -> None:
    said = call_extraordinary(room.sit("ruth"), date(2026, 11, 10), why="two evictions", at=time(14), minutes=60)
    assert said.ref == "2026-11-10"
    found = one(room)
    assert (found.is_extraordinary, found.starts_at, found.ends_at, found.minutes) == (True, time(14), time(15), 60)
    assert ahead(room) == ["2026-11-10", "2026-11-13", "2026-12-11"]


@only_sqlite
def test_one_called_for_today_says_its_time_once_the_agreements_own_is_past(room: Room) -> None:
    late = room.sit("ruth", hour=14)
    with pytest.raises(BadInput, match="It is past 09:00") as past:
        call_extraordinary(late, MON, why="two evictions")
    assert past.value.hint == "Say when: today at 14:00, or --at 14:00."
    call_extraordinary(late, MON, why="two evictions", at=time(15))
    assert one(room).starts_at == time(15)


def test_a_collision_names_who_is_closed_and_the_nearest_dates_free_for_all_and_moves_nothing(room: Room) -> None:
    move(room.sit("ruth"), "2026-11-13", date(2026, 11, 11))
    found = one(room)
    assert [(hit.agency, hit.what) for hit in found.collisions] == [("SS", "Veterans Day"), ("HS", "Veterans Day")]
    assert [day.isoformat() for day in found.instead] == ["2026-11-12", "2026-11-10", "2026-11-13"]
    close_on(room.sit("omar"), "", date(2026, 11, 12), "staff day")
    assert [day.isoformat() for day in one(room).instead] == ["2026-11-10", "2026-11-13", "2026-11-09"]
    assert one(room).on == date(2026, 11, 11)


@only_sqlite
def test_what_is_free_for_all_lies_neither_back_nor_on_another_conference(room: Room) -> None:
    call_extraordinary(room.sit("ruth"), date(2026, 11, 12))
    said = move(room.sit("ruth"), "2026-11-13", date(2026, 11, 11)).sentence
    assert said.endswith("Closed that day: SS, HS (Veterans Day).")
    found = one(room, "2026-11-13", date(2026, 11, 10))
    assert [day.isoformat() for day in found.instead] == ["2026-11-10", "2026-11-13", "2026-11-16"]


def test_the_chair_rotates_until_somebody_is_named(room: Room) -> None:
    assert [(one.chair_agency, one.chair) for one in calendar(room.sit("abe"), count=6)][1:5] == [
        ("HS", "Hal Brook"),
        ("MH", "Ines Roy"),
        ("MH", "Ines Roy"),
        ("MH", "Ines Roy"),
    ]
    name_chair(room.sit("ruth"), room.id_of("lee"), deputy=room.id_of("omar"), conference="2026-12-11")
    found = one(room, "2026-12-11")
    assert (found.chair, found.deputy, found.chair_agency) == ("Lee Park", "Omar Haddad", "HS")
    assert one(room, "2027-01-08").chair == "Ines Roy"
    undo(room.sit("ruth"))
    assert one(room, "2026-12-11").chair == "Hal Brook"


@only_sqlite
def test_a_chair_who_is_away_that_day_gives_way_to_a_worker_of_the_same_agency(room: Room) -> None:
    people.away(room.sit("hal"), since=date(2026, 12, 7), until=DECEMBER)
    assert one(room, DECEMBER).chair == "Dana Reyes"
    said = name_chair(room.sit("ruth"), room.id_of("hal"), conference=DECEMBER).sentence
    assert "Hal Brook chairs the conference of Fri 11 Dec" in said
    assert "away" in said


@only_sqlite
def test_a_chair_is_somebody_who_works_with_participants_and_not_their_own_deputy(room: Room) -> None:
    ruth = room.sit("ruth")
    for who in ("paula", "abe"):
        with pytest.raises(BadInput, match="cannot chair"):
            name_chair(ruth, room.id_of(who))
    with pytest.raises(BadInput, match="stand in for themselves"):
        name_chair(ruth, room.id_of("lee"), deputy=room.id_of("lee"))
    with pytest.raises(BadInput, match="Who chairs"):
        name_chair(ruth)


def test_only_the_chair_the_deputy_and_the_coordinator_change_the_calendar(room: Room) -> None:
    with pytest.raises(NotAllowed, match=r"arranged and run by its chair \(Hal Brook\) or the coordinator"):
        move(room.sit("dana"), "next", date(2026, 11, 19))
    with pytest.raises(NotAllowed):
        call_extraordinary(room.sit("lee"), date(2026, 11, 19))
    move(room.sit("hal"), "next", date(2026, 11, 19))
    name_chair(room.sit("hal"), deputy=room.id_of("dana"))
    confirm(room.sit("dana"))
    assert one(room).state is ConferenceState.CONFIRMED


@only_sqlite
def test_who_was_slower_is_told_and_nothing_is_written_over(room: Room) -> None:
    confirm(room.sit("ruth"))
    seen = one(room).version
    move(room.sit("hal"), "next", date(2026, 11, 19))
    with pytest.raises(SomebodyElseWasFirst, match="changed while this was open: Hal Brook at 09:00 on Mon 2 Nov"):
        move(room.sit("ruth"), "next", date(2026, 11, 20), seen=seen)
    assert one(room).on == date(2026, 11, 19)


def test_who_said_that_they_come_is_asked_anew_for_another_day(room: Room) -> None:
    confirm(room.sit("ruth"))
    with change(room.sit("ruth"), Action("conference.expect", "said who comes")) as session:
        row = session.exec(select(Conference)).one()
        session.add(ConferenceReply(conference_id=row.id, person_id=room.id_of("dana"), comes=True))
    assert "asked anew" not in move(room.sit("ruth"), "next", date(2026, 11, 13), at=time(10)).sentence
    assert "Who comes is asked anew." in move(room.sit("ruth"), "next", date(2026, 11, 19)).sentence
    with reading(room.sit("ruth")) as session:
        assert session.exec(select(ConferenceReply)).all() == []


def test_a_changed_rule_leaves_held_and_confirmed_ones_alone_and_makes_no_doubles(room: Room) -> None:
    in_force(room)
    stands(room, ConferenceState.CLOSED, date(2026, 11, 13))
    stands(room, ConferenceState.CONFIRMED, date(2027, 1, 8))
    agreement.amend(room.sit("ruth", AFTER), ruled("FREQ=MONTHLY;BYDAY=3WE"))
    offered(room, AFTER)
    assert ahead(room, AFTER) == ["2026-12-11", "2027-01-08", "2027-02-12"]
    signed(room, 2, AFTER)
    assert ahead(room, AFTER, 4) == ["2026-12-16", "2027-01-08", "2027-02-17", "2027-03-17"]
    november = calendar(room.sit("abe", AFTER), date(2026, 11, 1), date(2026, 11, 30))
    assert [(one.conference, one.state) for one in november] == [("2026-11-13", ConferenceState.CLOSED)]
    assert conference_next(room.sit("dana", AFTER)) == date(2026, 12, 16)
    with pytest.raises(NotFound):
        one(room, DECEMBER, AFTER)


@only_sqlite
def test_a_date_that_was_only_prepared_goes_with_its_rule_and_its_row_stays(room: Room) -> None:
    in_force(room)
    name_chair(room.sit("ruth"), room.id_of("lee"), conference=DECEMBER)
    agreement.amend(room.sit("ruth", AFTER), ruled("FREQ=MONTHLY;BYDAY=1TU"))
    offered(room, AFTER)
    signed(room, 2, AFTER)
    assert ahead(room, AFTER, 2) == ["2026-12-01", "2027-01-05"]
    assert call_extraordinary(room.sit("ruth", AFTER), DECEMBER).ref == "2026-12-11"
    assert one(room, DECEMBER, AFTER).chair == "Lee Park"


def test_the_last_one_held_and_the_one_in_session_are_found(room: Room) -> None:
    assert session_now(room.sit("dana")) is None
    stands(room, ConferenceState.CLOSED, date(2026, 11, 13))
    stands(room, ConferenceState.IN_SESSION, DECEMBER)
    with reading(room.sit("dana")) as session:
        held = previous_in(session, room.sit("dana"), DECEMBER)
        assert held is not None
        assert held.original_on == date(2026, 11, 13)
        assert previous_in(session, room.sit("dana"), date(2026, 11, 13)) is None
    now, following = session_now(room.sit("dana")), next_occurrence(room.sit("dana"))
    assert now is not None
    assert now == following
    assert now.original_on == DECEMBER
    assert one(room, "last", date(2026, 11, 14)).original_on == date(2026, 11, 13)
    assert one(room, "13 nov", date(2026, 11, 20)).original_on == date(2026, 11, 13)
