"""When agencies are closed: closing days with names, public holidays by place, days from a calendar file."""

from datetime import date
from pathlib import Path

import pytest

from casetable.actions.agency_days import close_on, import_days, open_on, set_holidays
from casetable.actions.history import undo
from casetable.errors import BadFile, BadInput, NotAllowed, NotFound, Refused
from casetable.jobs.conference_calendar import import_holidays
from casetable.queries.conference import days_off
from tests.tables import Room

CHRISTMAS_EVE = date(2026, 12, 24)

only_sqlite = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def closed(room: Room, agency: str, since: date = date(2026, 12, 1), until: date = date(2026, 12, 31)) -> list[str]:
    found = days_off(room.sit("abe"), since, until, agency)
    return [f"{one.on.isoformat()} {one.what}{' own' if one.is_own else ''}" for one in found]


def test_a_closing_day_has_a_name_and_is_taken_back(room: Room) -> None:
    close_on(room.sit("omar"), "", CHRISTMAS_EVE, "staff day")
    assert closed(room, "MH") == ["2026-12-24 staff day own"]
    close_on(room.sit("omar"), "MH", CHRISTMAS_EVE, "inventory")
    assert closed(room, "MH") == ["2026-12-24 inventory own"]
    undo(room.sit("omar"))
    assert closed(room, "MH") == ["2026-12-24 staff day own"]
    open_on(room.sit("ruth"), "mh", CHRISTMAS_EVE)
    assert closed(room, "MH") == []


@only_sqlite
def test_an_agency_speaks_for_itself_and_the_coordinator_for_all(room: Room) -> None:
    with pytest.raises(NotAllowed, match="When HS is closed is said by its own people"):
        close_on(room.sit("omar"), "HS", CHRISTMAS_EVE)
    close_on(room.sit("ruth"), "HS", CHRISTMAS_EVE)
    assert "2026-12-24 closed own" in closed(room, "HS")
    with pytest.raises(NotAllowed, match="adviser"):
        close_on(room.sit("abe"), "", CHRISTMAS_EVE)


@only_sqlite
def test_what_is_so_already_or_cannot_be_is_refused_with_its_reason(room: Room) -> None:
    dana = room.sit("dana")
    with pytest.raises(Refused, match="closed on Fri 25 Dec already: Christmas Day"):
        close_on(dana, "", date(2026, 12, 25))
    with pytest.raises(Refused, match="is a public holiday of US: Christmas Day"):
        open_on(dana, "", date(2026, 12, 25))
    with pytest.raises(NotFound, match="is not closed on Thu 24 Dec"):
        open_on(dana, "", CHRISTMAS_EVE)
    close_on(dana, "", CHRISTMAS_EVE)
    with pytest.raises(Refused, match="already"):
        close_on(dana, "", CHRISTMAS_EVE)
    with pytest.raises(NotFound, match="No agency XX"):
        close_on(room.sit("ruth"), "XX", CHRISTMAS_EVE)
    with pytest.raises(BadInput, match="too long"):
        close_on(dana, "", CHRISTMAS_EVE, "x" * 81)
    with pytest.raises(BadInput, match="years"):
        close_on(dana, "", date(2300, 1, 1))


def test_another_place_has_other_holidays_and_closing_days_stay(room: Room) -> None:
    set_holidays(room.sit("omar"), "", "us-ca")
    assert "2026-11-20 closed own" in closed(room, "MH", date(2026, 11, 1), date(2026, 11, 30))
    assert any(
        one.endswith("Day After Thanksgiving") for one in closed(room, "MH", date(2026, 11, 1), date(2026, 11, 30))
    )
    set_holidays(room.sit("omar"), "", "-")
    assert closed(room, "MH", date(2026, 11, 1), date(2026, 11, 30)) == ["2026-11-20 closed own"]
    with pytest.raises(BadInput, match="No holidays are known"):
        set_holidays(room.sit("omar"), "", "US-XX")
    with pytest.raises(Refused, match="already"):
        set_holidays(room.sit("omar"), "", "")


@only_sqlite
def test_a_calendar_files_days_are_added_once(room: Room, tmp_path: Path) -> None:
    file = tmp_path / "days.ics"
    file.write_text(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n"
        "BEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20261228\r\nDTEND;VALUE=DATE:20261231\r\nSUMMARY:Winter break\r\n"
        "END:VEVENT\r\nBEGIN:VEVENT\r\nUID:2\r\nDTSTART:20261201T090000\r\nSUMMARY:Meeting\r\nEND:VEVENT\r\n"
        "END:VCALENDAR\r\n"
    )
    receipt, skipped = import_holidays(room.sit("omar"), file)
    assert receipt.sentence == "MH has 3 more closing days."
    assert skipped == ("Meeting: it has a time of day, so it is no day off.",)
    assert closed(room, "MH") == [f"2026-12-{day} Winter break own" for day in (28, 29, 30)]
    with pytest.raises(Refused, match="knows all 3"):
        import_holidays(room.sit("omar"), file)
    with pytest.raises(BadFile, match="no file"):
        import_holidays(room.sit("omar"), tmp_path / "none.ics")


@only_sqlite
def test_public_holidays_in_a_file_are_not_written_twice(room: Room) -> None:
    said = import_days(room.sit("dana"), "", {date(2026, 12, 25): "Christmas", CHRISTMAS_EVE: ""}).sentence
    assert said == "HS has 1 more closing day. 1 was known."
    assert closed(room, "HS") == ["2026-12-24 closed own", "2026-12-25 Christmas Day"]
