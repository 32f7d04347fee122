"""Where things stand on the board, and where the cursor goes: lines, rows, columns, tasks. No Textual here."""

from bisect import bisect_right
from dataclasses import dataclass

from casetable.rules.week import Row
from casetable.values.tasks import Task
from casetable.values.week import CellCount


@dataclass(frozen=True, slots=True)
class Spot:
    """A place for the cursor: a row, a column, and which task of that cell (0 in an empty cell)."""

    row: int = 0
    column: int = 0
    index: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """A spot by what stands there, so that it is found again after a refresh."""

    reference: str
    agency: str
    task: str | None


class Grid:
    """The board's rows laid out in lines; empty cells take one line and can be reached."""

    def __init__(self, rows: tuple[Row, ...] = (), columns: tuple[str, ...] = ()) -> None:
        self.rows = rows
        self.columns = columns
        self.tops: list[int] = []
        self.height = 0
        for row in rows:
            self.tops.append(self.height)
            self.height += row.height

    @property
    def empty(self) -> bool:
        """True where the cursor has nowhere to stand."""
        return not self.rows or not self.columns

    def tasks(self, row: int, column: int) -> tuple[Task, ...]:
        """Return the tasks of one cell."""
        return self.rows[row].cells[self.columns[column]]

    def count(self, row: int, column: int) -> CellCount | None:
        """Return what a manager sees of one cell; None where there is nothing or tasks are shown one by one."""
        return self.rows[row].counts.get(self.columns[column])

    def task(self, spot: Spot) -> Task | None:
        """Return the task under the cursor; None in an empty cell or on an empty board."""
        if self.empty:
            return None
        tasks = self.tasks(spot.row, spot.column)
        return tasks[spot.index] if spot.index < len(tasks) else None

    def line(self, spot: Spot) -> int:
        """Return the line a spot stands on, from 0."""
        return self.tops[spot.row] + spot.index if self.tops else 0

    def row_at(self, line: int) -> int:
        """Return the row that owns ``line`` (clamped)."""
        return min(max(bisect_right(self.tops, line) - 1, 0), max(len(self.rows) - 1, 0))

    def spot_at(self, line: int, column: int) -> Spot:
        """Return the nearest place to stand at a line and a column."""
        if self.empty:
            return Spot()
        row = self.row_at(line)
        return self.clamp(Spot(row, column, line - self.tops[row]))

    def clamp(self, spot: Spot) -> Spot:
        """Return the nearest spot that exists."""
        if self.empty:
            return Spot()
        row = min(max(spot.row, 0), len(self.rows) - 1)
        column = min(max(spot.column, 0), len(self.columns) - 1)
        last = max(len(self.tasks(row, column)) - 1, 0)
        return Spot(row, column, min(max(spot.index, 0), last))

    def down(self, spot: Spot) -> Spot:
        """Return the next task below, or the next row's cell; the same spot at the end."""
        if self.empty:
            return spot
        if spot.index + 1 < len(self.tasks(spot.row, spot.column)):
            return Spot(spot.row, spot.column, spot.index + 1)
        return Spot(spot.row + 1, spot.column) if spot.row + 1 < len(self.rows) else spot

    def up(self, spot: Spot) -> Spot:
        """Return the task above, or the last one of the row above; the same spot at the start."""
        if self.empty or spot == Spot(0, spot.column, 0):
            return spot
        if spot.index > 0:
            return Spot(spot.row, spot.column, spot.index - 1)
        return self.clamp(Spot(spot.row - 1, spot.column, self.height))

    def sideways(self, spot: Spot, step: int) -> Spot:
        """Return the spot one agency to the left (-1) or right (1), on the same line where possible."""
        return self.clamp(Spot(spot.row, spot.column + step, spot.index))

    def place(self, spot: Spot) -> Place | None:
        """Return what stands at a spot; None on an empty board."""
        if self.empty:
            return None
        task = self.task(spot)
        return Place(self.rows[spot.row].reference, self.columns[spot.column], task.id if task else None)

    def find(self, place: Place) -> Spot | None:
        """Return where a place is now: its task if it is still here, else its cell; None when the row is gone."""
        if place.task is not None:
            for row in range(len(self.rows)):
                for column in range(len(self.columns)):
                    for index, task in enumerate(self.tasks(row, column)):
                        if task.id == place.task:
                            return Spot(row, column, index)
        for row, candidate in enumerate(self.rows):
            if candidate.reference == place.reference and place.agency in self.columns:
                return Spot(row, self.columns.index(place.agency))
        return None
