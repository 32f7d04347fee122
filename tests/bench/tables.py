"""Tables with many tasks, and what the board's query takes in them."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import insert
from sqlmodel import select

from casetable.jobs.sample import make_sample
from casetable.models import Participant, Person, Task, new_id
from casetable.queries.week import week
from casetable.seat import Table, open_table
from casetable.words import Category, TaskState
from tests.bench.measure import DAY, Bench, Row, clock, in_turns, timed


def filled(where: str, tasks: int) -> str:
    """Make the sample with ``tasks`` tasks more, 60 a week back into the past; return who sits there."""
    person = make_sample(where, on=DAY)
    table = open_table(where)
    _fill(table, tasks)
    table.close()
    return person


def _fill(table: Table, count: int) -> None:
    """Without the unit of work: rows only."""
    with table.store.writing() as session:
        people = session.exec(select(Person)).all()
        participants = session.exec(select(Participant.id)).all()
        for start in range(0, count, 5000):
            numbers = range(start, min(start + 5000, count))
            rows = [_task(number, people[number % len(people)], participants) for number in numbers]
            session.execute(insert(Task), rows)
        session.commit()


def _task(number: int, owner: Person, participants: Sequence[str]) -> dict[str, Any]:
    day: date = DAY - timedelta(days=14 + number * 7 // 60)
    on_that_day = ("written_on", "asked_on", "due_on", "accepted_on", "promised_on", "judged_on", "done_on", "ended_on")
    return {
        "id": new_id(),
        "version": 1,
        "number": 1_000_000 + number,
        "participant_id": participants[number % len(participants)],
        "owner_id": owner.id,
        "agency_id": owner.agency_id,
        "asker_id": owner.id,
        "writer_id": owner.agency_id,
        "title": f"call number {number}",
        "category": Category.GENERAL,
        "state": TaskState.DONE,
        "moves": 0,
        "moved_late": False,
        "drop_agreed": False,
        "help_wanted": False,
        "helped": False,
        "minutes": 0,
        "last_event_on": day,
    } | dict.fromkeys(on_that_day, day)


def board(bench: Bench) -> list[Row]:
    """The board's query at a thousand times as many tasks."""
    few, many = 1_000, bench.size(1_000_000)
    asked = []
    for count in (many, few):
        where, person = bench.table(count)
        table = open_table(where)
        asked.append(timed(lambda table=table, person=person: week(table.seat(person, clock))))
    ours, theirs = in_turns(asked, bench.rounds(21))
    return [Row(f"board query, {many:,} tasks", ours.milliseconds, f"at {few:,}", theirs.milliseconds, goal=1.3)]


MEASUREMENTS = (board,)
