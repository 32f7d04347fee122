"""The week: the board, my week, and my case-note lines."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from operator import attrgetter
from typing import Any

from sqlalchemy import and_, or_, text, union_all
from sqlalchemy import select as select_rows
from sqlmodel import Session, col, select

from casetable.models import Participant as ParticipantRow
from casetable.models import Partnership, Release, Task, TaskEvent
from casetable.models.tasks import DROP_WAITS
from casetable.queries.conference import conference_in
from casetable.queries.consent import endings_in
from casetable.queries.counts import cell_counts
from casetable.queries.erasure import owed_in
from casetable.queries.facts import (
    Predicate,
    event_text_shown,
    on_board,
    participant_known,
    task_line_shown,
    task_text_shown,
    task_whom_listed,
)
from casetable.queries.governing import governing_in, terms_in
from casetable.queries.notes import own_lines
from casetable.queries.participants import board_participants, declined_in
from casetable.queries.people import agencies_in, stands_for
from casetable.queries.shape import TaskRows, read_tasks, task_rows, unindexed
from casetable.queries.signed import offering_in, review_in, to_sign_in
from casetable.queries.unassigned import asked_by, covering_in, unassigned_in
from casetable.rules.calendar import read_week, week_of, week_start
from casetable.rules.consent import reads_references
from casetable.rules.permissions import MANAGERS
from casetable.store.references import read_reference, spell
from casetable.store.unit import reading
from casetable.values.participants import Participant
from casetable.values.seat import Seat
from casetable.values.tasks import Task as TaskValue
from casetable.values.week import Needs, NoteLine, Week
from casetable.words import PROMISED, UNDER_WAY, Category, Role, TaskEventKind, TaskState

RETURNED_SAID_FOR_DAYS = 7
"""How long an ask that nobody answered is named to its asker."""


def week(seat: Seat, which: str | None = None, everybody: tuple[Participant, ...] | None = None) -> Week:
    """The board of an ISO week (default: the one of today). Raises BadInput for a week that cannot be read.

    On it stand tasks due, first promised or ended in that week; on the current one also what is overdue. ``everybody``
    is the list of participants where this seat has just read it, so that it is not read again.
    """
    name = read_week(which, seat.today) if which else week_of(seat.today)
    monday = week_start(name)
    with reading(seat) as session:
        stands = _stands_in(monday, seat.today)
        on_this_board = stands, or_(col(Task.participant_id).is_(None), _participant_on(seat))
        rows = _in_order(task_rows(seat).where(*on_this_board))
        return Week(
            week=name,
            starts_on=monday,
            today=seat.today,
            partnership=governing_in(session, seat.today).name,
            is_sample=session.exec(select(Partnership.is_sample)).one(),
            agencies=agencies_in(session),
            participants=_on_board(session, seat, everybody),
            tasks=read_tasks(session, seat, rows),
            needs=_needs(session, seat),
            conference=conference_in(session, seat),
            reads_only=seat.reads_only,
            counts=cell_counts(session, seat, stands),
        )


def my_tasks(seat: Seat, which: str | None = None) -> tuple[TaskValue, ...]:
    """What this person has in a week (default: of today), and what they asked others: late first, then by date.

    With it stands what nobody took over from people who left, for whoever is told of it (``stands_for``).
    """
    monday = week_start(read_week(which, seat.today) if which else week_of(seat.today))
    with reading(seat) as session:
        left = stands_for(session, seat)
        waits = col(Task.state).in_(sorted(UNDER_WAY | {TaskState.RETURNED}))
        mine = or_(unindexed(Task.owner_id) == seat.actor, and_(asked_by(seat, left), waits))
        if left:
            mine = or_(mine, and_(unindexed(Task.owner_id).in_(sorted(left)), col(Task.state).in_(sorted(UNDER_WAY))))
        return read_tasks(session, seat, _in_order(task_rows(seat).where(_stands_in(monday, seat.today), mine)))


def help_wanted(seat: Seat) -> tuple[TaskValue, ...]:
    """Every task that wants help, as this seat may see it."""
    with reading(seat) as session:
        rows = task_rows(seat).where(col(Task.help_wanted).is_(True), col(Task.state).in_(sorted(PROMISED)))
        return read_tasks(session, seat, _in_order(rows))


def notes(seat: Seat, which: str | None = None) -> tuple[NoteLine, ...]:
    """My case-note lines of a week: contacts, notes and done work about participants, own ones, oldest first."""
    monday = week_start(read_week(which, seat.today) if which else week_of(seat.today))
    with reading(seat) as session:
        statement = (
            select_rows(
                TaskEvent,
                Task,
                ParticipantRow,
                participant_known(seat).label("known"),
                task_text_shown(seat).label("shown"),
            )
            .join(Task, col(Task.id) == TaskEvent.task_id)
            .join(ParticipantRow, col(ParticipantRow.id) == Task.participant_id)
            .where(
                col(TaskEvent.person_id) == seat.actor,
                col(TaskEvent.kind).in_([TaskEventKind.LOGGED, TaskEventKind.DONE, TaskEventKind.HELPED]),
                col(TaskEvent.on).between(monday, monday + timedelta(days=6)),
                event_text_shown(seat),
                task_whom_listed(seat),
            )
            .order_by(col(ParticipantRow.number), col(TaskEvent.on), col(TaskEvent.at))
        )
        logged = [
            _note(event, task, participant, known=known, shown=shown)
            for event, task, participant, known, shown in session.execute(statement).all()
        ]
        noted = own_lines(session, seat, monday)
    return tuple(sorted([*logged, *noted], key=lambda line: (read_reference(line.participant, "P"), line.on)))


def _note(event: TaskEvent, task: Task, participant: ParticipantRow, *, known: bool, shown: bool) -> NoteLine:
    what = "contact" if event.contact else event.kind.label
    title = task.title if shown else spell("T", task.number)
    text = ": ".join(part for part in (title, " ".join(event.note.split())) if part)
    return NoteLine(
        on=event.on,
        participant=spell("P", participant.number),
        participant_name=participant.name if known else "",
        what=what,
        text=text,
        minutes=event.minutes,
        category=event.category,
    )


def _on_board(session: Session, seat: Seat, everybody: tuple[Participant, ...] | None) -> tuple[Participant, ...]:
    if everybody is None:
        return board_participants(session, seat)
    return tuple(one for one in everybody if one.on_board)


def _participant_on(seat: Seat) -> Predicate:
    return col(ParticipantRow.id).is_not(None) & on_board(seat)


def _stands_in(monday: date, today: date) -> Predicate:
    sunday = monday + timedelta(days=6)
    stands: list[Predicate] = [
        col(Task.due_on).between(monday, sunday),
        col(Task.promised_on).between(monday, sunday),
        col(Task.ended_on).between(monday, sunday),
    ]
    if monday <= today <= sunday:
        stands.append(and_(col(Task.state).in_(sorted(UNDER_WAY)), col(Task.due_on) < monday))
    return or_(*stands)


def _in_order(rows: TaskRows) -> TaskRows:
    return TaskRows(rows.statement.order_by(col(Task.due_on), col(Task.number)))


def _needs(session: Session, seat: Seat) -> Needs:
    """What waits for this person, whatever week is looked at."""
    soon = seat.today + timedelta(days=6 - seat.today.weekday())
    left = stands_for(session, seat)
    waiting = _waiting(session, seat, left)
    askers = {seat.actor, *left}
    own = [task for task in waiting if task.owner_id == seat.actor]
    unanswered = [task for task in waiting if task.state is TaskState.ASKED]
    promised = [task for task in own if task.state in PROMISED]
    to_offer, awaits_signatures = offering_in(session, seat)
    return Needs(
        asked=_refs(task for task in unanswered if task.owner_id == seat.actor and task.offered_due is None),
        late=_refs(task for task in promised if task.due_on < seat.today),
        due=_refs(task for task in promised if seat.today <= task.due_on <= soon),
        offered=_refs(
            task
            for task in unanswered
            if task.asker_id in askers and task.owner_id != seat.actor and task.offered_due is not None
        ),
        drops=_refs(task for task in waiting if task.state is TaskState.DROPPED),
        returned=_refs(task for task in waiting if task.state is TaskState.RETURNED),
        releases=_releases_ending(session, seat),
        declined=declined_in(session, seat),
        erasures=owed_in(session, seat),
        to_sign=to_sign_in(session, seat),
        to_offer=to_offer,
        awaits_signatures=awaits_signatures,
        review=_review_due(session, seat),
        covering=covering_in(session, seat),
        unassigned=unassigned_in(session, seat, left),
    )


def _waiting(session: Session, seat: Seat, left: Collection[str]) -> list[Any]:
    """Tasks that may wait for this person, by date: three questions in one, each with an index of its own.

    Those that somebody asked who left (``left``, person ids) wait for whoever answers for them. For advisers nothing
    does, also what they had in another role.
    """
    if not reads_references(seat.roles):
        return []
    asked = asked_by(seat, left)
    since = seat.today - timedelta(days=RETURNED_SAID_FOR_DAYS)
    parts = (
        and_(col(Task.state).in_(sorted(UNDER_WAY)), or_(col(Task.owner_id) == seat.actor, asked)),
        and_(text(DROP_WAITS), col(Task.owner_id) != seat.actor, _agrees_to_drop(seat, asked)),
        and_(col(Task.ended_on) > since, asked, unindexed(Task.state) == TaskState.RETURNED.value),
    )
    columns = (Task.number, Task.state, Task.offered_due, Task.due_on, Task.owner_id, Task.asker_id)
    found = session.execute(union_all(*(select_rows(*columns).where(part) for part in parts)))  # type: ignore[call-overload]
    return sorted(found.all(), key=attrgetter("due_on", "number"))


def _agrees_to_drop(seat: Seat, asked: Predicate) -> Predicate:
    """Whose yes a drop needs: the asker's, and for one's own ask the coordinator's."""
    if Role.COORDINATOR not in seat.roles:
        return asked
    return or_(asked, and_(col(Task.asker_id) == col(Task.owner_id), task_line_shown(seat)))


def _refs(tasks: Iterable[Any]) -> tuple[str, ...]:
    return tuple(spell("T", task.number) for task in tasks)


def _review_due(session: Session, seat: Seat) -> int | None:
    """In how many days the agreement's review is due, for those who keep it, from the agreed warning on."""
    if not seat.roles & (MANAGERS | {Role.COORDINATOR}):
        return None
    days = review_in(session, seat)
    return days if days is not None and days <= terms_in(session, seat.today).warn_review_days else None


def _releases_ending(session: Session, seat: Seat) -> tuple[tuple[str, int], ...]:
    """General releases of participants this agency proposed that end, unrenewed, within the time of warning."""
    last = seat.today + timedelta(days=terms_in(session, seat.today).warn_release_days)
    own = (col(ParticipantRow.agency_id) == seat.agency_id, col(Release.category) == Category.GENERAL)
    ending: dict[str, int] = {}
    for one in endings_in(session, seat, last, *own):
        if one.terms.until is not None:
            ending.setdefault(one.participant, (one.terms.until - seat.today).days)
    return tuple(ending.items())
