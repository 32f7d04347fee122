"""What is kept of a conference for one audience: the minutes, their corrections, proposals, and what became of it all.

Everything here is as one seat may read it. Days are the partnership's, instants aware UTC.
"""

from dataclasses import dataclass
from datetime import date, datetime

from casetable.values.conference import Debate, FiledLine, Occurrence
from casetable.words import (
    Audience,
    Category,
    CorrectionKind,
    ItemKind,
    ItemState,
    MinutesForm,
    MinutesState,
    ProposalState,
    TurnedOut,
)


@dataclass(frozen=True, slots=True)
class Edition:
    """One of the papers that minutes are made as: for an agency (by code), its mail, the managers, or a participant.

    ``agency`` is empty for the managers; for a participant's letter it is the agency whose worker tells them.
    """

    audience: Audience
    agency: str = ""
    participant: str = ""


@dataclass(frozen=True, slots=True)
class Attended:
    """Somebody was there. ``agency`` is empty for a guest; ``minutes`` is how long they stayed, None while unknown."""

    name: str
    agency: str
    minutes: int | None
    was_late: bool = False
    left_early: bool = False
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction. ``item`` is the item's number; ``line`` the corrected line's id, None for a note at the item.

    ``before`` and ``after`` are a line's words where it was reworded; ``note`` says why, or is what is noted.
    """

    id: str
    item: int
    label: str
    line: str | None
    kind: CorrectionKind
    by: str
    on: date
    before: str
    after: str
    note: str
    category: Category
    revision: int


@dataclass(frozen=True, slots=True)
class Ratified:
    """What one agency that was missing said to a proposal."""

    agency: str
    person: str
    on: date
    is_yes: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A decision made without quorum. ``item`` is its number in its conference, ``label`` whom or what it is about.

    ``missing`` are the codes of the agencies whose yes is wanted, ``said`` what they said so far. It is ratified once
    all of them said yes; refused with one no; returned once ``ratify_by`` has passed.
    """

    line: FiledLine
    conference: date
    on: date
    item: int
    label: str
    participant: str | None
    ratify_by: date | None
    missing: tuple[str, ...]
    said: tuple[Ratified, ...]
    state: ProposalState


@dataclass(frozen=True, slots=True)
class Since:
    """What happened since a dissent: ``said`` on a later conference's day, and how it turned out for who dissented."""

    dissent: str
    text: str
    turned_out: TurnedOut | None
    by: str
    on: date
    category: Category


@dataclass(frozen=True, slots=True)
class MinutesItem:
    """One item as it is kept. ``lines`` are in the order of filing; actions among them carry their task.

    ``label`` is a reference, a title or what it is; ``counts`` are (what, how many) of all lines, for who reads counts.
    ``since`` answers earlier dissents that came back here.
    """

    number: int
    kind: ItemKind
    state: ItemState
    label: str
    participant: str | None
    question: str | None
    category: Category
    lines: tuple[FiledLine, ...]
    counts: tuple[tuple[str, int], ...]
    since: tuple[Since, ...] = ()
    had_no_debate: bool = False
    why: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes of one conference for one edition, read from the table.

    ``number`` is the revision. ``correct_until`` is the last day for corrections; ``agreed_on`` and ``agreed_by`` are
    None until they are agreed. ``for_whom`` is an agency's name, ``the managers``, or in a letter the participant's
    name. ``head`` is the log's head as people write it. ``agencies`` maps codes to names,
    ``replied`` are the codes of the agencies that have nothing to correct, ``there`` of those that were there.
    ``changes`` are sentences, a later revision's account of what it changes. ``next_on`` is the next conference's day.
    ``for_mail``: what mail may not carry is left out. ``left_out`` counts the lines that another edition of the same
    agency holds and this one may not.
    """

    conference: Occurrence
    edition: Edition
    for_whom: str
    number: int
    state: MinutesState
    correct_until: date
    agreed_on: date | None
    agreed_by: str | None
    why: str
    head: str
    made_on: date
    attended: tuple[Attended, ...]
    items: tuple[MinutesItem, ...]
    proposals: tuple[Proposal, ...]
    corrections: tuple[Correction, ...]
    changes: tuple[str, ...]
    agencies: tuple[tuple[str, str], ...]
    there: tuple[str, ...]
    replied: tuple[str, ...]
    next_on: date | None
    left_out: int = 0
    version: int | None = None

    @property
    def not_reached(self) -> tuple[MinutesItem, ...]:
        """The items that the room did not come to."""
        return tuple(one for one in self.items if one.state is ItemState.NOT_REACHED)

    @property
    def is_due(self) -> bool:
        """Corrections have ended, or every agency that was there has nothing to correct: it can be agreed."""
        return self.made_on > self.correct_until or (bool(self.there) and set(self.there) <= set(self.replied))


@dataclass(frozen=True, slots=True)
class StoredPaper:
    """One stored edition in one form."""

    edition: Edition
    form: MinutesForm
    sha256: str
    content: bytes
    revision: int


@dataclass(frozen=True, slots=True)
class Telling:
    """Who is to tell a participant what was agreed. ``told_on`` None: not yet; ``task`` is its reference."""

    participant: str
    name: str | None
    task: str | None
    owner: str | None
    due: date | None
    told_on: date | None
    safe_contact: str
    no_post: bool


@dataclass(frozen=True, slots=True)
class PastConference:
    """One held conference in the review: how its minutes stand, who was there by agency, what is to be ratified.

    ``state`` None: it was not closed properly or nothing was filed. ``tellings`` are of participants this seat knows.
    """

    conference: Occurrence
    revision: int
    state: MinutesState
    correct_until: date
    agreed_on: date | None
    is_due: bool
    there: tuple[str, ...]
    missing: tuple[str, ...]
    corrections: int
    proposals: tuple[Proposal, ...]
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """What is to be seen to after conferences. ``attendance`` is (agency code, attended, held) over the quarter."""

    quarter: str
    past: tuple[PastConference, ...]
    attendance: tuple[tuple[str, int, int], ...]
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class Remembered:
    """One conference's item about a participant in their history, with what became of it.

    ``outcome`` are sentences: promises kept of its actions, what happened since its dissents.
    """

    debate: Debate
    decided: tuple[FiledLine, ...]
    differed: tuple[FiledLine, ...]
    since: tuple[Since, ...]
    outcome: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemHistory:
    """What conferences debated and decided about one participant, newest first."""

    participant: str
    name: str | None
    items: tuple[Remembered, ...]


@dataclass(frozen=True, slots=True)
class SaidInMinutes:
    """A decision or dissent found by its words."""

    conference: date
    on: date
    item: int
    label: str
    line: FiledLine


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail to one recipient before it is written: addresses, subject, both bodies, attached files.

    ``attached`` are (file name, media type, bytes). ``message_id`` is fixed by who sends; None leaves it out.
    """

    to: str
    name: str
    subject: str
    text: str
    html: str
    attached: tuple[tuple[str, str, bytes], ...] = ()
    message_id: str | None = None
    at: datetime | None = None
