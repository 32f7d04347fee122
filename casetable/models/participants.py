"""Participants and what the agencies said to their proposal. Every text has its category column."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, String, UniqueConstraint
from sqlmodel import Field

from casetable.models.base import Row, points_to, words
from casetable.words import Answer, Category, DeclineReason, LeavingReason, Means, ParticipantState


class Participant(Row, table=True):
    """Somebody the agencies consider, choose and work with. No SSN; of the date of birth, the year.

    ``considered_for`` are the codes of the agencies that their yes names, with a blank around each; None is all.
    ``consenter`` is who consents for them, None where they do. ``child_in_household`` None: not asked.
    ``hmis_said`` is what HMIS said last, by field, so that a later export changes nothing that a worker wrote.
    ``forgotten_on``: name and reason were removed after the proposal was passed over. ``erased_on``: everything was.
    """

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
    considered_for: str | None = None
    consenter: str | None = None
    child_in_household: bool | None = None
    active_on: date | None = None
    left_on: date | None = None
    leaving_reason: LeavingReason | None = Field(default=None, sa_type=words(LeavingReason, "leaving_reason"))
    destination: int | None = None
    hmis_said: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    forgotten_on: date | None = None
    erasure_asked_on: date | None = None
    erasure_why: str | None = None
    erased_on: date | None = None


class ParticipantAnswer(Row, table=True):
    """One agency's answer to a proposal. ``reason`` belongs to a decline and stays when the name is gone."""

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
    reason: DeclineReason | None = Field(default=None, sa_type=words(DeclineReason, "reason"))


class TeamMember(Row, table=True):
    """Somebody who works with a participant; one of them leads."""

    __tablename__ = "team_member"
    __table_args__ = (UniqueConstraint("participant_id", "person_id"),)

    participant_id: str = Field(sa_column=Column(String(36), points_to("participant.id"), nullable=False))
    person_id: str = Field(sa_column=Column(String(36), points_to("person.id"), nullable=False, index=True))
    leads: bool
    since: date


class HouseholdLink(Row, table=True):
    """One adult's yes to being shown as living with another. A link shows where both said it."""

    __tablename__ = "household_link"
    __table_args__ = (CheckConstraint("participant_id <> other_id", name="two_people"),)

    participant_id: str = Field(sa_column=Column(String(36), points_to("participant.id"), nullable=False, index=True))
    other_id: str = Field(sa_column=Column(String(36), points_to("participant.id"), nullable=False, index=True))
    agency_id: str = Field(sa_column=Column(String(36), points_to("agency.id"), nullable=False))
    person_id: str = Field(sa_column=Column(String(36), points_to("person.id"), nullable=False))
    allowed_on: date
    ended_on: date | None = None
