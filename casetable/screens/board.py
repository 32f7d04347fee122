"""The board: participants down, agencies across, tasks in the cells; drawn line by line."""

from dataclasses import dataclass
from datetime import date

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from casetable.rules.week import Row, drawn, layout
from casetable.screens.board_lines import Measures, Painter, Piece, columns_that_fit, measure, name_width
from casetable.screens.cell import Signs
from casetable.screens.grid import Grid, Spot
from casetable.values.people import Agency
from casetable.values.tasks import Task
from casetable.values.week import Week


class Board(ScrollView, can_focus=True):
    """One week of the partnership. The cursor stands on a participant, an agency and a task."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Board { height: 1fr; overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; }
    """
    BINDINGS = [
        Binding("up", "go('up')", "up", show=False, id="board.up"),
        Binding("down", "go('down')", "down", show=False, id="board.down"),
        Binding("left", "go('left')", "left", show=False, id="board.left"),
        Binding("right", "go('right')", "right", show=False, id="board.right"),
        Binding("pageup", "go('pageup')", "page up", show=False, id="board.pageup"),
        Binding("pagedown", "go('pagedown')", "page down", show=False, id="board.pagedown"),
        Binding("home", "go('home')", "first", show=False, id="board.home"),
        Binding("end", "go('end')", "last", show=False, id="board.end"),
    ]

    @dataclass
    class Opened(Message):
        """Somebody wants to see what stands under the cursor; None in an empty cell."""

        task: Task | None

    @dataclass
    class Moved(Message):
        """The cursor stands somewhere else, or what stands under it changed."""

        task: Task | None

    def __init__(self, signs: Signs | None = None, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._painter = Painter(signs or Signs(), self._style)
        self._measured: tuple[tuple[int, int], Measures] | None = None
        self.grid = Grid()
        self.agencies: tuple[Agency, ...] = ()
        self.spot = Spot()
        self._today = date.min
        self._first_column = 0

    # what stands under the cursor

    @property
    def task_here(self) -> Task | None:
        """The task under the cursor."""
        return self.grid.task(self.spot)

    @property
    def row(self) -> Row | None:
        """The row the cursor is in; None on an empty board."""
        return None if self.grid.empty else self.grid.rows[self.spot.row]

    @property
    def agency(self) -> Agency | None:
        """The agency of the cursor's column."""
        return None if self.grid.empty else self.agencies[self.spot.column]

    # content

    def show_week(self, week: Week) -> None:
        """Draw a week, keeping the reader's place: the same task on the same line of the glass.

        Only the rows that changed are painted, where all others stand as they stood.
        """
        before, stood = self.grid, self._standing()
        place = self.grid.place(self.spot)
        glass = self.grid.line(self.spot) - self.scroll_offset.y
        self.agencies = drawn(week)
        self._today = week.today
        self.grid = Grid(layout(week), tuple(agency.agency for agency in self.agencies))
        self._measured = None
        found = self.grid.find(place) if place else None
        self.spot = self.grid.clamp(found or self.spot)
        self.virtual_size = Size(1, self.grid.height + 1)
        self.scroll_to(y=max(self.grid.line(self.spot) - glass, 0), animate=False, force=True)
        self._keep_in_sight()
        if self._standing() != stood:
            self.refresh()
        else:
            for row in range(len(before.rows)):
                if before.rows[row] != self.grid.rows[row]:
                    self._refresh_row(row)
        self.post_message(self.Moved(self.task_here))

    def _standing(self) -> tuple[object, ...]:
        """What each line's place and ground depend on."""
        return self._today, self.agencies, self.grid.tops, self.grid.height, self.spot, self._measures()

    def put_cursor(self, agency: str) -> None:
        """Put the cursor in an agency's column, for a board that was just opened."""
        if agency in self.grid.columns:
            self._go_to(Spot(self.spot.row, self.grid.columns.index(agency)))

    def jump(self, reference: str) -> bool:
        """Put the cursor on a participant or a task by its reference; False when it is not on this board."""
        for row in range(len(self.grid.rows)):
            for column in range(len(self.grid.columns)):
                for index, task in enumerate(self.grid.tasks(row, column)):
                    if task.task == reference:
                        self._go_to(Spot(row, column, index))
                        return True
            if self.grid.rows[row].reference == reference:
                self._go_to(Spot(row, self.spot.column))
                return True
        return False

    # the cursor

    def action_go(self, where: str) -> None:
        """Move the cursor one step, one page or to an end."""
        page = max(self.scrollable_content_region.height - 2, 1)
        line = self.grid.line(self.spot)
        targets = {
            "up": lambda: self.grid.up(self.spot),
            "down": lambda: self.grid.down(self.spot),
            "left": lambda: self.grid.sideways(self.spot, -1),
            "right": lambda: self.grid.sideways(self.spot, 1),
            "pageup": lambda: self.grid.spot_at(max(line - page, 0), self.spot.column),
            "pagedown": lambda: self.grid.spot_at(min(line + page, self.grid.height - 1), self.spot.column),
            "home": lambda: self.grid.spot_at(0, self.spot.column),
            "end": lambda: self.grid.spot_at(self.grid.height - 1, self.spot.column),
        }
        if not self.grid.empty:
            self._go_to(targets[where]())

    def on_click(self, event: events.Click) -> None:
        """Move the cursor where the mouse points; a second click there opens."""
        event.stop()
        column = self.spot.column if event.x < self._measures().name else self._measures().column_at(event.x)
        line = event.y - 1 + self.scroll_offset.y
        if event.y < 1 or column is None or self.grid.empty or line >= self.grid.height:
            return
        spot = self.grid.spot_at(line, column)
        if spot == self.spot:
            self.post_message(self.Opened(self.task_here))
        else:
            self._go_to(spot)

    def _go_to(self, spot: Spot) -> None:
        old, self.spot = self.spot, self.grid.clamp(spot)
        if old == self.spot:
            return
        self._keep_in_sight()
        for row in {old.row, self.spot.row}:
            self._refresh_row(row)
        self.post_message(self.Moved(self.task_here))

    def _keep_in_sight(self) -> None:
        if self.grid.empty:
            return
        shown = max(self.size.height - 1, 1)
        line, top = self.grid.line(self.spot), self.scroll_offset.y
        first = self.grid.tops[self.spot.row] if self.spot.index < shown else line
        if first < top:
            self.scroll_to(y=first, animate=False, force=True)
        elif line >= top + shown:
            self.scroll_to(y=line - shown + 1, animate=False, force=True)
        before = self._first_column
        self._first_column = min(self._first_column, self.spot.column)
        self._first_column = max(self._first_column, self.spot.column - self._columns_shown() + 1)
        if before != self._first_column:
            self.refresh()

    def _refresh_row(self, row: int) -> None:
        if row < len(self.grid.rows):
            top = self.grid.tops[row] - self.scroll_offset.y + 1
            self.refresh(Region(0, top, self.size.width, self.grid.rows[row].height))
            self.refresh(Region(0, 1, self.size.width, 1))

    def on_resize(self) -> None:
        """Keep the cursor in sight when the terminal changes its size."""
        self._first_column = 0
        self._keep_in_sight()
        self.refresh()

    # drawing

    def render_line(self, y: int) -> Strip:
        """Draw one line of the glass: the agencies on top, then the lines in sight."""
        base = self.rich_style
        width = self.scrollable_content_region.width
        measures = self._measures()
        if y == 0:
            return self._strip(self._painter.header(self.agencies, measures), base, width)
        line = y - 1 + self.scroll_offset.y
        if self.grid.empty or line >= self.grid.height:
            return Strip.blank(width, base)
        row = self.grid.row_at(line)
        base += self._style("band" if row == self.spot.row else "zebra" if row % 2 else "plain")
        offset = line - self.grid.tops[row]
        pieces = self._painter.line(self.grid, self.spot, measures, row, offset, self._today, at_top=y == 1)
        return self._strip(pieces, base, width)

    def _measures(self) -> Measures:
        width = self.scrollable_content_region.width
        if self._measured is None or self._measured[0] != (width, self._first_column):
            measured = measure(self.grid, width, len(self.agencies), self._first_column)
            self._measured = ((width, self._first_column), measured)
        return self._measured[1]

    def _columns_shown(self) -> int:
        width = self.scrollable_content_region.width
        return columns_that_fit(width, name_width(self.grid, width), len(self.agencies))

    def _strip(self, pieces: list[Piece], base: Style, width: int) -> Strip:
        strip = Strip([Segment(text, base + style) for text, style in pieces if text])
        return strip.adjust_cell_length(width, base)

    def _style(self, name: str) -> Style:
        return self.app.console.get_style(name, default="")
