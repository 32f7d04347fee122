"""Changes saved in a second, by one process and by four, beside the recipe alone: BEGIN IMMEDIATE, inserts, COMMIT."""

import multiprocessing
import shutil
import time
from collections.abc import Callable
from contextlib import closing
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

from casetable.actions import tasks
from casetable.seat import open_table
from tests.bench.filling import WHO
from tests.bench.measure import Bench, Row, clock
from tests.bench.tables import FEW

CHANGES = 300
"""How many each process makes."""

PROCESSES = 4
_PATIENCE = 120.0
_INSERTS = (
    ("entry", "(seq INTEGER PRIMARY KEY, said TEXT, hash TEXT)", 900),
    ("detail", "(seq INTEGER PRIMARY KEY, said TEXT, hash TEXT)", 2000),
    ("subject", "(seq INTEGER, said TEXT, hash TEXT)", 40),
    ("event", "(seq INTEGER, said TEXT, hash TEXT)", 200),
)
"""What a logged change writes besides the task's own row: tables and characters."""

_Writer = Callable[[str, int, Barrier, Any], None]


def alone(bench: Bench) -> list[Row]:
    """One process."""
    return [_compared(bench, "one process", 1)]


def together(bench: Bench) -> list[Row]:
    """Four processes at one table."""
    return [_compared(bench, f"{PROCESSES} processes", PROCESSES)]


def _compared(bench: Bench, what: str, processes: int) -> Row:
    changes = bench.size(CHANGES)
    table, bare = bench.scratch / "writes.casetable", bench.scratch / "writes.sqlite"
    shutil.copy(bench.table(FEW)[0], table)
    _make_bare(bare)
    ours = _milliseconds_each(act, table, processes, changes)
    theirs = _milliseconds_each(insert, bare, processes, changes)
    for file in bench.scratch.glob("writes.*"):
        file.unlink()
    return Row(f"one change saved, {what}", ours, "the bare recipe", theirs)


def _milliseconds_each(write: _Writer, where: Path, processes: int, changes: int) -> float:
    """Of the time until all are done, the share of one change. Every process is ready before any begins."""
    context = multiprocessing.get_context("spawn")
    start, ended = context.Barrier(processes), context.Queue()
    started = [
        context.Process(target=write, args=(str(where), changes, start, ended), daemon=True) for _ in range(processes)
    ]
    for process in started:
        process.start()
    spans: list[tuple[float, float]] = [ended.get(timeout=_PATIENCE) for _ in started]
    for process in started:
        process.join(_PATIENCE)
    whole = max(end for _, end in spans) - min(begin for begin, _ in spans)
    return whole * 1000 / (processes * changes)


def act(where: str, changes: int, start: Barrier, ended: Any) -> None:
    """Log work on one task: a whole action each."""
    with closing(open_table(where)) as table:
        from casetable.queries.week import my_tasks

        mine = my_tasks(table.seat(WHO, clock))[0].task
        tasks.log(table.seat(WHO, clock), mine, minutes=1)
        start.wait(_PATIENCE)
        begin = time.monotonic()
        for _ in range(changes):
            tasks.log(table.seat(WHO, clock), mine, minutes=1, note="called, nobody there")
        ended.put((begin, time.monotonic()))


def insert(where: str, changes: int, start: Barrier, ended: Any) -> None:
    """The same number of bytes and one update, straight into SQLite with the same settings."""
    with closing(_opened(where)) as raw:
        start.wait(_PATIENCE)
        begin = time.monotonic()
        for _ in range(changes):
            raw.execute("BEGIN IMMEDIATE")
            seq, last = raw.execute("SELECT max(seq), max(hash) FROM entry").fetchone()
            for name, _, length in _INSERTS:
                raw.execute(f"INSERT INTO {name} VALUES (?, ?, ?)", ((seq or 0) + 1, "x" * length, last or "0" * 64))
            raw.execute("UPDATE task SET minutes = minutes + 1 WHERE id = 1")
            raw.execute("COMMIT")
        ended.put((begin, time.monotonic()))


def _make_bare(path: Path) -> None:
    with closing(_opened(str(path))) as raw:
        for name, columns, _ in _INSERTS:
            raw.execute(f"CREATE TABLE {name} {columns}")
        raw.execute("CREATE TABLE task (id INTEGER PRIMARY KEY, minutes INTEGER)")
        raw.execute("INSERT INTO task VALUES (1, 0)")


def _opened(where: str) -> Any:
    """A connection with the settings of store/opening.py."""
    from sqlcipher3 import dbapi2

    raw = dbapi2.connect(where, timeout=10, isolation_level=None)
    for setting in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        raw.execute(f"PRAGMA {setting}")
    return raw


MEASUREMENTS = (alone, together)
