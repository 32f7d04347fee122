"""One run of the command line: the line is read, a command is carried out, what went wrong is said in a sentence."""

import atexit
import contextlib
import gc
import os
import sys
from collections.abc import Sequence
from typing import Any

from casetable.cli.asked import ask_for, only_a_seat
from casetable.cli.failing import keep_values_back
from casetable.cli.say import complain, forgive_streams, is_terminal, shown
from casetable.errors import CasetableError
from casetable.text import without_password

INTERRUPTED = 130
WRONG_USAGE = 2
GARBAGE = 50_000
"""Objects between two looks for garbage: importing makes many and leaves none."""


def main(words: Sequence[str] | None = None) -> int:
    """Run the command line on ``words`` (default: this program's own) and return its exit code."""
    if words is None:
        keep_values_back()
        gc.set_threshold(GARBAGE, *gc.get_threshold()[1:])
        atexit.register(gc.freeze)  # the system takes a whole process back faster than Python takes it to pieces
        words = sys.argv[1:]
    forgive_streams()
    try:
        code = _run(words)
        sys.stdout.flush()
    except CasetableError as error:
        complain(error)
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return _nobody_listens()
    return code


def _run(words: Sequence[str]) -> int:
    seat = only_a_seat(words)
    if seat is None or not is_terminal():
        return _run_command(words)
    from casetable.cli.open import open_or_print

    ask_for(seat)
    return open_or_print()


def _run_command(words: Sequence[str]) -> int:
    import typer

    from casetable.cli.hoist import hoist
    from casetable.cli.root import app

    command: Any = typer.main.get_command(app)
    try:
        code = command.main(hoist(words, command), prog_name="casetable", standalone_mode=False)
    except typer.TyperException as error:
        return _misused(error)
    except typer.Abort:
        return INTERRUPTED
    return code if isinstance(code, int) else 0


def _misused(error: Any) -> int:
    print(shown(without_password(error.format_message())), file=sys.stderr)
    context = getattr(error, "ctx", None)
    if context is not None:
        print(f"{context.command_path} --help shows how.", file=sys.stderr)
    return WRONG_USAGE


def _nobody_listens() -> int:
    """Who read our output went away (``| head``): say nothing, also not at the end."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1
