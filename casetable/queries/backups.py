"""The backups on record, whether one is overdue, and what the table stands on."""

from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from casetable.models import Backup, Log, Partnership, Person
from casetable.rules.backups import days_overdue, overdue_words
from casetable.store.log import head_of
from casetable.store.unit import reading, store_of
from casetable.values.seat import Seat
from casetable.words import Role

if TYPE_CHECKING:
    from casetable.values.backups import Last, Standing


def overdue(seat: Seat) -> str:
    """``no backup for 9 days`` where the last one is too long ago; else nothing. Never for the sample."""
    with reading(seat) as session:
        return _overdue(session, seat)


def reminder(seat: Seat) -> str:
    """The same, for the coordinator only: whoever does the work is not reminded."""
    return overdue(seat) if Role.COORDINATOR in seat.roles else ""


def standing(seat: Seat) -> "Standing":
    """What the table stands on: its engine, its size, its schema, the head of its log and its last backup."""
    from casetable.store.engines import stands_on
    from casetable.values.backups import Standing

    with reading(seat) as session:
        head = head_of(session)
        ground = stands_on(session, store_of(seat))
        return Standing(ground, head.seq, head.hash, _last(session, seat), _overdue(session, seat))


def _last(session: Session, seat: Seat) -> "Last | None":
    from casetable.values.backups import Last

    newest = select(Backup, Person.name).outerjoin(Person, col(Person.id) == Backup.person_id)
    row = session.exec(newest.order_by(col(Backup.head_seq).desc(), col(Backup.at).desc()).limit(1)).first()
    if row is None:
        return None
    made, name = row
    return Last(made.at, name or "the clock", (seat.today - made.on).days, made.head_seq, made.head_hash, made.place)


def _overdue(session: Session, seat: Seat) -> str:
    """One that bears a day still to come was made by a clock that ran ahead: how old it is cannot be told."""
    sample = session.exec(select(Partnership.is_sample)).first()
    founded = session.exec(select(col(Log.on)).where(Log.seq == 1)).first()
    if sample or founded is None:
        return ""
    told = select(col(Backup.on)).where(col(Backup.on) <= seat.today)
    last = session.exec(told.order_by(col(Backup.on).desc()).limit(1)).first()
    days = days_overdue(last, founded, seat.today)
    return "" if days is None else overdue_words(days, ever=last is not None)
