"""Why something stands on an agenda: each reason with its clause, its sum, and the rows behind it to open."""

from collections.abc import Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from casetable.screens.cell import cell, lines_of
from casetable.screens.lines import Line, Rule
from casetable.screens.papers import Paper
from casetable.screens.tables import Choices
from casetable.values.because import Because

Reasons = Sequence[tuple[str, Because]]
"""What each reason is called, and what it rests on."""


class BecauseScreen(Paper):
    """The reasons of one thing; Enter on a row opens it."""

    DEFAULT_CSS = """
    BecauseScreen VerticalScroll { height: auto; max-height: 70%; }
    """

    def __init__(self, about: str, reasons: Reasons) -> None:
        super().__init__()
        self.about = about
        self.reasons = tuple(reasons)

    def compose(self) -> ComposeResult:
        """The reasons, then the rows behind them."""
        rows = dict.fromkeys(row for _, because in self.reasons for row in because.rows)
        yield Line(Text.assemble(" ", cell("Why", "strong"), cell(f" · {self.about}", "quiet")))
        yield Rule()
        with VerticalScroll(can_focus=False):
            yield Static(self._told())
        yield Static(cell(" Rows behind it, enter opens:" if rows else " No rows behind it.", "quiet"))
        yield Choices(*(Option(cell(row), id=row) for row in rows))
        yield Line(cell(" enter open   esc back" if rows else " esc back", "quiet"))

    def _told(self) -> Text:
        lines: list[Text] = []
        for name, because in self.reasons:
            lines += [
                lines_of(name, "strong"),
                Text.assemble(cell("Clause  ", "quiet"), lines_of(because.clause)),
                Text.assemble(cell("Sum     ", "quiet"), lines_of(because.arithmetic)),
                Text(),
            ]
        return Text("\n").join(lines[:-1])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open a row."""
        self.dismiss(event.option.id)
