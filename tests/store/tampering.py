"""Changing a table behind casetable's back, as somebody with the file and any SQL client could."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from casetable.store.opening import open_store
from casetable.store.schema import install_triggers, triggers_expected


@contextmanager
def by_hand(where: str) -> Iterator[Connection]:
    """A connection of somebody else's, with the guards in place; commits at the end."""
    store = open_store(where)
    try:
        with store.engine.begin() as connection:
            yield connection
    finally:
        store.close()


def tamper(where: str, *statements: str) -> None:
    """Run statements with the guards taken down, and put the guards back as if nothing had been."""
    with by_hand(where) as connection:
        for name in sorted(triggers_expected()):
            table = name.partition("_no_")[0]
            on = f" ON {table}" if connection.dialect.name == "postgresql" else ""
            connection.exec_driver_sql(f"DROP TRIGGER {name}{on}")
        for statement in statements:
            connection.exec_driver_sql(statement)
        install_triggers(connection)
