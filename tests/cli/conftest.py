"""The command line in-process, at a table of three agencies on Monday 2 November 2026."""

import json
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from casetable.cli import main
from casetable.seat import Table
from tests.conftest import Files
from tests.tables import Room

TODAY = "2026-11-02"


@dataclass(frozen=True)
class Said:
    """What one command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """stdout as JSON."""
        return json.loads(self.out)


class Line:
    """Types command lines as somebody, on a day, at one table."""

    def __init__(self, where: str, capsys: pytest.CaptureFixture[str]) -> None:
        self.where = where
        self._capsys = capsys

    def __call__(self, words: str, *, who: str | None = "dana", on: str | None = TODAY, code: int = 0) -> Said:
        said = self.typed(shlex.split(words), who=who, on=on)
        assert said.code == code, f"{words}: {said}"
        return said

    def typed(self, words: list[str], *, who: str | None = "dana", on: str | None = TODAY) -> Said:
        self._capsys.readouterr()
        seat = ["--as", who] if who else []
        day = ["--on", on] if on else []
        code = main([*seat, *day, *words])
        printed = self._capsys.readouterr()
        return Said(code, printed.out, printed.err)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """This computer's settings, log and usual table, all in a folder of the test."""
    folder = tmp_path / "home"
    for name, file in (("CONFIG", "config.toml"), ("LOG", "casetable.log"), ("TABLE", "usual.casetable")):
        monkeypatch.setenv(f"CASETABLE_{name}", str(folder / file))
    monkeypatch.setenv("XDG_DATA_HOME", str(folder / "data"))
    return folder


@pytest.fixture
def typed(home: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    """The command line where no table stands yet."""
    return Line(str(home / "usual.casetable"), capsys)


@pytest.fixture
def line(files: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Line:
    """The command line at a founded table."""
    where = files.founded(tmp_path)
    monkeypatch.setenv("CASETABLE_TABLE", where)
    return Line(where, capsys)


@pytest.fixture
def room_at(line: Line, opened: Callable[[str], Table]) -> Room:
    """Short ways to do things at the table of ``line`` without typing them."""
    return Room(opened(line.where), line.where, lambda: opened(line.where))


@pytest.fixture
def chidi(room_at: Room) -> str:
    """Chidi, agreed by all and covered by general releases: the reference."""
    return room_at.agreed()
