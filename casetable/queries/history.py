"""The change log as a seat may see it: who did what to which thing when; values never leave here."""

import json
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, exists, func, or_
from sqlmodel import Session, col, select

from casetable.models import (
    Agency,
    Attendance,
    Conference,
    ConferenceItem,
    ConferenceLine,
    Disclosure,
    Erasure,
    ErasureAnswer,
    HouseholdLink,
    Log,
    LogSubject,
    MinutesCorrection,
    Note,
    OutcomeReading,
    Participant,
    ParticipantAnswer,
    Person,
    Ratification,
    Release,
    SafeContact,
    Task,
    TaskEvent,
    TeamMember,
)
from casetable.queries.facts import (
    Predicate,
    correction_shown,
    disclosure_shown,
    filed_line_shown,
    guest_shown,
    item_listed,
    link_shown,
    note_shown,
    participant_listed,
    ratification_shown,
    reading_shown,
    release_shown,
    safe_contact_shown,
    task_line_shown,
    team_shown,
)
from casetable.queries.shape import count_of
from casetable.rules.deeds import called
from casetable.store.references import read_reference, spell
from casetable.store.unit import reading
from casetable.values.history import Entry
from casetable.values.listing import Listing
from casetable.values.seat import Seat
from casetable.words import CLOCK

_OF_SOMEBODY: dict[str, tuple[Any, Any]] = {
    "participant_answer": (ParticipantAnswer, ParticipantAnswer.participant_id),
    "note": (Note, Note.participant_id),
    "safe_contact": (SafeContact, SafeContact.participant_id),
    "outcome_reading": (OutcomeReading, OutcomeReading.participant_id),
    "team_member": (TeamMember, TeamMember.participant_id),
    "household_link": (HouseholdLink, HouseholdLink.participant_id),
    "disclosure": (Disclosure, Disclosure.participant_id),
    "erasure_answer": (ErasureAnswer, ErasureAnswer.participant_id),
    "conference_item": (ConferenceItem, ConferenceItem.participant_id),
    "conference_line": (ConferenceLine, ConferenceLine.participant_id),
    "minutes_correction": (MinutesCorrection, MinutesCorrection.participant_id),
    "ratification": (Ratification, Ratification.participant_id),
    "attendance": (Attendance, Attendance.invited_by_id),
}
"""By table: what belongs to a participant and is named by their reference, and how to get there."""

_REFERRED: dict[str, tuple[Any, str, tuple[Any, Any] | None]] = {
    "task": (Task, "T", None),
    "task_event": (Task, "T", (TaskEvent, TaskEvent.task_id)),
    "participant": (Participant, "P", None),
    "release": (Release, "R", None),
    **{table: (Participant, "P", part) for table, part in _OF_SOMEBODY.items()},
}
"""By table: the model whose number names it, its space, and for a part of it how to get there."""

_PASSED_OVER = ("backup.make",)
"""Actions that change nothing that anybody works with: what was done before them can still be taken back."""

_ERASES = "participant.erase"

_WHY = "release.revoked_why"
"""Whether a reason was given at all is the disclosing agency's alone, so no entry says so."""

_AT_ONCE = 500
"""How many rows are named by one question."""

_GUARDED = ("participant", "release", "task", *_OF_SOMEBODY)


def newest_undoable(seat: Seat, session: Session | None = None) -> Log | None:
    """The newest own entry that still stands, whether or not it may be undone."""
    return _newest(seat, session, "undo")


def newest_redoable(seat: Seat, session: Session | None = None) -> Log | None:
    """The newest own undo that still stands; None once something else was done."""
    return _newest(seat, session, "redo")


def history(
    seat: Seat,
    *,
    person: str | None = None,
    subject: str | None = None,
    day: date | None = None,
    limit: int = 500,
) -> Listing[Entry]:
    """Entries, newest first: own ones, and those whose every subject this seat may know of.

    An own entry about somebody whom this seat may not list any more says what was done, without the reference.
    ``person`` is a person id, ``subject`` a reference (``T-318``, ``P-473``, ``R-12``), ``day`` the partnership's.
    """
    with reading(seat) as session:
        conditions = [_may_know(seat)]
        if person is not None:
            conditions.append(or_(col(Log.actor) == person, col(Log.heard_from) == person))
        if day is not None:
            conditions.append(col(Log.on) == day)
        if subject is not None:
            ids = _ids_of(session, seat, subject)
            conditions.append(col(Log.seq).in_(select(LogSubject.seq).where(col(LogSubject.subject_id).in_(ids))))
        rows = session.exec(select(Log).where(*conditions).order_by(col(Log.seq).desc()).limit(limit)).all()
        total = count_of(session, select(Log.seq).where(*conditions), len(rows), limit)
        return Listing(_entries(session, seat, list(rows)), total)


def _newest(seat: Seat, session: Session | None, kind: str) -> Log | None:
    if session is None:
        with reading(seat) as alone:
            return _newest(seat, alone, kind)
    reverted: set[int] = set()
    own = select(Log).where(Log.actor == seat.actor, col(Log.action).not_in(_PASSED_OVER))
    statement = own.order_by(col(Log.seq).desc())
    skips = "undo" if kind == "undo" else "redo"
    for entry in session.exec(statement.execution_options(yield_per=50)):
        if entry.kind == skips and entry.target is not None:
            reverted.add(entry.target)
        elif entry.seq not in reverted:
            return entry if kind == "undo" or entry.kind == "undo" else None
    return None


def _may_know(seat: Seat) -> ColumnElement[bool]:
    """The entry is one's own, or everything about participants in it can be listed by this seat.

    What was undone no longer exists and cannot be listed. Events stand and fall with their task, which every
    entry about them touches.
    """
    visible = or_(
        *(exists().where(col(model.id) == LogSubject.subject_id, shown) for model, shown in _shown_by(seat)),
        *(
            exists().where(
                col(part.id) == LogSubject.subject_id,
                col(Participant.id) == part.participant_id,
                participant_listed(seat),
            )
            for part in (ParticipantAnswer, ErasureAnswer)
        ),
    )
    of_it = col(LogSubject.seq).between(
        Log.seq, Log.seq
    )  # with "is equal to" PostgreSQL would look at every entry first
    hidden = exists().where(of_it, col(LogSubject.kind).in_(_GUARDED), ~visible)
    return or_(col(Log.actor) == seat.actor, ~hidden)


def _shown_by(seat: Seat) -> tuple[tuple[Any, Predicate], ...]:
    """What is shown of each table to this seat."""
    return (
        (Task, task_line_shown(seat)),
        (Participant, participant_listed(seat)),
        (Release, release_shown(seat)),
        (Note, note_shown(seat)),
        (SafeContact, safe_contact_shown(seat)),
        (OutcomeReading, reading_shown(seat)),
        (TeamMember, team_shown(seat)),
        (HouseholdLink, link_shown(seat)),
        (Disclosure, disclosure_shown(seat)),
        (ConferenceItem, item_listed(seat)),
        (ConferenceLine, filed_line_shown(seat)),
        (MinutesCorrection, correction_shown(seat)),
        (Ratification, ratification_shown(seat)),
        (Attendance, guest_shown(seat)),
    )


def _entries(session: Session, seat: Seat, rows: list[Log]) -> tuple[Entry, ...]:
    names = dict(session.exec(select(Person.id, Person.name)).all())
    seqs = [row.seq for row in rows]
    erased = set(session.exec(select(Erasure.seq).where(col(Erasure.seq).in_(seqs))))
    undone = _undone(session, seqs)
    touched = {row.seq: [(table, row_id) for table, row_id in json.loads(row.entities)] for row in rows}
    subjects = _names(session, seat, {one for row in rows for one in _named_in(row, touched[row.seq])})
    return tuple(
        Entry(
            at=row.at,
            on=row.on,
            who="the clock" if row.actor == CLOCK else names.get(row.actor, "somebody"),
            heard_from=names.get(row.heard_from) if row.heard_from else None,
            means=row.means,
            action=row.action,
            label=called(row.action) + ("" if row.kind == "do" else f" ({row.kind})"),
            subjects=tuple(dict.fromkeys(subjects[one] for one in _named_in(row, touched[row.seq]) if one in subjects)),
            fields=() if row.action == _ERASES else tuple(one for one in json.loads(row.fields) if one != _WHY),
            never=row.never or "",
            undone=row.seq in undone,
            erased=row.seq in erased,
        )
        for row in rows
    )


def _undone(session: Session, seqs: list[int]) -> set[int]:
    """Entries of ``seqs`` that no longer stand. Undo and redo may be undone in turn: the newest say of the older."""
    fallen: set[int] = set()
    reverts = select(Log.seq, Log.target).where(col(Log.target).is_not(None), Log.seq > min(seqs, default=0))
    for seq, target in session.exec(reverts.order_by(col(Log.seq).desc())).all():
        if seq not in fallen and target is not None:
            fallen.add(target)
    return fallen & set(seqs)


def _named_in(row: Log, touched: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """What an entry names. An erasure names who was erased: where else their name stood is nobody's to learn."""
    return [one for one in touched if one[0] == "participant"] if row.action == _ERASES else touched


def _names(session: Session, seat: Seat, touched: set[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """By table and row, the reference or name of what entries touched, one question a table.

    What no longer exists, what nobody calls by a name, and whom this seat may not list is left out.
    """
    by_table: dict[str, list[str]] = {}
    for table, row_id in sorted(touched):
        by_table.setdefault(table, []).append(row_id)
    return {
        (table, row_id): name
        for table, ids in by_table.items()
        for start in range(0, len(ids), _AT_ONCE)
        for row_id, name in _named(session, seat, table, ids[start : start + _AT_ONCE])
    }


def _named(session: Session, seat: Seat, table: str, ids: list[str]) -> list[tuple[str, str]]:
    if table in _REFERRED:
        model, space, by = _REFERRED[table]
        statement = select(model.id, model.number).where(col(model.id).in_(ids))
        if by is not None:
            part, whole_id = by
            statement = select(part.id, model.number).join(part, model.id == whole_id).where(col(part.id).in_(ids))
        if model is Participant:
            statement = statement.where(participant_listed(seat))
        return [(row_id, spell(space, number)) for row_id, number in session.exec(statement)]
    if table == "agency":
        return list(session.exec(select(Agency.id, Agency.code).where(col(Agency.id).in_(ids))))
    if table == "person":
        return list(session.exec(select(Person.id, Person.name).where(col(Person.id).in_(ids))))
    if table == "conference":
        days = session.exec(select(Conference.id, col(Conference.original_on)).where(col(Conference.id).in_(ids)))
        return [(row_id, original_on.isoformat()) for row_id, original_on in days]
    return []


def _ids_of(session: Session, seat: Seat, subject: str) -> list[str]:
    space = subject.strip().lstrip("#")[:1].upper()
    model = {"T": Task, "P": Participant, "R": Release}.get(space)
    if model is None or not any(character.isdigit() for character in subject):
        return list(session.exec(select(Person.id).where(func.lower(Person.name).contains(subject.lower()))))
    number = read_reference(subject, space)
    numbered = select(model.id).where(model.number == number)  # type: ignore[attr-defined]
    if model is Participant:
        numbered = numbered.where(participant_listed(seat))
    ids = list(session.exec(numbered))
    if model is Participant:
        parts = [select(part.id).where(col(whose).in_(ids)) for part, whose in _OF_SOMEBODY.values()]
        ids += [row_id for part in parts for row_id in session.exec(part)]
    return ids
