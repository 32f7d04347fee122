"""Placing a restored file: where nothing stands, or over a table that is kept aside.

Over a table that SQLite can read, the pages are poured into the old file in one transaction, while nobody else can
have it open: a kill leaves the old state (the next one to open it rolls back) or the new one, and no other program
can go on writing into a file that has lost its name. A file that is no database any more is replaced by a rename.
"""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from casetable.errors import Damaged, NoTable, Refused, TableBusy
from casetable.store.drafts import COMPANIONS, draft, flush, flush_folder, publish, told_of
from casetable.store.pages import Progress, copy_pages, pour, raw_connection
from casetable.store.restoring import Ready
from casetable.store.telling import told_plainly

_NO_DATABASE = (11, 26, 10 | 2 << 8)
"""SQLITE_CORRUPT, SQLITE_NOTADB and SQLITE_IOERR_SHORT_READ: the file cannot be used as a database."""


class _NoDatabase(Exception):
    """The file is there and cannot be used as a database."""


def place_new(made: Ready, path: Path) -> None:
    """Give a restored copy the table's name. Raises Refused when anything stands there."""
    for end in COMPANIONS:
        if Path(f"{path}{end}").exists():
            raise Refused(f"{path}{end} stands there without its table.", "--replace keeps it aside.")
    with told_of(path.parent):
        publish(made.path, path)


def place_over(made: Ready, path: Path, aside: Path, progress: Progress | None = None) -> None:
    """Put a restored copy in the table's place; the old one is complete at ``aside`` before anything is touched.

    Raises TableBusy when somebody has the table open, NoRoom; then the table is as it was.
    """
    with told_of(path.parent):
        try:
            with told_plainly(), _alone(path) as old:
                _keep(old, path, aside)
                with closing(raw_connection(made.path)) as new:
                    pour(new, old, progress)
                _read_back(old, made, aside)
        except _NoDatabase:
            _replace_file(made, path, aside)


@contextmanager
def _alone(path: Path) -> Iterator[Any]:
    """A connection to the table while no other program has it open, nor can until this ends.

    Leaving WAL succeeds only for the last one at the table, and takes the -wal into the file.
    """
    from sqlcipher3 import dbapi2

    if not path.exists():
        raise _NoDatabase
    try:
        with closing(raw_connection(path)) as connection:
            _shut_out_others(connection)
            yield connection
    except dbapi2.Error as error:
        code = getattr(error, "sqlite_errorcode", 0)
        if code in _NO_DATABASE or code & 0xFF in _NO_DATABASE:
            raise _NoDatabase from error
        raise


def _shut_out_others(connection: Any) -> None:
    from sqlcipher3 import dbapi2

    busy = TableBusy(
        "Somebody has this table open.",
        "Nothing was changed; close casetable everywhere, also on other screens, then try again.",
    )
    try:
        left = connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        connection.execute("PRAGMA synchronous=EXTRA")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
        still = connection.execute("PRAGMA journal_mode").fetchone()[0]
    except dbapi2.OperationalError as error:
        if error.sqlite_errorcode & 0xFF in (5, 6):
            raise busy from error
        raise
    if (left, still) != ("delete", "delete"):
        raise busy


def _keep(old: Any, path: Path, aside: Path) -> None:
    with draft(path.parent, aside.name) as copy:
        copy_pages(old, copy)
        publish(copy, aside)


def _read_back(placed: Any, made: Ready, aside: Path) -> None:
    head = placed.execute("SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1").fetchone() or (0, "0" * 64)
    if head != (made.contents.head_seq, made.contents.head_hash):
        raise Damaged("What was written cannot be read back.", f"The table as it was stands complete at {aside}.")


def _replace_file(made: Ready, path: Path, aside: Path) -> None:
    """Keep what lies there as it is, byte by byte, and put the restored file in its place.

    No -wal of the old one may meet the new file: it goes first, and until the rename only the copies aside have it.
    """
    for end in (*COMPANIONS, ""):
        lying = Path(f"{path}{end}")
        if lying.exists() and not Path(f"{aside}{end}").exists():
            if not lying.is_file():
                raise NoTable(f"{lying} is no file.", "Name another place with --table.")
            with draft(path.parent, f"{aside.name}{end}") as copy:
                shutil.copyfile(lying, copy)
                publish(copy, Path(f"{aside}{end}"))
    flush(made.path)
    for end in COMPANIONS:
        Path(f"{path}{end}").unlink(missing_ok=True)
    flush_folder(path.parent)
    made.path.replace(path)
    flush_folder(path.parent)
