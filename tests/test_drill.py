"""The kill harness in every run: a few rounds of each kind, 1,000 with CASETABLE_DRILL=1; and that it would notice."""

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session
from sqlcipher3 import dbapi2

from casetable.cli import main
from tests.clusters import LEFT_OUT
from tests.conftest import Files
from tests.drill.books import Books
from tests.drill.deeds import same
from tests.drill.ground import found_at
from tests.drill.look import looked_at, rows_of, whole_table
from tests.drill.steps import Memory, command, draw
from tests.servers import NoServer, Server

HERE = Path(__file__).parent.parent
LONG = bool(os.environ.get("CASETABLE_DRILL"))
SERVERS = 120 if LONG else 2


def drilled(tmp_path: Path, what: str, engine: str, rounds: int) -> dict[str, Any]:
    """Run the tool as a person does; returns its figures."""
    file = tmp_path / "figures.json"
    line = [sys.executable, "-m", "tests.drill", "kill", "--what", what, "--engine", engine]
    done = subprocess.run(
        [*line, "--rounds", str(rounds), "--json", str(file)],
        cwd=HERE,
        capture_output=True,
        text=True,
        timeout=3600 if LONG else 280,
        check=False,
    )
    print(done.stdout)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    (figures,) = json.loads(file.read_text())["runs"]
    return dict(figures)


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_no_acknowledged_write_is_lost_when_writers_and_the_app_are_killed(tmp_path: Path, engine: str) -> None:
    rounds = 1000 if LONG else 10
    figures = drilled(tmp_path, "writes", engine, rounds)

    assert figures["rounds"] == rounds
    assert (figures["lost"], figures["doubled"], figures["half_files"]) == (0, 0, 0)
    assert figures["acknowledged"] > rounds
    assert figures["in_flight"] >= rounds / 2, "kills have to fall into writes"


@pytest.mark.slow
def test_a_killed_server_loses_nothing_that_was_acknowledged_and_doubles_nothing(tmp_path: Path) -> None:
    figures = drilled(tmp_path, "server", "postgresql", SERVERS)

    assert (figures["rounds"], figures["lost"], figures["doubled"]) == (SERVERS, 0, 0)
    assert figures["refused"] > 0, "somebody has to be told that it was not saved"
    assert figures["in_flight"] > 0, "the app has to say that it is not saved yet"
    assert figures["reconnected"] < 60


@pytest.mark.slow
@pytest.mark.parametrize("what", ["migration", "backup", "restore", "replace", "import", "init", *(["erase"] * LONG)])
def test_a_killed_command_leaves_the_old_state_or_the_new(tmp_path: Path, what: str) -> None:
    rounds = 200 if LONG else 3
    figures = drilled(tmp_path, what, "sqlite", rounds)

    assert figures["rounds"] == rounds
    assert (figures["old"] + figures["new"], figures["half_files"]) == (rounds, 0)


@pytest.mark.slow
@pytest.mark.parametrize("options", [[], ["--json"]])
def test_what_was_saved_is_acknowledged_even_when_the_server_dies_right_after(
    options: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CASETABLE_CONFIG", str(tmp_path / "config.toml"))
    try:
        server = Server()
    except NoServer as why:
        pytest.skip(f"{LEFT_OUT}: {why}")
    with server:
        where = server.url("saved")
        found_at(where)

        def die(_: Any) -> None:
            server.kill()

        event.listen(Session, "after_commit", die)
        try:
            code = main(["--table", where, "--as", "dana", *options, "task", "add", "boxes", "--to", "me"])
        finally:
            event.remove(Session, "after_commit", die)
        assert (code, "is Dana Reyes's" in capsys.readouterr().out) == (0, True)
        server.start()
        assert main(["--table", where, "--as", "dana", "task", "list"]) == 0
        assert "boxes" in capsys.readouterr().out


@dataclass
class Dana:
    """Somebody who writes at the command line and keeps every receipt."""

    where: str
    name: str = "dana"
    lines: list[str] = field(default_factory=list)
    messages: list[dict[str, Any]] = field(default_factory=list)

    def write(self, changes: int, seed: str) -> None:
        """Make so many changes."""
        chance, memory = random.Random(seed), Memory("dana")
        for number in range(changes):
            step = draw(chance, memory)
            self.messages.append({"intent": number, "step": step})
            with redirect_stdout(StringIO()) as said:
                code = main(["--table", self.where, "--as", "dana", *command(step)])
            self.messages.append({"ended": number, "code": code})
            assert code == 0
            self.lines += said.getvalue().splitlines()
            memory.learn(step, said.getvalue())

    def problems(self) -> str:
        """What the books find wrong now."""
        return "\n".join(Books().close_round([self], looked_at(self.where))[1])


@pytest.fixture(scope="module")
def written(files: Files, tmp_path_factory: pytest.TempPathFactory) -> Dana:
    """Thirty acknowledged changes, undone and redone ones among them."""
    folder = tmp_path_factory.mktemp("drill")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CASETABLE_CONFIG", str(folder / "config.toml"))
        one = Dana(files.founded(folder))
        one.write(30, "some seed")
    return one


@pytest.fixture
def dana(written: Dana, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Dana:
    """The same at a copy of the table, which a test may harm."""
    monkeypatch.setenv("CASETABLE_CONFIG", str(tmp_path / "config.toml"))
    where = str(shutil.copy(written.where, tmp_path / "table.casetable"))
    return Dana(where, lines=[*written.lines], messages=[*written.messages])


def test_books_that_agree_with_the_table_say_nothing(dana: Dana) -> None:
    assert dana.problems() == ""
    assert {message["step"]["do"] for message in dana.messages if "step" in message} >= {"add", "log", "done", "undo"}


CUT = "(SELECT max(seq) FROM log)"


@pytest.mark.parametrize(
    "harm, named",
    [
        (["DELETE FROM task_event WHERE id = (SELECT max(id) FROM task_event WHERE kind = 'logged')"], "differs: told"),
        (["UPDATE task SET title = title || '!' WHERE id = (SELECT max(id) FROM task)"], "differs: told"),
        (["UPDATE participant SET needs = '' WHERE id = (SELECT max(id) FROM participant)"], "differs: told"),
        (["UPDATE task_event SET note = 'boxes' WHERE note <> ''"], "doubled"),
        ([f"DELETE FROM {name} WHERE seq = {CUT}" for name in ("log_subject", "log_detail", "log")], "lost: dana"),
        (["UPDATE log SET action = 'else' WHERE seq = 3"], "verify ended with 9"),
        (["DELETE FROM reference", "DELETE FROM agency WHERE code = 'MH'"], "foreign_key_check"),
    ],
)  # fmt: skip
def test_the_drill_names_what_is_missing_doubled_or_different(dana: Dana, harm: list[str], named: str) -> None:
    with by_hand_without_keys(dana.where) as connection:
        for statement in harm:
            connection.execute(statement)
    assert named in dana.problems()


@contextmanager
def by_hand_without_keys(where: str) -> Iterator[Any]:
    """Somebody with the file and a client that holds nothing: no guard, no foreign key."""
    with closing(dbapi2.connect(where, isolation_level=None)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
        guards = [sql for (sql,) in connection.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'")]
        for name in names:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        for guard in guards:
            connection.execute(guard)


def test_a_receipt_whose_change_never_came_is_named_as_lost(dana: Dana) -> None:
    step = {"do": "add", "token": "zqnever", "words": "zqnever boxes", "owner": "lee", "due": "2099-01-01", "size": 15}
    dana.messages += [{"intent": 30, "step": step}, {"ended": 30, "code": 0}]
    dana.lines.append("T-999 asked of Lee Park, due Thu 1 Jan 2099.")
    assert "lost: {'title': 'zqnever boxes'" in dana.problems()


def test_a_change_that_was_under_way_may_be_there_or_not(dana: Dana) -> None:
    assert dana.messages.pop() == {"ended": 29, "code": 0}
    receipt = dana.lines.pop()
    assert dana.problems() == ""
    step = {"do": "propose", "token": "zqnever", "words": "zqnever boxes"}
    dana.lines.append(receipt)
    dana.messages += [{"ended": 29, "code": 0}, {"intent": 30, "step": step}]
    assert dana.problems() == ""


def test_a_file_that_was_cut_off_is_not_whole(dana: Dana, tmp_path: Path) -> None:
    whole = whole_table(dana.where, str(tmp_path / "copy.casetable"))
    assert whole["problems"] == []
    assert same(whole["rows"], rows_of(dana.where))
    half = tmp_path / "half.casetable"
    half.write_bytes(Path(dana.where).read_bytes()[: 4096 * 20])
    assert whole_table(str(half), str(tmp_path / "copy.casetable"))["problems"] != []
