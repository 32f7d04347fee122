"""What the board shows of a task, and where: signs with their words, rows with their cells."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from casetable.rules.dates import say_date
from casetable.values.participants import Participant
from casetable.values.people import Agency
from casetable.values.tasks import Task
from casetable.values.week import CellCount, Needs, NoteLine, Week
from casetable.words import Sign, TaskState

_ENDED = {
    TaskState.DONE: (Sign.DONE, "done"),
    TaskState.DECLINED: (Sign.DECLINED, "declined"),
    TaskState.RETURNED: (Sign.ASKED, "returned"),
    TaskState.DROPPED: (Sign.DECLINED, "dropped"),
    TaskState.HANDED_OVER: (Sign.MOVED, "handed on"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the board: a participant's tasks by agency code, each cell ordered by due date.

    ``participant`` is None for tasks that concern nobody in particular, and where only ``reference`` is known.
    ``counts`` is what a manager sees instead of others' tasks: one line more in a cell that has one.
    """

    reference: str
    participant: Participant | None
    cells: dict[str, tuple[Task, ...]]
    counts: dict[str, CellCount] = field(default_factory=dict)

    @property
    def height(self) -> int:
        """How many lines the row needs: the tallest cell, at least one."""
        return max((len(tasks) + (code in self.counts) for code, tasks in self.cells.items()), default=0) or 1


def mark(task: Task, today: date) -> tuple[Sign, str]:
    """Return a task's sign and its word as of ``today``.

    That its owner has left comes before everything else said about an open task, then that its date has passed; a
    block names who blocks.
    """
    fold = task.fold
    if fold.state in _ENDED:
        return _ENDED[fold.state]
    if task.is_unassigned:
        return Sign.LATE if fold.due_on < today else Sign.UNASSIGNED, "unassigned"
    if fold.state is TaskState.ASKED:
        return Sign.ASKED, "asked" if fold.offered_due is None else f"offers {say_date(fold.offered_due, today)}"
    if fold.state is TaskState.BLOCKED:
        return Sign.BLOCKED, task.blocked_on or "blocked"
    if fold.due_on < today:
        return Sign.LATE, f"{(today - fold.due_on).days}d late"
    if fold.helped:
        return Sign.HELPED, "helped"
    if fold.moves:
        return Sign.MOVED, f"to {say_date(fold.due_on, today)}"
    return Sign.DUE, say_date(fold.due_on, today)


def drawn(week: Week) -> tuple[Agency, ...]:
    """Return the agencies that have a column: a victim service provider only where it has something this week."""
    busy = {task.agency for task in week.tasks} | {count.agency for count in week.counts}
    return tuple(one for one in week.agencies if not one.victim_service_provider or one.agency in busy)


def layout(week: Week) -> tuple[Row, ...]:
    """Return the board's rows: the week's participants in order, then whoever else a task names.

    Tasks without a participant stand in the last row, which exists only if there are any.
    """
    columns = tuple(agency.agency for agency in drawn(week))
    known = {participant.participant: participant for participant in week.participants}
    named = {task.participant for task in week.tasks if task.participant is not None}
    references = [*known, *sorted(named - known.keys())]
    counts: dict[str, dict[str, CellCount]] = {reference: {} for reference in references}
    for count in week.counts:
        counts.get(count.participant, {})[count.agency] = count
    rows = [
        Row(
            reference,
            known.get(reference),
            _cells(columns, (task for task in week.tasks if task.participant == reference)),
            counts[reference],
        )
        for reference in references
    ]
    nobody = [task for task in week.tasks if task.participant is None]
    if nobody:
        rows.append(Row("", None, _cells(columns, nobody)))
    return tuple(rows)


def count_words(count: CellCount, between: str = ", ") -> str:
    """Return what a manager reads in a cell: ``2 open, 1 done``."""
    counted = ((count.open, "open"), (count.done, "done"), (count.asked, "asked"))
    return between.join(f"{number} {word}" for number, word in counted if number)


def tally(week: Week) -> tuple[tuple[int, str], ...]:
    """Return the week in counts, those that are not nothing; done and open always.

    A manager's own tasks about participants are among what is counted for them already.
    """
    told = [task for task in week.tasks if task.participant is None or not week.counts]
    states = [task.state for task in told]
    counts = (
        (states.count(TaskState.DONE) + sum(one.done for one in week.counts), "done"),
        (states.count(TaskState.OPEN) + sum(one.open for one in week.counts), "open"),
        (states.count(TaskState.BLOCKED), "blocked"),
        (sum(task.fold.moves > 0 for task in told), "moved"),
        (states.count(TaskState.ASKED) + sum(one.asked for one in week.counts), "asked"),
    )
    return tuple((count, word) for count, word in counts if count or word in ("done", "open"))


def to_sign_words(needs: Needs) -> tuple[str, ...]:
    """Return the papers that wait for this person's name: ``the objectives to sign``."""
    return tuple(f"the {paper.value} to sign" for paper in needs.to_sign)


def offering_words(needs: Needs) -> tuple[str, ...]:
    """Return what the coordinator is to do for the agreement: offer it, or see to the names that are missing."""
    if needs.awaits_signatures:
        names = "1 signature" if needs.awaits_signatures == 1 else f"{needs.awaits_signatures} signatures"
        return (f"agreement waits for {names}",)
    return ("agreement to offer",) if needs.to_offer else ()


def review_words(days: int | None) -> tuple[str, ...]:
    """Return when the agreement's review is due: ``review of the agreement due in 12 days``; nothing for None."""
    if days is None:
        return ()
    when = {0: "due today", 1: "due tomorrow", -1: "due since yesterday"}.get(days)
    return (f"review of the agreement {when or (f'due in {days} days' if days > 0 else f'due since {-days} days')}",)


def note_line(note: NoteLine) -> str:
    """Return one dated case-note line, ready to paste: day, participant, what it was, the words, the minutes."""
    first = note.participant_name.split()[0] if note.participant_name else ""
    minutes = f"{note.minutes} min" if note.minutes else ""
    parts = (note.on.isoformat(), f"{note.participant} {first}".rstrip(), note.what, note.text, minutes)
    return "  ".join(part for part in parts if part)


def _cells(columns: tuple[str, ...], tasks: Iterable[Task]) -> dict[str, tuple[Task, ...]]:
    ordered = sorted(tasks, key=lambda task: (task.fold.due_on, len(task.task), task.task))
    return {column: tuple(task for task in ordered if task.agency == column) for column in columns}
