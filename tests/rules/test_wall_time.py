"""Local wall time: what does not exist on a day, or exists twice, is caught; what people type is read."""

from datetime import UTC, date, datetime, time

import pytest

from casetable.errors import BadInput
from casetable.rules.wall_time import clock_problem, ends_at, exists, instant_of, read_time

HERE = "America/Los_Angeles"
FORWARD = date(2027, 3, 14)
BACK = date(2026, 11, 1)


def test_nine_is_nine_on_the_wall_before_and_after_the_clocks_change() -> None:
    assert instant_of(date(2026, 10, 9), time(9), HERE).astimezone(UTC) == datetime(2026, 10, 9, 16, tzinfo=UTC)
    assert instant_of(date(2026, 11, 13), time(9), HERE).astimezone(UTC) == datetime(2026, 11, 13, 17, tzinfo=UTC)
    assert instant_of(date(2026, 11, 13), time(9), HERE).isoformat() == "2026-11-13T09:00:00-08:00"


def test_a_time_that_the_clocks_leap_over_does_not_exist_and_is_an_hour_later() -> None:
    assert not exists(FORWARD, time(2, 30), HERE)
    assert instant_of(FORWARD, time(2, 30), HERE).isoformat() == "2027-03-14T03:30:00-07:00"
    assert "does not exist on 2027-03-14" in clock_problem(FORWARD, time(2, 30), HERE)
    assert "it is 03:30 then" in clock_problem(FORWARD, time(2, 30), HERE)


def test_a_time_that_exists_twice_is_said_and_the_first_is_meant() -> None:
    assert exists(BACK, time(1, 30), HERE)
    assert instant_of(BACK, time(1, 30), HERE).isoformat() == "2026-11-01T01:30:00-07:00"
    assert "exists twice on 2026-11-01" in clock_problem(BACK, time(1, 30), HERE)


def test_an_ordinary_time_has_no_problem() -> None:
    assert clock_problem(FORWARD, time(9), HERE) == ""
    assert clock_problem(BACK, time(9), "Asia/Kolkata") == ""


def test_minutes_pass_as_minutes_while_the_clocks_change() -> None:
    assert ends_at(BACK, time(0, 30), 90, HERE).isoformat() == "2026-11-01T01:00:00-08:00"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("9:00", time(9)),
        ("14:30", time(14, 30)),
        ("9", time(9)),
        ("9am", time(9)),
        ("2:30 pm", time(14, 30)),
        ("12am", time(0)),
        ("12 PM", time(12)),
        ("14.30", time(14, 30)),
    ],
)
def test_times_are_read_as_people_write_them(words: str, expected: time) -> None:
    assert read_time(words) == expected


@pytest.mark.parametrize("words", ["", "25:00", "9:60", "13pm", "0am", "noon", "9:5", "٩"])
def test_what_is_no_time_of_day_is_refused(words: str) -> None:
    with pytest.raises(BadInput, match="no time of day"):
        read_time(words)
