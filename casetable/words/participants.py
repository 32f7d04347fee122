"""Words about participants: their states, answers, voice and outcomes."""

from enum import StrEnum

from casetable.words.signs import Sign


class ParticipantState(StrEnum):
    """Where a participant stands on the way to the table and from it."""

    CONSIDERED = "considered"
    PROPOSED = "proposed"
    AGREED = "agreed"
    ACTIVE = "active"
    PASSED_OVER = "passed_over"
    LEFT = "left"

    @property
    def label(self) -> str:
        """How people read it."""
        return self.value.replace("_", " ")


AT_THE_TABLE = frozenset({ParticipantState.AGREED, ParticipantState.ACTIVE})


class Answer(StrEnum):
    """An agency's answer to a proposal."""

    AGREE = "agree"
    DECLINE = "decline"


class DeclineReason(StrEnum):
    """Why an agency declines a proposal: the code that stays when the name is gone."""

    NO_CAPACITY = "no_capacity"
    NOT_NOW = "not_now"
    NOT_ELIGIBLE = "not_eligible"
    OTHER = "other"

    @property
    def label(self) -> str:
        """How people read it."""
        return self.value.replace("_", " ")


class LeavingReason(StrEnum):
    """Why a participant left the table."""

    HOUSED = "housed"
    GRADUATED = "graduated"
    MOVED = "moved"
    LOST_CONTACT = "lost_contact"
    DIED = "died"
    WITHDREW = "withdrew"
    OTHER = "other"

    @property
    def label(self) -> str:
        """How people read it."""
        return self.value.replace("_", " ")


class NoteKind(StrEnum):
    """What a text about a participant is: something noted, something they said, or something they were told."""

    NOTE = "note"
    CONTACT = "contact"
    GOAL = "goal"
    TAKING_PART = "taking_part"
    TOLD = "told"

    @property
    def label(self) -> str:
        """How people read it."""
        return NOTE_LABELS[self]


NOTE_LABELS = {
    NoteKind.NOTE: "note",
    NoteKind.CONTACT: "contact",
    NoteKind.GOAL: "in their words",
    NoteKind.TAKING_PART: "conference",
    NoteKind.TOLD: "told",
}


class TakingPart(StrEnum):
    """How a participant wants to take part in conferences."""

    ATTEND = "attend"
    MESSAGE = "message"
    ADVOCATE = "advocate"
    NOT_THIS_TIME = "not_this_time"

    @property
    def label(self) -> str:
        """How people read it, after their name."""
        return TAKING_PART_LABELS[self]


TAKING_PART_LABELS = {
    TakingPart.ATTEND: "wants to be there",
    TakingPart.MESSAGE: "wants to send a message",
    TakingPart.ADVOCATE: "sends somebody who speaks for them",
    TakingPart.NOT_THIS_TIME: "not this time",
}


class OutcomeView(StrEnum):
    """Whose view a reading is. The two stand side by side and are never averaged."""

    WORKER = "worker"
    PARTICIPANT = "participant"


class OutcomeValue(StrEnum):
    """A reading against the baseline that was fixed at selection."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    UNKNOWN = "unknown"

    @property
    def sign(self) -> "Sign":
        """Its sign, always drawn with its word or its domain."""
        return Sign[self.name]


class HousingCategory(StrEnum):
    """What kind of place a HUD destination or living-situation code names, by its hundreds digit."""

    PERMANENT = "permanent"
    TEMPORARY = "temporary"
    INSTITUTIONAL = "institutional"
    HOMELESS = "homeless"
    OTHER = "other"
