"""The files of one export with all that is noted about them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from casetable.errors import BadFile
from casetable.exchange.hmis.fields import LONGEST_KEY, read_day
from casetable.exchange.hmis.meter import Meter
from casetable.exchange.hmis.problems import Problems
from casetable.exchange.hmis.source import CsvSource
from casetable.exchange.hmis.table import Table, open_table


class Files:
    """An export's files by HUD's names. ``deleted`` counts skipped rows by file, where there are any."""

    def __init__(self, sources: dict[str, CsvSource], meter: Meter) -> None:
        self.deleted: dict[str, int] = {}
        self.problems = Problems()
        self._sources = sources
        self._meter = meter

    def note(self, file: str, line: int, problem: str) -> None:
        """Take down one problem; ``line`` 0 means the file as a whole."""
        self.problems.note(file, line, problem)

    @contextmanager
    def open(self, name: str, *needed: str) -> Iterator[Table]:
        """Open a file that must be there with its ``needed`` columns. Raises BadFile."""
        with open_table(self._sources[name], self.problems, self._meter) as table:
            if lacking := _lacking(table, needed):
                raise BadFile(f"{name} cannot be read: it has {lacking}.")
            yield table
        self._count_deleted(table)

    @contextmanager
    def open_if_there(self, name: str, *needed: str) -> Iterator[Table | None]:
        """Open a file, or note that it or a ``needed`` column is missing and give None."""
        if name not in self._sources:
            self.note(name, 0, f"{name} is missing.")
            yield None
            return
        with open_table(self._sources[name], self.problems, self._meter) as table:
            if lacking := _lacking(table, needed):
                self.note(name, 0, f"{name} was left out: it has {lacking}.")
            yield None if lacking else table
        self._count_deleted(table)

    def _count_deleted(self, table: Table) -> None:
        if table.deleted:
            self.deleted[table.name] = table.deleted

    def is_key(self, file: str, line: int, column: str, key: str) -> bool:
        """Tell whether ``key`` can name a row; if not, note that the row is left out."""
        if key and len(key) <= LONGEST_KEY:
            return True
        self.note(file, line, f"{column} is {'too long' if key else 'empty'}: the row was left out.")
        return False

    def day(self, file: str, line: int, column: str, value: str) -> date | None:
        """Return a day that HUD requires, or None and a problem."""
        day, why = read_day(value)
        if not day:
            self.note(file, line, f"{column} is {f'taken as unknown: {why}' if why else 'empty'}.")
        return day


def _lacking(table: Table, needed: tuple[str, ...]) -> str:
    missing = [f"no column {column}" for column in needed if column.lower() not in table.columns]
    return " and ".join(missing)
