"""Outcomes as they are recorded, and the rows of the pass in which everybody is read."""

from dataclasses import dataclass

from casetable.values.card import DomainOutcome
from casetable.words import Category, OutcomeValue, OutcomeView, ParticipantState


@dataclass(frozen=True, slots=True)
class NewReading:
    """One domain of one participant about to be recorded. ``value`` None is a baseline.

    ``participant`` is a reference, ``domain`` one of the agreement's keys. ``category`` None is the domain's own;
    ``housing_code`` a HUD code of FY2024 or later, for housing only.
    """

    participant: str
    domain: str
    value: OutcomeValue | None
    view: OutcomeView = OutcomeView.WORKER
    note: str = ""
    category: Category | None = None
    housing_code: int | None = None


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """One participant of the outcomes pass: somebody on this seat's board whom its agency knows, and every domain."""

    participant: str
    name: str
    state: ParticipantState
    outcomes: tuple[DomainOutcome, ...]
