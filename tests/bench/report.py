"""What was measured, as a table on the terminal and as docs/performance.md."""

import os
import platform
import subprocess
from collections.abc import Sequence
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from casetable import __version__
from tests.bench.measure import Row
from tests.clusters import found_binaries

LIBRARIES = ("textual", "sqlmodel", "sqlalchemy", "pydantic", "typer", "psycopg")
TRIED = Path(__file__).with_name("tried.md")
"""What was tried and what is left: the part of the document that people write."""


def lines(rows: Sequence[Row]) -> str:
    """The rows as plain lines."""
    return "\n".join(_line(row) for row in rows)


def document(rows: Sequence[Row], took: float) -> str:
    """The whole of docs/performance.md; ``took`` is the seconds that measuring took."""
    missed = [row for row in rows if row.missed]
    return "\n".join(
        [
            "# How fast it is",
            "",
            "Written by `make bench`; do not edit it by hand. A ratio compares two things measured in turns in one",
            "run, so that it means the same on another machine. Times are medians; memory is a process's highest.",
            "",
            *(f"- {fact}" for fact in machine(took)),
            "",
            "| what | ours | compared with | theirs | ratio | goal | memory |",
            "|---|---:|---|---:|---:|---:|---:|",
            *(_cells(row) for row in rows),
            "",
            "## Goals that were missed",
            "",
            *([f"- {row.what}: {_ratio(row)}, the goal is {_goal(row)}." for row in missed] or ["None in this run."]),
            "",
            TRIED.read_text(encoding="utf-8").rstrip(),
            "",
        ]
    )


def machine(took: float) -> list[str]:
    """When, on what and with what it was measured; nothing that names the machine."""
    from sqlcipher3 import dbapi2

    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    libraries = [f"{name} {found}" for name in LIBRARIES if (found := _version(name))]
    return [
        f"{date.today().isoformat()}, in {took / 60:.0f} minutes",
        f"{len(os.sched_getaffinity(0)) if hasattr(os, 'sched_getaffinity') else os.cpu_count()} cores, "
        f"{memory:.0f} GiB of memory, {platform.system()} on {platform.machine()}",
        f"casetable {__version__}, Python {platform.python_version()}, {', '.join(libraries)}",
        ", ".join([f"SQLite {dbapi2.sqlite_version}", *_postgresql()]),
    ]


def _postgresql() -> list[str]:
    for folder in found_binaries():
        said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False).stdout
        if said:
            return [f"PostgreSQL {said.split()[-1]}"]
    return []


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def _line(row: Row) -> str:
    against = f"   {_ratio(row):>9}   {row.against} ({_number(row.theirs)} {row.unit})" if row.theirs else ""
    memory = f"   {row.memory:.0f} MiB" if row.memory else ""
    goal = f"   goal {_goal(row)}{', MISSED' if row.missed else ''}" if _goal(row) else ""
    return f"{row.what:<44} {_number(row.ours):>9} {row.unit}{against}{memory}{goal}"


def _cells(row: Row) -> str:
    memory = " / ".join(f"{one:.0f} MiB" for one in (row.memory, row.their_memory) if one)
    theirs = f"{_number(row.theirs)} {row.unit}" if row.theirs else ""
    missed = " **missed**" if row.missed else ""
    cells = (row.what, f"{_number(row.ours)} {row.unit}", row.against, theirs, _ratio(row), _goal(row) + missed, memory)
    return f"| {' | '.join(cells)} |"


def _ratio(row: Row) -> str:
    if row.theirs is None:
        return ""
    if row.above is not None:
        return f"{row.ours - row.theirs:+.1f} {row.unit}"
    return f"{row.ours / row.theirs:.2f} x"


def _goal(row: Row) -> str:
    if row.above is not None:
        return f"+{row.above:g} {row.unit}"
    return f"{row.goal:g} x" if row.goal is not None else ""


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,.2f}" if value < 10 else f"{value:,.1f}"
