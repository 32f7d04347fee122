"""Calendar files: read back by parsers nobody here wrote, expanded to the same days; days off read from others'."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from dateutil.tz import tzical
from icalendar import Calendar, Event

from casetable.errors import BadFile
from casetable.exchange.ics import write_calendar
from casetable.exchange.ics_days import MOST_EVENTS, read_days
from casetable.rules.calendar import conference_dates
from casetable.values.conference import Occurrence
from casetable.values.conference_calendar import CalendarFeed, Gone
from casetable.words import CancelReason, ConferenceState

HERE = "America/Los_Angeles"
NOW = datetime(2026, 11, 2, 17, tzinfo=UTC)
RULE = "FREQ=MONTHLY;BYDAY=2FR"
SINCE, UNTIL = date(2026, 11, 2), date(2027, 10, 31)
TABLE = "0192aaaa-0000-7000-8000-000000000001"


def met(original: date, on: date | None = None, **more: object) -> Occurrence:
    said = {"state": ConferenceState.PLANNED, "sequence": 1} | more
    at = said.pop("starts_at", time(9))
    return Occurrence(  # type: ignore[arg-type]
        original_on=original, on=on or original, starts_at=at, ends_at=time(10, 30), minutes=90, place="Room 7", **said
    )


def fed(
    occurrences: Sequence[Occurrence] = (), gone: Sequence[Gone] = (), rrule: str = RULE, sequence: int = 1
) -> CalendarFeed:
    dates = tuple(conference_dates(rrule, SINCE, UNTIL))
    touched = {one.original_on: one for one in occurrences}
    rest = [met(day, sequence=sequence) for day in dates if day not in touched]
    found = sorted([*touched.values(), *rest], key=lambda one: one.on)
    return CalendarFeed(
        "Eastside, Table; 1",
        TABLE,
        HERE,
        tuple(found),
        tuple(gone),
        rrule,
        SINCE,
        dates,
        time(9),
        90,
        "Room 7",
        sequence,
    )


def written(feed: CalendarFeed, *, as_rule: bool = False) -> Calendar:
    return Calendar.from_ical(write_calendar(feed, NOW, as_rule=as_rule))


def expanded(calendar: Calendar, until: date = UNTIL) -> list[str]:
    """The days on which something takes place, by somebody else's expansion."""
    found = recurring_ical_events.of(calendar).between(SINCE, until + timedelta(days=1))
    there = [one for one in found if str(one.get("STATUS")) != "CANCELLED"]
    return sorted(one["DTSTART"].dt.astimezone(ZoneInfo(HERE)).strftime("%Y-%m-%d %H:%M") for one in there)


def days(feed: CalendarFeed) -> list[str]:
    there = [one for one in feed.occurrences if one.state is not ConferenceState.CANCELLED]
    return sorted(f"{one.on.isoformat()} {one.starts_at:%H:%M}" for one in there)


def by_uid(calendar: Calendar) -> dict[str, Event]:
    return {str(one["UID"]): one for one in calendar.walk("VEVENT")}


MOVED = met(date(2026, 12, 11), date(2026, 12, 18), sequence=2, starts_at=time(14))
CANCELLED = met(
    date(2027, 1, 8), state=ConferenceState.CANCELLED, cancel_reason=CancelReason.HOLIDAY, sequence=2, why="P-473 Chidi"
)
BESIDES = met(date(2027, 1, 19), is_extraordinary=True, sequence=2)
FIRST_CANCELLED = met(date(2026, 11, 13), state=ConferenceState.CANCELLED, sequence=2)
FIRST_MOVED = met(date(2026, 11, 13), date(2026, 11, 12), sequence=2)
STORIES = {
    "untouched": (),
    "moved": (MOVED,),
    "cancelled": (CANCELLED,),
    "besides": (BESIDES,),
    "first cancelled": (FIRST_CANCELLED,),
    "first moved": (FIRST_MOVED, CANCELLED),
    "all": (MOVED, CANCELLED, BESIDES, FIRST_CANCELLED),
}


@pytest.mark.parametrize("as_rule", [False, True], ids=["single", "rule"])
@pytest.mark.parametrize("story", STORIES)
def test_another_parser_expands_the_file_to_the_same_days_and_hours(story: str, as_rule: bool) -> None:
    feed = fed(STORIES[story])
    assert expanded(written(feed, as_rule=as_rule)) == days(feed)


@pytest.mark.parametrize("rrule", ["FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "FREQ=MONTHLY;BYDAY=-1TH;UNTIL=20270531"])
def test_other_rules_recur_as_they_do_here(rrule: str) -> None:
    feed = fed(rrule=rrule)
    assert expanded(written(feed, as_rule=True)) == days(feed)


def test_the_file_is_a_publication_of_single_events_with_their_time_zone() -> None:
    calendar = written(fed())
    assert (str(calendar["METHOD"]), str(calendar["VERSION"])) == ("PUBLISH", "2.0")
    events = calendar.walk("VEVENT")
    assert len(events) == 12
    assert not any("RRULE" in one or "RECURRENCE-ID" in one for one in events)
    assert {one["DTSTART"].params["TZID"] for one in events} == {HERE}
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == [HERE]
    assert {(one["DTEND"].dt - one["DTSTART"].dt) for one in events} == {timedelta(minutes=90)}


def test_the_time_zone_in_the_file_says_what_the_zone_is_through_its_changes() -> None:
    content = write_calendar(fed(), NOW).decode()
    zone = tzical(StringIO(content)).get(HERE)
    for day in (date(2026, 11, 13), date(2027, 3, 12), date(2027, 4, 9), date(2027, 10, 8)):
        moment = datetime.combine(day, time(9))
        assert zone.utcoffset(moment) == moment.replace(tzinfo=ZoneInfo(HERE)).utcoffset()


def test_importing_again_updates_the_same_entries_by_higher_sequences() -> None:
    first = by_uid(written(fed()))
    moved = by_uid(written(fed([MOVED, CANCELLED])))
    assert first.keys() == moved.keys()
    name = f"2026-12-11.conference@{TABLE}"
    assert moved[name]["SEQUENCE"] > first[name]["SEQUENCE"]
    assert moved[name]["DTSTART"].dt.date() == date(2026, 12, 18)
    assert str(moved[f"2027-01-08.conference@{TABLE}"]["STATUS"]) == "CANCELLED"
    unchanged = f"2027-02-12.conference@{TABLE}"
    assert moved[unchanged]["SEQUENCE"] == first[unchanged]["SEQUENCE"]


def test_what_a_changed_rule_took_out_is_cancelled_in_other_calendars() -> None:
    gone = Gone(date(2026, 12, 10), time(9), 90, 2)
    calendar = written(fed(gone=[gone], sequence=2))
    one = by_uid(calendar)[f"2026-12-10.conference@{TABLE}"]
    assert (str(one["STATUS"]), int(one["SEQUENCE"])) == ("CANCELLED", 2)
    assert "2026-12-10 09:00" not in expanded(calendar)


def test_no_words_that_somebody_typed_stand_in_the_file() -> None:
    content = write_calendar(fed([CANCELLED]), NOW).decode()
    assert "P-473" not in content
    assert "Chidi" not in content
    assert max(len(line.encode()) for line in content.split("\r\n")) <= 75


def test_a_time_that_does_not_exist_is_written_as_the_hour_it_then_is() -> None:
    feed = fed([met(date(2027, 3, 12), date(2027, 3, 14), starts_at=time(2, 30), sequence=2)])
    one = by_uid(written(feed))[f"2027-03-12.conference@{TABLE}"]
    assert one["DTSTART"].dt.isoformat() == "2027-03-14T03:30:00-07:00"


def test_a_calendar_without_conferences_is_one_all_the_same() -> None:
    empty = CalendarFeed("Table", TABLE, HERE, (), (), RULE, SINCE, (), time(9), 90, "", 1)
    assert written(empty, as_rule=True).walk("VEVENT") == []


def events(*parts: str) -> bytes:
    bodies = "".join(f"BEGIN:VEVENT\r\nUID:{n}\r\n{part}\r\nEND:VEVENT\r\n" for n, part in enumerate(parts))
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{bodies}END:VCALENDAR\r\n".encode()


def read(*parts: str) -> dict[str, str]:
    return {day.isoformat(): what for day, what in read_days(events(*parts), date(2026, 11, 2)).days.items()}


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("DTSTART;VALUE=DATE:20261224\r\nSUMMARY:Closed\r\nDTEND;VALUE=DATE:20261225", ["2026-12-24"]),
        ("DTSTART;VALUE=DATE:20261224\r\nSUMMARY:Closed", ["2026-12-24"]),
        ("DTSTART;VALUE=DATE:20261230\r\nDURATION:P2D", ["2026-12-30", "2026-12-31"]),
        ("DTSTART:20261224T000000\r\nDTEND:20261226T000000", ["2026-12-24", "2026-12-25"]),
        ("DTSTART;VALUE=DATE:20261224\r\nSTATUS:CANCELLED", []),
        ("DTSTART:20261224T090000\r\nDTEND:20261224T100000", []),
        ("DTSTART:20261224T000000", []),
        ("DTSTART;VALUE=DATE:20251224", []),
        (
            "DTSTART;VALUE=DATE:20201224\r\nRRULE:FREQ=YEARLY;UNTIL=20281231\r\nEXDATE;VALUE=DATE:20271224",
            ["2026-12-24", "2028-12-24"],
        ),
        ("DTSTART;VALUE=DATE:20261102\r\nRRULE:FREQ=DAILY;COUNT=3", ["2026-11-02", "2026-11-03", "2026-11-04"]),
        (
            "DTSTART;VALUE=DATE:20261224\r\nRDATE;VALUE=DATE:20270104,20270105",
            ["2026-12-24", "2027-01-04", "2027-01-05"],
        ),
        ("RDATE;VALUE=DATE:20270104,20270105", ["2027-01-04", "2027-01-05"]),
        ("DTSTART;VALUE=DATE:20261224\r\nRRULE:FREQ=SECONDLY", []),
        ("DTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20991231", []),
        ("SUMMARY:no day", []),
    ],
)
def test_whole_days_are_read_in_all_the_ways_calendars_write_them(part: str, expected: list[str]) -> None:
    assert list(read(part)) == expected


def test_what_is_no_whole_day_is_said_with_its_reason() -> None:
    found = read_days(events("SUMMARY:Staff meeting\r\nDTSTART:20261224T090000"), date(2026, 11, 2))
    assert found.skipped == ("Staff meeting: it has a time of day, so it is no day off.",)


def test_days_are_called_as_the_file_calls_them() -> None:
    assert read("DTSTART;VALUE=DATE:20261224\r\nSUMMARY:Staff\\, training  day") == {
        "2026-12-24": "Staff, training day"
    }


@pytest.mark.parametrize("content", [b"", b"no calendar", b"\xff\xfe\x00", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"])
def test_what_is_no_calendar_is_refused(content: bytes) -> None:
    with pytest.raises(BadFile):
        read_days(content, date(2026, 11, 2))


def test_a_file_of_far_too_many_events_is_refused() -> None:
    with pytest.raises(BadFile, match="events"):
        read_days(events(*["DTSTART;VALUE=DATE:20261224"] * (MOST_EVENTS + 1)), date(2026, 11, 2))
