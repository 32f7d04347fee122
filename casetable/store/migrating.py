"""Bringing a table from one schema version to another: all of it or nothing, and never a row less.

One connection of its own, with foreign keys off on SQLite (with them on, rebuilding a table empties its children);
the chain lock first, a backup inside it, the guards down, the steps, the guards up; then rows are counted and
foreign keys checked before the commit. A step whose purpose is to add or remove rows says so in its file by
``CHANGES_ROWS_OF = ("table", ...)``; the log may never be named there.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from casetable.errors import NoTable, Unreachable
from casetable.store.backups import casetables, copy_before
from casetable.store.opening import Store, told_plainly
from casetable.store.pages import contents_of, tables_on
from casetable.store.schema import MIGRATIONS, check_version, install_triggers, remove_triggers
from casetable.store.statistics import sample_no_texts
from casetable.store.telling import told
from casetable.values.backups import Contents

_LOG = ("log", "log_detail", "log_subject", "erasure")
_A_STEP_MAY_RAISE = (
    SQLAlchemyError,
    ArithmeticError,
    AttributeError,
    ImportError,
    LookupError,
    NotImplementedError,
    TypeError,
    ValueError,
)
_HINT = "Nothing was changed: the program that wrote it still reads it. Tell whoever looks after casetable for you."


def bring_to(store: Store, version: str, scripts: Path = MIGRATIONS, *, keep: bool = True) -> Path | None:
    """Bring a table to a schema version, in one transaction, and return the backup made before.

    None when there was no table yet, when it stood there already once the lock was held, or when ``keep`` is False
    (the table is itself a copy). ``scripts`` is the folder of Alembic's steps. Raises NoTable when a step fails, loses
    rows or breaks a foreign key: the table is then as it was.
    """
    kept = None
    try:
        with told_plainly(), _own_connection(store) as connection, connection.begin():
            _make_schema(connection)
            found = _version_on(connection)
            if found == version:
                return None
            if scripts == MIGRATIONS:
                check_version(found)
            if found is not None and keep:
                kept = copy_before(store, f"before-{version}")
            with _told_as_a_step(version):
                _rebuild(connection, found, version, scripts)
    except BaseException as error:
        if kept is not None and not isinstance(error, Unreachable):  # a COMMIT whose answer is lost may have arrived
            kept.unlink(missing_ok=True)
        raise
    return kept


def build(connection: Connection, version: str) -> None:
    """Make an empty table of a schema version within the transaction that is open on a connection."""
    _make_schema(connection)
    _rebuild(connection, None, version, MIGRATIONS)


@contextmanager
def _own_connection(store: Store) -> Iterator[Connection]:
    """A connection that nobody uses after, so that what is switched off here is off for nobody else."""
    with store.engine.connect() as connection:
        connection.detach()
        if store.is_sqlite:
            raw = connection.connection.dbapi_connection
            assert raw is not None
            raw.execute("PRAGMA foreign_keys=OFF")
        yield connection


def _make_schema(connection: Connection) -> None:
    if connection.dialect.name == "postgresql" and connection.scalar(text("SELECT current_schema()")) is None:
        connection.exec_driver_sql(f"CREATE SCHEMA {connection.scalar(text('SHOW search_path'))}")


def _version_on(connection: Connection) -> str | None:
    """The version as it stands under the lock. Asks first whether the table is there: PostgreSQL forgives no error."""
    if "alembic_version" not in tables_on(connection):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def _rebuild(connection: Connection, found: str | None, version: str, scripts: Path) -> None:
    before = _held(connection)
    remove_triggers(connection)
    may_change = _run_steps(connection, found, version, scripts)
    install_triggers(connection)
    after = _held(connection)
    if before is not None:
        _check_rows(before.counts, {} if after is None else after.counts, may_change)
        if after is None or (before.head_seq, before.head_hash) != (after.head_seq, after.head_hash):
            raise NoTable(f"The change log would not be the same in schema {version}.", _HINT)
    _check_foreign_keys(connection)
    sample_no_texts(connection)


def _run_steps(connection: Connection, found: str | None, version: str, scripts: Path) -> frozenset[str]:
    """Run Alembic; returns the tables whose rows the steps mean to change."""
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        steps = list(ScriptDirectory.from_config(config).iterate_revisions(version, found or "base"))
        command.upgrade(config, version)
    except CommandError as error:
        raise ValueError(str(error)) from error
    return frozenset(name for step in steps for name in getattr(step.module, "CHANGES_ROWS_OF", ()))


def _held(connection: Connection) -> Contents | None:
    """What the table holds; in a PostgreSQL schema others may stand, which are no business of this. None for none."""
    if "log" not in tables_on(connection):
        return None
    return contents_of(connection, frozenset() if connection.dialect.name == "sqlite" else casetables())


def _check_rows(before: Mapping[str, int], after: Mapping[str, int], may_change: Iterable[str]) -> None:
    """Raise NoTable when a table has other rows than before and no step says that it means to change them."""
    for name in sorted(before.keys() - (set(may_change) - set(_LOG))):
        if before[name] != after.get(name):
            raise NoTable(
                f"The table could not be brought up to date: {name} had {before[name]} rows and would have "
                f"{after.get(name, 'none of them')}.",
                _HINT,
            )


def _check_foreign_keys(connection: Connection) -> None:
    """Raise NoTable when a row points to one that is not there."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise NoTable(
            f"The table could not be brought up to date: {broken[0]} would point to rows of {broken[2]} that are "
            "not there.",
            _HINT,
        )


@contextmanager
def _told_as_a_step(version: str) -> Iterator[None]:
    """What a step may raise, as a sentence; locks, disks and connections keep their own."""
    try:
        yield
    except _A_STEP_MAY_RAISE as error:
        said = told(error) if isinstance(error, DBAPIError) else None
        if said is not None and type(said) is not NoTable:
            raise said from error
        raise NoTable(f"The table could not be brought to schema {version}.", _HINT) from error
