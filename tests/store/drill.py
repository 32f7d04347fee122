"""One of several processes that write to the same table at the same time. Spawned by test_concurrency.py."""

from multiprocessing.synchronize import Barrier

from casetable.actions import tasks
from casetable.jobs.tick import tick
from casetable.seat import Table, open_table
from casetable.values.tasks import NewTask
from tests.tables import FRI, MON, at

Results = "Queue[tuple[str, list[str], int]]"
"""Who wrote, what went wrong in words, and how many changes were saved."""


def write(where: str, shared: tuple[str, ...], who: str, changes: int, start: Barrier, results: Results) -> None:
    """Log on tasks that everybody logs on, and every tenth change ask and complete a task of one's own."""
    table = open_table(where)
    start.wait()
    errors: list[str] = []
    written = 0
    while written + len(errors) < changes:
        try:
            if written % 10 == 8:
                written += _two_changes(table, who, written)
            else:
                written += _one_change(table, shared[written % len(shared)], who)
        except Exception as error:
            errors.append(f"{type(error).__name__}: {error}")
    table.close()
    results.put((who, errors, written))


def _one_change(table: Table, shared: str, who: str) -> int:
    tasks.log(table.seat(who, at(MON)), shared, minutes=1, note=f"by {who}")
    return 1


def _two_changes(table: Table, who: str, turn: int) -> int:
    me = table.seat(who, at(MON))
    ref = tasks.ask(me, NewTask(f"{who} {turn}", me.actor, FRI)).ref
    tasks.complete(table.seat(who, at(MON)), ref, minutes=1)
    return 2


def open_and_close(where: str, who: str, times: int, start: Barrier, results: Results) -> None:
    """Open the table, write once, close it: as a command on the command line does."""
    start.wait()
    errors: list[str] = []
    for turn in range(times):
        try:
            table = open_table(where)
            me = table.seat(who, at(MON))
            tasks.ask(me, NewTask(f"{who} {turn}", me.actor, FRI))
            table.close()
        except Exception as error:
            errors.append(f"{type(error).__name__}: {error}")
    results.put((who, errors, times - len(errors)))


def tick_once(where: str, start: Barrier, results: Results) -> None:
    """What ``casetable tick`` does, on the day after Veterans Day."""
    from datetime import date

    table = open_table(where)
    start.wait()
    try:
        receipts = tick(table, at(date(2026, 11, 16)))
        results.put(("clock", [], len(receipts)))
    except Exception as error:
        results.put(("clock", [f"{type(error).__name__}: {error}"], 0))
    table.close()
