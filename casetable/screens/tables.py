"""One-line lists: a DataTable with measured columns that keeps the reader's place, and choices without a box."""

from collections.abc import Iterable, Sequence

from rich.style import Style
from rich.text import Text
from textual.binding import Binding
from textual.coordinate import Coordinate
from textual.strip import Strip
from textual.widgets import DataTable, OptionList

from casetable.screens.cell import cell


class LineTable(DataTable[Text]):
    """A list of one-line rows. Its columns are as wide as what stands in them, within the glass."""

    DEFAULT_CSS = """
    LineTable { height: 1fr; background: $background; overflow-x: hidden; scrollbar-size-vertical: 1; padding: 0 1; }
    LineTable:focus { background-tint: $background 0%; }
    LineTable > .datatable--header { background: $background; color: $quiet; }
    LineTable:ansi > .datatable--cursor, LineTable:nocolor > .datatable--cursor {
        background: ansi_default; color: ansi_default; text-style: bold reverse;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, cursor_type="row")
        self._keys: list[str] = []

    def fill(self, labels: Sequence[str], rows: Iterable[tuple[str, Sequence[Text]]]) -> None:
        """Draw rows (key, cells) anew; the cursor stays on its row by key, else on its line."""
        listed = list(rows)
        line, top = self.cursor_row, self.scroll_offset.y
        here = self._keys[line] if 0 <= line < len(self._keys) else None
        self._keys = [key for key, _ in listed]
        self.clear(columns=True)
        for number, label in enumerate(labels):
            widest = max((cells[number].cell_len for _, cells in listed), default=0)
            self.add_column(cell(label, "quiet"), key=label or "mark", width=max(widest, len(label), 1))
        for key, cells in listed:
            self.add_row(*cells, key=key)
        if self._keys:
            row = self._keys.index(here) if here in self._keys else min(max(line, 0), len(self._keys) - 1)
            self.move_cursor(row=row, animate=False, scroll=False)
            self.scroll_to(y=top, animate=False)

    def action_scroll_home(self) -> None:
        """Home: the first row of a list, whose columns are all in sight; the first column of a grid."""
        if self.cursor_type == "row":
            self.action_scroll_top()
        else:
            super().action_scroll_home()

    def action_scroll_end(self) -> None:
        """End: the last row, or column."""
        if self.cursor_type == "row":
            self.action_scroll_bottom()
        else:
            super().action_scroll_end()

    def go_to(self, key: str) -> bool:
        """Put the cursor on a row; False when there is no such row."""
        if key not in self._keys:
            return False
        self.move_cursor(row=self._keys.index(key), animate=False)
        return True


class PartTable(LineTable):
    """A list that stands beside others: left and right go to the part beside it."""

    BINDINGS = [
        Binding("left", "screen.command('tab-previous')", "part before", show=False),
        Binding("right", "screen.command('tab-next')", "next part", show=False),
    ]


class CellTable(LineTable):
    """A grid of one-line cells beside their rows' names; the cursor stays in its row and column, never on a name."""

    DEFAULT_CSS = """
    CellTable { height: auto; max-height: 12; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.cursor_type = "cell"
        self.fixed_columns = 1

    def validate_cursor_coordinate(self, value: Coordinate) -> Coordinate:
        """Keep the cursor off the names."""
        within = super().validate_cursor_coordinate(value)
        return within if within.column else within.right()

    @property
    def place(self) -> tuple[int, int]:
        """The row and the column of the cell under the cursor, from 0."""
        return self.cursor_coordinate.row, self.cursor_coordinate.column - 1

    def go(self, row: int, column: int) -> None:
        """Put the cursor on a cell."""
        self.move_cursor(row=row, column=column + 1, animate=False)

    def fill_cells(self, labels: Sequence[str], rows: Iterable[tuple[Text, Sequence[Text]]], least: int) -> None:
        """Draw rows (name, cells) anew, every column at least ``least`` cells wide."""
        listed = [(name, *cells) for name, cells in rows]
        row, column = self.place
        self.clear(columns=True)
        for number, label in enumerate(("", *labels)):
            widest = max((cells[number].cell_len for cells in listed), default=0)
            width = max(widest, len(label), least if number else 1)
            self.add_column(cell(label, "quiet"), key=label or "name", width=width)
        for cells in listed:
            self.add_row(*cells)
        self.go(min(max(row, 0), max(len(listed) - 1, 0)), min(max(column, 0), max(len(labels) - 1, 0)))


class Choices(OptionList):
    """A list of one-line options without a box; without colours the one under the cursor is bold reverse."""

    DEFAULT_CSS = """
    Choices, Choices:focus {
        height: 1fr; border: none; background: $background; background-tint: $background 0%; padding: 0 1;
    }
    """

    def render_line(self, y: int) -> Strip:
        """The option of a line; Textual's own style for it does not know reverse."""
        strip = super().render_line(y)
        colourless = self.app.no_color or self.app.current_theme.ansi
        if colourless and self.highlighted is not None and self.scroll_offset.y + y == self.highlighted:
            return strip.apply_style(Style(bold=True, reverse=True))
        return strip
