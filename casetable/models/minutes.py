"""What is kept of a conference once it is closed: its minutes, their corrections, and who ratified a proposal."""

from datetime import date, datetime

from sqlalchemy import Column, Index, String, UniqueConstraint
from sqlmodel import Field, SQLModel

from casetable.models.base import Row, points_to, words
from casetable.words import Audience, Category, CorrectionKind, MinutesForm, MinutesState


class Minutes(Row, table=True):
    """One revision of a conference's minutes, counted from 1; a closed conference without a row stands at its first.

    ``correct_until`` is the last day for corrections. ``why`` says what a later revision was begun for, ``for_erasure``
    that it stands in for one that named somebody who was erased. ``head`` is the log's head when it was agreed.
    """

    __tablename__ = "minutes"
    __table_args__ = (UniqueConstraint("conference_id", "revision"),)

    conference_id: str = Field(sa_column=Column(String(36), points_to("conference.id"), nullable=False))
    revision: int
    state: MinutesState = Field(default=MinutesState.OPEN, sa_type=words(MinutesState, "state"), index=True)
    correct_until: date
    why: str = ""
    for_erasure: bool = False
    reopened_by_id: str | None = Field(default=None, sa_column=Column(String(36), points_to("person.id")))
    agreed_at: datetime | None = None
    agreed_by_id: str | None = Field(default=None, sa_column=Column(String(36), points_to("person.id")))
    head: str = ""


class MinutesCorrection(Row, table=True):
    """One correction: a line in other words (``before``, ``after``), or a note beside an item or a line.

    ``note`` says why, or is what is noted. It is a text about the item's participant, of the line's category and
    writer; without a line, of who corrects.
    """

    __tablename__ = "minutes_correction"
    __table_args__ = (Index("ix_minutes_correction_minutes", "minutes_id"),)

    minutes_id: str = Field(sa_column=Column(String(36), points_to("minutes.id"), nullable=False))
    item_id: str = Field(sa_column=Column(String(36), points_to("conference_item.id"), nullable=False))
    line_id: str | None = Field(default=None, sa_column=Column(String(36), points_to("conference_line.id")))
    kind: CorrectionKind = Field(sa_type=words(CorrectionKind, "kind"))
    participant_id: str | None = Field(default=None, sa_column=Column(String(36), points_to("participant.id")))
    category: Category = Field(default=Category.GENERAL, sa_type=words(Category, "category"))
    writer_id: str = Field(sa_column=Column(String(36), points_to("agency.id"), nullable=False))
    person_id: str = Field(sa_column=Column(String(36), points_to("person.id"), nullable=False))
    noted_by_id: str | None = Field(default=None, sa_column=Column(String(36), points_to("person.id")))
    at: datetime = Field(sa_column_kwargs={"name": "corrected_at"})
    on: date = Field(sa_column_kwargs={"name": "corrected_on"})
    before: str = ""
    after: str = ""
    note: str


class MinutesReply(Row, table=True):
    """Somebody who was there said for their agency that there is nothing to correct."""

    __tablename__ = "minutes_reply"
    __table_args__ = (UniqueConstraint("minutes_id", "agency_id"),)

    minutes_id: str = Field(sa_column=Column(String(36), points_to("minutes.id"), nullable=False))
    agency_id: str = Field(sa_column=Column(String(36), points_to("agency.id"), nullable=False))
    person_id: str = Field(sa_column=Column(String(36), points_to("person.id"), nullable=False))
    noted_by_id: str | None = Field(default=None, sa_column=Column(String(36), points_to("person.id")))
    at: datetime = Field(sa_column_kwargs={"name": "said_at"})


class MinutesPaper(Row, table=True):
    """One edition of agreed minutes in one form, as it was stored: ``sha256`` of its bytes, ``size`` in bytes.

    ``agency_id`` for an agency's and its mail's, ``participant_id`` for a letter; neither for the managers'.
    """

    __tablename__ = "minutes_paper"
    __table_args__ = (Index("ix_minutes_paper_minutes", "minutes_id"),)

    minutes_id: str = Field(sa_column=Column(String(36), points_to("minutes.id"), nullable=False))
    audience: Audience = Field(sa_type=words(Audience, "audience"))
    agency_id: str | None = Field(default=None, sa_column=Column(String(36), points_to("agency.id")))
    participant_id: str | None = Field(default=None, sa_column=Column(String(36), points_to("participant.id")))
    form: MinutesForm = Field(sa_type=words(MinutesForm, "form"))
    sha256: str = Field(max_length=64)
    size: int


class MinutesContent(SQLModel, table=True):
    """The bytes of a stored paper, in base64 so that both databases hold the same text. Outside the change log."""

    __tablename__ = "minutes_content"

    paper_id: str = Field(sa_column=Column(String(36), points_to("minutes_paper.id"), primary_key=True))
    content: str


class MinutesTold(Row, table=True):
    """What an agreed edition tells its audience: of whom, in which category, whose text. No words."""

    __tablename__ = "minutes_told"
    __table_args__ = (Index("ix_minutes_told_minutes", "minutes_id"),)

    minutes_id: str = Field(sa_column=Column(String(36), points_to("minutes.id"), nullable=False))
    audience: Audience = Field(sa_type=words(Audience, "audience"))
    agency_id: str | None = Field(default=None, sa_column=Column(String(36), points_to("agency.id")))
    participant_id: str = Field(sa_column=Column(String(36), points_to("participant.id"), nullable=False))
    category: Category = Field(sa_type=words(Category, "category"))
    writer_id: str = Field(sa_column=Column(String(36), points_to("agency.id"), nullable=False))


class Ratification(Row, table=True):
    """What an agency that was missing says to a proposal: yes, or no and why."""

    __tablename__ = "ratification"
    __table_args__ = (UniqueConstraint("line_id", "agency_id"),)

    line_id: str = Field(sa_column=Column(String(36), points_to("conference_line.id"), nullable=False))
    agency_id: str = Field(sa_column=Column(String(36), points_to("agency.id"), nullable=False))
    person_id: str = Field(sa_column=Column(String(36), points_to("person.id"), nullable=False))
    noted_by_id: str | None = Field(default=None, sa_column=Column(String(36), points_to("person.id")))
    at: datetime = Field(sa_column_kwargs={"name": "said_at"})
    on: date = Field(sa_column_kwargs={"name": "said_on"})
    is_yes: bool
    participant_id: str | None = Field(default=None, sa_column=Column(String(36), points_to("participant.id")))
    category: Category = Field(default=Category.GENERAL, sa_type=words(Category, "category"))
    writer_id: str = Field(sa_column=Column(String(36), points_to("agency.id"), nullable=False))
    why: str = ""
