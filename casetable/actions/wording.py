"""What was typed, as it may be stored: cleaned, and refused when it cannot be. Nothing is ever cut."""

from datetime import date

from casetable.errors import BadInput
from casetable.rules.dates import say_day, say_minutes
from casetable.text import MAX_LENGTH, clean, clean_line
from casetable.values.seat import Seat


def line(text: str) -> str:
    """A text of one line. Raises BadInput when it is too long."""
    return _fitting(clean_line(text))


def lines(text: str) -> str:
    """A text of any number of lines. Raises BadInput when it is too long."""
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
    return cleaned
