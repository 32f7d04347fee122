"""Who was told what about whom, who looked, what an agency said to an erasure, and texts kept for their writers."""

from datetime import date, datetime

from sqlalchemy import Column, Index, String, UniqueConstraint
from sqlmodel import Field, SQLModel

from casetable.models.base import Row, new_id, points_to, words
from casetable.words import Basis, Category, DisclosureKind, ErasureReply


class Disclosure(Row, table=True):
    """One category about one participant that left the table, to an agency or to somebody else.

    ``document_id`` is shared by everything of one document. ``receiver_id`` None: ``receiver`` says to whom, somebody
    outside the table or the participant. ``releases`` names the releases that it stands on.
    """

    __tablename__ = "disclosure"
    __table_args__ = (Index("ix_disclosure_participant_on", "participant_id", "disclosed_on"),)

    document_id: str = Field(max_length=36)
    participant_id: str = Field(sa_column=Column(String(36), points_to("participant.id"), nullable=False))
    discloser_id: str = Field(sa_column=Column(String(36), points_to("agency.id"), nullable=False))
    receiver_id: str | None = Field(default=None, sa_column=Column(String(36), points_to("agency.id")))
    receiver: str = ""
    person_id: str = Field(sa_column=Column(String(36), points_to("person.id"), nullable=False))
    kind: DisclosureKind = Field(sa_type=words(DisclosureKind, "kind"))
    category: Category = Field(sa_type=words(Category, "category"))
    basis: Basis = Field(sa_type=words(Basis, "basis"))
    releases: str = ""
    note: str = ""
    at: datetime = Field(sa_column_kwargs={"name": "disclosed_at"})
    on: date = Field(sa_column_kwargs={"name": "disclosed_on"})


class Viewing(SQLModel, table=True):
    """Somebody of another agency opened a participant's card: once for each person, participant and day.

    Append-only and outside the change log.
    """

    __tablename__ = "viewing"

    participant_id: str = Field(sa_column=Column(String(36), points_to("participant.id"), primary_key=True))
    person_id: str = Field(sa_column=Column(String(36), points_to("person.id"), primary_key=True))
    on: date = Field(sa_column_kwargs={"name": "viewed_on"}, primary_key=True)
    agency_id: str = Field(sa_column=Column(String(36), points_to("agency.id"), nullable=False))
    at: datetime = Field(sa_column_kwargs={"name": "viewed_at"})


class Draft(SQLModel, table=True):
    """A text whose saving was refused, kept for its writer's own agency. Outside the change log."""

    __tablename__ = "draft"

    id: str = Field(default_factory=new_id, primary_key=True, max_length=36)
    person_id: str = Field(sa_column=Column(String(36), points_to("person.id"), nullable=False))
    agency_id: str = Field(sa_column=Column(String(36), points_to("agency.id"), nullable=False, index=True))
    participant_id: str | None = Field(default=None, sa_column=Column(String(36), points_to("participant.id")))
    what: str
    text: str
    category: Category = Field(sa_type=words(Category, "category"))
    at: datetime = Field(sa_column_kwargs={"name": "kept_at"})
    on: date = Field(sa_column_kwargs={"name": "kept_on"})


class ErasureAnswer(Row, table=True):
    """What one agency said when it was offered its own notes before an erasure."""

    __tablename__ = "erasure_answer"
    __table_args__ = (UniqueConstraint("participant_id", "agency_id"),)

    participant_id: str = Field(sa_column=Column(String(36), points_to("participant.id"), nullable=False))
    agency_id: str = Field(sa_column=Column(String(36), points_to("agency.id"), nullable=False))
    person_id: str = Field(sa_column=Column(String(36), points_to("person.id"), nullable=False))
    reply: ErasureReply = Field(sa_type=words(ErasureReply, "reply"))
    why: str = ""
    on: date = Field(sa_column_kwargs={"name": "answered_on"})
