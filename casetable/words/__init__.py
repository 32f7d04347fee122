"""The vocabulary: every enum of casetable with its labels and signs.

Standard library only. Values are what the database and JSON hold; labels are what people read.
"""

from casetable.words.agreement import AgreementKind, AgreementState, Sharing
from casetable.words.consent import (
    BASIS_LABELS,
    CATEGORY_TAGS,
    ERASURE_LABELS,
    SAID_GROUNDS,
    WRITTEN_ONLY,
    Basis,
    Category,
    DisclosureKind,
    ErasureReply,
    Method,
    ReleaseState,
)
from casetable.words.participants import (
    AT_THE_TABLE,
    NOTE_LABELS,
    TAKING_PART_LABELS,
    Answer,
    DeclineReason,
    HousingCategory,
    LeavingReason,
    NoteKind,
    OutcomeValue,
    OutcomeView,
    ParticipantState,
    TakingPart,
)
from casetable.words.people import CLOCK, Means, Role, Sector
from casetable.words.signs import MONTH_NAMES, MONTHS, PLAIN_SIGNS, WEEKDAY_NAMES, WEEKDAYS, Sign
from casetable.words.tasks import DROP_LABELS, PROMISED, UNDER_WAY, DropReason, TaskEventKind, TaskState, Verdict

__all__ = [
    "AT_THE_TABLE",
    "BASIS_LABELS",
    "CATEGORY_TAGS",
    "CLOCK",
    "DROP_LABELS",
    "ERASURE_LABELS",
    "MONTHS",
    "MONTH_NAMES",
    "NOTE_LABELS",
    "PLAIN_SIGNS",
    "PROMISED",
    "SAID_GROUNDS",
    "TAKING_PART_LABELS",
    "UNDER_WAY",
    "WEEKDAYS",
    "WEEKDAY_NAMES",
    "WRITTEN_ONLY",
    "AgreementKind",
    "AgreementState",
    "Answer",
    "Basis",
    "Category",
    "DeclineReason",
    "DisclosureKind",
    "DropReason",
    "ErasureReply",
    "HousingCategory",
    "LeavingReason",
    "Means",
    "Method",
    "NoteKind",
    "OutcomeValue",
    "OutcomeView",
    "ParticipantState",
    "ReleaseState",
    "Role",
    "Sector",
    "Sharing",
    "Sign",
    "TakingPart",
    "TaskEventKind",
    "TaskState",
    "Verdict",
]
