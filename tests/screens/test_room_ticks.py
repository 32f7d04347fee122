"""The clock of the room at a real terminal: a tick writes little, never clears, and a killed terminal comes back."""

import subprocess
import sys
import time

import pytest

from tests.terminals import Terminal

pytestmark = pytest.mark.slow

SECONDS = 6
MOST_BYTES = 700
"""What one tick may write on average; Textual's own synchronised frames included."""
SITTING = ("--as", "nia", "--on", "2026-12-11")


def said(where, *words):
    """What a command says, as its own process."""
    line = [sys.executable, "-m", "casetable", "--table", where, *SITTING, *words]
    return subprocess.run(line, capture_output=True, text=True, check=True, timeout=60).stdout


@pytest.fixture
def home(tmp_path, monkeypatch):
    for name in ("CONFIG", "LOG"):
        monkeypatch.setenv(f"CASETABLE_{name}", str(tmp_path / name.lower()))


def bytes_of(terminal, seconds):
    """What is written in so many seconds while nobody types."""
    before, end = len(terminal.raw), time.monotonic() + seconds
    while time.monotonic() < end:
        terminal._read(0.1)
    return terminal.raw[before:]


def test_a_tick_writes_little_and_a_killed_terminal_is_back_in_its_phase_with_what_was_typed(lived, home):
    table, chidi = lived
    where = str(table.store.path)
    table.close()
    said(where, "conference", "open")
    said(where, "conference", "attend", "dana", "lee", "omar", "nia", "--accepted")
    said(where, "conference", "item", chidi)
    words = ("-m", "casetable", "--table", where, *SITTING)
    with Terminal(words) as terminal:
        terminal.sees("SNAPSHOT")
        written = bytes_of(terminal, SECONDS)
        assert b"\x1b[2J" not in written
        assert 0 < len(written) < SECONDS * MOST_BYTES, len(written)
        terminal.keys("kbus passes for")
        terminal.sees("park ›     bus passes for")
        bytes_of(terminal, 1)
    with Terminal(words) as terminal:
        terminal.sees("SNAPSHOT")
        terminal.sees("park ›     bus passes for")
        terminal.keys("\r")
        terminal.sees("Parked: filed.")
