"""Dates and durations as people type and say them. Today is Monday 23 November 2026."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetable.errors import BadInput
from casetable.rules.dates import read_date, read_minutes, say_date, say_day, say_day_in, say_minutes

TODAY = date(2026, 11, 23)
CONFERENCE = date(2026, 12, 11)
DAYS = st.dates(date(2020, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    "words, expected",
    [
        ("today", TODAY),
        ("Tomorrow", date(2026, 11, 24)),
        ("fri", date(2026, 11, 27)),
        ("FRIDAY", date(2026, 11, 27)),
        ("thurs", date(2026, 11, 26)),
        ("mon", TODAY),
        ("+3d", date(2026, 11, 26)),
        ("+2w", date(2026, 12, 7)),
        ("+1y", date(2027, 11, 23)),
        ("+18m", date(2028, 5, 23)),
        ("+2m", date(2027, 1, 23)),
        ("2026-12-01", date(2026, 12, 1)),
        ("1 dec", date(2026, 12, 1)),
        ("dec 1", date(2026, 12, 1)),
        ("December 1st, 2027", date(2027, 12, 1)),
        ("1 sept 2027", date(2027, 9, 1)),
        ("22 nov", date(2027, 11, 22)),
        ("23 nov", TODAY),
        ("29 feb", date(2028, 2, 29)),
        ("fri 27 nov", date(2026, 11, 27)),
        ("next conference", CONFERENCE),
        ("the 30th", date(2026, 11, 30)),
        ("23rd", TODAY),
        ("the 31st", date(2026, 12, 31)),
        ("22nd", date(2026, 12, 22)),
        ("in 2 weeks", date(2026, 12, 7)),
        ("in 3 days", date(2026, 11, 26)),
        ("in a week", date(2026, 11, 30)),
        ("end of month", date(2026, 11, 30)),
        ("the end of the month", date(2026, 11, 30)),
    ],
)
def test_dates_are_read_as_people_type_them(words: str, expected: date) -> None:
    assert read_date(words, TODAY, CONFERENCE) == expected


def test_a_month_without_that_day_ends_on_its_last() -> None:
    assert read_date("+1m", date(2027, 1, 31)) == date(2027, 2, 28)
    assert read_date("+1y", date(2028, 2, 29)) == date(2029, 2, 28)


def test_a_weekday_is_the_next_one_today_included() -> None:
    friday = date(2026, 11, 27)
    assert read_date("fri", friday) == friday
    assert read_date("thu", friday) == date(2026, 12, 3)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "20261201",
        "2026-1-1",
        "2026-02-30",
        "31 nov",
        "30 feb",
        "0 dec",
        "12/1",
        "next fri",
        "fr",
        "+174y",
        "+9999m",
        "+9999w",
        "1",
        "dec",
        "0001-01-01",
        "2500-01-01",
        "²⁰²⁶-12-01",
        "fri 28 nov",
        "someday",
        "+99999999999d",
        "32nd",
        "0th",
        "in 99999 weeks",
        "in 9999 weeks",
        "end of day",
        "yesterday",
    ],
)
def test_what_is_no_date_is_refused_in_a_sentence(words: str) -> None:
    with pytest.raises(BadInput) as refusal:
        read_date(words, TODAY)
    assert refusal.value.sentence.endswith(".")


def test_a_refused_date_says_what_is_understood() -> None:
    with pytest.raises(BadInput, match=r"today, tomorrow, fri, \+3d, \+2w, 1 dec, 2026-12-01, next conference"):
        read_date("someday", TODAY)


def test_next_conference_is_refused_while_none_is_planned() -> None:
    with pytest.raises(BadInput, match="No conference is planned"):
        read_date("next conference", TODAY)


@pytest.mark.parametrize(
    "day, said",
    [
        (TODAY, "today"),
        (date(2026, 11, 24), "tue"),
        (date(2026, 11, 29), "sun"),
        (date(2026, 11, 30), "30 Nov"),
        (date(2026, 11, 20), "20 Nov"),
        (date(2027, 12, 1), "1 Dec 2027"),
    ],
)
def test_dates_are_said_as_short_as_they_can_be(day: date, said: str) -> None:
    assert say_date(day, TODAY) == said


def test_a_day_is_said_with_its_weekday() -> None:
    assert say_day(CONFERENCE) == "Fri 11 Dec"
    assert say_day_in(CONFERENCE, CONFERENCE) == "Fri 11 Dec"
    assert say_day_in(CONFERENCE, date(2027, 1, 4)) == "Fri 11 Dec 2026"


@given(DAYS, st.integers(0, 3000))
def test_what_is_said_of_a_day_to_come_is_read_back_as_that_day(today: date, ahead: int) -> None:
    day = today + timedelta(days=ahead)
    assert read_date(say_date(day, today), today) == day
    assert read_date(f"{say_day(day)} {day.year}", today) == day
    assert read_date(day.isoformat(), today) == day


@given(st.text(), DAYS)
def test_any_text_is_a_date_or_a_refusal(words: str, today: date) -> None:
    try:
        found = read_date(words, today)
    except BadInput:
        return
    assert 1900 <= found.year <= 2199


@pytest.mark.parametrize(
    "words, minutes",
    [
        ("30m", 30),
        ("2h", 120),
        ("1h30", 90),
        ("1h30m", 90),
        ("1h5", 65),
        ("half day", 240),
        ("half-day", 240),
        ("day", 480),
        ("1d", 480),
        ("45", 45),
        ("30 min", 30),
        ("2 hours", 120),
        ("24h", 1440),
    ],
)
def test_durations_are_read_as_people_type_them(words: str, minutes: int) -> None:
    assert read_minutes(words) == minutes


@pytest.mark.parametrize("words", ["", "0m", "25h", "2d", "1h75", "-30m", "half", "m", "1441", "long"])
def test_what_is_no_duration_is_refused(words: str) -> None:
    with pytest.raises(BadInput):
        read_minutes(words)


@given(st.integers(1, 1440))
def test_said_minutes_are_read_back(minutes: int) -> None:
    assert read_minutes(say_minutes(minutes)) == minutes
