"""Words for who sits at the table and how they were heard."""

from enum import StrEnum


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


class Means(StrEnum):
    """How an answer reached the one who noted it."""

    MAIL = "mail"
    PHONE = "phone"
    PAPER = "paper"


class ThingKind(StrEnum):
    """What somebody who leaves has in their hands; the value is how JSON says it."""

    PROMISE = "promise"
    ASK = "ask"
    OWED = "owed"
    LEAD = "lead"
    TEAM = "team"
    RELEASE = "release"
    REPORT = "report"
    COVER = "cover"
    CHAIR = "chair"
    TEXT = "text"

    @property
    def label(self) -> str:
        """How people read it."""
        return _THING_LABELS[self]


_THING_LABELS = {
    ThingKind.PROMISE: "promise",
    ThingKind.ASK: "asked of them",
    ThingKind.OWED: "they asked",
    ThingKind.LEAD: "lead worker",
    ThingKind.TEAM: "in the team",
    ThingKind.RELEASE: "renews release",
    ThingKind.REPORT: "reports to them",
    ThingKind.COVER: "they cover",
    ThingKind.CHAIR: "they chair",
    ThingKind.TEXT: "kept text",
}


CLOCK = "clock"
"""The actor that applies what time brings about; never a person."""
