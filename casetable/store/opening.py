"""Opening a database, whichever engine it stands on: looked at first, then read or written in sessions."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import Session

from casetable.errors import NoTable, OnlyReading
from casetable.store.beginning import READ_ONLY, end_reading
from casetable.store.grounds import check_ground
from casetable.store.looking import (
    FULL,
    check_can_be_made,
    is_there,
    look_at,
    unchanged,
    why_only_reading,
)
from casetable.store.postgresql import on_server, why_only_reads
from casetable.store.sqlite import check_sqlite, to_read, to_write
from casetable.store.telling import BUSY_SECONDS, told_plainly

__all__ = ["BUSY_SECONDS", "Store", "is_url", "open_store", "told_plainly"]

_WRITE_ELSEWHERE = "Open it where it can be written; casetable where shows the file."


class Store:
    """An opened database.

    ``where`` is the path or URL it was opened by; ``path`` its file, None for PostgreSQL; ``stood`` the schema version
    that a file had when it was looked at, before any connection that could change it, None where there was no table.
    ``log_number`` is the one by which a server knows the log of the table that was opened; None until it was asked.
    """

    def __init__(
        self,
        where: str,
        engine: Engine,
        path: Path | None = None,
        only_reading: str | None = None,
        stood: str | None = None,
        *,
        untouched: bool = False,
    ) -> None:
        self.where = where
        self.engine = engine
        self.path = path
        self.stood = stood
        self.log_number: int | None = None
        self._untouched = untouched
        self._reading = engine.execution_options(**{READ_ONLY: True})
        self._only_reading = only_reading

    @property
    def is_sqlite(self) -> bool:
        """True for a file, False for PostgreSQL."""
        return self.engine.dialect.name == "sqlite"

    @property
    def reads_only(self) -> str:
        """Why this table can be read here and not written, as a sentence; empty when it can be written."""
        if self._only_reading is None and self.is_sqlite:
            self._only_reading = ""
        if self._only_reading is None:
            with told_plainly(), self._reading.connect() as connection:
                self._only_reading = why_only_reads(connection)
        return self._only_reading

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that reads one consistent state and writes nothing."""
        watched = (
            unchanged(self.path) if self.path is not None and (self._only_reading or self._untouched) else nullcontext()
        )
        with (
            told_plainly(self.path),
            watched,
            Session(self._reading, expire_on_commit=False, autoflush=False) as session,
        ):
            yield session
            if not self.is_sqlite and session.in_transaction() and session.is_active:
                end_reading(session.connection())

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that holds the chain lock from its first statement. Only store/unit.py uses it.

        Raises OnlyReading where the table cannot be written.
        """
        if self.reads_only:
            raise OnlyReading(
                f"Nothing was saved: here this table can only be read. {self.reads_only}", _WRITE_ELSEWHERE
            )
        with told_plainly(self.path), Session(self.engine, expire_on_commit=False) as session:
            yield session

    def check_same_table(self, log_number: int | None) -> None:
        """Raise NoTable when a server's log has another number than that of the table that was opened here."""
        if self.log_number not in (None, log_number):
            raise NoTable("A restore replaced this table.", "Nothing is saved: leave casetable and open it again.")

    def look_again(self) -> bool:
        """True once a table can be written that could only be read because its disk was full. Cheap."""
        if self.path is None or self._untouched or self._only_reading != FULL or why_only_reading(self.path):
            return False
        self.engine = to_write(self.path)
        self._reading = self.engine.execution_options(**{READ_ONLY: True})
        self._only_reading = ""
        return True

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def is_url(where: str) -> bool:
    """True if ``where`` names a database on a server, of whatever kind, and not a file."""
    return "://" in where


def open_store(where: str, *, must_exist: bool = True, untouched: bool = False) -> Store:
    """Open the database at a path or ``postgresql://host/database?schema=name``.

    A file that can only be read is opened for that, when it must exist, and with ``untouched`` every file is: who
    only looks changes not a byte of it. Raises NoTable when it is not there, is no
    table of this casetable's, stands where no table may, or SQLite is too old; Damaged; BadInput for a password in
    the URL or an unusable schema name. A file that is refused is not changed.
    """
    if is_url(where):
        return Store(where, on_server(where))
    check_sqlite()
    path = _expanded(where)
    found = is_there(path)
    if must_exist and not found:
        raise NoTable(f"There is no table at {path}.", "casetable init makes one; casetable demo shows a sample.")
    check_ground(path)
    if not found:
        check_can_be_made(path)
        return Store(str(path), to_write(path, makes=True), path, only_reading="")
    stood = look_at(path)
    if must_exist and stood is None:
        raise NoTable(f"There is no casetable table at {path}.", "casetable init makes one; nothing was changed.")
    only_reading = why_only_reading(path)
    if only_reading and not must_exist:
        raise NoTable(f"No table can be made at {path}. {only_reading}", "Name another place with --table.")
    engine = to_read(path) if only_reading or untouched else to_write(path)
    return Store(str(path), engine, path, only_reading, stood, untouched=untouched)


def _expanded(where: str) -> Path:
    try:
        return Path(where).expanduser()
    except RuntimeError:
        raise NoTable(f"Nobody's home is meant by {where[:60]}.", "Name another with --table.") from None
