"""One file of an export as rows: columns by name, deleted rows skipped, ragged ones reported."""

from collections.abc import Iterator
from contextlib import contextmanager

from casetable.exchange.hmis.fields import tidy
from casetable.exchange.hmis.lines import Lines, open_lines, records
from casetable.exchange.hmis.meter import Meter
from casetable.exchange.hmis.problems import Problems
from casetable.exchange.hmis.source import CsvSource

DELETED = "DateDeleted"


class Table:
    """One file, opened. ``columns`` are its column names in lower case; ``deleted`` counts the rows skipped so far."""

    def __init__(self, lines: Lines, problems: Problems) -> None:
        self.name = lines.file
        self.deleted = 0
        self._problems = problems
        self._records = records(lines)
        self._positions: dict[str, int] = {}
        self._width = 0
        for start, cells, _ in self._records:
            if any(cell.strip() for cell in cells):
                self._read_header(start, cells)
                break

    @property
    def columns(self) -> frozenset[str]:
        """The names of the columns, in lower case; empty for an empty file."""
        return frozenset(self._positions)

    def _read_header(self, start: int, cells: list[str]) -> None:
        self._width = len(cells)
        for position, cell in enumerate(cells):
            name = tidy(cell).lower()
            if name in self._positions:
                self._problems.note(self.name, start, "A column stands there twice; the first one is read.")
            elif name:
                self._positions[name] = position

    def rows(self, *names: str, may_lack: tuple[str, ...] = ()) -> Iterator[tuple[int, list[str]]]:
        """Give each row's first line and its cells under ``names``, tidied.

        A column that is missing reads empty, and is noted unless the export ``may_lack`` it.
        """
        for name in (*names, DELETED):
            if name.lower() not in self._positions and name not in may_lack:
                self._problems.note(self.name, 1, f"There is no column {name}: it is read as empty.")
        picks = [self._positions.get(name.lower(), -1) for name in names]
        deleted_at = self._positions.get(DELETED.lower(), -1)
        reach = max(*picks, deleted_at)
        for start, cells, sound in self._records:
            if (sound and not any(cells)) or not self._fits(start, cells, sound, reach):
                continue
            if deleted_at >= 0 and tidy(cells[deleted_at]) not in ("", "NULL"):
                self.deleted += 1
                continue
            yield start, [tidy(cells[position]) if position >= 0 else "" for position in picks]

    def _fits(self, start: int, cells: list[str], sound: bool, reach: int) -> bool:
        """Tell whether a row can be read, and note what is wrong with it."""
        count = len(cells)
        if sound and count == self._width:
            return True
        if sound and not any(cell.strip() for cell in cells):
            return False
        too_long = count > self._width and any(cell.strip() for cell in cells[self._width :])
        readable = not too_long and count > reach and (sound or count == self._width)
        outcome = "read as far as it goes" if readable else "left out"
        if not sound:
            self._problems.note(
                self.name, start, f"Quotation marks do not match or a field has no end: the row was {outcome}."
            )
        elif too_long or count < self._width:
            sentence = f"The row has {count} columns, the first line {self._width}: it was {outcome}."
            self._problems.note(self.name, start, sentence)
        return readable


@contextmanager
def open_table(file: CsvSource, problems: Problems, meter: Meter) -> Iterator[Table]:
    """Open one file of an export and read its line of column names."""
    with open_lines(file, problems, meter) as lines:
        yield Table(lines, problems)
