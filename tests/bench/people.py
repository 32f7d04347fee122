"""What the consent filter costs: the participants list, notes and a card beside the same SQL without the filter.

A thousand participants with twenty notes each, all of them shared, so that both read the same rows.
"""

import pkgutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import timedelta
from importlib import import_module
from typing import Any
from unittest.mock import patch

from sqlalchemy import insert, text, true
from sqlmodel import Session, SQLModel, select

from casetable import queries
from casetable.actions.partnership import found
from casetable.models import Agency, Person
from casetable.queries import facts
from casetable.queries.card import card
from casetable.queries.notes import notes
from casetable.queries.participants import participants
from casetable.queries.roll import roll
from casetable.seat import Table, open_table
from casetable.values.participants import ReleaseTerms
from casetable.values.seat import Seat
from casetable.words import Category, Method, ParticipantState
from tests import clusters
from tests.bench.filling import WHO
from tests.bench.measure import DAY, Bench, Row, clock, in_turns, timed
from tests.tables import at, setup
from tests.world_rows import rows_of
from tests.worlds import Somebody, Text, World

PEOPLE, NOTES = 1_000, 20
CODES = ("SS", "HS", "MH")
BEGAN = DAY - timedelta(days=200)

_EVERYTHING = true()
"""One object, since the list asks whether its condition is the board's."""

_Asked = dict[str, Callable[[Seat], object]]


def filtered(bench: Bench) -> list[Row]:
    """The filter on a file."""
    return _measured(bench, str(bench.scratch / "people.casetable"), "")


def filtered_on_postgresql(bench: Bench) -> list[Row]:
    """The filter on a server; nothing where there is none."""
    url, _ = clusters.shared_url(bench.scratch)
    if not url:
        return []
    try:
        return _measured(bench, f"{url}&schema=people", "PostgreSQL: ")
    finally:
        clusters.stop_shared(bench.scratch)


def _measured(bench: Bench, where: str, engine: str) -> list[Row]:
    people = bench.size(PEOPLE)
    _fill(where, people)
    asked: _Asked = {
        "participants list": participants,
        "what stands beside each": roll,
        "notes, 500 lines": notes,
        f"a card with {NOTES} notes": lambda seat: card(seat, f"P-{100 + people // 2}"),
    }
    with closing(open_table(where)) as table:
        rows = []
        for name, query in asked.items():
            ours, theirs = in_turns([timed(_at(table, query)), timed(_open_to_all(table, query))], bench.rounds(15))
            what = f"{engine}{name}, {people:,} people"
            rows.append(Row(what, ours.milliseconds, "without the filter", theirs.milliseconds, goal=1.5))
        return rows


def _at(table: Table, query: Callable[[Seat], object]) -> Callable[[], object]:
    return lambda: query(table.seat(WHO, clock))


def _open_to_all(table: Table, query: Callable[[Seat], object]) -> Callable[[], object]:
    def asked() -> object:
        with _unfiltered():
            return query(table.seat(WHO, clock))

    return asked


@contextmanager
def _unfiltered() -> Iterator[None]:
    """Every predicate of queries/facts.py lets everything through, wherever a query has it by its name."""
    with ExitStack() as stack:
        for module_info in pkgutil.iter_modules(queries.__path__):
            module = import_module(f"{queries.__name__}.{module_info.name}")
            for name in vars(module).keys() & _PREDICATES:
                if module is not facts:
                    stack.enter_context(patch.object(module, name, lambda *_, **__: _EVERYTHING))
        yield


_PREDICATES = {
    *(name for name, one in vars(facts).items() if hasattr(one, "__wrapped__")),
    *("text_shown", "knows", "not_guarded"),
}


def _fill(where: str, people: int) -> None:
    """A partnership with so many participants, ``NOTES`` texts of every kind about each, all shared by all.

    A server gets the statistics that its autovacuum makes; a file has none, as casetable never makes them there.
    """
    found(where, setup(), clock=at(BEGAN))
    with closing(open_table(where)) as table:
        with Session(table.store.engine) as session:
            agencies = dict(session.exec(select(Agency.code, Agency.id)).all())
            names = dict(session.exec(select(Person.name, Person.id)).all())
            for start in range(0, people, 100):
                _insert(session, rows_of(_world(range(start, min(start + 100, people))), agencies, names), start)
            session.commit()
        if not table.store.is_sqlite:
            with table.store.engine.connect() as connection:
                connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("ANALYZE"))


def _world(numbers: range) -> World:
    """Some of the people; the same hundred again and again, told apart by what ``_insert`` adds to their ids."""
    count = len(numbers)
    shared = [
        ReleaseTerms(one, other, category, BEGAN, None, Method.WRITTEN)
        for one in CODES
        for other in CODES
        if one != other
        for category in (Category.GENERAL, Category.HEALTH)
    ]
    return World(
        today=DAY,
        people=tuple(Somebody(CODES[n % 3], ParticipantState.ACTIVE, None) for n in range(count)),
        releases=tuple((n, terms) for n in range(count) for terms in shared),
        texts=tuple(
            Text(n, CODES[m % 3], (Category.GENERAL, Category.HEALTH)[m % 5 == 4], DAY - timedelta(days=7 * m), WHO)
            for n in range(count)
            for m in range(NOTES)
        ),
        links=(),
        told=(),
        drafts=(),
        seats=(),
    )


def _insert(session: Session, rows: Iterator[SQLModel], start: int) -> None:
    """Insert rows at once by table, their ids and numbers moved on by ``start``."""
    by_table: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        table: Any = SQLModel.metadata.tables[str(row.__class__.__tablename__)]
        stored = {column.name: getattr(row, _field(row, column.name)) for column in table.columns}
        for name in ("id", "participant_id", "task_id"):
            if stored.get(name):
                stored[name] = f"{stored[name]}-{start}"
        if "number" in stored:
            stored["number"] += start * {"participant": 1, "release": 12, "task": NOTES}[table.name]
        by_table.setdefault(table.name, []).append(stored)
    for name, found_rows in by_table.items():
        session.execute(insert(SQLModel.metadata.tables[name]), found_rows)


def _field(row: SQLModel, column: str) -> str:
    """The model's own name of a column."""
    if hasattr(row, column):
        return column
    return {"reach_when": "when"}.get(column, column.rpartition("_")[2])


MEASUREMENTS = (filtered, filtered_on_postgresql)
