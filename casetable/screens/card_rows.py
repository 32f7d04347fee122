"""One row of a part behind a card."""

from dataclasses import dataclass

from rich.text import Text


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a part: its key, its cells, and what Enter shows: a task's reference, else the whole text."""

    key: str
    cells: tuple[Text, ...]
    task: str = ""
    title: str = ""
    whole: str = ""
