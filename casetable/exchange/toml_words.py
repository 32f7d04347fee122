"""What stands in a TOML file and what should, in words for people."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from enum import StrEnum

from casetable.rules.partnership import quoted


def said(value: object) -> str:
    """Return what a TOML value is, in words: ``the number 5``, ``true``, ``a list``."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"the number {value:g}" if abs(value) < 1e15 else "a very large number"
    if isinstance(value, str):
        return f"the text {quoted(value)}"
    if isinstance(value, date | time):
        return f"the {'day' if isinstance(value, date) else 'time'} {value.isoformat()}"
    return "a list" if isinstance(value, list) else "a table"


def as_day(value: object) -> date | None:
    """Return a TOML day or the strict text of one; None if it is something else."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value.strip(), re.ASCII):
        try:
            return date.fromisoformat(value.strip())
        except ValueError:
            return None
    return None


def one_of(kind: type[StrEnum]) -> str:
    """Return every word of a vocabulary: ``one of mou, charter, handshake``."""
    return f"one of {listed(each.value for each in kind)}"


def listed(words: Iterable[str]) -> str:
    """Return words with commas between them."""
    return ", ".join(words)
