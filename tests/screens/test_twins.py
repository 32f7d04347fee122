"""What the app says one may type outside it is a command that there is."""

import re

import pytest
import typer

from casetable.cli.root import app
from casetable.screens.command_table import COMMANDS
from casetable.screens.commands import twin_of


def words_of(twin):
    """The words of a command line before its first argument or option."""
    words = twin.split()[1:]
    plain = [word for word in words if re.fullmatch(r"[a-z-]+", word) and not word.startswith("--")]
    return plain[: len(words)]


@pytest.mark.parametrize("command", [one for one in COMMANDS if one.twin], ids=lambda one: one.id)
def test_every_twin_names_a_command_that_there_is(command):
    found = typer.main.get_command(app)
    for word in words_of(twin_of(command, {})):
        commands = getattr(found, "commands", None)
        if commands is None:
            break
        assert word in commands, f"{command.twin}: {sorted(commands)}"
        found = commands[word]
    options = {name for one in found.params for name in (*one.opts, *one.secondary_opts)}
    for option in re.findall(r"--[a-z-]+", command.twin):
        assert option in options | {"--help"}, f"{command.twin}: {sorted(options)}"
