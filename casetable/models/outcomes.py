"""Outcomes: how things stood when a participant was chosen, and each reading since."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, Index, String
from sqlmodel import Field

from casetable.models.base import Row, points_to, words
from casetable.words import Category, OutcomeValue, OutcomeView


class OutcomeReading(Row, table=True):
    """One domain on one day. ``value`` None is the baseline, which is fixed at selection; else against it.

    ``domain`` is one of the agreement's; ``housing_code`` a HUD code of FY2024 or later, for housing.
    """

    __tablename__ = "outcome_reading"
    __table_args__ = (
        CheckConstraint("housing_code IS NULL OR housing_code > 0", name="housing_code"),
        Index("ix_outcome_reading_participant_on", "participant_id", "read_on"),
    )

    participant_id: str = Field(sa_column=Column(String(36), points_to("participant.id"), nullable=False))
    domain: str = Field(max_length=40)
    view: OutcomeView = Field(sa_type=words(OutcomeView, "view"))
    value: OutcomeValue | None = Field(default=None, sa_type=words(OutcomeValue, "value"))
    note: str = ""
    category: Category = Field(sa_type=words(Category, "category"))
    housing_code: int | None = None
    agency_id: str = Field(sa_column=Column(String(36), points_to("agency.id"), nullable=False))
    person_id: str = Field(sa_column=Column(String(36), points_to("person.id"), nullable=False))
    at: datetime = Field(sa_column_kwargs={"name": "read_at"})
    on: date = Field(sa_column_kwargs={"name": "read_on"})
