"""Whether there still is a terminal: one that was closed behind make or ssh sends no signal, only silence."""

import os
import sys


class Terminal:
    """The terminal the app was started at; without one (a test) it never goes away."""

    def __init__(self) -> None:
        self._fd = _stdin()
        self._was_there = self._fd is not None and _answers(self._fd)

    @property
    def is_gone(self) -> bool:
        """True once it was there and does not answer any more."""
        return self._was_there and self._fd is not None and not _answers(self._fd)


def _stdin() -> int | None:
    try:
        return sys.__stdin__.fileno() if sys.__stdin__ is not None else None
    except (OSError, ValueError):
        return None


def _answers(fd: int) -> bool:
    try:
        os.get_terminal_size(fd)
    except OSError:
        return False
    return True
