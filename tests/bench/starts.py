"""How long it takes until something stands there: help, a week in plain lines, the app's frame and its first task."""

import sys
from pathlib import Path

from casetable.queries.week import week
from casetable.seat import open_table
from tests.bench import bare_app
from tests.bench.measure import DAY, Bench, Row, Took, clock, in_turns, middle, process, shown

TASKS = 100_000
BARE = Path(bare_app.__file__)
FRAME = "reading"
"""Stands at the end of the frame's first line until the table was read."""


def help_said(bench: Bench) -> list[Row]:
    """``--help`` over an interpreter that does nothing."""
    runs = (
        process(sys.executable, "-m", "casetable", "--help", more=bench.alone()),
        process(sys.executable, "-c", "pass"),
    )
    return [_row("casetable --help", "bare python", in_turns(runs, bench.rounds(15)), goal=8)]


def week_printed(bench: Bench) -> list[Row]:
    """``casetable week`` over importing SQLModel."""
    tasks = bench.size(TASKS)
    words = [sys.executable, "-m", "casetable", *_sitting(bench, tasks), "week"]
    runs = (process(*words, more=bench.at(tasks)), process(sys.executable, "-c", "import sqlmodel"))
    return [_row(f"casetable week, {tasks:,} tasks", "import sqlmodel", in_turns(runs, bench.rounds(9)), goal=1.4)]


def app_opened(bench: Bench) -> list[Row]:
    """The app's frame and its first task over bare Textual apps."""
    tasks = bench.size(TASKS)
    title = _first_title(bench, tasks)
    words = ["-m", "casetable", *_sitting(bench, tasks)]
    frames: list[Took] = []

    def ours() -> Took:
        frame, first = shown(words, FRAME, title, more=bench.at(tasks))
        frames.append(frame)
        return first

    def bare() -> Took:
        return shown([str(BARE)], bare_app.FIRST)[0]

    def bare_with_sqlmodel() -> Took:
        return shown([str(BARE), "--sqlmodel"], bare_app.FIRST)[0]

    first, alone, both = in_turns((ours, bare, bare_with_sqlmodel), bench.rounds(9))
    frame = middle(frames[-bench.rounds(9) :])
    return [
        _row(f"app's frame, {tasks:,} tasks", "a bare Textual app", [frame, alone], goal=1.25),
        _row(f"first task, {tasks:,} tasks", "that app + import sqlmodel", [first, both], goal=1.1),
        _row(f"first task, {tasks:,} tasks", "a bare Textual app", [first, alone], goal=2.5),
    ]


def _row(what: str, against: str, took: list[Took], goal: float) -> Row:
    ours, theirs = took
    return Row(
        what,
        ours.milliseconds,
        against,
        theirs.milliseconds,
        goal=goal,
        memory=ours.memory,
        their_memory=theirs.memory,
    )


def _sitting(bench: Bench, tasks: int) -> list[str]:
    return ["--as", bench.table(tasks)[1], "--on", DAY.isoformat()]


def _first_title(bench: Bench, tasks: int) -> str:
    """The beginning of the title of a task that stands on the board's first lines."""
    where, person = bench.table(tasks)
    table = open_table(where)
    found = week(table.seat(person, clock))
    table.close()
    first = found.participants[0].participant
    return next(task.title for task in found.tasks if task.participant == first and task.title)[:8]


MEASUREMENTS = (help_said, week_printed, app_opened)
