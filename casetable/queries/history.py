"""The change log as a seat may see it: who did what to which thing when; values never leave here."""

import json
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, exists, func, or_
from sqlmodel import Session, col, select

from casetable.models import (
    Agency,
    Erasure,
    Log,
    LogSubject,
    Participant,
    ParticipantAnswer,
    Person,
    Release,
    Task,
    TaskEvent,
)
from casetable.queries.facts import participant_listed, release_shown, task_line_shown
from casetable.store.references import read_reference, spell
from casetable.store.unit import reading
from casetable.values.history import Entry
from casetable.values.listing import Listing
from casetable.values.seat import Seat
from casetable.words import CLOCK

_REFERRED: dict[str, tuple[Any, str, tuple[Any, Any] | None]] = {
    "task": (Task, "T", None),
    "task_event": (Task, "T", (TaskEvent, TaskEvent.task_id)),
    "participant": (Participant, "P", None),
    "participant_answer": (Participant, "P", (ParticipantAnswer, ParticipantAnswer.participant_id)),
    "release": (Release, "R", None),
}
"""By table: the model whose number names it, its space, and for a part of it how to get there."""

_PASSED_OVER = ("backup.make",)
"""Actions that change nothing that anybody works with: what was done before them can still be taken back."""

_GUARDED = ("participant", "participant_answer", "release", "task")


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

    ``person`` is a person id, ``subject`` a reference (``T-318``, ``P-473``, ``R-12``), ``day`` the partnership's.
    """
    with reading(seat) as session:
        conditions = [_may_know(seat)]
        if person is not None:
            conditions.append(or_(col(Log.actor) == person, col(Log.heard_from) == person))
        if day is not None:
            conditions.append(col(Log.on) == day)
        if subject is not None:
            ids = _ids_of(session, subject)
            conditions.append(exists().where(col(LogSubject.seq) == Log.seq, col(LogSubject.subject_id).in_(ids)))
        total = session.exec(select(func.count()).select_from(Log).where(*conditions)).one()
        rows = session.exec(select(Log).where(*conditions).order_by(col(Log.seq).desc()).limit(limit)).all()
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
        exists().where(col(Task.id) == LogSubject.subject_id, task_line_shown(seat)),
        exists().where(col(Participant.id) == LogSubject.subject_id, participant_listed(seat)),
        exists().where(
            col(ParticipantAnswer.id) == LogSubject.subject_id,
            col(Participant.id) == ParticipantAnswer.participant_id,
            participant_listed(seat),
        ),
        exists().where(col(Release.id) == LogSubject.subject_id, release_shown(seat)),
    )
    hidden = exists().where(col(LogSubject.seq) == Log.seq, col(LogSubject.kind).in_(_GUARDED), ~visible)
    return or_(col(Log.actor) == seat.actor, ~hidden)


def _entries(session: Session, seat: Seat, rows: list[Log]) -> tuple[Entry, ...]:
    names = dict(session.exec(select(Person.id, Person.name)).all())
    seqs = [row.seq for row in rows]
    erased = set(session.exec(select(Erasure.seq).where(col(Erasure.seq).in_(seqs))))
    undone = _undone(session, seqs)
    return tuple(
        Entry(
            at=row.at,
            on=row.on,
            who="the clock" if row.actor == CLOCK else names.get(row.actor, "somebody"),
            heard_from=names.get(row.heard_from) if row.heard_from else None,
            means=row.means,
            action=row.action,
            label=row.action.replace(".", " ").replace("_", " ") + ("" if row.kind == "do" else f" ({row.kind})"),
            subjects=_subjects(session, row),
            fields=tuple(json.loads(row.fields)),
            never=row.never or "",
            undone=row.seq in undone,
            erased=row.seq in erased,
        )
        for row in rows
    )


def _undone(session: Session, seqs: list[int]) -> set[int]:
    """Entries of ``seqs`` that no longer stand. Undo and redo may be undone in turn: the newest say of the older."""
    fallen: set[int] = set()
    reverts = select(Log.seq, Log.target).where(col(Log.target).is_not(None)).order_by(col(Log.seq).desc())
    for seq, target in session.exec(reverts).all():
        if seq not in fallen and target is not None:
            fallen.add(target)
    return fallen & set(seqs)


def _subjects(session: Session, row: Log) -> tuple[str, ...]:
    """References and names of what an entry touched, each once; what no longer exists is left out."""
    named = [_name(session, table, row_id) for table, row_id in json.loads(row.entities)]
    return tuple(dict.fromkeys(name for name in named if name))


def _name(session: Session, table: str, row_id: str) -> str:
    if table in _REFERRED:
        model, space, by = _REFERRED[table]
        statement = select(model.number).where(model.id == row_id)
        if by is not None:
            statement = select(model.number).join(by[0], model.id == by[1]).where(by[0].id == row_id)
        number = session.exec(statement).first()
        return spell(space, number) if number is not None else ""
    if table == "agency":
        return session.exec(select(Agency.code).where(Agency.id == row_id)).first() or ""
    if table == "person":
        return session.exec(select(Person.name).where(Person.id == row_id)).first() or ""
    return ""


def _ids_of(session: Session, subject: str) -> list[str]:
    space = subject.strip().lstrip("#")[:1].upper()
    model = {"T": Task, "P": Participant, "R": Release}.get(space)
    if model is None or not any(character.isdigit() for character in subject):
        return list(session.exec(select(Person.id).where(func.lower(Person.name).contains(subject.lower()))))
    number = read_reference(subject, space)
    return list(session.exec(select(model.id).where(model.number == number)))  # type: ignore[attr-defined]
