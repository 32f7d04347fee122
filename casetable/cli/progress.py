"""Saying how far something is that takes longer than a second."""

import sys
import time

from casetable.cli.asked import asked

PATIENCE = 1.0
"""Seconds before anything is said."""


class Meter:
    """Called with how much is done and how much there is; writes one line on stderr over and over, at a terminal."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._started = time.monotonic()
        self._said = ""

    def __call__(self, done: int, there: int) -> None:
        """Say it, where somebody looks and has waited long enough."""
        if asked().quiet or not sys.stderr.isatty() or time.monotonic() - self._started < PATIENCE:
            return
        words = f"{self._what} … {100 * done // max(there, 1)} %"
        if words != self._said:
            self._said = words
            print(f"\r{words}", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Leave the line."""
        if self._said:
            print(f"\r{' ' * len(self._said)}\r", end="", file=sys.stderr, flush=True)
