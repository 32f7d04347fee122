"""Where everything is: told from paths alone, so that it also helps when the table cannot be opened."""

import re
from contextlib import suppress
from pathlib import Path

from casetable.places import backups_folder, config_file, data_folder, program_log, system_zone
from casetable.queries.backups import standing
from casetable.queries.clock import clock_note, zone_note
from casetable.seat import Clock, Table
from casetable.store.backups import stem_of
from casetable.store.looking import file_meant
from casetable.store.opening import is_url
from casetable.store.restoring import is_taken
from casetable.store.unit import store_of
from casetable.text import without_password
from casetable.values.backups import Opened, Whereabouts
from casetable.words import CLOCK

_A_BACKUP = r"(-before-\w+)?-\d{8}T\d{6}Z-\d+-[0-9a-f]{12}(-\d+)?\.casetable"
_AN_ASIDE = r"-replaced-\d{8}T\d{6}Z(-\d+)?(\.\w+)?"


def whereabouts(where: str) -> Whereabouts:
    """Every path there is to a table, and to what belongs to it; what may not be looked into is left out."""
    path = None if is_url(where) else Path(where).expanduser().absolute()
    file = None if path is None else file_meant(path)
    folder = backups_folder(where)
    paths = config_file(), program_log(), data_folder()
    return Whereabouts(
        table=without_password(where) if path is None else str(path),
        files=() if file is None else _sizes(file),
        backups_folder=folder,
        backups=_newest_first(folder, rf"{re.escape(stem_of(where))}{_A_BACKUP}"),
        asides=() if file is None else _newest_first(file.parent, rf"{re.escape(file.stem)}{_AN_ASIDE}"),
        settings=paths[0],
        program_log=paths[1],
        data_folder=paths[2],
        computer_zone=system_zone(),
        missing=frozenset(one for one in paths if not one.exists()),
    )


def nothing_there(where: str) -> bool:
    """No table stands there yet, and nothing else either."""
    return not is_taken(where)


def around(table: Table, clock: Clock) -> tuple[Whereabouts, Opened]:
    """Where an opened table is, and what it stands on."""
    seat = table.seat(CLOCK, clock)
    store = store_of(seat)
    found = standing(seat)
    there = None if found.last is None else Path(found.last.place).exists()
    notes = tuple(note for note in (clock_note(seat), zone_note(seat)) if note)
    return whereabouts(store.where), Opened(found, seat.today, seat.zone, store.reads_only, there, notes)


def _sizes(path: Path) -> tuple[tuple[Path, int], ...]:
    found = []
    for end in ("", "-wal", "-shm"):
        with suppress(OSError):
            one = Path(f"{path}{end}")
            found.append((one, one.stat().st_size))
    return tuple(found)


def _newest_first(folder: Path, name: str) -> tuple[Path, ...]:
    """The files whose whole name a pattern fits."""
    found = []
    with suppress(OSError):
        for one in folder.iterdir():
            with suppress(OSError):
                if not re.fullmatch(name, one.name):
                    continue
                found.append((one.stat().st_mtime, one))
    return tuple(one for _, one in sorted(found, reverse=True))
