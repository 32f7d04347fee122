"""How a transaction begins: to read, or to write under the chain lock; and how one that reads ends."""

from sqlalchemy.engine import Connection

READ_ONLY = "casetable_read_only"
"""The execution option of connections that only read."""


def begin_sqlite(connection: Connection) -> None:
    """A writer takes SQLite's write lock at once: one that read first could not wait for it."""
    if _stands_alone(connection):
        return
    reading = connection.get_execution_options().get(READ_ONLY, False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def begin_postgresql(connection: Connection) -> None:
    """A reader gets one snapshot; a writer waits for the lock of its schema's chain."""
    if _stands_alone(connection):
        return
    if connection.get_execution_options().get(READ_ONLY, False):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
    else:
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(1128352617, hashtext(current_schema()::text))")


def end_reading(connection: Connection) -> None:
    """End what a server reads, in a transaction that cannot write, by a COMMIT of nothing.

    After a rollback psycopg has the server forget every statement that it prepared, and to plan a filtered question
    anew takes longer than to answer it. What streams whole tables, as a backup does, is left to end as it likes.
    """
    if "yield_per" not in connection.get_execution_options():
        connection.exec_driver_sql("COMMIT")


def _stands_alone(connection: Connection) -> bool:
    """Each statement is a transaction of its own, as for the pulse: nothing is begun and no lock is waited for."""
    return connection.get_execution_options().get("isolation_level") == "AUTOCOMMIT"
