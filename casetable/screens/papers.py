"""Screens to read from: help, the reason behind a verdict, and notes to copy."""

from collections.abc import Callable, Mapping
from textwrap import wrap
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static, TextArea
from textual.widgets.option_list import Option

from casetable.screens.cell import cell, fit, lines_of, safe
from casetable.screens.command_table import Command, Scope
from casetable.screens.commands import key_of, of_scope, shared_in, twin_of
from casetable.screens.keys.everywhere import ARROWS
from casetable.screens.lines import Line
from casetable.screens.tables import Choices
from casetable.values.because import Because
from casetable.values.tasks import Ruling

_ARROWS = "Arrows move by line; page up, page down, home and end too."
_KEYS_WIDTH = 11
_REASON_WIDTH = 66
MOST_LINES = 1_000
"""Lines that one page shows."""


class Paper(ModalScreen[str | None]):
    """A page to read; Esc puts it away."""

    DEFAULT_CSS = """
    Paper { background: $background; layout: vertical; }
    Paper VerticalScroll { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
    Paper Static, Paper #reason { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "put_away", "back", show=False),
    ]

    def action_put_away(self) -> None:
        """Go back."""
        self.dismiss(None)


class HelpScreen(Paper):
    """Every command that works where the reader was: key, sentence, command-line twin.

    ``refused`` says why a command would be refused there now, empty where it would not: its key is grey, and the
    reason stands in the place of the twin.
    """

    def __init__(
        self,
        scope: Scope,
        keymap: Mapping[str, str],
        facts: Mapping[str, str],
        refused: Callable[[Command], str] = lambda command: "",
    ) -> None:
        super().__init__()
        self._refused = refused
        self.scope = scope
        self.keymap = keymap
        self.facts = facts

    def compose(self) -> ComposeResult:
        """Two lists: what works here, what works everywhere."""
        yield Line(cell(" Help · what the keys do here", "strong"))
        with VerticalScroll():
            yield Static(self._page())
        yield Line(cell(" up and down scroll   esc back", "quiet"))

    def _page(self) -> Text:
        lines: list[Text] = []
        for commands, title in ((of_scope(self.scope), "Here"), (shared_in(self.scope), "Everywhere")):
            lines += [Text(), cell(title, "strong")]
            for command in commands:
                lines += self._told(command)
        lines += [Text(), cell(ARROWS.get(self.scope, _ARROWS), "quiet")]
        return Text("\n").join(lines)

    def _told(self, command: Command) -> list[Text]:
        why, words = self._refused(command), fit(key_of(command, self.keymap), _KEYS_WIDTH)
        below = wrap(why, _REASON_WIDTH) if why else [twin_of(command, self.facts)]
        key = cell(words, "quiet" if why else "key").append_text(cell(command.sentence, "quiet" if why else ""))
        return [key, *(cell(f"{'':<{_KEYS_WIDTH}}{line}", "plain" if why else "quiet") for line in below if line)]


class TextScreen(Paper):
    """The whole of one text."""

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self.heading = title
        self.text = text

    def compose(self) -> ComposeResult:
        """The title, then the words as they were written."""
        yield Line(cell(f" {self.heading}", "strong"))
        with VerticalScroll():
            yield Static(lines_of(self.text))
        yield Line(cell(" up and down scroll   esc back", "quiet"))


class WhyScreen(Paper):
    """Why a verdict is what it is; Enter on a row opens it."""

    def __init__(self, about: str, ruling: Ruling) -> None:
        super().__init__()
        self.about = about
        self.ruling = ruling

    def compose(self) -> ComposeResult:
        """The verdict, its clause and sum, then the rows behind it."""
        because: Because = self.ruling.because
        yield Line(Text.assemble(" ", cell("Why", "strong"), cell(f" · {self.about}", "quiet")))
        with Vertical(id="reason"):
            yield Static(Text.assemble(" ", cell(self.ruling.verdict.value, "strong"), cell(self._week(), "quiet")))
            yield Static(Text.assemble(cell(" Clause  ", "quiet"), lines_of(because.clause)))
            yield Static(Text.assemble(cell(" Sum     ", "quiet"), lines_of(because.arithmetic)))
            yield Static(cell(" Rows behind it, enter opens:" if because.rows else " No rows behind it.", "quiet"))
        yield Choices(*(Option(cell(row), id=row) for row in dict.fromkeys(because.rows)))
        yield Line(cell(" enter open   esc back", "quiet"))

    def _week(self) -> str:
        return f", counted in {self.ruling.week}" if self.ruling.week else ""

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open a row's story."""
        self.dismiss(event.option.id)


class NotesScreen(Paper):
    """Case-note lines, copied already and shown to be selected where copying does not reach."""

    DEFAULT_CSS = """
    NotesScreen TextArea, NotesScreen TextArea:focus {
        height: 1fr; border: none; padding: 0 1; background: $background;
    }
    """

    def __init__(self, title: str, notes: str) -> None:
        super().__init__()
        self.heading = title
        self.notes = notes

    def compose(self) -> ComposeResult:
        """The lines in a read-only area."""
        yield Line(cell(f" {self.heading}", "strong"))
        yield TextArea(
            "\n".join(safe(line) for line in self.notes.split("\n")), read_only=True, show_line_numbers=False
        )
        yield Line(cell(" copied; or select with shift and arrows, ctrl+c   esc back", "quiet"))


class LinesScreen(Paper):
    """Many lines to read, such as the problems of an export."""

    def __init__(self, title: str, lines: list[str]) -> None:
        super().__init__()
        self.heading = title
        self.lines = lines

    def compose(self) -> ComposeResult:
        """The lines."""
        yield Line(cell(f" {self.heading}", "strong"))
        with VerticalScroll():
            yield Static(Text("\n").join(cell(line) for line in self.lines[:MOST_LINES]))
        yield Line(cell(" up and down scroll   esc back", "quiet"))
