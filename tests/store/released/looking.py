"""Looking at a whole table, so that two moments or two tables can be held against each other."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sqlalchemy import inspect, text

from casetable.store.opening import is_url, open_store
from tests.store.released import look_into

Content = dict[str, list[dict[str, Any]]]
"""By table: its rows as the driver gives them, in a settled order."""

_POSTGRESQL_SHAPE = (
    "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
    "WHERE connamespace = current_schema()::regnamespace",
    "SELECT tablename, indexname, replace(indexdef, current_schema() || '.', '') FROM pg_indexes "
    "WHERE schemaname = current_schema()",
    "SELECT table_name, column_name, concat_ws(' ', data_type, character_maximum_length, is_nullable, column_default) "
    "FROM information_schema.columns WHERE table_schema = current_schema()",
)


def content_of(where: str) -> Content:
    """Every row of every table, ``alembic_version`` apart. A file is read by no code of casetable."""
    if not is_url(where):
        found = look_into(Path(where))
        whole = {name: _named(found.columns[name], rows) for name, rows in found.rows.items()}
    else:
        store = open_store(where)
        with store.reading() as session:
            connection = session.connection()
            names = inspect(connection).get_table_names()
            results = {name: connection.exec_driver_sql(f"SELECT * FROM {name}") for name in names}
            whole = {name: _named(result.keys(), result) for name, result in results.items()}
        store.close()
    return {name: rows for name, rows in sorted(whole.items()) if name != "alembic_version"}


def kept(content: Content, before: Content) -> Content:
    """The tables and columns that stood ``before``, as they are in ``content``."""
    columns = {name: list(rows[0]) if rows else [] for name, rows in before.items()}
    cut = {name: [{key: row[key] for key in columns[name]} for row in content[name]] for name in before}
    return {name: sorted(rows, key=repr) for name, rows in cut.items()}


def shape_of(where: str) -> set[tuple[str, ...]]:
    """Tables, columns, constraints, indexes and triggers, spelled as the database spells them."""
    store = open_store(where)
    with store.reading() as session:
        if store.is_sqlite:
            found: set[tuple[str, ...]] = set()
            made = session.connection().exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
            found |= {(name, " ".join(sql.replace('"', "").split())) for name, sql in made}
        else:
            found = {tuple(map(str, row)) for one in _POSTGRESQL_SHAPE for row in session.execute(text(one))}
    store.close()
    return found


def _named(columns: Iterable[str], rows: Iterable[Any]) -> list[dict[str, Any]]:
    names = list(columns)
    return sorted((dict(zip(names, row, strict=True)) for row in rows), key=repr)
