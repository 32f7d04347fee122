"""The partnership and the versions of its agreement."""

from datetime import date, time
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, String, UniqueConstraint
from sqlmodel import Field

from casetable.models.base import Row, points_to, words
from casetable.words import AgreementKind, AgreementState, Sharing


class Partnership(Row, table=True):
    """The one row that says what kind of table this is. ``is_plain``: no passphrases yet."""

    __tablename__ = "partnership"

    is_plain: bool
    is_sample: bool
    founded_on: date


class Agreement(Row, table=True):
    """One version of the agreement. ``mail_weekday`` 0 is Monday; ``gate`` and ``terms`` are named numbers."""

    __tablename__ = "agreement"
    __table_args__ = (
        CheckConstraint("quarter_first_month BETWEEN 1 AND 12", name="quarter_first_month"),
        CheckConstraint("mail_weekday BETWEEN 0 AND 6", name="mail_weekday"),
        CheckConstraint("places > 0", name="places"),
    )

    number: int = Field(unique=True)
    kind: AgreementKind = Field(sa_type=words(AgreementKind, "kind"))
    state: AgreementState = Field(sa_type=words(AgreementState, "state"))
    in_force_on: date | None = None
    name: str = Field(max_length=200)
    shared_challenge: str = ""
    zone: str = Field(max_length=60)
    quarter_first_month: int
    places: int
    emergency: str
    sharing: Sharing = Field(sa_type=words(Sharing, "sharing"))
    mail_weekday: int
    conference_rrule: str
    conference_starts_at: time
    conference_minutes: int
    conference_place: str = ""
    gate: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    terms: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


class AgreementParty(Row, table=True):
    """What one agency brings to and wants from one version. ``effort_share`` is a fraction."""

    __tablename__ = "agreement_party"
    __table_args__ = (UniqueConstraint("agreement_id", "agency_id"),)

    agreement_id: str = Field(sa_column=Column(String(36), points_to("agreement.id"), nullable=False))
    agency_id: str = Field(sa_column=Column(String(36), points_to("agency.id"), nullable=False))
    hopes: str = ""
    risks: str = ""
    success: str = ""
    effort_share: float


class AgreementSection(Row, table=True):
    """One section of text."""

    __tablename__ = "agreement_section"

    agreement_id: str = Field(sa_column=Column(String(36), points_to("agreement.id"), nullable=False, index=True))
    position: int
    heading: str
    text: str


class AgreementObjective(Row, table=True):
    """One objective of the one-pager."""

    __tablename__ = "agreement_objective"

    agreement_id: str = Field(sa_column=Column(String(36), points_to("agreement.id"), nullable=False, index=True))
    position: int
    text: str
    measure: str = ""
    baseline: str = ""
    target: str = ""
    due_quarter: str = ""


class AgreementLadderStep(Row, table=True):
    """One step of the conflict ladder, numbered from 0."""

    __tablename__ = "agreement_ladder_step"

    agreement_id: str = Field(sa_column=Column(String(36), points_to("agreement.id"), nullable=False, index=True))
    position: int
    name: str
    who: str
    working_days: int
