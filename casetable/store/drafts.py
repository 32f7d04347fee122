"""Files that are complete under their name or not there at all: written as a draft, flushed, then renamed."""

import errno
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from casetable.errors import NoRoom, NoTable, Refused
from casetable.places import make_private_folder

try:
    import fcntl
except ModuleNotFoundError:  # Windows refuses to remove a file that is open
    fcntl = None  # type: ignore[assignment]

COMPANIONS = ("-wal", "-shm", "-journal")
_DRAFT = re.compile(r"\..+\.[0-9a-f]{12}\.partial")
_FULL = (errno.ENOSPC, errno.EDQUOT)


@contextmanager
def draft(folder: Path, name: str) -> Iterator[Path]:
    """An empty file under a temporary name in ``folder``, gone at the end unless ``publish`` gave it a name.

    So is a folder that was made for it. What a killed program left behind there is removed. Raises NoRoom; NoTable for
    a folder that cannot be written.
    """
    with told_of(folder):
        made = make_private_folder(folder)
        try:
            remove_abandoned(folder)
            path, held = _begin(folder, name)
            try:
                yield path
            finally:
                os.close(held)
                _remove(path)
        finally:
            with suppress(OSError):  # something stands in it
                for one in made:
                    one.rmdir()


def publish(written: Path, final: Path) -> None:
    """Bring a draft onto the disk and give it its name. Raises Refused when something has that name already."""
    flush(written)
    try:
        final.hardlink_to(written)
    except FileExistsError:
        raise Refused(f"There is something at {final} already.", "Nothing was written over.") from None
    except OSError:  # a file system without links
        if final.exists():
            raise Refused(f"There is something at {final} already.", "Nothing was written over.") from None
        written.rename(final)
    flush_folder(final.parent)


def publish_beside(written: Path, final: Path) -> Path:
    """The same; where that name is taken, by a copy of the same second, the next one that is free. Returns it."""
    for turn in count(2):
        with suppress(Refused):
            publish(written, final)
            return final
        final = final.with_stem(f"{final.stem.removesuffix(f'-{turn - 1}')}-{turn}")
    raise AssertionError("names do not run out")


def remove_abandoned(folder: Path) -> None:
    """Remove drafts that a killed program left behind; one that is still being written is left alone."""
    for path in folder.glob(".*.partial"):
        if _DRAFT.fullmatch(path.name) and _is_abandoned(path):
            _remove(path)


def flush(path: Path) -> None:
    """Bring a file onto the disk."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Bring a folder's list of names onto the disk, where the system can do that."""
    if fcntl is None:
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


@contextmanager
def told_of(folder: Path) -> Iterator[None]:
    """What goes wrong in a folder, as a sentence that names it."""
    try:
        yield
    except NoRoom as full:
        raise _no_room(folder) from full
    except OSError as problem:
        if problem.errno in _FULL:
            raise _no_room(folder) from problem
        raise NoTable(f"{folder} cannot be written: {problem.strerror}.", "No half file was left there.") from problem


def _begin(folder: Path, name: str) -> tuple[Path, int]:
    """A new empty file that nobody takes for abandoned while the returned number is open."""
    while True:
        path = folder / f".{name}.{secrets.token_hex(6)}.partial"
        held = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
        if fcntl is not None:
            with suppress(OSError):  # some shares know no locks: then nobody else removes it either
                fcntl.flock(held, fcntl.LOCK_EX)
        if path.exists():
            return path, held
        os.close(held)


def _is_abandoned(path: Path) -> bool:
    if fcntl is None:
        return True
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()
            return True
    except OSError:
        return False


def _remove(path: Path) -> None:
    for end in ("", *COMPANIONS):
        with suppress(OSError):
            Path(f"{path}{end}").unlink()


def _no_room(folder: Path) -> NoRoom:
    return NoRoom(f"There is no room in {folder}: no half file was left there.", "Make room, or name another folder.")
