"""Keeps the full table of a release, for every later version to be tested with. Run at release time, once::

python -m tests.store.released            makes a full table with this program and keeps it
python -m tests.store.released FILE       keeps a table that another version of the program made
"""

import sys
import tempfile
from datetime import date
from pathlib import Path

from casetable.jobs.sample import make_sample
from tests.store.released import write_released
from tests.store.released.fill import fill

MADE_FOR = date(2026, 11, 23)


def main(arguments: list[str]) -> None:
    """Keep a table and say where."""
    if arguments:
        kept = write_released(Path(arguments[0]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            table = Path(folder) / "full.casetable"
            make_sample(str(table), on=MADE_FOR)
            fill(str(table), MADE_FOR)
            kept = write_released(table)
    print(f"{kept}: {kept.stat().st_size:,} bytes. Commit it with the release; it never changes again.")


if __name__ == "__main__":
    main(sys.argv[1:])
