"""What is said when casetable itself fails: the kind of error and where, never a value."""

import asyncio
import sys
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from rich.segment import Segments
from rich.text import Text
from textual.app import App
from textual.worker import WorkerFailed

T = TypeVar("T")


class QuietApp(App[T]):
    """An app that ends without showing a value: Textual's own crash handler prints local variables.

    ``failure`` is what it stopped with, for the program's log; None where it ended well.
    """

    failure: Exception | None = None

    def on_mount(self) -> None:
        """Keep asyncio from printing an abandoned task's exception, and with it somebody's words."""
        asyncio.get_running_loop().set_exception_handler(lambda loop, context: None)

    def _handle_exception(self, error: Exception) -> None:
        self._return_code = 1
        self.failure = self.failure or error
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        if not self._exit_renderables:
            sentence = Text(crash_sentence(error))
            self._exit_renderables.append(Segments(self.console.render(sentence, self.console.options)))
        self.bell()
        self._close_messages_no_wait()

    def _fatal_error(self) -> None:
        error = sys.exc_info()[1]
        self._handle_exception(error if isinstance(error, Exception) else RuntimeError())


def crash_sentence(error: BaseException) -> str:
    """Return what to print after a crash. Neither the error's own text nor any variable is in it."""
    while isinstance(error, WorkerFailed):
        error = error.error
    return (
        f"casetable stopped: {type(error).__name__} in {_where(error.__traceback__)}. "
        "Nothing saved was lost. Start it again; if it stops in the same place, report this line."
    )


def _where(traceback: TracebackType | None) -> str:
    """Return ``module:line`` of the innermost frame of casetable, else of the innermost frame."""
    found = "an unknown place"
    ours = False
    while traceback is not None:
        name = str(traceback.tb_frame.f_globals.get("__name__", ""))
        if name.startswith("casetable.") or not ours:
            place = name if name.startswith("casetable.") else Path(traceback.tb_frame.f_code.co_filename).stem
            found = f"{place}:{traceback.tb_lineno}"
        ours = ours or name.startswith("casetable.")
        traceback = traceback.tb_next
    return found
