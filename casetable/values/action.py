"""What an action declares about itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be done. ``name`` is what the log stores, ``label`` what history says.

    ``never`` is empty when undo restores the rows (ROWS), else the reason why it is never undone.
    """

    name: str
    label: str
    never: str = ""


def never(reason: str) -> str:
    """The reason why an action is never undone; it is corrected by a new entry instead."""
    if not reason:
        raise ValueError("an action that is never undone says why")
    return reason
