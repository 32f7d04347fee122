"""What became of a COMMIT whose answer was lost: the log is asked, and every failed COMMIT is in doubt until then."""

import time
from typing import cast

from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select

from casetable.errors import CasetableError, InDoubt, NoTable, TableBusy, Unreachable
from casetable.models import Log
from casetable.store.opening import Store
from casetable.store.telling import told, told_plainly
from casetable.values.seat import Seat

PATIENCE = 5.0
"""Seconds for which a table that went away while saving is tried again."""
_BREATH = 0.2


def arrived(where: Store | Seat, entry: str) -> bool:
    """Tell whether the entry with this hash is in the log, once no COMMIT of it can be under way any more.

    On PostgreSQL the server may still be at a COMMIT whose connection is gone: the chain lock is taken, and that
    waits for it. SQLite's COMMIT has ended when it answers. Raises NoTable (mostly Unreachable or TableBusy) when
    it cannot be told now.
    """
    store = where if isinstance(where, Store) else cast(Store, where.store)
    with told_plainly(), store.reading() if store.is_sqlite else store.writing() as session:
        return session.exec(select(Log.seq).where(col(Log.hash) == entry)).first() is not None


def commit(session: Session, store: Store, entry: str) -> None:
    """Commit. When that fails, the log tells whether it was saved all the same; then it counts as saved.

    The failed connection is thrown away, so that nobody can commit what it may still hold. An interrupt from the
    keyboard that came too late is forgotten. Raises TableBusy, Unreachable or their like when nothing was saved,
    InDoubt when that cannot be told for ``PATIENCE`` seconds.
    """
    try:
        session.commit()
    except (DBAPIError, KeyboardInterrupt) as error:
        session.invalidate()
        if not _settled(store, entry):
            raise _not_saved(error) from error


def _settled(store: Store, entry: str) -> bool:
    """Ask until the table answers. Raises InDoubt when it does not, or when somebody will not wait for it."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return arrived(store, entry)
        except (NoTable, KeyboardInterrupt) as error:
            if isinstance(error, KeyboardInterrupt) or time.monotonic() > deadline:
                raise InDoubt(
                    "It is not known whether this was saved: the connection broke while saving, and the table "
                    "cannot be reached.",
                    "Look before you do it again: casetable history shows your newest changes.",
                    entry,
                ) from error
        time.sleep(_BREATH)


def _not_saved(error: DBAPIError | KeyboardInterrupt) -> BaseException:
    said: CasetableError | None = told(error) if isinstance(error, DBAPIError) else None
    if isinstance(said, TableBusy):
        return TableBusy("It was not saved: another program holds the table.", "Try again in a moment.")
    if isinstance(said, Unreachable):
        return Unreachable("It was not saved: the connection broke while saving.", "Try again.")
    return said or error
