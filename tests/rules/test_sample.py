from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetable.errors import BadInput
from casetable.rules.calendar import week_of
from casetable.rules.sample import on_working_day, story_day, story_day_problem

WEDNESDAY = date(2026, 11, 25)
THANKSGIVING = frozenset({date(2026, 11, 26)})


@pytest.mark.parametrize(
    ("words", "today", "day"),
    [
        ("-1 mon", WEDNESDAY, date(2026, 11, 16)),
        ("-12 tue", WEDNESDAY, date(2026, 9, 1)),
        ("-0 mon", WEDNESDAY, date(2026, 11, 23)),
        ("1 workday ago", date(2026, 11, 27), WEDNESDAY),
        ("3 workdays ago", date(2026, 11, 23), date(2026, 11, 18)),
        ("3 days ago", WEDNESDAY, date(2026, 11, 20)),
        ("3 days ago", date(2026, 11, 27), date(2026, 11, 24)),
        ("1 day ago", date(2026, 11, 27), WEDNESDAY),
        ("in 16 days", WEDNESDAY, date(2026, 12, 11)),
        ("in 1 day", WEDNESDAY, date(2026, 11, 26)),
        ("this week +1", WEDNESDAY, date(2026, 11, 26)),
        ("this week +4", WEDNESDAY, date(2026, 11, 27)),
        ("this week +4", date(2026, 11, 28), date(2026, 11, 29)),
        ("this week +0", date(2026, 11, 29), date(2026, 11, 29)),
    ],
)
def test_the_storys_words_for_days_are_counted_from_today(words: str, today: date, day: date) -> None:
    assert story_day(words, today, THANKSGIVING) == day
    assert story_day_problem(words) == ""


@pytest.mark.parametrize("words", ["", "tuesday", "-12 Tuesday", "12 tue", "-100 mon", "next week", "in two days"])
def test_other_words_are_answered_with_what_is_understood(words: str) -> None:
    with pytest.raises(BadInput, match="2 workdays ago"):
        story_day(words, WEDNESDAY, THANKSGIVING)
    assert "expected" in story_day_problem(words)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 9))
def test_work_of_this_week_stays_in_it_and_lies_ahead(today: date, days: int) -> None:
    due = story_day(f"this week +{days}", today, frozenset())
    assert week_of(due) == week_of(today)
    assert today <= due <= today + timedelta(days=days)


def test_work_on_a_day_off_is_done_the_working_day_before() -> None:
    assert on_working_day(date(2026, 11, 26), THANKSGIVING) == WEDNESDAY
    assert on_working_day(date(2026, 11, 29), THANKSGIVING) == date(2026, 11, 27)
