"""Participants and what the agencies said to their proposal. Every text has its category column."""

from datetime import date

from sqlalchemy import CheckConstraint, Column, String, UniqueConstraint
from sqlmodel import Field

from casetable.models.base import Row, points_to, words
from casetable.words import Answer, Category, Means, ParticipantState


class Participant(Row, table=True):
    """Somebody the agencies consider, choose and work with. No SSN; of the date of birth, the year."""

    __tablename__ = "participant"
    __table_args__ = (CheckConstraint("year_of_birth IS NULL OR year_of_birth > 1900", name="year_of_birth"),)

    number: int = Field(unique=True)
    agency_id: str = Field(sa_column=Column(String(36), points_to("agency.id"), nullable=False, index=True))
    proposed_by_id: str = Field(sa_column=Column(String(36), points_to("person.id"), nullable=False))
    state: ParticipantState = Field(sa_type=words(ParticipantState, "state"), index=True)
    name: str
    name_category: Category = Field(default=Category.GENERAL, sa_type=words(Category, "name_category"))
    needs: str = ""
    needs_category: Category = Field(default=Category.GENERAL, sa_type=words(Category, "needs_category"))
    reason: str = ""
    reason_category: Category = Field(default=Category.GENERAL, sa_type=words(Category, "reason_category"))
    year_of_birth: int | None = None
    hmis_id: str | None = Field(default=None, max_length=100, index=True)
    considered_on: date
    proposed_on: date
    agreed_on: date | None = None
    passed_over_on: date | None = None


class ParticipantAnswer(Row, table=True):
    """One agency's answer to a proposal."""

    __tablename__ = "participant_answer"
    __table_args__ = (UniqueConstraint("participant_id", "agency_id"),)

    participant_id: str = Field(sa_column=Column(String(36), points_to("participant.id"), nullable=False))
    agency_id: str = Field(sa_column=Column(String(36), points_to("agency.id"), nullable=False))
    person_id: str = Field(sa_column=Column(String(36), points_to("person.id"), nullable=False))
    noted_by_id: str | None = Field(default=None, sa_column=Column(String(36), points_to("person.id")))
    means: Means | None = Field(default=None, sa_type=words(Means, "means"))
    answer: Answer = Field(sa_type=words(Answer, "answer"))
    on: date = Field(sa_column_kwargs={"name": "answered_on"})
    note: str = ""
    note_category: Category = Field(default=Category.GENERAL, sa_type=words(Category, "note_category"))
