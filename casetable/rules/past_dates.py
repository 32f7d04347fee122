"""Days that lie back, as people type them: the newest such day, where nothing says that it lies ahead."""

import re
from datetime import date, timedelta

from casetable.rules.dates import read_date, read_ordinal


def read_past_date(words: str, today: date) -> date:
    """Return the day that words say, looking back: ``fri`` is the last one, ``9 nov`` the last such day.

    Today is included. Raises BadInput for what cannot be read. A day said in full may lie ahead.
    """
    plain = words.strip().casefold()
    if plain == "yesterday":
        return today - timedelta(days=1)
    day = read_date(words, today)
    if day <= today or plain.startswith(("+", "tomorrow", "in ", "end ", "the end ")) or re.search(r"\d{4}", plain):
        return day
    if (number := read_ordinal(plain)) is not None:
        return next(back for n in range(1, 63) if (back := today - timedelta(days=n)).day == number)
    if not any(one.isdecimal() for one in plain):
        return day - timedelta(days=7)
    return next(found for back in range(1, 9) if (found := _years_before(day, back)) is not None)


def _years_before(day: date, years: int) -> date | None:
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return None
