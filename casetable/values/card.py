"""Everything of one participant as a seat may see it: the card, and what stands on it."""

from dataclasses import dataclass
from datetime import date, datetime

from casetable.values.conference import NO_DEBATES, Debates
from casetable.values.participants import Participant, Release
from casetable.values.tasks import Task
from casetable.words import (
    Basis,
    Category,
    DisclosureKind,
    HousingCategory,
    NoteKind,
    OutcomeValue,
    OutcomeView,
    TakingPart,
)


@dataclass(frozen=True, slots=True)
class Note:
    """One dated text about a participant. ``by`` is whose word it is, ``agency`` the code of who wrote it.

    ``participant`` is a reference, empty where this seat may not list them any more; ``minutes`` may be None;
    ``taking_part`` belongs to its kind.
    """

    id: str
    participant: str
    kind: NoteKind
    text: str
    category: Category
    agency: str
    by: str
    on: date
    at: datetime
    minutes: int | None = None
    taking_part: TakingPart | None = None


@dataclass(frozen=True, slots=True)
class SafeContact:
    """How a participant may be reached, as asked on ``on``. Empty texts were not said."""

    how: str
    when: str
    never: str
    no_post: bool
    location_private: bool
    by: str
    agency: str
    on: date


@dataclass(frozen=True, slots=True)
class TeamMember:
    """Somebody who works with a participant."""

    person: str
    person_id: str
    agency: str
    leads: bool


@dataclass(frozen=True, slots=True)
class OutcomeReading:
    """One domain on one day; ``value`` None is the baseline. ``housing`` says what kind of place the HUD code names."""

    domain: str
    view: OutcomeView
    value: OutcomeValue | None
    note: str
    category: Category
    agency: str
    by: str
    on: date
    housing_code: int | None = None
    housing_words: str = ""
    housing: HousingCategory | None = None


@dataclass(frozen=True, slots=True)
class DomainOutcome:
    """One domain of one participant: its baseline, and the readings of workers and of the participant, oldest first."""

    domain: str
    label: str
    baseline: OutcomeReading | None
    worker: tuple[OutcomeReading, ...] = ()
    participant: tuple[OutcomeReading, ...] = ()


@dataclass(frozen=True, slots=True)
class Household:
    """Who lives with a participant, where both said that it may be shown: references with names."""

    links: tuple[tuple[str, str], ...] = ()
    child: bool | None = None


@dataclass(frozen=True, slots=True)
class DisclosureLine:
    """One line of an account of disclosures. ``to`` is an agency code or somebody outside the table."""

    document: str
    participant: str
    kind: DisclosureKind
    category: Category
    discloser: str
    to: str
    by: str
    basis: Basis
    releases: str
    note: str
    on: date
    at: datetime


@dataclass(frozen=True, slots=True)
class ViewingLine:
    """Somebody of another agency opened the card on a day."""

    by: str
    agency: str
    on: date


@dataclass(frozen=True, slots=True)
class Account:
    """What a participant may ask for: who was told what, and who looked. Oldest first."""

    participant: str
    disclosures: tuple[DisclosureLine, ...]
    viewings: tuple[ViewingLine, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """The card. ``goal``, ``taking_part``, ``told`` and ``last_contact`` are the newest that this seat may see.

    ``tasks`` are those under way or of this week; ``notes`` the newest of ``note_total``, newest first; ``missing``
    says for somebody agreed what is missing before work begins, a few words each. ``consenter`` is who consents for
    them.
    """

    participant: Participant
    team: tuple[TeamMember, ...]
    contact: SafeContact | None
    goal: Note | None
    taking_part: Note | None
    told: Note | None
    last_contact: Note | None
    releases: tuple[Release, ...]
    tasks: tuple[Task, ...]
    outcomes: tuple[DomainOutcome, ...]
    household: Household
    notes: tuple[Note, ...]
    note_total: int
    missing: tuple[str, ...] = ()
    consenter: str = ""
    year_of_birth: int | None = None
    hmis_id: str = ""
    debates: Debates = NO_DEBATES
