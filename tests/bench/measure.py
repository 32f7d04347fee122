"""How things are measured: in turns, the median of several runs, memory at its highest."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median

DAY = date(2026, 11, 23)
PATIENCE = 60.0
"""Seconds after which something that was waited for does not come any more."""
COLUMNS, LINES = 120, 30


def clock() -> datetime:
    """A fixed Monday."""
    return datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Took:
    """What one run took: milliseconds, and the process's memory at its highest in MiB (None for no own process)."""

    milliseconds: float
    memory: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement of ours against something else's, both in ``unit``.

    ``goal`` is the most that the ratio should be, ``above`` the most that ours should be beyond theirs. ``theirs`` is
    None where there is nothing to compare with. ``memory`` and ``their_memory`` are MiB at the highest.
    """

    what: str
    ours: float
    against: str = ""
    theirs: float | None = None
    goal: float | None = None
    above: float | None = None
    unit: str = "ms"
    memory: float | None = None
    their_memory: float | None = None

    @property
    def ratio(self) -> float | None:
        """Ours over theirs."""
        return self.ours / self.theirs if self.theirs else None

    @property
    def missed(self) -> bool:
        """True if there is a goal and it was not reached."""
        if self.theirs is None:
            return False
        too_far = self.above is not None and self.ours - self.theirs > self.above
        return too_far or (self.goal is not None and self.ours / self.theirs > self.goal)


@dataclass
class Bench:
    """What measurements are given: a folder to throw away, how thorough to be, and tables that were filled once.

    ``hmis`` is a folder with an HMIS export to read in place of one that is made.
    """

    scratch: Path
    quick: bool = False
    hmis: Path | None = None
    _tables: dict[int, tuple[str, str]] = field(default_factory=dict)

    def rounds(self, usual: int) -> int:
        """How often to run something: ``usual``, or once when it is to be quick."""
        return 1 if self.quick else usual

    def size(self, usual: int) -> int:
        """How many of something to make: ``usual``, or a thousandth when it is to be quick."""
        return max(usual // 1000, 10) if self.quick else usual

    def table(self, tasks: int) -> tuple[str, str]:
        """The path of the sample with ``tasks`` tasks more, and who sits there. Made once: change only a copy."""
        from tests.bench.tables import filled

        if tasks not in self._tables:
            where = self.scratch / f"{tasks}.casetable"
            self._tables[tasks] = str(where), filled(str(where), tasks)
        return self._tables[tasks]

    def at(self, tasks: int) -> dict[str, str]:
        """The environment of a process that sits at such a table and reads nobody's settings."""
        return {"CASETABLE_TABLE": self.table(tasks)[0], **self.alone()}

    def alone(self) -> dict[str, str]:
        """The environment of a process that reads nobody's settings."""
        return {
            "CASETABLE_CONFIG": str(self.scratch / "config.toml"),
            "CASETABLE_LOG": str(self.scratch / "casetable.log"),
        }


def in_turns(runs: Sequence[Callable[[], Took]], rounds: int) -> list[Took]:
    """Run everything once to warm it up, then in turns; the median of each and its highest memory.

    One round is not warmed up: then nothing but whether it runs is to be known.
    """
    taken: list[list[Took]] = [[] for _ in runs]
    for run in runs if rounds > 1 else ():
        run()
    for _ in range(rounds):
        for run, took in zip(runs, taken, strict=True):
            took.append(run())
    return [middle(took) for took in taken]


def timed(run: Callable[[], object]) -> Callable[[], Took]:
    """The same as a run that is measured, in this process."""

    def once() -> Took:
        start = time.perf_counter()
        run()
        return Took((time.perf_counter() - start) * 1000)

    return once


def process(*words: str, more: Mapping[str, str] | None = None) -> Callable[[], Took]:
    """A whole process from its start to its end, its output thrown away. Raises RuntimeError when it fails."""

    launch = [sys.executable, "-I", "-S", str(Path(__file__).with_name("launch.py")), *words]

    def once() -> Took:
        done = subprocess.run(launch, env={**os.environ, **(more or {})}, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{' '.join(words)}: exit code {done.returncode}")
        milliseconds, highest = done.stdout.split()
        return Took(float(milliseconds), mebibytes(int(highest)))

    return once


def shown(words: Sequence[str], *texts: str, more: Mapping[str, str] | None = None) -> list[Took]:
    """Start Python at a terminal of its own, and return when each text was first drawn there; then end it.

    Raises TimeoutError when a text never comes.
    """
    settings = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "COLUMNS": str(COLUMNS), "LINES": str(LINES)}
    start = time.perf_counter()
    started, terminal = pty.fork()
    if started == 0:
        os.execve(sys.executable, [sys.executable, *words], {**os.environ, **settings, **(more or {})})
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    try:
        moments = _moments(terminal, [text.encode() for text in texts], start)
        memory = _highest(started)
    finally:
        os.kill(started, 9)
        os.waitpid(started, 0)
        os.close(terminal)
    return [Took(moment, memory) for moment in moments]


def mebibytes(highest: float) -> float:
    """``ru_maxrss`` in MiB: kibibytes, on macOS bytes."""
    return highest / 1024 / (1024 if sys.platform == "darwin" else 1)


def p95(values: Sequence[float]) -> float:
    """What 95 of 100 do not exceed."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * 0.95), len(ordered) - 1)]


def _moments(terminal: int, texts: list[bytes], start: float) -> list[float]:
    written = b""
    seen: dict[bytes, float] = {}
    while len(seen) < len(set(texts)):
        if time.perf_counter() - start > PATIENCE:
            raise TimeoutError(f"{[text.decode() for text in texts if text not in seen]} never came")
        if select.select([terminal], [], [], 0.1)[0]:
            written += _read(terminal, written)
            now = (time.perf_counter() - start) * 1000
            seen |= {text: now for text in texts if text not in seen and text in written}
    return [seen[text] for text in texts]


def _read(terminal: int, before: bytes) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError as error:
        raise RuntimeError(f"the process ended: {before[-600:].decode(errors='replace')}") from error


def _highest(process: int) -> float | None:
    """A running process's memory at its highest in MiB; None where the system does not say."""
    status = Path(f"/proc/{process}/status")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return int(found[1]) / 1024 if found else None


def middle(took: Sequence[Took]) -> Took:
    """The median time, and the highest memory."""
    memory = [one.memory for one in took if one.memory is not None]
    return Took(median(one.milliseconds for one in took), max(memory, default=None))
