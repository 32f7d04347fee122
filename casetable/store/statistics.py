"""What a server may count of a table's columns: nothing of what people wrote.

PostgreSQL's ANALYZE, which it runs by itself, keeps frequent values of each column in a catalog of its own, where an
erasure cannot reach them. Names, notes, titles and the log's details are therefore never sampled; keys, states, dates
and numbers are.
"""

from sqlalchemy import Connection, text

from casetable.store.backups import casetables

_KEYS_AND_WORDS = 36
"""Up to this length a column holds keys or words of casetable's own lists."""


def sample_no_texts(connection: Connection) -> None:
    """Tell the server to keep no statistics of texts, and to forget those it has. SQLite keeps none.

    Idempotent: called after every migration. A column that is given its own type anew is not rewritten, but its
    statistics are dropped.
    """
    if connection.dialect.name == "sqlite":
        return
    for table, column, kind in _written_columns(connection):
        quoted = f'ALTER COLUMN "{column}"'
        connection.exec_driver_sql(f'ALTER TABLE "{table}" {quoted} TYPE {kind}, {quoted} SET STATISTICS 0')


def _written_columns(connection: Connection) -> tuple[tuple[str, str, str], ...]:
    """Table, column and type of everything in this schema that may hold what somebody wrote."""
    rows = connection.execute(
        text(
            "SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod) FROM pg_attribute a "
            "JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r' "
            "WHERE c.relnamespace = current_schema()::regnamespace AND a.attnum > 0 AND NOT a.attisdropped "
            "AND a.atttypid IN ('text'::regtype, 'varchar'::regtype, 'json'::regtype) "
            "AND (a.atttypmod < 0 OR a.atttypmod - 4 > :length) ORDER BY 1, 2"
        ),
        {"length": _KEYS_AND_WORDS},
    )
    known = casetables()
    return tuple((table, column, kind) for table, column, kind in rows if table in known)
