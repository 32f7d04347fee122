"""Weeks, working days, quarters and conference dates."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casetable.errors import BadInput
from casetable.rules.calendar import (
    add_working_days,
    conference_dates,
    is_working_day,
    next_conference,
    quarter_of,
    quarter_of_week,
    quarter_range,
    read_week,
    shift_week,
    week_of,
    week_start,
)
from casetable.rules.holidays import days_off

TODAY = date(2026, 11, 23)
SECOND_FRIDAY = "FREQ=MONTHLY;BYDAY=2FR"
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


def test_a_week_is_iso_and_starts_on_monday() -> None:
    assert week_of(date(2026, 11, 29)) == "2026-W48"
    assert week_start("2026-W48") == TODAY
    assert week_of(date(2027, 1, 1)) == "2026-W53"
    assert shift_week("2026-W53", 1) == "2027-W01"


@pytest.mark.parametrize(
    "words, week",
    [
        ("", "2026-W48"),
        ("w48", "2026-W48"),
        ("W9", "2026-W09"),
        ("48", "2026-W48"),
        ("2025-w01", "2025-W01"),
        ("next", "2026-W49"),
        ("last week", "2026-W47"),
        ("week 48", "2026-W48"),
    ],
)
def test_weeks_are_read_as_people_type_them(words: str, week: str) -> None:
    assert read_week(words, TODAY) == week


@pytest.mark.parametrize(
    "words",
    ["2026-W54", "2025-W53", "w0", "2026", "w", "0000-W01", "soon", "2026-W4²", "9999-W52", "1899-W01", "2200-W01"],
)
def test_what_is_no_week_is_refused(words: str) -> None:
    with pytest.raises(BadInput):
        read_week(words, TODAY)


@given(DAYS, st.integers(-500, 500))
def test_weeks_shift_there_and_back(day: date, weeks: int) -> None:
    week = week_of(day)
    assert week_start(week) <= day < week_start(week) + timedelta(days=7)
    assert shift_week(shift_week(week, weeks), -weeks) == week


def test_working_days_leave_out_weekends_and_days_off() -> None:
    thanksgiving = frozenset({date(2026, 11, 26)})
    assert add_working_days(date(2026, 11, 19), 5, thanksgiving) == date(2026, 11, 27)
    assert not is_working_day(date(2026, 11, 26), thanksgiving)
    assert not is_working_day(date(2026, 11, 28), frozenset())


@given(DAYS, st.integers(1, 40), st.frozensets(DAYS, max_size=5))
def test_working_days_added_are_as_many_as_lie_between(day: date, n: int, off: frozenset[date]) -> None:
    end = add_working_days(day, n, off)
    passed = [day + timedelta(days=step) for step in range(1, (end - day).days + 1)]
    assert sum(is_working_day(one, off) for one in passed) == n
    assert is_working_day(end, off)


@pytest.mark.parametrize(
    "day, first_month, label",
    [
        (date(2026, 8, 3), 1, "2026Q3"),
        (date(2026, 7, 1), 7, "2027Q1"),
        (date(2026, 6, 30), 7, "2026Q4"),
        (date(2026, 10, 1), 10, "2027Q1"),
        (date(2026, 1, 31), 2, "2026Q4"),
        (date(2026, 12, 31), 12, "2027Q1"),
    ],
)
def test_a_year_of_quarters_is_named_by_the_year_it_ends_in(day: date, first_month: int, label: str) -> None:
    assert quarter_of(day, first_month) == label


def test_a_quarter_has_a_first_and_a_last_day() -> None:
    assert quarter_range("2026Q3", 1) == (date(2026, 7, 1), date(2026, 9, 30))
    assert quarter_range("2027Q1", 7) == (date(2026, 7, 1), date(2026, 9, 30))
    assert quarter_range("2026 q4", 2) == (date(2025, 11, 1), date(2026, 1, 31))


@given(DAYS, st.integers(1, 12))
def test_every_day_lies_in_its_own_quarter(day: date, first_month: int) -> None:
    label = quarter_of(day, first_month)
    first, last = quarter_range(label, first_month)
    assert first <= day <= last
    assert quarter_of(last + timedelta(days=1), first_month) != label
    year_end = quarter_range(f"{label[:4]}Q4", first_month)[1]
    assert year_end.year == int(label[:4])


def test_a_week_belongs_to_the_quarter_of_its_thursday() -> None:
    assert quarter_of_week("2026-W53", 1) == "2026Q4"
    assert quarter_of_week("2026-W40", 1) == "2026Q4"


@pytest.mark.parametrize("label", ["2026Q5", "Q3", "0000Q1", "2026", "9999Q4"])
def test_what_is_no_quarter_is_refused(label: str) -> None:
    with pytest.raises(BadInput):
        quarter_range(label, 1)


def test_the_second_friday_is_the_8th_to_the_14th_with_gaps_of_28_or_35_days() -> None:
    found = conference_dates(SECOND_FRIDAY, date(2020, 1, 1), date(2035, 12, 31))
    assert len(found) == 16 * 12
    assert all(8 <= day.day <= 14 and day.weekday() == 4 for day in found)
    assert {(later - day).days for day, later in itertools.pairwise(found)} == {28, 35}


def test_the_second_friday_meets_the_federal_holidays_that_the_rules_list() -> None:
    off = days_off("US", (), range(2020, 2036))
    met = [day for day in conference_dates(SECOND_FRIDAY, date(2020, 1, 1), date(2035, 12, 31)) if day in off]
    assert [day.isoformat() for day in met] == [
        "2022-11-11",
        "2023-11-10",
        "2028-11-10",
        "2033-11-11",
        "2034-11-10",
    ]


def test_the_next_conference_may_be_today() -> None:
    assert next_conference(SECOND_FRIDAY, TODAY) == date(2026, 12, 11)
    assert next_conference(SECOND_FRIDAY, date(2026, 12, 11)) == date(2026, 12, 11)
    assert next_conference(f"RRULE:{SECOND_FRIDAY.lower()};UNTIL=20261115", TODAY) is None


def test_every_second_week_is_the_same_weeks_whenever_it_is_asked() -> None:
    rule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"
    first = next_conference(rule, TODAY)
    assert first is not None
    assert next_conference(rule, first - timedelta(days=13)) == first
    assert conference_dates(rule, first, first + timedelta(days=14)) == [first, first + timedelta(days=14)]


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "second friday",
        "FREQ=MONTHLY",
        "FREQ=SECONDLY;BYDAY=FR",
        "FREQ=MONTHLY;BYDAY=2XX",
        "FREQ=MONTHLY;BYDAY=0FR",
        "FREQ=MONTHLY;INTERVAL=0;BYDAY=2FR",
        "FREQ=MONTHLY;BYDAY=2FR;COUNT=5",
        "FREQ=WEEKLY;BYDAY=2FR",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYDAY=2FR;UNTIL=20261231T000000Z",
        "BYDAY=2FR",
        "FREQ=MONTHLY;FREQ=WEEKLY;BYDAY=FR",
        "FREQ=MONTHLY;BYDAY=2FR\nEXRULE:FREQ=DAILY",
        "FREQ=MONTHLY;BYDAY=FR,,",
    ],
)
def test_a_rule_that_cannot_be_read_is_refused_with_an_example(rule: str) -> None:
    with pytest.raises(BadInput, match="FREQ=MONTHLY;BYDAY=2FR"):
        next_conference(rule, TODAY)


@pytest.mark.parametrize(
    "part", ["BYMONTHDAY=x", "BYMONTH=13;", "BYSETPOS=0", "BYMONTHDAY=", "BYMONTH=+", "BYSETPOS=,"]
)
def test_a_part_that_cannot_be_read_is_refused(part: str) -> None:
    with pytest.raises(BadInput):
        next_conference(f"FREQ=MONTHLY;BYDAY=FR;{part}", TODAY)


def test_the_last_working_day_of_a_month_can_be_a_rule() -> None:
    assert next_conference("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", TODAY) == date(2026, 11, 30)
    assert next_conference("FREQ=MONTHLY;BYMONTHDAY=15", TODAY) == date(2026, 12, 15)


@given(st.text(st.sampled_from("FREQ=MONTHLYWK;BDA24,-+0 ;="), max_size=40))
def test_any_text_is_a_rule_or_a_refusal(rule: str) -> None:
    with pytest.raises(BadInput):
        next_conference(f"{rule};BYDAY", TODAY)


@pytest.mark.parametrize("key", ["BYDAY", "INTERVAL", "UNTIL", "WKST"])
@settings(max_examples=50, deadline=None)
@given(value=st.text(st.sampled_from("0123456789+-,MOFRSU"), min_size=1, max_size=6))
def test_any_value_in_a_rule_is_read_or_refused(key: str, value: str) -> None:
    try:
        found = conference_dates(f"FREQ=MONTHLY;BYDAY=FR;{key}={value}", TODAY, date(2027, 12, 31))
    except BadInput:
        return
    assert all(day >= TODAY for day in found)
