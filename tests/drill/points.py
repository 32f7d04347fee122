"""Points inside a write at which a child is killed, besides the moments drawn blindly from outside.

``locked``, ``written``, ``before`` and ``after``: the child kills itself there. ``within``: it tells the drill that
COMMIT begins, and is killed a few milliseconds later, so that many kills fall into the COMMIT itself.
"""

import os
import random
import signal
from dataclasses import dataclass
from typing import Any

from tests.drill.forks import Mouth

POINTS = ("locked", "written", "before", "within", "after")


@dataclass(frozen=True)
class Fuse:
    """Where one child is killed: at the ``count``-th time that it comes to ``point``."""

    point: str
    count: int


def draw(chance: random.Random, most: int) -> Fuse:
    """A point, and how often it is come to: ``most`` times at the most."""
    return Fuse(chance.choices(POINTS, weights=(1, 1, 2, 6, 2))[0], chance.randint(1, most))


def lay(fuse: Fuse | None, mouth: Mouth) -> None:
    """Listen to SQLAlchemy's own events in this child; nothing of casetable is changed."""
    if fuse is None:
        return
    from sqlalchemy import Engine, event
    from sqlalchemy.orm import Session

    passed = 0

    def strike(*_: Any) -> None:
        nonlocal passed
        passed += 1
        if passed != fuse.count:
            return
        if fuse.point == "within":
            mouth.tell(commit=passed)
        else:
            os.kill(os.getpid(), signal.SIGKILL)

    listened: tuple[Any, str] = {
        "locked": (Session, "before_flush"),
        "written": (Session, "after_flush"),
        "before": (Engine, "commit"),
        "within": (Engine, "commit"),
        "after": (Session, "after_commit"),
    }[fuse.point]
    event.listen(*listened, strike)
