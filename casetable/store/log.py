"""The chained change log: one entry per change, each carrying the hash of the one before.

The hash covers ids, field names and a salted digest of the values, never the values: deleting a detail row
(erasure) leaves the chain valid. ``FORMAT`` numbers the recipe below, so that it can change without a break.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import Enum
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, col, select

from casetable.models import Log, LogDetail, LogSubject

FORMAT = 1
GENESIS = "0" * 64

Image = dict[str, Any]
Images = dict[tuple[str, str], tuple[Image | None, Image | None]]
"""By (table, id): the row before and after; None where it did not exist."""


@dataclass(frozen=True, slots=True)
class Head:
    """The newest entry's number and hash; 0 and GENESIS for an empty log."""

    seq: int
    hash: str


def head_of(session: Session) -> Head:
    """The newest entry."""
    row = session.exec(select(Log.seq, Log.hash).order_by(col(Log.seq).desc()).limit(1)).first()
    return Head(*row) if row else Head(0, GENESIS)


def canonical(value: object) -> str:
    """JSON with sorted keys and no blanks: the same value always gives the same text."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def plain(value: Any) -> Any:
    """A column's value as JSON holds it. Instants are UTC with microseconds."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date | time):
        return value.isoformat()
    return value


def digest_of(salt: str, detail: str) -> str:
    """SHA-256 over salt and detail, hexadecimal."""
    return hashlib.sha256(f"{salt}{detail}".encode()).hexdigest()


def hash_of(entry: Mapping[str, Any]) -> str:
    """The hash of an entry: SHA-256 over the canonical JSON of every column but the hash itself."""
    covered = {key: plain(value) for key, value in entry.items() if key != "hash"}
    return hashlib.sha256(canonical(covered).encode()).hexdigest()


def append(session: Session, head: Head, entry: dict[str, Any], images: Images, *, forgets: bool = False) -> Head:
    """Write one entry with its detail and subjects; returns the new head.

    ``entry`` holds at, on, actor, heard_from, means, action, kind, target and never. With ``forgets`` the detail
    says only what the rows hold now, not what they held.
    """
    touched = sorted(images)
    salt = secrets.token_hex(16)
    kept = {key: (None, after) for key, (_, after) in images.items()} if forgets else images
    detail = canonical([[table, row, *kept[table, row]] for table, row in touched])
    whole = entry | {
        "seq": head.seq + 1,
        "format": FORMAT,
        "entities": canonical([list(key) for key in touched]),
        "fields": canonical(sorted({name for key in touched for name in _changed(key[0], *images[key])})),
        "digest": digest_of(salt, detail),
        "previous": head.hash,
    }
    whole["hash"] = hash_of(whole)
    session.execute(insert(Log), [whole])
    session.execute(insert(LogDetail), [{"seq": whole["seq"], "salt": salt, "detail": detail}])
    if touched:
        subjects = [{"seq": whole["seq"], "kind": table, "subject_id": row} for table, row in touched]
        session.execute(insert(LogSubject), subjects)
    return Head(whole["seq"], whole["hash"])


def images_of(detail: str) -> Images:
    """The images that ``append`` stored."""
    return {(table, row): (before, after) for table, row, before, after in json.loads(detail)}


def _changed(table: str, before: Image | None, after: Image | None) -> list[str]:
    names = (before or after or {}).keys()
    if before is None or after is None:
        return [f"{table}.{name}" for name in names if name not in ("id", "version")]
    return [f"{table}.{name}" for name in names if name != "version" and before[name] != after[name]]
