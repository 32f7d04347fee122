"""The unit of work: ``with change(seat, action) as session`` is the only way to write.

It takes the chain lock first, checks permission, gathers row images over all flushes, writes one log entry and
commits: all or nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, cast

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session as OrmSession
from sqlalchemy.orm import UOWTransaction
from sqlmodel import Session, col, select

from casetable.errors import NotFound
from casetable.models import Person, PersonRole, Row
from casetable.models.people import Agency
from casetable.rules.dates import say_day
from casetable.rules.permissions import check, check_noting
from casetable.store.doubt import commit
from casetable.store.log import Image, Images, append, head_of, plain
from casetable.store.opening import Store
from casetable.store.schema import check_still_current
from casetable.values.action import Action
from casetable.values.seat import Heard, Seat
from casetable.words import CLOCK

_Touched = dict[tuple[str, str], tuple[Row, Image | None]]
"""By (table, id): the row and its image from before the change."""


def store_of(seat: Seat) -> Store:
    """The opened database behind a seat."""
    return cast(Store, seat.store)


@contextmanager
def reading(seat: Seat) -> Iterator[Session]:
    """A session that reads one consistent state for a seat."""
    with store_of(seat).reading() as session:
        yield session


@contextmanager
def change(
    seat: Seat, action: Action, heard: Heard | None = None, *, kind: str = "do", target: int | None = None
) -> Iterator[Session]:
    """One change by ``seat``: everything the block adds or alters is written with one log entry, or nothing is.

    ``heard`` records it on behalf of somebody else; the permission asked is then theirs. ``kind`` and ``target``
    are for undo and redo. An exception in the block leaves the table as it was; a block that changes nothing, or
    rolls back, leaves no entry either. Raises NotAllowed before the block runs; TableBusy, Unreachable and their
    like when nothing was saved; InDoubt when that cannot be told.
    """
    store = store_of(seat)
    with store.writing() as session:
        check_still_current(session.connection(), store)
        head = head_of(session)
        if heard is not None:
            check_noting(seat.roles)
        voice = speaker(session, seat, heard)
        whose = voice.name if voice.actor != seat.actor else ""
        check(voice.roles, action.name, is_clock=seat.is_clock, whose=whose)
        touched = _watch(session)
        yield session
        session.flush()
        images = _images(touched)
        if not images:
            session.rollback()
            return
        entry = {
            "at": seat.now,
            "on": seat.today,
            "actor": seat.actor,
            "heard_from": heard.person if heard else None,
            "means": heard.by if heard else None,
            "action": action.name,
            "kind": kind,
            "target": target,
            "never": _never(seat, action),
        }
        written = append(session, head, entry, images, forgets=action.forgets)
        commit(session, store, written.hash)


def speaker(session: Session, seat: Seat, heard: Heard | None) -> Seat:
    """The seat whose word it is: the one who sits here, or the one it was heard from. Raises NotFound."""
    if heard is None or heard.person == seat.actor:
        return seat
    return seat_of(session, seat, heard.person)


def seat_of(session: Session, seat: Seat, person_id: str) -> Seat:
    """The seat that another person would have now. Raises NotFound for somebody unknown or who left."""
    row = session.exec(
        select(Person, Agency).join(Agency, col(Agency.id) == Person.agency_id).where(Person.id == person_id)
    ).first()
    if row is None:
        raise NotFound("Nobody of that name sits at this table.", "casetable person list shows who does.")
    person, agency = row
    if person.left_on is not None:
        raise NotFound(
            f"{person.name} left the table on {say_day(person.left_on)}.", "casetable person list shows who sits."
        )
    held = session.exec(select(PersonRole).where(PersonRole.person_id == person.id)).all()
    roles = frozenset(one.role for one in held)
    return replace(seat, actor=person.id, name=person.name, agency=agency.code, agency_id=agency.id, roles=roles)


def row_image(row: Row) -> Image:
    """Every column of a row as JSON holds it, by attribute name."""
    return {attribute.key: plain(getattr(row, attribute.key)) for attribute in inspect(type(row)).column_attrs}


def _never(seat: Seat, action: Action) -> str | None:
    if seat.actor == CLOCK:
        return "what the clock did is corrected by a new entry"
    return action.never or None


def _watch(session: Session) -> _Touched:
    """Collect, over all flushes of the session, each touched row's image from before the change."""
    before: _Touched = {}

    def before_flush(current: OrmSession, _context: UOWTransaction, _instances: Any) -> None:
        for row in current.new:
            if isinstance(row, Row):
                before.setdefault((str(row.__tablename__), row.id), (row, None))
        for row in [*current.dirty, *current.deleted]:
            if isinstance(row, Row):
                before.setdefault((str(row.__tablename__), row.id), (row, _committed(row)))

    event.listen(session, "before_flush", before_flush)
    event.listen(session, "after_rollback", lambda _: before.clear())
    return before


def _committed(row: Row) -> Image:
    """The row as the database still holds it, from SQLAlchemy's own memory of unflushed attributes."""
    state = inspect(row)
    image: Image = {}
    for attribute in inspect(type(row)).column_attrs:
        history = state.attrs[attribute.key].history
        value = history.deleted[0] if history.deleted else getattr(row, attribute.key)
        image[attribute.key] = plain(value)
    return image


def _images(touched: _Touched) -> Images:
    images: Images = {}
    for key, (row, image) in touched.items():
        state = inspect(row)
        after = None if state.deleted or state.was_deleted else row_image(row)
        if image != after:
            images[key] = (image, after)
    return images
