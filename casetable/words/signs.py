"""Signs with their words, and the names of days and months."""

from enum import StrEnum


class Sign(StrEnum):
    """A status at a glance: always drawn with its word. ``plain`` is the ASCII twin."""

    DONE = "✓"
    DUE = "·"
    LATE = "!"
    ASKED = "?"
    MOVED = "↷"
    BLOCKED = "‖"
    DECLINED = "✗"
    HELPED = "♡"
    UNASSIGNED = "○"
    DECISION = "◆"
    DISSENT = "≠"
    BETTER = "▲"
    SAME = "="
    WORSE = "▼"
    UNKNOWN = "–"
    CURSOR = "▸"

    @property
    def plain(self) -> str:
        """The sign where only ASCII can be drawn."""
        return PLAIN_SIGNS[self]


PLAIN_SIGNS = {
    Sign.DONE: "ok",
    Sign.DUE: ".",
    Sign.LATE: "!",
    Sign.ASKED: "?",
    Sign.MOVED: ">",
    Sign.BLOCKED: "||",
    Sign.DECLINED: "x",
    Sign.HELPED: "+",
    Sign.UNASSIGNED: "o",
    Sign.DECISION: "*",
    Sign.DISSENT: "!=",
    Sign.BETTER: "^",
    Sign.SAME: "~",
    Sign.WORSE: "v",
    Sign.UNKNOWN: "-",
    Sign.CURSOR: ">>",
}


WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


MONTH_NAMES = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
