"""Measurements printed as ratios of one run: python -m tests.bench [TASKS]. Never an assertion.

A ratio compares two things measured one after the other on the same machine, so that it means the same elsewhere.
"""

import csv
import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from sqlalchemy import insert
from sqlmodel import select

from casetable.actions.tasks import log
from casetable.exchange.hmis import read_export
from casetable.jobs.sample import make_sample
from casetable.models import Participant, Person, Task, new_id
from casetable.queries.tasks import tasks
from casetable.queries.week import my_tasks, week
from casetable.seat import Table, open_table
from casetable.words import Category, TaskState

DAY = date(2026, 11, 23)


def clock() -> datetime:
    """A fixed Monday."""
    return datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


def timed(run: Callable[[], object], rounds: int = 7) -> float:
    """The median of several runs after a warm-up, in milliseconds."""
    run()
    took = []
    for _ in range(rounds):
        start = perf_counter()
        run()
        took.append((perf_counter() - start) * 1000)
    return median(took)


def process(*command: str, **environment: str) -> Callable[[], object]:
    """A whole process, its output thrown away."""
    return lambda: subprocess.run(
        command, env=os.environ | environment, stdin=subprocess.DEVNULL, capture_output=True, check=True
    )


def row(what: str, ours: float, against: str, theirs: float) -> None:
    """Print one measurement."""
    print(f"{what:<38} {ours:9.1f} ms   {ours / theirs:7.2f} x   {against} ({theirs:.1f} ms)")


def fill(table: Table, count: int) -> None:
    """Put ``count`` tasks behind the sample's, 60 a week back into the past, without the unit of work."""
    with table.store.writing() as session:
        people = session.exec(select(Person)).all()
        participants = session.exec(select(Participant.id)).all()
        rows = [_task(number, people[number % len(people)], participants) for number in range(count)]
        for start in range(0, count, 5000):
            session.execute(insert(Task), rows[start : start + 5000])
        session.commit()


def _task(number: int, owner: Person, participants: Any) -> dict[str, Any]:
    day = DAY - timedelta(days=14 + number * 7 // 60)
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
        "written_on": day,
        "state": TaskState.DONE,
        "asked_on": day,
        "due_on": day,
        "accepted_on": day,
        "promised_on": day,
        "judged_on": day,
        "moves": 0,
        "moved_late": False,
        "done_on": day,
        "ended_on": day,
        "drop_agreed": False,
        "help_wanted": False,
        "helped": False,
        "minutes": 0,
        "last_event_on": day,
    }


def queries(scratch: Path, count: int) -> None:
    """The board, my week and a list with many tasks, over the same with the sample's alone."""
    where = str(scratch / "sample.casetable")
    person = make_sample(where, on=DAY)
    table = open_table(where)
    asked: dict[str, Callable[[], object]] = {
        "board": lambda: week(table.seat(person, clock)),
        "my week": lambda: my_tasks(table.seat(person, clock)),
        "task list, 500 lines": lambda: tasks(table.seat(person, clock)),
    }
    few = {name: timed(query) for name, query in asked.items()}
    mine = my_tasks(table.seat(person, clock))[0].task
    row(
        "one log line, all of it", timed(lambda: log(table.seat(person, clock), mine, minutes=5)), "board", few["board"]
    )
    fill(table, count)
    for name, query in asked.items():
        row(f"{name}, {count:,} tasks more", timed(query), "the sample alone", few[name])
    table.close()
    environment = {"CASETABLE_TABLE": where, "CASETABLE_CONFIG": str(scratch / "none.toml")}
    command = [sys.executable, "-m", "casetable", "--as", person, "--on", DAY.isoformat(), "week"]
    imported = timed(process(sys.executable, "-c", "import sqlmodel"))
    row("casetable week, whole process", timed(process(*command, **environment)), "import sqlmodel", imported)


def start_up() -> None:
    """Help over a bare interpreter."""
    bare = timed(process(sys.executable, "-c", "pass"))
    row("casetable --help", timed(process(sys.executable, "-m", "casetable", "--help")), "bare python", bare)


def hmis(scratch: Path, clients: int = 20_000) -> None:
    """Reading an export over reading the same files with csv."""
    folder = scratch / "export"
    folder.mkdir()
    (folder / "Export.csv").write_text("ExportID,CSVVersion\n1,2026 v1.0\n")
    lines = [f"{n},First{n},Last{n},19{n % 90 + 10}-01-31," for n in range(clients)]
    (folder / "Client.csv").write_text("\n".join(["PersonalID,FirstName,LastName,DOB,DateDeleted", *lines]))
    lines = [f"{n},{n},1,2026-01-02,h{n}," for n in range(clients)]
    (folder / "Enrollment.csv").write_text(
        "\n".join(["EnrollmentID,PersonalID,ProjectID,EntryDate,HouseholdID,DateDeleted", *lines])
    )

    def bare() -> None:
        for file in folder.glob("*.csv"):
            for _ in csv.DictReader(io.StringIO(file.read_text())):
                pass

    row(f"HMIS export, {clients:,} clients", timed(lambda: read_export(folder, today=DAY), 3), "csv", timed(bare, 3))


def main() -> None:
    """Run everything."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as name:
        start_up()
        queries(Path(name), count)
        hmis(Path(name))


if __name__ == "__main__":
    main()
