"""Text files that a person writes by hand and gives to a command, and files that a command makes for them to edit."""

import errno
import os
from pathlib import Path

from casetable.errors import BadFile, CasetableError, NoRoom, Refused
from casetable.places import make_private_folder

MOST_BYTES = 2_000_000
"""A file of text that has more bytes is none."""


def read_words(file: Path, *, hint: str = "") -> str:
    """Read a file of UTF-8 text. ``hint`` says how to come by one that is not there. Raises BadFile."""
    file = file.expanduser()
    try:
        if file.stat().st_size > MOST_BYTES:
            raise BadFile(f"{file} is too long: a file of at most {MOST_BYTES:,} bytes is expected.")
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise BadFile(f"There is no file {file}.", hint=hint) from None
    except UnicodeDecodeError:
        raise BadFile(f"{file} is no UTF-8 text.", hint="Save it as UTF-8.") from None
    except OSError as problem:
        raise BadFile(f"{file} cannot be read: {problem.strerror}.") from None


def write_new(file: Path, text: str) -> None:
    """Write a file that is not there yet, for its owner's eyes only: all of it, or no file.

    Raises Refused for one that is there, NoRoom.
    """
    try:
        make_private_folder(file.absolute().parent)
        number = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        raise Refused(f"There is a file {file} already.", "Name another; nothing is written over.") from None
    except OSError as problem:
        raise _cannot_write(file, problem) from None
    try:
        with os.fdopen(number, "w", encoding="utf-8") as stream:
            stream.write(text)
    except OSError as problem:
        file.unlink(missing_ok=True)
        raise _cannot_write(file, problem) from None


def _cannot_write(file: Path, problem: OSError) -> CasetableError:
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return NoRoom(f"There is no room for {file}.", "Make room on that disk, then try again.")
    return Refused(f"{file} cannot be written: {problem.strerror}.")
