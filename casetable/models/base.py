"""What every table shares: a client-made key, a version, and two ways of naming a column's type."""

from enum import StrEnum
from typing import Any

import uuid_utils
from sqlalchemy import Enum, ForeignKey, Index
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMING
SQLModel.model_config["defer_build"] = True
"""Tables are not validated by pydantic: its schema of each is built only if somebody asks for it."""


def new_id() -> str:
    """A UUIDv7 made here and not by the database, so that a commit in doubt can be re-read."""
    return str(uuid_utils.uuid7())


class Row(SQLModel):
    """A row that the change log follows: undo compares ``version`` before it touches anything."""

    id: str = Field(default_factory=new_id, primary_key=True, max_length=36)
    version: int = Field(default=0, nullable=False)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.__table__.c.version}  # type: ignore[attr-defined]


def points_to(column: str) -> Any:
    """A foreign key checked at commit: rows of one change may be written and undone in any order."""
    return ForeignKey(column, deferrable=True, initially="DEFERRED")


def index_of_some(name: str, *columns: str, where: str) -> Index:
    """An index of the rows that ``where`` (SQL) holds for. The migration makes it; here the condition is only noted.

    SQLAlchemy's own ``sqlite_where`` and ``postgresql_where`` would load both dialects whenever casetable starts.
    """
    return Index(name, *columns, info={"where": where})


def words(enum: type[StrEnum], name: str) -> Any:
    """A column type that stores an enum's values (never its names) and refuses others by a CHECK."""
    return Enum(
        enum,
        values_callable=lambda members: [member.value for member in members],
        native_enum=False,
        create_constraint=True,
        name=name,
        length=30,
    )
