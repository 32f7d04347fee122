"""Noticing that somebody else wrote, without reading anything."""

from sqlalchemy import text

from casetable.store.opening import Store, told_plainly


class Pulse:
    """One kept-open connection: SQLite's ``data_version``, on PostgreSQL the head of the log.

    ``data_version`` tells of other connections' commits, this program's own included. Use it from one thread.
    """

    def __init__(self, store: Store) -> None:
        self._is_sqlite = store.is_sqlite
        self._connection = store.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        if self._is_sqlite:
            raw = self._connection.connection.driver_connection
            assert raw is not None
            self._raw = raw

    def read(self) -> int:
        """A number that changes whenever somebody committed."""
        with told_plainly():
            if self._is_sqlite:
                return int(self._raw.execute("PRAGMA data_version").fetchone()[0])
            return int(self._connection.execute(text("SELECT coalesce(max(seq), 0) FROM log")).scalar_one())

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()
