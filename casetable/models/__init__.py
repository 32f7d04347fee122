"""Nouns: the SQLModel tables. No queries, no clock. Importing this room imports every table."""

from casetable.models.agreement import (
    Agreement,
    AgreementLadderStep,
    AgreementNewcomer,
    AgreementObjective,
    AgreementParty,
    AgreementSection,
    ObjectiveReading,
    Partnership,
    Signature,
)
from casetable.models.backups import Backup
from casetable.models.base import Row, new_id
from casetable.models.conference import (
    Attendance,
    Conference,
    ConferenceDraft,
    ConferenceItem,
    ConferenceLine,
    ConferenceReply,
)
from casetable.models.consent import Release
from casetable.models.disclosures import Disclosure, Draft, ErasureAnswer, Viewing
from casetable.models.log import ClockEffect, Erasure, Log, LogDetail, LogSubject, Reference
from casetable.models.minutes import (
    Minutes,
    MinutesContent,
    MinutesCorrection,
    MinutesPaper,
    MinutesReply,
    MinutesTold,
    Ratification,
)
from casetable.models.outcomes import OutcomeReading
from casetable.models.participants import HouseholdLink, Participant, ParticipantAnswer, TeamMember
from casetable.models.people import Agency, Away, Person, PersonRole
from casetable.models.tasks import Task, TaskEvent
from casetable.models.voice import Note, SafeContact

__all__ = [
    "Agency",
    "Agreement",
    "AgreementLadderStep",
    "AgreementNewcomer",
    "AgreementObjective",
    "AgreementParty",
    "AgreementSection",
    "Attendance",
    "Away",
    "Backup",
    "ClockEffect",
    "Conference",
    "ConferenceDraft",
    "ConferenceItem",
    "ConferenceLine",
    "ConferenceReply",
    "Disclosure",
    "Draft",
    "Erasure",
    "ErasureAnswer",
    "HouseholdLink",
    "Log",
    "LogDetail",
    "LogSubject",
    "Minutes",
    "MinutesContent",
    "MinutesCorrection",
    "MinutesPaper",
    "MinutesReply",
    "MinutesTold",
    "Note",
    "ObjectiveReading",
    "OutcomeReading",
    "Participant",
    "ParticipantAnswer",
    "Partnership",
    "Person",
    "PersonRole",
    "Ratification",
    "Reference",
    "Release",
    "Row",
    "SafeContact",
    "Signature",
    "Task",
    "TaskEvent",
    "TeamMember",
    "Viewing",
    "new_id",
]
