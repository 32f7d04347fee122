"""A list of ten thousand tasks and one task more on the command line, beside taskwarrior's where that is installed."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

from tests.bench.filling import WHO
from tests.bench.measure import DAY, Bench, Row, Took, in_turns, process

TASKS = 10_000


def side_by_side(bench: Bench) -> list[Row]:
    """Whole processes: ``task list`` and ``task add`` of both."""
    count = bench.size(TASKS)
    copied = bench.scratch / "lists.casetable"
    shutil.copy(bench.table(count)[0], copied)
    sits = (sys.executable, "-m", "casetable", "--as", WHO, "--on", DAY.isoformat())
    at = {**bench.alone(), "CASETABLE_TABLE": str(copied)}
    ours = {
        "task list": process(*sits, "task", "list", "--limit", str(count), more=at),
        "task add": process(*sits, "task", "add", "call the landlord by fri", more=at),
    }
    binary = shutil.which("task")
    if binary is None:
        took = [(name, in_turns([run], bench.rounds(5))) for name, run in ours.items()]
        return [_row(f"casetable {name}, {count:,} tasks", both, "taskwarrior, not installed") for name, both in took]
    there = _their_tasks(bench, binary, count)
    their_words = {"task list": ("list",), "task add": ("add", "call the landlord", "due:2026-11-27")}
    rows = []
    for name, run in ours.items():
        theirs = process(binary, "rc.confirmation=off", "rc.verbose=nothing", *their_words[name], more=there)
        rows.append(_row(f"casetable {name}, {count:,} tasks", in_turns([run, theirs], bench.rounds(5)), "taskwarrior"))
    return rows


def _row(what: str, took: list[Took], against: str) -> Row:
    ours, theirs = took[0], took[1] if len(took) > 1 else None
    return Row(
        what,
        ours.milliseconds,
        against,
        theirs.milliseconds if theirs else None,
        memory=ours.memory,
        their_memory=theirs.memory if theirs else None,
    )


def _their_tasks(bench: Bench, binary: str, count: int) -> dict[str, str]:
    """As many tasks in taskwarrior, in a folder of its own; returns the environment that it is run in."""
    folder = bench.scratch / "taskwarrior"
    (folder / "data").mkdir(parents=True)
    settings = folder / "taskrc"
    settings.write_text(f"data.location={folder / 'data'}\nconfirmation=off\n")
    there = {"TASKDATA": str(folder / "data"), "TASKRC": str(settings), "HOME": str(folder)}
    rows = [_their_task(number) for number in range(count)]
    _imported(binary, folder, rows, there)
    return there


def _imported(binary: str, folder: Path, rows: list[dict[str, str]], there: dict[str, str]) -> None:
    file = folder / "tasks.json"
    file.write_text(json.dumps(rows))
    subprocess.run([binary, "rc.verbose=nothing", "import", str(file)], env=there, check=True, capture_output=True)


def _their_task(number: int) -> dict[str, str]:
    return {
        "uuid": str(uuid4()),
        "description": f"rent arrears letter, landlord {number}",
        "status": "pending",
        "entry": "20261102T090000Z",
        "due": f"202611{number % 28 + 1:02}T090000Z",
        "project": f"P-{number % 12 + 100}",
    }


MEASUREMENTS = (side_by_side,)
