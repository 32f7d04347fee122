"""Looking at a table after a kill: first through the command line as a person would, then at its rows by SQL."""

import json
import re
import shutil
import time
from contextlib import closing, redirect_stdout, suppress
from io import StringIO
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from casetable.cli import main
from casetable.errors import CasetableError
from casetable.store.opening import Store, is_url, open_store
from tests.drill.steps import NAMES, Facts

_MOMENT = re.compile(r"((?P<day>\d{4}-\d\d-\d\d)[ T])?(?P<time>\d\d:\d\d:\d\d)(\.(?P<part>\d+))?(\+00:00|Z)?")
QUIET_SECONDS = 15.0
"""So long may a server's process still be busy for a program that was killed."""


def looked_at(where: str) -> dict[str, Any]:
    """Everything that the drill judges by. The first thing is the next start, which must need no person."""
    began = time.monotonic()
    week, said = asked(where, "--json", "week")
    seconds = time.monotonic() - began
    with closing(open_store(where)) as store:
        if not store.is_sqlite:
            _await_quiet(store)
        verified, words = asked(where, "verify")
        problems = [] if week == 0 else [f"the next start ended with {week}: {said[-300:]}"]
        problems += [] if verified == 0 else [f"verify ended with {verified}: {words[-300:]}"]
        with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            problems += _unsound(connection)
            people = {str(id): name for id, name in connection.execute(text("SELECT id, name FROM person"))}
            return {
                "problems": problems,
                "seconds": seconds,
                "facts": _facts(connection, people),
                "doubled": _doubled(connection),
                "entries": _entries(connection, people),
            }


def rows_of(where: str) -> dict[str, list[list[str]]]:
    """Every row of every table, as text and in order."""
    with (
        closing(open_store(where)) as store,
        store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection,
    ):
        names = sorted(inspect(connection).get_table_names())
        return {name: _rows(connection, name) for name in names}


def rows_if_any(where: str) -> dict[str, list[list[str]]]:
    """The same; nothing where no table stands."""
    if not is_url(where) and not Path(where).exists():
        return {}
    return rows_of(where)


def aside_rows(where: str, files: list[str]) -> list[dict[str, list[list[str]]]]:
    """What stands in files kept aside, or in other schemas of the same server's."""
    if not is_url(where):
        return [rows_of(file) for file in files]
    base, _, schema = where.partition("schema=")
    with closing(open_store(where)) as store, store.reading() as session:
        names = session.connection().execute(text("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'drill%'")).all()
    return [rows_of(f"{base}schema={name}") for (name,) in names if name != schema]


def whole_table(path: str, copy: str) -> dict[str, Any]:
    """Every row of a file, and what is wrong with it. It is looked at in a copy, so that nothing is changed."""
    for end in ("", "-wal", "-shm"):
        Path(copy + end).unlink(missing_ok=True)
        if Path(path + end).exists():
            shutil.copy(path + end, copy + end)
    try:
        rows = rows_of(copy)
    except (CasetableError, SQLAlchemyError) as error:
        return {"problems": [f"it does not open: {error}"], "rows": {}}
    asked(copy, "week")
    code, words = asked(copy, "verify")
    return {"problems": [f"verify ended with {code}: {words[-300:]}"] if code else [], "rows": rows}


def asked(where: str, *words: str) -> tuple[int, str]:
    """What the command line answers to whoever comes first at the table, and its exit code."""
    with redirect_stdout(StringIO()) as said:
        code = main(["--table", where, *_somebody(where), *words])
    return code, said.getvalue()


def _rows(connection: Connection, name: str) -> list[list[str]]:
    columns = ", ".join(f'"{column["name"]}"' for column in inspect(connection).get_columns(name))
    found = connection.execute(text(f'SELECT {columns} FROM "{name}"'))
    return sorted([_plain(value) for value in row] for row in found)


def _plain(value: Any) -> str:
    """A value as text that both engines give alike: truth as 0 and 1, moments in UTC, JSON in one spelling."""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    if str(value)[:1] in "[{":
        with suppress(ValueError):
            return json.dumps(json.loads(str(value)), ensure_ascii=False)
    moment = _MOMENT.fullmatch(str(value))
    if moment is None:
        return str(value)
    return f"{moment['day'] or ''} {moment['time']}.{(moment['part'] or '').ljust(6, '0')}"


def _somebody(where: str) -> list[str]:
    """Who asks. Nobody where there is no table to look into: the command then says so itself."""
    with suppress(CasetableError, SQLAlchemyError), closing(open_store(where)) as store, store.reading() as session:
        names = session.connection().execute(text("SELECT name FROM person WHERE left_on IS NULL ORDER BY name")).all()
        return ["--as", names[0][0]] if names else []
    return []


def _unsound(connection: Connection) -> list[str]:
    """PostgreSQL holds its foreign keys itself; SQLite is asked."""
    if connection.dialect.name != "sqlite":
        return []
    integrity = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check")]
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    problems = [] if integrity == ["ok"] else [f"integrity_check: {'; '.join(integrity[:3])}"]
    return problems + [f"foreign_key_check: {row}" for row in orphans[:3]]


def _await_quiet(store: Store) -> None:
    """Wait until the server has ended what it was doing for programs that were killed."""
    busy = "SELECT count(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
    end = time.monotonic() + QUIET_SECONDS
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        while connection.execute(text(f"{busy} AND state <> 'idle'")).scalar_one() and time.monotonic() < end:
            time.sleep(0.005)


def _facts(connection: Connection, people: dict[str, str]) -> dict[str, Facts]:
    """What each writer's promises and participants hold, in the words of ``steps.after``."""
    found: dict[str, Facts] = {name: {} for name in NAMES}
    short = {name: key for key, name in NAMES.items()}
    notes = _notes(connection)
    tasks = text("SELECT id, asker_id, owner_id, title, due_on, size_minutes, state, minutes FROM task")
    for id, asker, owner, title, due, size, state, minutes in connection.execute(tasks):
        found[short[people[asker]]][title.split()[0]] = {
            "title": title,
            "owner": people[owner],
            "due": str(due),
            "size": size,
            "state": state,
            "minutes": minutes,
            "notes": notes.get(id, []),
        }
    participants = text("SELECT proposed_by_id, name, needs, state, year_of_birth FROM participant")
    for by, name, needs, state, born in connection.execute(participants):
        values = {"name": name, "needs": needs, "state": state, "born": born}
        found[short[people[by]]][name.split()[0]] = values
    return found


def _notes(connection: Connection) -> dict[str, list[list[Any]]]:
    notes: dict[str, list[list[Any]]] = {}
    events = text("SELECT task_id, kind, note, minutes FROM task_event WHERE note <> '' ORDER BY task_id, position")
    for task, *said in connection.execute(events):
        notes.setdefault(task, []).append(said)
    return notes


def _doubled(connection: Connection) -> list[str]:
    """Words that stand twice: each was written once."""
    found = []
    for table, column in (("task", "title"), ("participant", "name"), ("task_event", "note")):
        twice = f"SELECT {column} FROM {table} WHERE {column} <> '' GROUP BY {column} HAVING count(*) > 1"
        found += [f"{table} {row[0]}" for row in connection.execute(text(twice))]
    return found


def _entries(connection: Connection, people: dict[str, str]) -> dict[str, int]:
    """How many changes each writer made, as the log has them."""
    counted = dict.fromkeys(NAMES, 0)
    short = {name: key for key, name in NAMES.items()}
    for actor, count in connection.execute(text("SELECT actor, count(*) FROM log GROUP BY actor")):
        if people.get(actor) in short:
            counted[short[people[actor]]] = count
    return counted


def tables_in(folder: Path) -> list[Path]:
    """Every finished table file under a folder."""
    return sorted(one for one in folder.rglob("*.casetable") if not one.name.startswith("."))
