"""Texts as they may be stored: cleaned, and refused when they are too long. Nothing is ever cut."""

from casetable.errors import BadInput
from casetable.text import MAX_LENGTH, clean, clean_line


def line(text: str) -> str:
    """A text of one line. Raises BadInput when it is too long."""
    return _fitting(clean_line(text))


def lines(text: str) -> str:
    """A text of any number of lines. Raises BadInput when it is too long."""
    return _fitting(clean(text))


def _fitting(cleaned: str) -> str:
    if len(cleaned) > MAX_LENGTH:
        raise BadInput(f"That is {len(cleaned):,} characters.", f"At most {MAX_LENGTH:,}.")
    return cleaned
