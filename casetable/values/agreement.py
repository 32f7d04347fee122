"""Versions of the agreement: what applied when, who signed what, and what differs."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from casetable.values.partnership import ConferenceRule, Decisions, Gate, LadderStep
from casetable.values.terms import Terms
from casetable.words import AgreementKind, AgreementState, ObjectiveStatus, PaperSigned, Role, SectionTopic


@dataclass(frozen=True, slots=True)
class Heading:
    """A section by its number (from 1), heading and place on the checklist (None: one of its own)."""

    number: int
    heading: str
    topic: SectionTopic | None


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the agreement with everything that daily work asks of it.

    ``in_force_on`` is its first day, None while nobody needs to keep it yet; ``ended_on`` the day from which it applies
    no more. ``why`` says what an amendment is for, ``ended_why`` why it ended, or why an offer was taken back that is a
    draft again. ``digest`` and ``objectives_digest`` are SHA-256 in hexadecimal, empty before it is offered.
    """

    number: int
    kind: AgreementKind
    state: AgreementState
    name: str
    zone: str
    emergency: str
    places: int
    quarter_first_month: int
    mail_weekday: int
    conference: ConferenceRule
    gate: Gate
    decisions: Decisions
    terms: Terms
    offered_on: date | None = None
    in_force_on: date | None = None
    review_on: date | None = None
    ended_on: date | None = None
    why: str = ""
    ended_why: str = ""
    digest: str = ""
    objectives_digest: str = ""
    sections: tuple[Heading, ...] = ()

    def cite(self, topic: SectionTopic) -> str:
        """Name the section of a topic: ``Accountability and recourse (section 11, v3)``; ``v3`` where none has it."""
        version = f"v{self.number}" if self.in_force_on is not None else f"v{self.number}, not in force yet"
        for one in self.sections:
            if one.topic is topic:
                return f"{one.heading} (section {one.number}, {version})"
        return f"{topic.label} ({version})"


@dataclass(frozen=True, slots=True)
class Timeline:
    """All versions, oldest first, and which of them applied on a day.

    ``founded_on`` is the day the partnership was founded; None: no day is before it.
    """

    versions: tuple[Version, ...]
    founded_on: date | None = None

    def on(self, day: date) -> Version:
        """The version in force on a day; before any was, the one the table was founded with.

        After the agreement ended its last version goes on saying how daily work is counted. Of two that came into
        force on one day the later one applies.
        """
        came = sorted(
            (one for one in self.versions if one.in_force_on is not None),
            key=lambda one: (one.in_force_on or date.min, one.number),
        )
        place = bisect_right([one.in_force_on or date.min for one in came], day)
        return came[place - 1] if place else self.versions[0]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the text: ``key`` names it through all versions (``section:accountability``, ``numbers``).

    ``text`` is what people wrote, ``facts`` are lines ``label: value`` that casetable keeps to.
    """

    key: str
    heading: str
    text: str = ""
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Changed:
    """A part that differs between two versions. ``lines`` are what ``rules.differences`` makes of it.

    Each line is (sign, words): sign ``-`` gone, ``+`` new, ``~`` a number or a line with changed words, `` `` the same.
    """

    key: str
    heading: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Somebody's name under one version. ``paper`` says which text; ``code`` is its text code as printed.

    ``person`` is empty for somebody of a party that did not sit at the table yet. ``recorded_by`` is who recorded it,
    ``place`` where the signed paper is. ``is_current``: they still sit at the table. ``name_today`` is what they are
    called today where they signed by another name.
    """

    version: int
    paper: PaperSigned
    name: str
    agency: str
    role: Role
    signed_on: date
    recorded_on: date
    code: str
    is_on_paper: bool
    place: str
    recorded_by: str
    is_current: bool = True
    name_today: str = ""


@dataclass(frozen=True, slots=True)
class PartyStanding:
    """One party of a version: what it brings and who signed for it (None: nobody yet).

    ``joins_on`` and ``leaves_on`` are what the version says, ``joined_on`` and ``left_on`` what has come true of it:
    since when a party that was to join sits here, and the last day of one that has left.
    """

    agency: str
    name: str
    hopes: str
    risks: str
    success: str
    effort_share: float
    signature: Signature | None
    signatories: tuple[str, ...] = ()
    joins_on: date | None = None
    leaves_on: date | None = None
    joined_on: date | None = None
    left_on: date | None = None


@dataclass(frozen=True, slots=True)
class ObjectiveReading:
    """How an objective stood on a day, in which quarter (``2026Q3``)."""

    quarter: str
    value: str
    status: ObjectiveStatus
    note: str
    read_on: date
    person: str


@dataclass(frozen=True, slots=True)
class Objective:
    """One objective of a version with its readings, newest first. ``number`` counts from 1."""

    number: int
    text: str
    measure: str
    baseline: str
    target: str
    due_quarter: str
    readings: tuple[ObjectiveReading, ...] = ()


@dataclass(frozen=True, slots=True)
class AgreementView:
    """What the agreement screen shows.

    ``version`` is the one that applies today, ``underway`` a draft or an offer beside it (None without). ``parties``
    and ``unsigned`` (people who have not signed the objectives, with the day they joined) are of ``signing``: the offer
    if one waits, else ``version``. ``to_sign`` are the papers that this seat may and has not signed; ``nobody`` says
    which ladder steps and other places find nobody; ``lacking`` which topics of the checklist have no section.
    """

    version: Version
    underway: Version | None
    signing: int
    parties: tuple[PartyStanding, ...]
    signed_objectives: tuple[Signature, ...]
    unsigned: tuple[tuple[str, date], ...]
    objectives: tuple[Objective, ...]
    ladder: tuple[LadderStep, ...]
    versions: tuple[Version, ...]
    to_sign: tuple[PaperSigned, ...]
    nobody: tuple[str, ...]
    lacking: tuple[SectionTopic, ...]
    review_in_days: int | None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that ``agreement verify`` found wrong: in which version, which part, said as a sentence."""

    version: int
    part: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What ``agreement verify`` says: findings (none: every text is the one that was signed), who signed which text.

    ``nobody`` are ladder steps and other places that find nobody; they are no fault of the text.
    """

    findings: tuple[Finding, ...]
    signatures: tuple[Signature, ...]
    nobody: tuple[str, ...]
    texts: int

    @property
    def is_sound(self) -> bool:
        """No text and no signature was changed."""
        return not self.findings


def code_of(number: int, digest: str) -> str:
    """The short text code of a version as it is printed: ``v3 · 3F9A-71C2``; empty without a digest."""
    return f"v{number} · {digest[:4].upper()}-{digest[4:8].upper()}" if digest else ""


def newest_first(versions: Sequence[Version]) -> tuple[Version, ...]:
    """Versions by number, the highest first."""
    return tuple(sorted(versions, key=lambda one: -one.number))
