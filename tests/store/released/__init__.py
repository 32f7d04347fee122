"""Full tables as released versions of casetable wrote them: one compact file for each schema version.

A file is xz over JSON lines: first the version and the schema as SQLite holds it, then for each table its name with
its columns, followed by its rows as SQLite holds them, in the order of the primary key.
"""

import json
import lzma
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text
from sqlcipher3 import dbapi2

from casetable.store.migrating import bring_to
from casetable.store.opening import is_url, open_store
from casetable.store.schema import install_triggers

HERE = Path(__file__).parent

Rows = list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Released:
    """A table as a version wrote it. ``schema`` are SQLite's own statements, indexes and triggers included."""

    version: str
    schema: tuple[str, ...]
    columns: dict[str, tuple[str, ...]]
    rows: dict[str, Rows]


def versions() -> tuple[str, ...]:
    """The schema versions that a full table is kept of, oldest first."""
    return tuple(sorted(path.name.partition(".")[0] for path in HERE.glob("*.jsonl.xz")))


def old_table(version: str, where: str) -> None:
    """Make the full table of a released version at a path or URL where nothing stands yet."""
    released = read_released(version)
    if is_url(where):
        _fill_postgresql(released, where)
    else:
        _fill_sqlite(released, Path(where))


def read_released(version: str) -> Released:
    """The kept table of a version."""
    with lzma.open(HERE / f"{version}.jsonl.xz", "rt", encoding="utf-8") as lines:
        return _read(json.loads(line) for line in lines)


def write_released(table: Path, folder: Path = HERE) -> Path:
    """Keep the table file of a release; returns the file. The same table always gives the same bytes."""
    released = look_into(table)
    path = folder / f"{released.version}.jsonl.xz"
    lines = "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in _lines(released))
    path.write_bytes(lzma.compress(lines.encode(), preset=9 | lzma.PRESET_EXTREME))
    return path


def look_into(table: Path) -> Released:
    """Everything that stands in a SQLite file, read by no code of casetable."""
    with closing(dbapi2.connect(f"{table.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        made = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid")
        schema = made.fetchall()
        columns, rows = {}, {}
        for name in sorted(name for kind, name, _ in schema if kind == "table"):
            known = connection.execute(f"PRAGMA table_info({name})").fetchall()
            columns[name] = tuple(one[1] for one in known)
            keys = ", ".join(one[1] for one in sorted(known, key=lambda one: one[5]) if one[5])
            rows[name] = connection.execute(f"SELECT * FROM {name} ORDER BY {keys}").fetchall()
    version = rows["alembic_version"][0][0]
    return Released(version, tuple(sql for _, _, sql in schema), columns, rows)


def _lines(released: Released) -> Iterator[Any]:
    yield {"version": released.version, "schema": released.schema}
    for table, rows in released.rows.items():
        yield {"table": table, "columns": released.columns[table]}
        yield from rows


def _read(lines: Iterator[Any]) -> Released:
    first = next(lines)
    columns: dict[str, tuple[str, ...]] = {}
    rows: dict[str, Rows] = {}
    for line in lines:
        if isinstance(line, dict):
            columns[line["table"]] = tuple(line["columns"])
            into = rows.setdefault(line["table"], [])
        else:
            into.append(tuple(line))
    return Released(first["version"], tuple(first["schema"]), columns, rows)


def _fill_sqlite(released: Released, path: Path) -> None:
    path.touch(mode=0o600)
    with closing(dbapi2.connect(str(path), isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("BEGIN")
        triggers = [sql for sql in released.schema if sql.startswith("CREATE TRIGGER")]
        for sql in released.schema:
            if sql not in triggers:
                connection.execute(sql)
        for table, rows in released.rows.items():
            marks = ", ".join("?" * len(released.columns[table]))
            connection.executemany(f"INSERT INTO {table} ({_names(released, table)}) VALUES ({marks})", rows)
        for sql in triggers:
            connection.execute(sql)
        connection.execute("COMMIT")


def _fill_postgresql(released: Released, where: str) -> None:
    """The schema by the migrations up to that version, and the same rows, each value read from its text."""
    store = open_store(where)
    bring_to(store, released.version)
    with store.engine.begin() as connection:
        for table, rows in released.rows.items():
            if table == "alembic_version":
                continue
            columns, kinds = released.columns[table], _types(connection, table)
            casts = ", ".join(f"CAST(CAST(:{name} AS text) AS {kinds[name]})" for name in columns)
            insert = text(f"INSERT INTO {table} ({_names(released, table)}) VALUES ({casts})")
            said = [[None if one is None else str(one) for one in row] for row in rows]
            connection.execute(insert, [dict(zip(columns, row, strict=True)) for row in said])
        install_triggers(connection)
    store.close()


def _names(released: Released, table: str) -> str:
    return ", ".join(f'"{name}"' for name in released.columns[table])


def _types(connection: Connection, table: str) -> dict[str, str]:
    """What each column holds, as PostgreSQL spells it."""
    kinds = (
        "SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute "
        "WHERE attrelid = to_regclass(:table) AND attnum > 0 AND NOT attisdropped"
    )
    return {row.attname: row.format_type for row in connection.execute(text(kinds), {"table": table})}
