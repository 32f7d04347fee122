"""Words of weekly tasks: states, events, reasons, verdicts."""

from enum import StrEnum


class TaskState(StrEnum):
    """The state of a task: a fold over its events, stored and recomputed by ``verify``."""

    ASKED = "asked"
    OPEN = "open"
    BLOCKED = "blocked"
    DONE = "done"
    DECLINED = "declined"
    RETURNED = "returned"
    DROPPED = "dropped"
    HANDED_OVER = "handed_over"

    @property
    def label(self) -> str:
        """How people read it."""
        return self.value.replace("_", " ")


UNDER_WAY = frozenset({TaskState.ASKED, TaskState.OPEN, TaskState.BLOCKED})


PROMISED = frozenset({TaskState.OPEN, TaskState.BLOCKED})


class TaskEventKind(StrEnum):
    """What can happen to a task (rules: Weekly tasks)."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    OFFERED = "offered_another_date"
    DECLINED = "declined"
    RETURNED = "returned"
    LOGGED = "logged"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"
    HELP_WANTED = "help_wanted"
    HELPED = "helped"
    MOVED = "moved"
    DONE = "done"
    DROPPED = "dropped"
    DROP_AGREED = "drop_agreed"
    HANDED_OVER = "handed_over"
    REOPENED = "reopened"

    @property
    def label(self) -> str:
        """How people read it."""
        return self.value.replace("_", " ")


class DropReason(StrEnum):
    """Why a promise was let go."""

    PARTICIPANT = "participant"
    NOT_NEEDED = "not_needed"
    CANNOT = "cannot"
    OTHER = "other"

    @property
    def label(self) -> str:
        """How people read it."""
        return DROP_LABELS[self]


DROP_LABELS = {
    DropReason.PARTICIPANT: "the participant chose otherwise or did not come",
    DropReason.NOT_NEEDED: "no longer needed",
    DropReason.CANNOT: "cannot do it",
    DropReason.OTHER: "another reason",
}


class Verdict(StrEnum):
    """How a promise is counted, once (rules: Weekly tasks)."""

    PENDING = "pending"
    KEPT = "kept"
    LATE = "late"
    MISSED = "missed"
    OUTSIDE = "outside"
    NONE = "none"
