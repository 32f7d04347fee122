"""Which conferences there are: the rule's dates, what people made of them, and what a changed rule leaves alone."""

import calendar
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from croniter import croniter
from hypothesis import given
from hypothesis import strategies as st

from casetable.rules.calendar import conference_dates
from casetable.rules.conference_dates import (
    Touched,
    closed_words,
    dates_gone,
    dates_made,
    meetings,
    moved_because,
    next_day,
    next_meeting,
)
from casetable.rules.holidays import day_names
from casetable.values.agreement import Timeline, Version
from casetable.values.conference import Collision
from casetable.values.partnership import ConferenceRule, Decisions, Gate
from casetable.values.terms import Terms
from casetable.words import AgreementKind, AgreementState, ConferenceState

SECOND_FRIDAY = "FREQ=MONTHLY;BYDAY=2FR"
THIRD_WEDNESDAY = "FREQ=MONTHLY;BYDAY=3WE"
FIRST_TUESDAY = "FREQ=MONTHLY;BYDAY=1TU"
TODAY = date(2026, 11, 16)
FEDERAL = ["2022-11-11", "2023-11-10", "2028-11-10", "2033-11-11", "2034-11-10"]
FEDERAL += ["2039-11-11", "2044-11-11", "2045-11-10"]
GOOD_FRIDAYS = ["2020-04-10", "2028-04-14", "2031-04-11", "2036-04-11", "2039-04-08"]
PLANNED, CONFIRMED, IN_SESSION, CLOSED, CANCELLED = (
    ConferenceState.PLANNED,
    ConferenceState.CONFIRMED,
    ConferenceState.IN_SESSION,
    ConferenceState.CLOSED,
    ConferenceState.CANCELLED,
)


def version(number: int, rrule: str, since: date | None) -> Version:
    return Version(
        number=number,
        kind=AgreementKind.MOU,
        state=AgreementState.IN_FORCE,
        name="Eastside Table",
        zone="America/Los_Angeles",
        emergency="911",
        places=5,
        quarter_first_month=1,
        mail_weekday=4,
        conference=ConferenceRule(rrule),
        gate=Gate(),
        decisions=Decisions(),
        terms=Terms(),
        in_force_on=since,
    )


def always(rrule: str) -> Timeline:
    return Timeline((version(1, rrule, None),))


def changed(before: str, after: str, on: date = TODAY) -> Timeline:
    return Timeline((version(1, before, date(2026, 1, 1)), version(2, after, on)))


def days(found: list[tuple[date, date]]) -> list[str]:
    return [on.isoformat() for _, on in found]


def ahead(timeline: Timeline, *touched: Touched, today: date = TODAY, months: int = 4) -> list[str]:
    until = today + timedelta(days=31 * months)
    return days(meetings(timeline, touched, date(2026, 11, 1), until, today))


def at(day: str) -> date:
    return date.fromisoformat(day)


@pytest.mark.parametrize(
    ("rrule", "cron"),
    [
        (SECOND_FRIDAY, "0 9 * * fri#2"),
        (THIRD_WEDNESDAY, "0 9 * * wed#3"),
        (FIRST_TUESDAY, "0 9 * * tue#1"),
        ("FREQ=MONTHLY;BYDAY=-1TH", "0 9 * * L4"),
        ("FREQ=MONTHLY;BYDAY=2FR;BYMONTH=1,4,7,10", "0 9 * 1,4,7,10 fri#2"),
        ("FREQ=MONTHLY;BYMONTHDAY=15", "0 9 15 * *"),
        ("FREQ=WEEKLY;BYDAY=FR", "0 9 * * fri"),
    ],
)
def test_the_dates_of_26_years_equal_those_of_another_recurrence_library(rrule: str, cron: str) -> None:
    other = croniter(cron, datetime(2019, 12, 31, 23), max_years_between_matches=5)
    expected = []
    while (found := other.get_next(datetime)).year <= 2045:
        expected.append(found.date())
    made = meetings(always(rrule), (), date(2020, 1, 1), date(2045, 12, 31), TODAY)
    assert [on for _, on in made] == expected


def test_the_dates_of_26_years_are_the_second_fridays_of_the_calendar() -> None:
    expected = [
        [week[4] for week in calendar.Calendar().monthdatescalendar(year, month) if week[4].month == month][1]
        for year in range(2020, 2046)
        for month in range(1, 13)
    ]
    made = meetings(always(SECOND_FRIDAY), (), date(2020, 1, 1), date(2045, 12, 31), TODAY)
    assert [on for _, on in made] == expected
    assert {(after - before).days for before, after in pairwise(expected)} == {28, 35}


def test_federal_holidays_and_good_fridays_meet_second_fridays_on_exactly_these_days() -> None:
    fridays = [on for _, on in meetings(always(SECOND_FRIDAY), (), date(2020, 1, 1), date(2045, 12, 31), TODAY)]
    years = range(2020, 2046)
    federal, delaware, canada = (day_names(code, (), years) for code in ("US", "US-DE", "CA"))
    assert [day.isoformat() for day in fridays if day in federal] == FEDERAL
    good = [day.isoformat() for day in fridays if delaware.get(day) == "Good Friday"]
    assert good == GOOD_FRIDAYS
    assert [day.isoformat() for day in fridays if canada.get(day) == "Good Friday"] == GOOD_FRIDAYS


def test_next_is_never_a_cancelled_one() -> None:
    cancelled = Touched(at("2026-12-11"), at("2026-12-11"), CANCELLED)
    assert next_meeting(always(SECOND_FRIDAY), [cancelled], TODAY) == (at("2027-01-08"), at("2027-01-08"))


def test_a_rescheduled_one_is_not_lost_nor_twice_there() -> None:
    moved = Touched(at("2026-12-11"), at("2026-12-18"), PLANNED, was_moved=True)
    assert next_meeting(always(SECOND_FRIDAY), [moved], TODAY) == (at("2026-12-11"), at("2026-12-18"))
    assert ahead(always(SECOND_FRIDAY), moved) == ["2026-11-13", "2026-12-18", "2027-01-08", "2027-02-12", "2027-03-12"]


def test_one_that_was_moved_behind_the_following_one_comes_after_it() -> None:
    moved = Touched(at("2026-12-11"), at("2027-01-15"), PLANNED, was_moved=True)
    assert next_meeting(always(SECOND_FRIDAY), [moved], TODAY) == (at("2027-01-08"), at("2027-01-08"))
    assert next_meeting(always(SECOND_FRIDAY), [moved], at("2027-01-09")) == (at("2026-12-11"), at("2027-01-15"))


def test_a_cancelled_first_occurrence_leaves_the_others_where_they_are() -> None:
    first = Touched(at("2026-11-13"), at("2026-11-13"), CANCELLED)
    assert ahead(always(SECOND_FRIDAY), first)[1:3] == ["2026-12-11", "2027-01-08"]
    assert next_meeting(always(SECOND_FRIDAY), [first], at("2026-11-02")) == (at("2026-12-11"), at("2026-12-11"))


def test_today_counts_as_next_whatever_the_hour_and_one_in_session_comes_first() -> None:
    assert next_day(always(SECOND_FRIDAY), (), at("2026-12-11")) == (at("2026-12-11"), at("2026-12-11"))
    open_since_yesterday = Touched(at("2026-12-10"), at("2026-12-10"), IN_SESSION, is_extraordinary=True)
    touched, today = [open_since_yesterday], at("2026-12-11")
    assert next_meeting(always(SECOND_FRIDAY), touched, today) == (at("2026-12-10"), at("2026-12-10"))
    assert next_day(always(SECOND_FRIDAY), touched, today) == (today, today)


def test_one_that_was_held_today_is_not_next() -> None:
    held = Touched(at("2026-12-11"), at("2026-12-11"), CLOSED)
    assert next_day(always(SECOND_FRIDAY), [held], at("2026-12-11")) == (at("2027-01-08"), at("2027-01-08"))


def test_a_rule_that_ended_has_no_next_one_but_what_was_moved_or_called_besides_it_counts() -> None:
    ended = always(f"{SECOND_FRIDAY};UNTIL=20261115")
    assert next_meeting(ended, (), TODAY) is None
    called = Touched(at("2028-02-01"), at("2028-02-01"), PLANNED, is_extraordinary=True)
    assert next_meeting(ended, [called], TODAY) == (at("2028-02-01"), at("2028-02-01"))


def test_a_changed_rule_makes_no_double_in_a_month_that_had_its_conference() -> None:
    held = Touched(at("2026-11-13"), at("2026-11-13"), CLOSED)
    assert ahead(changed(SECOND_FRIDAY, THIRD_WEDNESDAY), held)[:3] == ["2026-11-13", "2026-12-16", "2027-01-20"]


def test_a_changed_rule_gives_a_month_without_a_conference_its_new_date() -> None:
    found = ahead(changed(SECOND_FRIDAY, THIRD_WEDNESDAY), Touched(at("2026-11-13"), at("2026-11-13"), CANCELLED))
    assert found[:3] == ["2026-11-13", "2026-11-18", "2026-12-16"]


@pytest.mark.parametrize(
    "stands",
    [
        Touched(at("2026-12-11"), at("2026-12-11"), CONFIRMED),
        Touched(at("2026-12-11"), at("2026-12-11"), IN_SESSION),
        Touched(at("2026-12-11"), at("2026-12-11"), PLANNED, was_moved=True),
    ],
    ids=["confirmed", "opened", "moved and back"],
)
def test_a_changed_rule_leaves_alone_what_stands_and_takes_its_own_date_of_that_month_back(stands: Touched) -> None:
    assert ahead(changed(SECOND_FRIDAY, FIRST_TUESDAY), stands)[1:3] == ["2026-12-11", "2027-01-05"]


def test_a_changed_rule_takes_the_place_of_dates_that_were_only_prepared() -> None:
    prepared = Touched(at("2026-12-11"), at("2026-12-11"), PLANNED)
    assert ahead(changed(SECOND_FRIDAY, FIRST_TUESDAY), prepared)[1:3] == ["2026-12-01", "2027-01-05"]


def test_past_dates_follow_the_rule_of_their_day_whenever_they_are_asked_for() -> None:
    timeline = changed(SECOND_FRIDAY, THIRD_WEDNESDAY, on=at("2026-06-01"))
    found = days(meetings(timeline, (), at("2026-04-01"), at("2026-07-31"), TODAY))
    assert found == ["2026-04-10", "2026-05-08", "2026-06-17", "2026-07-15"]


def test_a_second_conference_of_the_month_stays_when_only_one_of_the_old_rule_stands() -> None:
    twice = "FREQ=MONTHLY;BYDAY=2WE,4WE"
    held = Touched(at("2026-11-13"), at("2026-11-13"), CLOSED)
    assert ahead(changed(SECOND_FRIDAY, twice), held)[:3] == ["2026-11-13", "2026-11-25", "2026-12-09"]


def test_a_weekly_rule_after_a_monthly_one_leaves_out_only_the_week_that_had_its_conference() -> None:
    moved = Touched(at("2026-12-11"), at("2026-12-10"), PLANNED, was_moved=True)
    found = ahead(changed(SECOND_FRIDAY, "FREQ=WEEKLY;BYDAY=MO"), moved, months=1)
    assert found == ["2026-11-13", "2026-11-16", "2026-11-23", "2026-11-30", "2026-12-10", "2026-12-14"]


def test_what_a_changed_rule_took_out_is_named_with_the_version_that_made_it() -> None:
    timeline = changed(SECOND_FRIDAY, FIRST_TUESDAY)
    confirmed = Touched(at("2027-01-08"), at("2027-01-08"), CONFIRMED)
    gone = dates_gone(timeline, [confirmed], TODAY, at("2027-02-28"), TODAY)
    assert [day.isoformat() for day in gone] == ["2026-12-11", "2027-02-12"]
    assert {one.number for one in gone.values()} == {1}


def test_agencies_closed_for_the_same_reason_are_named_together() -> None:
    hits = [Collision("SS", "Veterans Day"), Collision("MH", "closed"), Collision("HS", "Veterans Day")]
    assert closed_words(hits) == "SS, HS (Veterans Day); MH (closed)"


RULES = st.sampled_from([SECOND_FRIDAY, THIRD_WEDNESDAY, FIRST_TUESDAY, "FREQ=MONTHLY;BYDAY=-1TH"])
STATES = st.sampled_from([PLANNED, CONFIRMED, CLOSED, CANCELLED])


@given(RULES, RULES, st.integers(0, 60), st.lists(STATES, min_size=6, max_size=6))
def test_however_a_monthly_rule_changes_no_month_has_two_that_take_place_and_none_that_stands_is_lost(
    before: str, after: str, on: int, states: list[ConferenceState]
) -> None:
    changes = date(2026, 11, 1) + timedelta(days=on)
    timeline = changed(before, after, on=changes)
    made = conference_dates(before, date(2026, 10, 1), date(2027, 3, 31))
    touched = [
        Touched(day, day, state if day < changes or state is not CLOSED else PLANNED)
        for day, state in zip(made, states, strict=True)
    ]
    found = meetings(timeline, touched, date(2026, 10, 1), date(2027, 3, 31), changes)
    cancelled = {one.original_on for one in touched if one.state is CANCELLED}
    prepared = {one.original_on for one in touched if one.state is PLANNED and one.original_on < changes}
    counted = [original.replace(day=1) for original, _ in found if original not in cancelled | prepared]
    assert len(counted) == len(set(counted))
    assert {one.original_on for one in touched if one.stands} <= {original for original, _ in found}


@given(RULES, st.integers(0, 800), st.integers(0, 400))
def test_asking_for_part_of_the_calendar_gives_part_of_the_answer(rrule: str, start: int, length: int) -> None:
    since = date(2026, 1, 1) + timedelta(days=start)
    until = since + timedelta(days=length)
    timeline = changed(SECOND_FRIDAY, rrule)
    whole = dates_made(timeline, (), date(2026, 1, 1), date(2029, 12, 31), TODAY)
    part = list(dates_made(timeline, (), since, until, TODAY))
    assert part == [day for day in whole if since <= day <= until]


def test_before_the_founding_the_rule_makes_nothing_but_what_was_touched_stands() -> None:
    founded = replace(always(SECOND_FRIDAY), founded_on=at("2026-11-10"))
    found = meetings(founded, (Touched(at("2026-10-09"), at("2026-10-09"), CLOSED),), at("2026-01-01"), TODAY, TODAY)
    assert days(found) == ["2026-10-09", "2026-11-13"]
    assert days(meetings(founded, (), at("2026-01-01"), at("2026-11-09"), TODAY)) == []


def test_why_a_conference_moves_off_a_holiday_is_said_by_its_name() -> None:
    closed = (Collision("SS", "Veterans Day"), Collision("HS", "Veterans Day"), Collision("MH", "closed"))
    assert moved_because(closed) == "holiday: Veterans Day (SS, HS); closed (MH)"
    assert moved_because(()) == ""


def test_a_version_without_a_day_does_not_count() -> None:
    timeline = Timeline((*changed(SECOND_FRIDAY, SECOND_FRIDAY).versions, version(3, FIRST_TUESDAY, None)))
    assert ahead(timeline)[1] == "2026-12-11"
    assert replace(timeline.versions[2], number=4).in_force_on is None
