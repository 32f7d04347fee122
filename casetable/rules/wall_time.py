"""Local wall time and instants: a time that does not exist on a day, or exists twice, is caught and said."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from casetable.errors import BadInput

_TIME = re.compile(r"(\d{1,2})(?:[:.]([0-5]\d))?(am|pm)?", re.ASCII)


def instant_of(day: date, at: time, zone: str) -> datetime:
    """Return the instant, in the zone, at which a clock on the wall shows ``at`` on ``day``.

    Of a time that exists twice the first one; one that does not exist is as much later as the clock was put forward.
    """
    place = ZoneInfo(zone)
    return datetime.combine(day, at, place).astimezone(UTC).astimezone(place)


def ends_at(day: date, at: time, minutes: int, zone: str) -> datetime:
    """Return the instant, in the zone, so many minutes after ``instant_of``."""
    start = instant_of(day, at, zone)
    return (start.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(start.tzinfo)


def clock_problem(day: date, at: time, zone: str) -> str:
    """Return what is wrong with a wall time on a day, as a sentence; empty when it exists once."""
    place = ZoneInfo(zone)
    first, second = (datetime.combine(day, at, place).replace(fold=fold) for fold in (0, 1))
    before, after = first.utcoffset(), second.utcoffset()
    if before == after or before is None or after is None:
        return ""
    if before < after:
        later = instant_of(day, at, zone)
        return f"{at:%H:%M} does not exist on {day.isoformat()}: the clocks go forward, and it is {later:%H:%M} then."
    return f"{at:%H:%M} exists twice on {day.isoformat()}: the clocks go back, and the first one is meant."


def exists(day: date, at: time, zone: str) -> bool:
    """True if a clock on the wall shows ``at`` on ``day`` at all."""
    return instant_of(day, at, zone).replace(tzinfo=None) == datetime.combine(day, at)


def read_time(words: str) -> time:
    """Return the time of day that ``words`` say: ``9:00``, ``14:30``, ``9``, ``9am``, ``2:30 pm``. Raises BadInput."""
    match = _TIME.fullmatch("".join(words.lower().split()))
    if match is not None:
        hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "pm" else 0)
        elif half:
            hour = 24
        if hour < 24:
            return time(hour, minute)
    raise BadInput(f"'{words[:20]}' is no time of day.", "Times: 9:00, 14:30, 9am, 2:30pm.")
