"""What is said when casetable itself fails: the kind of error and where, never a value."""

from pathlib import Path
from types import TracebackType

from textual.worker import WorkerFailed


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
