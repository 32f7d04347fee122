"""Reading single values of an export: text, days, names, the version."""

import re
from datetime import date

from casetable.text import clean_line

LONGEST_NAME = 200
LONGEST_KEY = 100

AMBIGUOUS = "day and month cannot be told apart"
UNREADABLE = "it is not a date"

_TIME = r"(?:[T ]\d{1,2}:\d{2}[\d:.]* ?(?:[AaPp][Mm])?(?:Z|[+-]\d{2}:?\d{2})?)?"
_YEAR_FIRST = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|(\d{2})(\d{2}))" + _TIME, re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})" + _TIME, re.ASCII)
_VERSION = re.compile(r"(?<!\d)(2022|2024|2026)(?!\d)", re.ASCII)

_HEX = re.compile(r"(?:0[xX])?[0-9a-fA-F]{16,}", re.ASCII)
_UUID = re.compile(r"\{?[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\}?", re.ASCII)
_BASE64 = re.compile(r"[A-Za-z0-9+/_.$-]{20,}={0,2}", re.ASCII)
_SSN = re.compile(r"(?<!\d)\d{3}[- ]?\d{2}[- ]?\d{4}(?!\d)", re.ASCII)
_EDGE = re.compile(r"[a-z](?=[A-Z])|[A-Za-z](?=\d)|\d(?=[A-Za-z])", re.ASCII)
"""Where a token changes from small to capital letters, or between letters and digits."""
_MOST_EDGES = 4
_LEAST_VOWELS = 0.15


def tidy(value: str) -> str:
    """Return ``value`` cleaned as one line. Plain ASCII, nearly all of a long file, takes the short way."""
    if value.isascii() and value.isprintable():
        return " ".join(value.split()) if " " in value else value
    return clean_line(value)


def read_day(value: str) -> tuple[date | None, str]:
    """Return the day that ``value`` names, or None and why not. ``""`` and ``NULL`` are None without a reason.

    HUD writes ``1990-04-03``; ``13/04/1990`` and ``04/13/1990`` can only mean one day and are read; ``03/04/1990``
    could be two days and is not. A time of day is passed over. Two-digit years are not read: the century is not said.
    """
    if not value or value == "NULL":
        return None, ""
    if match := _YEAR_FIRST.fullmatch(value):
        return _day(int(match[1]), int(match[3] or match[5]), int(match[4] or match[6]))
    match = _YEAR_LAST.fullmatch(value)
    if not match:
        return None, UNREADABLE
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if first != second and first <= 12 and second <= 12:
        return None, AMBIGUOUS
    return _day(year, second, first) if first > 12 else _day(year, first, second)


def _day(year: int, month: int, day: int) -> tuple[date | None, str]:
    try:
        return date(year, month, day), ""
    except ValueError:
        return None, UNREADABLE


def read_version(value: str) -> str:
    """Return ``FY2022``, ``FY2024`` or ``FY2026`` from a CSVVersion (``2024 v1.3``, ``FY2026``), else ``""``."""
    match = _VERSION.search(value.replace("FY", " "))
    return f"FY{match[1]}" if match else ""


def full_name(first: str, last: str) -> str:
    """Return ``First Last``, or ``""`` where a part is a hash, a Social Security number or too long to be a name."""
    if any(looks_hashed(part) or _SSN.search(part) or len(part) > LONGEST_NAME for part in (first, last)):
        return ""
    return f"{first} {last}".strip()


def looks_hashed(value: str) -> bool:
    """Tell a hash from a name by the value alone: HashStatus is often wrong.

    Hashes are one long token: 16 or more hex digits, a UUID, or 20 or more base64 characters with a sign, with digits
    and capitals scattered among them, or with hardly a vowel. ``Abcdef``, ``Featherstonehaugh-Cholmondeley`` and
    ``TestClientNumber000001`` are names.
    """
    if len(value) < 16 or " " in value:
        return False
    if _HEX.fullmatch(value) or _UUID.fullmatch(value):
        return True
    if not _BASE64.fullmatch(value):
        return False
    if any(sign in value for sign in "+/=$_") or len(_EDGE.findall(value)) > _MOST_EDGES:
        return True
    letters = value.replace("-", "").replace(".", "")
    vowels = sum(character in "aeiouyAEIOUY" for character in letters)
    return vowels < len(letters) * _LEAST_VOWELS
