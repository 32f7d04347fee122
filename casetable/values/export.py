"""What an export holds besides the listings: facts about all participants at once, and what is kept of conferences."""

from dataclasses import dataclass
from datetime import date

from casetable.values.card import OutcomeReading, SafeContact, TeamMember
from casetable.words import Category, CorrectionKind, MinutesState


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What stands on a card about a participant who is known: ``hmis_id`` and ``consenter`` may be empty."""

    hmis_id: str
    year_of_birth: int | None
    child_in_household: bool | None
    consenter: str


@dataclass(frozen=True, slots=True)
class AboutPeople:
    """Facts of every participant that a seat may list, each with its reference.

    ``facts`` are only of those it knows; ``links`` are references of two participants in one household.
    """

    facts: dict[str, PersonFacts]
    team: tuple[tuple[str, TeamMember], ...]
    links: tuple[tuple[str, str], ...]
    contacts: tuple[tuple[str, SafeContact], ...]
    readings: tuple[tuple[str, OutcomeReading], ...]


@dataclass(frozen=True, slots=True)
class KeptRevision:
    """One revision of a conference's minutes. ``conference`` is its original date; ``why`` belongs to a later one."""

    conference: date
    revision: int
    state: MinutesState
    correct_until: date
    agreed_on: date | None
    agreed_by: str | None
    why: str
    head: str


@dataclass(frozen=True, slots=True)
class KeptCorrection:
    """One correction that a seat may read. ``participant`` is a reference, None for whom it may not list.

    ``is_of_line``: it is about a line and not about a whole item; ``before`` and ``after`` are empty for a note.
    """

    conference: date
    revision: int
    participant: str | None
    is_of_line: bool
    kind: CorrectionKind
    category: Category
    agency: str
    by: str
    on: date
    before: str
    after: str
    note: str


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """What an agency said to a proposal, whose words are None where this seat may not read them.

    ``participant`` is as in a correction.
    """

    conference: date
    participant: str | None
    proposal: str | None
    category: Category
    agency: str
    by: str
    on: date
    is_yes: bool
    why: str


@dataclass(frozen=True, slots=True)
class KeptMinutes:
    """What is kept of all conferences besides their items and lines, oldest first."""

    revisions: tuple[KeptRevision, ...]
    corrections: tuple[KeptCorrection, ...]
    answers: tuple[KeptAnswer, ...]
