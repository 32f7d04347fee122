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
from tests.cli.conftest import TODAY, Said
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
        return recipe.format_map({**self.blanks, **codes(self.room)})

    def head(self) -> Head:
        """The newest entry of the log."""
        with reading(self.room.sit("ruth")) as session:
            return head_of(session)

    def newest(self) -> str:
        """What the newest entry did."""
        with reading(self.room.sit("ruth")) as session:
            return session.exec(select(Log.action).order_by(col(Log.seq).desc()).limit(1)).one()

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


def test_who_may_does_that_very_action_with_the_same_lines(place: Place, say: Typed) -> None:
    """So each line above was refused for its role, and for nothing else."""
    for action, recipe in RECIPES.items():
        if recipe.before:
            assert say(recipe.before, "ruth").code == 0
        words, before = place.words(recipe.words), place.head()
        said = say(words, recipe.who)
        assert said.code == 0, f"{words}: {said}"
        assert place.head() != before
        assert place.newest() == action, words
