"""Asking at the terminal: the question on stderr, one line read. Nothing asks where nobody sits."""

import sys

from casetable.cli.say import shown


def ask_line(question: str) -> str:
    """Return what was typed, without outer blanks; empty at the end of input."""
    print(shown(question), end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()


def ask_yes(question: str) -> bool:
    """True only for ``y`` or ``yes``."""
    return ask_line(question).casefold() in ("y", "yes")
