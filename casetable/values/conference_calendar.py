"""What a calendar file of conferences is made from, and what one of days off was read as."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from casetable.values.conference import Occurrence


@dataclass(frozen=True, slots=True)
class Gone:
    """A date that an older rule made and that is no conference any more; people's calendars still have it."""

    original_on: date
    starts_at: time
    minutes: int
    sequence: int


@dataclass(frozen=True, slots=True)
class CalendarFeed:
    """The conferences of some months for other calendars. ``partnership_id`` makes their names unique in the world.

    ``rrule`` is the rule in force today, ``rule_dates`` all dates it makes from ``rule_from`` on in these months,
    whether they are conferences or not; ``sequence`` that of the rule as a whole.
    """

    name: str
    partnership_id: str
    zone: str
    occurrences: tuple[Occurrence, ...]
    gone: tuple[Gone, ...]
    rrule: str
    rule_from: date
    rule_dates: tuple[date, ...]
    starts_at: time
    minutes: int
    place: str
    sequence: int


@dataclass(frozen=True, slots=True)
class DaysRead:
    """Days off as a calendar file says them, with what they are called; ``skipped`` are sentences on the rest."""

    days: Mapping[date, str]
    skipped: tuple[str, ...] = ()
