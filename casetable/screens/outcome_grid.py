"""The outcomes drawn: participants down, domains across, earlier answers before the new one; line by line."""

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from casetable.rules.outcomes import arrows, sign_of
from casetable.screens.cell import Signs, cut, fit
from casetable.screens.outcome_pass import Cell, OutcomePass
from casetable.values.outcomes import OutcomeRow
from casetable.words import ParticipantState, Sign

_LEAST = 8
_NAME = 14
_EARLIER = 3
"""How many earlier answers stand before a new one."""

Piece = tuple[str, Style]


class OutcomeGrid(ScrollView, can_focus=True):
    """One line a participant; the cursor stands on a domain."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "OutcomeGrid { height: 1fr; overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; }"
    BINDINGS = [
        Binding("up", "go(-1, 0)", "up", show=False),
        Binding("down", "go(1, 0)", "down", show=False),
        Binding("left", "go(0, -1)", "left", show=False),
        Binding("right", "go(0, 1)", "right", show=False),
        Binding("pageup", "go(-10, 0)", "page up", show=False),
        Binding("pagedown", "go(10, 0)", "page down", show=False),
        Binding("home", "go(-10000, -100)", "first", show=False),
        Binding("end", "go(10000, 100)", "last", show=False),
    ]

    class Moved(Message):
        """The cursor stands somewhere else."""

    def __init__(self, read: OutcomePass, signs: Signs) -> None:
        super().__init__()
        self.read = read
        self.signs = signs
        self._first = 0

    def redraw(self) -> None:
        """Draw everything, with the cursor in sight."""
        self.virtual_size = Size(1, len(self.read.rows) + 1)
        self.call_after_refresh(self._keep_in_sight)
        self.refresh()

    def action_go(self, rows: int, columns: int) -> None:
        """Move the cursor."""
        self.read.move(rows, columns)
        self.redraw()
        self.post_message(self.Moved())

    def on_click(self, event: events.Click) -> None:
        """Go where the mouse points."""
        event.stop()
        line, left = event.y - 1 + self.scroll_offset.y, self._name_width()
        if event.y < 1 or line >= len(self.read.rows):
            return
        self.read.row = line
        for column, width in self._columns():
            if left <= event.x < left + width:
                self.read.column = column
            left += width
        self.redraw()
        self.post_message(self.Moved())

    def _keep_in_sight(self) -> None:
        shown, line, top = max(self.size.height - 1, 1), self.read.row, self.scroll_offset.y
        if line < top:
            self.scroll_to(y=line, animate=False, force=True)
        elif line >= top + shown:
            self.scroll_to(y=line - shown + 1, animate=False, force=True)

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._first = 0
        self.redraw()

    # measuring

    def _name_width(self) -> int:
        width = self.scrollable_content_region.width
        columns = sum(self._wide(label) for _, label in self.read.domains)
        return min(max(_NAME, width - columns - 1), 30)

    def _wide(self, label: str) -> int:
        return max(cell_len(label) + 2, _LEAST)

    def _columns(self) -> list[tuple[int, int]]:
        """The columns in sight: which domain, how wide. The cursor's is always among them."""
        room = self.scrollable_content_region.width - self._name_width()
        widths = [self._wide(label) for _, label in self.read.domains]
        self._first = min(self._first, self.read.column)
        while self._first < self.read.column and sum(widths[self._first : self.read.column + 1]) > room:
            self._first += 1
        found: list[tuple[int, int]] = []
        used = 0
        for column in range(self._first, len(widths)):
            if used + widths[column] > room and found:
                break
            found.append((column, widths[column]))
            used += widths[column]
        return found

    # drawing

    def render_line(self, y: int) -> Strip:
        """Draw the domains on top, then the lines in sight."""
        width = self.scrollable_content_region.width
        base, line = self.rich_style, y - 1 + self.scroll_offset.y
        if y == 0:
            return self._strip(self._header(), base, width)
        if line >= len(self.read.rows):
            return Strip.blank(width, base)
        base += self._style("band" if line == self.read.row else "zebra" if line % 2 else "plain")
        row = self.read.rows[line]
        pieces = self._whose(row, here=line == self.read.row)
        for column, room in self._columns():
            pieces += self._answered(row, column, room, here=(line, column) == (self.read.row, self.read.column))
        return self._strip(pieces, base, width)

    def _header(self) -> list[Piece]:
        columns = self._columns()
        left = " < more" if columns and columns[0][0] > 0 else ""
        right = " more >" if columns and columns[-1][0] < len(self.read.domains) - 1 else ""
        pieces = [(fit(left, self._name_width()), self._style("quiet"))]
        for column, width in columns:
            style = self._style("strong" if column == self.read.column else "quiet")
            pieces.append((fit(f" {self.read.domains[column][1]}", width), style))
        return [*pieces, (right, self._style("quiet"))]

    def _whose(self, row: OutcomeRow, *, here: bool) -> list[Piece]:
        width = self._name_width()
        style = self._style("strong") if here else Style()
        reference = cut(row.participant, width - 2)
        room = max(width - cell_len(reference) - 1, 0)
        name = fit(f" {cut(row.name, room - 2)}", room)
        return [(f" {reference}", style if here else self._style("quiet")), (name, style)]

    def _answered(self, row: OutcomeRow, column: int, width: int, *, here: bool) -> list[Piece]:
        cursor = self._style("cursor") if here else Style()
        domain = self.read.domains[column][0]
        given = self.read.given.get(Cell(row.participant, domain, self.read.view))
        pointer = self.signs.draw(Sign.CURSOR)[:1] if here else " "
        unicode = not self.signs.ascii
        if row.state is ParticipantState.AGREED:
            found = self.read.outcome(row, domain)
            said = "[set]" if given is not None else "set" if found is not None and found.baseline else "–"
        else:
            earlier = arrows(self.read.before(row, domain), unicode=unicode)
            now = f"[{sign_of(given.value, unicode=unicode)}]" if given is not None and given.value else ""
            said = " ".join(part for part in (earlier[-_EARLIER:], now) if part) or "–"
        ink = self._style("strong" if given is not None else "quiet")
        return [(pointer, cursor), (fit(said, width - 2), ink + cursor), (" ", Style())]

    def _strip(self, pieces: list[Piece], base: Style, width: int) -> Strip:
        strip = Strip([Segment(text, base + style) for text, style in pieces if text])
        return strip.adjust_cell_length(width, base)

    def _style(self, name: str) -> Style:
        return self.app.console.get_style(name, default="")
