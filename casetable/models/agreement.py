"""The partnership, the versions of its agreement, who signed them, and how its objectives stand."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, Index, String, UniqueConstraint
from sqlmodel import Field

from casetable.models.base import Row, points_to, words
from casetable.words import AgreementKind, AgreementState, ObjectiveStatus, PaperSigned, Role, SectionTopic, Sharing


class Partnership(Row, table=True):
    """The one row that says what kind of table this is. ``is_plain``: no passphrases yet."""

    __tablename__ = "partnership"

    is_plain: bool
    is_sample: bool
    founded_on: date


class Agreement(Row, table=True):
    """One version of the agreement. ``mail_weekday`` 0 is Monday; ``gate``, ``decisions``, ``terms`` named values.

    From its offer on ``text`` and ``objectives_text`` are the exact canonical texts in the form ``text_form``, and the
    digests their SHA-256; before it they are None. ``in_force_on`` is the first day it applies, ``ended_on`` the last
    but one: the day something else took its place or it ended. ``why`` says what an amendment is for.
    """

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
    decisions: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    why: str | None = None
    text_form: int | None = None
    text: str | None = None
    digest: str | None = Field(default=None, max_length=64)
    objectives_text: str | None = None
    objectives_digest: str | None = Field(default=None, max_length=64)
    offered_on: date | None = None
    review_on: date | None = None
    ended_on: date | None = None
    ended_why: str | None = None


class AgreementParty(Row, table=True):
    """What one agency brings to and wants from one version. ``effort_share`` is a fraction.

    ``facts`` are its name, sector, consent method and the like where this version states them (None: as the agency
    stands); ``readiness`` its answers by ``goals``, ``resources``, ``gaps``; ``leaves_on`` its last day at the table.
    """

    __tablename__ = "agreement_party"
    __table_args__ = (UniqueConstraint("agreement_id", "agency_id"),)

    agreement_id: str = Field(sa_column=Column(String(36), points_to("agreement.id"), nullable=False))
    agency_id: str = Field(sa_column=Column(String(36), points_to("agency.id"), nullable=False))
    hopes: str = ""
    risks: str = ""
    success: str = ""
    effort_share: float
    facts: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    readiness: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    leaves_on: date | None = None


class AgreementNewcomer(Row, table=True):
    """A party of one version that does not sit at the table yet. ``setup`` is its agency part, ``people`` its people.

    ``agency_id`` is set once it has joined, on ``joins_on`` or the day the version came into force.
    """

    __tablename__ = "agreement_newcomer"
    __table_args__ = (UniqueConstraint("agreement_id", "code"),)

    agreement_id: str = Field(sa_column=Column(String(36), points_to("agreement.id"), nullable=False))
    position: int
    code: str = Field(max_length=10)
    setup: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    people: list[Any] = Field(default_factory=list, sa_type=JSON)
    joins_on: date | None = None
    agency_id: str | None = Field(default=None, sa_column=Column(String(36), points_to("agency.id")))


class AgreementSection(Row, table=True):
    """One section of text."""

    __tablename__ = "agreement_section"

    agreement_id: str = Field(sa_column=Column(String(36), points_to("agreement.id"), nullable=False, index=True))
    position: int
    heading: str
    text: str
    topic: SectionTopic | None = Field(default=None, sa_type=words(SectionTopic, "topic"))


class AgreementObjective(Row, table=True):
    """One objective of the one-pager. ``lineage`` is the same for one objective through all versions that keep it."""

    __tablename__ = "agreement_objective"

    agreement_id: str = Field(sa_column=Column(String(36), points_to("agreement.id"), nullable=False, index=True))
    position: int
    text: str
    measure: str = ""
    baseline: str = ""
    target: str = ""
    due_quarter: str = ""
    lineage: str | None = Field(default=None, max_length=36)


class AgreementLadderStep(Row, table=True):
    """One step of the conflict ladder, numbered from 0."""

    __tablename__ = "agreement_ladder_step"

    agreement_id: str = Field(sa_column=Column(String(36), points_to("agreement.id"), nullable=False, index=True))
    position: int
    name: str
    who: str
    working_days: int


class Signature(Row, table=True):
    """Somebody's name under one version of the agreement or its objectives. Never undone.

    ``digest`` is that of the exact text, ``seal`` binds it to version, paper, person, role and day. ``person_id`` and
    ``agency_id`` are None for a party that did not sit at the table yet; then it was signed on paper. ``place`` is
    where the paper is, ``recorded_by_id`` who recorded it.
    """

    __tablename__ = "signature"
    __table_args__ = (UniqueConstraint("agreement_id", "paper", "person_id"),)

    agreement_id: str = Field(sa_column=Column(String(36), points_to("agreement.id"), nullable=False))
    paper: PaperSigned = Field(sa_type=words(PaperSigned, "paper"))
    person_id: str | None = Field(default=None, sa_column=Column(String(36), points_to("person.id"), index=True))
    agency_id: str | None = Field(default=None, sa_column=Column(String(36), points_to("agency.id")))
    name: str = Field(max_length=200)
    agency: str = Field(max_length=10)
    role: Role = Field(sa_type=words(Role, "role"))
    signed_on: date
    at: datetime = Field(sa_column_kwargs={"name": "recorded_at"})
    on: date = Field(sa_column_kwargs={"name": "recorded_on"})
    digest: str = Field(max_length=64)
    seal: str = Field(max_length=64)
    is_on_paper: bool
    place: str = ""
    recorded_by_id: str = Field(sa_column=Column(String(36), points_to("person.id"), nullable=False))


class ObjectiveReading(Row, table=True):
    """How an objective stood on a day. ``quarter`` as ``2026Q3``; ``lineage`` is the objective's."""

    __tablename__ = "objective_reading"
    __table_args__ = (Index("ix_objective_reading_lineage_quarter", "lineage", "quarter"),)

    lineage: str = Field(max_length=36)
    quarter: str = Field(max_length=6)
    value: str
    status: ObjectiveStatus = Field(sa_type=words(ObjectiveStatus, "status"))
    note: str = ""
    read_on: date
    at: datetime = Field(sa_column_kwargs={"name": "recorded_at"})
    person_id: str = Field(sa_column=Column(String(36), points_to("person.id"), nullable=False))
