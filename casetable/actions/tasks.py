"""Everything that can be done to a task, by one name: asks.py begins a promise, promises.py keeps it."""

from casetable.actions.asks import accept, ask, decline, edit, hand, reopen
from casetable.actions.promises import (
    agree_drop,
    block,
    complete,
    drop,
    log,
    move,
    offer_help,
    unblock,
    want_help,
)

__all__ = [
    "accept",
    "agree_drop",
    "ask",
    "block",
    "complete",
    "decline",
    "drop",
    "edit",
    "hand",
    "log",
    "move",
    "offer_help",
    "reopen",
    "unblock",
    "want_help",
]
