"""The conference: one date of the calendar, its agenda, who may hear whom, and the room while it is in session.

Everything here is as one seat may see it. Clock times are wall time in the partnership's zone, instants aware UTC.
"""

from dataclasses import dataclass
from datetime import date, datetime, time

from casetable.values.because import Because
from casetable.values.seat import Receipt
from casetable.values.tasks import Task
from casetable.words import (
    AgendaReason,
    CancelReason,
    Category,
    ConferenceState,
    DecidedBy,
    Hearing,
    ItemKind,
    ItemState,
    LineKind,
    Phase,
    ProposalState,
    TakingPart,
    TurnedOut,
)


@dataclass(frozen=True, slots=True)
class Collision:
    """An agency is closed on a conference's day; ``what`` names the holiday or closing day."""

    agency: str
    what: str


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One conference of the calendar. ``original_on`` is its identity, ``on`` the day it meets.

    ``instead`` are the nearest dates free for all agencies, nearest first, where ``on`` collides with a day off.
    ``clock`` says what is wrong with its wall time (it does not exist that day, or exists twice), empty if nothing.
    ``chair`` and ``deputy`` are names; ``chair_agency`` the code of whose turn it is. ``sequence`` is the calendar
    entry's. ``agenda_is_fixed``: somebody arranged it, so that its items are rows. ``id`` is None where it has no row.
    """

    original_on: date
    on: date
    state: ConferenceState
    starts_at: time
    ends_at: time
    minutes: int
    place: str
    is_extraordinary: bool = False
    why: str = ""
    moved_by: str | None = None
    cancel_reason: CancelReason | None = None
    collisions: tuple[Collision, ...] = ()
    instead: tuple[date, ...] = ()
    clock: str = ""
    chair: str | None = None
    chair_id: str | None = None
    deputy: str | None = None
    deputy_id: str | None = None
    chair_agency: str = ""
    sequence: int = 0
    agenda_is_fixed: bool = False
    id: str | None = None
    version: int | None = None

    @property
    def conference(self) -> str:
        """Its identity as people and JSON write it: ``2026-12-11``."""
        return self.original_on.isoformat()

    @property
    def is_moved(self) -> bool:
        """It meets on another day than the rule made it for."""
        return self.on != self.original_on


@dataclass(frozen=True, slots=True)
class DayOff:
    """One day on which an agency is closed. ``is_own``: a closing day of its own, not a public holiday."""

    on: date
    agency: str
    what: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an item stands on the agenda. ``rows`` are references that ``enter`` opens."""

    kind: AgendaReason
    because: Because


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One item. ``number`` counts all items from 1 in their order and is how people name it.

    ``participant`` is a reference, ``name`` None where it is not shown. ``title`` names business; ``question`` is None
    where there is none that this seat may read. ``reasons`` come in the order of their weight. ``starts_at`` is when it
    would begin if everything before takes its minutes. ``id`` and ``version`` are None while it is only proposed.
    ``goes_on_from`` is the id of the item of an earlier conference that it goes on from, while it is only proposed.
    """

    number: int
    kind: ItemKind
    minutes: int
    state: ItemState = ItemState.PLANNED
    participant: str | None = None
    name: str | None = None
    title: str = ""
    question: str | None = None
    category: Category = Category.GENERAL
    proposed_by: str | None = None
    reasons: tuple[Reason, ...] = ()
    starts_at: time | None = None
    phase: Phase | None = None
    had_no_debate: bool = False
    why: str = ""
    id: str | None = None
    version: int | None = None
    participant_id: str | None = None
    goes_on_from: str | None = None

    @property
    def label(self) -> str:
        """How people name it in a list: ``P-473``, a title, or what it is."""
        return self.participant or self.title or self.kind.label


@dataclass(frozen=True, slots=True)
class Expected:
    """One person before a conference: whether they come, and who comes instead.

    ``comes`` None: nobody has said; somebody away is not expected (``away`` says until when). ``deputy`` is a name.
    """

    person: str
    person_id: str
    agency: str
    comes: bool | None
    deputy: str | None = None
    away: str = ""
    is_chair: bool = False


@dataclass(frozen=True, slots=True)
class HearingCell:
    """Whether one agency that is expected may hear about one participant; ``what_to_do`` is a sentence.

    ``until`` is the last day of the release it stands on, None without an end or for its own participants.
    """

    participant: str
    agency: str
    hearing: Hearing
    what_to_do: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Quorum:
    """Whether the room may decide. ``missing`` are sentences; ``because`` answers why."""

    holds: bool
    missing: tuple[str, ...]
    because: Because


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is to be known before a conference. ``endings`` are releases that end before it (or on its day)."""

    expected: tuple[Expected, ...]
    quorum: Quorum
    hearing: tuple[HearingCell, ...]
    endings: tuple[tuple[str, str, date], ...]
    """(release, participant, last day)"""


@dataclass(frozen=True, slots=True)
class ToAsk:
    """One participant to be asked before a conference how they take part and what should be said.

    ``asks`` is the name of who asks, ``by`` the last day; ``answered_on`` when they last said, None if not since the
    conference before.
    """

    participant: str
    name: str | None
    asks: str
    by: date
    taking_part: TakingPart | None
    answered_on: date | None


@dataclass(frozen=True, slots=True)
class Agenda:
    """The agenda of one conference. ``ends_at`` is the predicted end, ``over`` by how many minutes it is too long.

    ``may_arrange`` is True for the chair, the deputy and the coordinator. ``removed`` are items that were taken off.
    """

    conference: Occurrence
    items: tuple[AgendaItem, ...]
    ends_at: time
    over: int
    may_arrange: bool
    removed: tuple[AgendaItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody in the room, or who was. ``initials`` are what the room check shows; ``agency`` is empty for a guest.

    ``invited_by`` is the participant's reference who brought a guest. ``left_at`` None: still here.
    """

    id: str
    name: str
    initials: str
    agency: str
    person_id: str | None
    arrived_at: datetime
    left_at: datetime | None
    was_late: bool
    organisation: str = ""
    invited_by: str | None = None


@dataclass(frozen=True, slots=True)
class FiledLine:
    """One filed line as this seat may read it. ``number`` counts the item's options from 1, 0 for other kinds.

    ``option`` is the option's number that an argument or a decision belongs to; ``holder`` a name or None.
    ``task`` is an action's task; ``is_read_back`` that its owner said yes to it in the room. ``may_tell``: the
    participant may know this dissent. ``about`` is the id of the dissent that it answers (what happened since), and
    ``turned_out`` how that came. ``writer`` is the code of the agency whose text it is. ``dissenter`` is whose dissent
    it answers, None where this seat may not read that.
    """

    id: str
    version: int
    item: int
    kind: LineKind
    text: str
    category: Category
    by: str
    at: datetime
    number: int = 0
    option: int | None = None
    is_for: bool | None = None
    holder: str | None = None
    decided_by: DecidedBy | None = None
    is_proposal: bool = False
    ratify_by: date | None = None
    look_again_on: date | None = None
    task: Task | None = None
    is_read_back: bool = False
    may_tell: bool = False
    about: str | None = None
    turned_out: TurnedOut | None = None
    writer: str = ""
    became: ProposalState | None = None
    """What became of a proposal by today; None for every other line."""
    dissenter: str | None = None


@dataclass(frozen=True, slots=True)
class DueDissent:
    """A dissent of an earlier conference whose day has come: what happened since is asked for.

    ``number`` counts the item's from 1 and is how a line names it. ``holder`` is a name or None, ``on`` the day it was
    filed, ``look_again_on`` the day for which it was put off last. ``is_answered``: something was filed since, here.
    """

    number: int
    id: str
    text: str
    category: Category
    holder: str | None
    on: date
    look_again_on: date
    is_answered: bool = False


@dataclass(frozen=True, slots=True)
class RoomCard:
    """What the room hears about the open item's participant: only what every agency present may read.

    ``sharing`` says on what ("general (all three)"); ``words`` are their goal and ``wish`` how they take part, None
    where the room may not hear them. ``since`` counts since the last conference; ``readings`` are (domain, sign word).
    """

    participant: str
    name: str | None
    sharing: str
    categories: tuple[Category, ...]
    words: str | None
    wish: TakingPart | None
    message: str | None
    since: tuple[tuple[str, int], ...]
    readings: tuple[tuple[str, str], ...]
    open_tasks: tuple[Task, ...]
    last_contact: str | None = None
    earlier: tuple[str, ...] = ()
    """Earlier decisions and dissents about them, newest first, a sentence each."""


@dataclass(frozen=True, slots=True)
class Room:
    """A conference in session.

    ``item`` is the open one, None in between. ``blanked`` says why the open item's card is not shown, empty where it
    is. ``elapsed`` and ``budget`` are seconds of the open phase; ``ends_at`` the predicted end as wall time, ``over``
    minutes beyond the plan (negative: before). ``draft`` is the line this person was typing, ``draft_item`` the id of
    the item that it was typed at, None for none. ``promises`` are the actions of the last conference, with their
    topics. ``runs`` is True for who may go on to the next phase.
    """

    conference: Occurrence
    items: tuple[AgendaItem, ...]
    item: AgendaItem | None
    card: RoomCard | None
    blanked: str
    lines: tuple[FiledLine, ...]
    parked: tuple[FiledLine, ...]
    present: tuple[Present, ...]
    quorum: Quorum
    now: datetime
    phase_began_at: datetime | None
    elapsed: int
    budget: int
    ends_at: time
    over: int
    in_recess: bool
    person_present: bool
    opening_accepted: bool
    promises: tuple[Task, ...]
    draft: str
    runs: bool
    draft_item: str | None = None
    expected: frozenset[str] = frozenset()
    """The ids of those who are expected: not away that day, and they did not say that they stay away."""
    due: tuple[DueDissent, ...] = ()
    """Dissents to be looked at again with the open item, as far as everybody in the room may read them."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A line as it was typed, read (rules/capture.py). ``unread`` are sentences: what could not be read.

    ``option`` is an option's number; ``holder`` a person id; for an action ``owner`` (a person id), ``due`` and
    ``size_minutes``, None where the line does not say.
    """

    kind: LineKind
    text: str
    category: Category = Category.GENERAL
    option: int | None = None
    is_for: bool | None = None
    holder: str | None = None
    decided_by: DecidedBy | None = None
    look_again_on: date | None = None
    owner: str | None = None
    due: date | None = None
    size_minutes: int | None = None
    unread: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    """Questions to be answered before it is filed: words that may be of another category."""
    who: str = ""
    """The name of the holder or the owner, empty without one."""
    hints: tuple[str, ...] = ()
    """What only wants to be seen: a name that was read in another spelling."""
    about: str | None = None
    """The id of the dissent that a line of what happened since answers."""
    turned_out: TurnedOut | None = None
    may_tell: bool = False
    """The participant may know this dissent."""


@dataclass(frozen=True, slots=True)
class Filed:
    """What filing a line did: its receipt, the row's id, and who present may not read it (a sentence, or empty)."""

    receipt: Receipt
    line: str
    hidden_from: str = ""


@dataclass(frozen=True, slots=True)
class RecordedItem:
    """One item of a conference with what was filed under it, as this seat may read it, in the order of filing."""

    item: AgendaItem
    lines: tuple[FiledLine, ...]


@dataclass(frozen=True, slots=True)
class ConferenceRecord:
    """What is kept of one conference: its items with their lines, and who was there."""

    conference: Occurrence
    items: tuple[RecordedItem, ...]
    present: tuple[Present, ...]


@dataclass(frozen=True, slots=True)
class Debate:
    """A participant's item in one conference, as this seat may read it.

    ``conference`` is its identity, ``on`` the day it met or is to meet. ``question`` is None where there is none that
    this seat may read. ``open_because`` says in a few words why the matter is still open, empty where it is not.
    ``why`` belongs to what was not discussed.
    """

    conference: date
    on: date
    state: ItemState
    question: str | None
    lines: tuple[FiledLine, ...]
    had_no_debate: bool = False
    open_because: str = ""
    why: str = ""
    to_look_at: tuple[tuple[str, date], ...] = ()
    """Its dissents (ids) that are still to be looked at again, each with its day."""


@dataclass(frozen=True, slots=True)
class Debates:
    """Every debate about one participant, the newest first; ``open`` are those whose matter is still open."""

    open: tuple[Debate, ...] = ()
    all: tuple[Debate, ...] = ()


NO_DEBATES = Debates()
"""Of somebody whom no conference had on its agenda."""
