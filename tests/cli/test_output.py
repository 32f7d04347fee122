"""What is printed: no control character of anybody's text, columns that line up, errors that say what to do."""

import pytest

from casetable.cli.say import columns, complain, facts, shown
from casetable.errors import SomebodyElseWasFirst
from tests.cli.conftest import Line
from tests.tables import Room

NASTY = "[/] [red] \x1b]52;c;AAAA\x07 \u202eevil\u202c \x9b31m 🙂"


def test_no_control_character_of_any_text_reaches_the_output(line: Line, room_at: Room) -> None:
    task = room_at.ask(NASTY)
    room_at.propose(NASTY)

    for words in (
        ["week"], ["week", "--mine"], ["task", "list"], ["task", "show", task], ["participant", "list"], ["history"],
        ["find", "red"], ["task", "show", NASTY], ["week", NASTY], ["find", NASTY], [NASTY], ["--as", NASTY, "week"],
        ["task", "add", f"@{NASTY}"], ["--table", NASTY, "week"], ["task", "list", "--state", NASTY],
        ["--limit", NASTY],
    ):  # fmt: skip
        said = line.typed(words)
        assert not any(one in said.out + said.err for one in "\x1b\x07\u202e\u202c\x9b"), words
    assert "[/] [red]" in line("task list").out


def test_lines_stay_lines_and_invisible_characters_go() -> None:
    assert shown("a\nb\x00\x85\u2028\ufeffc") == "a\nbc"


def test_columns_line_up_by_what_a_terminal_shows() -> None:
    printed = columns(("who", "n", "what"), [("東京", "1", "a\nb"), ("e\u0301", "22", "")])

    assert printed.splitlines() == ["who   n   what", "東京  1   a b", "e\u0301     22"]
    assert facts((("A", "x"), ("Bcd", ""), ("Ef", "y"))) == "  A   x\n  Ef  y"


def test_who_comes_second_is_told_what_stands_there_now(capsys: pytest.CaptureFixture[str]) -> None:
    complain(SomebodyElseWasFirst("Lee changed T-318 at 10:04.", "Look again.", {"due": "Fri 6 Nov"}))

    assert capsys.readouterr().err == "Lee changed T-318 at 10:04.\n  due is now: Fri 6 Nov\nLook again.\n"
