"""A clock that is behind is said on stderr: beside the board and after a change, not under --on."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from casetable import seat
from casetable.cli.asked import Asked
from casetable.cli.sitting import clock_on
from casetable.errors import BadInput
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


def test_a_day_begins_at_noon_and_a_time_behind_it_is_the_tables_own() -> None:
    def shown(on: str) -> str:
        return clock_on(Asked(on=on), "America/New_York")().astimezone(ZoneInfo("America/New_York")).isoformat()[:16]

    assert shown("2026-12-11") == "2026-12-11T12:00"
    assert shown("2026-12-11T09:38") == "2026-12-11T09:38"
    with pytest.raises(BadInput, match="02:30 does not exist on 2027-03-14"):
        shown("2027-03-14T02:30")
    with pytest.raises(BadInput, match="no time of day"):
        shown("2026-12-11T25:00")
