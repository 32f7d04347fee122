"""What is written about participants and what they said: notes, their words, safe contact."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, Index, String
from sqlmodel import Field

from casetable.models.base import Row, points_to, words
from casetable.words import Category, Means, NoteKind, TakingPart


class Note(Row, table=True):
    """One dated text about a participant, written by an agency: a note, a contact, their words, what they were told.

    ``minutes`` is the time it took. ``taking_part`` belongs to its kind. ``person`` is whose word it is.
    """

    __tablename__ = "note"
    __table_args__ = (
        CheckConstraint("minutes IS NULL OR minutes >= 0", name="minutes"),
        Index("ix_note_participant_on", "participant_id", "noted_on"),
        Index("ix_note_on", "noted_on", "id"),
        Index("ix_note_person_on", "person_id", "noted_on"),
    )

    participant_id: str = Field(sa_column=Column(String(36), points_to("participant.id"), nullable=False))
    kind: NoteKind = Field(sa_type=words(NoteKind, "kind"))
    text: str
    category: Category = Field(sa_type=words(Category, "category"))
    taking_part: TakingPart | None = Field(default=None, sa_type=words(TakingPart, "taking_part"))
    agency_id: str = Field(sa_column=Column(String(36), points_to("agency.id"), nullable=False))
    person_id: str = Field(sa_column=Column(String(36), points_to("person.id"), nullable=False))
    noted_by_id: str | None = Field(default=None, sa_column=Column(String(36), points_to("person.id")))
    means: Means | None = Field(default=None, sa_type=words(Means, "means"))
    at: datetime = Field(sa_column_kwargs={"name": "noted_at"})
    on: date = Field(sa_column_kwargs={"name": "noted_on"})
    minutes: int | None = None


class SafeContact(Row, table=True):
    """How a participant may be reached, as asked on a day. The newest row that a seat may see counts for it.

    ``no_post``: no letter is made for post. ``location_private``: where they sleep or were seen is not typed.
    """

    __tablename__ = "safe_contact"
    __table_args__ = (Index("ix_safe_contact_participant_on", "participant_id", "asked_on"),)

    participant_id: str = Field(sa_column=Column(String(36), points_to("participant.id"), nullable=False))
    how: str
    when: str = Field(sa_column_kwargs={"name": "reach_when"})
    never: str
    no_post: bool
    location_private: bool
    category: Category = Field(default=Category.GENERAL, sa_type=words(Category, "category"))
    agency_id: str = Field(sa_column=Column(String(36), points_to("agency.id"), nullable=False))
    person_id: str = Field(sa_column=Column(String(36), points_to("person.id"), nullable=False))
    at: datetime = Field(sa_column_kwargs={"name": "asked_at"})
    on: date = Field(sa_column_kwargs={"name": "asked_on"})
