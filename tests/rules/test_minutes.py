"""How long minutes are corrected, by whom, when they are due, and who was there for how long."""

from datetime import UTC, date, datetime, timedelta

import pytest

from casetable.rules.minutes import Stay, attended, is_due, is_open, may_reword, not_due
from casetable.words import LineKind, MinutesState

LAST_DAY = date(2026, 11, 20)
DAY_AFTER = date(2026, 11, 21)
NINE = datetime(2026, 11, 13, 17, tzinfo=UTC)


def stay(who: str, came: int, left: int | None, **more: object) -> Stay:
    """Somebody came and left so many minutes after nine."""
    ended = None if left is None else NINE + timedelta(minutes=left)
    return Stay(who, who.title(), "HS", NINE + timedelta(minutes=came), ended, **more)  # type: ignore[arg-type]


def test_minutes_are_open_through_their_last_day_and_not_once_they_are_agreed() -> None:
    assert is_open(MinutesState.OPEN, LAST_DAY, LAST_DAY)
    assert not is_open(MinutesState.OPEN, LAST_DAY, DAY_AFTER)
    assert not is_open(MinutesState.AGREED, LAST_DAY, LAST_DAY)


def test_they_are_due_when_corrections_ended_or_every_agency_that_was_there_replied() -> None:
    assert not is_due(LAST_DAY, LAST_DAY, ("HS", "MH"), ("HS",))
    assert is_due(LAST_DAY, LAST_DAY, ("HS", "MH"), ("MH", "HS"))
    assert is_due(LAST_DAY, DAY_AFTER, ("HS", "MH"), ())


def test_who_is_missing_and_until_when_is_said() -> None:
    said = not_due(LAST_DAY, date(2026, 11, 16), ("HS", "MH", "SS"), ("MH",))
    assert said == "Corrections are open until Fri 20 Nov, and HS and SS have not said that all is right."
    assert not_due(LAST_DAY, date(2026, 11, 16), ("HS",), ()).endswith("and HS has not said that all is right.")
    assert not_due(LAST_DAY, DAY_AFTER, ("HS",), ()) == ""
    assert not_due(LAST_DAY, LAST_DAY, (), ()) == "Corrections are open until Fri 20 Nov."


@pytest.mark.parametrize("kind", list(LineKind))
def test_what_somebody_holds_is_reworded_by_them_or_their_agency_and_the_rest_by_anybody(kind: LineKind) -> None:
    owned = kind in (LineKind.DISSENT, LineKind.ARGUMENT, LineKind.ACTION, LineKind.SINCE, LineKind.WORDS)
    said = {"filed_by": "lee", "holder": "dana", "writer": "HS"}
    assert may_reword(kind, actor="omar", agency="MH", **said) is not owned
    assert may_reword(kind, actor="dana", agency="MH", **said)
    assert may_reword(kind, actor="lee", agency="SS", **said)
    assert may_reword(kind, actor="hal", agency="HS", **said)


def test_somebody_who_came_twice_is_listed_once_with_both_stays() -> None:
    (dana,) = attended([stay("dana", 0, 30), stay("dana", 45, 90)], NINE + timedelta(minutes=90))
    assert (dana.name, dana.minutes, dana.was_late, dana.left_early) == ("Dana", 75, False, False)


def test_who_came_late_or_left_before_the_end_is_said_so() -> None:
    end = NINE + timedelta(minutes=90)
    late, early = attended([stay("lee", 20, 90, was_late=True), stay("omar", 25, 60)], end)
    assert (late.was_late, late.left_early, late.minutes) == (True, False, 70)
    assert (early.was_late, early.left_early, early.minutes) == (False, True, 35)


def test_how_long_somebody_stayed_is_unknown_where_nobody_wrote_an_end() -> None:
    (dana,) = attended([stay("dana", 0, None)], None)
    assert dana.minutes is None
    assert not dana.left_early
