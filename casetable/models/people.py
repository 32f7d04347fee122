"""Agencies and people."""

from datetime import date

from sqlalchemy import JSON, CheckConstraint, Column, String
from sqlmodel import Field

from casetable.models.base import Row, points_to, words
from casetable.words import Method, Role, Sector


class Agency(Row, table=True):
    """A party to the agreement. ``closing_names`` say what its closing days are called, by date as in them."""

    __tablename__ = "agency"

    code: str = Field(max_length=10, unique=True)
    name: str = Field(max_length=200)
    sector: Sector = Field(sa_type=words(Sector, "sector"))
    position: int
    victim_service_provider: bool = False
    minimum_method: Method = Field(sa_type=words(Method, "minimum_method"))
    holidays: str = Field(default="", max_length=20)
    closing_days: list[str] = Field(default_factory=list, sa_type=JSON)
    closing_names: dict[str, str] | None = Field(default=None, sa_type=JSON)
    joined_on: date
    left_on: date | None = None


class Person(Row, table=True):
    """Somebody at the table, for one agency. ``login`` is the PostgreSQL login, once there is one."""

    __tablename__ = "person"

    name: str = Field(max_length=200, unique=True)
    agency_id: str = Field(sa_column=Column(String(36), points_to("agency.id"), nullable=False, index=True))
    reports_to_id: str | None = Field(default=None, sa_column=Column(String(36), points_to("person.id")))
    mail: str = Field(default="", max_length=320)
    phone: str = Field(default="", max_length=60)
    login: str | None = Field(default=None, max_length=63)
    joined_on: date
    left_on: date | None = None


class PersonRole(Row, table=True):
    """One role of one person."""

    __tablename__ = "person_role"
    __table_args__ = (CheckConstraint("person_id <> ''", name="person"),)

    person_id: str = Field(sa_column=Column(String(36), points_to("person.id"), nullable=False, index=True))
    role: Role = Field(sa_type=words(Role, "role"))


class Away(Row, table=True):
    """Somebody is away, from ``since`` to ``until``, both inclusive; ``cover_id`` is who is asked instead.

    ``back_on`` is the day they came back earlier than said.
    """

    __tablename__ = "away"
    __table_args__ = (CheckConstraint("until >= since", name="until"),)

    person_id: str = Field(sa_column=Column(String(36), points_to("person.id"), nullable=False, index=True))
    since: date
    until: date
    cover_id: str | None = Field(default=None, sa_column=Column(String(36), points_to("person.id")))
    back_on: date | None = None
    recorded_by_id: str = Field(sa_column=Column(String(36), points_to("person.id"), nullable=False))
