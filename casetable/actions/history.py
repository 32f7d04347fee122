"""Undo and redo: the newest own entry, from either face (law 6).

Undo reverts an entry by restoring the rows' images from before it; redo reverts that undo. Both are entries.
"""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Date, DateTime, Time, inspect
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import Session, SQLModel, col, select

from casetable.actions.agreement_undo import check_numbers_stay
from casetable.actions.at_table import (
    check_nobody_lost_their_place,
    check_nothing_is_asked_of_the_dead,
    check_nothing_is_told_to_the_dead,
    check_places,
)
from casetable.actions.conference_undo import check_the_room_stands
from casetable.actions.outcomes import check_what_work_began_with
from casetable.actions.people_rows import check_who_reports
from casetable.errors import Refused
from casetable.models import Log, LogDetail, LogSubject, Participant, Row
from casetable.queries.facts import participant_listed
from casetable.queries.history import newest_redoable, newest_undoable
from casetable.rules.deeds import called
from casetable.store.log import Image, Images, images_of
from casetable.store.references import spell
from casetable.store.unit import change, row_image
from casetable.values.action import Action
from casetable.values.seat import Receipt, Seat


def undo(seat: Seat) -> Receipt:
    """Take back the newest own change that still stands, wherever it was made.

    Raises Refused when there is none, when it is never undone (with the reason), or when somebody changed the
    same thing since.
    """
    return _revert(seat, "undo")


def redo(seat: Seat) -> Receipt:
    """Bring back the newest own change that was undone, unless something else was done since."""
    return _revert(seat, "redo")


def _revert(seat: Seat, kind: str) -> Receipt:
    newest = newest_undoable if kind == "undo" else newest_redoable
    entry = newest(seat)
    if entry is None:
        raise Refused(f"There is nothing of yours to {kind}.")
    if entry.never:
        raise Refused(f"The last thing you did cannot be undone: {entry.never}.")
    try:
        with change(seat, Action(entry.action, kind), kind=kind, target=entry.seq) as session:
            if newest(seat, session) != entry:
                raise Refused("Something was changed in the same moment.", "Look again, then try again.")
            names = _names(session, seat, entry)
            images = _restore(session, entry)
            check_places(session, seat.today)
            check_nobody_lost_their_place(session)
            check_nothing_is_asked_of_the_dead(session)
            check_nothing_is_told_to_the_dead(session, images)
            check_what_work_began_with(session, images)
            check_numbers_stay(session, seat, entry, images)
            check_who_reports(session, images)
            check_the_room_stands(session, images, seat.today)
    except IntegrityError as error:
        raise Refused("Something was built on it since.", "Correct it with a new entry instead.") from error
    verb = "Undone" if kind == "undo" else "Done again"
    of_conference = names and entry.action.startswith("conference.")
    done = " ".join([called(entry.action), *(["about"] if of_conference else []), *names])
    return Receipt(f"{verb}: {done}.", names[0] if names else "")


def _names(session: Session, seat: Seat, entry: Log) -> list[str]:
    """The references of the tasks, participants and releases that an entry touched; none once it was erased.

    What has no reference of its own, as a note or an answer, is named by its participant's. Somebody whom this seat
    may not list any more is not named.
    """
    detail = session.exec(select(LogDetail.detail).where(LogDetail.seq == entry.seq)).first()
    images = images_of(detail) if detail else {}
    touched = [(*key, image) for key, (before, after) in images.items() if (image := before or after)]
    whom = {image["participant_id"] for _, _, image in touched if image.get("participant_id")}
    whom |= {row_id for table, row_id, _ in touched if table == "participant"}
    there = session.exec(
        select(Participant.id, Participant.number, participant_listed(seat)).where(col(Participant.id).in_(whom))
    ).all()
    unlisted = {row_id for row_id, _, listed in there if not listed}
    spaces = {"task": "T", "participant": "P", "release": "R"}
    numbered = [(spaces[table], row_id, image) for table, row_id, image in touched if table in spaces]
    found = {spell(space, image["number"]) for space, row_id, image in numbered if row_id not in unlisted}
    aside = {
        image["participant_id"] for table, _, image in touched if table not in spaces and "participant_id" in image
    }
    return sorted(found | {spell("P", number) for row_id, number, listed in there if listed and row_id in aside})


def _restore(session: Session, entry: Log) -> Images:
    detail = session.exec(select(LogDetail.detail).where(LogDetail.seq == entry.seq)).first()
    if detail is None:
        raise Refused("What it changed was erased since; it cannot be undone.")
    tables = {str(mapper.class_.__tablename__): mapper.class_ for mapper in SQLModel._sa_registry.mappers}
    images = images_of(detail)
    for (table, row_id), (before, after) in images.items():
        model = tables[table]
        current = session.get(model, row_id)
        if not _stands_as_left(current, after) or _touched_by_others(session, entry, row_id):
            raise Refused("Somebody changed the same thing since.", "Correct it with a new entry instead.")
        _put_back(session, model, current, before)
    return images


def _stands_as_left(current: Row | None, after: Image | None) -> bool:
    """The row has the content that the entry left; its version may have moved on by own undo and redo."""
    if current is None or after is None:
        return current is None and after is None
    now = row_image(current)
    return all(now[key] == value for key, value in after.items() if key != "version")


def _touched_by_others(session: Session, entry: Log, row_id: str) -> bool:
    since = (
        select(Log.seq)
        .join(LogSubject, col(LogSubject.seq) == Log.seq)
        .where(LogSubject.subject_id == row_id, Log.seq > entry.seq, Log.actor != entry.actor)
    )
    return session.exec(since.limit(1)).first() is not None


def _put_back(session: Session, model: type[Row], current: Row | None, before: Image | None) -> None:
    """Make a row what it was. Its version moves on even when nothing else does, so that older forms are told."""
    if before is None:
        session.delete(current)
        return
    values = {key: _typed(model, key, value) for key, value in before.items() if key != "version"}
    if current is None:
        again = model(**values)
        session.add(again)
        session.flush()
        again.version = before["version"] + 1
        return
    now = row_image(current)
    same = [key for key in values if now[key] == before[key] and key != "id"]
    for key, value in values.items():
        if now[key] != before[key]:
            setattr(current, key, value)
    flag_modified(current, same[0])


def _typed(model: type[Row], key: str, value: Any) -> Any:
    """A column's value from its JSON form."""
    kind = inspect(model).column_attrs[key].columns[0].type
    if value is None:
        return None
    if isinstance(getattr(kind, "impl", kind), DateTime):
        return datetime.fromisoformat(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    if isinstance(kind, Time):
        return time.fromisoformat(value)
    enum = getattr(kind, "enum_class", None)
    return enum(value) if enum else value
