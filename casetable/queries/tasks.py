"""Tasks as lists and as whole stories."""

from sqlalchemy import func
from sqlalchemy import select as select_rows
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from casetable.errors import NotFound
from casetable.models import Agency, Participant, Person, Task, TaskEvent
from casetable.queries.facts import event_text_shown, task_reference_shown
from casetable.queries.shape import TaskRows, count_of, read_tasks, task_rows
from casetable.store.references import read_reference, spell
from casetable.store.unit import reading
from casetable.values.listing import Listing
from casetable.values.seat import Seat
from casetable.values.tasks import StoryLine, TaskStory
from casetable.values.tasks import Task as TaskValue
from casetable.words import TaskEventKind, TaskState


def tasks(
    seat: Seat,
    *,
    state: TaskState | None = None,
    owner: str | None = None,
    participant: str | None = None,
    agency: str | None = None,
    limit: int = 500,
) -> Listing[TaskValue]:
    """Tasks by due date, newest first. ``owner`` is a person id, ``participant`` a reference, ``agency`` a code."""
    rows = task_rows(seat)
    if state is not None:
        rows = rows.where(col(Task.state) == state)
    if owner is not None:
        rows = rows.where(col(Task.owner_id) == owner)
    if participant is not None:
        rows = rows.where(col(Participant.number) == read_reference(participant, "P"), task_reference_shown(seat))
    if agency is not None:
        rows = rows.where(func.lower(col(Agency.code)) == agency.lower())
    with reading(seat) as session:
        ordered = rows.statement.order_by(col(Task.due_on).desc(), col(Task.number)).limit(limit)
        found = read_tasks(session, seat, TaskRows(ordered))
        total = count_of(session, rows.statement.with_only_columns(col(Task.id)), len(found), limit)
        return Listing(found, total)


def task(seat: Seat, words: str) -> TaskValue:
    """One task by reference. Raises NotFound where this seat may not list it."""
    with reading(seat) as session:
        return _one(session, seat, words)


def story(seat: Seat, words: str) -> TaskStory:
    """A task with everything that happened to it. Notes are None where there is none that this seat may read."""
    with reading(seat) as session:
        value = _one(session, seat, words)
        noter = aliased(Person)
        receiver = aliased(Person)
        statement = (
            select_rows(TaskEvent, col(Person.name), col(noter.name), col(receiver.name), event_text_shown(seat))
            .join(Task, col(Task.id) == TaskEvent.task_id)
            .outerjoin(Person, col(Person.id) == TaskEvent.person_id)
            .outerjoin(noter, col(noter.id) == TaskEvent.noted_by_id)
            .outerjoin(receiver, col(receiver.id) == TaskEvent.to_person_id)
            .where(col(TaskEvent.task_id) == value.id)
            .order_by(col(TaskEvent.position))
        )
        lines = tuple(
            StoryLine(
                at=event.at,
                on=event.on,
                kind=event.kind,
                by=who or "the clock",
                noted_by=noted_by,
                means=event.means,
                due=event.due,
                minutes=event.minutes if shown else None,
                note=_note(event, to) or None if shown else None,
                contact=event.contact and shown,
            )
            for event, who, noted_by, to, shown in session.execute(statement).all()
        )
    return TaskStory(value, lines)


def _note(event: TaskEvent, to: str | None) -> str:
    parts = [
        f"on {event.blocked_on}{' (outside the table)' if event.outside else ''}" if event.blocked_on else "",
        event.reason.label if event.reason else "",
        f"to {to}" if to and event.kind is TaskEventKind.HANDED_OVER else "",
        event.note,
    ]
    return "; ".join(part for part in parts if part)


def _one(session: Session, seat: Seat, words: str) -> TaskValue:
    number = read_reference(words, "T")
    found = read_tasks(session, seat, task_rows(seat).where(col(Task.number) == number))
    if not found:
        raise NotFound(f"There is no {spell('T', number)} here.", "casetable task list shows what there is.")
    return found[0]
