"""What partnership.toml says: the set-up of a table, stored as agreement version 1."""

from dataclasses import dataclass, field
from datetime import date, time

from casetable.values.terms import Terms
from casetable.words import AgreementKind, DecisionRule, Method, Ready, Role, SectionTopic, Sector, Sharing


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether an agency is ready in one respect: yes, not yet or not said (None), with a note."""

    answer: Ready | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class AgencySetup:
    """One party as it joins, or as it stands in a version of the agreement.

    ``effort_share`` is a fraction of the whole (None: an equal share); ``holidays`` a country code with an
    optional subdivision (``US``, ``US-CA``) or empty; ``closing_days`` days it is closed besides. ``goals``,
    ``resources`` (skills and resources) and ``gaps`` say how ready it is. ``joins_on`` is the day from which somebody
    new sits at the table (None: it does already, or from the day the version is in force); ``leaves_on`` the last day
    of a party that leaves.
    """

    code: str
    name: str
    sector: Sector
    hopes: str = ""
    risks: str = ""
    success: str = ""
    effort_share: float | None = None
    holidays: str = ""
    closing_days: tuple[date, ...] = ()
    victim_service_provider: bool = False
    minimum_method: Method = Method.VERBAL
    goals: Readiness = Readiness()
    resources: Readiness = Readiness()
    gaps: Readiness = Readiness()
    joins_on: date | None = None
    leaves_on: date | None = None


@dataclass(frozen=True, slots=True)
class PersonSetup:
    """Somebody at the table. ``agency`` is a code, ``reports_to`` a person's name or empty."""

    name: str
    agency: str
    roles: tuple[Role, ...]
    reports_to: str = ""
    mail: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class ConferenceRule:
    """When the monthly conference meets: an RRULE, local wall time, length in minutes."""

    rrule: str = "FREQ=MONTHLY;BYDAY=2FR"
    starts_at: time = time(9, 0)
    minutes: int = 90
    place: str = ""


@dataclass(frozen=True, slots=True)
class ObjectiveSetup:
    """One objective of the one-pager (at most 5)."""

    text: str
    measure: str = ""
    baseline: str = ""
    target: str = ""
    due_quarter: str = ""


@dataclass(frozen=True, slots=True)
class LadderStep:
    """One step of the conflict ladder: who talks, and for how many working days. Numbered from 0."""

    name: str
    who: str
    working_days: int


@dataclass(frozen=True, slots=True)
class Gate:
    """The numbers of the room-to-grow gate (rules: Quarter and gate). Shares are fractions."""

    quarters: int = 2
    promises_kept: float = 0.75
    promises_kept_each_agency: float = 0.60
    effort_floor: float = 0.5
    effort_prompt: float = 1.5
    mails_missed_at_most: int = 2
    quorate_conferences_at_least: int = 2
    absences_at_most: int = 1
    improved: float = 0.60
    improved_people_at_least: int = 3
    closes_on_day: int = 45


@dataclass(frozen=True, slots=True)
class Decisions:
    """How a conference decides. ``quorum_agencies`` is how many must be there, None for every one.

    ``quorum_worker``: for a participant's item the worker who knows them must be there too. Working days are those in
    which a missing agency may ratify.
    """

    rule: DecisionRule = DecisionRule.CONSENSUS
    quorum_agencies: int | None = None
    quorum_worker: bool = True
    ratify_working_days: int = 5


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the agreement's text. ``topic`` is its place on the checklist, None for one of its own."""

    heading: str
    text: str
    topic: SectionTopic | None = None


DEFAULT_LADDER = (
    LadderStep("talk directly", "the two people", 2),
    LadderStep("supervisors", "the two supervisors, coordinator helps", 5),
    LadderStep("programme managers", "the programme managers", 5),
    LadderStep("senior managers", "the senior managers who signed; decision and joint statement", 10),
)


@dataclass(frozen=True, slots=True)
class Setup:
    """A whole partnership.toml, valid: what a table is founded with, and what a version of its agreement says.

    ``quarter_first_month`` is 1 to 12; ``mail_weekday`` 0 = Monday. ``people`` sit at the table or are to; they are no
    part of the agreement's text.
    """

    name: str
    shared_challenge: str
    kind: AgreementKind
    zone: str
    emergency: str
    agencies: tuple[AgencySetup, ...]
    people: tuple[PersonSetup, ...]
    quarter_first_month: int = 1
    places: int = 5
    sharing: Sharing = Sharing.ONE_LAPTOP
    mail_weekday: int = 0
    conference: ConferenceRule = field(default_factory=ConferenceRule)
    objectives: tuple[ObjectiveSetup, ...] = ()
    ladder: tuple[LadderStep, ...] = DEFAULT_LADDER
    gate: Gate = field(default_factory=Gate)
    decisions: Decisions = field(default_factory=Decisions)
    terms: Terms = field(default_factory=Terms)
    sections: tuple[Section, ...] = ()
