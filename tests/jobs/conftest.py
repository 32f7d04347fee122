"""The sample, made once for everything that looks at it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from casetable.jobs.sample import make_sample
from casetable.seat import Table, open_table
from casetable.values.seat import Seat

MONDAY = date(2026, 11, 23)


class Sample:
    """A sample made for a day, looked at in the morning of that day."""

    def __init__(self, folder: Path, on: date) -> None:
        self.on = on
        self.where = str(folder / "sample.casetable")
        self.sits_here = make_sample(self.where, on=on)
        self.table: Table = open_table(self.where)

    def seat(self, name: str = "") -> Seat:
        """Somebody's seat, of whom it is shown to first unless a name is said."""
        return self.table.seat(name or self.sits_here, lambda: datetime(*self.on.timetuple()[:3], 14, tzinfo=UTC))


@pytest.fixture(scope="session")
def monday(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sample]:
    """The sample as Dana finds it on a Monday; nobody changes it."""
    sample = Sample(tmp_path_factory.mktemp("monday"), MONDAY)
    yield sample
    sample.table.close()
