"""Global options may stand anywhere on the line: ``casetable week --json`` is ``casetable --json week``."""

from collections.abc import Sequence
from typing import Any

FLAGS = frozenset({"--json", "--quiet"})
VALUED = frozenset({"--table", "--as", "--on", "--limit"})


def hoist(words: Sequence[str], root: Any) -> list[str]:
    """Return the line with its global options first. ``root`` is the tree of commands.

    What belongs to another option (``--note --json``) or stands behind ``--`` is left alone.
    """
    front: list[str] = []
    rest: list[str] = []
    command = root
    left = list(words)
    while left:
        word = left.pop(0)
        name, equals, _ = word.partition("=")
        if word == "--":
            rest += [word, *left]
            break
        if name in FLAGS | VALUED:
            front.append(word)
            if name in VALUED and not equals and left:
                front.append(left.pop(0))
        elif word.startswith("-"):
            rest.append(word)
            if left and not equals and _takes_value(command, word):
                rest.append(left.pop(0))
        else:
            rest.append(word)
            command = getattr(command, "commands", {}).get(word, command)
    return front + rest


def _takes_value(command: Any, word: str) -> bool:
    for parameter in command.params:
        if word in (*parameter.opts, *parameter.secondary_opts):
            return not getattr(parameter, "is_flag", False)
    return False
