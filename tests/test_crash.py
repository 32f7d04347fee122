"""When casetable itself fails, with somebody's name at hand: neither the terminal nor the log tells it."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from casetable.seat import Table
from tests.conftest import Files
from tests.tables import Room
from tests.terminals import Terminal

pytestmark = pytest.mark.slow

NAME = "Chidi Okafor"
AT_HAND = NAME.upper()
"""The name as the failing code holds it: not as it stands on the board, so that it can be told apart."""

PROGRAM = """
import asyncio, gc, sys, threading
from casetable.cli import main
{failing}
sys.argv = ["casetable", "--as", "dana", "--on", "2026-11-02", *{words!r}]
sys.exit(main())
"""
BROKEN = """
def broken(*given, **named):
    "Fail with a participant's name in every local variable and in the error's own text."
    from casetable.queries.participants import participant
    from casetable.seat import open_table
    import os
    seat = open_table(os.environ["CASETABLE_TABLE"]).seat("dana")
    whole = participant(seat, {ref!r})
    name = whole.name.upper()
    raise TypeError(name)
"""
AN_ASYNC_ONE = BROKEN.replace("def broken", "async def broken")
SCREEN_FAILURES = {
    "a handler": BROKEN + "from casetable.screens.desk import Desk\nDesk.do_reread = broken\n",
    "a worker": AN_ASYNC_ONE
    + "from textual import work\nfrom casetable.screens.desk import Desk\nDesk.do_reread = work(broken)\n",
    "a thread": BROKEN
    + "import casetable.screens.load as room\nfrom casetable.screens.desk import Desk\n"
    + "def later(self):\n    room.load = broken\n    self.casetable.reload()\nDesk.do_reread = later\n",
    "a drawing": BROKEN
    + "from casetable.screens.lines import Line\nfrom casetable.screens.desk import Desk\n"
    + "def later(self):\n    Line.render = broken\n    self.refresh(layout=True)\n    self.query_one(Line).refresh()\n"
    + "Desk.do_reread = later\n",
    "a timer": BROKEN
    + "from casetable.screens.desk import Desk\ndef later(self):\n    self.set_timer(0.01, broken)\n"
    + "Desk.do_reread = later\n",
    "an opening page": BROKEN
    + "from casetable.screens.desk import Desk\nfrom casetable.screens.papers import LinesScreen\n"
    + "def later(self):\n    LinesScreen.compose = broken\n    self.app.push_screen(LinesScreen('', []))\n"
    + "Desk.do_reread = later\n",
}
COMMAND_FAILURES = {
    "a command": BROKEN + "import casetable.queries.participants as room\nroom.participants = broken\n",
    "an error within an error": BROKEN
    + "def twice(*given):\n    try:\n        broken()\n"
    + "    except TypeError as error:\n        raise KeyError(str(error)) from error\n"
    + "import casetable.queries.participants as room\nroom.participants = twice\n",
    "a thread": BROKEN
    + "def beside(*given):\n    one = threading.Thread(target=broken)\n    one.start()\n    one.join()\n    broken()\n"
    + "import casetable.queries.participants as room\nroom.participants = beside\n",
    "a farewell": BROKEN
    + "class Leaving:\n    def __del__(self):\n        broken()\n"
    + "def leaving(*given):\n    Leaving()\n    broken()\n"
    + "import casetable.queries.participants as room\nroom.participants = leaving\n",
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, file in (("CONFIG", "config.toml"), ("LOG", "casetable.log")):
        monkeypatch.setenv(f"CASETABLE_{name}", str(tmp_path / file))
    return tmp_path


@pytest.fixture
def ref(home: Path, files: Files, opened: Callable[[str], Table], monkeypatch: pytest.MonkeyPatch) -> str:
    where = files.founded(home)
    monkeypatch.setenv("CASETABLE_TABLE", where)
    return Room(opened(where), where, lambda: opened(where)).agreed(NAME)


def program(failing: str, ref: str, words: list[str]) -> list[str]:
    return ["-c", PROGRAM.format(failing=failing.replace("{ref!r}", repr(ref)), words=words)]


def told(home: Path) -> str:
    log = home / "casetable.log"
    return log.read_text() if log.exists() else ""


@pytest.mark.parametrize("where", SCREEN_FAILURES)
def test_the_app_fails_without_telling_the_name(ref: str, home: Path, where: str) -> None:
    with Terminal(program(SCREEN_FAILURES[where], ref, [])) as terminal:
        terminal.sees(ref)
        terminal.keys("R")
        assert terminal.end() == 1
    assert "casetable stopped: TypeError in " in terminal.glass
    after = terminal.raw.decode().rpartition("\x1b[?1049l")[2]
    assert NAME.split()[0] not in after
    assert AT_HAND not in terminal.raw.decode()
    assert "Traceback" not in terminal.raw.decode()
    assert "CHIDI" not in told(home).upper()


@pytest.mark.parametrize("where", COMMAND_FAILURES)
def test_a_command_fails_without_telling_the_name(ref: str, home: Path, where: str) -> None:
    line = program(COMMAND_FAILURES[where], ref, ["participant", "list"])
    done = subprocess.run([sys.executable, *line], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)
    with Terminal(line) as terminal:
        assert terminal.end() == 1
    assert done.returncode == 1
    for said in (done.stdout + done.stderr, terminal.raw.decode(), told(home)):
        assert "Error" in said
        assert "CHIDI" not in said.upper()
        assert "Traceback" not in said
