"""Recomputing what must hold: the chain, its guards, every row beside the log, every fold, every stored paper."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from casetable.models import Erasure, Log, LogDetail, LogSubject, Task, TaskEvent
from casetable.queries.agreement_verify import findings_in
from casetable.queries.minutes_verify import papers_in
from casetable.queries.rows import UNREADABLE, rows_in
from casetable.rules.clocks import Backwards
from casetable.rules.tasks import fold
from casetable.store.log import FORMAT, GENESIS, canonical, digest_of, hash_of, images_of
from casetable.store.pages import key_problems, page_problems
from casetable.store.references import spell
from casetable.store.schema import triggers_expected, triggers_present
from casetable.store.unit import reading
from casetable.values.history import Verification
from casetable.values.seat import Seat
from casetable.values.tasks import TaskEvent as Happening
from casetable.values.tasks import TaskFold

T = TypeVar("T")

_FOLD = tuple(field.name for field in fields(TaskFold))
_HAPPENING = tuple(field.name for field in fields(Happening))


class _Unreadable(Exception):
    """A row on the way holds what its columns cannot."""


def verify(seat: Seat) -> Verification:
    """Recompute the chain, look at the triggers, compare every row with the log and every fold with its events.

    The first broken entry is named; what comes after it cannot be trusted, and neither it nor rows are looked at.
    Every text of the agreement is composed again and compared with what was signed, the stored bytes of agreed minutes
    with their SHA-256. Where the file's own pages are damaged, nothing else is looked at.
    """
    with reading(seat) as session:
        pages = page_problems(session.connection())
        if pages:
            return Verification(0, 0, "", tuple(pages))
        backwards = Backwards()
        entries, head, chain = _chain(session, backwards)
        missing = sorted(triggers_expected() - triggers_present(session.connection()))
        guards = [f"The guard {name} is missing or was changed." for name in missing]
        rows, unlike = (0, []) if chain else rows_in(session, seat)
        tasks, folds = _folds(session)
        agreement = [] if chain else [finding.sentence for finding in findings_in(session)[0]]
        papers = [] if chain else papers_in(session)
        problems = (*chain, *guards, *unlike, *folds, *agreement, *papers)
        problems = problems or tuple(key_problems(session.connection()))
        return Verification(entries, tasks, head, problems, rows, tuple(backwards.notes(seat.zone)))


def _chain(session: Session, backwards: Backwards) -> tuple[int, str, list[str]]:
    erased = set(session.exec(select(Erasure.seq).join(Log, col(Log.seq) == Erasure.erased_by)))
    subjects = _subjects(session)
    details = select(Log, LogDetail).outerjoin(LogDetail, col(LogDetail.seq) == Log.seq).order_by(col(Log.seq))
    previous, count = GENESIS, 0
    try:
        for entry, detail in _readable(session.exec(details.execution_options(yield_per=500))):
            count += 1
            problem = _break(entry, detail, previous, count, is_erased=entry.seq in erased)
            problem = problem or _index_break(entry, subjects)
            if problem:
                day = f"{entry.at:%Y-%m-%d %H:%M} UTC"
                return count, previous, [f"Entry {entry.seq} ({entry.action}, {day}) is broken: {problem}."]
            previous = entry.hash
            backwards.follow(entry.seq, entry.at)
    except _Unreadable:
        return count, previous, [f"Entry {count + 1} or one soon after it cannot be read."]
    return count, previous, []


def _readable(rows: Iterable[T]) -> Iterator[T]:
    """The same rows. Raises _Unreadable at one that cannot be read."""
    try:
        yield from rows
    except UNREADABLE as error:
        raise _Unreadable from error


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
    """How many tasks there are, and what is wrong with their folds. Tasks and events go by side by side."""
    stored = select(Task.id, Task.number, *(col(getattr(Task, name)) for name in _FOLD))
    tasks = session.execute(stored.order_by(col(Task.id)).execution_options(yield_per=1000))
    happenings = groupby(_readable(_events(session)), key=itemgetter(0))
    problems: list[str] = []
    count = 0
    try:
        waiting = next(happenings, None)
        for task_id, number, *stored_fold in _readable(tasks):
            count += 1
            events: list[Happening] = []
            if waiting is not None and waiting[0] == task_id:
                events = [Happening(*values) for _, *values in waiting[1]]
                waiting = next(happenings, None)
            problems.extend(_fold_problem(spell("T", number), dict(zip(_FOLD, stored_fold, strict=True)), events))
    except _Unreadable:
        problems.append("A task or an event cannot be read, so that not every state was recomputed.")
    return count, problems


def _events(session: Session) -> Iterable[Any]:
    """The events of all tasks, by task and oldest first; the join leaves out what belongs to none."""
    columns = (col(getattr(TaskEvent, name)) for name in _HAPPENING)
    statement = select(Task.id, *columns).join(TaskEvent, col(TaskEvent.task_id) == Task.id)
    return session.execute(statement.order_by(col(Task.id), col(TaskEvent.position)).execution_options(yield_per=2000))


def _fold_problem(ref: str, stored: dict[str, Any], events: list[Happening]) -> list[str]:
    try:
        folded = fold(events)
    except ValueError as error:
        return [f"{ref}: its events do not fit together: {error}."]
    wrong = [name for name in _FOLD if stored[name] != getattr(folded, name)]
    return [f"{ref}: stored {', '.join(wrong)} differ from what its events add up to."] if wrong else []
