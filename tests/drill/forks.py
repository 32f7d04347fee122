"""Children forked from a parent that has imported everything and opened nothing, so that a round costs little.

A child speaks on two pipes: what it prints is what a person would see; what it tells is for the drill alone. The
parent never opens a table and runs no thread: a fork of it is as good as a fresh process.
"""

import contextlib
import ctypes
import gc
import io
import json
import os
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

PATIENCE = 180.0
"""Seconds after which a child that was waited for is stuck: the drill then says so and stops."""
_DIE_WITH_PARENT = 1
_open: set[int] = set()


class Stuck(Exception):
    """A child did not come to where it should within ``PATIENCE``."""


class Spoken(io.TextIOWrapper):
    """The child's stdout: everything goes to the parent, and is kept so that the child can read its own receipts."""

    def __init__(self, number: int) -> None:
        super().__init__(io.FileIO(number, "w"), encoding="utf-8")
        self.kept: list[str] = []

    def write(self, text: str, /) -> int:
        self.kept.append(text)
        return super().write(text)

    def take(self) -> str:
        """What was printed since the last call."""
        text, self.kept = "".join(self.kept), []
        return text


class Mouth:
    """What a child has: its stdout, and a pipe to tell the drill what it is about to do."""

    def __init__(self, spoken: Spoken, told: int, stop: int) -> None:
        self.spoken = spoken
        self._told = told
        self._stop = stop

    def tell(self, **message: Any) -> None:
        """Tell the parent at once."""
        os.write(self._told, json.dumps(message).encode() + b"\n")

    def say(self, line: str) -> None:
        """Show a line to the parent, also where somebody has taken the place of ``sys.stdout`` as Textual does."""
        self.spoken.write(line + "\n")
        self.spoken.flush()

    def asked_to_stop(self) -> bool:
        """True once the parent wants the child to end after what it is doing."""
        return bool(select.select([self._stop], [], [], 0)[0])


class Child:
    """A child as its parent knows it. ``lines`` is what a person saw, ``messages`` what it told."""

    def __init__(self, name: str, process: int, spoken: int, told: int, stop: int) -> None:
        self.name = name
        self.process = process
        self.code: int | None = None
        self._pipes = {spoken: b"", told: b""}
        self._spoken, self._told, self._stop = spoken, told, stop
        self.lines: list[str] = []
        self.messages: list[dict[str, Any]] = []

    @property
    def pipes(self) -> tuple[int, ...]:
        """The pipes that may still say something."""
        return tuple(self._pipes)

    @property
    def is_silent(self) -> bool:
        """True once both pipes are at their end: nothing of the child lives any more."""
        return not self._pipes

    def hear(self, pipe: int) -> None:
        """Read what is there."""
        data = os.read(pipe, 65536)
        *whole, rest = (self._pipes[pipe] + data).split(b"\n")
        self._pipes[pipe] = rest
        if pipe == self._spoken:
            self.lines += [line.decode() for line in whole]
        else:
            self.messages += [json.loads(line) for line in whole]
        if not data:
            del self._pipes[pipe]
            _close(pipe)

    def kill(self) -> None:
        """SIGKILL; nothing that the child could do about it."""
        if self.code is None:
            os.kill(self.process, signal.SIGKILL)

    def ask_to_stop(self) -> None:
        """Let the child end after what it is doing."""
        with contextlib.suppress(BrokenPipeError):
            os.write(self._stop, b".")

    def reap(self) -> int:
        """Wait for the end; returns the exit code, negative for a signal."""
        if self.code is None:
            _, status = os.waitpid(self.process, 0)
            self.code = os.waitstatus_to_exitcode(status)
            _close(self._stop)
        return self.code


def start(name: str, work: Callable[[Mouth], None], errors: Path) -> Child:
    """Fork a child that does ``work``; its stderr goes to the file ``errors``."""
    sys.stdout.flush()
    spoken, told, stop = os.pipe(), os.pipe(), os.pipe()
    process = os.fork()
    if process == 0:
        _live(work, (spoken[1], told[1], stop[0]), (spoken[0], told[0], stop[1]), errors)
    for ours in (spoken[1], told[1], stop[0]):
        os.close(ours)
    _open.update((spoken[0], told[0], stop[1]))
    return Child(name, process, spoken[0], told[0], stop[1])


def listen(
    children: Iterable[Child], until: Callable[[], bool], seconds: float = PATIENCE, *, while_alive: bool = False
) -> bool:
    """Hear the children until something holds; False when the seconds passed or all fell silent before.

    With ``while_alive`` the first child that ends before is enough: nobody waits for what it can no longer say.
    """
    end = time.monotonic() + seconds
    everybody = list(children)
    while not until():
        pipes = {pipe: child for child in everybody for pipe in child.pipes}
        left = end - time.monotonic()
        if not pipes or left <= 0 or (while_alive and any(child.is_silent for child in everybody)):
            return False
        for pipe in select.select(list(pipes), [], [], left)[0]:
            pipes[pipe].hear(pipe)
    return True


def to_the_end(children: Sequence[Child]) -> None:
    """Hear everything that is left and wait for the end. Raises Stuck."""
    if not listen(children, lambda: all(child.is_silent for child in children)):
        for child in children:
            child.kill()
        names = ", ".join(child.name for child in children if not child.is_silent)
        raise Stuck(f"{names} did not end within {PATIENCE:.0f} seconds.")
    for child in children:
        child.reap()


def ask(work: Callable[[], Any], errors: Path) -> Any:
    """Do something in a child of its own and return what it returned, as JSON holds it. Raises Stuck."""
    child = start("asker", lambda mouth: mouth.tell(answer=work()), errors)
    to_the_end([child])
    if not child.messages:
        raise Stuck(f"A question ended with {child.code}: {errors.read_text()[-1500:]}")
    return child.messages[-1]["answer"]


def _live(work: Callable[[Mouth], None], ours: tuple[int, int, int], parents: Iterable[int], errors: Path) -> None:
    """The whole life of a child; never returns."""
    code = 1
    try:
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL) if sys.platform == "linux" else None
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        for pipe in (*parents, *_open):
            os.close(pipe)
        gc.enable()
        os.dup2(os.open(errors, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600), 2)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(ours[0], 1)
        os.close(ours[0])
        sys.stdin, sys.stderr = open(0, closefd=False), open(2, "w", buffering=1, closefd=False)  # noqa: SIM115
        spoken = sys.stdout = Spoken(1)
        work(Mouth(spoken, ours[1], ours[2]))
        sys.stdout.flush()
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def _close(pipe: int) -> None:
    _open.discard(pipe)
    os.close(pipe)
