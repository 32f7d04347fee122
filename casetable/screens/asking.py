"""Typed questions that only dismiss with a value: yes or no, and one of a few."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from casetable.screens.cell import cell, lines_of

T = TypeVar("T")

_BOX = """
{name} {{ align: center bottom; background: $background 60%; }}
{name} > Vertical {{
    width: 100%; height: auto; max-height: 90%; background: $panel; padding: 1 2; border: none;
}}
"""


class Confirm(ModalScreen[bool]):
    """A question that undo cannot answer later: ``y`` or ``n``; Enter does nothing, Esc is no."""

    DEFAULT_CSS = _BOX.format(name="Confirm")

    def __init__(self, question: str, reach: str) -> None:
        super().__init__()
        self.question = question
        self.reach = reach

    def compose(self) -> ComposeResult:
        """The question, how far it reaches, and the two keys."""
        with Vertical():
            yield Static(lines_of(self.question, "strong"))
            yield Static(lines_of(self.reach))
            yield Static(cell(""))
            yield Static(cell("y yes   n no", "key"))

    def on_key(self, event: events.Key) -> None:
        """Take y and n; everything else is not an answer."""
        event.stop()
        if event.key in ("y", "n", "escape"):
            self.dismiss(event.key == "y")


class Choose(ModalScreen[T | None], Generic[T]):
    """One of a few, each with its letter; Esc chooses none."""

    DEFAULT_CSS = _BOX.format(name="Choose")

    def __init__(self, question: str, choices: Sequence[tuple[str, str, T]]) -> None:
        super().__init__()
        self.question = question
        self.choices = choices

    def compose(self) -> ComposeResult:
        """The question and its answers."""
        with Vertical():
            yield Static(lines_of(self.question, "strong"))
            yield Static(cell(""))
            for letter, words, _ in self.choices:
                line = cell(f"{letter}  ", "key")
                yield Static(line.append_text(cell(words)))
            yield Static(cell(""))
            yield Static(cell("esc  back", "quiet"))

    def on_key(self, event: events.Key) -> None:
        """Take one of the letters."""
        event.stop()
        if event.key == "escape":
            self.dismiss(None)
        for letter, _, value in self.choices:
            if event.character == letter:
                self.dismiss(value)
