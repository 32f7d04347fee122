"""Words of the agreement."""

from enum import StrEnum


class AgreementKind(StrEnum):
    """How binding the partnership's paper is."""

    MOU = "mou"
    CHARTER = "charter"
    HANDSHAKE = "handshake"

    @property
    def label(self) -> str:
        """How people read it."""
        return {"mou": "memorandum", "charter": "charter", "handshake": "handshake"}[self.value]


class AgreementState(StrEnum):
    """Where a version of the agreement stands."""

    DRAFT = "draft"
    OFFERED = "offered"
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    ENDED = "ended"

    @property
    def label(self) -> str:
        """How people read it."""
        return self.value.replace("_", " ")


class Sharing(StrEnum):
    """How the offices share one table (product: asked once at set-up)."""

    ONE_LAPTOP = "one_laptop"
    SSH_HOST = "ssh_host"
    POSTGRESQL = "postgresql"


class SectionTopic(StrEnum):
    """What a section is about: the checklist of a good agreement between agencies, in the order of its sections.

    A number that casetable uses is printed below the section of its topic, and ``w`` cites that section.
    """

    PARTIES = "parties"
    PURPOSE = "purpose"
    LIMITS = "limits"
    PARTICIPANTS = "participants"
    DEFINITIONS = "definitions"
    ROLES = "roles"
    WAYS = "ways"
    DECISIONS = "decisions"
    INFORMATION = "information"
    VOICE = "voice"
    ACCOUNTABILITY = "accountability"
    CONFLICT = "conflict"
    SERVICES = "services"
    MEASURES = "measures"
    GROWTH = "growth"
    JOINING = "joining"
    AUTONOMY = "autonomy"
    SAFETY = "safety"
    TERM = "term"
    SIGNATURES = "signatures"

    @property
    def label(self) -> str:
        """What the checklist calls it."""
        return TOPIC_LABELS[self]


TOPIC_LABELS = {
    SectionTopic.PARTIES: "parties and signatories",
    SectionTopic.PURPOSE: "shared challenge, purpose and mutual interest",
    SectionTopic.LIMITS: "what the collaboration is not",
    SectionTopic.PARTICIPANTS: "who can be a participant, and how participants are chosen",
    SectionTopic.DEFINITIONS: "definitions",
    SectionTopic.ROLES: "roles, an impartial coordinator, a rotating chair",
    SectionTopic.WAYS: "ways of working",
    SectionTopic.DECISIONS: "decisions, quorum and dissent",
    SectionTopic.INFORMATION: "information sharing and releases",
    SectionTopic.VOICE: "the participant's voice and complaints",
    SectionTopic.ACCOUNTABILITY: "accountability and recourse",
    SectionTopic.CONFLICT: "conflict steps",
    SectionTopic.SERVICES: "services continue in a dispute",
    SectionTopic.MEASURES: "shared measures and each party's success",
    SectionTopic.GROWTH: "growth and pause",
    SectionTopic.JOINING: "joining, leaving and handover",
    SectionTopic.AUTONOMY: "autonomy, money and liability",
    SectionTopic.SAFETY: "safety, equality and training",
    SectionTopic.TERM: "term, review and amendment",
    SectionTopic.SIGNATURES: "signatures",
}


class Ready(StrEnum):
    """Whether an agency has what the work takes."""

    YES = "yes"
    NOT_YET = "not_yet"

    @property
    def label(self) -> str:
        """How people read it."""
        return self.value.replace("_", " ")


class DecisionRule(StrEnum):
    """How a conference decides where not all agree."""

    CONSENSUS = "consensus"
    CHAIR = "chair"
    VOTE = "vote"

    @property
    def label(self) -> str:
        """How people read it, after "where not all agree: "."""
        return {
            "consensus": "nothing is decided until all can live with it",
            "chair": "the chair decides",
            "vote": "each agency has one vote",
        }[self.value]


class PaperSigned(StrEnum):
    """Which of an agreement's two papers a signature stands under."""

    AGREEMENT = "agreement"
    OBJECTIVES = "objectives"


class ObjectiveStatus(StrEnum):
    """Where an objective stands in a quarter."""

    DONE = "done"
    AHEAD = "ahead"
    ON_TARGET = "on_target"
    BEHIND = "behind"
    NO_UPDATE = "no_update"

    @property
    def label(self) -> str:
        """How people read it."""
        return self.value.replace("_", " ")
