"""Nouns: the SQLModel tables. No queries, no clock. Importing this room imports every table."""

from casetable.models.agreement import (
    Agreement,
    AgreementLadderStep,
    AgreementObjective,
    AgreementParty,
    AgreementSection,
    Partnership,
)
from casetable.models.backups import Backup
from casetable.models.base import Row, new_id
from casetable.models.consent import Release
from casetable.models.log import ClockEffect, Erasure, Log, LogDetail, LogSubject, Reference
from casetable.models.participants import Participant, ParticipantAnswer
from casetable.models.people import Agency, Person, PersonRole
from casetable.models.tasks import Task, TaskEvent

__all__ = [
    "Agency",
    "Agreement",
    "AgreementLadderStep",
    "AgreementObjective",
    "AgreementParty",
    "AgreementSection",
    "Backup",
    "ClockEffect",
    "Erasure",
    "Log",
    "LogDetail",
    "LogSubject",
    "Participant",
    "ParticipantAnswer",
    "Partnership",
    "Person",
    "PersonRole",
    "Reference",
    "Release",
    "Row",
    "Task",
    "TaskEvent",
    "new_id",
]
