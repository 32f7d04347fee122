"""Saying where everything is: named facts, the same for both faces."""

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from casetable.rules.dates import say_day
from casetable.rules.sizes import say_bytes
from casetable.values.backups import Last, Opened, Whereabouts

MOST_NAMES = 5
"""Files of a folder that are named; the rest are counted."""

Facts = Iterator[tuple[str, str]]
"""Names and words; a fact without a name goes on from the one before."""


def whereabouts_lines(found: Whereabouts, opened: Opened | None) -> Facts:
    """Everything that can be told; ``opened`` is None where the table could not be opened."""
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
    elif opened is not None and opened.standing.ground.asides:
        kept = opened.standing.ground.asides
        yield from _names("Kept aside", f"schemas beside it: {len(kept)}", kept)
    for name, path in (
        ("Settings", found.settings),
        ("Program log", found.program_log),
        ("Data folder", found.data_folder),
    ):
        yield name, f"{path}{' (not there yet)' if path in found.missing else ''}"
    yield "Zone here", found.computer_zone or "not known"
    for note in opened.notes if opened is not None else ():
        yield "Note", note


def _opened_lines(opened: Opened) -> Facts:
    standing, ground = opened.standing, opened.standing.ground
    journal = f", journal {ground.journal}" if ground.journal else ""
    yield "Engine", f"{ground.engine} {ground.version}{journal}, schema {ground.schema}"
    yield "Log", f"{standing.head_seq:,} entries, the newest one's hash is"
    yield "", standing.head_hash
    yield "Writing", f"not here: {opened.why_only_reading}" if opened.why_only_reading else "yes"
    yield "Last backup", _last(standing.last, opened.zone) if standing.last else "none on record"
    if standing.last:
        yield "", f"{standing.last.place}{'' if opened.last_is_there else ' (not there, as seen from here)'}"
    if standing.overdue:
        yield "", f"{standing.overdue[0].upper()}{standing.overdue[1:]}."
    yield "Today", f"{say_day(opened.today)} {opened.today.year}, {opened.zone}"


def _last(last: Last, zone: str) -> str:
    ago = {0: "today", 1: "yesterday"}.get(last.days, f"{last.days} days ago")
    if last.days < 0:
        ago = "by a clock that ran ahead"
    return f"{ago} ({last.at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}) by {last.by}, {last.head_seq:,} entries"


def _files(name: str, folder: Path, files: tuple[Path, ...]) -> Facts:
    yield from _names(name, f"{folder}: {len(files) or 'none'}", tuple(one.name for one in files))


def _names(name: str, words: str, names: tuple[str, ...]) -> Facts:
    yield name, words
    for one in names[:MOST_NAMES]:
        yield "", f"  {one}"
    if len(names) > MOST_NAMES:
        yield "", f"  and {len(names) - MOST_NAMES} older"
