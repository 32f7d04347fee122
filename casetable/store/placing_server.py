"""Placing a restored table on a PostgreSQL server, in one transaction: all of it, or the old one as it was."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, text
from sqlalchemy.sql import quoted_name
from sqlmodel import Session

from casetable.errors import Broken, NoTable, Refused
from casetable.store.backups import casetables
from casetable.store.migrating import build
from casetable.store.opening import Store, open_store
from casetable.store.pages import Progress, contents_of, tables_on
from casetable.store.restoring import Ready, anything_on
from casetable.store.rights import hand_on_rights
from casetable.store.rows import copy_rows
from casetable.store.schema import HEAD
from casetable.store.telling import told_plainly


class Within(Store):
    """A table as it stands within one transaction that nobody else sees yet."""

    def __init__(self, where: str, connection: Connection) -> None:
        super().__init__(where, connection.engine, only_reading="")
        self._connection = connection

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session on that transaction."""
        with Session(self._connection, autoflush=False, join_transaction_mode="rollback_only") as session:
            yield session


def place_on_server(
    made: Ready, where: str, aside: str, check: Callable[[Store], None], progress: Progress | None = None
) -> None:
    """Fill a schema with a restored table; ``aside`` names the schema that takes the old one, empty to refuse one.

    ``check`` looks at the whole before it is committed. Raises Refused when a table stands there and may not be
    replaced, TableBusy when it is in use, Broken when what arrived is not what was sent.
    """
    store = open_store(where)
    try:
        with told_plainly(), store.engine.connect() as connection, connection.begin():
            replaces = anything_on(connection)
            if replaces:
                if not aside:
                    raise Refused(f"There is a table at {where} already.", "--replace keeps it aside.")
                _move_aside(connection, aside)
            build(connection, HEAD)
            connection.exec_driver_sql("SET CONSTRAINTS ALL DEFERRED")
            with made.store.engine.connect() as source:
                copy_rows(source, connection, source, made.contents.rows, progress)
            connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")
            if contents_of(connection, casetables()) != made.contents:
                raise Broken("What arrived is not what the backup holds.", "Nothing was changed; try again.")
            check(Within(where, connection))
            if replaces:
                hand_on_rights(connection, aside)
    finally:
        store.close()


def _move_aside(connection: Connection, aside: str) -> None:
    """Move casetable's tables and functions to a schema of their own; others' things stay."""
    there = tables_on(connection)
    version = connection.scalar(text("SELECT version_num FROM alembic_version")) if "alembic_version" in there else ""
    if version and version > HEAD:
        raise NoTable(
            f"The table there was written by a newer casetable (schema {version}, this one knows {HEAD}).",
            "Update this program, or name another schema; nothing was changed.",
        )
    quote = connection.dialect.identifier_preparer.quote
    new = quote(quoted_name(aside, quote=None))
    connection.exec_driver_sql(f"CREATE SCHEMA {new}")
    for name in sorted({"alembic_version", *casetables()}.intersection(there)):
        connection.exec_driver_sql(f"ALTER TABLE {quote(name)} SET SCHEMA {new}")
    functions = connection.scalars(
        text(
            "SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.pronamespace = current_schema()::regnamespace "
            "AND p.proname IN ('casetable_refuse', 'casetable_refuse_unless_erased')"
        )
    )
    for function in functions.all():
        connection.exec_driver_sql(f"ALTER FUNCTION {function} SET SCHEMA {new}")
