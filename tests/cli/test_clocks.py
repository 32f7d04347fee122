"""A clock that is behind is said on stderr: beside the board and after a change, not under --on."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from casetable import seat
from tests.cli.conftest import Line
from tests.tables import MON, Room, at

NOTE = "The clock here is 1 day behind the newest entries: please check it. It says Sun 1 Nov, 09:00; "


@pytest.fixture
def set_to(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Set this computer's clock."""
    return lambda instant: monkeypatch.setattr(seat, "system_clock", lambda: instant.astimezone(UTC))


def test_a_clock_set_back_a_day_is_said_beside_the_board_and_after_each_change(
    line: Line, room_at: Room, set_to: Callable[[datetime], None]
) -> None:
    ref = room_at.promised()
    set_to(at(MON)() - timedelta(days=1))
    for words in ("week", "week --json", f"task log {ref} 'called them'", f"task log {ref} 'and again' --json", "undo"):
        said = line(words, who="lee", on=None)
        assert NOTE in said.err
        assert "clock" not in said.out
    for words in ("task list", "history", "week --quiet"):
        assert "The clock here" not in line(words, who="lee", on=None).err
    assert "Note" in line("where", who=None, on=None).out


def test_a_clock_that_is_right_and_a_day_that_was_named_are_not_spoken_of(
    line: Line, room_at: Room, set_to: Callable[[datetime], None]
) -> None:
    room_at.promised()
    set_to(at(MON)() + timedelta(days=1))
    assert "clock" not in line("week", who="lee", on=None).err
    assert "clock" not in line("week", who="lee", on="2026-10-20").err


def test_verify_says_which_entry_went_back_and_that_all_is_well(line: Line, room_at: Room) -> None:
    room_at.promised()
    room_at.ask(day=MON - timedelta(days=2))
    said = line("verify")
    assert said.out.startswith("All is well.\n")
    assert said.err.startswith("Entry 4 (Sat 31 Oct, 09:00) bears an earlier time")
    told = line("verify --json").json
    assert (told["ok"], len(told["notes"])) == (True, 1)
    assert told["rows"] > 40
