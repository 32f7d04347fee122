"""What a test process keeps between its tests, so that the next one need not make it anew."""

import gc
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

from casetable.cli.run import GARBAGE

_COMPILED: LRUCache[Any, Any] = LRUCache(4000)


def share_compiled_questions() -> None:
    """Let every engine know the SQL that another of its kind compiled, as one engine does that stays open."""

    class Alike:
        def __eq__(self, other: object) -> bool:
            return type(self) is type(other) and vars(self)["dbapi"] is vars(other)["dbapi"]

        def __hash__(self) -> int:
            return hash(type(self))

        @classmethod
        def engine_created(cls, engine: Engine) -> None:
            engine.update_execution_options(compiled_cache=_COMPILED)

    for dialect in (SQLiteDialect_pysqlite, PGDialect_psycopg):
        for name in ("__eq__", "__hash__", "engine_created"):
            setattr(dialect, name, vars(Alike)[name])


def look_for_garbage_seldom() -> None:
    """Look as seldom as a running casetable does, and never at what was imported."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE, 20, 20)
