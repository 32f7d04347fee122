"""Weekly tasks: events, the fold over them, and a task as a seat may see it."""

from dataclasses import dataclass
from datetime import date, datetime

from casetable.values.because import Because
from casetable.words import UNDER_WAY, Category, DropReason, Means, TaskEventKind, TaskState, Verdict


@dataclass(frozen=True, slots=True)
class TaskEvent:
    """Something that happened to a task, on the partnership's day ``on``.

    ``due`` is the date asked for, accepted, offered or moved to; ``outside`` tells, for a block, whether the
    one who blocks is outside the table; ``reason`` belongs to a drop; ``minutes`` to a log, a help or a done.
    The fold reads only kind, on, due, outside, reason and minutes.
    """

    kind: TaskEventKind
    on: date
    due: date | None = None
    outside: bool = False
    reason: DropReason | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class TaskFold:
    """What a task's events add up to: never depends on today.

    ``asked_on`` the day of the (latest) ask; ``due_on`` the date now standing; ``offered_due`` a date the owner
    offered instead, unanswered; ``accepted_on`` and ``promised_on`` the day of acceptance and the first accepted
    due date; ``judged_on`` that date, or the one it was moved to in time; ``moves`` how often it was moved;
    ``moved_late`` a move was said after the date it moved; ``done_on``, ``ended_on`` the day it stopped being
    under way; ``dropped_on`` and ``drop_agreed``; ``outside_on`` the day something outside was said that, if it
    still stands at the date, takes the promise out of the count; ``minutes`` all logged.
    """

    state: TaskState
    asked_on: date
    due_on: date
    offered_due: date | None = None
    accepted_on: date | None = None
    promised_on: date | None = None
    judged_on: date | None = None
    moves: int = 0
    moved_late: bool = False
    done_on: date | None = None
    ended_on: date | None = None
    dropped_on: date | None = None
    drop_reason: DropReason | None = None
    drop_agreed: bool = False
    outside_on: date | None = None
    help_wanted: bool = False
    helped: bool = False
    minutes: int = 0
    last_event_on: date | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """How a promise counts today. ``week`` is the ISO week (``2026-W45``) it is counted in, or empty."""

    verdict: Verdict
    because: Because
    week: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """One task as this seat may see it. ``title`` is None where only the bare line may be shown.

    ``task`` is the reference (``T-318``), ``participant`` a reference or None, ``owner`` and ``asked_by`` names,
    ``agency`` the owner's agency code; sizes and minutes are minutes. ``owner_left_on`` is the day the owner left the
    table, None while they sit at it. ``topic`` is what it came out of in a conference, as far as this seat may read
    that (its question or title, else ``conference of Fri 11 Dec``), ``conference`` that conference's original date;
    None for a task that came out of none, and on a bare line. ``tells``: it is to tell them what was agreed there;
    while that is under way, ``safe_contact`` says in words how they may be reached as far as this seat may know it,
    ``no_post`` that nothing may be sent to them by post.
    """

    task: str
    id: str
    version: int
    title: str | None
    participant: str | None
    participant_name: str | None
    owner: str
    owner_id: str
    agency: str
    asked_by: str
    asked_by_id: str
    category: Category
    size_minutes: int | None
    fold: TaskFold
    ruling: Ruling
    blocked_on: str | None = None
    handed_from: str | None = None
    owner_left_on: date | None = None
    topic: str | None = None
    conference: date | None = None
    tells: bool = False
    safe_contact: str = ""
    no_post: bool = False

    @property
    def state(self) -> TaskState:
        """The stored state."""
        return self.fold.state

    @property
    def is_unassigned(self) -> bool:
        """It is under way, and its owner has left: somebody is to take it over."""
        return self.owner_left_on is not None and self.state in UNDER_WAY


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One event of a task's story. ``note`` is None where there is none that this seat may read.

    ``by`` is whose word it is; ``noted_by`` and ``means`` are set when somebody else wrote it down.
    """

    at: datetime
    on: date
    kind: TaskEventKind
    by: str
    noted_by: str | None
    means: Means | None
    due: date | None
    minutes: int | None
    note: str | None
    contact: bool = False


@dataclass(frozen=True, slots=True)
class TaskStory:
    """A task with everything that happened to it, oldest first."""

    task: Task
    events: tuple[StoryLine, ...]


@dataclass(frozen=True, slots=True)
class NewTask:
    """A task about to be asked. ``owner`` is a person id, ``participant`` a reference or None."""

    title: str
    owner: str
    due: date
    participant: str | None = None
    category: Category = Category.GENERAL
    size_minutes: int | None = None
