"""What queries take in a table with a thousand or a hundred times as many tasks, on both engines."""

import sys
from collections.abc import Callable
from contextlib import ExitStack, closing

from casetable.queries.find import find
from casetable.queries.history import history
from casetable.queries.participants import participants
from casetable.queries.tasks import story, tasks
from casetable.queries.verify import verify
from casetable.queries.week import help_wanted, my_tasks, notes, week
from casetable.seat import Table, open_table
from casetable.values.seat import Seat
from casetable.words import TaskState
from tests import clusters
from tests.bench.filling import WHO, fill
from tests.bench.measure import DAY, Bench, Row, Took, clock, in_turns, process, timed

FEW, MANY, LOGGED = 1_000, 1_000_000, 100_000
"""How many tasks; ``LOGGED`` where the log counts too, which is whole up to there."""

_Asked = dict[str, Callable[[Seat], object]]


def filled(where: str, tasks: int) -> str:
    """Make a table with so many tasks; return who sits there."""
    fill(where, tasks)
    return WHO


def board(bench: Bench) -> list[Row]:
    """The board's query at a thousand times as many tasks."""
    return _compared(bench, {"board query": week}, bench.size(MANY), goal=1.3)


def lists(bench: Bench) -> list[Row]:
    """The other queries of the app and the command line at a thousand times as many tasks."""
    asked: _Asked = {
        "my week": my_tasks,
        "help wanted": help_wanted,
        "note lines": notes,
        "participants": participants,
        "task list, 500 lines": tasks,
        "task list, mine": lambda seat: tasks(seat, owner=seat.actor),
        "one task's story": lambda seat: story(seat, _an_open_task(seat)),
        "find, by words of this week": lambda seat: find(seat, "landlord 17"),
        "find, nothing there": lambda seat: find(seat, "nowhere to be found"),
    }
    return _compared(bench, asked, bench.size(MANY))


def past(bench: Bench) -> list[Row]:
    """What reads the log, at a hundred times as many entries."""
    asked: _Asked = {
        "history, 500 lines": history,
        "history of one task": lambda seat: history(seat, subject=_an_open_task(seat)),
        "the week of ten years ago": lambda seat: week(seat, f"{DAY.year - 10}-W20"),
    }
    return [*_compared(bench, asked, bench.size(LOGGED)), _verified(bench)]


def memory(bench: Bench) -> list[Row]:
    """The memory of a whole process at both sizes."""
    rows = []
    for words in (("week",), ("task", "list"), ("history",)):
        runs = [_command(bench, count, *words) for count in (bench.size(LOGGED), FEW)]
        many, few = in_turns(runs, bench.rounds(3))
        what = f"casetable {' '.join(words)}, {bench.size(LOGGED):,} tasks"
        rows.append(Row(what, many.milliseconds, f"at {FEW:,}", few.milliseconds, None, None, "ms", *_peaks(many, few)))
    return rows


def postgresql(bench: Bench) -> list[Row]:
    """The same questions on PostgreSQL; nothing where there is none."""
    url, _ = clusters.shared_url(bench.scratch)
    if not url:
        return []
    try:
        where = {count: f"{url}&schema=tasks_{count}" for count in (bench.size(LOGGED), FEW)}
        for count, place in where.items():
            fill(place, count)
        asked: _Asked = {"board query": week, "my week": my_tasks, "task list, 500 lines": tasks, "history": history}
        return _rows(bench, {f"PostgreSQL: {name}": query for name, query in asked.items()}, where)
    finally:
        clusters.stop_shared(bench.scratch)


def _compared(bench: Bench, asked: _Asked, many: int, goal: float | None = None) -> list[Row]:
    return _rows(bench, asked, {count: bench.table(count)[0] for count in (many, FEW)}, goal)


def _rows(bench: Bench, asked: _Asked, where: dict[int, str], goal: float | None = None) -> list[Row]:
    """Each question at both sizes in turns."""
    many, few = where if len(where) > 1 else (FEW, FEW)
    with ExitStack() as opened:
        tables = [opened.enter_context(closing(open_table(where[count]))) for count in (many, few)]
        rows = []
        for name, query in asked.items():
            ours, theirs = in_turns([timed(_at(table, query)) for table in tables], bench.rounds(15))
            rows.append(Row(f"{name}, {many:,} tasks", ours.milliseconds, f"at {few:,}", theirs.milliseconds, goal))
        return rows


def _at(table: Table, query: Callable[[Seat], object]) -> Callable[[], object]:
    return lambda: query(table.seat(WHO, clock))


def _an_open_task(seat: Seat) -> str:
    return tasks(seat, state=TaskState.OPEN, limit=1).items[0].task


def _verified(bench: Bench) -> Row:
    """Everything recomputed, once: milliseconds for a thousand tasks at both sizes."""
    took = []
    for count in (bench.size(LOGGED), FEW):
        with closing(open_table(bench.table(count)[0])) as table:
            found: Took = timed(_at(table, verify))()
        took.append(found.milliseconds / count * 1000)
    return Row(f"verify, a thousand of {bench.size(LOGGED):,} tasks", took[0], f"of {FEW:,}", took[1])


def _command(bench: Bench, count: int, *words: str) -> Callable[[], Took]:
    sits = ("--as", WHO, "--on", DAY.isoformat())
    return process(sys.executable, "-m", "casetable", *sits, *words, more=bench.at(count))


def _peaks(many: Took, few: Took) -> tuple[float | None, float | None]:
    return many.memory, few.memory


MEASUREMENTS = (board, lists, past, memory, postgresql)
