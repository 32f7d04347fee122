"""Where a table may stand: on a disk of this computer, and in no folder that another program copies elsewhere.

SQLite's locks and its shared memory hold between programs of one computer only; over a network, and where a sync
program carries files away while they are written, a table is damaged sooner or later, without anybody being told.
Sources: sqlite.org "How To Corrupt An SQLite Database File" (2.1, 4) and "Write-Ahead Logging" (all processes on one
computer). The names are those that the sync programs give to their folders and to the files by which they know them.
"""

import os
import re
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path, PurePath
from typing import NamedTuple

from casetable.errors import NoTable

REMOTE = frozenset(
    {"acfs", "afpfs", "afs", "auristorfs", "beegfs", "ceph", "cephfs", "cifs", "coda", "davfs", "davfs2", "fhgfs"}
    | {"gfs", "gfs2", "glusterfs", "gpfs", "httpfs", "juicefs", "lustre", "mfs", "moosefs", "ncp", "ncpfs", "nfs"}
    | {"nfs3", "nfs4", "ocfs2", "orangefs", "panfs", "pvfs2", "smb2", "smb3", "smbfs", "webdav", "remote"}
    | {"blobfuse2", "curlftpfs", "gcsfuse", "goofys", "gvfsd-fuse", "mountpoint-s3", "rclone", "s3fs", "seadrive"}
    | {"sshfs", "9p", "drvfs", "grpcfuse", "prl_fs", "vboxsf", "vmhgfs", "vmhgfs-fuse"}
)
"""File systems that several computers can write, or that belong to another system; ``remote`` is what Windows says."""
_OF_WINDOWS = frozenset({"9p", "drvfs"})
_FOLDERS = (
    ("Dropbox", ("dropbox", "dropbox (*)")),
    ("OneDrive", ("onedrive", "onedrive - *")),
    ("iCloud", ("iclouddrive", "icloud drive")),
    ("Google Drive", ("google drive", "googledrive", "google drive (*)", "googledrive-*")),
    ("Box", ("box sync",)),
    ("pCloud", ("pcloud drive", "pclouddrive")),
    ("MEGA", ("megasync",)),
)
"""What sync programs call their folders, each the whole name in small letters: dropbox-invoices is nobody's."""
_WITHIN = (("iCloud", ("library", "mobile documents")), ("a cloud storage", ("library", "cloudstorage")))
_MARKS = (
    ("Dropbox", ".dropbox", "file"),
    ("Dropbox", ".dropbox.cache", "folder"),
    ("OneDrive", ".849c9593-d756-4e56-8d6e-42412f2a707b", "file"),
    ("Google Drive", ".tmp.drivedownload", "folder"),
    ("Google Drive", ".tmp.driveupload", "folder"),
    ("Nextcloud", ".sync_*.db", "file"),
    ("Nextcloud", "._sync_*.db", "file"),
    ("Syncthing", ".stfolder", "any"),
    ("MEGA", ".megaignore", "file"),
)
"""By what a sync program knows its folder. In one's home ``.dropbox`` is a folder of settings: only a file counts."""
_ENVIRONMENT = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
_MOST_NAMES = 1_000
"""So many names of a folder are looked at: marks begin with a dot, and no sync program's own folder holds more."""

_INSTEAD = (
    "Keep it on a disk of this computer: casetable restore {file} --table PATH copies it there. For several computers "
    "there is PostgreSQL."
)
_ELSEWHERE = "Name a place on a disk of this computer with --table. For several computers there is PostgreSQL."


class Mount(NamedTuple):
    """One file system: where it stands, what kind it is, and of what (a device, ``host:/path``)."""

    point: str
    kind: str
    source: str = ""


def check_ground(path: Path) -> None:
    """Raise NoTable when a table must not stand at ``path``: on a network share, or in a folder that is synced.

    Symlinks are followed. A place that is not there yet is judged by the nearest folder above it that is.
    """
    whole = _whole(path)
    for reason in (why_shared(whole), why_synced(path, whole)):
        if reason:
            raise NoTable(reason, _INSTEAD.format(file=path) if path.exists() else _ELSEWHERE)


def why_shared(whole: Path) -> str:
    """Why a path without symlinks lies on no disk of this computer, as a sentence; empty when it does."""
    if whole.drive.startswith(("\\\\", "//")):
        return f"{whole.parent} is a folder of another computer: SQLite's locks do not hold there."
    mount = _mount_of(whole, mounts())
    if mount is None or not _is_remote(mount):
        return ""
    if mount.kind in _OF_WINDOWS:
        return (
            f"{whole.parent} is shared with another system ({mount.kind}, as WSL shows Windows' drives): SQLite's "
            "locks do not hold there."
        )
    return f"{whole.parent} is on a network share ({mount.kind}, at {mount.point}): SQLite's locks do not hold there."


def why_synced(path: Path, whole: Path) -> str:
    """Why a path lies in a folder that a program copies elsewhere, as a sentence; empty when it does not."""
    for way in dict.fromkeys((whole, Path(os.path.abspath(path)))):  # noqa: PTH100
        name, folder = _named(way) or _marked(way) or _told_by_environment(way) or ("", way)
        if name:
            return (
                f"{folder} is copied to other places by {name}, also in the middle of a change: a table there gets "
                "damaged."
            )
    return ""


def mounts() -> list[Mount]:
    """The file systems of this computer. On Linux as the kernel tells them; elsewhere psutil asks the system."""
    if sys.platform == "linux":
        try:
            return list(read_mounts(Path("/proc/self/mountinfo").read_bytes()))
        except OSError:
            return []
    import psutil

    return [
        Mount(one.mountpoint, "remote" if "remote" in one.opts.split(",") else one.fstype.casefold(), one.device)
        for one in psutil.disk_partitions(all=True)
    ]


def read_mounts(told: bytes) -> Iterator[Mount]:
    """Read Linux's mountinfo (proc_pid_mountinfo(5)): names are escaped in octal."""
    for line in told.splitlines():
        left, _, right = line.partition(b" - ")
        before, after = left.split(b" "), right.split(b" ")
        if len(before) > 4 and len(after) > 1:
            yield Mount(_unescaped(before[4]), _unescaped(after[0]), _unescaped(after[1]))


def _unescaped(name: bytes) -> str:
    return os.fsdecode(
        re.sub(rb"\\([0-7]{3})", lambda found: bytes([int(found[1], 8)]), name) if b"\\" in name else name
    )


def _whole(path: Path) -> Path:
    """The path without symlinks. Raises NoTable where they lead in a circle or the system knows no such name."""
    try:
        return path.absolute().resolve()
    except (OSError, RuntimeError, ValueError):
        raise NoTable("The table's path cannot be followed.", "Name another with --table.") from None


def _mount_of(whole: Path, known: Iterable[Mount]) -> Mount | None:
    """The file system that a path lies on: the longest mount point above it, of equal ones the last."""
    place, found = os.path.normcase(str(whole)), None
    for mount in known:
        point = os.path.normcase(mount.point)
        inside = place == point or place.startswith(point if point.endswith(os.sep) else point + os.sep)
        if inside and (found is None or len(point) >= len(os.path.normcase(found.point))):
            found = mount
    return found


def _is_remote(mount: Mount) -> bool:
    """A kind without a name of its own is told by its source: ``//host/share``, ``host:/path``, ``https://…``."""
    kind = mount.kind.removeprefix("fuse.").casefold()
    nameless = kind in ("fuse", "fuseblk", "macfuse", "osxfuse", "fusefs")
    return kind in REMOTE or (nameless and (mount.source.startswith("//") or ":" in mount.source.lstrip("/")))


def _named(way: PurePath) -> tuple[str, PurePath] | None:
    parts = [part.casefold() for part in way.parts]
    for at, part in enumerate(parts[:-1]):
        for name, folders in _WITHIN:
            if tuple(parts[at : at + 2]) == folders and at + 2 < len(parts):
                return name, type(way)(*way.parts[: at + 2])
        for name, called in _FOLDERS:
            if any(_fits(part, one) for one in called):
                return name, type(way)(*way.parts[: at + 1])
    if way.drive and len(parts) > 2 and parts[1] in ("my drive", "shared drives"):
        return "Google Drive", type(way)(*way.parts[:2])
    return None


def _fits(name: str, pattern: str) -> bool:
    """A name is the pattern, where ``*`` stands for at least one letter."""
    head, star, tail = pattern.partition("*")
    if not star:
        return name == head
    return len(name) > len(head) + len(tail) and name.startswith(head) and name.endswith(tail)


def _marked(way: Path) -> tuple[str, PurePath] | None:
    for folder in way.parents:
        for entry in _dotted(folder):
            for name, mark, kind in _MARKS:
                if _fits(entry.name.casefold(), mark) and (kind == "any" or entry.is_dir() == (kind == "folder")):
                    return name, folder
    return None


def _dotted(folder: Path) -> list["os.DirEntry[str]"]:
    """The entries of a folder whose names begin with a dot; none where it may not be read or is not there."""
    try:
        with os.scandir(folder) as entries:
            return [entry for entry in islice(entries, _MOST_NAMES) if entry.name[0] == "."]
    except OSError:
        return []


def _told_by_environment(way: PurePath) -> tuple[str, PurePath] | None:
    for variable in _ENVIRONMENT:
        folder = os.environ.get(variable)
        if folder and way.is_relative_to(folder):
            return "OneDrive", PurePath(folder)
    return None
