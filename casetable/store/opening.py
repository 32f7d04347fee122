"""Opening a database: the recipe that several processes on one host can rely on, for both engines.

SQLite goes through sqlcipher3, which carries a SQLite without the WAL race of 3.7.0 to 3.51.2. The settings are
the ones of docs/architecture.md ("The store"): with SQLAlchemy's defaults concurrent writers lose updates.
"""

import os
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import QueuePool
from sqlmodel import Session

from casetable.errors import BadInput, NoTable, TableBusy

MINIMUM_SQLITE = (3, 51, 3)
BUSY_SECONDS = 10
_READ_ONLY = "casetable_read_only"
_SCHEMA_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA recursive_triggers=ON",
    "PRAGMA trusted_schema=OFF",
)


class Store:
    """An opened database. ``where`` is the path or URL it was opened by."""

    def __init__(self, where: str, engine: Engine) -> None:
        self.where = where
        self.engine = engine
        self._reading = engine.execution_options(**{_READ_ONLY: True})

    @property
    def is_sqlite(self) -> bool:
        """True for a file, False for PostgreSQL."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that reads one consistent state and writes nothing."""
        with told_plainly(), Session(self._reading, expire_on_commit=False, autoflush=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that holds the chain lock from its first statement. Only store/unit.py uses it."""
        with told_plainly(), Session(self.engine, expire_on_commit=False) as session:
            yield session

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def is_url(where: str) -> bool:
    """True if ``where`` names a PostgreSQL database and not a file."""
    return where.startswith(("postgresql://", "postgres://", "postgresql+psycopg://"))


def open_store(where: str, *, must_exist: bool = True) -> Store:
    """Open the database at a path or ``postgresql://host/database?schema=name``.

    Raises NoTable when it is not there, is no database or carries too old a SQLite; BadInput for a password
    in the URL or an unusable schema name.
    """
    if is_url(where):
        return Store(where, _postgresql(where))
    path = Path(where).expanduser()
    if must_exist and not path.is_file():
        raise NoTable(f"There is no table at {path}.", "casetable init makes one; casetable demo shows a sample.")
    store = Store(str(path), _sqlite(path))
    if _is_somebody_elses(path):
        raise NoTable(f"{path} belongs to another program.", "Name another file with --table; nothing was changed.")
    return store


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn the drivers' errors about locks and files into sentences."""
    try:
        yield
    except OperationalError as error:
        text = str(error.orig).lower()
        if "locked" in text or "busy" in text or "lock timeout" in text:
            raise TableBusy(
                f"Another program has been writing to this table for over {BUSY_SECONDS} seconds.",
                "Nothing was saved by this attempt; try again in a moment.",
            ) from error
        if "disk" in text and "full" in text:
            raise NoTable("The disk is full.", "Nothing was saved; make room and save again.") from error
        raise NoTable("The table cannot be reached.", "Nothing was saved by this attempt.") from error
    except DBAPIError as error:
        if "not a database" in str(error.orig).lower():
            raise NoTable("This file is not a casetable table.", "Name another with --table.") from error
        raise


def _sqlite(path: Path) -> Engine:
    from sqlcipher3 import dbapi2

    if dbapi2.sqlite_version_info < MINIMUM_SQLITE:
        raise NoTable(
            f"SQLite {dbapi2.sqlite_version} can lose commits when several programs write.",
            "Install sqlcipher3 0.6.4 or newer.",
        )

    def connect() -> Any:
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        connection = dbapi2.connect(
            str(path), timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=256
        )
        connection.execute("PRAGMA cipher_log_level=NONE")
        connection.create_function("lower", 1, _lower, deterministic=True)
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        return connection

    engine = create_engine("sqlite://", creator=connect, module=dbapi2, poolclass=QueuePool, pool_size=5)
    event.listen(engine, "begin", _begin_sqlite)
    event.listen(engine, "checkin", _roll_back_leftovers)
    return engine


def _stands_alone(connection: Connection) -> bool:
    """Each statement is a transaction of its own, as for the pulse: nothing is begun and no lock is waited for."""
    return connection.get_execution_options().get("isolation_level") == "AUTOCOMMIT"


def _lower(text: Any) -> Any:
    """Small letters beyond ASCII too, as PostgreSQL has them."""
    return text.lower() if isinstance(text, str) else text


def _is_somebody_elses(path: Path) -> bool:
    """The file is a database without casetable in it: it must not even be switched to WAL."""
    from sqlcipher3 import dbapi2

    if not path.is_file():
        return False
    try:
        with closing(dbapi2.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except dbapi2.Error:
        return False
    return bool(names) and "alembic_version" not in names


def _begin_sqlite(connection: Connection) -> None:
    if _stands_alone(connection):
        return
    reading = connection.get_execution_options().get(_READ_ONLY, False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _roll_back_leftovers(connection: Any, _record: Any) -> None:
    """A COMMIT that failed BUSY leaves its transaction open: the next user of the connection must not commit it."""
    if connection is not None and connection.in_transaction:
        connection.rollback()


def _postgresql(where: str) -> Engine:
    parts = urlsplit(where)
    if parts.password is not None:
        raise BadInput("A password does not belong in a URL.", "Use ~/.pgpass or PGSERVICE.")
    options = dict(parse_qsl(parts.query))
    if any("password" in key.casefold() for key in options):
        raise BadInput("A password does not belong in a URL.", "Use ~/.pgpass or PGSERVICE.")
    schema = options.pop("schema", "public")
    if not _SCHEMA_NAME.fullmatch(schema):
        raise BadInput(f"{schema} cannot name a schema.", "Use small letters, digits and _.")
    query = "&".join(f"{key}={value}" for key, value in options.items())
    url = urlunsplit(("postgresql+psycopg", parts.netloc, parts.path, query, ""))
    try:
        engine = create_engine(
            url,
            pool_size=5,
            isolation_level="READ COMMITTED",
            connect_args={
                "options": f"-csearch_path={schema} -ctimezone=UTC -clock_timeout={BUSY_SECONDS}s",
                "connect_timeout": BUSY_SECONDS,
            },
        )
    except ModuleNotFoundError as error:
        raise NoTable(
            "PostgreSQL needs the extra package psycopg.", "Install it: pip install 'casetable[postgres]'."
        ) from error
    event.listen(engine, "begin", _begin_postgresql)
    return engine


def _begin_postgresql(connection: Connection) -> None:
    if _stands_alone(connection):
        return
    if connection.get_execution_options().get(_READ_ONLY, False):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
    else:
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(1128352617, hashtext(current_schema()::text))")
