"""Words of the conference: its states, the kinds and phases of its items, and what is filed in it."""

from enum import StrEnum


class ConferenceState(StrEnum):
    """Where one conference stands. That it was moved or is extraordinary is said beside its state."""

    PLANNED = "planned"
    CONFIRMED = "confirmed"
    IN_SESSION = "in_session"
    CLOSED = "closed"
    MINUTES_AGREED = "minutes_agreed"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """How people read it."""
        return self.value.replace("_", " ")


AHEAD = frozenset({ConferenceState.PLANNED, ConferenceState.CONFIRMED})
HELD = frozenset({ConferenceState.CLOSED, ConferenceState.MINUTES_AGREED})


class CancelReason(StrEnum):
    """Why a conference does not take place."""

    HOLIDAY = "holiday"
    AGENCY_MISSING = "agency_missing"
    EMERGENCY = "emergency"

    @property
    def label(self) -> str:
        """How people read it."""
        return {"holiday": "a holiday", "agency_missing": "an agency is missing", "emergency": "an emergency"}[
            self.value
        ]


class ItemKind(StrEnum):
    """What an item of the agenda is. The first two and the last two stand on every agenda."""

    OPENING = "opening"
    PROMISES = "promises"
    PARTICIPANT = "participant"
    BUSINESS = "business"
    CONSULTATION = "consultation"
    PARKING = "parking"
    CLOSING = "closing"

    @property
    def label(self) -> str:
        """How people read it."""
        return ITEM_LABELS[self]


ITEM_LABELS = {
    ItemKind.OPENING: "open",
    ItemKind.PROMISES: "promises since last time",
    ItemKind.PARTICIPANT: "participant",
    ItemKind.BUSINESS: "business",
    ItemKind.CONSULTATION: "general consultation",
    ItemKind.PARKING: "parking lot",
    ItemKind.CLOSING: "close",
}
ALWAYS_FIRST = (ItemKind.OPENING, ItemKind.PROMISES)
ALWAYS_LAST = (ItemKind.PARKING, ItemKind.CLOSING)
DEBATED = frozenset({ItemKind.PARTICIPANT, ItemKind.BUSINESS, ItemKind.CONSULTATION})


class ItemState(StrEnum):
    """Where an item stands. ``not_discussed``: sharing ended, or somebody present may not hear it."""

    PLANNED = "planned"
    OPEN = "open"
    DONE = "done"
    NOT_REACHED = "not_reached"
    NOT_DISCUSSED = "not_discussed"
    REMOVED = "removed"

    @property
    def label(self) -> str:
        """How people read it."""
        return self.value.replace("_", " ")


class Phase(StrEnum):
    """What the room is doing with the open item. Items without debate have the one phase ``room``."""

    ROOM = "room"
    SNAPSHOT = "snapshot"
    WORDS = "words"
    DEBATE = "debate"
    DECISION = "decision"
    DISSENT = "dissent"
    ACTIONS = "actions"

    @property
    def label(self) -> str:
        """How people read it."""
        return "their words" if self is Phase.WORDS else self.value


class LineKind(StrEnum):
    """What one filed line is. ``no_words`` is the reason why there are no words of the participant, ``asked`` what the
    room asks of them, ``since`` what happened since a dissent that came back."""

    WORDS = "words"
    NO_WORDS = "no_words"
    OPTION = "option"
    ARGUMENT = "argument"
    DECISION = "decision"
    DISSENT = "dissent"
    ACTION = "action"
    PARKED = "parked"
    ASKED = "asked"
    SINCE = "since"

    @property
    def label(self) -> str:
        """How people read it."""
        return LINE_LABELS.get(self, self.value)


LINE_LABELS = {
    LineKind.WORDS: "their words",
    LineKind.NO_WORDS: "no words, because",
    LineKind.ASKED: "asked of them",
    LineKind.SINCE: "what happened since",
}


class TurnedOut(StrEnum):
    """How it turned out for a dissent that was looked at again."""

    RIGHT = "right"
    OTHERWISE = "otherwise"
    EARLY = "early"

    @property
    def label(self) -> str:
        """How people read it, after a name: ``Dana was right``."""
        return {"right": "was right", "otherwise": "it came otherwise", "early": "too early to say"}[self.value]


class DecidedBy(StrEnum):
    """How a decision came about."""

    CONSENSUS = "consensus"
    CHAIR = "chair"
    VOTE = "vote"
    DEFERRED = "deferred"


class AgendaReason(StrEnum):
    """Why an item stands on the agenda, in the order in which items are proposed (rules: Conference)."""

    NOT_REACHED = "not_reached"
    TO_RATIFY = "to_ratify"
    DISSENT_DUE = "dissent_due"
    STALLED = "stalled"
    RELEASE_ENDING = "release_ending"
    RELEASE_NEW = "release_new"
    CHANGED_GOAL = "changed_goal"
    ASKED_FOR = "asked_for"
    STEADY = "steady"

    @property
    def rank(self) -> int:
        """0 comes first; an end and a beginning of sharing weigh the same."""
        return list(AgendaReason).index(self)

    @property
    def label(self) -> str:
        """How people read it on an agenda, in a word or two."""
        return REASON_LABELS[self]


REASON_LABELS = {
    AgendaReason.NOT_REACHED: "not reached last time",
    AgendaReason.TO_RATIFY: "proposal not ratified",
    AgendaReason.DISSENT_DUE: "dissent, look again",
    AgendaReason.STALLED: "stalled",
    AgendaReason.RELEASE_ENDING: "release ends soon",
    AgendaReason.RELEASE_NEW: "new release",
    AgendaReason.CHANGED_GOAL: "goal changed",
    AgendaReason.ASKED_FOR: "asked for",
    AgendaReason.STEADY: "steady",
}


class Hearing(StrEnum):
    """Whether an agency may hear about a participant, and what to do where it may not."""

    MAY_HEAR = "may_hear"
    ENDS_BEFORE = "ends_before"
    NO_RELEASE = "no_release"

    @property
    def label(self) -> str:
        """How people read it."""
        return {"may_hear": "may hear", "ends_before": "ends before", "no_release": "no release"}[self.value]
