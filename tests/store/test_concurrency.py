"""Several real processes at one table: nothing is lost, and nobody is told that the database is locked."""

import time
from collections.abc import Callable
from multiprocessing import get_context
from typing import Any

import pytest
from sqlmodel import func, select

from casetable.models import TaskEvent
from casetable.queries.tasks import task
from casetable.queries.verify import verify
from casetable.store.unit import reading
from tests.store import drill
from tests.tables import Room

SHARED = 4
WRITERS = ("dana", "lee", "omar", "hal")
CHANGES = 500
"""By each process: under half a minute an engine on two cores."""


def at_once(work: Callable[..., None], arguments: list[tuple[Any, ...]]) -> list[tuple[str, list[str], int]]:
    """Run ``work`` in one spawned process for each tuple of arguments, all starting together."""
    context = get_context("spawn")
    start, results = context.Barrier(len(arguments)), context.Queue()
    processes = [context.Process(target=work, args=(*given, start, results)) for given in arguments]
    for process in processes:
        process.start()
    told = [results.get(timeout=280) for _ in processes]
    for process in processes:
        process.join(20)
        assert process.exitcode == 0
    return told


@pytest.mark.slow
def test_four_processes_that_log_and_complete_lose_nothing(room: Room) -> None:
    about = room.agreed()
    shared = tuple(room.promised(f"task {number}", about=about) for number in range(SHARED))
    before = verify(room.sit("ruth")).entries
    began = time.monotonic()
    told = at_once(drill.write, [(room.where, shared, who, CHANGES) for who in WRITERS])
    seconds = time.monotonic() - began
    print(f"\n{len(WRITERS)} x {CHANGES} changes in {seconds:.1f} s: {len(WRITERS) * CHANGES / seconds:.0f} a second")

    assert [one for _, errors, _ in told for one in errors] == []
    assert sum(written for *_, written in told) == len(WRITERS) * CHANGES
    found = verify(room.sit("ruth"))
    assert found.problems == ()
    assert found.entries == before + len(WRITERS) * CHANGES
    own = len(WRITERS) * CHANGES // 10
    assert found.tasks == SHARED + own
    logged = len(WRITERS) * CHANGES - 2 * own
    assert sum(task(room.sit("lee"), one).fold.minutes for one in shared) == logged
    with reading(room.sit("ruth")) as session:
        assert session.exec(select(func.count()).select_from(TaskEvent)).one() == logged + 2 * SHARED + 3 * own


@pytest.mark.slow
def test_four_programs_that_open_write_and_close_all_the_time_lose_nothing(room: Room) -> None:
    times = CHANGES // 15
    told = at_once(drill.open_and_close, [(room.where, who, times) for who in WRITERS])
    assert [one for _, errors, _ in told for one in errors] == []
    found = verify(room.sit("ruth"))
    assert (found.problems, found.tasks) == ((), len(WRITERS) * times)
