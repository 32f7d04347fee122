"""Releases of information."""

from datetime import date

from sqlalchemy import CheckConstraint, Column, Index, String
from sqlmodel import Field

from casetable.models.base import Row, points_to, words
from casetable.words import Category, Method


class Release(Row, table=True):
    """Participant x disclosing agency x receiving agency x category x interval, both ends inclusive.

    ``revoked_on`` is the first day it no longer holds. A refusal is a row that never was in force.
    """

    __tablename__ = "release"
    __table_args__ = (
        CheckConstraint("discloser_id <> receiver_id", name="two_agencies"),
        CheckConstraint("until IS NULL OR until >= since", name="interval"),
        Index("ix_release_cover", "participant_id", "receiver_id", "category", "discloser_id"),
    )

    number: int = Field(unique=True)
    participant_id: str = Field(sa_column=Column(String(36), points_to("participant.id"), nullable=False))
    discloser_id: str = Field(sa_column=Column(String(36), points_to("agency.id"), nullable=False))
    receiver_id: str = Field(sa_column=Column(String(36), points_to("agency.id"), nullable=False))
    category: Category = Field(sa_type=words(Category, "category"))
    since: date
    until: date | None = None
    ends_when: str = ""
    method: Method = Field(sa_type=words(Method, "method"))
    purpose: str = ""
    paper: str = ""
    refused: bool = False
    revoked_on: date | None = None
    revoked_why: str = ""
    recorded_by_id: str = Field(sa_column=Column(String(36), points_to("person.id"), nullable=False))
    recorded_on: date
