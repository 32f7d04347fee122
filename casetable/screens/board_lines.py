"""How one line of the board is painted: pieces of text with their styles. Knows no widget."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from rich.cells import cell_len
from rich.style import Style

from casetable.rules.week import Row, count_words, mark
from casetable.screens.cell import Signs, cut, fit
from casetable.screens.grid import Grid, Spot
from casetable.screens.theme import agency_style
from casetable.values.people import Agency
from casetable.values.tasks import Task
from casetable.values.week import CellCount
from casetable.words import Sign, TaskState

NARROWEST_COLUMN = 20
NO_PARTICIPANT = "the table"
"""What stands in the first column for tasks that concern no participant."""

_QUIET_STATES = frozenset(TaskState) - {TaskState.OPEN, TaskState.BLOCKED, TaskState.ASKED}

Piece = tuple[str, Style]


@dataclass(frozen=True, slots=True)
class Measures:
    """How wide things are: the first column, and (column, width) of the agencies in sight."""

    name: int
    columns: tuple[tuple[int, int], ...]

    def column_at(self, x: int) -> int | None:
        """Return the agency column under ``x``; None left or right of them all."""
        left = self.name
        for column, width in self.columns:
            if left <= x < left + width:
                return column
            left += width
        return None


def columns_that_fit(width: int, name: int, agencies: int) -> int:
    """Return how many agencies are in sight at once; at least one."""
    return min(max((width - name - 1) // NARROWEST_COLUMN, 1), max(agencies, 1))


def name_width(grid: Grid, width: int) -> int:
    """Return the width of the first column: what the names need, within a fifth of the glass."""
    longest = max((cell_len(_label(row)) for row in grid.rows), default=0)
    return min(max(longest + 2, 12), max(width * 18 // 100, 12), max(width // 2, 1))


def measure(grid: Grid, width: int, agencies: int, first: int) -> Measures:
    """Return the measures of a glass ``width`` cells wide that starts with agency ``first``."""
    name = name_width(grid, width)
    shown = columns_that_fit(width, name, agencies)
    first = min(first, max(agencies - shown, 0))
    room = max(width - name - 1, shown)
    widths = (room // shown + (1 if i < room % shown else 0) for i in range(shown))
    return Measures(name, tuple((first + i, w) for i, w in enumerate(widths) if first + i < agencies))


class Painter:
    """Paints lines from a grid, in named styles looked up through ``style``."""

    def __init__(self, signs: Signs, style: Callable[[str], Style]) -> None:
        self.signs = signs
        self.style = style

    @property
    def lead(self) -> int:
        """Cells kept for the cursor in front of every cell."""
        return len(self.signs.draw(Sign.CURSOR))

    def header(self, agencies: tuple[Agency, ...], measures: Measures) -> list[Piece]:
        """Paint the agencies' names, and whether there are more to the left or right."""
        columns = measures.columns
        more_left = "< more" if columns and columns[0][0] > 0 else ""
        pieces = [(fit(f" {more_left}", measures.name), self.style("quiet"))]
        for column, width in columns:
            ends = column == columns[-1][0] and column < len(agencies) - 1
            tail = " more >" if ends else ""
            room = max(width - self.lead - len(tail) - (0 if ends else 1), 0)
            ink = self.style(agency_style(column)) + Style(bold=True)
            pieces.append((" " * self.lead + fit(agencies[column].name, room), ink))
            pieces.append((tail or " ", self.style("quiet")))
        return pieces

    def line(self, grid: Grid, spot: Spot, measures: Measures, row: int, offset: int, today: date, *,
             at_top: bool) -> list[Piece]:  # fmt: skip
        """Paint line ``offset`` of a row; at the top of the glass the reference is repeated."""
        pieces = self._name(grid.rows[row], measures.name, strong=row == spot.row, shown=offset == 0 or at_top)
        for column, width in measures.columns:
            tasks = grid.tasks(row, column)
            here = spot == Spot(row, column, offset)
            count = grid.count(row, column) if offset == len(tasks) else None
            if offset < len(tasks):
                pieces += self._task(tasks[offset], column, width, today, here=here)
            elif count is not None:
                pieces += self._count(count, width, here=here)
            else:
                pieces += self._nothing(width, here=here, first=offset == 0)
        return pieces

    def _name(self, row: Row, width: int, *, strong: bool, shown: bool) -> list[Piece]:
        if not shown:
            return [(" " * width, Style())]
        reference = cut(row.reference or NO_PARTICIPANT, width - 1)
        ink = self.style("strong") if strong else Style()
        name = (row.participant.name or "") if row.participant else ""
        room = max(width - 1 - cell_len(reference), 0)
        return [
            (f" {reference}", ink if strong else self.style("quiet")),
            (fit(f" {cut(name, room - 2)}", room), ink),
        ]

    def _task(self, task: Task, column: int, width: int, today: date, *, here: bool) -> list[Piece]:
        sign, word = mark(task, today)
        room = max(width - self.lead - self.signs.width - 2, 2)
        title_needs = cell_len(cut(task.title or task.task, room))
        least = cell_len(word) if task.is_unassigned else 6
        word = cut(word, max(room - title_needs - 1, room // 2, least))
        if sign is Sign.DONE and title_needs + 1 + cell_len(word) > room:
            word = ""
        room_left = max(room - cell_len(word) - 1, 0) if word else room - 1
        late = sign is Sign.LATE
        ink = self.style("late" if late else "quiet" if task.state in _QUIET_STATES else "plain")
        cursor = self.style("cursor") if here else Style()
        return [
            self._pointer(cursor, here=here),
            (fit(self.signs.draw(sign), self.signs.width) + " ", (ink if late else self._hue(column)) + cursor),
            (fit(task.title or task.task, room_left) + " ", ink + cursor),
            (word, self.style("late" if late else "quiet") + cursor),
            (" ", Style()),
        ]

    def _count(self, count: CellCount, width: int, *, here: bool) -> list[Piece]:
        cursor = self.style("cursor") if here else Style()
        room = max(width - self.lead - 1, 0)
        apart, close = (count_words(count, between) for between in (" · ", " "))
        words = fit(apart if cell_len(apart) <= room else close, room)
        return [self._pointer(cursor, here=here), (words, self.style("plain") + cursor), (" ", Style())]

    def _nothing(self, width: int, *, here: bool, first: bool) -> list[Piece]:
        cursor = self.style("cursor") if here else Style()
        dash = self.signs.draw(Sign.UNKNOWN) if first else ""
        return [
            self._pointer(cursor, here=here),
            (fit(dash, max(width - self.lead - 1, 0)), self.style("quiet") + cursor),
            (" ", Style()),
        ]

    def _pointer(self, cursor: Style, *, here: bool) -> Piece:
        return (self.signs.draw(Sign.CURSOR) if here else " " * self.lead, cursor)

    def _hue(self, column: int) -> Style:
        return self.style(agency_style(column))


def _label(row: Row) -> str:
    name = (row.participant.name or "") if row.participant else ""
    return f"{row.reference or NO_PARTICIPANT} {name}".rstrip()
