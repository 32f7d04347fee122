"""The drivers' errors, told plainly: by the code that a driver gives, never by its text, which may hold a value."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from casetable.errors import CasetableError, Damaged, NoRoom, NoTable, OnlyReading, TableBusy, Unreachable

BUSY_SECONDS = 10
"""Seconds that a program waits for another one's lock."""
FULL_DISK = (errno.ENOSPC, errno.EDQUOT)
"""What the system says where there is no room: none on the disk, or none for this person."""


class _Kind(NamedTuple):
    """One kind of failure: the error that it becomes."""

    make: Callable[[str, str], CasetableError]
    sentence: str
    hint: str

    def made(self) -> CasetableError:
        return self.make(self.sentence, self.hint)


_BUSY = _Kind(
    TableBusy,
    f"Another program has been writing to this table for over {BUSY_SECONDS} seconds.",
    "Nothing was saved by this attempt; try again in a moment.",
)
_FULL = _Kind(
    NoRoom,
    "The disk is full: nothing was saved by this attempt.",
    "Make room on the disk that holds the table, then save again.",
)
_READ_ONLY = _Kind(
    OnlyReading,
    "This table can be read here and not written: nothing was saved.",
    "casetable where shows the file and the reason.",
)
_DAMAGED = _Kind(
    Damaged,
    "This table is damaged: a page of it cannot be read.",
    "Keep the file as it is; casetable restore BACKUP --replace brings the last backup back.",
)
_NO_DATABASE = _Kind(
    NoTable,
    "This file is not a casetable table.",
    "Name another with --table; nothing was changed.",
)
_CANNOT_OPEN = _Kind(
    NoTable,
    "The table's file cannot be opened.",
    "casetable where shows it; look at its rights and its folder's.",
)
_DISK_FAILED = _Kind(
    NoTable,
    "The disk under this table failed while it was read or written.",
    "Nothing was saved by this attempt; look at the disk, then try again.",
)
_LOST = _Kind(
    Unreachable,
    "The table cannot be reached: the connection was lost.",
    "Nothing was saved by this attempt; try again in a moment.",
)
_NEVER_THERE = _Kind(
    Unreachable,
    "The table cannot be reached.",
    "Nothing was saved by this attempt; look whether its server runs and goes by that name, then try again.",
)
_NO_RIGHT = _Kind(
    NoTable,
    "The database refuses: this login has not the rights that were needed.",
    "Ask whoever keeps the database; nothing was saved by this attempt.",
)
_ANY = _Kind(
    NoTable,
    "The table cannot be reached.",
    "Nothing was saved by this attempt.",
)

_SQLITE: dict[int, _Kind] = {
    1: _ANY,  # SQLITE_ERROR
    5: _BUSY,  # SQLITE_BUSY
    6: _BUSY,  # SQLITE_LOCKED
    8: _READ_ONLY,  # SQLITE_READONLY
    10: _DISK_FAILED,  # SQLITE_IOERR
    11: _DAMAGED,  # SQLITE_CORRUPT
    13: _FULL,  # SQLITE_FULL
    14: _CANNOT_OPEN,  # SQLITE_CANTOPEN
    15: _BUSY,  # SQLITE_PROTOCOL: a race for the -wal that was never won
    26: _NO_DATABASE,  # SQLITE_NOTADB
    10 | 19 << 8: _FULL,  # SQLITE_IOERR_SHMSIZE: no room for the -shm
    10 | 2 << 8: _DAMAGED,  # SQLITE_IOERR_SHORT_READ: the file ends before its page does
}
"""By result code; a few by their extended code, which is asked first."""

_POSTGRESQL: dict[str, _Kind] = {
    "25006": _READ_ONLY,  # read_only_sql_transaction
    "25P03": _LOST,  # idle_in_transaction_session_timeout
    "40001": _BUSY,  # serialization_failure
    "40P01": _BUSY,  # deadlock_detected
    "42501": _NO_RIGHT,  # insufficient_privilege
    "53100": _FULL,  # disk_full
    "55P03": _BUSY,  # lock_not_available
    "53300": _LOST,  # too_many_connections
    "57014": _BUSY,  # query_canceled, by a time limit
    "57P01": _LOST,  # admin_shutdown
    "57P02": _LOST,  # crash_shutdown
    "57P03": _LOST,  # cannot_connect_now: it starts, or it stops
    "58030": _DISK_FAILED,  # io_error
    "XX001": _DAMAGED,  # data_corrupted
    "XX002": _DAMAGED,  # index_corrupted
}
"""By SQLSTATE."""


LEAST_ROOM = 40_960
"""Bytes that SQLite needs on the disk to begin a change: for its -shm, and for the first page of its -wal."""


def is_full(path: Path) -> bool:
    """True if the disk of a file has no room for a change; False also where the system does not tell."""
    try:
        disk = os.statvfs(path)
    except (AttributeError, OSError):
        return False
    blocks = disk.f_bavail if os.geteuid() else disk.f_bfree
    return disk.f_blocks > 0 and blocks * disk.f_frsize < LEAST_ROOM


@contextmanager
def told_plainly(path: Path | None = None) -> Iterator[None]:
    """Turn the drivers' errors about locks, files, disks and connections into sentences.

    ``path`` is the table's file: where SQLite only says that the disk failed it is asked whether it is full.
    Raises TableBusy, NoRoom, OnlyReading, Damaged, Unreachable or NoTable; what is none of these stays as it is.
    """
    try:
        yield
    except DBAPIError as error:
        said = told(error)
        if said is None:
            raise
        raise _full_if_it_is(said, path) from error
    except PoolTimeout as error:
        raise TableBusy("This program waits for itself: too many of its own questions are open.") from error
    except _sqlite_errors() as error:
        kind = _of_sqlite(error)
        if kind is None:
            raise
        raise _full_if_it_is(kind.made(), path) from error


def told(error: DBAPIError) -> CasetableError | None:
    """The sentence for a driver's error; None when it is no matter of locks, files, disks or connections."""
    if getattr(error.orig, "sqlite_errorcode", None) is not None:
        kind = _of_sqlite(error.orig)
    else:
        kind = _of_postgresql(error)
    return None if kind is None else kind.made()


def _full_if_it_is(said: CasetableError, path: Path | None) -> CasetableError:
    failed = said.sentence == _DISK_FAILED.sentence
    return _FULL.made() if failed and path is not None and is_full(path) else said


def _of_sqlite(error: Any) -> _Kind | None:
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else _SQLITE.get(code) or _SQLITE.get(code & 0xFF)


def _of_postgresql(error: DBAPIError) -> _Kind | None:
    """A broken connection has no SQLSTATE of its own, or one of a server that is going down or coming up."""
    state = getattr(error.orig, "sqlstate", None)
    kinds = {kind.__name__ for kind in type(error.orig).__mro__}
    if state is None:
        if error.connection_invalidated or kinds & {"InterfaceError", "OperationalError"}:
            was_asked = error.statement is not None or error.connection_invalidated
            return _LOST if was_asked else _NEVER_THERE
        return None
    if state in _POSTGRESQL:
        return _POSTGRESQL[state]
    if error.connection_invalidated or state.startswith("08"):
        return _LOST
    return _ANY if "OperationalError" in kinds else None


def _sqlite_errors() -> tuple[type[BaseException], ...]:
    """What SQLite's driver raises where SQLAlchemy stands not between; empty where it was never loaded."""
    import sys

    driver = sys.modules.get("sqlcipher3.dbapi2")
    return () if driver is None else (driver.Error,)
