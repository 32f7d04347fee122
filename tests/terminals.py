"""A terminal for real processes: what is written to it, what stands on it, keys typed into it."""

import fcntl
import os
import pty
import re
import select
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType

import pyte

COLUMNS, LINES = 120, 30
PATIENCE = 30.0
"""Seconds after which something that was waited for does not come any more."""
STILL = 0.2
"""Seconds without anything new after which a glass is whole: what stands there is one frame, not half of two."""

_DRAWING = re.compile(
    rb"\x1b\[[0-?]*[ -/]*[@-~]"  # cursor, colour, modes
    rb"|\x1b[78=>cM]"  # save, restore, keypad
    rb"|\x1b[()][0AB]"  # character sets
    rb"|\x1b\]22;[a-z-]*\x07"  # the shape of the mouse pointer
    rb"|\x1bP[^\x1b\x07]*\x1b\\\\"  # asking the terminal what it can do
    rb"|\x1b_G[^\x1b\x07]*\x1b\\\\"
)
"""Everything that a program needs in order to draw. Of commands beyond the screen (OSC) only Textual's pointer."""


class Terminal:
    """A process at a terminal of its own. Leaving the block ends it."""

    def __init__(self, words: Sequence[str], more: Mapping[str, str] | None = None) -> None:
        self.raw = b""
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)
        self._code: int | None = None
        settings = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "COLUMNS": str(COLUMNS), "LINES": str(LINES)}
        self._process, self._terminal = pty.fork()
        if self._process == 0:
            os.execve(sys.executable, [sys.executable, *words], {**os.environ, **settings, **(more or {})})
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        if self._code is None:
            os.kill(self._process, 9)
            os.waitpid(self._process, 0)
        os.close(self._terminal)

    @property
    def glass(self) -> str:
        """What stands on the terminal."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def keys(self, typed: str) -> None:
        """Type."""
        os.write(self._terminal, typed.encode())

    def until(self, holds: Callable[[str], bool], still: float = 0.0) -> str:
        """Read until something holds of the glass, and did so for a while without anything new; return the glass."""
        deadline = time.monotonic() + PATIENCE
        while not (holds(self.glass) and self._is_still(still)):
            assert time.monotonic() < deadline, f"it never came to be:\n{self.glass}"
            assert self._read(0.1), f"the process ended:\n{self.glass}"
        return self.glass

    def glimpses(self, words: str) -> str:
        """Read until words stand on the glass, however much else is still to be drawn."""
        return self.until(lambda glass: words in glass)

    def sees(self, words: str, *, gone: str = "") -> str:
        """Read until words stand on a glass that is drawn to its end, and others, of the screen before, do not."""
        return self.until(lambda glass: words in glass and not (gone and gone in glass), STILL)

    def end(self) -> int:
        """Read until the process ends, and return its exit code."""
        deadline = time.monotonic() + PATIENCE
        while self._read(0.1):
            assert time.monotonic() < deadline, f"it never ended:\n{self.glass}"
        self._code = os.waitstatus_to_exitcode(os.waitpid(self._process, 0)[1])
        return self._code

    def _is_still(self, seconds: float) -> bool:
        """Nothing is written for so long. What is written meanwhile stays to be read."""
        return not (seconds and select.select([self._terminal], [], [], seconds)[0])

    def _read(self, seconds: float) -> bool:
        """Read what there is; False when the process has closed the terminal."""
        if not select.select([self._terminal], [], [], seconds)[0]:
            return True
        try:
            piece = os.read(self._terminal, 65536)
        except OSError:
            return False
        self.raw += piece
        self._stream.feed(piece)
        return bool(piece)


def controls_of_data(raw: bytes) -> list[bytes]:
    """Control characters in what a process wrote that draw nothing, with a few bytes around each."""
    text = _DRAWING.sub(b"", raw)
    unwanted = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]")
    return [text[max(found.start() - 20, 0) : found.end() + 20] for found in unwanted.finditer(text)]
