"""Texts that could not be saved, kept for their writer's own agency."""

from dataclasses import dataclass
from datetime import date, datetime

from casetable.words import Category


@dataclass(frozen=True, slots=True)
class Draft:
    """One kept text. ``what`` says what it was to be; ``participant`` is a reference, None where nobody is meant."""

    id: str
    what: str
    text: str
    participant: str | None
    category: Category
    by: str
    agency: str
    on: date
    at: datetime
