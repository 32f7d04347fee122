"""Processes that open an old table together, or die while they bring it up to date. Run by a fork server."""

import os
import pwd
import signal
from collections.abc import Callable
from multiprocessing import get_context
from typing import Any

from sqlalchemy import Engine, event

from casetable.errors import CasetableError
from casetable.queries.verify import verify
from casetable.seat import open_table
from casetable.store import backups
from casetable.store.migrating import bring_to
from casetable.store.opening import open_store
from casetable.store.schema import HEAD

MOMENTS = {
    "before the lock": "begin",
    "while the backup is checked": "backup",
    "before the first step": "CREATE TABLE",
    "between two steps": "CREATE INDEX",
    "before the version is written": "UPDATE alembic_version",
    "while the guards are put up": "CREATE TRIGGER log_subject_no_update",
    "before the commit": "commit",
    "after the commit": "after",
}
CHANGES_NOTHING = frozenset(MOMENTS) - {"after the commit"}
_AT_MOST = 60

_context = get_context("forkserver")
_context.set_forkserver_preload(["tests.store.dying", "alembic.command", "psycopg", "sqlalchemy.dialects.postgresql"])


def killed_while_migrating(where: str, home: str, moment: str) -> int:
    """Bring the table to ``HEAD`` in a process that is killed at a moment of ``MOMENTS``; returns its exit code."""
    process = _context.Process(target=_migrate_and_die, args=(where, home, MOMENTS[moment]))
    process.start()
    process.join(_AT_MOST)
    return process.exitcode or 0


def opened_at_once(where: str, home: str, how_many: int) -> list[tuple[tuple[str, ...], int]]:
    """Open the table in so many processes at the same moment; each tells its notes and how many entries it reads."""
    start, results = _context.Barrier(how_many), _context.Queue()
    processes = [_context.Process(target=_open_and_tell, args=(where, home, start, results)) for _ in range(how_many)]
    for process in processes:
        process.start()
    told = [results.get(timeout=_AT_MOST) for _ in processes]
    for process in processes:
        process.join(_AT_MOST)
        assert process.exitcode == 0
    return told


def opened_by_nobody(where: str) -> str:
    """What somebody is told who opens the table and is neither its owner nor root; empty when it opens."""
    results = _context.Queue()
    process = _context.Process(target=_open_as_nobody, args=(where, results))
    process.start()
    said: str = results.get(timeout=_AT_MOST)
    process.join(_AT_MOST)
    return said


def _open_as_nobody(where: str, results: Any) -> None:
    if os.geteuid() == 0:
        os.setuid(pwd.getpwnam("nobody").pw_uid)
    try:
        open_table(where).close()
    except CasetableError as error:
        results.put(str(error))
    else:
        results.put("")


def _open_and_tell(where: str, home: str, start: Any, results: Any) -> None:
    os.environ["XDG_DATA_HOME"] = home
    start.wait(_AT_MOST)
    table = open_table(where)
    results.put((table.notes, verify(table.seat("Ruth Castellano")).entries))
    table.close()


def _migrate_and_die(where: str, home: str, moment: str) -> None:
    os.environ["XDG_DATA_HOME"] = home
    store = open_store(where)
    if moment in ("begin", "commit"):
        event.listen(Engine, moment, _die)
    elif moment == "backup":
        vars(backups)["check_copy"] = _die
    else:
        event.listen(Engine, "before_cursor_execute", _die_at(moment))
    bring_to(store, HEAD)
    if moment == "after":
        _die()


def _die_at(words: str) -> Callable[..., None]:
    def look(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.lstrip().startswith(words):
            _die()

    return look


def _die(*_: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)
