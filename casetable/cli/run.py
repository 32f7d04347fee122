"""One run of the command line: the line is read, a command is carried out, what went wrong is said in a sentence."""

import contextlib
import os
import sys
from collections.abc import Sequence
from typing import Any

import typer

from casetable.cli.failing import keep_values_back
from casetable.cli.hoist import hoist
from casetable.cli.say import complain, forgive_streams, shown
from casetable.errors import CasetableError

INTERRUPTED = 130
WRONG_USAGE = 2


def main(words: Sequence[str] | None = None) -> int:
    """Run the command line on ``words`` (default: this program's own) and return its exit code."""
    if words is None:
        keep_values_back()
        words = sys.argv[1:]
    forgive_streams()
    try:
        code = _run(words)
        sys.stdout.flush()
    except CasetableError as error:
        complain(error)
        return error.exit_code
    except typer.TyperException as error:
        return _misused(error)
    except (typer.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        return _nobody_listens()
    return code


def _run(words: Sequence[str]) -> int:
    from casetable.cli.root import app

    command: Any = typer.main.get_command(app)
    code = command.main(hoist(words, command), prog_name="casetable", standalone_mode=False)
    return code if isinstance(code, int) else 0


def _misused(error: typer.TyperException) -> int:
    print(shown(error.format_message()), file=sys.stderr)
    context = getattr(error, "ctx", None)
    if context is not None:
        print(f"{context.command_path} --help shows how.", file=sys.stderr)
    return WRONG_USAGE


def _nobody_listens() -> int:
    """Who read our output went away (``| head``): say nothing, also not at the end."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1
