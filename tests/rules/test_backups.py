"""When a backup is overdue, and how sizes are said."""

from datetime import date, timedelta

import pytest

from casetable.rules.backups import BACKUP_EVERY_DAYS, days_overdue, overdue_words
from casetable.rules.sizes import say_bytes

TODAY = date(2026, 11, 23)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("last", "founded", "days"),
    [
        (0, 400, None),
        (BACKUP_EVERY_DAYS, 400, None),
        (BACKUP_EVERY_DAYS + 1, 400, 8),
        (None, 3, None),
        (None, BACKUP_EVERY_DAYS + 1, 8),
        (-1, 400, None),
    ],
)
def test_a_backup_is_overdue_after_a_week(last: int | None, founded: int, days: int | None) -> None:
    assert days_overdue(None if last is None else ago(last), ago(founded), TODAY) == days


def test_it_is_said_whether_there_ever_was_one() -> None:
    assert overdue_words(9, ever=True) == "no backup for 9 days"
    assert overdue_words(9, ever=False) == "no backup yet, after 9 days"


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (1, "1 byte"),
        (999, "999 bytes"),
        (1_000, "1.0 kB"),
        (9_949, "9.9 kB"),
        (99_400, "99 kB"),
        (999_400, "999 kB"),
        (999_600, "1.0 MB"),
        (1_921_344, "1.9 MB"),
        (64_000_000, "64 MB"),
        (2_400_000_000, "2.4 GB"),
    ],
)
def test_sizes_are_said_as_people_read_them(size: int, said: str) -> None:
    assert say_bytes(size) == said
