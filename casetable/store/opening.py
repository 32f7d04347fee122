"""Opening a database: the recipe that several processes on one host can rely on, for both engines.

SQLite goes through sqlcipher3, which carries a SQLite without the WAL race of 3.7.0 to 3.51.2. The settings are
the ones of docs/architecture.md ("The store"): with SQLAlchemy's defaults concurrent writers lose updates.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.engine import Connection
from sqlalchemy.exc import ArgumentError, DisconnectionError
from sqlalchemy.pool import NullPool, QueuePool
from sqlmodel import Session

from casetable.errors import BadInput, NoTable, OnlyReading
from casetable.store.grounds import check_ground
from casetable.store.looking import (
    FULL,
    check_can_be_made,
    connect,
    file_number,
    is_there,
    look_at,
    make_file,
    unchanged,
    way_in,
    why_only_reading,
)
from casetable.store.telling import BUSY_SECONDS, told_plainly

__all__ = ["BUSY_SECONDS", "Store", "is_url", "open_store", "told_plainly"]

MINIMUM_SQLITE = (3, 51, 3)
_READ_ONLY = "casetable_read_only"
_NOTICES = {
    "connect_timeout": 5,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 2,
    "tcp_user_timeout": 5000,
}
"""When a server that vanished without a word counts as gone: seconds, the last in milliseconds."""
_SERVER_NOTICES = "-ctcp_keepalives_idle=15 -ctcp_keepalives_interval=5 -ctcp_keepalives_count=3"
"""The same for the server: a computer that vanished must not hold the chain lock for two hours."""
_SCHEMA_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA recursive_triggers=ON",
    "PRAGMA trusted_schema=OFF",
)
_PRAGMAS_TO_READ = ("PRAGMA query_only=ON", "PRAGMA trusted_schema=OFF")
_A_URL = "A server's table is named like this: postgresql://host/database?schema=name"
_WRITE_ELSEWHERE = "Open it where it can be written; casetable where shows the file."


class Store:
    """An opened database.

    ``where`` is the path or URL it was opened by; ``path`` its file, None for PostgreSQL; ``stood`` the schema version
    that a file had when it was looked at, before any connection that could change it, None where there was no table.
    ``log_number`` is the one by which a server knows the log of the table that was opened; None until it was asked.
    """

    def __init__(
        self,
        where: str,
        engine: Engine,
        path: Path | None = None,
        only_reading: str | None = None,
        stood: str | None = None,
        *,
        untouched: bool = False,
    ) -> None:
        self.where = where
        self.engine = engine
        self.path = path
        self.stood = stood
        self.log_number: int | None = None
        self._untouched = untouched
        self._reading = engine.execution_options(**{_READ_ONLY: True})
        self._only_reading = only_reading

    @property
    def is_sqlite(self) -> bool:
        """True for a file, False for PostgreSQL."""
        return self.engine.dialect.name == "sqlite"

    @property
    def reads_only(self) -> str:
        """Why this table can be read here and not written, as a sentence; empty when it can be written."""
        if self._only_reading is None and self.is_sqlite:
            self._only_reading = ""
        if self._only_reading is None:
            with told_plainly(), self._reading.connect() as connection:
                self._only_reading = _why_server_only_reads(connection)
        return self._only_reading

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that reads one consistent state and writes nothing."""
        watched = (
            unchanged(self.path) if self.path is not None and (self._only_reading or self._untouched) else nullcontext()
        )
        with (
            told_plainly(self.path),
            watched,
            Session(self._reading, expire_on_commit=False, autoflush=False) as session,
        ):
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that holds the chain lock from its first statement. Only store/unit.py uses it.

        Raises OnlyReading where the table cannot be written.
        """
        if self.reads_only:
            raise OnlyReading(
                f"Nothing was saved: here this table can only be read. {self.reads_only}", _WRITE_ELSEWHERE
            )
        with told_plainly(self.path), Session(self.engine, expire_on_commit=False) as session:
            yield session

    def check_same_table(self, log_number: int | None) -> None:
        """Raise NoTable when a server's log has another number than that of the table that was opened here."""
        if self.log_number not in (None, log_number):
            raise NoTable("A restore replaced this table.", "Nothing is saved: leave casetable and open it again.")

    def look_again(self) -> bool:
        """True once a table can be written that could only be read because its disk was full. Cheap."""
        if self.path is None or self._untouched or self._only_reading != FULL or why_only_reading(self.path):
            return False
        self.engine = _sqlite(self.path)
        self._reading = self.engine.execution_options(**{_READ_ONLY: True})
        self._only_reading = ""
        return True

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def is_url(where: str) -> bool:
    """True if ``where`` names a database on a server, of whatever kind, and not a file."""
    return "://" in where


def open_store(where: str, *, must_exist: bool = True, untouched: bool = False) -> Store:
    """Open the database at a path or ``postgresql://host/database?schema=name``.

    A file that can only be read is opened for that, when it must exist, and with ``untouched`` every file is: who
    only looks changes not a byte of it. Raises NoTable when it is not there, is no
    table of this casetable's, stands where no table may, or SQLite is too old; Damaged; BadInput for a password in
    the URL or an unusable schema name. A file that is refused is not changed.
    """
    if is_url(where):
        return Store(where, _postgresql(where))
    _check_sqlite()
    path = _expanded(where)
    found = is_there(path)
    if must_exist and not found:
        raise NoTable(f"There is no table at {path}.", "casetable init makes one; casetable demo shows a sample.")
    check_ground(path)
    if not found:
        check_can_be_made(path)
        return Store(str(path), _sqlite(path, makes=True), path, only_reading="")
    stood = look_at(path)
    if must_exist and stood is None:
        raise NoTable(f"There is no casetable table at {path}.", "casetable init makes one; nothing was changed.")
    only_reading = why_only_reading(path)
    if only_reading and not must_exist:
        raise NoTable(f"No table can be made at {path}. {only_reading}", "Name another place with --table.")
    engine = _sqlite_to_read(path) if only_reading or untouched else _sqlite(path)
    return Store(str(path), engine, path, only_reading, stood, untouched=untouched)


def _expanded(where: str) -> Path:
    try:
        return Path(where).expanduser()
    except RuntimeError:
        raise NoTable(f"Nobody's home is meant by {where[:60]}.", "Name another with --table.") from None


def _check_sqlite() -> None:
    from sqlcipher3 import dbapi2

    if dbapi2.sqlite_version_info < MINIMUM_SQLITE:
        raise NoTable(
            f"SQLite {dbapi2.sqlite_version} can lose commits when several programs write.",
            "Install sqlcipher3 0.6.4 or newer.",
        )


def _sqlite(path: Path, *, makes: bool = False) -> Engine:
    """An engine that reads and writes. ``makes`` lets it make the file; one that went away is never made anew."""
    from sqlcipher3 import dbapi2

    def connect_to_write() -> Any:
        if makes and not path.exists():
            make_file(path)
        return _prepared(connect(path, "mode=rw", **_driver_options()), _PRAGMAS)

    engine = create_engine("sqlite://", creator=connect_to_write, module=dbapi2, poolclass=QueuePool, pool_size=5)
    event.listen(engine, "begin", _begin_sqlite)
    event.listen(engine, "checkin", _roll_back_leftovers)
    event.listen(engine, "connect", lambda _, record: record.info.update(file=file_number(path)))
    event.listen(engine, "checkout", lambda _, record, __: _check_same_file(path, record.info["file"]))
    return engine


def _sqlite_to_read(path: Path) -> Engine:
    """An engine that only reads, by a fresh connection each time: how to open the file may have changed meanwhile."""
    from sqlcipher3 import dbapi2

    def connect_to_read() -> Any:
        return _prepared(connect(path, way_in(path), **_driver_options()), _PRAGMAS_TO_READ)

    engine = create_engine("sqlite://", creator=connect_to_read, module=dbapi2, poolclass=NullPool)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _driver_options() -> dict[str, Any]:
    return {"timeout": BUSY_SECONDS, "check_same_thread": False, "cached_statements": 256}


def _prepared(connection: Any, pragmas: tuple[str, ...]) -> Any:
    connection.create_function("lower", 1, _lower, deterministic=True)
    for pragma in pragmas:
        connection.execute(pragma)
    return connection


def _stands_alone(connection: Connection) -> bool:
    """Each statement is a transaction of its own, as for the pulse: nothing is begun and no lock is waited for."""
    return connection.get_execution_options().get("isolation_level") == "AUTOCOMMIT"


def _lower(text: Any) -> Any:
    """Small letters beyond ASCII too, as PostgreSQL has them."""
    return text.lower() if isinstance(text, str) else text


def _check_same_file(path: Path, opened: int) -> None:
    """What is written to a file that lost its name is lost with it: another connection opens what stands there now."""
    if file_number(path) != opened:
        raise DisconnectionError


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
    try:
        parts, read = urlsplit(where), make_url(where)
    except (ArgumentError, ValueError):
        raise BadInput("This URL cannot be read.", _A_URL) from None
    if parts.scheme not in ("postgresql", "postgres", "postgresql+psycopg"):
        raise BadInput("A table is a file, or stands on a PostgreSQL server.", _A_URL)
    options = dict(parse_qsl(parts.query))
    if {parts.password, read.password} != {None} or any("password" in key.casefold() for key in options):
        raise BadInput("A password does not belong in a URL.", "Use ~/.pgpass or PGSERVICE.")
    schema = options.pop("schema", "public")
    if not _SCHEMA_NAME.fullmatch(schema):
        raise BadInput(f"{schema} cannot name a schema.", "Use small letters, digits and _.")
    query = "&".join(f"{key}={value}" for key, value in options.items())
    url = f"postgresql+psycopg://{parts.netloc}{parts.path}?{query}"
    try:
        engine = create_engine(
            url,
            pool_size=5,
            pool_pre_ping=True,
            isolation_level="READ COMMITTED",
            connect_args={
                "options": f"-csearch_path={schema} -ctimezone=UTC -clock_timeout={BUSY_SECONDS}s {_SERVER_NOTICES}",
                **{name: seconds for name, seconds in _NOTICES.items() if name not in options},
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


def _why_server_only_reads(connection: Connection) -> str:
    """Why the server lets this login only read, as a sentence; empty when it lets it write."""
    is_standby, is_set, may_write = connection.exec_driver_sql(
        "SELECT pg_is_in_recovery(), current_setting('default_transaction_read_only')::boolean, "
        "to_regclass('log') IS NULL OR has_table_privilege(to_regclass('log')::oid, 'INSERT')"
    ).one()
    if is_standby:
        return "Its server is a standby, which follows another one."
    if is_set:
        return "Its server is set to reading only."
    return "" if may_write else "Its server lets this login only read."
