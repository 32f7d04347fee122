"""Cleaning text at the door: the only place that decides which characters may enter casetable."""

import locale
import os
import re
import unicodedata

MAX_LENGTH = 100_000
"""Characters kept of one field; more is refused by the caller, never cut."""

_DROPPED_CATEGORIES = frozenset({"Cc", "Cs", "Cn", "Co"})
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INVISIBLE = frozenset("\u200b\u2028\u2029\ufeff\ufe0f")
_PASSWORD = re.compile(r"(\b(?!https?:)[a-z][a-z0-9+.-]*:/{1,2}[^\s:/@?]*):\S*@", re.IGNORECASE)
_NAMED_PASSWORD = re.compile(r"([?&][^\s=&]*password[^\s=&]*=)[^\s&]*", re.IGNORECASE)


def clean(text: str) -> str:
    """Return ``text`` as it may be stored: several lines allowed.

    Newlines are normalised to ``\\n`` and tabs to blanks; control characters, surrogates, bidi controls,
    zero-width blanks and U+FE0F are dropped; then NFC; outer white space is stripped.
    """
    unified = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    unified = unified.replace("\u2028", "\n").replace("\u2029", "\n")
    kept = "".join(c for c in unified if c == "\n" or _may_stay(c))
    return unicodedata.normalize("NFC", kept).strip()


def clean_line(text: str) -> str:
    """Return ``text`` as one line: cleaned, with every run of white space made one blank."""
    return " ".join(clean(text).split())


def without_password(words: str) -> str:
    """Return ``words`` with ``***`` for the password of every URL in them, also where its slashes were made one."""
    return _NAMED_PASSWORD.sub(r"\1***", _PASSWORD.sub(r"\1:***@", words)) if ":/" in words else words


def locale_shows_unicode() -> bool:
    """True if the locale is one of UTF-8, or named as one and only not installed here.

    Python's own UTF-8 mode, which it turns on under ``LC_ALL=C``, says nothing of the terminal and does not count.
    """
    named = next((said for name in ("LC_ALL", "LC_CTYPE", "LANG") if (said := os.environ.get(name))), "")
    return "utf" in f"{locale.getencoding()} {named}".lower()


def _may_stay(character: str) -> bool:
    if character in _BIDI or character in _INVISIBLE:
        return False
    return unicodedata.category(character) not in _DROPPED_CATEGORIES
