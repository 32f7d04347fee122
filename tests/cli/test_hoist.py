"""Global options may stand anywhere on the line."""

from typing import Any

import pytest
import typer

from casetable.cli.hoist import hoist
from casetable.cli.root import app
from tests.cli.conftest import Line
from tests.tables import Room


@pytest.fixture(scope="module")
def tree() -> Any:
    return typer.main.get_command(app)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("week --json", "--json week"),
        ("task list --json --as omar", "--json --as omar task list"),
        ("--json week", "--json week"),
        ("task --table=x.casetable list --limit 3", "--table=x.casetable --limit 3 task list"),
        ("task done 318 --note --json", "task done 318 --note --json"),
        ("task done 318 --note=x --json", "--json task done 318 --note=x"),
        ("task log 318 -- --json", "task log 318 -- --json"),
        ("task log 318 --contact --json", "--json task log 318 --contact"),
        ("task block 318 x --outside --quiet", "--quiet task block 318 x --outside"),
        ("week --as-notes", "week --as-notes"),
        ("demo --on 2026-11-23 --keep --on", "--on 2026-11-23 demo --keep --on"),
        ("week --as", "--as week"),
        ("", ""),
    ],
)
def test_globals_go_first_and_what_belongs_to_others_stays(tree: Any, typed: str, read: str) -> None:
    assert hoist(typed.split(), tree) == read.split()


def test_globals_hold_wherever_they_stand(line: Line, room_at: Room) -> None:
    room_at.ask()

    before = line.typed(["--json", "--as", "omar", "task", "list"], who=None)
    behind = line.typed(["task", "list", "--as", "omar", "--json"], who=None)

    assert before.code == 0
    assert before.out == behind.out


def test_quiet_silences_receipts_and_talk_but_neither_data_nor_errors(line: Line, room_at: Room) -> None:
    task = room_at.ask()

    accepted = line(f"task accept {task} --quiet", who="lee")
    assert (accepted.out, accepted.err) == ("", "")
    assert task in line("task list --quiet").out
    assert line("task list --state done --quiet").err == ""
    assert line("task show 999 --quiet", code=4).err != ""
    assert line(f"task done {task} --json --quiet", who="lee").json["state"] == "done"
