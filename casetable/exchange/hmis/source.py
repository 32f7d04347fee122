"""Where an export's files are: a folder or a .zip, with caps, so that no file can fill the memory."""

import io
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO

from casetable.errors import BadFile
from casetable.text import clean_line

FILES = ("Export.csv", "Client.csv", "Enrollment.csv", "Exit.csv", "Project.csv", "Organization.csv")
NEEDED = ("Client.csv", "Enrollment.csv")

MOST_ENTRIES = 1_000
MOST_DIRECTORY_BYTES = 4_000_000
MOST_BYTES = 4_000_000_000
MOST_RATIO = 200
SMALL_BYTES = 1_000_000
"""Below this an entry may be packed as tightly as it likes."""

_LOCKED = 0x1
_PACKED_BY = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
UNREADABLE = (OSError, EOFError, zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, ValueError)
"""What reading a damaged file or .zip may raise."""

_HINT = "Give the folder or the .zip that the HMIS export wrote, with Client.csv and Enrollment.csv in it."


@dataclass(frozen=True, slots=True)
class CsvSource:
    """One file of an export. ``name`` is HUD's name of it, ``size`` its bytes unpacked."""

    name: str
    size: int
    open_bytes: Callable[[], IO[bytes]]


@contextmanager
def open_source(path: Path) -> Iterator[dict[str, CsvSource]]:
    """Give the export's files by HUD's names. Raises BadFile if ``path`` is no export or breaks a cap."""
    with ExitStack() as stack:
        try:
            files = _in_folder(path) if path.is_dir() else _in_archive(path, stack)
        except UNREADABLE as trouble:
            raise BadFile(
                f"{_say(path)} cannot be opened: it is damaged or not yours to read.", hint=_HINT
            ) from trouble
        yield files


def _in_folder(folder: Path) -> dict[str, CsvSource]:
    files = [file for pattern in ("*", "*/*") for file in sorted(folder.glob(pattern)) if file.is_file()]
    found = [
        (
            PurePosixPath(file.relative_to(folder)),
            CsvSource(file.name, file.stat().st_size, partial(_open_binary, file)),
        )
        for file in files
    ]
    return _pick(folder, found)


def _open_binary(file: Path) -> IO[bytes]:
    return file.open("rb")


def _in_archive(path: Path, stack: ExitStack) -> dict[str, CsvSource]:
    if not path.is_file():
        raise BadFile(f"There is nothing to import at {_say(path)}.", hint=_HINT)
    if not zipfile.is_zipfile(path):
        raise BadFile(f"{_say(path)} is neither a folder nor a .zip file.", hint=_HINT)
    _check_directory_size(path)
    archive = stack.enter_context(zipfile.ZipFile(path))
    entries = [entry for entry in archive.infolist() if not entry.filename.endswith("/")]
    _check_caps(path, entries)
    found = [
        (
            PurePosixPath(entry.filename.replace("\\", "/")),
            CsvSource(entry.filename, entry.file_size, partial(archive.open, entry)),
        )
        for entry in entries
    ]
    return _pick(path, found)


def _say(path: Path) -> str:
    return clean_line(str(path))


def _check_directory_size(path: Path) -> None:
    """Refuse a .zip whose list of entries alone is too long to be read in."""
    with path.open("rb") as file:
        size = file.seek(0, io.SEEK_END)
        file.seek(max(0, size - (1 << 16) - 22))
        tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at >= 0 and len(tail) >= at + 16 and struct.unpack_from("<L", tail, at + 12)[0] > MOST_DIRECTORY_BYTES:
        raise BadFile(
            f"{_say(path)} lists more entries than an HMIS export has (at most {MOST_ENTRIES:,}).", hint=_HINT
        )


def _check_caps(path: Path, entries: list[zipfile.ZipInfo]) -> None:
    """Refuse what is no honest export before a byte of it is unpacked; all reasons are listed."""
    problems = []
    if len(entries) > MOST_ENTRIES:
        problems.append(f"It holds {len(entries):,} files; at most {MOST_ENTRIES:,} are read.")
    total = sum(entry.file_size for entry in entries)
    if total > MOST_BYTES:
        problems.append(f"Unpacked it would be {total:,} bytes; at most {MOST_BYTES:,} are read.")
    for entry in entries[:MOST_ENTRIES]:
        name = clean_line(entry.filename)[:100]
        if entry.file_size > max(SMALL_BYTES, entry.compress_size * MOST_RATIO):
            problems.append(f"{name} would grow more than {MOST_RATIO} times when unpacked.")
        if entry.flag_bits & _LOCKED:
            problems.append(f"{name} is locked with a password.")
        elif entry.compress_type not in _PACKED_BY:
            problems.append(f"{name} is packed in a way that is not read here.")
    if problems:
        raise BadFile(
            f"{_say(path)} is not read.", tuple(problems), hint="Make the .zip anew from the export's folder."
        )


def _pick(path: Path, files: list[tuple[PurePosixPath, CsvSource]]) -> dict[str, CsvSource]:
    """Choose the folder that holds the export, and HUD's files in it, in any case of letters."""
    folders = {inner.parent for inner, _ in files if _hud_name(inner) in NEEDED}
    depth = min((len(folder.parts) for folder in folders), default=0)
    nearest = [folder for folder in folders if len(folder.parts) == depth]
    if len(nearest) > 1:
        names = ", ".join(sorted(clean_line(str(folder)) for folder in nearest)[:5])
        raise BadFile(f"{_say(path)} holds more than one export: {names}.", hint="Give one of them.")
    named = [(_hud_name(inner), file) for inner, file in files if inner.parent in nearest and _hud_name(inner)]
    counts = Counter(name for name, _ in named)
    problems = (
        *(f"{name} is missing." for name in NEEDED if name not in counts),
        *(f"{name} is there {count} times." for name, count in counts.items() if count > 1),
    )
    if problems:
        raise BadFile(f"{_say(path)} is not an HMIS CSV export.", problems, hint=_HINT)
    return {name: replace(file, name=name) for name, file in named}


def _hud_name(inner: PurePosixPath) -> str:
    return _HUD_NAMES.get(inner.name.strip().lower(), "")


_HUD_NAMES = {name.lower(): name for name in FILES}
