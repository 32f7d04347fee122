"""What other calendars import, from a table: moved, cancelled and taken out by a new rule, under the same names."""

from datetime import UTC, date, datetime

import pytest
import recurring_ical_events
from icalendar import Calendar, Event

from casetable.actions import agreement
from casetable.actions.conference_calendar import call_extraordinary, cancel, confirm, move
from casetable.jobs.conference_calendar import calendar_words
from casetable.queries.conference import calendar
from casetable.words import CancelReason
from tests.actions.test_conference_calendar import AFTER, ruled
from tests.queries.agreeing import in_force, offered, signed
from tests.tables import MON, Room

UNTIL = date(2027, 3, 31)

only_sqlite = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def entries(room: Room, day: date = MON) -> dict[str, Event]:
    """The entries of the file by the date that names them."""
    found = Calendar.from_ical(calendar_words(room.sit("abe", day), until=UNTIL))
    return {str(one["UID"])[:10]: one for one in found.walk("VEVENT")}


def stays(kept: dict[str, Event], file: dict[str, Event]) -> dict[str, Event]:
    """A calendar after a file was imported: an entry is updated by a sequence that is not lower."""
    for name, one in file.items():
        assert name not in kept or str(one["UID"]) == str(kept[name]["UID"])
        if name not in kept or one["SEQUENCE"] >= kept[name]["SEQUENCE"]:
            kept[name] = one
    return kept


def taking_place(kept: dict[str, Event]) -> list[date]:
    return sorted(one["DTSTART"].dt.date() for one in kept.values() if str(one["STATUS"]) != "CANCELLED")


def test_a_calendar_that_imports_every_file_ends_with_the_same_days_as_the_table(room: Room) -> None:
    in_force(room)
    kept = stays({}, entries(room))
    ruth = room.sit("ruth")
    confirm(ruth, "2027-01-08")
    move(ruth, "2026-11-13", date(2026, 11, 12))
    call_extraordinary(ruth, date(2026, 12, 3))
    kept = stays(kept, entries(room))
    cancel(ruth, "2027-02-12", CancelReason.HOLIDAY)
    agreement.amend(room.sit("ruth", AFTER), ruled("FREQ=MONTHLY;BYDAY=3WE"))
    offered(room, AFTER)
    signed(room, 2, AFTER)
    kept = stays(kept, entries(room, AFTER))
    expected = [date(2026, 11, 12), date(2026, 12, 3), date(2026, 12, 16), date(2027, 1, 8)]
    assert taking_place(kept) == [*expected, date(2027, 2, 17), date(2027, 3, 17)]
    assert str(kept["2026-12-11"]["STATUS"]) == "CANCELLED"
    assert kept["2027-01-08"]["SEQUENCE"] == 2
    ahead = [one.on for one in calendar(room.sit("abe", AFTER), AFTER, UNTIL) if one.cancel_reason is None]
    assert taking_place(kept)[1:] == ahead


@only_sqlite
def test_what_a_new_rule_takes_out_is_cancelled_as_far_as_the_file_before_it_went(room: Room) -> None:
    in_force(room)

    def written(day: date) -> dict[str, Event]:
        file = Calendar.from_ical(calendar_words(room.sit("abe", day)))
        return {str(one["UID"])[:10]: one for one in file.walk("VEVENT")}

    kept = stays({}, written(MON))
    agreement.amend(room.sit("ruth", AFTER), ruled("FREQ=WEEKLY;BYDAY=TH"))
    offered(room, AFTER)
    signed(room, 2, AFTER)
    kept = stays(kept, written(AFTER))
    ahead = [one.on for one in calendar(room.sit("abe", AFTER))]
    assert [day for day in taking_place(kept) if day >= AFTER] == ahead
    assert str(kept["2027-10-08"]["STATUS"]) == "CANCELLED"


@only_sqlite
def test_one_event_that_recurs_expands_to_the_same_days(room: Room) -> None:
    ruth = room.sit("ruth")
    move(ruth, "2026-12-11", date(2026, 12, 18))
    cancel(ruth, "2027-01-08", CancelReason.EMERGENCY)
    call_extraordinary(ruth, date(2027, 1, 19))
    file = Calendar.from_ical(calendar_words(room.sit("abe"), as_rule=True))
    between = datetime(2026, 11, 2, tzinfo=UTC), datetime(2028, 12, 31, tzinfo=UTC)
    found = sorted(one["DTSTART"].dt.date() for one in recurring_ical_events.of(file).between(*between))
    there = calendar(room.sit("abe"), MON, date(2028, 12, 31))
    assert found == [one.on for one in there if one.cancel_reason is None]
