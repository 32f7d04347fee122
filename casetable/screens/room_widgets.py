"""The parts of the room's glass that draw themselves: the timer's rule, the left side, and the page with its cursor."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from casetable.screens.cell import Signs, cell, sides
from casetable.screens.lines import Line
from casetable.screens.room_page import Row
from casetable.words import Sign


class PhaseRule(Widget):
    """The rule under the header: how much of the phase is gone. It is painted anew only when that is a cell more."""

    DEFAULT_CSS = "PhaseRule { height: 1; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._share = 0.0
        self._style = "key"

    def show(self, share: float, *, is_over: bool = False, rests: bool = False) -> None:
        """Show a share from 0 to 1; over its time the whole rule is late, in a recess it is quiet."""
        style = "quiet" if rests else "late" if is_over else "key"
        cells, before = self._cells, self._style
        self._share, self._style = share, style
        if style != before:
            self.refresh()
        elif cells != self._cells:
            first, last = sorted((cells, self._cells))
            self.refresh(Region(first, 0, last - first, 1))

    @property
    def _cells(self) -> int:
        return round(self._share * self.size.width)

    def render(self) -> Text:
        """The rule: heavy as far as the time is gone."""
        gone = self._cells
        return Text.assemble(
            cell("━" * gone, self._style), cell("─" * (self.size.width - gone), "rule"), no_wrap=True, end=""
        )


class TickingLine(Line):
    """A line of which only those cells are painted anew that say something else than before."""

    def show(self, left: Text, right: Text | None = None) -> None:
        """Draw other words."""
        right = right or Text()
        before, now = (sides(*both, self.size.width) for both in ((self.left, self.right), (left, right)))
        self.left, self.right = left, right
        differs = [at for at, (old, new) in enumerate(zip(before.plain, now.plain, strict=False)) if old != new]
        if before.spans != now.spans or len(before.plain) != len(now.plain) or not now.plain.isprintable():
            self.refresh()
        elif differs:
            first, last = (cell_len(now.plain[:at]) for at in (differs[0], differs[-1] + 1))
            self.refresh(Region(first, 0, last - first, 1))


class Side(Widget):
    """Lines drawn for the size that there is; painted anew only where they differ."""

    DEFAULT_CSS = "Side { height: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._make: Callable[[int, int], Sequence[Text]] = lambda width, height: ()
        self._drawn: tuple[Text, ...] = ()

    def show(self, make: Callable[[int, int], Sequence[Text]]) -> None:
        """Draw other lines: ``make`` is given columns and lines."""
        self._make = make
        drawn = tuple(make(self.size.width, self.size.height))
        if not _same(drawn, self._drawn):
            self._drawn = drawn
            self.refresh()

    def on_resize(self) -> None:
        """Draw them for the new size."""
        self._drawn = tuple(self._make(self.size.width, self.size.height))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one of the lines."""
        width, base = self.size.width, self.rich_style
        if not 0 <= y < len(self._drawn):
            return Strip.blank(width, base)
        segments = self._drawn[y].render(self.app.console)
        return Strip([one for one in segments if one.text != "\n"]).apply_style(base).adjust_cell_length(width, base)


class RoomPage(ScrollView, can_focus=True):
    """The page of the open item. Up and down put a cursor on its filed lines; without one nothing is marked."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    RoomPage { height: 1fr; overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; }
    """
    BINDINGS = [
        Binding(key, f"go('{key}')", key, show=False, id=f"board.{key}")
        for key in ("up", "down", "pageup", "pagedown", "home", "end")
    ]

    @dataclass
    class Resized(Message):
        """Its lines are to be broken for another width."""

    def __init__(self, signs: Signs, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.signs = signs
        self.rows: tuple[Row, ...] = ()
        self.here = ""

    @property
    def columns(self) -> int:
        """How many columns a line may take: one each side is left, and one for the scroll bar."""
        return max(self.size.width - 3, 10)

    def on_resize(self) -> None:
        """Ask for lines of the new width."""
        self.post_message(self.Resized())

    def fill(self, rows: Sequence[Row], *, from_the_top: bool = False) -> None:
        """Draw other lines; the cursor stays on its line, and a line that is new is brought into sight."""
        before, known = self.rows, {one.line for row in self.rows for one in row}
        if tuple(rows) == before and all(_alike(a, b) for a, b in zip(rows, before, strict=True)):
            return
        self.rows = tuple(rows)
        self.virtual_size = Size(1, len(self.rows))
        if self.here not in self._lines():
            self.here = ""
        if from_the_top:
            self.scroll_to(y=0, animate=False, force=True)
        else:
            new = [at for at, row in enumerate(self.rows) for one in row if one.line and one.line not in known]
            if new:
                self._keep_in_sight(max(new))
        self.refresh()

    def _lines(self) -> list[str]:
        return list(dict.fromkeys(one.line for row in self.rows for one in row if one.line))

    def action_go(self, where: str) -> None:
        """Move the cursor among filed lines, or scroll."""
        page = max(self.size.height - 1, 1)
        scrolls = {"pageup": -page, "pagedown": page, "home": -len(self.rows), "end": len(self.rows)}
        if where in scrolls:
            self.scroll_to(y=self.scroll_offset.y + scrolls[where], animate=False, force=True)
            return
        lines = self._lines()
        if not lines:
            self.scroll_to(y=self.scroll_offset.y + (1 if where == "down" else -1), animate=False, force=True)
            return
        step = 1 if where == "down" else -1
        first = 0 if where == "down" else len(lines) - 1
        at = lines.index(self.here) + step if self.here in lines else first
        self.put(lines[min(max(at, 0), len(lines) - 1)])

    def put(self, line: str) -> None:
        """Put the cursor on a filed line; nothing takes it away."""
        self.here = line
        for at, row in enumerate(self.rows):
            if line and any(one.line == line for one in row):
                self._keep_in_sight(at)
                break
        self.refresh()

    def _keep_in_sight(self, row: int) -> None:
        height, top = max(self.size.height, 1), self.scroll_offset.y
        if row < top:
            self.scroll_to(y=row, animate=False, force=True)
        elif row >= top + height:
            self.scroll_to(y=row - height + 1, animate=False, force=True)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the glass."""
        width, number = self.scrollable_content_region.width, y + self.scroll_offset.y
        base = self.rich_style
        if not 0 <= number < len(self.rows):
            return Strip.blank(width, base)
        line = Text(" ", end="", no_wrap=True)
        for one in self.rows[number]:
            words = one.words.copy()
            if one.line and one.line == self.here:
                words.stylize(self._style("cursor"))
                if line.plain == " ":
                    line = Text(self.signs.draw(Sign.CURSOR)[:1], end="", no_wrap=True)
            line.append_text(words)
        return Strip(list(line.render(self.app.console))).apply_style(base).adjust_cell_length(width, base)

    def _style(self, name: str) -> Style:
        return self.app.console.get_style(name, default="")


def _same(one: Sequence[Text], other: Sequence[Text]) -> bool:
    return len(one) == len(other) and all(a == b and a.spans == b.spans for a, b in zip(one, other, strict=True))


def _alike(one: Row, other: Row) -> bool:
    return _same([each.words for each in one], [each.words for each in other])
