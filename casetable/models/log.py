"""The chained change log, references that were drawn, and what the clock did. See store/log.py for the chain."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Column, Index, Integer, String, UniqueConstraint
from sqlmodel import Field, SQLModel

from casetable.models.base import Row, index_of_some, points_to, words
from casetable.words import Means

_SEQ = BigInteger().with_variant(Integer, "sqlite")


class Log(SQLModel, table=True):
    """One entry of the chain. Append-only by triggers. Holds ids and field names, never a value.

    ``kind`` is do, undo or redo; ``target`` the entry an undo or redo reverted; ``never`` why it cannot be undone.
    """

    __tablename__ = "log"
    __table_args__ = (
        Index("ix_log_actor_seq", "actor", "seq"),
        Index("ix_log_happened_on", "happened_on"),
        index_of_some("ix_log_reverts", "seq", "target", where="target IS NOT NULL"),
    )

    seq: int = Field(sa_column=Column(_SEQ, primary_key=True, autoincrement=False))
    format: int
    at: datetime = Field(sa_column_kwargs={"name": "happened_at"})
    on: date = Field(sa_column_kwargs={"name": "happened_on"})
    actor: str = Field(max_length=36)
    heard_from: str | None = Field(default=None, max_length=36)
    means: Means | None = Field(default=None, sa_type=words(Means, "means"))
    action: str = Field(max_length=60)
    kind: str = Field(max_length=4)
    target: int | None = Field(default=None, sa_column=Column(_SEQ))
    never: str | None = None
    entities: str
    fields: str
    digest: str = Field(max_length=64)
    previous: str = Field(max_length=64)
    hash: str = Field(max_length=64)


class LogDetail(SQLModel, table=True):
    """The values of one entry: canonical JSON of before and after, and the salt. Deletable only by erasure."""

    __tablename__ = "log_detail"

    seq: int = Field(sa_column=Column(_SEQ, points_to("log.seq"), primary_key=True, autoincrement=False))
    salt: str = Field(max_length=32)
    detail: str


class LogSubject(SQLModel, table=True):
    """Which rows an entry touched: the index behind ``history``."""

    __tablename__ = "log_subject"

    seq: int = Field(sa_column=Column(_SEQ, points_to("log.seq"), primary_key=True, autoincrement=False))
    subject_id: str = Field(sa_column=Column(String(36), primary_key=True, index=True))
    kind: str = Field(max_length=40)


class Erasure(SQLModel, table=True):
    """Names an entry whose detail an erasure (itself an entry) may delete."""

    __tablename__ = "erasure"

    seq: int = Field(sa_column=Column(_SEQ, points_to("log.seq"), primary_key=True, autoincrement=False))
    erased_by: int = Field(sa_column=Column(_SEQ, nullable=False))


class Reference(SQLModel, table=True):
    """A reference that was drawn. Never given back, not even by undo."""

    __tablename__ = "reference"

    space: str = Field(sa_column=Column(String(1), primary_key=True))
    number: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))


class ClockEffect(Row, table=True):
    """Something the clock brought about, exactly once. ``due_on`` is when it was due, ``applied_on`` when it came."""

    __tablename__ = "clock_effect"
    __table_args__ = (UniqueConstraint("kind", "subject", "due_on"),)

    kind: str = Field(max_length=40)
    subject: str = Field(max_length=36)
    due_on: date
    applied_on: date
