"""Reading an HMIS export with a bar for long files, and saying what it holds."""

import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from casetable.cli.asked import asked
from casetable.cli.say import columns, facts, out, out_json, talk
from casetable.values.hmis import HmisClient, HmisExport
from casetable.words import HousingCategory

if TYPE_CHECKING:
    from typing import Any

LONG = 2_000_000
"""Bytes from which on a bar shows how far the reading is."""
PROBLEMS_SHOWN = 20


def read(path: Path, today: date) -> HmisExport:
    """Read an export; a bar on stderr shows how far it is, where it is long and somebody looks. Raises BadFile."""
    from casetable.exchange.hmis import read_export

    with ExitStack() as stack:
        watched = sys.stderr.isatty() and not asked().quiet
        return read_export(path.expanduser(), today=today, progress=_bar(stack) if watched else None)


def preview(export: HmisExport, picks: Sequence[str]) -> None:
    """Print what the export holds: counts, problems, and the people that may be picked (``picks``, or all)."""
    from casetable.exchange.hmis import summary

    if asked().json:
        out_json(summary(export))
        return
    limit = asked().limit
    out(_counts(export))
    shown = export.problems[: min(limit, PROBLEMS_SHOWN)]
    if shown:
        out(f"\n{_of(len(shown), len(export.problems))} that need a look")
        out("\n".join(f"  {one.file}:{one.line}  {one.problem}" for one in shown))
    people = [client for client in export.clients if not picks or client.personal_id in picks]
    if people:
        out("")
        out(columns(("personalid", "born", "open", "may be proposed", "name", "projects"), map(_cells, people[:limit])))
    if len(people) > limit:
        talk(f"{limit:,} of {len(people):,}. --limit {len(people)} shows all.")


def _counts(export: HmisExport) -> str:
    exits = ", ".join(f"{export.exits_by_category[one]:,} {one.value}" for one in HousingCategory)
    deleted = f"{export.deleted:,}" if export.deleted else ""
    return facts(
        (
            ("HMIS CSV", export.csv_version or "of an unknown version"),
            ("Clients", f"{len(export.clients):,}"),
            ("Enrollments", f"{export.enrollments:,}, {export.open_enrollments:,} of them open"),
            ("Households", f"{export.households:,}"),
            ("Exits", f"{export.exits:,}: {exits}"),
            ("Deleted", deleted),
            ("Problems", f"{len(export.problems):,}"),
        )
    )


def _cells(client: HmisClient) -> tuple[str, ...]:
    may = "ask: 18 or over?" if client.must_ask else "yes" if client.may_be_proposed else "no, under 18"
    projects = ", ".join(client.projects)
    born = str(client.year_of_birth or "")
    return client.personal_id, born, str(client.open_enrollments), may, client.name, projects


def _of(shown: int, total: int) -> str:
    return f"{total:,} lines" if shown == total else f"{shown:,} of {total:,} lines"


def _bar(stack: ExitStack) -> Callable[[int, int], None]:
    bar: Any = None

    def progress(done: int, total: int) -> None:
        nonlocal bar
        if total < LONG:
            return
        if bar is None:
            bar = stack.enter_context(typer.progressbar(length=total, label="Reading", file=sys.stderr))
        bar.update(done - bar.pos)

    return progress
