"""References are random and never reused, so that gaps tell nothing (law 10)."""

import re
import secrets
from collections.abc import Callable

from sqlalchemy import func
from sqlmodel import Session, col, select

from casetable.errors import BadInput
from casetable.models import Reference

SPACES = {"P": "participant", "T": "task", "R": "release", "C": "conflict"}
_COUNTED_DIGITS = 4
_LOOKED_AT = 100
_SPELLING = re.compile(r"\s*#?([A-Za-z])?-?(\d{3,9})\s*")


def draw(session: Session, space: str, randbelow: Callable[[int], int] = secrets.randbelow) -> int:
    """Draw a new number of a space: three digits, one more whenever the space is half full."""
    digits = _digits(session, space, randbelow)
    low: int = 10 ** (digits - 1)
    while True:
        number = low + randbelow(_size(digits))
        if session.get(Reference, (space, number)) is None:
            session.add(Reference(space=space, number=number))
            return number


def _digits(session: Session, space: str, randbelow: Callable[[int], int]) -> int:
    """How many digits the next number has. Up to four are counted; of more numbers some are looked at."""
    highest = session.exec(select(func.max(Reference.number)).where(Reference.space == space)).one() or 0
    digits = max(len(str(highest)), 3)
    if digits > _COUNTED_DIGITS:
        low: int = 10 ** (digits - 1)
        some = {low + randbelow(_size(digits)) for _ in range(_LOOKED_AT)}
        there = select(func.count()).where(Reference.space == space, col(Reference.number).in_(some))
        return digits + (session.exec(there).one() * 2 >= len(some))
    taken = session.exec(select(func.count()).select_from(Reference).where(Reference.space == space)).one()
    while taken * 2 >= _room(digits):
        digits += 1
    return digits


def spell(space: str, number: int) -> str:
    """How people write a reference: ``T-318``."""
    return f"{space}-{number}"


def read_reference(words: str, space: str) -> int:
    """The number in ``318``, ``t318``, ``#318`` or ``T-318``. Raises BadInput for anything else."""
    match = _SPELLING.fullmatch(words)
    if match is None or (match[1] and match[1].upper() != space):
        raise BadInput(f"{words.strip()[:40]!r} is no {SPACES[space]}.", f"A {SPACES[space]} looks like {space}-318.")
    return int(match[2])


def _size(digits: int) -> int:
    return int(9 * 10 ** (digits - 1))


def _room(digits: int) -> int:
    """All numbers of up to ``digits`` digits, three at least."""
    return sum(_size(d) for d in range(3, digits + 1))
