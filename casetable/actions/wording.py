"""What was typed, as it may be stored: cleaned, and refused when it cannot be. Nothing is ever cut."""

import re
from datetime import date

from casetable.errors import BadInput
from casetable.rules.dates import say_day, say_minutes
from casetable.text import MAX_LENGTH, clean, clean_line
from casetable.values.seat import Seat

_DASH = r"[-\u2010-\u2015\u2212\uff0d]"
_BLANK = r"[^\S\n]"
_DASHED = f"{_BLANK}*{_DASH}{_BLANK}*"
_APART = f"(?:{_DASHED}|{_BLANK}+)"
_SOCIAL_SECURITY_NUMBER = re.compile(
    rf"(?<!\d)(?<!\d{_DASH})"
    rf"(?:\d{{3}}(?:{_DASHED}\d{{2}}{_APART}|{_APART}\d{{2}}{_DASHED})|(?<!\d{_BLANK})\d{{3}}{_BLANK}+\d{{2}}{_BLANK}+)"
    rf"\d{{4}}(?!{_DASH}?\d)"
)
"""Three, two and four digits with hyphens or blanks between them; not when more digits hang on (a phone number)."""


def line(text: str) -> str:
    """A text of one line. Raises BadInput when it is too long or holds what looks like a Social Security number."""
    return _fitting(clean_line(text))


def lines(text: str) -> str:
    """A text of any number of lines. Raises BadInput as ``line`` does."""
    return _fitting(clean(text))


def minutes_of(minutes: int | None) -> int | None:
    """Minutes that a task may take. Raises BadInput for none, less, or more than a week."""
    if minutes is not None and not 0 < minutes <= 7 * 24 * 60:
        raise BadInput(f"{minutes} is no number of minutes that a task takes.", f"Like 30m or {say_minutes(120)}.")
    return minutes


def not_past(due: date, seat: Seat) -> None:
    """Raise BadInput for a date that has passed."""
    if due < seat.today:
        raise BadInput(f"{say_day(due)} has passed.", f"Today is {say_day(seat.today)}.")


def _fitting(cleaned: str) -> str:
    if len(cleaned) > MAX_LENGTH:
        raise BadInput(f"That is {len(cleaned):,} characters.", f"At most {MAX_LENGTH:,}.")
    if _SOCIAL_SECURITY_NUMBER.search(cleaned):
        raise BadInput(
            "That holds what looks like a Social Security number: it is not kept here.",
            "Leave it out; the HMIS id or the reference says who is meant.",
        )
    return cleaned
