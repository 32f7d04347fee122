"""When a version of the agreement needs signatures, and what a typed text code means."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from casetable.values.agreement import Version
from casetable.words import AgreementKind


@dataclass(frozen=True, slots=True)
class TypedCode:
    """A text code as somebody typed it: its version (None where none was typed) and its digits, in small letters."""

    version: int | None
    digits: str


def needs_signatures(version: Version, versions: Iterable[Version]) -> bool:
    """Return whether a version comes into force only when a senior manager of every party signed it.

    A handshake needs no signatures at a table where nothing but handshakes was ever in force. ``versions`` are all of
    the table's.
    """
    if version.kind is not AgreementKind.HANDSHAKE:
        return True
    return any(one.in_force_on is not None and one.kind is not AgreementKind.HANDSHAKE for one in versions)


def typed_code(words: str) -> TypedCode:
    """Read a text code: ``v3 · 3f9a-71c2``, ``v33f9a71c2`` and ``3F9A 71C2`` have the same digits."""
    joined = re.fullmatch(r"\s*v(\d+)([0-9a-f]{4}-?[0-9a-f]{4})\s*", words, flags=re.IGNORECASE)
    if joined:
        return TypedCode(int(joined[1]), joined[2].casefold().replace("-", ""))
    begins = re.match(r"\s*v(\d+)\s*[·.\-:]*\s*", words, flags=re.IGNORECASE)
    rest = words[begins.end() :] if begins else words
    return TypedCode(int(begins[1]) if begins else None, re.sub(r"[^0-9a-f]", "", rest.casefold()))
