"""Noticing that somebody else wrote, without reading anything."""

from contextlib import suppress
from typing import Any

from sqlalchemy import text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from casetable.errors import CasetableError
from casetable.store.looking import stamp
from casetable.store.opening import Store, told_plainly

_FIRST_OF_A_CONNECTION = 2**40


class Pulse:
    """One kept-open connection: the head of the log, which SQLite is asked for only once ``data_version`` moved.

    ``data_version`` tells of other connections' commits, this program's own included. What is written beside the log
    (a line being typed, who looked at a card) moves no head: nobody reads everything again for it. A connection that
    broke is thrown away, and the next ``read`` makes a new one. A file that is only read is looked at from outside.
    Use it from one thread.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._connections = 0
        self._connection: Connection | None = None
        self._raw: Any = None
        self._commits = -1
        self._head = 0

    def read(self) -> int:
        """A number that changes with each entry that somebody wrote, and with each new connection.

        Raises Unreachable or another NoTable while the table does not answer, or when another was put in its place.
        """
        if self._store.path is not None and self._store.reads_only:
            return hash(stamp(self._store.path))
        try:
            with told_plainly():
                said = self._ask(self._connected())
        except CasetableError:
            self.close()
            raise
        return self._connections * _FIRST_OF_A_CONNECTION + said

    def close(self) -> None:
        """Give the connection up."""
        gone, self._connection, self._raw = self._connection, None, None
        if gone is not None:
            with suppress(DBAPIError):
                gone.invalidate()
                gone.close()

    def _connected(self) -> Connection:
        if self._connection is None:
            made = self._store.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            self._connection, self._raw = made, made.connection.driver_connection
            self._connections, self._commits = self._connections + 1, -1
        return self._connection

    def _ask(self, connection: Connection) -> int:
        if self._store.is_sqlite:
            return self._head_of_file()
        newest = text("SELECT coalesce(max(seq), 0), to_regclass('log')::oid FROM log")
        seq, log_number = connection.execute(newest).one()
        self._store.check_same_table(log_number)
        return int(seq)

    def _head_of_file(self) -> int:
        """A number of the newest entry of a file's log."""
        commits = int(self._raw.execute("PRAGMA data_version").fetchone()[0])
        if commits != self._commits:
            newest = self._raw.execute("SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1").fetchone()
            self._commits, self._head = commits, hash(newest) % _FIRST_OF_A_CONNECTION
        return self._head
