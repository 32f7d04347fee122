"""casetable where: every path, what the table stands on, its last backup, and which day it is there and here."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from casetable.cli.asked import asked
from casetable.cli.say import facts, out, out_json, talk
from casetable.cli.sitting import at_table
from casetable.errors import CasetableError, NoTable

if TYPE_CHECKING:
    from casetable.values.backups import Last, Standing, Whereabouts

MOST_NAMES = 5
"""Files of a folder that are named; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What only an opened table tells."""

    standing: "Standing"
    today: date
    zone: str
    why_only_reading: str


def tell_whereabouts() -> None:
    """Print it. Raises what kept the table from being opened, after everything else is said; nothing for none yet."""
    from casetable.jobs.whereabouts import nothing_there, whereabouts

    place = asked().where()
    found = whereabouts(place)
    opened, problem = None, None
    try:
        opened = _open()
    except CasetableError as error:
        problem = error
    is_none = False
    if isinstance(problem, NoTable):
        with suppress(CasetableError):
            is_none = nothing_there(place)
    if asked().json:
        out_json(_as_json(found, opened, problem))
    else:
        out(facts(_lines(found, opened)))
    if is_none:
        talk("There is no table yet: casetable init makes one there; casetable demo shows a sample.")
    elif problem is not None:
        raise problem


def _open() -> Opened:
    from casetable.jobs.whereabouts import why_only_reading
    from casetable.queries.backups import standing

    with at_table(by_clock=True) as sitting:
        seat = sitting.seat()
        return Opened(standing(seat), seat.today, seat.zone, why_only_reading(sitting.table))


def _lines(found: "Whereabouts", opened: Opened | None) -> Iterator[tuple[str, str]]:
    from casetable.rules.sizes import say_bytes

    yield "Table", found.table
    beside = " and ".join(path.name[-4:] for path, _ in found.files[1:])
    size = found.size or (opened.standing.ground.size if opened else 0)
    if size:
        yield "Size", f"{size:,} bytes, {say_bytes(size)}{f', with {beside} beside it' if beside else ''}"
    if opened is not None:
        yield from _opened_lines(opened)
    yield from _files("Backups", found.backups_folder, found.backups)
    if found.asides:
        yield from _files("Kept aside", found.asides[0].parent, found.asides)
    yield "Settings", _there(found.settings)
    yield "Program log", _there(found.program_log)
    yield "Data folder", _there(found.data_folder)
    yield "Zone here", found.computer_zone or "not known"


def _opened_lines(opened: Opened) -> Iterator[tuple[str, str]]:
    from casetable.rules.dates import say_day

    standing, ground = opened.standing, opened.standing.ground
    journal = f", journal {ground.journal}" if ground.journal else ""
    yield "Engine", f"{ground.engine} {ground.version}{journal}, schema {ground.schema}"
    yield "Log", f"{standing.head_seq:,} entries, head {standing.head_hash}"
    yield "Writing", opened.why_only_reading or "yes"
    yield "Last backup", _last(standing.last, opened.zone) if standing.last else "none on record"
    if standing.last:
        gone = "" if Path(standing.last.place).exists() else " (not there, as seen from here)"
        yield "", f"{standing.last.place}{gone}"
    if standing.overdue:
        yield "", f"{standing.overdue[0].upper()}{standing.overdue[1:]}: casetable backup makes one."
    yield "Today", f"{say_day(opened.today)} {opened.today.year}, {opened.zone}"


def _last(last: "Last", zone: str) -> str:
    ago = {0: "today", 1: "yesterday"}.get(last.days, f"{last.days} days ago")
    return f"{ago} ({last.at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}) by {last.by}, {last.head_seq:,} entries"


def _files(name: str, folder: Path, files: tuple[Path, ...]) -> Iterator[tuple[str, str]]:
    yield name, f"{folder}: {len(files) or 'none'}"
    for one in files[:MOST_NAMES]:
        yield "", f"  {one.name}"
    if len(files) > MOST_NAMES:
        yield "", f"  and {len(files) - MOST_NAMES} older"


def _there(path: Path) -> str:
    return str(path) if path.exists() else f"{path} (not there yet)"


def _as_json(found: "Whereabouts", opened: Opened | None, problem: CasetableError | None) -> dict[str, object]:
    standing = opened.standing if opened else None
    last = standing.last if standing else None
    return {
        "table": found.table,
        "files": [{"path": str(path), "size": size} for path, size in found.files],
        "engine": standing.ground.engine if standing else None,
        "engine_version": standing.ground.version if standing else None,
        "journal_mode": standing.ground.journal if standing else None,
        "size": found.size or (standing.ground.size if standing else 0),
        "schema": standing.ground.schema if standing else None,
        "head_seq": standing.head_seq if standing else None,
        "head_hash": standing.head_hash if standing else None,
        "reads_only": opened.why_only_reading or None if opened else None,
        "last_backup": _last_json(last) if last else None,
        "overdue": standing.overdue or None if standing else None,
        "backups_folder": str(found.backups_folder),
        "backups": [str(one) for one in found.backups],
        "asides": [str(one) for one in found.asides],
        "settings": str(found.settings),
        "program_log": str(found.program_log),
        "data_folder": str(found.data_folder),
        "today": opened.today.isoformat() if opened else None,
        "zone": opened.zone if opened else None,
        "computer_zone": found.computer_zone or None,
        "problem": problem.sentence if problem else None,
    }


def _last_json(last: "Last") -> dict[str, object]:
    return {
        "at": last.at.isoformat(timespec="seconds"),
        "by": last.by,
        "days": last.days,
        "head_seq": last.head_seq,
        "head_hash": last.head_hash,
        "place": last.place,
        "there": Path(last.place).exists(),
    }
