"""Bringing what was deleted out of a table's files too: rewritten pages, an empty -wal, and a look into both.

SQLite: VACUUM, then a checkpoint that empties the -wal. PostgreSQL: VACUUM FULL of casetable's tables with fresh
statistics, which hold values too, and a look whether rows that some transaction could still see were copied along; the
server's own journal and backups remain its administrator's.
"""

import mmap
import re
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from casetable.errors import CasetableError, TableBusy
from casetable.places import backups_folder
from casetable.store.backups import casetables, stem_of
from casetable.store.looking import file_meant
from casetable.store.opening import Store
from casetable.store.telling import BUSY_SECONDS, told_plainly

WAIT = 3.0
"""Seconds that a program with a long reading is waited for before the -wal, or a server's table, counts as busy."""

_OTHERS_READ = "Another program is reading the table, so that what was deleted still lies in its -wal file."
_OTHERS_USE = "Another program is using the table, so that its files could not be rewritten."
_OTHERS_SEE = (
    "Another program is in the middle of a transaction on the same server, so that what was deleted may still lie in "
    "the table's files."
)
_NOT_OWNER = "The server lets only the owner of the table rewrite it."


def clean(store: Store) -> str:
    """Bring what was deleted out of the table's files; why that did not succeed yet, a sentence, or nothing."""
    try:
        with (
            told_plainly(store.path),
            store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection,
        ):
            return _clean_file(connection) if store.is_sqlite else _clean_server(connection)
    except TableBusy:
        return _OTHERS_USE
    except CasetableError as error:
        return error.sentence


def files_saying(where: str, names: Iterable[str]) -> tuple[Path, ...]:
    """Which of a table's own files, its -wal among them, hold one of the names; none for a server."""
    if "://" in where:
        return ()
    path = file_meant(where)
    return tuple(one for one in (path, Path(f"{path}-wal")) if holds(one, names))


def copies_saying(where: str, recorded: Iterable[str], names: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Copies of a table that hold one of the names, and copies on record that are not to be found from here.

    Looked into are those ``recorded``, everything in the usual folder for backups, and tables kept aside by a restore.
    """
    wanted = tuple(names)
    usual = [one for one in backups_folder(where).glob("*.casetable") if one.is_file()]
    if "://" not in where:
        path = file_meant(where)
        usual += path.parent.glob(f"{stem_of(where)}-replaced-*")
    there = {Path(one) for one in recorded if one and Path(one).exists()} | set(usual)
    unseen = sorted({one for one in recorded if one and not Path(one).exists()})
    return tuple(sorted(str(one) for one in there if holds(one, wanted))), tuple(unseen)


def holds(path: Path, names: Iterable[str]) -> bool:
    """A file holds one of the names, byte by byte, in any case of its ASCII letters."""
    wanted = [re.escape(name.encode()) for name in names if name.strip()]
    if not wanted:
        return False
    with (
        suppress(OSError, ValueError),  # no such file, or an empty one
        path.open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content,
    ):
        return re.search(b"|".join(wanted), content, re.IGNORECASE) is not None
    return False


def _clean_file(connection: Connection) -> str:
    connection.exec_driver_sql("VACUUM")
    connection.exec_driver_sql("PRAGMA busy_timeout=100")
    try:
        end = time.monotonic() + WAIT
        while connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]:
            if time.monotonic() > end:
                return _OTHERS_READ
            time.sleep(0.05)
        return ""
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")


def _clean_server(connection: Connection) -> str:
    """Rewrite every table at least once, and again until ``WAIT`` is over where deleted rows were copied along."""
    deleted_before = connection.exec_driver_sql("SELECT pg_snapshot_xmax(pg_current_snapshot())::text").scalar_one()
    end = time.monotonic() + WAIT
    why = ""
    connection.exec_driver_sql(f"SET lock_timeout = '{int(WAIT * 1000)}ms'")
    try:
        for table in _tables(connection):
            found = _rewrite(connection, table, deleted_before)
            while found == _OTHERS_SEE and time.monotonic() < end:
                time.sleep(0.05)
                found = _rewrite(connection, table, deleted_before)
            why = found or why
    finally:
        connection.exec_driver_sql(f"SET lock_timeout = '{BUSY_SECONDS}s'")
    with suppress(DBAPIError):
        connection.exec_driver_sql("VACUUM pg_catalog.pg_statistic")
    return why


def _rewrite(connection: Connection, table: str, deleted_before: str) -> str:
    """Write one table into a new file; why what was deleted may still be in it, a sentence, or nothing.

    The server only warns where a table may not be rewritten: whether it was shows in the number of its file. And it
    copies deleted rows along while any transaction could see them, one that never touched the table too: VACUUM FULL
    sets relfrozenxid to the oldest transaction whose deletions it had to keep. Where that is not older than the
    transaction ``deleted_before``, every deletion that came before it is out of the file.
    """
    before, _ = _stands(connection, table, deleted_before)
    connection.exec_driver_sql(f"VACUUM (FULL, ANALYZE) {table}")
    after, only_rows_that_stand = _stands(connection, table, deleted_before)
    if after == before:
        return _NOT_OWNER
    return "" if only_rows_that_stand else _OTHERS_SEE


def _stands(connection: Connection, table: str, deleted_before: str) -> tuple[int, bool]:
    """The number of a table's file, and whether it was written without the rows deleted before that transaction."""
    number, without = connection.execute(
        text(
            "SELECT relfilenode::bigint, age(relfrozenxid) <= age(CAST(:before AS xid8)::xid) FROM pg_class "
            "WHERE relnamespace = current_schema()::regnamespace AND relname = :name"
        ),
        {"before": deleted_before, "name": table},
    ).one()
    return int(number), bool(without)


def _tables(connection: Connection) -> list[str]:
    """Casetable's tables in the schema of this connection."""
    rows = connection.scalars(
        text(
            "SELECT relname::text FROM pg_class WHERE relkind = 'r' AND "
            "relnamespace = current_schema()::regnamespace AND relname = ANY(:names) ORDER BY relname"
        ),
        {"names": sorted(casetables())},
    )
    return [str(name) for name in rows]
