"""Days off read from a calendar file: whole days, with what they are called. Nothing else of it is kept."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from casetable.errors import BadFile
from casetable.values.conference_calendar import DaysRead

MOST_EVENTS = 5000
"""A file of more events is no calendar of holidays."""

LONGEST_DAYS = 62
"""One event may take so many days."""

YEARS_AHEAD = 5
"""How far ahead a day that comes again is written down."""

_NEVER = "Export it again from the calendar it came from, as an .ics file."


def read_days(content: bytes, today: date) -> DaysRead:
    """Read the whole days of an iCalendar file, from January of this year on.

    What comes again is read for this year and five more. Cancelled events are left out; what has a time of day is no
    day off, and said. Raises BadFile for what is no calendar.
    """
    since, until = date(today.year, 1, 1), date(today.year + YEARS_AHEAD, 12, 31)
    found: dict[date, str] = {}
    skipped: list[str] = []
    for event in _events(content):
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            continue
        called = " ".join(str(event.get("SUMMARY", "")).split())
        try:
            days = [day for day in _days(event, since, until) if day >= since]
        except (ValueError, TypeError, AttributeError, KeyError, OverflowError) as problem:
            skipped.append(f"{called[:40] or 'An event'}: {str(problem)[:80]}.")
            continue
        for day in days:
            found.setdefault(day, called)
    return DaysRead(dict(sorted(found.items())), tuple(skipped))


def _events(content: bytes) -> Iterator[Any]:
    from icalendar import Calendar

    try:
        calendars = Calendar.from_ical(content, multiple=True)
    except (ValueError, UnicodeDecodeError, KeyError, IndexError, TypeError) as problem:
        raise BadFile(f"That is no calendar file: {str(problem)[:80]}.", hint=_NEVER) from None
    events = [event for one in calendars for event in one.walk("VEVENT")]
    if not events:
        raise BadFile("That is no calendar file, or it holds no events.", hint=_NEVER)
    if len(events) > MOST_EVENTS:
        raise BadFile(f"It holds {len(events):,} events.", hint=f"At most {MOST_EVENTS:,}: export holidays alone.")
    yield from events


def _days(event: Any, since: date, until: date) -> Iterator[date]:
    """Yield every day that an event takes, as often as it comes. Raises ValueError for what is no whole day."""
    if event.get("DTSTART") is None and event.get("RDATE") is not None:
        yield from _listed(event, "RDATE")
        return
    first, length = _first(event)
    left_out = set(_listed(event, "EXDATE"))
    for start in [*_starts(event, first, since, until), *_listed(event, "RDATE")]:
        if start not in left_out:
            yield from (start + timedelta(days=day) for day in range(length))


def _first(event: Any) -> tuple[date, int]:
    """The first day of an event and how many days it takes."""
    if event.get("DTSTART") is None:
        raise ValueError("it has no day")
    start = event.decoded("DTSTART")
    end = event.decoded("DTEND") if event.get("DTEND") is not None else None
    if end is None and event.get("DURATION") is not None:
        end = start + event.decoded("DURATION")
    first, last = _whole(start), start if end is None else end
    length = max(((_whole(last) if end is not None else first) - first).days, 1)
    if isinstance(start, datetime) and end is None:
        raise ValueError("it has a time of day, so it is no day off")
    if length > LONGEST_DAYS:
        raise ValueError(f"it takes {length} days, more than {LONGEST_DAYS}")
    return first, length


def _whole(moment: date | datetime) -> date:
    """A day, also where it is written as midnight of it."""
    if not isinstance(moment, datetime):
        return moment
    if moment.time() != time():
        raise ValueError("it has a time of day, so it is no day off")
    return moment.date()


def _starts(event: Any, first: date, since: date, until: date) -> Iterator[date]:
    rule = event.get("RRULE")
    if rule is None:
        yield first
        return
    from dateutil.rrule import rrulestr

    if isinstance(rule, list) or rule.get("FREQ", [""])[0] not in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY"):
        raise ValueError("how it comes again cannot be read")
    words = ";".join(part for part in rule.to_ical().decode().split(";") if not part.startswith("UNTIL="))
    ends = rule.get("UNTIL", [until])[0]
    last = min(until, ends.date() if isinstance(ends, datetime) else ends)
    found = rrulestr(words, dtstart=datetime.combine(first, time()))
    for moment in islice(found, MOST_EVENTS):
        if moment.date() > last:
            return
        if moment.date() >= since:
            yield moment.date()


def _listed(event: Any, key: str) -> Iterator[date]:
    """The days of RDATE or EXDATE lines, whole ones; periods and times of day are left out."""
    lines = event.get(key)
    for line in lines if isinstance(lines, list) else [lines] if lines is not None else []:
        for one in line.dts:
            moment = one.dt
            if isinstance(moment, date) and not (isinstance(moment, datetime) and moment.time() != time()):
                yield _whole(moment)
