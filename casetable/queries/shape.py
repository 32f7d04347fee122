"""Turning rows that facts.py let through into values. No value leaves here that the predicates did not allow."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, String, func, type_coerce
from sqlalchemy import select as select_rows
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from casetable.models import Participant, Person, Task, TaskEvent
from casetable.models.people import Agency
from casetable.queries.facts import (
    event_text_shown,
    participant_known,
    task_line_shown,
    task_reference_shown,
    task_text_shown,
    task_whom_listed,
)
from casetable.queries.governing import timeline_in
from casetable.queries.safe_contacts import contacts_in
from casetable.queries.topics import Topic, topics_in
from casetable.rules.consent import reads_counts, reads_lines
from casetable.rules.notes import say_contact
from casetable.rules.tasks import rule
from casetable.store.references import spell
from casetable.values.agreement import Timeline
from casetable.values.card import SafeContact
from casetable.values.listing import COUNTED
from casetable.values.seat import Seat
from casetable.values.tasks import Task as TaskValue
from casetable.values.tasks import TaskFold
from casetable.words import UNDER_WAY, Category, SectionTopic, TaskEventKind, TaskState

_FOLD = tuple(field.name for field in fields(TaskFold))
_OWN = (
    "id",
    "version",
    "number",
    "title",
    "owner_id",
    "asker_id",
    "category",
    "size_minutes",
    "item_id",
    "participant_id",
    "tells",
)
_COLUMNS = tuple(getattr(Task, name) for name in (*_FOLD, *_OWN))
"""Plain columns and no ``Task``: of ten thousand rows each would be made an object that SQLAlchemy watches."""

_OWNER = aliased(Person)
_ASKER = aliased(Person)
_FROM = aliased(Task)


@dataclass(frozen=True, slots=True)
class _Counted:
    """What the version in force on a day says of promises and asks that began on it, and where it says so."""

    missed_after_days: int
    ask_working_days: int
    clause: str


@dataclass(frozen=True, slots=True)
class TaskRows:
    """A query over tasks as this seat may see them, to be narrowed and read with ``read_tasks``."""

    statement: Select[Any]

    def where(self, *conditions: ColumnElement[bool]) -> "TaskRows":
        """The same, narrowed."""
        return TaskRows(self.statement.where(*conditions))


def task_rows(seat: Seat) -> TaskRows:
    """Every task that this seat may list."""
    shown = task_text_shown(seat)
    whom_shown = task_reference_shown(seat) if _by_reference(seat) else task_whom_listed(seat)
    statement = (
        select(  # type: ignore[call-overload]
            *_COLUMNS,
            shown.label("text_shown"),
            whom_shown,
            col(Participant.number),
            col(Participant.name),
            participant_known(seat).label("known"),
            col(_OWNER.name),
            col(Agency.code),
            col(_ASKER.name),
            col(_FROM.number),
            col(_OWNER.left_on),
        )
        .join(_OWNER, col(_OWNER.id) == Task.owner_id)
        .join(Agency, col(Agency.id) == Task.agency_id)
        .join(_ASKER, col(_ASKER.id) == Task.asker_id)
        .outerjoin(Participant, col(Participant.id) == Task.participant_id)
        .outerjoin(_FROM, col(_FROM.id) == Task.handed_from_id)
        .where(task_line_shown(seat))
    )
    return TaskRows(statement)


def _by_reference(seat: Seat) -> bool:
    """Sees whom a task is about even without its words; of a worker's tasks the database asks for the words once."""
    return reads_counts(seat.roles) or reads_lines(seat.roles)


def read_tasks(session: Session, seat: Seat, rows: TaskRows) -> tuple[TaskValue, ...]:
    """Run the query and return values in its order."""
    found = session.execute(rows.statement).all()
    versions = timeline_in(session)

    @cache
    def counted(day: date) -> _Counted:
        return _counted(versions, day)

    blocked = blocked_on(session, seat, [row.id for row in found if row.state is TaskState.BLOCKED])
    topics = topics_in(session, seat, {row.item_id for row in found if row.item_id and row.text_shown})
    told = {row.participant_id for row in found if row.tells and row.text_shown and row.state in UNDER_WAY}
    reached = contacts_in(session, seat, told)

    def task(row: Any) -> TaskValue:
        contact = reached.get(row.participant_id) if row.tells and row.state in UNDER_WAY else None
        return _to_tell(_task(seat, row, blocked.get(row.id), topics.get(row.item_id), counted), row, contact)

    return tuple(map(task, found))


def unindexed(column: Any) -> ColumnElement[str]:
    """A text column as an expression that no index answers.

    Without statistics SQLite holds "is equal to" to be narrower than "between two dates". Of a person or a state there
    are thousands of rows and of a week a few dozen, so where both are asked for the dates must lead.
    """
    return type_coerce(col(column), String).concat("")


def count_of(session: Session, statement: Any, found: int, limit: int) -> int:
    """How many rows a query has in all, counted up to one beyond ``COUNTED``; ``found`` came with ``limit``."""
    if found < limit:
        return found
    some = statement.limit(max(COUNTED, limit) + 1).subquery()
    return int(session.execute(select_rows(func.count()).select_from(some)).scalar_one())


def blocked_on(session: Session, seat: Seat, ids: Iterable[str]) -> dict[str, str]:
    """By task id, on whom it is blocked now, where this seat may read it."""
    wanted = list(ids)
    if not wanted:
        return {}
    statement = (
        select(TaskEvent.task_id, TaskEvent.blocked_on, event_text_shown(seat).label("shown"))
        .join(Task, col(Task.id) == TaskEvent.task_id)
        .where(col(TaskEvent.task_id).in_(wanted), TaskEvent.kind == TaskEventKind.BLOCKED)
        .order_by(col(TaskEvent.position))
    )
    newest = {task_id: whom if shown else "" for task_id, whom, shown in session.exec(statement).all()}
    return {task_id: whom for task_id, whom in newest.items() if whom}


def _to_tell(task: TaskValue, row: Any, contact: SafeContact | None) -> TaskValue:
    """The same task, with how to reach whom it is to tell."""
    if not row.tells or not row.text_shown:
        return task
    if contact is None:
        return replace(task, tells=True)
    return replace(task, tells=True, safe_contact=say_contact(contact), no_post=contact.no_post)


def _counted(versions: Timeline, day: date) -> _Counted:
    applies = versions.on(day)
    terms = applies.terms
    return _Counted(terms.missed_after_days, terms.ask_working_days, applies.cite(SectionTopic.ACCOUNTABILITY))


def _task(
    seat: Seat, row: Any, blocked: str | None, topic: Topic | None, counted: Callable[[date], _Counted]
) -> TaskValue:
    folded = TaskFold(*row[: len(_FOLD)])
    row_id, version, task, title, owner_id, asker_id, category, size_minutes, _, _, _, *around = row[len(_FOLD) :]
    text_shown, whom_shown, number, name, known, owner, code, asker, handed_from, owner_left_on = around
    ref = spell("T", task)
    shows_participant = number is not None and whom_shown and (text_shown or _by_reference(seat))
    applies = counted(folded.promised_on or folded.asked_on)
    ruling = rule(
        folded,
        seat.today,
        missed_after_days=applies.missed_after_days,
        ask_working_days=applies.ask_working_days,
        task=ref,
        clause=applies.clause,
    )
    if not text_shown:
        folded = replace(folded, drop_reason=None, outside_on=None, minutes=0)
        ruling = replace(ruling, because=replace(ruling.because, arithmetic="its words are not shared with you"))
    return TaskValue(
        task=ref,
        id=row_id,
        version=version,
        title=title if text_shown else None,
        participant=spell("P", number) if shows_participant else None,
        participant_name=name if shows_participant and known else None,
        owner=owner,
        owner_id=owner_id,
        agency=code,
        asked_by=asker,
        asked_by_id=asker_id,
        category=category if text_shown else Category.GENERAL,
        size_minutes=size_minutes if text_shown else None,
        fold=folded,
        ruling=ruling,
        blocked_on=blocked,
        handed_from=spell("T", handed_from) if handed_from is not None else None,
        owner_left_on=owner_left_on,
        topic=topic.words if topic and text_shown else None,
        conference=topic.conference if topic and text_shown else None,
    )
