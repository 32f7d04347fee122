"""python -m tests.bench [--quick] [--only NAME] [--hmis FOLDER] [--write FILE]."""

import argparse
import tempfile
import time
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from tests.bench.measure import Bench, Row
from tests.bench.report import document, lines, machine

MODULES = ("starts", "tables", "people", "conferences", "keys", "lists", "imports", "writes")
"""What is measured, in this order: each has ``MEASUREMENTS``."""


def measured(bench: Bench, only: str | None = None) -> list[Row]:
    """Measure everything (or one module's), saying each row as it comes."""
    rows: list[Row] = []
    for name in MODULES:
        if only in (None, name):
            for measurement in import_module(f"tests.bench.{name}").MEASUREMENTS:
                found = measurement(bench)
                print(lines(found), flush=True)
                rows += found
    return rows


def main(words: Sequence[str] | None = None) -> None:
    """Run it."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measure casetable.")
    parser.add_argument("--quick", action="store_true", help="small and few, to see that it runs")
    parser.add_argument("--only", choices=MODULES, help="one module's measurements")
    parser.add_argument("--hmis", type=Path, metavar="FOLDER", help="read this HMIS export in place of a made one")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the document there")
    asked = parser.parse_args(words)
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as scratch:
        rows = measured(Bench(Path(scratch), asked.quick, asked.hmis), asked.only)
    took = time.monotonic() - start
    print("\n".join(machine(took)))
    if asked.write:
        asked.write.write_text(document(rows, took), encoding="utf-8")


if __name__ == "__main__":
    main()
