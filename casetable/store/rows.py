"""Copying all rows of a table from one engine to the other, value by value."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Column, Connection, DateTime, MetaData, Table, insert, select
from sqlalchemy.types import TypeEngine
from sqlmodel.sql.sqltypes import UTCDateTime

from casetable.store.pages import Progress

AT_ONCE = 1_000


def copy_rows(
    source: Connection, target: Connection, shape: Connection, total: int, progress: Progress | None = None
) -> None:
    """Copy every row of every table of ``shape`` (a SQLite file of the same schema version) from source to target.

    Instants stay instants, dates dates, yes and no what they are. ``total`` is how many rows there are.
    """
    done = 0
    for one in tables_like(shape):
        found = source.execution_options(yield_per=AT_ONCE).execute(select(one))
        for rows in found.mappings().partitions():
            target.execute(insert(one), [dict(row) for row in rows])
            done += len(rows)
            if progress is not None:
                progress(done, total)


def tables_like(shape: Connection) -> Iterable[Table]:
    """The tables of a SQLite file, parents first, with types that both engines know."""
    found = MetaData()
    found.reflect(shape)
    plain = MetaData()
    return [
        Table(one.name, plain, *(Column(column.name, _common(column.type)) for column in one.columns))
        for one in found.sorted_tables
        if one.name != "alembic_version"
    ]


def _common(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    common = kind.as_generic()
    instant: TypeEngine[Any] = UTCDateTime()
    return instant if isinstance(common, DateTime) else common
