"""Conferences: their agenda, who is there, and every line that is filed in them."""

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, Column, Index, String, UniqueConstraint, false
from sqlmodel import Field, SQLModel

from casetable.models.base import Row, points_to, words
from casetable.words import (
    CancelReason,
    Category,
    ConferenceState,
    DecidedBy,
    ItemKind,
    ItemState,
    LineKind,
    Phase,
    TurnedOut,
)


class Conference(Row, table=True):
    """One conference that somebody touched; untouched ones follow from the agreement's rule and have no row.

    ``original_on`` is its identity: the day the rule made it for, or an extraordinary one was called for, whatever it
    is moved to. ``starts_at`` is wall time in the partnership's zone; None, like ``minutes`` and ``place``: as the
    agreement says; from its opening on they are stated. ``sequence`` counts what changed in people's calendars.
    ``recess_since`` is set while the room rests, ``person_present`` while a participant is in the room.
    """

    __tablename__ = "conference"
    __table_args__ = (CheckConstraint("minutes IS NULL OR minutes > 0", name="minutes"),)

    original_on: date = Field(unique=True)
    on: date = Field(sa_column_kwargs={"name": "meets_on"}, index=True)
    state: ConferenceState = Field(default=ConferenceState.PLANNED, sa_type=words(ConferenceState, "state"), index=True)
    is_extraordinary: bool = False
    starts_at: time | None = None
    minutes: int | None = None
    place: str | None = None
    why: str = ""
    moved_by_id: str | None = Field(default=None, sa_column=Column(String(36), points_to("person.id")))
    cancel_reason: CancelReason | None = Field(default=None, sa_type=words(CancelReason, "cancel_reason"))
    sequence: int = 0
    chair_id: str | None = Field(default=None, sa_column=Column(String(36), points_to("person.id")))
    deputy_id: str | None = Field(default=None, sa_column=Column(String(36), points_to("person.id")))
    opened_at: datetime | None = None
    opened_by_id: str | None = Field(default=None, sa_column=Column(String(36), points_to("person.id")))
    opening_accepted_at: datetime | None = None
    recess_since: datetime | None = None
    person_present: bool = False
    closed_at: datetime | None = None


class ConferenceItem(Row, table=True):
    """One item of one conference's agenda. ``title`` names business; ``question`` is what to debate, of ``category``.

    ``minutes`` is what it may take. ``phase`` is where it is or was left, ``phase_began_at`` when, set forward by what
    the room rested; ``had_no_debate`` is said once the debate ended with nothing filed. ``why`` belongs to a removal
    or to what was not discussed.
    """

    __tablename__ = "conference_item"
    __table_args__ = (
        CheckConstraint("minutes > 0", name="minutes"),
        Index("ix_conference_item_participant", "participant_id"),
        Index("ix_conference_item_conference", "conference_id", "position"),
    )

    conference_id: str = Field(sa_column=Column(String(36), points_to("conference.id"), nullable=False))
    position: int
    kind: ItemKind = Field(sa_type=words(ItemKind, "kind"))
    participant_id: str | None = Field(default=None, sa_column=Column(String(36), points_to("participant.id")))
    title: str = ""
    question: str = ""
    category: Category = Field(default=Category.GENERAL, sa_type=words(Category, "category"))
    writer_id: str | None = Field(default=None, sa_column=Column(String(36), points_to("agency.id")))
    proposed_by_id: str | None = Field(default=None, sa_column=Column(String(36), points_to("person.id")))
    written_on: date | None = None
    minutes: int
    state: ItemState = Field(default=ItemState.PLANNED, sa_type=words(ItemState, "state"))
    phase: Phase | None = Field(default=None, sa_type=words(Phase, "phase"))
    phase_began_at: datetime | None = None
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    had_no_debate: bool = False
    why: str = ""


class ConferenceLine(Row, table=True):
    """One line filed under an item: what the room said. ``position`` counts the item's lines from 1.

    ``holder_id`` is who holds the argument, dissents, or takes the action; ``writer_id`` the agency whose text it is
    (the holder's, else that of who filed it). An argument has its option in ``option_id`` and ``is_for``; a decision
    ``decided_by``, the option it takes if any, and ``is_proposal`` where the room had no quorum (to be ratified by
    ``ratify_by``); a dissent ``look_again_on``, and ``may_tell`` once its holder said that the participant may know it;
    an action its ``task_id`` and ``read_back_at``; what happened since a dissent (``about_id``) how it ``turned_out``.
    """

    __tablename__ = "conference_line"
    __table_args__ = (
        UniqueConstraint("item_id", "position"),
        Index("ix_conference_line_participant", "participant_id", "kind"),
        Index("ix_conference_line_task", "task_id"),
    )

    item_id: str = Field(sa_column=Column(String(36), points_to("conference_item.id"), nullable=False))
    position: int
    kind: LineKind = Field(sa_type=words(LineKind, "kind"))
    participant_id: str | None = Field(default=None, sa_column=Column(String(36), points_to("participant.id")))
    text: str
    category: Category = Field(default=Category.GENERAL, sa_type=words(Category, "category"))
    writer_id: str = Field(sa_column=Column(String(36), points_to("agency.id"), nullable=False))
    person_id: str = Field(sa_column=Column(String(36), points_to("person.id"), nullable=False))
    holder_id: str | None = Field(default=None, sa_column=Column(String(36), points_to("person.id")))
    at: datetime = Field(sa_column_kwargs={"name": "filed_at"})
    on: date = Field(sa_column_kwargs={"name": "filed_on"})
    option_id: str | None = Field(default=None, sa_column=Column(String(36), points_to("conference_line.id")))
    is_for: bool | None = None
    decided_by: DecidedBy | None = Field(default=None, sa_type=words(DecidedBy, "decided_by"))
    is_proposal: bool = False
    ratify_by: date | None = None
    look_again_on: date | None = None
    task_id: str | None = Field(default=None, sa_column=Column(String(36), points_to("task.id")))
    read_back_at: datetime | None = None
    may_tell: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    about_id: str | None = Field(default=None, sa_column=Column(String(36), points_to("conference_line.id")))
    turned_out: TurnedOut | None = Field(default=None, sa_type=words(TurnedOut, "turned_out"))


class Attendance(Row, table=True):
    """Somebody was in the room from ``arrived_at`` until ``left_at`` (None: still); one row for each time they came.

    A guest has a name and an organisation and no person; ``invited_by_id`` is the participant who brought them, and
    the only one of whom they may hear.
    """

    __tablename__ = "attendance"
    __table_args__ = (
        CheckConstraint("(person_id IS NULL) <> (guest = '')", name="person_or_guest"),
        Index("ix_attendance_conference", "conference_id"),
    )

    conference_id: str = Field(sa_column=Column(String(36), points_to("conference.id"), nullable=False))
    person_id: str | None = Field(default=None, sa_column=Column(String(36), points_to("person.id")))
    agency_id: str | None = Field(default=None, sa_column=Column(String(36), points_to("agency.id")))
    guest: str = Field(default="", max_length=200)
    organisation: str = Field(default="", max_length=200)
    invited_by_id: str | None = Field(default=None, sa_column=Column(String(36), points_to("participant.id")))
    was_late: bool = False
    arrived_at: datetime
    left_at: datetime | None = None


class ConferenceReply(Row, table=True):
    """What somebody said beforehand: whether they come, and who comes instead."""

    __tablename__ = "conference_reply"
    __table_args__ = (UniqueConstraint("conference_id", "person_id"),)

    conference_id: str = Field(sa_column=Column(String(36), points_to("conference.id"), nullable=False))
    person_id: str = Field(sa_column=Column(String(36), points_to("person.id"), nullable=False))
    comes: bool
    deputy_id: str | None = Field(default=None, sa_column=Column(String(36), points_to("person.id")))
    noted_by_id: str | None = Field(default=None, sa_column=Column(String(36), points_to("person.id")))


class ConferenceDraft(SQLModel, table=True):
    """The line that somebody is typing in a conference, one for each person. Outside the change log."""

    __tablename__ = "conference_draft"

    conference_id: str = Field(sa_column=Column(String(36), points_to("conference.id"), primary_key=True))
    person_id: str = Field(sa_column=Column(String(36), points_to("person.id"), primary_key=True))
    item_id: str | None = Field(default=None, sa_column=Column(String(36), points_to("conference_item.id")))
    text: str
    at: datetime = Field(sa_column_kwargs={"name": "kept_at"})
