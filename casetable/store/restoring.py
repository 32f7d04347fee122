"""Making a backup ready to be put back: a checked copy of this program's schema, and what stands in its way."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from casetable.errors import Broken, Damaged, NoTable, TableBusy, Unreachable
from casetable.store.backups import casetables
from casetable.store.drafts import COMPANIONS, draft
from casetable.store.looking import file_meant
from casetable.store.migrating import bring_to
from casetable.store.opening import Store, is_url, open_store
from casetable.store.pages import (
    Progress,
    contents_of,
    copy_pages,
    file_store,
    hash_at,
    key_problems,
    looking_into,
    page_problems,
    tables_on,
)
from casetable.store.schema import HEAD, check_version
from casetable.store.telling import told_plainly
from casetable.values.backups import Contents, Stands


@dataclass(frozen=True, slots=True)
class Ready:
    """A backup's own copy, of this program's schema, that nobody else knows of yet.

    ``store`` reads it and ``path`` is its file; ``schema_before`` is what the backup itself has.
    """

    backup: Path
    path: Path
    store: Store
    contents: Contents
    schema_before: str


@contextmanager
def ready(backup: Path, folder: Path, progress: Progress | None = None) -> Iterator[Ready]:
    """A copy of a backup in ``folder``, held against it and brought up to date; gone at the end unless placed.

    The backup itself is only read. Raises NoTable for what is no casetable file or has a newer schema, Damaged for
    a damaged one, NoRoom.
    """
    if not backup.is_file():
        sentence = f"{backup} is a folder, no backup." if backup.is_dir() else f"There is no file {backup}."
        raise NoTable(sentence, "casetable where lists the backups there are.")
    with draft(folder, f"{backup.stem}-restoring") as path:
        with told_of_backup(backup):
            there = _copy(backup, path, progress)
            store = file_store(path)
            _check(store, there, backup)
        if there.schema != HEAD:
            bring_to(store, HEAD, keep=False)
        with told_plainly(), store.engine.connect() as connection:
            contents = contents_of(connection)
        yield Ready(backup, path, store, contents, there.schema)


def is_taken(where: str) -> bool:
    """Something stands where a backup is to go: a table, its leftovers, or a file of somebody else's."""
    if not is_url(where):
        path = file_meant(where)
        return any(Path(f"{path}{end}").exists() for end in ("", *COMPANIONS))
    store = open_store(where)
    try:
        with store.reading() as session:
            return anything_on(session.connection())
    finally:
        store.close()


def what_stands(where: str, against: Ready) -> Stands | None:
    """What stands where a backup is to go, compared with it; None where nothing does.

    Raises TableBusy, Unreachable where that cannot be told now.
    """
    if is_url(where):
        store = open_store(where)
        try:
            with store.reading() as session:
                return _compared(session.connection(), against) if anything_on(session.connection()) else None
        finally:
            store.close()
    if not is_taken(where):
        return None
    path = file_meant(where)
    if not path.exists():
        return Stands(None)
    try:
        with looking_into(path) as connection:
            return _compared(connection, against)
    except (TableBusy, Unreachable):
        raise
    except (NoTable, Damaged):
        return Stands(None)


def anything_on(connection: Connection) -> bool:
    """Tables of casetable's stand in the schema that a connection is at."""
    return bool({"alembic_version", *casetables()}.intersection(tables_on(connection)))


@contextmanager
def told_of_backup(backup: Path) -> Iterator[None]:
    """What is wrong with a backup, as a sentence that names it."""
    try:
        with told_plainly():
            yield
    except Damaged as error:
        raise Damaged(f"{backup} is damaged.", "Nothing was changed; try another backup.") from error
    except (TableBusy, Unreachable):
        raise
    except NoTable as error:
        if type(error) is not NoTable:
            raise
        hint = error.hint if "newer" in error.sentence else "Name another file; nothing was changed."
        raise NoTable(f"{backup} cannot be restored. {error.sentence}", hint) from error


def _copy(backup: Path, path: Path, progress: Progress | None) -> Contents:
    with looking_into(backup) as source:
        there = contents_of(source)
        check_version(there.schema)
        copy_pages(source.connection.driver_connection, path, progress)
    return there


def _check(store: Store, there: Contents, backup: Path) -> None:
    with store.engine.connect() as copied:
        problems = page_problems(copied) or key_problems(copied)
        if problems:
            raise Damaged(problems[0])
        if contents_of(copied) != there:
            raise Broken(f"The copy does not hold what {backup} holds.", "Nothing was changed; try again.")


def _compared(connection: Connection, against: Ready) -> Stands:
    """What an opened table holds, and up to which entry its log and the backup's are the same."""
    try:
        old = contents_of(connection, frozenset() if connection.dialect.name == "sqlite" else casetables())
    except NoTable:
        return Stands(None)
    with against.store.engine.connect() as other:
        same, differs = 0, min(old.head_seq, against.contents.head_seq) + 1
        while differs - same > 1:
            middle = (same + differs) // 2
            alike = hash_at(connection, middle) == hash_at(other, middle)
            same, differs = (middle, differs) if alike else (same, middle)
    return Stands(old, same)
