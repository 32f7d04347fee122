"""What an erasure does to the rows about somebody: texts are blanked, what was only theirs is removed, counts stay."""

from typing import Any

from sqlalchemy import or_
from sqlmodel import Session, SQLModel, col, select

from casetable.models import (
    Attendance,
    ConferenceDraft,
    ConferenceItem,
    ConferenceLine,
    Disclosure,
    Draft,
    ErasureAnswer,
    HouseholdLink,
    MinutesCorrection,
    Note,
    OutcomeReading,
    Participant,
    ParticipantAnswer,
    Ratification,
    Release,
    SafeContact,
    Task,
    TaskEvent,
    TeamMember,
)
from casetable.store.references import draw
from casetable.values.seat import Seat
from casetable.words import Category, LineKind, NoteKind

ERASED = "erased"
"""What stands where the title of a task was, and a name in somebody else's text."""

_NOTHING_KNOWN: dict[str, Any] = {
    "name": "", "name_category": Category.GENERAL, "needs": "", "needs_category": Category.GENERAL,
    "reason": "", "reason_category": Category.GENERAL, "year_of_birth": None, "hmis_id": None, "hmis_said": None,
    "considered_for": None, "consenter": None, "child_in_household": None, "destination": None, "erasure_why": None,
}  # fmt: skip
BLANKED: dict[type[SQLModel], dict[str, Any]] = {
    ParticipantAnswer: {"note": ""},
    Note: {"text": ""},
    OutcomeReading: {"note": "", "housing_code": None},
    Release: {"purpose": "", "paper": "", "ends_when": "", "revoked_why": ""},
    Disclosure: {"note": ""},
    ErasureAnswer: {"why": ""},
    Task: {"title": ERASED},
    ConferenceItem: {"question": "", "why": ""},
    ConferenceLine: {"text": ERASED},
    MinutesCorrection: {"before": "", "after": "", "note": ERASED},
    Ratification: {"why": ""},
}
REMOVED: tuple[type[SQLModel], ...] = (SafeContact, TeamMember, Draft)
_THEIR_WORDS = (NoteKind.GOAL, NoteKind.TAKING_PART)
_NO_GUEST = {"guest": ERASED, "organisation": ""}
"""A guest whom they brought stays counted, without who it was."""


def wipe(session: Session, seat: Seat, row: Participant) -> set[str]:
    """Blank and remove everything about them; returns the ids of all rows that were about them."""
    touched = {row.id}
    for model, blank in BLANKED.items():
        for one in about_them(session, model, row.id):
            touched.add(one.id)
            _set(session, one, blank)
    for event in session.exec(select(TaskEvent).join(Task).where(Task.participant_id == row.id)).all():
        touched.add(event.id)
        _set(session, event, {"note": "", "blocked_on": ""})
    for guest in guests_of(session, row.id):
        touched.add(guest.id)
        _set(session, guest, _NO_GUEST)
    drop_typed(session, row.id)
    words = [one for one in about_them(session, Note, row.id) if one.kind in _THEIR_WORDS]
    words += [one for one in about_them(session, ConferenceLine, row.id) if one.kind is LineKind.WORDS]
    gone = [*words, *(one for model in REMOVED for one in about_them(session, model, row.id)), *_links(session, row.id)]
    for one in gone:
        touched.add(one.id)
        session.delete(one)
    _set(session, row, _NOTHING_KNOWN | {"number": draw(session, "P"), "erased_on": seat.today})
    session.flush()
    return touched


def ids_about(session: Session, row_id: str) -> set[str]:
    """The ids of all rows about a participant, their own among them."""
    rows = [one for model in (*BLANKED, *REMOVED) for one in about_them(session, model, row_id)]
    events = session.exec(select(TaskEvent.id).join(Task).where(Task.participant_id == row_id))
    others = (*_links(session, row_id), *guests_of(session, row_id))
    return {row_id, *(one.id for one in (*rows, *others)), *events}


def guests_of(session: Session, row_id: str) -> list[Attendance]:
    """The guests whom a participant brought to conferences."""
    return list(session.exec(select(Attendance).where(Attendance.invited_by_id == row_id)))


def drop_typed(session: Session, row_id: str) -> None:
    """Remove the lines that are being typed under a participant's items."""
    items = select(ConferenceItem.id).where(ConferenceItem.participant_id == row_id)
    for one in session.exec(select(ConferenceDraft).where(col(ConferenceDraft.item_id).in_(items))).all():
        session.delete(one)


def about_them(session: Session, model: type[SQLModel], row_id: str) -> list[Any]:
    """The rows of a table that are about a participant."""
    about: Any = model
    return list(session.exec(select(model).where(about.participant_id == row_id)).all())


def _links(session: Session, row_id: str) -> list[HouseholdLink]:
    either = or_(col(HouseholdLink.participant_id) == row_id, col(HouseholdLink.other_id) == row_id)
    return list(session.exec(select(HouseholdLink).where(either)).all())


def _set(session: Session, row: Any, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    session.add(row)
