"""Schema versions and triggers. Alembic is imported only when the stored version differs from ``HEAD``."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from casetable.errors import NoTable
from casetable.store.opening import Store, told_plainly

HEAD = "0002"
"""The schema version this program reads and writes."""

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


def stored_version(store: Store) -> str | None:
    """The schema version in the database, or None when there is no casetable in it."""
    with told_plainly(), store.reading() as session:
        connection = session.connection()
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def make_current(store: Store) -> None:
    """Bring the database to ``HEAD``: nothing at all when it is there already.

    Raises NoTable when a newer program wrote it.
    """
    found = stored_version(store)
    if found == HEAD:
        return
    if found is not None and found > HEAD:
        raise NoTable(
            f"This table was written by a newer casetable (schema {found}, this one reads {HEAD}).",
            "Update this program; nothing was changed.",
        )
    _migrate(store)


def _postgresql_function(name: str) -> str:
    return "casetable_refuse_unless_erased" if name == "log_detail_no_delete" else "casetable_refuse"


def _postgresql_trigger(name: str) -> tuple[str, int, str]:
    """The table, the type and the function's text that a trigger of this name should have."""
    table, _, verb = name.partition("_no_")
    return table, _POSTGRESQL_BEFORE_EACH_ROW.get(verb, 0), _POSTGRESQL_FUNCTIONS[_postgresql_function(name)]


def _sqlite_trigger(name: str) -> str:
    return f"CREATE TRIGGER {name} {_SQLITE_TRIGGERS.get(name, '')}"


def _migrate(store: Store) -> None:
    """Run Alembic on a connection of its own, with foreign keys off on SQLite so that no batch empties a child."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with told_plainly(), store.engine.connect() as connection:
        if store.is_sqlite:
            raw = connection.connection.driver_connection
            raw.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
        try:
            with connection.begin():
                if not store.is_sqlite and connection.scalar(text("SELECT current_schema()")) is None:
                    connection.exec_driver_sql(f"CREATE SCHEMA {connection.scalar(text('SHOW search_path'))}")
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
                install_triggers(connection)
                if store.is_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise NoTable("The table's rows do not fit together.", "Nothing was changed; restore a backup.")
        finally:
            if store.is_sqlite:
                raw.execute("PRAGMA foreign_keys=ON")  # type: ignore[union-attr]
