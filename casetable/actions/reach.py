"""What every action on a task does around its one event: find the task, check whose it is, write event and fold."""

from dataclasses import dataclass, fields
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import func
from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import Session, col, select

from casetable.errors import KEPT, NotAllowed, NotFound, Refused, SomebodyElseWasFirst
from casetable.models import Log, LogSubject, Person, Task, TaskEvent
from casetable.queries.facts import event_text_shown, task_line_shown, task_text_shown
from casetable.rules.dates import say_day
from casetable.rules.tasks import fold, follow, may_follow
from casetable.store.references import read_reference, spell
from casetable.store.unit import speaker
from casetable.values.seat import Heard, Receipt, Seat
from casetable.values.tasks import TaskEvent as Happening
from casetable.values.tasks import TaskFold
from casetable.words import CLOCK, Category, DropReason, Role, TaskEventKind


@dataclass(frozen=True, slots=True)
class Words:
    """What an event says besides its kind. ``category`` None takes the task's."""

    due: date | None = None
    minutes: int | None = None
    note: str = ""
    contact: bool = False
    blocked_on: str = ""
    outside: bool = False
    reason: DropReason | None = None
    to_person_id: str | None = None
    category: Category | None = None


@dataclass(frozen=True, slots=True)
class Reached:
    """A task within reach of a seat. ``voice`` is the seat whose word is being recorded."""

    session: Session
    seat: Seat
    voice: Seat
    heard: Heard | None
    task: Task
    ref: str

    @property
    def is_owner(self) -> bool:
        """The word is the owner's."""
        return self.voice.actor == self.task.owner_id

    @property
    def is_asker(self) -> bool:
        """The word is the asker's."""
        return self.voice.actor == self.task.asker_id

    @property
    def answers_for_asker(self) -> bool:
        """The word is the asker's; of one who left, that of anybody else of their agency, or the coordinator's."""
        if self.is_asker or self.is_owner:
            return self.is_asker
        asker = self.session.get_one(Person, self.task.asker_id)
        stands_in = self.voice.agency_id == asker.agency_id or Role.COORDINATOR in self.voice.roles
        return asker.left_on is not None and stands_in

    @property
    def answers_for_owner(self) -> bool:
        """The word is the owner's; of one who left, that of anybody else of the task's agency, or the coordinator's."""
        if self.is_owner:
            return True
        stands_in = self.voice.agency_id == self.task.agency_id or Role.COORDINATOR in self.voice.roles
        return stands_in and self.session.get_one(Person, self.task.owner_id).left_on is not None

    def owner_only(self) -> None:
        """Raise NotAllowed unless the word is the owner's."""
        if not self.is_owner:
            self.still_owned()
            owner = person_name(self.session, self.task.owner_id)
            raise NotAllowed(f"{self.ref} is {owner}'s promise.", f"Heard it from {owner}? Say so: --heard-from.")

    def still_owned(self) -> None:
        """Raise NotAllowed for the promise of somebody who left: it is handed on before anything else."""
        owner = self.session.get_one(Person, self.task.owner_id)
        if owner.left_on is not None:
            raise NotAllowed(
                f"{self.ref} is unassigned: {owner.name} left the table on {say_day(owner.left_on)}.",
                f"Whoever works there, or the coordinator, hands it on: casetable task hand {self.ref} PERSON",
            )

    def may(self, kind: TaskEventKind) -> None:
        """Raise Refused with the reason unless an event of this kind may come next."""
        reason = may_follow(fold_of(self.task), kind)
        if reason:
            raise Refused(f"{self.ref}: {reason}.", "casetable task show tells its story.")

    def happen(self, kind: TaskEventKind, words: Words | None = None) -> TaskFold:
        """Write one event and the fold that follows from it. Raises Refused when it may not come next."""
        self.may(kind)
        said = words or Words()
        is_noted = self.voice.actor != self.seat.actor
        event = TaskEvent(
            task_id=self.task.id,
            position=_next_position(self.session, self.task.id),
            kind=kind,
            at=self.seat.now,
            on=self.seat.today,
            person_id=None if self.seat.is_clock else self.voice.actor,
            noted_by_id=self.seat.actor if is_noted else None,
            means=self.heard.by if self.heard and is_noted else None,
            writer_id=self.voice.agency_id or None,
            category=said.category or self.task.category,
            due=said.due,
            minutes=said.minutes,
            note=said.note,
            contact=said.contact,
            blocked_on=said.blocked_on,
            outside=said.outside,
            reason=said.reason,
            to_person_id=said.to_person_id,
        )
        self.session.add(event)
        self.session.flush()
        happening = Happening(kind, event.on, event.due, event.outside, event.reason, event.minutes)
        followed = follow(fold_of(self.task), happening)
        return refold(self.session, self.task) if followed is None else store_fold(self.task, followed)

    def receipt(self, sentence: str) -> Receipt:
        """A receipt that names the task first."""
        return Receipt(f"{self.ref} {sentence}", self.ref)


def reach(session: Session, seat: Seat, words: str, *, seen: int | None = None, heard: Heard | None = None) -> Reached:
    """Find a task that this seat may see, by its reference.

    ``seen`` is the version the form was filled from. Raises NotFound, or SomebodyElseWasFirst when it changed.
    """
    number = read_reference(words, "T")
    ref = spell("T", number)
    task = session.exec(select(Task).where(Task.number == number)).first()
    shown = task is not None and session.exec(select(Task.id).where(Task.id == task.id, task_line_shown(seat))).first()
    if task is None or not shown:
        raise NotFound(f"There is no {ref} here.", "casetable task list shows what there is.")
    if seen is not None and task.version != seen:
        raise _somebody_else(session, seat, task, ref)
    return Reached(session, seat, speaker(session, seat, heard), heard, task, ref)


def refold(session: Session, task: Task) -> TaskFold:
    """Recompute the fold from all events and store it."""
    return store_fold(task, fold(happenings(session, task.id)))


def store_fold(task: Task, folded: TaskFold) -> TaskFold:
    """Store a task's fold; the version moves on even when nothing else does.

    The flag stands on a column that never changes: SQLAlchemy forgets a flagged column's value from before.
    """
    for field in fields(folded):
        setattr(task, field.name, getattr(folded, field.name))
    flag_modified(task, "number")
    return folded


def happenings(session: Session, task_id: str) -> list[Happening]:
    """A task's events as the rules read them, oldest first."""
    columns = (TaskEvent.kind, TaskEvent.on, TaskEvent.due, TaskEvent.outside, TaskEvent.reason, TaskEvent.minutes)
    rows = session.execute(
        select(*columns).where(TaskEvent.task_id == task_id).order_by(col(TaskEvent.position))  # type: ignore[call-overload]
    )
    return [Happening(*row) for row in rows]


def fold_of(task: Task) -> TaskFold:
    """The stored fold of a task row."""
    return TaskFold(**{field.name: getattr(task, field.name) for field in fields(TaskFold)})


def person_name(session: Session, person_id: str) -> str:
    """A person's name."""
    return session.exec(select(Person.name).where(Person.id == person_id)).one()


def _next_position(session: Session, task_id: str) -> int:
    last = session.exec(select(func.max(TaskEvent.position)).where(TaskEvent.task_id == task_id)).one()
    return 0 if last is None else last + 1


def _somebody_else(session: Session, seat: Seat, task: Task, ref: str) -> SomebodyElseWasFirst:
    """Who changed the task last by the log, which also knows of rewording and undo, and what stands there now."""
    touched = select(Log).join(LogSubject, col(LogSubject.seq) == Log.seq).where(LogSubject.subject_id == task.id)
    entry = session.exec(touched.order_by(col(Log.seq).desc()).limit(1)).one()
    newest = (
        select(TaskEvent, event_text_shown(seat))
        .join(Task, col(Task.id) == TaskEvent.task_id)
        .where(TaskEvent.task_id == task.id)
        .order_by(col(TaskEvent.position).desc())
    )
    theirs = {"state": task.state.label, "due": say_day(task.due_on)}
    if session.exec(select(Task.id).where(Task.id == task.id, task_text_shown(seat))).first():
        theirs["title"] = task.title
    event, may_read = session.exec(newest).first() or (None, False)
    if event is not None and may_read and event.note:
        theirs["note"] = event.note
    who = "The clock" if entry.actor == CLOCK else person_name(session, entry.actor)
    what = event.kind.label if event is not None and event.at == entry.at and entry.kind == "do" else "changed"
    at = entry.at.astimezone(ZoneInfo(seat.zone))
    return SomebodyElseWasFirst(
        f"{ref} changed while this was open: {who} {what} it at {at:%H:%M} on {say_day(entry.on)}.",
        KEPT,
        theirs,
    )
