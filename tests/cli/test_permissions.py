"""Every permission, refused at the command line: a sentence, its exit code, and nothing written."""

import shlex
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from unittest.mock import patch

import pytest
import typer
from sqlmodel import col, select

from casetable.cli import main
from casetable.errors import NotAllowed
from casetable.models import Log
from casetable.rules.permissions import MAY, why_not
from casetable.seat import open_table
from casetable.store.log import Head, head_of
from casetable.store.unit import reading
from casetable.words import Role
from tests.cli.conftest import TODAY, Line, Said
from tests.cli.permitted import NO_LINE, ONE_OF_EACH_ROLE, RECIPES, codes, ground
from tests.conftest import Files
from tests.tables import Room

SOME_MAY_NOT = [action for action, roles in MAY.items() if roles != frozenset(Role)]


class Place:
    """One table, opened once for all lines that are typed at it."""

    def __init__(self, room: Room, folder: Path) -> None:
        self.room = room
        self.folder = folder
        self.blanks = ground(room, folder)

    def words(self, recipe: str) -> str:
        """A recipe with its blanks filled in."""
        offered = codes(self.room) if "{code}" in recipe or "{objectives}" in recipe else {}
        return recipe.format_map({**self.blanks, **offered})

    def head(self) -> Head:
        """The newest entry of the log."""
        with reading(self.room.sit("ruth")) as session:
            return head_of(session)

    def since(self, head: Head) -> list[str]:
        """What was done since then."""
        with reading(self.room.sit("ruth")) as session:
            return list(session.exec(select(Log.action).where(col(Log.seq) > head.seq)))

    def made(self) -> set[Path]:
        """Every file in the folder of the lines."""
        return {one for one in self.folder.rglob("*") if one.is_file()}


@pytest.fixture(scope="module")
def place(files: Files, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A table with something to do for every action. What is refused leaves it as it is, so all share it."""
    where = files.founded(tmp_path_factory.mktemp("permitted"))
    table = open_table(where)
    with (
        patch.object(table, "close", lambda: None),
        patch("casetable.seat.open_table", lambda where, **_: table),
        patch("typer.main.get_command", cache(typer.main.get_command)),
    ):
        yield Place(Room(table, where, lambda: table), tmp_path_factory.mktemp("files"))
    table.close()


Typed = Callable[[str, str], Said]


@pytest.fixture
def say(place: Place, capsys: pytest.CaptureFixture[str]) -> Typed:
    """Types a line as somebody."""

    def typed(words: str, who: str) -> Said:
        capsys.readouterr()
        line = ["--table", place.room.where, "--as", who, "--on", TODAY, *shlex.split(words)]
        code = main(line)
        printed = capsys.readouterr()
        return Said(code, printed.out, printed.err)

    return typed


def test_every_action_has_a_line_or_the_reason_why_it_has_none() -> None:
    assert set(MAY) == {*RECIPES, *NO_LINE}
    assert not set(RECIPES) & set(NO_LINE)
    assert all(MAY[action] == frozenset(Role) for action in NO_LINE)


def test_somebody_of_the_table_sits_in_each_role_alone(place: Place) -> None:
    assert set(ONE_OF_EACH_ROLE) == {role.value for role in Role}
    for role, who in ONE_OF_EACH_ROLE.items():
        assert place.room.sit(who).roles == {Role(role)}


@pytest.mark.parametrize("action", SOME_MAY_NOT)
def test_whose_roles_lack_an_action_is_told_so_and_nothing_is_written(place: Place, say: Typed, action: str) -> None:
    words, before, files = place.words(RECIPES[action].words), place.head(), place.made()
    for role, who in ONE_OF_EACH_ROLE.items():
        if Role(role) in MAY[action]:
            continue
        said = say(words, who)
        assert said.code == NotAllowed.exit_code == 3, f"{words}, by {who}: {said}"
        assert said.out == ""
        reason = why_not(frozenset({Role(role)}), action)
        assert f"You sit here as {Role(role).label}: " in reason
        assert reason in " ".join(said.err.split()), said.err
        assert "Traceback" not in said.err
    assert place.head() == before
    assert place.made() == files


@pytest.mark.parametrize(
    ("words", "who", "reason"),
    [
        ("task accept {asked} --heard-from lee --by phone", "abe", "An adviser notes nobody's answers."),
        ("task help {moved} --heard-from vera --by phone", "dana", "Vera Mills sits here as senior manager: "),
        ("person appoint lee --heard-from dana --by phone", "ruth", "Dana Reyes sits here as frontline: a manager"),
    ],
)
def test_what_was_heard_is_refused_for_whose_word_it_is(
    place: Place, say: Typed, words: str, who: str, reason: str
) -> None:
    before = place.head()
    said = say(place.words(words), who)
    assert (said.code, said.out) == (3, "")
    assert reason in " ".join(said.err.split())
    assert place.head() == before


def test_who_may_does_that_very_action_with_the_same_lines(place: Place, say: Typed) -> None:
    """So each line above was refused for its role, and for nothing else."""
    for action, recipe in RECIPES.items():
        if recipe.before:
            assert say(recipe.before, "ruth").code == 0
        words, before = place.words(recipe.words), place.head()
        said = say(words, recipe.who)
        assert said.code == 0, f"{words}: {said}"
        assert action in place.since(before), words


def test_undoing_is_refused_to_who_lost_the_role_since(line: Line) -> None:
    line("person add Nia Cole --agency SS --role frontline", who="ruth")
    line('task add "call @dana fri"', who="nia")
    line("person roles nia adviser", who="ruth")
    said = line("undo", who="nia", code=3)
    assert "You sit here as adviser: tasks are for the people who do the work." in " ".join(said.err.split())
    assert said.out == ""
