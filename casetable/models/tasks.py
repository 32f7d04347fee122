"""Weekly tasks and their events. The columns from ``state`` on are the fold over the events (rules/tasks.py)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, Index, String, UniqueConstraint, false
from sqlmodel import Field

from casetable.models.base import Row, index_of_some, points_to, words
from casetable.words import Category, DropReason, Means, TaskEventKind, TaskState

DROP_WAITS = (
    "state = 'dropped' AND NOT drop_agreed AND promised_on IS NOT NULL "
    "AND (drop_reason IS NULL OR drop_reason <> 'participant')"
)
"""A dropped promise that waits for a yes, as SQL: a query that says it in these words is answered by an index."""
A_CONTACT = "contact"
"""The condition of an index, said to the database in the same words by who asks for the contacts on tasks."""


class Task(Row, table=True):
    """One promise or ask: one owner, one agency, one verb phrase, one due date, one category.

    ``item_id`` is the conference item that it came out of, its topic; None for the others. ``tells``: it is the task to
    tell that item's participant what was agreed.
    """

    __tablename__ = "task"
    __table_args__ = (
        CheckConstraint("size_minutes IS NULL OR size_minutes > 0", name="size_minutes"),
        Index("ix_task_state_due", "state", "due_on"),
        Index("ix_task_owner_due", "owner_id", "due_on"),
        Index("ix_task_participant_due", "participant_id", "due_on"),
        index_of_some("ix_task_drop_waits", "state", "asker_id", where=DROP_WAITS),
        index_of_some("ix_task_item", "item_id", where="item_id IS NOT NULL"),
        index_of_some("ix_task_handed_from", "handed_from_id", where="handed_from_id IS NOT NULL"),
    )

    number: int = Field(unique=True)
    participant_id: str | None = Field(default=None, sa_column=Column(String(36), points_to("participant.id")))
    owner_id: str = Field(sa_column=Column(String(36), points_to("person.id"), nullable=False))
    agency_id: str = Field(sa_column=Column(String(36), points_to("agency.id"), nullable=False))
    asker_id: str = Field(sa_column=Column(String(36), points_to("person.id"), nullable=False))
    writer_id: str = Field(sa_column=Column(String(36), points_to("agency.id"), nullable=False))
    handed_from_id: str | None = Field(default=None, sa_column=Column(String(36), points_to("task.id")))
    item_id: str | None = Field(default=None, sa_column=Column(String(36), points_to("conference_item.id")))
    tells: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    title: str
    category: Category = Field(default=Category.GENERAL, sa_type=words(Category, "category"))
    size_minutes: int | None = None
    written_on: date

    state: TaskState = Field(sa_type=words(TaskState, "state"))
    asked_on: date
    due_on: date = Field(index=True)
    offered_due: date | None = None
    accepted_on: date | None = None
    promised_on: date | None = Field(default=None, index=True)
    judged_on: date | None = None
    moves: int = 0
    moved_late: bool = False
    done_on: date | None = None
    ended_on: date | None = Field(default=None, index=True)
    dropped_on: date | None = None
    drop_reason: DropReason | None = Field(default=None, sa_type=words(DropReason, "drop_reason"))
    drop_agreed: bool = False
    outside_on: date | None = None
    help_wanted: bool = False
    helped: bool = False
    minutes: int = 0
    last_event_on: date | None = None


class TaskEvent(Row, table=True):
    """Something that happened to a task. ``person`` is whose word it is, ``noted_by`` who wrote it down for them.

    ``note`` and ``blocked_on`` are participant texts of ``category``, written by ``writer`` (an agency).
    """

    __tablename__ = "task_event"
    __table_args__ = (
        UniqueConstraint("task_id", "position"),
        CheckConstraint("minutes IS NULL OR minutes >= 0", name="minutes"),
        Index("ix_task_event_person_on", "person_id", "happened_on"),
        index_of_some("ix_task_event_contact", "task_id", where=A_CONTACT),
    )

    task_id: str = Field(sa_column=Column(String(36), points_to("task.id"), nullable=False))
    position: int
    kind: TaskEventKind = Field(sa_type=words(TaskEventKind, "kind"))
    at: datetime = Field(sa_column_kwargs={"name": "happened_at"})
    on: date = Field(sa_column_kwargs={"name": "happened_on"})
    person_id: str | None = Field(default=None, sa_column=Column(String(36), points_to("person.id")))
    noted_by_id: str | None = Field(default=None, sa_column=Column(String(36), points_to("person.id")))
    means: Means | None = Field(default=None, sa_type=words(Means, "means"))
    writer_id: str | None = Field(default=None, sa_column=Column(String(36), points_to("agency.id")))
    category: Category = Field(default=Category.GENERAL, sa_type=words(Category, "category"))
    due: date | None = None
    minutes: int | None = None
    note: str = ""
    contact: bool = False
    blocked_on: str = ""
    outside: bool = False
    reason: DropReason | None = Field(default=None, sa_type=words(DropReason, "reason"))
    to_person_id: str | None = Field(default=None, sa_column=Column(String(36), points_to("person.id")))
