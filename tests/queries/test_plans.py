"""How the database answers: by indexes, in few questions. Plans and counts, never times."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from sqlalchemy import event

from casetable.actions import tasks as acts
from casetable.actions.history import undo
from casetable.errors import NotFound
from casetable.models import Reference
from casetable.queries.history import history
from casetable.queries.tasks import story, tasks
from casetable.queries.week import help_wanted, my_tasks, notes, week
from casetable.store.references import draw
from casetable.values.listing import COUNTED
from casetable.values.seat import Seat
from tests.tables import FRI, TUE, Room

LARGE = ("task", "task_event", "log", "log_subject", "log_detail")
"""Tables that grow for as long as a partnership lasts."""

Asked = list[tuple[str, Any]]


@contextmanager
def asked_of(room: Room) -> Iterator[Asked]:
    """Every question that the database is asked within the block, with its parameters."""
    found: Asked = []

    def ask(_connection: Any, _cursor: Any, words: str, parameters: Any, _context: Any, _many: Any) -> None:
        found.append((words, parameters))

    engine = room.table.store.engine
    event.listen(engine, "before_cursor_execute", ask)
    yield found
    event.remove(engine, "before_cursor_execute", ask)


def scans(room: Room, found: Asked) -> list[str]:
    """The steps that read a whole large table, by SQLite's own plan."""
    steps = []
    with room.table.store.engine.connect() as connection:
        raw: Any = connection.connection.driver_connection
        for words, parameters in found:
            if words.lstrip().startswith("SELECT"):
                steps += [row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {words}", parameters)]
    return [step for step in steps if step.split()[:1] == ["SCAN"] and step.split()[1] in LARGE]


def worked_on(room: Room) -> str:
    """A table where something happened; returns a task of Lee's."""
    about = room.agreed()
    ref = room.promised("letter", of="lee", about=about)
    acts.log(room.sit("lee"), ref, minutes=5, note="called")
    acts.block(room.sit("lee"), ref, on_whom="the landlord", outside=True)
    room.ask("find a bed", by="lee", of="omar", due=TUE)
    return ref


@pytest.mark.parametrize("engine", ["sqlite"])
@pytest.mark.parametrize("who", ["lee", "ruth", "maria"])
@pytest.mark.parametrize(
    "query",
    [
        lambda seat, _: week(seat),
        lambda seat, _: my_tasks(seat),
        lambda seat, _: help_wanted(seat),
        lambda seat, _: notes(seat),
        lambda seat, _: week(seat, "2026-W30"),
        lambda seat, _: my_tasks(seat, "2026-W30"),
        lambda seat, _: tasks(seat, owner=seat.actor),
        story,
        lambda seat, task: history(seat, subject=task),
    ],
    ids=["board", "my week", "help", "notes", "old board", "my old week", "my list", "story", "one task's history"],
)
def test_no_question_reads_a_whole_large_table(room: Room, who: str, query: Callable[[Seat, str], object]) -> None:
    task = worked_on(room)
    seat = room.sit(who, FRI)
    with asked_of(room) as found, suppress(NotFound):
        query(seat, task)
    assert scans(room, found) == []


@pytest.mark.parametrize("engine", ["sqlite"])
@pytest.mark.parametrize("who", ["lee", "ruth"])
def test_weeks_are_read_by_their_dates_and_not_by_whose_they_are(room: Room, who: str) -> None:
    worked_on(room)
    seat = room.sit(who, FRI)
    with asked_of(room) as found:
        week(seat)
        my_tasks(seat)
    with room.table.store.engine.connect() as connection:
        raw: Any = connection.connection.driver_connection
        steps = [row[3] for words, values in found for row in raw.execute(f"EXPLAIN QUERY PLAN {words}", values)]
    of_tasks = {step for step in steps if step.startswith("SEARCH task USING INDEX") and "(id=?" not in step}
    assert {step.split()[4] for step in of_tasks} == {
        *("ix_task_due_on", "ix_task_promised_on", "ix_task_ended_on", "ix_task_state_due", "ix_task_drop_waits"),
    }


def test_the_board_asks_the_same_number_of_questions_however_much_there_is(room: Room) -> None:
    worked_on(room)
    seat = room.sit("lee", FRI)
    with asked_of(room) as few:
        week(seat)
    for number in range(8):
        acts.block(room.sit("lee"), room.promised(f"more {number}", of="lee"), on_whom="somebody", outside=False)
    with asked_of(room) as many:
        week(seat)
    assert len(many) == len(few) <= 20


def test_history_asks_once_a_table_and_not_once_a_row(room: Room) -> None:
    worked_on(room)
    with asked_of(room) as found:
        entries = history(room.sit("lee")).items
    assert len(entries) >= 10
    assert len(found) < 20
    assert all(one.subjects for one in entries if one.action.startswith("task."))


def test_undo_still_says_what_no_longer_stands(room: Room) -> None:
    ref = worked_on(room)
    acts.unblock(room.sit("lee", TUE), ref)
    undo(room.sit("lee", TUE))
    newest = history(room.sit("lee", TUE), subject=ref).items[:2]
    assert [(one.label, one.undone) for one in newest] == [("task unblock (undo)", False), ("task unblock", True)]


def test_a_list_counts_what_it_leaves_out(room: Room) -> None:
    for number in range(5):
        room.ask(f"ask {number}")
    assert (len(tasks(room.sit("dana"), limit=2).items), tasks(room.sit("dana"), limit=2).total) == (2, 5)
    assert tasks(room.sit("dana"), limit=5).total == 5
    assert COUNTED >= 500


def test_references_grow_by_a_digit_when_half_of_them_are_drawn(room: Room) -> None:
    with room.table.store.writing() as session:
        drawn = [draw(session, "C") for _ in range(460)]
        assert {len(str(number)) for number in drawn[:440]} == {3}
        assert len(str(drawn[-1])) == 4
        assert len(set(drawn)) == len(drawn)
        session.add(Reference(space="C", number=12_345))
        assert len(str(draw(session, "C"))) == 5
        session.rollback()
