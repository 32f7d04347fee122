"""Agencies and the people who sit at the table for them."""

from dataclasses import dataclass
from datetime import date

from casetable.words import Method, Role, Sector


@dataclass(frozen=True, slots=True)
class Agency:
    """One party. ``agency`` is its code (``HS``); ``position`` its column on the board, from 0."""

    agency: str
    id: str
    name: str
    sector: Sector
    position: int
    victim_service_provider: bool
    minimum_method: Method


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at the table. ``agency`` is a code; ``reports_to`` a name or empty.

    ``away_until`` is the last day they are away when they are away today, ``cover`` who is asked instead, by name.
    ``version`` is what a form was filled from. ``reported_to`` names whom they reported to when that one has left.
    """

    person: str
    id: str
    agency: str
    roles: tuple[Role, ...]
    reports_to: str
    mail: str
    phone: str
    left_on: date | None
    joined_on: date | None = None
    away_until: date | None = None
    cover: str = ""
    version: int = 0
    reported_to: str = ""


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody (a person id) is away from ``since`` to ``until``, both inclusive; ``cover_id`` is asked instead.

    ``back_on`` is the day they came back earlier than said.
    """

    person_id: str
    since: date
    until: date
    cover_id: str | None = None
    back_on: date | None = None

    def holds_on(self, day: date) -> bool:
        """They are away on a day."""
        return self.since <= day <= self.until and (self.back_on is None or day < self.back_on)


@dataclass(frozen=True, slots=True)
class PersonChange:
    """What is to be changed of somebody; None stays. ``reports_to`` is a person id, empty for nobody."""

    name: str | None = None
    mail: str | None = None
    phone: str | None = None
    reports_to: str | None = None
