"""What is said when casetable itself fails: the kind of error and where, never a value."""

import os
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from traceback import walk_tb
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

MOST_BYTES = 1_000_000


def keep_values_back() -> None:
    """Take the place of everything in Python that prints an error's own text: it may be somebody's name."""
    sys.excepthook = stopped
    threading.excepthook = _thread_stopped
    sys.unraisablehook = _noted


def _thread_stopped(failure: threading.ExceptHookArgs) -> None:
    if failure.exc_value is not None and not isinstance(failure.exc_value, SystemExit):
        stopped(failure.exc_type, failure.exc_value, failure.exc_traceback)


def _noted(failure: "UnraisableHookArgs") -> None:
    """What fails where nothing can stop any more, such as a farewell, is only noted in the log."""
    kind = failure.exc_type
    write_log(f"{kind.__module__}.{kind.__name__}", _places(failure.exc_traceback))


def stopped(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
    """Take the place of ``sys.excepthook``: one line on stderr, the places in the program's log."""
    places = _places(traceback)
    ours = [place for place in places if place.startswith("casetable/")]
    where = (ours or places or ["an unknown place"])[-1]
    print(f"casetable stopped: {kind.__name__} in {where}", file=sys.stderr)
    log = write_log(f"{kind.__module__}.{kind.__name__}", places)
    if log is not None:
        print(f"Nothing saved was lost. Details without anybody's data: {log}", file=sys.stderr)


def note_failure(error: BaseException) -> None:
    """Note in the program's log where the app stopped; it has said so itself."""
    while isinstance(cause := getattr(error, "error", None), BaseException):
        error = cause
    kind = type(error)
    write_log(f"{kind.__module__}.{kind.__name__}", _places(error.__traceback__))


def write_log(what: str, places: list[str]) -> Path | None:
    """Add an entry to the program's log, which is begun anew at 1 MB. None where it cannot be written."""
    from casetable.places import make_private_folder, program_log

    log = program_log()
    entry = [f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {what}", *(f"  {place}" for place in places), ""]
    try:
        make_private_folder(log.parent)
        if log.exists() and log.stat().st_size > MOST_BYTES:
            log.replace(log.with_name(log.name + ".1"))
        with open(os.open(log, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600), "a", encoding="utf-8") as file:  # noqa: PTH123
            file.write("\n".join(entry))
    except OSError:
        return None
    return log


def _places(traceback: TracebackType | None) -> list[str]:
    """Return file:line of every frame, outermost first, without anything a file holds."""
    return [f"{_short(frame.f_code.co_filename)}:{line}" for frame, line in walk_tb(traceback)]


def _short(file: str) -> str:
    parts = Path(file).parts
    for root, kept in (("site-packages", 1), ("casetable", 0)):
        if root in parts:
            at = len(parts) - 1 - parts[::-1].index(root)
            return "/".join(parts[at + kept :])
    return Path(file).name
