"""What nobody has in hand: promises of people who left, and asks of people who are away."""

from collections.abc import Collection

from sqlalchemy import and_, or_
from sqlmodel import Session, col, select

from casetable.models import Task
from casetable.queries.facts import Predicate, task_line_shown
from casetable.queries.people import covered_by
from casetable.store.references import spell
from casetable.values.seat import Seat
from casetable.words import UNDER_WAY, TaskState


def unassigned_in(session: Session, seat: Seat, left: Collection[str]) -> tuple[str, ...]:
    """The tasks of people who left (``left``, person ids) that nobody took over, by date, as a seat may list them."""
    if not left:
        return ()
    return _refs(session, seat, col(Task.owner_id).in_(sorted(left)) & col(Task.state).in_(sorted(UNDER_WAY)))


def covering_in(session: Session, seat: Seat) -> tuple[str, ...]:
    """Asks of people who are away today and whom this person stands in for, unanswered, by date."""
    covered = covered_by(session, seat.actor, seat.today)
    if not covered:
        return ()
    unanswered = and_(col(Task.state) == TaskState.ASKED, col(Task.offered_due).is_(None))
    return _refs(session, seat, col(Task.owner_id).in_(sorted(covered)) & unanswered)


def asked_by(seat: Seat, left: Collection[str]) -> Predicate:
    """A task is this person's ask, or that of somebody who left and for whom they answer now (``left``, person ids)."""
    own: Predicate = col(Task.asker_id) == seat.actor
    if not left:
        return own
    return or_(own, and_(col(Task.asker_id).in_(sorted(left)), task_line_shown(seat)))


def _refs(session: Session, seat: Seat, condition: Predicate) -> tuple[str, ...]:
    statement = select(Task.number).where(condition, task_line_shown(seat))
    return tuple(spell("T", number) for number in session.exec(statement.order_by(col(Task.due_on), col(Task.number))))
