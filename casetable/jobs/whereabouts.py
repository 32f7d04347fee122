"""Where everything is: told from paths alone, so that it also helps when the table cannot be opened."""

from contextlib import suppress
from pathlib import Path

from casetable.places import backups_folder, config_file, data_folder, program_log, system_zone
from casetable.seat import Table
from casetable.store.backups import stem_of
from casetable.store.opening import is_url
from casetable.store.restoring import is_taken
from casetable.values.backups import Whereabouts


def whereabouts(where: str) -> Whereabouts:
    """Every path there is to a table, and to what belongs to it; what may not be looked into is left out."""
    path = None if is_url(where) else Path(where).expanduser().absolute()
    stem, folder = stem_of(where), backups_folder(where)
    return Whereabouts(
        table=where if path is None else str(path),
        files=() if path is None else _sizes(path),
        backups_folder=folder,
        backups=_newest_first(folder, f"{stem}-*.casetable"),
        asides=() if path is None else _newest_first(path.parent, f"{path.stem}-replaced-*"),
        settings=config_file(),
        program_log=program_log(),
        data_folder=data_folder(),
        computer_zone=system_zone(),
    )


def nothing_there(where: str) -> bool:
    """No table stands there yet, and nothing else either."""
    return not is_taken(where)


def why_only_reading(table: Table) -> str:
    """Why an opened table can be read and not written, as a sentence; empty when it can be written."""
    return table.store.reads_only


def _sizes(path: Path) -> tuple[tuple[Path, int], ...]:
    found = []
    for end in ("", "-wal", "-shm"):
        with suppress(OSError):
            one = Path(f"{path}{end}")
            found.append((one, one.stat().st_size))
    return tuple(found)


def _newest_first(folder: Path, pattern: str) -> tuple[Path, ...]:
    found = []
    with suppress(OSError):
        for one in folder.glob(pattern):
            with suppress(OSError):
                found.append((one.stat().st_mtime, one))
    return tuple(one for _, one in sorted(found, reverse=True))
