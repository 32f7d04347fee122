"""Words of consent: data categories, releases, disclosures, erasure."""

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
    CONFERENCE = "conference"
    AGENDA = "agenda"
    PRE_READ = "pre_read"
    ASK_CARD = "ask_card"
    MINUTES = "minutes"
    LETTER = "letter"
    MAIL = "mail"

    @property
    def label(self) -> str:
        """How people read it."""
        return "pre-read" if self is DisclosureKind.PRE_READ else self.value.replace("_", " ")


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
