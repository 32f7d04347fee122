"""Tables of any size as years of work would have left them: one week is lived through by calling actions, the weeks
after it repeat its rows with other ids, dates and references, and a last week is lived through again.

The repeated rows carry their events, their log entries, a chain that verifies and every index, as casetable itself
would have written them one by one. Beyond ``LOGGED`` tasks the repeated weeks' entries are left out, since the log is
three quarters of a table (15 GB for a million tasks).
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain, islice
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, SQLModel, col, select

from casetable.actions import tasks
from casetable.actions.partnership import found
from casetable.models import Log
from casetable.seat import open_table
from casetable.store.log import canonical, digest_of, plain
from casetable.store.opening import Store, is_url, open_store
from casetable.words import DropReason
from tests.bench.measure import DAY
from tests.tables import Room, at, setup

WHO = "Dana Reyes"
"""Who looks at them: a frontline worker."""

A_WEEK = 60
"""How many tasks a week brings."""

YEARS = 25
"""How far back a table goes at most; then the weeks before hold more tasks."""

LOGGED = 200_000
"""How many tasks a table has at most whose every week stands in the log."""

_WORKERS = ("lee", "dana", "omar", "sol", "hal", "ines")
_AGENCIES = {"lee": 0, "sol": 0, "dana": 1, "hal": 1, "omar": 2, "ines": 2}
_TABLES = ("task", "task_event", "log", "log_subject", "log_detail", "reference")
_PRIME = 9_999_991
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_Rows = list[tuple[str | None, ...]]


def fill(where: str, count: int) -> None:
    """Make a table at a path or PostgreSQL URL with about ``count`` tasks, ``A_WEEK`` of them of this week."""
    copies = max(count - 2 * A_WEEK, 0) // A_WEEK
    weeks = min(copies, YEARS * 52)
    first = DAY - timedelta(days=7 * (weeks + 2))
    found(where, replace(setup(), places=12), clock=at(first - timedelta(days=7)))
    table = open_table(where)
    room = Room(table, where, lambda: open_table(where))
    people = _participants(room, first - timedelta(days=7))
    _live_through(room, first, people)
    _repeat(table.store, first, copies, weeks)
    _live_on(room, people)
    table.close()


def _participants(room: Room, day: date) -> list[str]:
    """Twelve people at the table; three of them without releases, so that not everybody may read everything."""
    found = [room.agreed(f"First{n} Last{n}", by=_WORKERS[n % 3], day=day, released=False) for n in range(12)]
    for number, ref in enumerate(found[:9]):
        room.release(ref, by=_WORKERS[number % 3], day=day, until=None)
    return found


def _asked(room: Room, number: int, day: date, due: date, people: list[str]) -> tuple[str, str]:
    """One task asked, and accepted where it is of one's own agency; returns its reference and whose it is."""
    owner = _WORKERS[number % 6]
    by = _WORKERS[(number // 6 + number) % 6]
    about = None if number % 7 == 5 else people[number % 12]
    if about in people[9:]:
        by = owner = _WORKERS[people.index(about) % 3]
    return room.ask(f"rent arrears letter, landlord {number}", by=by, of=owner, day=day, due=due, about=about), owner


def _live_through(room: Room, monday: date, people: list[str]) -> None:
    """A week whose every task ends."""
    tuesday, wednesday, thursday, friday = (monday + timedelta(days=days) for days in (1, 2, 3, 4))
    for number in range(A_WEEK):
        ref, owner = _asked(room, number, monday, friday, people)
        if number % 10 == 0 and _waits(room, ref):
            tasks.decline(room.sit(owner, tuesday), ref, note="no capacity")
            continue
        if _waits(room, ref):
            tasks.accept(room.sit(owner, monday, 10), ref)
        if number % 10 == 3:
            tasks.log(room.sit(owner, tuesday), ref, minutes=20, note="called, nobody there", contact=True)
        if number % 10 == 2:
            tasks.move(room.sit(owner, wednesday), ref, to=monday + timedelta(days=7), why="landlord away")
        if number % 10 == 1:
            tasks.drop(room.sit(owner, thursday), ref, reason=DropReason.PARTICIPANT)
        else:
            tasks.complete(room.sit(owner, thursday), ref, minutes=30, note="letter is out")


def _live_on(room: Room, people: list[str]) -> None:
    """This week, under way since last Thursday; a few tasks of last week are late."""
    thursday, friday, due = (DAY - timedelta(days=days) for days in (4, 3, -4))
    for number in range(A_WEEK):
        ref, owner = _asked(room, number, thursday, friday if number % 10 == 9 else due, people)
        if _waits(room, ref):
            if number % 6 == 0:
                continue
            tasks.accept(room.sit(owner, thursday, 10), ref)
        seat = room.sit(owner, DAY, 8)
        if number % 5 == 1:
            tasks.complete(seat, ref, minutes=30)
        elif number % 5 == 2:
            tasks.block(seat, ref, on_whom="the landlord", outside=True)
        elif number % 5 == 3:
            tasks.want_help(seat, ref)


def _waits(room: Room, ref: str) -> bool:
    """The ask is not answered; read past the queries."""
    number = {"number": int(ref.removeprefix("T-"))}
    with room.table.store.reading() as session:
        return bool(session.execute(text("SELECT state = 'asked' FROM task WHERE number = :number"), number).scalar())


# the week that is repeated


@dataclass(frozen=True, slots=True)
class _Entry:
    """One log entry of the week that was lived, with slots. ``covered`` is what its hash covers."""

    covered: str
    detail: str
    row: tuple[str | None, ...]
    touched: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Pattern:
    """The rows of one week as text with slots: ids, days and numbers."""

    ids: tuple[str, ...]
    numbers: int
    tasks: _Rows
    events: _Rows
    entries: tuple[_Entry, ...]


def _repeat(store: Store, monday: date, copies: int, weeks: int) -> None:
    with store.reading() as session:
        pattern, head, previous = _pattern_of(session, monday)
    columns = {name: [column.name for column in SQLModel.metadata.tables[name].columns] for name in _TABLES}
    produced = _weeks(pattern, monday, copies, weeks, head, previous)
    if store.is_sqlite:
        _insert(store, columns, produced)
    else:
        _copy(store, columns, produced)


def _pattern_of(session: Session, monday: date) -> tuple[_Pattern, int, str]:
    """Read the rows of the week that was lived, and put slots where copies differ."""
    entries = list(session.exec(select(Log).where(col(Log.action).startswith("task.")).order_by(col(Log.seq))))
    rows = {name: _texts(session, name) for name in _TABLES}
    task_ids = [str(row[0]) for row in rows["task"]]
    event_ids = [str(row[0]) for row in rows["task_event"]]
    number_at = [column.name for column in SQLModel.metadata.tables["task"].columns].index("number")
    numbers = {str(row[number_at]): f"%(n{at})s" for at, row in enumerate(rows["task"])}
    slots = {one: f"%(i{at})s" for at, one in enumerate([*task_ids, *event_ids])}
    slots |= {str(monday + timedelta(days=days)): f"%(d{days})s" for days in range(14)}
    known = re.compile("|".join(map(re.escape, slots)))

    def slotted(value: str | None) -> str | None:
        return None if value is None else known.sub(lambda hit: slots[hit[0]], value.replace("%", "%%"))

    def numbered(detail: str) -> str:
        return re.sub(r'"number":(\d+)', lambda hit: f'"number":{numbers[hit[1]]}', detail)

    details = {row[0]: row for row in rows["log_detail"]}
    logs = {row[0]: row for row in rows["log"]}
    patterned = []
    for entry in entries:
        covered = {name: plain(getattr(entry, name)) for name in Log.model_fields if name != "hash"}
        covered |= {"seq": 0, "digest": "#digest#", "previous": "#previous#"}
        said = str(slotted(canonical(covered))).replace('"seq":0', '"seq":%(seq)s')
        said = said.replace("#digest#", "%(digest)s").replace("#previous#", "%(previous)s")
        detail = numbered(str(slotted(str(details[str(entry.seq)][2]))))
        touched = tuple((str(slotted(row[1])), str(row[2])) for row in rows["log_subject"] if row[0] == str(entry.seq))
        patterned.append(_Entry(said, detail, tuple(map(slotted, logs[str(entry.seq)])), touched))
    task_rows = [tuple(map(slotted, row)) for row in rows["task"]]
    task_rows = [(*row[:number_at], numbers[str(row[number_at])], *row[number_at + 1 :]) for row in task_rows]
    events = [tuple(map(slotted, row)) for row in rows["task_event"]]
    pattern = _Pattern((*task_ids, *event_ids), len(task_ids), task_rows, events, tuple(patterned))
    return pattern, entries[-1].seq, entries[-1].hash


def _texts(session: Session, name: str) -> _Rows:
    columns = ", ".join(f'CAST("{column.name}" AS TEXT)' for column in SQLModel.metadata.tables[name].columns)
    return [tuple(row) for row in session.execute(text(f"SELECT {columns} FROM {name}"))]


def _weeks(
    pattern: _Pattern, monday: date, copies: int, weeks: int, head: int, previous: str
) -> Iterator[dict[str, _Rows]]:
    """Every copy's rows by table."""
    names = [column.name for column in SQLModel.metadata.tables["log"].columns]
    seq_at, digest_at, previous_at, hash_at = (names.index(one) for one in ("seq", "digest", "previous", "hash"))
    salt = "0" * 32
    for copy in range(copies):
        start = monday + timedelta(days=7 * (1 + copy * weeks // copies))
        slots: dict[str, Any] = {f"d{days}": str(start + timedelta(days=days)) for days in range(14)}
        slots |= {f"i{at}": f"{copy:08x}-0000-7000-8000-{at:012x}" for at in range(len(pattern.ids))}
        numbers = [10_000_000 + (copy * pattern.numbers + at) * 48_271 % _PRIME for at in range(pattern.numbers)]
        slots |= {f"n{at}": str(number) for at, number in enumerate(numbers)}
        rows: dict[str, _Rows] = {"log": [], "log_subject": [], "log_detail": []}
        for entry in pattern.entries if copies * pattern.numbers <= LOGGED else ():
            head += 1
            detail = entry.detail % slots
            slots |= {"seq": head, "digest": digest_of(salt, detail), "previous": previous}
            said = _filled(entry.row, slots)
            said[seq_at], said[digest_at], said[previous_at] = str(head), slots["digest"], previous
            previous = digest_of("", entry.covered % slots)
            said[hash_at] = previous
            rows["log"].append(tuple(said))
            rows["log_detail"].append((str(head), salt, detail))
            rows["log_subject"] += [(str(head), subject % slots, kind) for subject, kind in entry.touched]
        rows["task"] = [tuple(_filled(row, slots)) for row in pattern.tasks]
        rows["task_event"] = [tuple(_filled(row, slots)) for row in pattern.events]
        rows["reference"] = [("T", str(number)) for number in numbers]
        yield rows


def _filled(row: tuple[str | None, ...], slots: dict[str, Any]) -> list[Any]:
    return [value % slots if value is not None and "%" in value else value for value in row]


def _insert(store: Store, columns: dict[str, list[str]], produced: Iterator[dict[str, _Rows]]) -> None:
    """Many rows at once into SQLite, the indexes made afterwards."""
    from sqlcipher3 import dbapi2

    with closing(dbapi2.connect(store.where, isolation_level=None)) as raw:
        raw.execute("PRAGMA cipher_log_level=NONE")
        raw.execute("PRAGMA synchronous=OFF")
        raw.execute("PRAGMA cache_size=-500000")
        made = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN "
        indexes = raw.execute(f"{made}{_TABLES}").fetchall()
        for name, _ in indexes:
            raw.execute(f"DROP INDEX {name}")
        while some := list(islice(produced, 100)):
            raw.execute("BEGIN")
            for name, wanted in columns.items():
                marks = ", ".join("?" * len(wanted))
                raw.executemany(f"INSERT INTO {name} VALUES ({marks})", _of(some, name))
            raw.execute("COMMIT")
        for _, sql in indexes:
            raw.execute(sql)
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _copy(store: Store, columns: dict[str, list[str]], produced: Iterator[dict[str, _Rows]]) -> None:
    """Many rows at once into PostgreSQL, without looking at the keys, and with the statistics that autovacuum makes."""
    with store.engine.connect() as connection:
        raw: Any = connection.connection.driver_connection
        raw.execute("SET session_replication_role = replica")
        while some := list(islice(produced, 500)):
            for name, wanted in columns.items():
                listed = ", ".join(f'"{column}"' for column in wanted)
                with raw.cursor() as cursor, cursor.copy(f"COPY {name} ({listed}) FROM STDIN") as copied:
                    for row in _of(some, name):
                        copied.write_row(row)
            raw.commit()
        raw.execute("SET session_replication_role = DEFAULT")
        raw.execute("ANALYZE")
        raw.commit()


def _of(some: list[dict[str, _Rows]], name: str) -> Iterable[tuple[str | None, ...]]:
    return chain.from_iterable(one[name] for one in some)


def main() -> None:
    """Make one by hand: python -m tests.bench.filling FILE COUNT."""
    import sys
    from time import process_time

    where, count = sys.argv[1], int(sys.argv[2])
    began = process_time()
    fill(where, count)
    size = f", {Path(where).stat().st_size / 1e6:,.0f} MB" if not is_url(where) else ""
    sys.stdout.write(f"{count:,} tasks in {process_time() - began:.1f} s of CPU{size}\n")
    open_store(where).close()


if __name__ == "__main__":
    main()
