"""What the global options ask for: which table, who, which day, and how to speak."""

import os
from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

DEFAULT_LIMIT = 500


@dataclass(frozen=True, slots=True)
class Asked:
    """The global options. ``table``, ``person`` and ``on`` are None where nobody said.

    ``began_at`` is the instant from which the clock goes on; only a sample in the midst of its story has one.
    """

    table: str | None = None
    person: str | None = None
    on: str | None = None
    json: bool = False
    limit: int = DEFAULT_LIMIT
    quiet: bool = False
    began_at: "datetime | None" = None

    def where(self) -> str:
        """The table's path or URL: --table, else CASETABLE_TABLE, else the platform's place."""
        from casetable.places import default_table

        return self.table or os.environ.get("CASETABLE_TABLE") or str(default_table())


_SEAT = {"--table": "table", "--as": "person", "--on": "on"}
_NOW: ContextVar[Asked] = ContextVar("asked")


def asked() -> Asked:
    """What this command line asked for."""
    return _NOW.get(Asked())


def ask_for(options: Asked) -> None:
    """Keep what this command line asked for."""
    _NOW.set(options)


def only_a_seat(words: Sequence[str]) -> Asked | None:
    """What a line asks for that says at most which table, who and which day; None for every other line.

    Such a line opens the app and needs no parser, whose import would take a third of the time to the first frame.
    """
    given: dict[str, str] = {}
    left = list(words)
    while left:
        name, _, value = left.pop(0).partition("=")
        if name not in _SEAT:
            return None
        value = value or (left.pop(0) if left else "")
        if not value or value.startswith("-"):
            return None
        given[_SEAT[name]] = value
    return Asked(given.get("table"), given.get("person"), given.get("on"))
