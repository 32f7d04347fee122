"""Reading what options say: categories, lengths of time, choices."""

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from casetable.errors import BadInput
from casetable.words import CATEGORY_TAGS, Category

Choice = TypeVar("Choice", bound=StrEnum)


def category_of(words: str | None) -> Category | None:
    """The category that words name, by its name or its tag (``mh``); None for nothing. Raises BadInput."""
    if words is None:
        return None
    plain = words.strip().lstrip("~").casefold().replace(" ", "_").replace("-", "_")
    for category, tag in CATEGORY_TAGS.items():
        if plain in (category.value, tag):
            return category
    raise BadInput(f"{words[:40]!r} is no category.", f"One of: {', '.join(CATEGORY_TAGS.values())}.")


def minutes_of(words: str | None) -> int | None:
    """The minutes that words say (``30``, ``1h30``, ``half day``); None for nothing. Raises BadInput."""
    from casetable.rules.dates import read_minutes

    return None if words is None else read_minutes(words)


def choice_of(kind: Iterable[Choice], words: str, what: str) -> Choice:
    """One of a few words, blanks and dashes as you like. Raises BadInput that lists them."""
    plain = words.strip().casefold().replace("-", "_").replace(" ", "_")
    for one in kind:
        if plain == one.value:
            return one
    known = ", ".join(one.value.replace("_", "-") for one in kind)
    raise BadInput(f"{words[:40]!r} is no {what}.", f"One of: {known}.")


def days_of(words: str) -> int:
    """The days that ``30d``, ``30`` or ``4w`` say. Raises BadInput."""
    plain = words.strip().casefold()
    number, unit = (plain[:-1], plain[-1:]) if plain[-1:] in ("d", "w") else (plain, "d")
    if not number.isascii() or not number.isdecimal() or len(number) > 4:
        raise BadInput(f"{words[:40]!r} is no number of days.", "Like 30d or 4w.")
    return int(number) * (7 if unit == "w" else 1)
