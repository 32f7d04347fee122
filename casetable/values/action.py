"""What an action declares about itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be done. ``name`` is what the log stores, ``label`` what history says.

    ``never`` is empty when undo restores the rows (ROWS), else the reason why it is never undone. An action that
    ``forgets`` leaves what the rows held before out of its log entry; it is never undone. Raises ValueError.
    """

    name: str
    label: str
    never: str = ""
    forgets: bool = False

    def __post_init__(self) -> None:
        if self.forgets and not self.never:
            raise ValueError("an action that forgets cannot be undone, and says so")


def never(reason: str) -> str:
    """The reason why an action is never undone; it is corrected by a new entry instead."""
    if not reason:
        raise ValueError("an action that is never undone says why")
    return reason
