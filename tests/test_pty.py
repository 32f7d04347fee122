"""Texts that somebody wrote into the table behind casetable's back: at a terminal they are drawn, never obeyed."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from casetable.actions import tasks
from casetable.seat import open_table
from tests.conftest import Files
from tests.store.tampering import by_hand
from tests.tables import THU, Room
from tests.terminals import Terminal, controls_of_data

pytestmark = pytest.mark.slow

CASETABLE = ("-m", "casetable")
SITTING = ("--as", "dana", "--on", "2026-11-02")
TEXTS = {
    "clipboard": "\x1b]52;c;QUJD\x07 osc",
    "erase": "\x1b[2J\x1b[31m erase",
    "csi": "\x9b31m\x9d0;owned\x9c c1",
    "nul": "a\x00b nul",
    "bidi": "\u202egnp.exe\u202c\u2066 bidi",
    "long": "x" * 50_000,
    "emoji": "👩‍👩‍👧 🏠️ emoji",
    "closing": "[/] closing",
    "markup": "[red]x[/red] [@click=app.quit]q[/] markup",
    "lines": "one\r\ntwo\ttabs \u2028three\n\n\nlines",
    "half": "\ud83d".encode("utf-16", "surrogatepass").decode("utf-16", "replace") + " half",
}
PLAIN = "call the clinic"
"""What a task is called that nothing was done to: due first, it stands on top of everybody's list."""
COMMANDS = (
    "week",
    "week --json",
    "week --mine",
    "week --mine --as-notes",
    "task list",
    "task list --json",
    "task show {task}",
    "task show {task} --json",
    "participant list",
    "participant show {participant}",
    "release list",
    "release list --json",
    "person list",
    "history",
    "history --json",
    "find osc",
    "find a",
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Settings, log and table of these tests."""
    folder = tmp_path_factory.mktemp("pty")
    with pytest.MonkeyPatch.context() as patch:
        for name, file in (("CONFIG", "config.toml"), ("LOG", "casetable.log"), ("TABLE", "usual.casetable")):
            patch.setenv(f"CASETABLE_{name}", str(folder / file))
        yield folder


@pytest.fixture(scope="module")
def altered(home: Path, files: Files) -> dict[str, str]:
    """A table with a task and a participant for each text, the texts written past the door. Returns references."""
    where = files.founded(home)
    Path(where).rename(home / "usual.casetable")
    where = str(home / "usual.casetable")
    with closing(open_table(where)) as table:
        room = Room(table, where, lambda: table)
        people = [room.agreed(f"name{number}") for number in range(4)]
        asked = {}
        for number, kind in enumerate(TEXTS):
            asked[kind] = room.ask(f"title {kind}", of="dana", about=people[number % 4])
            tasks.log(room.sit("dana"), asked[kind], note=f"note {kind}", contact=True, minutes=5)
            if number % 2:
                tasks.block(room.sit("dana"), asked[kind], on_whom="somebody", outside=True)
            else:
                tasks.want_help(room.sit("dana"), asked[kind])
    plain = room.ask(PLAIN, of="dana", due=THU)
    _write_behind(where, asked, people)
    return {"plain": plain, "task": asked["clipboard"], "participant": people[0], **asked}


def _write_behind(where: str, asked: dict[str, str], people: list[str]) -> None:
    texts = list(TEXTS.values())
    with by_hand(where) as connection:
        write = connection.exec_driver_sql
        for kind, ref in asked.items():
            number, text = int(ref[2:]), TEXTS[kind]
            write("UPDATE task SET title = ? WHERE number = ?", (text, number))
            of_it = "task_id = (SELECT id FROM task WHERE number = ?)"
            write(f"UPDATE task_event SET note = ? WHERE {of_it} AND kind <> 'asked'", (text, number))
            write(f"UPDATE task_event SET blocked_on = ? WHERE {of_it} AND kind = 'blocked'", (text, number))
        for place, ref in enumerate(people):
            fields = [texts[(place * 3 + n) % len(texts)] for n in range(3)]
            write("UPDATE participant SET name = ?, needs = ?, reason = ? WHERE number = ?", (*fields, int(ref[2:])))
            write("UPDATE participant_answer SET note = ?", (texts[place],))
        write("UPDATE release SET purpose = ?, paper = ?, ends_when = ?", tuple(texts[:3]))
        write("UPDATE person SET name = ? WHERE name LIKE 'Omar%'", (f"Omar {TEXTS['clipboard']}",))
        write("UPDATE person SET phone = ?, mail = ? WHERE name LIKE 'Lee%'", (TEXTS["erase"], TEXTS["bidi"]))
        write("UPDATE agency SET name = ? WHERE code = 'MH'", (TEXTS["clipboard"],))
        write("UPDATE agency SET name = ? WHERE code = 'SS'", (TEXTS["markup"],))
        write("UPDATE agreement SET name = ?", (TEXTS["erase"] + TEXTS["closing"],))


def nothing_of_data_is_obeyed(raw: bytes) -> None:
    """Raise AssertionError unless every control byte is one that draws, and none of the texts' commands is there."""
    assert controls_of_data(raw) == []
    for command in (b"\x1b]52;", b"\x1b[2J", b"\x1b[31m erase", b"\x00", "\u202e".encode(), b"\xc2\x9b"):
        assert command not in raw


def test_the_app_at_a_terminal_draws_them_and_obeys_none(altered: dict[str, str], home: Path) -> None:
    with Terminal([*CASETABLE, *SITTING]) as terminal:
        terminal.sees("Week 45")
        terminal.sees("closing")
        for key in ("\x1b[B", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[6~", "\x1b[F", "\x1b[H"):
            terminal.keys(key)
        terminal.keys("w")
        terminal.sees("Clause", gone="Needs you")
        terminal.keys("\x1b")
        terminal.sees("Needs you", gone="Clause")
        terminal.keys("g")
        terminal.sees(" status ")
        terminal.keys("\r")
        terminal.sees("What happened", gone="Needs you")
        terminal.keys("\x1b")
        terminal.sees("Needs you", gone="What happened")
        terminal.keys("?")
        terminal.sees("what the keys do here", gone="Needs you")
        terminal.keys("\x1b")
        terminal.sees("g board", gone="what the keys do here")
        terminal.keys("\x1b[H")
        terminal.keys("e")
        terminal.sees(f"edit › {altered['plain']} {PLAIN} ~general", gone="g board")
        terminal.keys("\x1b")
        terminal.sees("This week", gone="edit ›")
        terminal.keys("2")
        terminal.sees("last contact", gone="This week")
        terminal.keys("c")
        terminal.sees("space mark", gone="last contact")
        terminal.keys("\x1b")
        terminal.sees("last contact", gone="space mark")
        terminal.keys("\r")
        terminal.sees("In their words", gone="last contact")
        terminal.keys("\x1b")
        terminal.sees("last contact", gone="In their words")
        terminal.keys("k")
        terminal.sees("Outcomes · everybody", gone="last contact")
        terminal.keys("\x1b")
        terminal.sees("last contact", gone="Outcomes")
        terminal.keys("/")
        terminal.sees("a name, a few words", gone="]52;c;QUJD osc")
        terminal.keys("osc")
        terminal.sees("]52;c;QUJD osc", gone="a name, a few words")
        terminal.keys("\x1b")
        terminal.sees("last contact", gone="Find ·")
        terminal.keys("q")
        assert terminal.end() == 0
    nothing_of_data_is_obeyed(terminal.raw)
    assert not (home / "casetable.log").exists()


@pytest.mark.parametrize("words", COMMANDS)
def test_a_command_writes_them_to_a_terminal_and_to_a_pipe_without_control_bytes(
    altered: dict[str, str], words: str
) -> None:
    line = [*CASETABLE, *SITTING, *words.format(**altered).split()]
    piped = subprocess.run([sys.executable, *line], stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
    assert piped.returncode == 0, piped.stderr
    nothing_of_data_is_obeyed(piped.stdout + piped.stderr)
    assert b"\x1b" not in piped.stdout + piped.stderr
    if "--json" in words:
        assert json.loads(piped.stdout)
    with Terminal(line) as terminal:
        assert terminal.end() == 0
    nothing_of_data_is_obeyed(terminal.raw)
    assert b"\x1b" not in terminal.raw
    assert terminal.raw.replace(b"\r\n", b"\n") == piped.stdout


def test_every_text_is_told_literally_where_it_can_be(altered: dict[str, str]) -> None:
    line = [*CASETABLE, *SITTING, "task", "list", "--json"]
    told = json.loads(subprocess.run([sys.executable, *line], capture_output=True, timeout=60).stdout)
    titles = {one["task"]: one["title"] for one in told}
    assert "[/] closing" in titles[altered["closing"]]
    assert titles[altered["markup"]].startswith("[red]x[/red]")
    assert "gnp.exe" in titles[altered["bidi"]]
    assert len(titles[altered["long"]]) == 50_000


@pytest.mark.parametrize("kind", TEXTS)
def test_these_tests_would_hear_it(kind: str) -> None:
    """What draws nothing is found in raw text; what is plain words is not."""
    harmless = kind in ("long", "emoji", "closing", "markup", "half")
    drawn = kind in ("erase", "lines")
    assert bool(controls_of_data(TEXTS[kind].encode())) is not (harmless or drawn)
