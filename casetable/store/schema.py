"""Schema versions and triggers. Alembic is imported only when the stored version differs from ``HEAD``."""

import re
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from casetable.errors import NoTable, OnlyReading
from casetable.store.opening import Store

HEAD = "0006"
"""The schema version this program reads and writes."""

MIGRATIONS = Path(__file__).parent / "migrations"
_VERSION = re.compile(r"\d{4}")

_REFUSED = "the change log is append-only"

_SQLITE_TRIGGERS = {
    "log_no_update": f"BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END",
    "log_no_delete": f"BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END",
    "log_subject_no_update": f"BEFORE UPDATE ON log_subject BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END",
    "log_subject_no_delete": f"BEFORE DELETE ON log_subject BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END",
    "log_detail_no_update": f"BEFORE UPDATE ON log_detail BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END",
    "log_detail_no_delete": (
        "BEFORE DELETE ON log_detail WHEN NOT EXISTS (SELECT 1 FROM erasure WHERE erasure.seq = OLD.seq "
        "AND erasure.erased_by > (SELECT max(seq) FROM log)) "
        f"BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
    ),
    "erasure_no_update": f"BEFORE UPDATE ON erasure BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END",
    "erasure_no_delete": f"BEFORE DELETE ON erasure BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END",
}
"""An erasure names its own entry, which is written last: until then its number lies beyond the head of the log, so
only the transaction that erases can delete a detail."""


_POSTGRESQL_FUNCTIONS = {
    "casetable_refuse": f" BEGIN RAISE EXCEPTION '{_REFUSED}'; END ",
    "casetable_refuse_unless_erased": (
        " BEGIN IF NOT EXISTS (SELECT 1 FROM erasure WHERE erasure.seq = OLD.seq AND erasure.erased_by > "
        f"(SELECT max(seq) FROM log)) THEN RAISE EXCEPTION '{_REFUSED}'; END IF; RETURN OLD; END "
    ),
}
_POSTGRESQL_BEFORE_EACH_ROW = {"delete": 1 + 2 + 8, "update": 1 + 2 + 16}
"""PostgreSQL's ``tgtype``: for each row, before, and the verb."""


def triggers_expected() -> frozenset[str]:
    """The names of the triggers that guard the log."""
    return frozenset(_SQLITE_TRIGGERS)


def triggers_present(connection: Connection) -> frozenset[str]:
    """The names of the guarding triggers that stand in the database now, with the text they should have."""
    if connection.dialect.name == "sqlite":
        rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
        return frozenset(name for name, sql in rows if sql == _sqlite_trigger(name))
    rows = connection.execute(
        text(
            "SELECT t.tgname, c.relname, t.tgtype, p.prosrc FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "JOIN pg_proc p ON p.oid = t.tgfoid WHERE c.relnamespace = current_schema()::regnamespace "
            "AND NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND t.tgqual IS NULL AND t.tgattr::text = ''"
        )
    )
    return frozenset(name for name, *stands in rows if tuple(stands) == _postgresql_trigger(name))


def install_triggers(connection: Connection) -> None:
    """Put the guarding triggers in place. Idempotent: called after every migration."""
    if connection.dialect.name == "sqlite":
        for name in _SQLITE_TRIGGERS:
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
            connection.exec_driver_sql(_sqlite_trigger(name))
        return
    for function, body in _POSTGRESQL_FUNCTIONS.items():
        connection.exec_driver_sql(
            f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$"
        )
    for name in _SQLITE_TRIGGERS:
        table, _, verb = name.partition("_no_")
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name} ON {table}")
        connection.exec_driver_sql(
            f"CREATE TRIGGER {name} BEFORE {verb.upper()} ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {_postgresql_function(name)}()"
        )


def remove_triggers(connection: Connection) -> None:
    """Take every guard down, by whichever version it was put up, so that tables can be rebuilt.

    What another program keeps in the same PostgreSQL schema is left alone. Only inside a migration's transaction,
    which puts them up again.
    """
    if connection.dialect.name == "sqlite":
        stand = [(name, "") for name in connection.scalars(text("SELECT name FROM sqlite_master WHERE type='trigger'"))]
    else:
        rows = connection.execute(
            text(
                "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
                "JOIN pg_proc p ON p.oid = t.tgfoid WHERE c.relnamespace = current_schema()::regnamespace "
                "AND NOT t.tgisinternal AND starts_with(p.proname, 'casetable_')"
            )
        )
        stand = [(name, f" ON {table}") for name, table in rows]
    for name, on in stand:
        connection.exec_driver_sql(f"DROP TRIGGER {name}{on}")


def stored_version(store: Store) -> str | None:
    """The schema version in the database, or None when there is no casetable in it. One query.

    ``Store.log_number`` is remembered from it.
    """
    with store.reading() as session:
        try:
            found, store.log_number = _version_and_log(session.connection())
        except DBAPIError as error:
            if _is_missing_table(error.orig):
                return None
            raise
        return found


def known_versions(scripts: Path = MIGRATIONS) -> tuple[str, ...]:
    """The schema versions that this program knows, oldest first."""
    return tuple(sorted(path.name.partition("_")[0] for path in (scripts / "versions").glob("[0-9]*_*.py")))


def make_current(store: Store) -> tuple[str, ...]:
    """Bring the database to ``HEAD``: nothing at all when it is there already.

    Returns what a person should know of it, a sentence each. Raises NoTable when a newer program wrote it or no
    casetable did, and when its rows do not fit; OnlyReading when it cannot be written. Then nothing was changed.
    """
    found = stored_version(store)
    if found == HEAD:
        return ()
    check_version(found)
    if store.reads_only:
        raise OnlyReading(
            f"This table has schema {found} and must be brought to {HEAD} first, but it cannot be written here. "
            f"{store.reads_only}",
            "Open it once where it can be written, or read it with the program that wrote it.",
        )
    from casetable.store.migrating import bring_to

    kept = bring_to(store, HEAD)
    stored_version(store)
    return () if kept is None else (f"The table was brought to schema {HEAD}; as it was before it is kept at {kept}.",)


def check_version(found: str | None) -> None:
    """Raise NoTable for a schema version that this program cannot read. None, no table yet, is fine."""
    if found in (None, HEAD) or found in known_versions():
        return
    if _VERSION.fullmatch(found) and found > HEAD:
        raise NoTable(
            f"This table was written by a newer casetable (schema {found}, this one reads {HEAD}).",
            "Update this program; nothing was changed.",
        )
    raise NoTable(
        f"This table says that its schema is {found[:40]!r}, which no casetable has written.",
        "Another program may have altered it; nothing was changed. A backup can be restored.",
    )


def check_still_current(connection: Connection, store: Store) -> None:
    """Raise NoTable when this is another table, or has another schema, than when it was opened here.

    Asked under the chain lock of every change: no program writes into a table that it does not know.
    """
    found, log_number = _version_and_log(connection)
    store.check_same_table(log_number)
    if found == HEAD:
        return
    if found is not None and found > HEAD:
        raise NoTable(
            f"A newer casetable brought this table to schema {found} meanwhile; this one writes {HEAD}.",
            "Nothing was saved: update this program, then open the table again.",
        )
    raise NoTable("Another table was put in this one's place meanwhile.", "Nothing was saved: open the table again.")


def _version_and_log(connection: Connection) -> tuple[str | None, int | None]:
    """The stored version, and by which number a server knows the table's log; None for a file, which has an own."""
    number = "NULL" if connection.dialect.name == "sqlite" else "to_regclass('log')::oid"
    row = connection.exec_driver_sql(f"SELECT version_num, {number} FROM alembic_version").first()
    return (None, None) if row is None else (row[0], row[1])


def _is_missing_table(error: BaseException | None) -> bool:
    """The driver says that a table is not there: it reads no value, so its words hold none."""
    return getattr(error, "sqlstate", None) == "42P01" or str(error).startswith("no such table: ")


def _postgresql_function(name: str) -> str:
    return "casetable_refuse_unless_erased" if name == "log_detail_no_delete" else "casetable_refuse"


def _postgresql_trigger(name: str) -> tuple[str, int, str]:
    """The table, the type and the function's text that a trigger of this name should have."""
    table, _, verb = name.partition("_no_")
    return table, _POSTGRESQL_BEFORE_EACH_ROW.get(verb, 0), _POSTGRESQL_FUNCTIONS[_postgresql_function(name)]


def _sqlite_trigger(name: str) -> str:
    return f"CREATE TRIGGER {name} {_SQLITE_TRIGGERS.get(name, '')}"
