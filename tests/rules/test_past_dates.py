"""Days that lie back, as options and forms say them. Today is Monday 2 November 2026."""

from datetime import date

import pytest

from casetable.rules.past_dates import read_past_date


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("yesterday", date(2026, 11, 1)),
        ("fri", date(2026, 10, 30)),
        ("9 nov", date(2025, 11, 9)),
        ("the 1st", date(2026, 11, 1)),
        ("2nd", date(2026, 11, 2)),
        ("the 31st", date(2026, 10, 31)),
        ("the 9th", date(2026, 10, 9)),
        ("in 2 weeks", date(2026, 11, 16)),
        ("end of month", date(2026, 11, 30)),
    ],
)
def test_a_day_without_a_year_is_the_last_such_day_unless_it_plainly_lies_ahead(words: str, day: date) -> None:
    assert read_past_date(words, date(2026, 11, 2)) == day
