"""When a dissent is looked at again: on its day, then until somebody says what happened since. Rules: Conference."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from casetable.words import TurnedOut


class Answer(Protocol):
    """What happened since a dissent, as it was filed."""

    @property
    def turned_out(self) -> TurnedOut | None:
        """How it turned out."""

    @property
    def look_again_on(self) -> date | None:
        """When to look again, where it was too early to say."""


def look_again_day(day: date, answers: Sequence[Answer]) -> date | None:
    """Return the day on which a dissent is to be looked at again; None once it is settled.

    ``day`` is its own, ``answers`` what was said since, the newest last. The newest one counts: right or otherwise
    settles it, too early to say puts it off. A day that has passed stays until somebody says what happened.
    """
    if not answers:
        return day
    newest = answers[-1]
    if newest.turned_out in (TurnedOut.RIGHT, TurnedOut.OTHERWISE):
        return None
    return newest.look_again_on or day
