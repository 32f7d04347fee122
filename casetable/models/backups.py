"""Backups that were made. The copies themselves are files; see store/backups.py."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, String
from sqlmodel import Field

from casetable.models.base import Row, points_to


class Backup(Row, table=True):
    """One backup: when, by whom (None for the clock), which head of the log it holds, where it was written."""

    __tablename__ = "backup"
    __table_args__ = (CheckConstraint("head_seq >= 0", name="head_seq"),)

    at: datetime = Field(sa_column_kwargs={"name": "made_at"})
    on: date = Field(sa_column_kwargs={"name": "made_on"}, index=True)
    person_id: str | None = Field(default=None, sa_column=Column(String(36), points_to("person.id")))
    head_seq: int
    head_hash: str = Field(max_length=64)
    place: str
