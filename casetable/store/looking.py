"""What stands at a path, looked at before it is opened: a file that is refused must not be changed by it.

And how a table can be opened that can only be read. SQLite reads a -wal only together with its -shm; where neither is
there, the file is opened as one that nobody changes (``immutable``), so that a reader leaves nothing beside it, and it
is looked at afterwards whether somebody changed it all the same.
"""

import os
import stat
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from casetable.errors import Damaged, NoRoom, NoTable, TableBusy
from casetable.places import make_private_folder
from casetable.store.telling import FULL_DISK, is_full, told_plainly

_KINDS = ((stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"))
_ANOTHER = "Name another with --table; nothing was changed."
_CASETABLE = "alembic_version"
_AS_IT_IS = "mode=ro&immutable=1"
FULL = "Its disk is full."
"""The one reason for only reading that may pass while the table is open."""
_A_WRITE_LASTS = 0.02
"""Seconds after which what could not be read is looked at again: somebody may just then have carried the -wal over."""


def file_meant(where: str | Path) -> Path:
    """The file that a path means: whole, and without links. Raises NoTable where it cannot be followed."""
    try:
        return Path(where).expanduser().resolve()
    except (OSError, RuntimeError, ValueError):
        raise NoTable("The table's path cannot be followed.", _ANOTHER) from None


def is_there(path: Path) -> bool:
    """True if a file, or whatever else, stands at a path. Raises NoTable where that cannot be told."""
    try:
        path.stat()
    except FileNotFoundError:
        if path.is_symlink():
            raise NoTable(
                f"{path} is a link to nothing.", "Put the file back where it was, or mend the link."
            ) from None
        return False
    except PermissionError:
        raise NoTable(f"You may not look into {path.parent}.", f"Ask its owner. {_ANOTHER}") from None
    except NotADirectoryError:
        raise NoTable(f"{path.parent} is a file, not a folder.", _ANOTHER) from None
    except (OSError, ValueError):
        raise NoTable("The table's path cannot be followed.", _ANOTHER) from None
    return True


def look_at(path: Path) -> str | None:
    """The schema version of the table in a file that is there; None where the file holds nothing yet.

    Raises NoTable for what is no table or may not be read, Damaged where a page cannot be read. The file and what
    stands beside it stay as they are.
    """
    _check_kind(path)
    _check_rights(path)
    wal = _names_beside(path)[0]
    if _size(wal) and not _size(path):
        raise Damaged(
            f"This table is damaged: {path} is empty, and what was written to it last lies in {wal.name}.",
            "Keep both as they are; casetable restore BACKUP --replace brings the last backup back.",
        )
    if not _size(path):
        return None
    try:
        return _version_in(path)
    except (Damaged, NoTable):
        time.sleep(_A_WRITE_LASTS)
        return _version_in(path)


def _version_in(path: Path) -> str | None:
    with told_plainly(), closing(connect(path, way_in(path))) as connection:
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if names and _CASETABLE not in names:
            raise NoTable(f"{path} belongs to another program.", _ANOTHER)
        if not names:
            return None
        (version,) = connection.execute("SELECT version_num FROM alembic_version").fetchone() or (None,)
        return None if version is None else str(version)


def check_can_be_made(path: Path) -> None:
    """Raise NoTable where no file can be made at ``path``, judged by the nearest folder above it that is there."""
    folder = next(one for one in path.absolute().parents if one.exists())
    if not folder.is_dir():
        raise NoTable(f"{folder} is a file, not a folder.", _ANOTHER)
    if not os.access(folder, os.W_OK | os.X_OK):
        why = "its disk can only be read" if _is_read_only_disk(folder) else f"{folder} belongs to {owner_of(folder)}"
        raise NoTable(f"No table can be made at {path}: {why}.", "Name a place that you can write with --table.")


def make_file(path: Path) -> None:
    """Make an empty file, mode 0600, in a private folder. Raises NoTable, NoRoom."""
    try:
        make_private_folder(path.parent)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as problem:
        if problem.errno in FULL_DISK:
            raise NoRoom(f"There is no room for a table in {path.parent}.", "Make room there.") from problem
        why = (problem.strerror or "the system refuses").lower()
        raise NoTable(f"No table can be made at {path}: {why}.", "Name a place that you can write.") from problem


def why_only_reading(path: Path) -> str:
    """Why a file can be read here and not written, as a sentence; empty when it can be written."""
    parts = ((path, "file"), (path.resolve().parent, "folder"), *((one, one.name) for one in _beside(path)))
    for part, name in parts:
        if _is_kept_from(part, os.W_OK):
            if _is_read_only_disk(part):
                return "Its disk can only be read."
            return f"Its {name} cannot be written: it belongs to {owner_of(part)}."
    is_open = _names_beside(path)[1].exists()
    return FULL if not is_open and is_full(path) else ""


def way_in(path: Path) -> str:
    """How SQLite opens a file to read it: the query of its URI. Raises NoTable where it would miss changes.

    Beside an empty file SQLite removes a -wal or a -journal as soon as it looks at it any other way.
    """
    if not _size(path):
        return _AS_IT_IS
    if _was_left_in_a_change(path):
        if why_only_reading(path):
            raise NoTable(
                f"{path} was left in the middle of a change, which can be undone only where it can be written.",
                "Open it once where it can be written.",
            )
        return "mode=rw"
    wal, shm = _names_beside(path)
    if not _size(wal) and not (wal.exists() and shm.exists()):
        return _AS_IT_IS
    if not shm.exists() and why_only_reading(path):
        raise NoTable(
            f"{path} cannot be read alone: its newest changes are in {wal.name}, which needs a folder to write in.",
            "Copy both files to a folder of your own, and open the copy there.",
        )
    return "mode=ro"


@contextmanager
def unchanged(path: Path) -> Iterator[None]:
    """Raise TableBusy after the block if somebody changed the file, where SQLite does not see to that itself."""
    watched, before = "immutable" in way_in(path), stamp(path)
    try:
        yield
    finally:
        if watched and stamp(path) != before:
            raise TableBusy("The table was changed while it was read.", "Nothing is lost; do it again.")


def stamp(path: Path) -> tuple[int, ...]:
    """Numbers that differ when a file or its -wal was changed."""
    numbers: list[int] = []
    for part in (path, _names_beside(path)[0]):
        with suppress(OSError):
            found = part.stat()
            numbers += (found.st_ino, found.st_size, found.st_mtime_ns)
    return tuple(numbers)


def file_number(path: Path) -> int:
    """The number by which the system knows the file that has this name now; 0 where none has."""
    try:
        return path.stat().st_ino
    except OSError:
        return 0


def connect(path: Path, query: str, **options: Any) -> Any:
    """A driver's connection. ``query`` says how: ``mode=rw`` makes no file where none is."""
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(f"{path.absolute().as_uri()}?{query}", uri=True, isolation_level=None, **options)
    connection.execute("PRAGMA cipher_log_level=NONE")
    return connection


def owner_of(path: Path) -> str:
    """The name of a file's owner, or somebody else where the system does not tell."""
    try:
        return path.owner()
    except (OSError, KeyError, NotImplementedError):
        return "somebody else"


def _check_kind(path: Path) -> None:
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode):
        kind = next((words for holds, words in _KINDS if holds(mode)), "a device")
        raise NoTable(f"{path} is {kind}, not a table.", _ANOTHER)


def _check_rights(path: Path) -> None:
    """A file that cannot be read is refused, and so is one whose newest changes cannot be."""
    if not os.access(path, os.R_OK):
        raise NoTable(f"You may not read {path}: it belongs to {owner_of(path)}.", f"Ask for the right to. {_ANOTHER}")
    for part in _beside(path):
        if _is_kept_from(part, os.R_OK):
            owner = owner_of(part)
            raise NoTable(
                f"You may not read {part.name}, where the newest changes to {path} are: it belongs to {owner}.",
                f"Let {owner} open and close the table once, or give you the right to read and write that file.",
            )


def _names_beside(path: Path) -> tuple[Path, Path]:
    """SQLite keeps them beside the file itself, not beside a link to it."""
    whole = path.resolve()
    return whole.with_name(f"{whole.name}-wal"), whole.with_name(f"{whole.name}-shm")


def _was_left_in_a_change(path: Path) -> bool:
    """A restore or a migration was killed: the next one to open the file for writing rolls it back."""
    whole = path.resolve()
    journal = whole.with_name(f"{whole.name}-journal")
    return journal.exists() and journal.stat().st_size > 0


def _beside(path: Path) -> list[Path]:
    return [part for part in _names_beside(path) if part.exists()]


def _size(path: Path) -> int:
    """Bytes of a file; 0 where none is, or none any more."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _is_kept_from(part: Path, right: int) -> bool:
    """A right is missing; a -wal that its last writer removed meanwhile keeps nobody from anything."""
    return not os.access(part, right) and part.exists() and not os.access(part, right)


def _is_read_only_disk(path: Path) -> bool:
    return hasattr(os, "statvfs") and bool(os.statvfs(path).f_flag & os.ST_RDONLY)
