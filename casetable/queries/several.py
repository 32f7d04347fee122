"""One query for several seats: the database says of each row which of them may see it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import true

from casetable.queries.facts import Predicate


def narrowed(may: Sequence[Predicate]) -> Predicate:
    """What narrows a query: where one seat asks, what it may see; of several each is told its own by ``for_each``."""
    return may[0] if len(may) == 1 else true()


def flags(may: Sequence[Predicate]) -> list[Any]:
    """A column for each seat that says whether it may see a row. They stand last in the query."""
    asked = may if len(may) > 1 else [true()]
    return [one.label(f"may_{place}") for place, one in enumerate(asked)]


def for_each(rows: Sequence[Any], seats: int) -> list[list[Any]]:
    """For each of so many seats the rows that it may see, as its flag says."""
    return [[row for row in rows if row[place - seats]] for place in range(seats)]
