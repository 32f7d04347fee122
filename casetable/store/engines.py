"""What a table stands on: the engine, its version, how it keeps its journal, and how large it is."""

from contextlib import suppress
from pathlib import Path

from sqlalchemy import text
from sqlmodel import Session

from casetable.store.backups import casetables
from casetable.store.opening import Store
from casetable.values.backups import Ground


def stands_on(session: Session, store: Store) -> Ground:
    """Ask the engine."""
    connection = session.connection()
    schema = connection.scalar(text("SELECT version_num FROM alembic_version")) or ""
    if store.is_sqlite:
        from sqlcipher3 import dbapi2

        journal = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
        return Ground("SQLite", dbapi2.sqlite_version, str(journal), file_size(Path(store.where)), schema)
    version = str(connection.exec_driver_sql("SHOW server_version").scalar()).split()[0]
    size = text(
        "SELECT coalesce(sum(pg_total_relation_size(oid)), 0)::bigint FROM pg_class WHERE relkind = 'r' AND "
        "relnamespace = current_schema()::regnamespace AND relname = ANY(:names)"
    )
    return Ground(
        "PostgreSQL", version, None, int(connection.scalar(size, {"names": sorted(casetables())}) or 0), schema
    )


def file_size(path: Path) -> int:
    """Bytes of a table's file and of what lies in its -wal."""
    size = 0
    for end in ("", "-wal"):
        with suppress(OSError):
            size += Path(f"{path}{end}").stat().st_size
    return size
