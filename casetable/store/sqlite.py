"""SQLite: the recipe that several processes on one host can rely on.

It goes through sqlcipher3, which carries a SQLite without the WAL race of 3.7.0 to 3.51.2. The settings are the ones
of docs/architecture.md ("The store"): with SQLAlchemy's defaults concurrent writers lose updates.
"""

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import NullPool, QueuePool

from casetable.errors import NoTable
from casetable.store.beginning import begin_sqlite
from casetable.store.looking import connect, file_number, make_file, way_in
from casetable.store.telling import BUSY_SECONDS

MINIMUM_SQLITE = (3, 51, 3)
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA recursive_triggers=ON",
    "PRAGMA trusted_schema=OFF",
)
_PRAGMAS_TO_READ = ("PRAGMA query_only=ON", "PRAGMA trusted_schema=OFF")


def check_sqlite() -> None:
    """Raise NoTable where the driver carries too old a SQLite."""
    from sqlcipher3 import dbapi2

    if dbapi2.sqlite_version_info < MINIMUM_SQLITE:
        raise NoTable(
            f"SQLite {dbapi2.sqlite_version} can lose commits when several programs write.",
            "Install sqlcipher3 0.6.4 or newer.",
        )


def to_write(path: Path, *, makes: bool = False) -> Engine:
    """An engine that reads and writes. ``makes`` lets it make the file; one that went away is never made anew."""
    from sqlcipher3 import dbapi2

    def connect_to_write() -> Any:
        if makes and not path.exists():
            make_file(path)
        return _prepared(connect(path, "mode=rw", **_driver_options()), _PRAGMAS)

    engine = create_engine("sqlite://", creator=connect_to_write, module=dbapi2, poolclass=QueuePool, pool_size=5)
    event.listen(engine, "begin", begin_sqlite)
    event.listen(engine, "checkin", _roll_back_leftovers)
    event.listen(engine, "connect", lambda _, record: record.info.update(file=file_number(path)))
    event.listen(engine, "checkout", lambda _, record, __: _check_same_file(path, record.info["file"]))
    return engine


def to_read(path: Path) -> Engine:
    """An engine that only reads, by a fresh connection each time: how to open the file may have changed meanwhile."""
    from sqlcipher3 import dbapi2

    def connect_to_read() -> Any:
        return _prepared(connect(path, way_in(path), **_driver_options()), _PRAGMAS_TO_READ)

    engine = create_engine("sqlite://", creator=connect_to_read, module=dbapi2, poolclass=NullPool)
    event.listen(engine, "begin", begin_sqlite)
    return engine


def _driver_options() -> dict[str, Any]:
    return {"timeout": BUSY_SECONDS, "check_same_thread": False, "cached_statements": 256}


def _prepared(connection: Any, pragmas: tuple[str, ...]) -> Any:
    connection.create_function("lower", 1, _lower, deterministic=True)
    for pragma in pragmas:
        connection.execute(pragma)
    return connection


def _lower(text: Any) -> Any:
    """Small letters beyond ASCII too, as PostgreSQL has them."""
    return text.lower() if isinstance(text, str) else text


def _check_same_file(path: Path, opened: int) -> None:
    """What is written to a file that lost its name is lost with it: another connection opens what stands there now."""
    if file_number(path) != opened:
        raise DisconnectionError


def _roll_back_leftovers(connection: Any, _record: Any) -> None:
    """A COMMIT that failed BUSY leaves its transaction open: the next user of the connection must not commit it."""
    if connection is not None and connection.in_transaction:
        connection.rollback()
