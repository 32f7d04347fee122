"""A page of lines with one or more spots each, a cursor on one of them; drawn line by line: the agreement, agendas."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from casetable.screens.cell import Signs, cell
from casetable.words import Sign


@dataclass(frozen=True, slots=True)
class Spot:
    """Something that can be opened. ``kind`` says what it is (of the agreement ``party``, ``person``, ``text``,
    ``section``, ``numbers``, ``objective`` or ``version``); ``which`` names it among its kind.
    """

    kind: str
    which: str
    words: Text

    @property
    def key(self) -> str:
        """By what it is found again."""
        return f"{self.kind} {self.which}"


@dataclass(frozen=True, slots=True)
class PageLine:
    """One line: a quiet label at its left, then its spots side by side; without spots it only parts the others.

    ``columns`` is for how many spots there is room, where that is more than stand there.
    """

    label: str = ""
    spots: tuple[Spot, ...] = ()
    columns: int = 1


LABEL = 14
"""Columns of a label."""


class AgreementPage(ScrollView, can_focus=True):
    """The lines, and the cursor among them."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    AgreementPage { height: 1fr; overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; }
    """
    BINDINGS = [
        Binding(key, f"go('{key}')", words, show=False, id=f"board.{key}")
        for key, words in (
            ("up", "up"),
            ("down", "down"),
            ("left", "left"),
            ("right", "right"),
            ("pageup", "page up"),
            ("pagedown", "page down"),
            ("home", "first"),
            ("end", "last"),
        )
    ]

    @dataclass
    class Opened(Message):
        """Somebody clicked on what is under the cursor."""

    @dataclass
    class Moved(Message):
        """The cursor stands somewhere else, or what stands under it changed."""

    def __init__(self, signs: Signs, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.signs = signs
        self.lines: tuple[PageLine, ...] = ()
        self._line = 0
        self._column = 0

    @property
    def here(self) -> Spot | None:
        """What is under the cursor; None on an empty page."""
        if not 0 <= self._line < len(self.lines):
            return None
        spots = self.lines[self._line].spots
        return spots[min(self._column, len(spots) - 1)] if spots else None

    def fill(self, lines: Sequence[PageLine], at: str = "", *, moves: bool = False) -> None:
        """Draw other lines; the cursor stays on its spot, or goes to ``at`` (a spot's key), else near its line.

        It keeps its line on the glass, unless it ``moves`` among lines that stay.
        """
        key, glass = at or (self.here.key if self.here else ""), self._line - self.scroll_offset.y
        self.lines = tuple(lines)
        self.virtual_size = Size(1, len(self.lines))
        if not self.go_to(key):
            self._line = self._nearest(min(self._line, max(len(self.lines) - 1, 0)), 1)
        elif not moves:
            self.scroll_to(y=max(self._line - glass, 0), animate=False, force=True)
        self._keep_in_sight()
        self.refresh()
        self.post_message(self.Moved())

    def go_to(self, key: str) -> bool:
        """Put the cursor on a spot; False where there is none of that name."""
        for number, line in enumerate(self.lines):
            for column, spot in enumerate(line.spots):
                if spot.key == key:
                    self._put(number, column)
                    return True
        return False

    def _nearest(self, line: int, step: int) -> int:
        """The first line with spots from ``line`` on in one direction, else in the other, else where it is."""
        for way in (step, -step):
            number = line
            while 0 <= number < len(self.lines):
                if self.lines[number].spots:
                    return number
                number += way
        return self._line

    def action_go(self, where: str) -> None:
        """Move the cursor one step, one page or to an end."""
        last, page = len(self.lines) - 1, max(self.size.height - 2, 1)
        if where in ("left", "right"):
            self._put(self._line, self._column + (1 if where == "right" else -1))
            return
        targets = {
            "up": (self._line - 1, -1),
            "down": (self._line + 1, 1),
            "pageup": (max(self._line - page, 0), -1),
            "pagedown": (min(self._line + page, last), 1),
            "home": (0, 1),
            "end": (last, -1),
        }
        line, step = targets[where]
        if 0 <= line <= last:
            self._put(self._nearest(line, step), self._column, keep=True)

    def _put(self, line: int, column: int, *, keep: bool = False) -> None:
        spots = self.lines[line].spots if 0 <= line < len(self.lines) else ()
        self._line = line
        self._column = column if keep else min(max(column, 0), max(len(spots) - 1, 0))
        self._keep_in_sight()
        self.refresh()
        self.post_message(self.Moved())

    def _keep_in_sight(self) -> None:
        height, top = max(self.size.height, 1), self.scroll_offset.y
        first = 0 if not any(line.spots for line in self.lines[: self._line]) else self._line
        if first < top:
            self.scroll_to(y=first, animate=False, force=True)
        elif self._line >= top + height:
            self.scroll_to(y=self._line - height + 1, animate=False, force=True)

    def on_resize(self) -> None:
        """Keep the cursor in sight when the terminal changes its size."""
        self._keep_in_sight()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Move the cursor where the mouse points; a second click there opens."""
        event.stop()
        number = event.y + self.scroll_offset.y
        if not (0 <= number < len(self.lines) and self.lines[number].spots):
            return
        line, before = self.lines[number], self.here
        left = LABEL if line.label else 0
        each = max((self.scrollable_content_region.width - left) // max(len(line.spots), line.columns), 1)
        self._put(number, (event.x - left) // each)
        if self.here is before:
            self.post_message(self.Opened())

    def render_line(self, y: int) -> Strip:
        """Draw one line of the glass."""
        width, number = self.scrollable_content_region.width, y + self.scroll_offset.y
        base = self.rich_style
        if not 0 <= number < len(self.lines):
            return Strip.blank(width, base)
        drawn = self._drawn(number, width)
        return Strip(list(drawn.render(self.app.console))).apply_style(base).adjust_cell_length(width, base)

    def _drawn(self, number: int, width: int) -> Text:
        line = self.lines[number]
        label = cell(f" {line.label}", "quiet") if line.label or not line.spots else Text()
        whole = Text(end="", no_wrap=True).append_text(label)
        if line.label:
            whole.truncate(LABEL, overflow="ellipsis", pad=True)
        each = (width - whole.cell_len) // max(len(line.spots), line.columns)
        for column, spot in enumerate(line.spots):
            is_here = number == self._line and column == min(self._column, len(line.spots) - 1)
            mark = self.signs.draw(Sign.CURSOR) if is_here else " " * self.signs.width
            drawn = Text(mark, end="", no_wrap=True).append_text(spot.words)
            drawn.truncate(each, overflow="ellipsis", pad=True)
            if is_here:
                drawn.stylize(self._style("cursor"))
            whole.append_text(drawn)
        return whole

    def _style(self, name: str) -> Style:
        return self.app.console.get_style(name, default="")
