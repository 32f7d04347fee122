"""Dates and durations as people type and say them. The language is English; the clock is passed in."""

import re
from datetime import date, timedelta

from casetable.errors import BadInput
from casetable.words import MONTH_NAMES, MONTHS, WEEKDAY_NAMES, WEEKDAYS

DAY_MINUTES = 480
"""Minutes of a working day, where a size says ``day``."""

MOST_MINUTES = 1440
"""The most minutes one entry may hold: a whole day and night."""

EARLIEST_YEAR = 1900
LATEST_YEAR = 2199

_UNDERSTOOD = (
    "Dates: today, tomorrow, fri, +3d, +2w, 1 dec, 2026-12-01, next conference, the 30th, in 2 weeks, end of month,"
    " +18m, +1y."
)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_STEP = re.compile(r"\+(\d{1,4})([dwmy])", re.ASCII)
_DAY_MONTH = re.compile(r"(?:the )?(\d{1,2})(?:st|nd|rd|th)? (?:of )?([a-z]+)(?: (\d{4}))?", re.ASCII)
_MONTH_DAY = re.compile(r"([a-z]+) (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?", re.ASCII)
_ORDINAL = re.compile(r"(?:the )?(\d{1,2})(?:st|nd|rd|th)", re.ASCII)
_IN = re.compile(r"in (a|one|two|three|four|\d{1,4}) (day|week)s?", re.ASCII)
_END_OF_MONTH = re.compile(r"(?:the )?end of (?:the |this )?month")
_COUNTED = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4}
_HOURS = re.compile(r"(\d{1,2})(?:h|hours?)(?:([0-5]?\d)m?)?", re.ASCII)
_MINUTES = re.compile(r"(\d{1,4})(?:m|min|mins|minutes?)?", re.ASCII)
_NAMED_MINUTES = {"halfday": DAY_MINUTES // 2, "day": DAY_MINUTES, "1day": DAY_MINUTES, "1d": DAY_MINUTES}


def read_date(words: str, today: date, conference: date | None = None) -> date:
    """Return the date that ``words`` say, seen from ``today``.

    A weekday is the next one, today included; a day and month without a year is the next such day, today
    included, as is ``the 30th``; ``+18m`` and ``+1y`` are the same day of a later month, or that month's last.
    ``conference`` is what ``next conference`` means, None when none is planned.
    Raises BadInput for anything else, for a day that does not exist and for years before 1900 or after 2199.
    """
    plain = " ".join(words.replace(",", " ").lower().split())
    if plain in {"next conference", "conference"}:
        return _conference(conference)
    if plain in {"today", "tomorrow"}:
        return today + timedelta(days=int(plain == "tomorrow"))
    if step := _STEP.fullmatch(plain):
        return _step(today, int(step[1]), step[2], words)
    if count := _IN.fullmatch(plain):
        number = _COUNTED.get(count[1]) or int(count[1])
        return _stepped(today, number * (7 if count[2] == "week" else 1), words)
    if ordinal := _ORDINAL.fullmatch(plain):
        return _day_of_month(int(ordinal[1]), today, words)
    if _END_OF_MONTH.fullmatch(plain):
        return _next_month(today) - timedelta(days=1)
    if iso := _ISO.fullmatch(plain):
        return _exact(int(iso[1]), int(iso[2]), int(iso[3]), words)
    weekday, rest = _split_weekday(plain)
    if weekday is None:
        return _day_and_month(plain, today, words)
    if not rest:
        return today + timedelta(days=(weekday - today.weekday()) % 7)
    day = _day_and_month(rest, today, words)
    if day.weekday() != weekday:
        raise BadInput(f"{day.day} {MONTHS[day.month - 1]} {day.year} is a {WEEKDAY_NAMES[day.weekday()].title()}.")
    return day


def read_ordinal(words: str) -> int | None:
    """Return the day of the month that ``the 30th`` or ``30th`` names, None for other words."""
    match = _ORDINAL.fullmatch(" ".join(words.lower().split()))
    return int(match[1]) if match else None


def say_date(day: date, today: date) -> str:
    """Return the shortest words for ``day``: ``today``, ``fri`` up to 6 days ahead, ``1 Dec``, ``1 Dec 2027``."""
    ahead = (day - today).days
    if ahead == 0:
        return "today"
    if 0 < ahead <= 6:
        return WEEKDAYS[day.weekday()]
    said = f"{day.day} {MONTHS[day.month - 1]}"
    return said if day.year == today.year else f"{said} {day.year}"


def say_day(day: date) -> str:
    """Return ``Fri 11 Dec``: the weekday, the day and the month."""
    return f"{WEEKDAYS[day.weekday()].title()} {day.day} {MONTHS[day.month - 1]}"


def say_long(day: date) -> str:
    """Return ``Fri 11 Dec 2026``: a paper is read in another year too."""
    return f"{say_day(day)} {day.year}"


def say_day_in(day: date, today: date) -> str:
    """Return ``Fri 11 Dec``, with the year where it is another than today's: ``Sat 11 Dec 2027``."""
    return say_day(day) if day.year == today.year else f"{say_day(day)} {day.year}"


def read_minutes(words: str) -> int:
    """Return the minutes that ``words`` say: ``30m``, ``2h``, ``1h30``, ``half day``, ``day`` (480), ``45``.

    Raises BadInput when it cannot be read, is nothing, or is more than 24 hours.
    """
    plain = "".join(words.lower().replace("half-", "half").split())
    minutes = _NAMED_MINUTES.get(plain, 0)
    if hours := _HOURS.fullmatch(plain):
        minutes = int(hours[1]) * 60 + int(hours[2] or 0)
    elif plain_minutes := _MINUTES.fullmatch(plain):
        minutes = int(plain_minutes[1])
    if not 0 < minutes <= MOST_MINUTES:
        raise BadInput(f"'{_short(words)}' is no length of time.", "Lengths: 15m, 30m, 2h, 1h30, half-day, 1d (8h).")
    return minutes


def say_minutes(minutes: int) -> str:
    """Return ``30m``, ``2h`` or ``1h30``."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}m"
    return f"{hours}h{rest:02d}" if rest else f"{hours}h"


def _conference(conference: date | None) -> date:
    if conference is None:
        raise BadInput("No conference is planned yet.", _UNDERSTOOD)
    return conference


def _step(today: date, number: int, unit: str, words: str) -> date:
    """Return the day so many days, weeks, months or years ahead; 31 Jan +1m is the last day of February."""
    if unit in "dw":
        return _stepped(today, number * (7 if unit == "w" else 1), words)
    years, month = divmod(today.month - 1 + number * (12 if unit == "y" else 1), 12)
    if today.year + years > LATEST_YEAR:
        raise _outside(words)
    first = date(today.year + years, month + 1, 1)
    last = _next_month(first) - timedelta(days=1)
    return first.replace(day=min(today.day, last.day))


def _stepped(today: date, days: int, words: str) -> date:
    try:
        day = today + timedelta(days=days)
    except OverflowError:
        raise _unreadable(words) from None
    return _within_years(day, words)


def _next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def _day_of_month(number: int, today: date, words: str) -> date:
    """Return the next day of this number, today included, in the first month that has it."""
    if not 1 <= number <= 31:
        raise BadInput(f"There is no day {_short(words)}.", _UNDERSTOOD)
    month = today.replace(day=1)
    while True:
        if (month + timedelta(days=number - 1)).month == month.month:
            day = month.replace(day=number)
            if day >= today:
                return _within_years(day, words)
        month = _next_month(month)


def _exact(year: int, month: int, day: int, words: str) -> date:
    try:
        return _within_years(date(year, month, day), words)
    except ValueError:
        raise BadInput(f"There is no day {_short(words)}.", _UNDERSTOOD) from None


def _within_years(day: date, words: str) -> date:
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise _outside(words)
    return day


def _outside(words: str) -> BadInput:
    return BadInput(f"'{_short(words)}' lies outside the years {EARLIEST_YEAR} to {LATEST_YEAR}.")


def _split_weekday(plain: str) -> tuple[int | None, str]:
    first, _, rest = plain.partition(" ")
    return _index(WEEKDAY_NAMES, first), rest


def _day_and_month(plain: str, today: date, words: str) -> date:
    """Read ``1 dec``, ``dec 1`` and both with a year; without one the next such day, today included."""
    if match := _DAY_MONTH.fullmatch(plain):
        day, month, year = match[1], match[2], match[3]
    elif match := _MONTH_DAY.fullmatch(plain):
        month, day, year = match[1], match[2], match[3]
    else:
        raise _unreadable(words)
    number = _index(MONTH_NAMES, month)
    if number is None:
        raise _unreadable(words)
    if year:
        return _exact(int(year), number + 1, int(day), words)
    return _next_such(number + 1, int(day), today, words)


def _next_such(month: int, day: int, today: date, words: str) -> date:
    for year in range(today.year, today.year + 9):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    raise BadInput(f"There is no day {_short(words)}.", _UNDERSTOOD)


def _index(names: tuple[str, ...], word: str) -> int | None:
    """Return which of ``names`` a word of at least three letters begins, or None."""
    if len(word) < 3:
        return None
    return next((index for index, name in enumerate(names) if name.startswith(word)), None)


def _unreadable(words: str) -> BadInput:
    return BadInput(f"'{_short(words)}' is no date that can be read.", _UNDERSTOOD)


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= 40 else plain[:39] + "…"
