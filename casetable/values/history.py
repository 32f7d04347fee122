"""Entries of the change log as a seat may see them, and what verify found."""

from dataclasses import dataclass
from datetime import date, datetime

from casetable.words import Means


@dataclass(frozen=True, slots=True)
class Entry:
    """One change. ``subjects`` are references or names, ``fields`` names only; values stay in the store.

    ``never`` says why it cannot be undone (empty: it can); ``heard_from`` is whose word it was when somebody
    else noted it; ``undone`` that it no longer stands; ``erased`` that its detail was erased.
    """

    at: datetime
    on: date
    who: str
    heard_from: str | None
    means: Means | None
    action: str
    label: str
    subjects: tuple[str, ...]
    fields: tuple[str, ...]
    never: str
    undone: bool
    erased: bool


@dataclass(frozen=True, slots=True)
class Verification:
    """What verify looked at and found. ``head`` is the hash of the newest entry; no problems: all is well.

    ``rows`` is how many rows were compared with the log; ``notes`` are sentences on what is odd and no problem.
    """

    entries: int
    tasks: int
    head: str
    problems: tuple[str, ...]
    rows: int = 0
    notes: tuple[str, ...] = ()
