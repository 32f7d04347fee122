"""Words of what is kept of a conference: how its minutes stand, for whom they are made, and what was corrected."""

from enum import StrEnum


class MinutesState(StrEnum):
    """Where one revision of a conference's minutes stands. ``replaced``: a later revision was agreed."""

    OPEN = "open"
    AGREED = "agreed"
    REPLACED = "replaced"

    @property
    def label(self) -> str:
        """How people read it."""
        return {"open": "open for corrections", "agreed": "agreed", "replaced": "replaced"}[self.value]


class Audience(StrEnum):
    """For whom an edition of the minutes is made. ``mail``: for an agency, with what mail may carry."""

    AGENCY = "agency"
    MAIL = "mail"
    MANAGERS = "managers"
    PARTICIPANT = "participant"

    @property
    def label(self) -> str:
        """How people read it."""
        return self.value


class MinutesForm(StrEnum):
    """The form in which an edition is kept."""

    MARKDOWN = "md"
    HTML = "html"
    PDF = "pdf"
    JSON = "json"


class CorrectionKind(StrEnum):
    """What a correction does: it says a line in other words, or puts a note beside a line or an item."""

    REWORDED = "reworded"
    NOTED = "noted"

    @property
    def label(self) -> str:
        """How people read it."""
        return self.value


class ProposalState(StrEnum):
    """What became of a decision that was made without quorum."""

    WAITING = "waiting"
    RATIFIED = "ratified"
    REFUSED = "refused"
    RETURNED = "returned"

    @property
    def label(self) -> str:
        """How people read it."""
        return {
            "waiting": "to be ratified",
            "ratified": "ratified",
            "refused": "not ratified",
            "returned": "back on the agenda",
        }[self.value]
