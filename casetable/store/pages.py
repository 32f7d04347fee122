"""SQLite files as they are: copied page by page, looked into, checked. Nothing is switched and nothing is made new."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event, func, select, table, text
from sqlalchemy.pool import NullPool

from casetable.errors import Damaged, NoTable
from casetable.store.looking import connect, unchanged, way_in
from casetable.store.opening import Store
from casetable.store.telling import told_plainly
from casetable.values.backups import Contents

Progress = Callable[[int, int], None]
"""Told how much is done and how much there is, now and then."""

PAGES_AT_ONCE = 2_000
GENESIS = "0" * 64
_CODES = {
    "database is locked": 5,
    "database table is locked": 6,
    "attempt to write a readonly database": 8,
    "disk I/O error": 10,
    "database disk image is malformed": 11,
    "database or disk is full": 13,
    "unable to open database file": 14,
    "file is not a database": 26,
}
"""SQLite's own words (sqlite3_errstr) and their codes: the driver's errors of a page copy come without the code."""


def raw_connection(path: Path) -> Any:
    """A driver's connection to a file that is there, to write, without any of the settings of a table in use."""
    return connect(path, "mode=rw", timeout=1, check_same_thread=False)


def file_store(path: Path, *, writes: bool = True) -> Store:
    """A file as a store that nobody else uses: without a -wal, and every connection closed when given back."""
    from sqlcipher3 import dbapi2

    def creator() -> Any:
        return raw_connection(path) if writes else connect(path, way_in(path), timeout=1)

    engine = create_engine("sqlite://", creator=creator, module=dbapi2, poolclass=NullPool)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return Store(str(path), engine, only_reading="")


def copy_pages(source: Any, target: Path, progress: Progress | None = None) -> None:
    """Copy every page of a driver's connection into an empty file, as of the transaction that is open there.

    That transaction holds still what is copied, so writers go on meanwhile and the copy ends. It needs no -wal.
    """
    with closing(raw_connection(target)) as copy:
        for pragma in ("synchronous=OFF", "journal_mode=OFF", "locking_mode=EXCLUSIVE"):
            copy.execute(f"PRAGMA {pragma}")
        pour(source, copy, progress)
    with closing(raw_connection(target)) as copy:
        copy.execute("PRAGMA locking_mode=EXCLUSIVE")
        copy.execute("PRAGMA journal_mode=DELETE")


def pour(source: Any, target: Any, progress: Progress | None = None) -> None:
    """Copy every page from one driver's connection to another, in one transaction of the target's."""
    from sqlcipher3 import dbapi2

    told = None if progress is None else lambda _, left, there: progress(there - left, there)
    try:
        source.backup(target, pages=PAGES_AT_ONCE, progress=told, sleep=0.05)
    except dbapi2.Error as error:
        if getattr(error, "sqlite_errorcode", None) is None:
            error.sqlite_errorcode = _CODES.get(str(error), 1)
        raise


def contents_of(connection: Connection, known: frozenset[str] = frozenset()) -> Contents:
    """What a casetable table of any schema holds. ``known`` narrows the tables that are counted.

    Raises NoTable where there is no casetable.
    """
    names = tables_on(connection)
    if not {"alembic_version", "log"} <= set(names):
        raise NoTable("There is no casetable table in it.", "Nothing was changed.")
    schema = connection.scalar(text("SELECT version_num FROM alembic_version")) or ""
    head = connection.execute(text("SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1")).first() or (0, GENESIS)
    counted = [name for name in names if name != "alembic_version" and (not known or name in known)]
    counts = {name: connection.execute(select(func.count()).select_from(table(name))).scalar_one() for name in counted}
    return Contents(head[0], head[1], schema, counts)


def tables_on(connection: Connection) -> list[str]:
    """The names of all tables."""
    if connection.dialect.name == "sqlite":
        names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite^_%' ESCAPE '^'"
    else:
        names = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
    return sorted(connection.scalars(text(names)))


def hash_at(connection: Connection, seq: int) -> str:
    """The hash of an entry of the log; empty where there is none of that number."""
    found = connection.scalar(text("SELECT hash FROM log WHERE seq = :seq"), {"seq": seq})
    return found or ""


def page_problems(connection: Connection) -> list[str]:
    """What SQLite's own check of pages and indexes finds, in a sentence without any value.

    Nothing for PostgreSQL, which checks its pages as they are read.
    """
    if connection.dialect.name != "sqlite":
        return []
    found = [said for (said,) in connection.exec_driver_sql("PRAGMA integrity_check(5)") if said != "ok"]
    if not found:
        return []
    many = "5 places or more" if len(found) > 4 else "1 place" if len(found) == 1 else f"{len(found)} places"
    return [f"The file is damaged: SQLite's own check of its pages and indexes fails in {many}."]


def key_problems(connection: Connection) -> list[str]:
    """Which tables' rows point to rows that are not there, a sentence each. PostgreSQL lets none in."""
    if connection.dialect.name != "sqlite":
        return []
    keys = connection.exec_driver_sql("PRAGMA foreign_key_check")
    broken = sorted({(child, parent) for child, _, parent, _ in keys})
    return [f"{child} points to rows of {parent} that are not there." for child, parent in broken]


def check_copy(path: Path, meant: Contents) -> None:
    """Hold a finished copy against what it was made from. Raises Damaged."""
    with looking_into(path) as connection:
        problems = page_problems(connection) or key_problems(connection)
        if problems:
            raise Damaged(problems[0], "No copy of it was kept; casetable verify says more about the table.")
        if contents_of(connection) != meant:
            raise Damaged("The copy does not hold what the table holds.", "It was not kept; try again.")


@contextmanager
def looking_into(path: Path) -> Iterator[Connection]:
    """One consistent state of a file, to read and change nothing. Raises NoTable, Damaged, TableBusy."""
    store = file_store(path, writes=False)
    with told_plainly(), unchanged(path), store.engine.connect() as connection:
        yield connection
