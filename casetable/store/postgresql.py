"""PostgreSQL: a schema of a server as the place of a table, and when a server counts as gone."""

import re
from urllib.parse import parse_qsl, urlsplit

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.engine import Connection
from sqlalchemy.exc import ArgumentError

from casetable.errors import BadInput, NoTable
from casetable.store.beginning import begin_postgresql
from casetable.store.telling import BUSY_SECONDS

_NOTICES = {
    "connect_timeout": 5,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 2,
    "tcp_user_timeout": 5000,
}
"""When a server that vanished without a word counts as gone: seconds, the last in milliseconds."""
_SERVER_NOTICES = "-ctcp_keepalives_idle=15 -ctcp_keepalives_interval=5 -ctcp_keepalives_count=3"
"""The same for the server: a computer that vanished must not hold the chain lock for two hours."""
_UNCOMPILED = "-cjit=off"
"""The filter looks costlier to the planner than it is: to compile it takes a second, to answer a fraction of one."""
_PREPARED_AFTER = 1
"""How often a question is asked before the server keeps its plan: planning takes longer than answering."""
_SCHEMA_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")

_A_URL = "A server's table is named like this: postgresql://host/database?schema=name"


def on_server(where: str) -> Engine:
    """An engine for a URL. Raises BadInput for one that cannot be read or holds a password, NoTable without psycopg."""
    try:
        parts, read = urlsplit(where), make_url(where)
    except (ArgumentError, ValueError):
        raise BadInput("This URL cannot be read.", _A_URL) from None
    if parts.scheme not in ("postgresql", "postgres", "postgresql+psycopg"):
        raise BadInput("A table is a file, or stands on a PostgreSQL server.", _A_URL)
    options = dict(parse_qsl(parts.query))
    if {parts.password, read.password} != {None} or any("password" in key.casefold() for key in options):
        raise BadInput("A password does not belong in a URL.", "Use ~/.pgpass or PGSERVICE.")
    schema = options.pop("schema", "public")
    if not _SCHEMA_NAME.fullmatch(schema):
        raise BadInput(f"{schema} cannot name a schema.", "Use small letters, digits and _.")
    query = "&".join(f"{key}={value}" for key, value in options.items())
    url = f"postgresql+psycopg://{parts.netloc}{parts.path}?{query}"
    try:
        engine = create_engine(
            url,
            pool_size=5,
            pool_pre_ping=True,
            isolation_level="READ COMMITTED",
            connect_args={
                "prepare_threshold": _PREPARED_AFTER,
                "options": f"-csearch_path={schema} -ctimezone=UTC -clock_timeout={BUSY_SECONDS}s "
                f"{_UNCOMPILED} {_SERVER_NOTICES}",
                **{name: seconds for name, seconds in _NOTICES.items() if name not in options},
            },
        )
    except ModuleNotFoundError as error:
        raise NoTable(
            "PostgreSQL needs the extra package psycopg.", "Install it: pip install 'casetable[postgres]'."
        ) from error
    event.listen(engine, "begin", begin_postgresql)
    return engine


def why_only_reads(connection: Connection) -> str:
    """Why the server lets this login only read, as a sentence; empty when it lets it write."""
    is_standby, is_set, may_write = connection.exec_driver_sql(
        "SELECT pg_is_in_recovery(), current_setting('default_transaction_read_only')::boolean, "
        "to_regclass('log') IS NULL OR has_table_privilege(to_regclass('log')::oid, 'INSERT')"
    ).one()
    if is_standby:
        return "Its server is a standby, which follows another one."
    if is_set:
        return "Its server is set to reading only."
    return "" if may_write else "Its server lets this login only read."
