"""Backups: one kind of file for both engines, complete under its name or not there at all."""

import re
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection
from sqlmodel import SQLModel

from casetable.errors import NoTable
from casetable.places import backups_folder
from casetable.store.drafts import draft, publish_beside
from casetable.store.grounds import why_synced
from casetable.store.opening import Store
from casetable.store.pages import Progress, check_copy, contents_of, copy_pages, file_store
from casetable.store.telling import told_plainly
from casetable.values.backups import BackupMade, Contents

_UNFIT = re.compile(r"[^\w.-]+")


def back_up(store: Store, folder: Path, name: str, progress: Progress | None = None) -> BackupMade:
    """Copy what the table holds now into ``folder``, while others write.

    ``name`` gets the head of the log behind it, and the ending. Raises NoRoom, NoTable for a folder that cannot be
    written or that a program carries elsewhere, Damaged when the copy does not pass its checks; then nothing is left.
    """
    _check_folder(folder)
    with store.reading() as session:
        connection = session.connection()
        contents = contents_of(connection, frozenset() if store.is_sqlite else casetables())
        final = folder / f"{name}-{contents.head_seq}-{contents.head_hash[:12]}.casetable"
        with draft(folder, final.name) as written, told_plainly():
            if store.is_sqlite:
                copy_pages(connection.connection.driver_connection, written, progress)
            else:
                _copy_server(connection, written, contents, progress)
            check_copy(written, contents)
            final = publish_beside(written, final)
    return BackupMade(final, contents, final.stat().st_size)


def copy_before(store: Store, why: str) -> Path:
    """Back the table up beside itself before something is done to it; ``why`` becomes part of the name."""
    name = f"{stem_of(store.where)}-{fit(why)}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    return back_up(store, backups_folder(store.where), name).path


def stem_of(where: str) -> str:
    """What a table is called in the names of its copies: its file's stem, or its schema."""
    if "://" not in where:
        return fit(Path(where).stem) or "table"
    return fit(re.sub(r".*[?&]schema=|&.*", "", where)) if "schema=" in where else "public"


def fit(words: str) -> str:
    """Words as a part of a file's name."""
    return _UNFIT.sub("-", words).strip("-.")[:60]


def casetables() -> frozenset[str]:
    """The names of casetable's tables: a PostgreSQL schema may hold others beside them."""
    import casetable.models  # noqa: F401  (fills the metadata)

    return frozenset(SQLModel.metadata.tables)


def _check_folder(folder: Path) -> None:
    file = folder / "copy"
    synced = why_synced(file, file.resolve())
    if synced:
        raise NoTable(synced, "Backups hold people's data: name a folder of your own with backup --to.")


def _copy_server(source: Connection, written: Path, contents: Contents, progress: Progress | None) -> None:
    """Fill a fresh file of the same schema with every row of a server's snapshot."""
    from casetable.store.migrating import bring_to
    from casetable.store.rows import copy_rows

    file = file_store(written)
    bring_to(file, contents.schema)
    with file.engine.begin() as target:
        copy_rows(source, target, target, contents.rows, progress)
