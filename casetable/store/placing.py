"""Placing a restored file: where nothing stands, or over a table that is kept aside.

Over a table that SQLite can read, the pages are poured into the old file in one transaction, while nobody else can
have it open: a kill leaves the old state (the next one to open it rolls back) or the new one, and no other program
can go on writing into a file that has lost its name. A file that is no database any more is replaced by a rename.
"""

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from casetable.errors import Broken, Damaged, NoTable, Refused, TableBusy
from casetable.store.drafts import COMPANIONS, draft, flush, flush_folder, publish, told_of
from casetable.store.pages import GENESIS, Progress, copy_pages, pour, raw_connection
from casetable.store.restoring import Ready
from casetable.store.telling import told_plainly
from casetable.values.backups import Contents, Stands


def place_new(made: Ready, path: Path) -> None:
    """Give a restored copy the table's name. Raises Refused when anything stands there."""
    for end in COMPANIONS:
        if Path(f"{path}{end}").exists():
            raise Refused(f"{path}{end} stands there without its table.", "--replace keeps it aside.")
    with told_of(path.parent):
        publish(made.path, path)


def place_over(made: Ready, path: Path, aside: Path, stands: Stands, progress: Progress | None = None) -> None:
    """Put a restored copy in the table's place; the old one is complete at ``aside`` before anything is touched.

    ``stands`` is what was found there. Raises TableBusy when somebody has the table open, NoRoom; then the table is
    as it was, and no copy of it is left.
    """
    with told_of(path.parent):
        if stands.contents is not None:
            with suppress(Damaged):  # told only now, by a page that nobody looked at
                _pour_over(made, path, aside, stands.contents, progress)
                return
        _replace_file(made, path, aside)


def _pour_over(made: Ready, path: Path, aside: Path, found: Contents, progress: Progress | None) -> None:
    with told_plainly(path), _alone(path) as old:
        with draft(path.parent, aside.name) as copy:
            copy_pages(old, copy)
            publish(copy, aside)
        try:
            with closing(raw_connection(made.path)) as new:
                pour(new, old, progress)
        except BaseException:
            if _head(old) == (found.head_seq, found.head_hash):
                aside.unlink()
            raise
        if _head(old) != (made.contents.head_seq, made.contents.head_hash):
            raise Broken("What was written cannot be read back.", f"The table as it was stands complete at {aside}.")


@contextmanager
def _alone(path: Path) -> Iterator[Any]:
    """A connection to the table while no other program has it open, nor can until this ends.

    Leaving WAL succeeds only for the last one at the table, and takes the -wal into the file. Raises TableBusy.
    """
    from sqlcipher3 import dbapi2

    busy = TableBusy(
        "Somebody has this table open.",
        "Nothing was changed; close casetable everywhere, also on other screens, then try again.",
    )
    with closing(raw_connection(path)) as connection:
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
        yield connection


def _head(connection: Any) -> tuple[int, str]:
    return connection.execute("SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1").fetchone() or (0, GENESIS)


def _replace_file(made: Ready, path: Path, aside: Path) -> None:
    """Keep what lies there as it is, byte by byte, and put the restored file in its place.

    No connection is made before every part is kept: SQLite removes a -wal whose file is no database. No -wal of the
    old one may meet the new file: it goes first, and until the rename only the copies aside have it.
    """
    kept: list[Path] = []
    try:
        for end in (*COMPANIONS, ""):
            if Path(f"{path}{end}").exists():
                _keep_part(Path(f"{path}{end}"), Path(f"{aside}{end}"))
                kept.append(Path(f"{aside}{end}"))
        flush(made.path)
        if path.exists() and path.stat().st_size:
            _check_nobody_has(path)
    except BaseException:
        for one in kept:
            one.unlink(missing_ok=True)
        raise
    for end in COMPANIONS:
        Path(f"{path}{end}").unlink(missing_ok=True)
    flush_folder(path.parent)
    if path.exists():
        _own_like(path, made.path)
    made.path.replace(path)
    flush_folder(path.parent)


def _keep_part(lying: Path, aside: Path) -> None:
    if not lying.is_file():
        raise NoTable(f"{lying} is no file.", "Name another place with --table.")
    with draft(aside.parent, aside.name) as copy:
        shutil.copyfile(lying, copy)
        publish(copy, aside)


def _check_nobody_has(path: Path) -> None:
    """Raise TableBusy when somebody has a file open that may be a database; it is kept by now."""
    try:
        with told_plainly(), _alone(path):
            pass
    except TableBusy:
        raise
    except (Damaged, NoTable):  # no database: nobody can work at it
        return


def _own_like(old: Path, new: Path) -> None:
    """Give a file the mode of another one, and its owner and group as far as the system lets."""
    found = old.stat()
    for owner, group in ((-1, found.st_gid), (found.st_uid, -1)):
        with suppress(OSError):
            os.chown(new, owner, group)
    new.chmod(stat.S_IMODE(found.st_mode))
