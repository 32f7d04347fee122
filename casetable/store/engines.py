"""What a table stands on: the engine, its version, how it keeps its journal, and how large it is."""

from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection, text
from sqlmodel import Session

from casetable.store.backups import casetables
from casetable.store.looking import file_meant
from casetable.store.opening import Store
from casetable.values.backups import Ground


def stands_on(session: Session, store: Store) -> Ground:
    """Ask the engine."""
    connection = session.connection()
    schema = connection.scalar(text("SELECT version_num FROM alembic_version")) or ""
    if store.is_sqlite:
        from sqlcipher3 import dbapi2

        path = file_meant(store.where)
        return Ground("SQLite", dbapi2.sqlite_version, _journal(connection, path), file_size(path), schema)
    version = str(connection.exec_driver_sql("SHOW server_version").scalar()).split()[0]
    size = text(
        "SELECT coalesce(sum(pg_total_relation_size(oid)), 0)::bigint FROM pg_class WHERE relkind = 'r' AND "
        "relnamespace = current_schema()::regnamespace AND relname = ANY(:names)"
    )
    asides = connection.scalars(
        text(
            "SELECT nspname::text FROM pg_namespace WHERE to_regclass(quote_ident(nspname) || '.log') IS NOT NULL AND "
            "starts_with(nspname, left(current_schema(), 37) || '_replaced_') ORDER BY nspname DESC"
        )
    )
    taken = int(connection.scalar(size, {"names": sorted(casetables())}) or 0)
    return Ground("PostgreSQL", version, None, taken, schema, tuple(asides))


def _journal(connection: Connection, path: Path) -> str:
    """How a file keeps its journal. Where it is opened as one that nobody changes only the file itself tells."""
    said = str(connection.exec_driver_sql("PRAGMA journal_mode").scalar())
    if said == "delete":
        with suppress(OSError), path.open("rb") as file:
            return "wal" if file.read(19)[18:] == b"\2" else said
    return said


def file_size(path: Path) -> int:
    """Bytes of a table's file and of what lies in its -wal."""
    size = 0
    for end in ("", "-wal"):
        with suppress(OSError):
            size += Path(f"{path}{end}").stat().st_size
    return size
