"""How long it takes from a key to what it did standing on the terminal, where a real process draws on a real one."""

import shutil
import time
from pathlib import Path

from tests.bench import bare_keys
from tests.bench.filling import WHO
from tests.bench.measure import DAY, Bench, Row, p95
from tests.bench.tables import FEW, MANY
from tests.terminals import Terminal

PRESSED = 30
LATE, DONE, ENTRY = "▸!", "▸✓", "done ›"
"""What stands under the cursor before and after, and where one says done."""


def done(bench: Bench) -> list[Row]:
    """From Enter to the sign of what was done, at both sizes, above a cell that changes in a bare app."""
    bare = _bare(bench.rounds(PRESSED))
    return [
        Row(f"done to its sign, p95, {count:,} tasks", _done(bench, count), "a cell of a bare app", bare, above=50)
        for count in (FEW, bench.size(MANY))
    ]


def _done(bench: Bench, count: int) -> float:
    """Do what is late and take it back, over and over; a copy of the table is written to."""
    where, copied = bench.table(count)[0], bench.scratch / "keys.casetable"
    shutil.copy(where, copied)
    words = ("-m", "casetable", "--as", WHO, "--on", DAY.isoformat())
    took = []
    with Terminal(words, {**bench.alone(), "CASETABLE_TABLE": str(copied)}) as terminal:
        terminal.glimpses(LATE)
        for _ in range(bench.rounds(PRESSED)):
            terminal.keys("d")
            terminal.glimpses(ENTRY)
            took.append(_until(terminal, "\r", DONE))
            terminal.keys("u")
            terminal.glimpses(LATE)
    for file in bench.scratch.glob("keys.casetable*"):
        file.unlink()
    return p95(took)


def _bare(times: int) -> float:
    took = []
    with Terminal([str(Path(bare_keys.__file__))]) as terminal:
        terminal.glimpses(bare_keys.OPEN)
        for _ in range(times):
            took.append(_until(terminal, "d", bare_keys.DONE))
            terminal.keys("x")
            terminal.glimpses(bare_keys.OPEN)
    return p95(took)


def _until(terminal: Terminal, key: str, words: str) -> float:
    """Milliseconds from a key to words."""
    start = time.perf_counter()
    terminal.keys(key)
    terminal.glimpses(words)
    return (time.perf_counter() - start) * 1000


MEASUREMENTS = (done,)
