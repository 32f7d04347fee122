"""The vocabulary: every enum of casetable with its labels and signs.

Standard library only. Values are what the database and JSON hold; labels are what people read.
"""

from enum import StrEnum


class Category(StrEnum):
    """The data category that every text about a participant carries (rules: Consent)."""

    GENERAL = "general"
    HEALTH = "health"
    MENTAL_HEALTH = "mental_health"
    SUBSTANCE_USE = "substance_use"
    VICTIM_SERVICES = "victim_services"
    JUSTICE = "justice"

    @property
    def label(self) -> str:
        """How people read it: ``mental health``."""
        return self.value.replace("_", " ")

    @property
    def tag(self) -> str:
        """The word after ``~`` in a one-line entry."""
        return CATEGORY_TAGS[self]


CATEGORY_TAGS = {
    Category.GENERAL: "general",
    Category.HEALTH: "health",
    Category.MENTAL_HEALTH: "mh",
    Category.SUBSTANCE_USE: "sud",
    Category.VICTIM_SERVICES: "vs",
    Category.JUSTICE: "justice",
}

WRITTEN_ONLY = frozenset({Category.SUBSTANCE_USE, Category.VICTIM_SERVICES})


class Role(StrEnum):
    """What somebody is at the table (rules: Agreement)."""

    FRONTLINE = "frontline"
    SUPERVISOR = "supervisor"
    PROGRAMME_MANAGER = "programme_manager"
    SENIOR_MANAGER = "senior_manager"
    COORDINATOR = "coordinator"
    ADVISER = "adviser"

    @property
    def label(self) -> str:
        """How people read it."""
        return self.value.replace("_", " ")


class Sector(StrEnum):
    """What an agency does."""

    SOCIAL_SERVICES = "social_services"
    HOMELESS_SERVICES = "homeless_services"
    COMMUNITY_MENTAL_HEALTH = "community_mental_health"
    HEALTH = "health"
    JUSTICE = "justice"
    VICTIM_SERVICES = "victim_services"
    HOUSING = "housing"
    BACKBONE = "backbone"
    OTHER = "other"


class AgreementKind(StrEnum):
    """How binding the partnership's paper is."""

    MOU = "mou"
    CHARTER = "charter"
    HANDSHAKE = "handshake"


class AgreementState(StrEnum):
    """Where a version of the agreement stands."""

    DRAFT = "draft"
    OFFERED = "offered"
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    ENDED = "ended"


class Sharing(StrEnum):
    """How the offices share one table (product: asked once at set-up)."""

    ONE_LAPTOP = "one_laptop"
    SSH_HOST = "ssh_host"
    POSTGRESQL = "postgresql"


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


class Method(StrEnum):
    """How a release was given; ordered from weakest to strongest by ``strength``."""

    INFERRED = "inferred"
    VERBAL = "verbal"
    WRITTEN = "written"

    @property
    def strength(self) -> int:
        """0 inferred, 1 verbal, 2 written."""
        return list(Method).index(self)


class ReleaseState(StrEnum):
    """How one release stands on one day. States are told apart, never merged."""

    IN_FORCE = "in_force"
    NOT_YET = "not_yet"
    EXPIRED = "expired"
    REVOKED = "revoked"
    REFUSED = "refused"
    NONE = "none_on_file"

    @property
    def label(self) -> str:
        """How people read it."""
        return self.value.replace("_", " ")


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


class Basis(StrEnum):
    """On what ground something was disclosed."""

    RELEASE = "release"
    TREATMENT = "treatment"
    TEAM_STATUTE = "team_statute"
    EMERGENCY = "emergency"
    LEGAL_ORDER = "legal_order"
    PARTICIPANT = "participant"
    CONSIDERED = "considered"
    OWN_FILE = "own_file"

    @property
    def label(self) -> str:
        """How people read it."""
        return BASIS_LABELS[self]


BASIS_LABELS = {
    Basis.RELEASE: "a release",
    Basis.TREATMENT: "treatment",
    Basis.TEAM_STATUTE: "a team statute",
    Basis.EMERGENCY: "an emergency",
    Basis.LEGAL_ORDER: "a legal order",
    Basis.PARTICIPANT: "given to the participant",
    Basis.CONSIDERED: "their yes to being considered",
    Basis.OWN_FILE: "the agency's own notes",
}

SAID_GROUNDS = (Basis.RELEASE, Basis.TREATMENT, Basis.TEAM_STATUTE, Basis.EMERGENCY, Basis.LEGAL_ORDER)
"""What may be said to have been the ground of telling something; the others are written by documents alone."""


class DisclosureKind(StrEnum):
    """By what something left the table."""

    TOLD = "told"
    CODES = "codes"
    BY_NAME_LIST = "by_name_list"
    EXPORT = "export"
    SHEET = "sheet"
    ACCOUNT = "account"
    OWN_NOTES = "own_notes"

    @property
    def label(self) -> str:
        """How people read it."""
        return self.value.replace("_", " ")


class ErasureReply(StrEnum):
    """What an agency says when its own notes about somebody are to be erased."""

    TAKEN = "taken"
    NOTHING = "nothing"
    HOLD = "hold"

    @property
    def label(self) -> str:
        """How people read it."""
        return ERASURE_LABELS[self]


ERASURE_LABELS = {
    ErasureReply.TAKEN: "has taken its own notes",
    ErasureReply.NOTHING: "has nothing to keep",
    ErasureReply.HOLD: "holds",
}


class Means(StrEnum):
    """How an answer reached the one who noted it."""

    MAIL = "mail"
    PHONE = "phone"
    PAPER = "paper"


class HousingCategory(StrEnum):
    """What kind of place a HUD destination or living-situation code names, by its hundreds digit."""

    PERMANENT = "permanent"
    TEMPORARY = "temporary"
    INSTITUTIONAL = "institutional"
    HOMELESS = "homeless"
    OTHER = "other"


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

CLOCK = "clock"
"""The actor that applies what time brings about; never a person."""
