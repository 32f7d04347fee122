"""Backups as values: what a table holds, what was copied, what was put back, and what stands on record."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Contents:
    """What a table holds, without anybody's words: its head of the log, its schema and its rows by table."""

    head_seq: int
    head_hash: str
    schema: str
    counts: Mapping[str, int] = field(repr=False)

    @property
    def rows(self) -> int:
        """All rows of all tables."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class BackupMade:
    """A backup that stands complete at ``path``; ``size`` in bytes. ``unrecorded`` says why it is not on record."""

    path: Path
    contents: Contents
    size: int
    unrecorded: str = ""


@dataclass(frozen=True, slots=True)
class Stands:
    """What stands where a backup is to go. ``contents`` is None for a table that cannot be read.

    ``common`` is the number of the last entry that both logs share, 0 for none.
    """

    contents: Contents | None
    common: int = 0


@dataclass(frozen=True, slots=True)
class RestoreMade:
    """A backup that was put back. ``schema_before`` is the backup's own; ``aside`` where the old table is kept now,
    empty when there was none."""

    where: str
    contents: Contents
    schema_before: str
    aside: str


@dataclass(frozen=True, slots=True)
class Last:
    """The newest backup on record: ``by`` is a name or the clock, ``days`` since then on the partnership's calendar."""

    at: datetime
    by: str
    days: int
    head_seq: int
    head_hash: str
    place: str


@dataclass(frozen=True, slots=True)
class Ground:
    """What a table stands on. ``version`` is the driver's SQLite or the server's, ``journal`` None on a server,
    ``size`` in bytes, ``schema`` the version of the table, ``asides`` the server's schemas that a restore kept."""

    engine: str
    version: str
    journal: str | None
    size: int
    schema: str
    asides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """A table that was opened, as far as everybody at it may know. ``overdue`` says that a backup is; may be empty."""

    ground: Ground
    head_seq: int
    head_hash: str
    last: Last | None
    overdue: str


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Every path of a table and of this computer's casetable, told without opening the table.

    ``files`` are the table's own with their bytes, empty for a server's; ``backups`` newest first; ``asides`` are
    tables that a restore kept; ``missing`` names which of the paths are not there yet.
    """

    table: str
    files: tuple[tuple[Path, int], ...]
    backups_folder: Path
    backups: tuple[Path, ...]
    asides: tuple[Path, ...]
    settings: Path
    program_log: Path
    data_folder: Path
    computer_zone: str
    missing: frozenset[Path]

    @property
    def size(self) -> int:
        """Bytes of all files of the table."""
        return sum(size for _, size in self.files)


@dataclass(frozen=True, slots=True)
class Opened:
    """What only an opened table tells: ``zone`` is the partnership's, ``why_only_reading`` empty where it is written.

    ``last_is_there`` says whether the last backup's file can be seen from this computer; None where there is none.
    ``notes`` are sentences on a clock or a zone that differs here.
    """

    standing: Standing
    today: date
    zone: str
    why_only_reading: str
    last_is_there: bool | None
    notes: tuple[str, ...] = ()
