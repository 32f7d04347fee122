"""Help: every command says in a line what it does and starts with an example that its own parser reads."""

import shlex
from collections.abc import Iterator
from typing import Any

import pytest
import typer

from casetable.cli.contents import CONTENTS
from casetable.cli.hoist import hoist
from casetable.cli.root import app
from casetable.screens.command_table import COMMANDS
from tests.cli.conftest import Line

TREE: Any = typer.main.get_command(app)


def commands(tree: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command and group under ``tree`` with the words that reach it."""
    for name, command in tree.commands.items():
        yield (*path, name), command
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))


ALL = {" ".join(path): command for path, command in commands(TREE)}
LEAVES = {path: command for path, command in ALL.items() if not hasattr(command, "commands")}


def example_of(command: Any) -> str:
    """The command line behind ``Example:``, on one line."""
    paragraphs = command.help.split("\n\n")
    assert paragraphs[1].startswith("Example: casetable"), paragraphs
    return " ".join(paragraphs[1].removeprefix("Example: ").split())


@pytest.mark.parametrize("path", ALL)
def test_help_says_in_one_line_what_it_does_and_starts_with_an_example(path: str) -> None:
    first = ALL[path].help.split("\n\n")[0]

    assert "\n" not in first
    assert first.endswith(".")
    assert len(first) <= 66, first
    assert example_of(ALL[path])


@pytest.mark.parametrize("path", LEAVES)
def test_the_example_is_read_by_the_command_it_is_for(path: str) -> None:
    example = shlex.split(example_of(LEAVES[path]).removeprefix("casetable "))
    words = hoist(example, TREE)
    at = next(place for place in range(len(words)) if words[place:][: len(path.split())] == path.split())
    LEAVES[path].make_context(path, words[at + len(path.split()) :]).close()


@pytest.mark.parametrize("path", LEAVES)
def test_every_option_is_explained(path: str) -> None:
    assert all(getattr(one, "help", None) for one in LEAVES[path].params if one.name != "help")


@pytest.mark.parametrize("name", CONTENTS)
def test_what_the_whole_says_of_a_command_is_what_it_says_of_itself(name: str) -> None:
    assert ALL[name].help.split("\n\n")[0] == CONTENTS[name][1]


def test_a_group_alone_and_the_whole_say_what_is_in_them(typed: Line) -> None:
    assert "agree-drop" in typed("task").out
    whole = typed("--help").out
    assert all(name in whole for name in ("week", "task", "participant", "release", "import", "init", "demo"))
    assert "..." not in whole.split("Commands:")[1]


def test_the_version_is_said(typed: Line) -> None:
    assert typed("--version").out.startswith("casetable ")


@pytest.mark.parametrize("twin", sorted({command.twin for command in COMMANDS if command.twin}))
def test_what_a_screen_names_as_its_twin_exists(twin: str) -> None:
    words = [word for word in twin.split()[1:] if not word.startswith(("-", "{"))]
    path = next((count for count in range(len(words), 0, -1) if " ".join(words[:count]) in ALL), 0)

    assert path or twin == "casetable --help"
