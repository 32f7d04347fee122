"""What a command says and returns when its COMMIT fails: saved after all, not saved, or not known."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine.default import DefaultDialect
from sqlcipher3 import dbapi2

from casetable.store import doubt
from tests.cli.conftest import Line

ADD = "task add call the landlord by thu"


def next_commit(monkeypatch: pytest.MonkeyPatch, happens: Callable[[Callable[[], None]], None]) -> None:
    """Let ``happens`` take the place of the next COMMIT; it gets the real one."""
    real: Callable[[DefaultDialect, Any], None] = DefaultDialect.do_commit

    def once(dialect: DefaultDialect, connection: Any) -> None:
        monkeypatch.setattr(DefaultDialect, "do_commit", real)
        happens(lambda: real(dialect, connection))

    monkeypatch.setattr(DefaultDialect, "do_commit", once)


def test_a_commit_whose_answer_was_lost_is_reported_as_saved(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    def answerless(commit: Callable[[], None]) -> None:
        commit()
        raise dbapi2.OperationalError("disk I/O error")

    next_commit(monkeypatch, answerless)
    assert "due Thu 5 Nov" in line(ADD).out
    assert [task["title"] for task in line("task list --json").json] == ["call the landlord"]


@pytest.mark.parametrize("was_saved", [True, False])
def test_when_the_table_is_gone_afterwards_the_command_says_that_it_is_not_known_and_where_to_look(
    line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, was_saved: bool
) -> None:
    monkeypatch.setattr(doubt, "PATIENCE", 0.1)
    table, elsewhere = Path(line.where), tmp_path / "elsewhere"

    def unplugged(commit: Callable[[], None]) -> None:
        if was_saved:
            commit()
        table.rename(elsewhere)
        raise dbapi2.OperationalError("disk I/O error")

    next_commit(monkeypatch, unplugged)
    said = line(ADD, code=8)
    assert "not known whether this was saved" in said.err
    assert "casetable history" in said.err
    assert said.out == ""
    assert not table.exists()
    elsewhere.rename(table)
    assert ("task" in line("history").out) is was_saved
    assert len(line("task list --json").json) == was_saved


def test_a_server_that_cannot_be_reached_is_said_in_a_sentence(line: Line, tmp_path: Path) -> None:
    said = line(f"--table 'postgresql://somebody@/postgres?host={tmp_path}&schema=one' {ADD}", code=7)
    assert "The table cannot be reached" in said.err
    assert len(said.err.splitlines()) <= 2
