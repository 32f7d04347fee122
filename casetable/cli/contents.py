"""What is on the command line, known by name and sentence: a command's own module is imported when it is asked for."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

CONTENTS = {
    "demo": ("start", "Open the sample partnership; it is thrown away on exit."),
    "init": ("start", "Found a new partnership, from a file or twelve questions."),
    "week": ("week", "Print a week: the board, my list or my case-note lines."),
    "find": ("find", "Find whom or what you mean by a few letters."),
    "history": ("history", "List what was changed, by whom and when, newest first."),
    "undo": ("history", "Take back your own newest change."),
    "redo": ("history", "Do again what you took back last."),
    "tick": ("history", "Apply what time brought about, such as asks unanswered."),
    "verify": ("history", "Check the log, every row and everything derived from it."),
    "backup": ("files", "Copy the whole table to a file, checked, while others work."),
    "restore": ("files", "Put a backup in the table's place, once it is checked."),
    "where": ("files", "Say where the table, its backups, settings and log are."),
    "drafts": ("drafts", "List texts that could not be saved, for your agency alone."),
    "export": ("export", "Write all that you may see to a folder or a .json file."),
    "task": ("task", "Promises: ask, answer, do, move, help, let go."),
    "participant": ("participant", "The participants chosen together."),
    "release": ("release", "Releases of information: who may tell what to whom."),
    "agreement": ("agreement", "The agreement people sign: its text, versions and signatures."),
    "conference": ("conference", "The conference: its calendar, agenda and room."),
    "person": ("person", "The people at the table."),
    "holidays": ("holidays", "Show when agencies are closed, or say it."),
    "import": ("imports", "Files from elsewhere."),
}
"""Each command's and group's module in this room, and its first sentence, which a test holds equal to its own."""


class Commands(Mapping[str, Any]):
    """The commands of the root: those of ``CONTENTS``, loaded one by one, and any that were given."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self._given = given

    def __getitem__(self, name: str) -> Any:
        return self._given[name] if name in self._given else _command(name)

    def __iter__(self) -> Iterator[str]:
        return iter([*CONTENTS, *self._given])

    def __len__(self) -> int:
        return len(CONTENTS) + len(self._given)


class Root(TyperGroup):
    """The whole command line; its help loads none of its commands."""

    def __init__(self, *, commands: Any, **settings: Any) -> None:
        super().__init__(commands=commands, **settings)
        self.commands: Any = Commands(commands)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write a line for each command, shortened as Typer does it."""
        room = formatter.width - 6 - max(len(name) for name in CONTENTS)
        with formatter.section("Commands"):
            formatter.write_dl(
                [
                    (name, TyperCommand(name, help=sentence).get_short_help_str(room))
                    for name, (_, sentence) in CONTENTS.items()
                ]
            )


@cache
def _command(name: str) -> Any:
    """Import a command's module and make what Typer makes of it. Raises KeyError when there is none."""
    module = import_module(f"casetable.cli.{CONTENTS[name][0]}")
    branch = typer.Typer(name="casetable", rich_markup_mode=None, pretty_exceptions_enable=False)
    module.add_to(branch)
    return typer.main.get_group(branch).commands[name]
