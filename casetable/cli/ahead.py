"""The first reading, made by a second process while this one loads Textual: with two cores neither waits for the other.

What it reads is only shown; the app reads again as soon as it has opened the table itself. Whatever fails here fails
without a word, and that second reading says why.
"""

import os
import pickle
import signal
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from casetable.screens.load import Loaded
    from casetable.values.seat import TableFacts

FAR_ENOUGH = 2
"""Cores from which on a second process is worth it."""


class Ahead:
    """A reading under way. Make it before any thread is started."""

    def __init__(self) -> None:
        self._from, to = os.pipe()
        self._process = os.fork()
        if self._process == 0:
            os.close(self._from)
            _read(to)
        os.close(to)

    def take(self) -> "tuple[TableFacts, Loaded] | None":
        """Wait for what was read; None when nothing was."""
        with os.fdopen(self._from, "rb") as pipe:
            read = pipe.read()
        self.end()
        found: tuple[TableFacts, Loaded] | None = pickle.loads(read) if read else None  # noqa: S301
        return found

    def end(self) -> None:
        """Let go of the process; what it read is not wanted any more."""
        if self._process:
            with suppress(ProcessLookupError):
                os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)
            self._process = 0


def worth_it() -> bool:
    """True where a second process can run beside this one."""
    return hasattr(os, "fork") and (os.cpu_count() or 1) >= FAR_ENOUGH


def _read(to: int) -> NoReturn:
    """Be the second process: read, hand over, leave without any farewell. Nothing reaches the terminal."""
    try:
        for stream in range(3):
            os.dup2(os.open(os.devnull, os.O_RDWR), stream)
        from casetable.cli.sitting import at_table
        from casetable.screens.load import load

        with at_table(only_looks=True) as sitting:
            loaded = load(sitting.seat(), None)
            loaded = replace(loaded, seat=replace(loaded.seat, store=None))
            with os.fdopen(to, "wb") as pipe:
                pipe.write(pickle.dumps((sitting.table.partnership, loaded)))
    finally:
        os._exit(0)
