"""Signing at a terminal: the whole text first, then one's name; offering asks and says its reach."""

from collections.abc import Callable
from io import StringIO

import pytest

from casetable.actions import agreement
from tests.cli.agreed import offered, written
from tests.cli.conftest import Line
from tests.tables import Room

Typing = Callable[[str], None]


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> Typing:
    """Somebody sits at a terminal of 80x24 and types these lines."""
    for module in ("agreement_sign", "agreement_amend"):
        monkeypatch.setattr(f"casetable.cli.{module}.is_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "24")
    return lambda lines: monkeypatch.setattr("sys.stdin", StringIO(lines))


def test_the_whole_text_is_shown_page_by_page_before_a_name_is_asked_for(
    line: Line, room_at: Room, typing: Typing
) -> None:
    offered(room_at)
    typing("\n\nvera mills\n")
    said = line("agreement sign", who="vera")
    assert "Homes that last." in said.out
    assert "When somebody is at risk now, call: 911" in said.out
    assert "more page" in said.err
    assert said.err.index("more page") < said.err.index("Type your name to sign as Vera Mills (HS)")
    assert "signed for 1 of 3" in line("agreement show").out
    again = line("agreement sign", who="vera", code=1)
    assert "You signed this text already, on Mon 2 Nov 2026." in again.err
    assert again.out == ""


@pytest.mark.parametrize(("typed", "answer"), [("q\n", "before the end"), ("\n\n\n", "Nothing was signed")])
def test_who_leaves_before_the_end_or_types_no_name_signs_nothing(
    line: Line, room_at: Room, typing: Typing, typed: str, answer: str
) -> None:
    offered(room_at)
    typing(typed)
    assert answer in line("agreement sign", who="vera", code=1).err
    assert "signed for 0 of 3" in line("agreement show").out


def test_who_leaves_the_objectives_unsigned_is_told_the_command_that_signs_them(
    line: Line, room_at: Room, typing: Typing
) -> None:
    offered(room_at)
    typing("\n\n")
    said = line("agreement sign --objectives", who="dana", code=1).err
    assert "It waits for you: casetable agreement sign --objectives" in said


def test_a_page_without_objectives_is_not_shown_for_signing(line: Line, room_at: Room, typing: Typing) -> None:
    agreement.offer(room_at.sit("ruth"))
    typing("")
    said = line("agreement sign --objectives", who="dana", code=1)
    assert "v1 has no objectives to sign." in said.err
    assert said.out == ""


def test_nothing_is_shown_to_who_may_not_sign_and_where_nothing_is_offered(
    line: Line, room_at: Room, typing: Typing
) -> None:
    typing("")
    assert "The coordinator offers it" in line("agreement sign", who="vera", code=1).err
    assert line("agreement sign", who="ruth", code=3).out == ""


def test_offering_says_its_reach_and_only_a_y_goes_on(line: Line, room_at: Room, typing: Typing) -> None:
    written(room_at)
    typing("\n")
    said = line("agreement offer", who="ruth", code=1)
    assert "a senior manager of each signs it" in said.err
    assert "draft" in line("agreement show").out
    typing("y\n")
    line("agreement offer", who="ruth")
    assert "offered Mon 2 Nov 2026" in line("agreement show").out
