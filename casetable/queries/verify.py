"""Recomputing what must hold: the chain, the triggers that guard it, and every fold."""

from collections.abc import Iterator
from dataclasses import fields
from itertools import groupby
from operator import itemgetter

from sqlmodel import Session, col, select

from casetable.models import Erasure, Log, LogDetail, LogSubject, Task, TaskEvent
from casetable.rules.tasks import fold
from casetable.store.log import FORMAT, GENESIS, canonical, digest_of, hash_of, images_of
from casetable.store.references import spell
from casetable.store.schema import triggers_expected, triggers_present
from casetable.store.unit import reading
from casetable.values.history import Verification
from casetable.values.seat import Seat
from casetable.values.tasks import TaskEvent as Happening
from casetable.values.tasks import TaskFold


def verify(seat: Seat) -> Verification:
    """Recompute the chain, look at the triggers and compare every stored fold with its events.

    The first broken entry is named; what comes after it cannot be trusted and is not looked at.
    """
    with reading(seat) as session:
        entries, head, chain = _chain(session)
        missing = sorted(triggers_expected() - triggers_present(session.connection()))
        guards = [f"The guard {name} is missing or was changed." for name in missing]
        tasks, folds = _folds(session)
        return Verification(entries, tasks, head, (*chain, *guards, *folds))


def _chain(session: Session) -> tuple[int, str, list[str]]:
    erased = set(session.exec(select(Erasure.seq).join(Log, col(Log.seq) == Erasure.erased_by)))
    subjects = _subjects(session)
    details = select(Log, LogDetail).outerjoin(LogDetail, col(LogDetail.seq) == Log.seq).order_by(col(Log.seq))
    previous, count = GENESIS, 0
    for entry, detail in session.exec(details.execution_options(yield_per=500)):
        count += 1
        problem = _break(entry, detail, previous, count, is_erased=entry.seq in erased)
        problem = problem or _index_break(entry, subjects)
        if problem:
            day = f"{entry.at:%Y-%m-%d %H:%M} UTC"
            return count, previous, [f"Entry {entry.seq} ({entry.action}, {day}) is broken: {problem}."]
        previous = entry.hash
    return count, previous, []


def _subjects(session: Session) -> Iterator[tuple[int, list[list[str]]]]:
    """By entry, the rows that the index behind ``history`` names."""
    statement = select(LogSubject.seq, LogSubject.kind, LogSubject.subject_id).order_by(col(LogSubject.seq))
    rows = session.execute(statement.execution_options(yield_per=2000))
    for seq, group in groupby(rows, key=itemgetter(0)):
        yield seq, sorted([kind, row_id] for _, kind, row_id in group)


def _index_break(entry: Log, subjects: Iterator[tuple[int, list[list[str]]]]) -> str:
    """Compare an entry with the next of the index, which names every entry that touched a row."""
    if entry.entities == "[]":
        return ""
    seq, named = next(subjects, (0, []))
    if seq != entry.seq or canonical(named) != entry.entities:
        return "the index of what it touched was changed"
    return ""


def _break(entry: Log, detail: LogDetail | None, previous: str, count: int, *, is_erased: bool) -> str:
    covered = {name: getattr(entry, name) for name in Log.model_fields}
    if entry.format != FORMAT:
        return f"its format {entry.format} is unknown"
    if entry.seq != count:
        return "an entry before it is missing"
    if entry.previous != previous:
        return "it does not follow the one before"
    if hash_of(covered) != entry.hash:
        return "it was changed after it was written"
    if detail is None:
        return "" if is_erased else "its detail is missing without an erasure"
    if digest_of(detail.salt, detail.detail) != entry.digest:
        return "its detail was changed after it was written"
    if canonical([list(key) for key in sorted(images_of(detail.detail))]) != entry.entities:
        return "its detail names other rows than it does"
    return ""


def _folds(session: Session) -> tuple[int, list[str]]:
    happenings: dict[str, list[Happening]] = {}
    columns = (
        TaskEvent.task_id,
        TaskEvent.kind,
        TaskEvent.on,
        TaskEvent.due,
        TaskEvent.outside,
        TaskEvent.reason,
        TaskEvent.minutes,
    )
    ordered = select(*columns).order_by(col(TaskEvent.task_id), col(TaskEvent.position))  # type: ignore[call-overload]
    for task_id, *event in session.execute(ordered):
        happenings.setdefault(task_id, []).append(Happening(*event))
    problems: list[str] = []
    count = 0
    for task in session.exec(select(Task).order_by(col(Task.number)).execution_options(yield_per=500)):
        count += 1
        problems.extend(_fold_problem(task, happenings.get(task.id, [])))
    return count, problems


def _fold_problem(task: Task, events: list[Happening]) -> list[str]:
    ref = spell("T", task.number)
    try:
        folded = fold(events)
    except ValueError as error:
        return [f"{ref}: its events do not fit together: {error}."]
    wrong = [field.name for field in fields(TaskFold) if getattr(task, field.name) != getattr(folded, field.name)]
    return [f"{ref}: stored {', '.join(wrong)} differ from what its events add up to."] if wrong else []
