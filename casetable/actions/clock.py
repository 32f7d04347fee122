"""What time brings about: each effect is one change by the clock, exactly once."""

from datetime import date

from sqlmodel import select

from casetable.actions.reach import Reached
from casetable.errors import NotFound
from casetable.models import ClockEffect, Task
from casetable.rules.dates import say_day
from casetable.store.references import read_reference, spell
from casetable.store.unit import change
from casetable.values.action import Action
from casetable.values.seat import Receipt, Seat
from casetable.words import TaskEventKind, TaskState

RETURN = Action("task.return", "returned")


def return_unanswered(seat: Seat, task: str, *, due_on: date) -> Receipt | None:
    """Give an unanswered ask back to its asker, uncounted. ``due_on`` is when it was due to return.

    None when it was answered or returned in the meantime, by whomever: safe to call twice and by two at once.
    """
    with change(seat, RETURN) as session:
        number = read_reference(task, "T")
        row = session.exec(select(Task).where(Task.number == number)).first()
        if row is None:
            raise NotFound(f"There is no {spell('T', number)} here.")
        applied = select(ClockEffect).where(
            ClockEffect.kind == "return", ClockEffect.subject == row.id, ClockEffect.due_on == due_on
        )
        waits = row.state is TaskState.ASKED and row.offered_due is None and row.asked_on < due_on
        if not waits or session.exec(applied).first() is not None:
            session.rollback()
            return None
        ref = spell("T", number)
        Reached(session, seat, seat, None, row, ref).happen(TaskEventKind.RETURNED)
        session.add(ClockEffect(kind="return", subject=row.id, due_on=due_on, applied_on=seat.today))
        late = "" if due_on == seat.today else f" (was due {say_day(due_on)})"
        return Receipt(f"{ref} returned to its asker unanswered{late}.", ref)
