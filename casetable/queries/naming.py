"""Naming any row in a sentence, as a seat may know of it: by reference where there is one."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, col, select

from casetable.models import (
    ConferenceItem,
    ConferenceLine,
    Disclosure,
    Draft,
    ErasureAnswer,
    HouseholdLink,
    MinutesCorrection,
    MinutesPaper,
    MinutesTold,
    Note,
    OutcomeReading,
    Participant,
    ParticipantAnswer,
    Ratification,
    Release,
    SafeContact,
    Task,
    TaskEvent,
    TeamMember,
)
from casetable.queries.facts import participant_listed, release_shown
from casetable.store.references import spell
from casetable.values.seat import Seat

_CALLED = {
    "agency": "An agency",
    "backup": "A backup's record",
    "person": "A person",
    "person_role": "A person's role",
    "agreement": "The agreement",
    "agreement_newcomer": "A new party of the agreement",
    "away": "An absence",
    "objective_reading": "A reading of an objective",
    "signature": "A signature",
    "agreement_ladder_step": "A step of the conflict ladder",
    "agreement_objective": "An objective of the agreement",
    "agreement_party": "What an agency brings to the agreement",
    "agreement_section": "A section of the agreement",
    "partnership": "The partnership",
    "conference": "A conference",
    "attendance": "Somebody's attendance",
    "conference_reply": "Somebody's word that they come",
    "minutes": "The minutes of a conference",
    "minutes_reply": "An agency's word on the minutes",
    "clock_effect": "A record of what the clock did",
}

_ABOUT: dict[str, tuple[str, Any]] = {
    "participant_answer": ("An answer", ParticipantAnswer),
    "note": ("A note", Note),
    "safe_contact": ("A safe contact", SafeContact),
    "outcome_reading": ("An outcome", OutcomeReading),
    "team_member": ("A team member's record", TeamMember),
    "household_link": ("A household link", HouseholdLink),
    "disclosure": ("A disclosure's record", Disclosure),
    "draft": ("A kept text", Draft),
    "conference_item": ("An item of an agenda", ConferenceItem),
    "conference_line": ("A line filed in a conference", ConferenceLine),
    "minutes_correction": ("A correction of minutes", MinutesCorrection),
    "minutes_paper": ("A stored paper of minutes", MinutesPaper),
    "minutes_told": ("A record of what minutes tell", MinutesTold),
    "ratification": ("An agency's answer to a proposal", Ratification),
    "erasure_answer": ("An answer before an erasure", ErasureAnswer),
}
"""What belongs to a participant, and its model."""
_ALSO_ABOUT_NOBODY = (ConferenceItem, ConferenceLine, MinutesCorrection, MinutesPaper, Ratification)


def name_row(session: Session, seat: Seat, table: str, row_id: str, image: Mapping[str, Any] | None) -> str:
    """Name a row at the beginning of a sentence: ``T-318``, ``Event 2 of T-318``, ``A release``.

    ``image`` is how the log knows it, for a row that is not there any more. A participant and what belongs to them
    have a reference only for a seat that may list them.
    """
    known = image or {}
    if table == "task":
        return _task(session, row_id, known.get("number")) or "A task"
    if table == "task_event":
        return _event(session, row_id, known)
    if table == "participant":
        return _participant(session, seat, row_id) or "A participant"
    if table in _ABOUT:
        called, part = _ABOUT[table]
        about = session.exec(select(part.participant_id).where(part.id == row_id)).first()
        whose = about or known.get("participant_id") or ""
        if not whose and part in _ALSO_ABOUT_NOBODY:
            return called
        return f"{called} about {_participant(session, seat, whose) or 'a participant'}"
    if table == "release":
        number = session.exec(select(Release.number).where(Release.id == row_id, release_shown(seat))).first()
        return spell("R", number) if number is not None else "A release"
    return _CALLED.get(table, f"A row of {table}")


def _task(session: Session, row_id: str, number: int | None) -> str:
    stored = session.exec(select(Task.number).where(Task.id == row_id)).first()
    named = number if number is not None else stored
    return spell("T", named) if named is not None else ""


def _event(session: Session, row_id: str, known: Mapping[str, Any]) -> str:
    """An event by its task; where somebody gave it to another, by the task that the log knows."""
    row = session.exec(select(TaskEvent.task_id, TaskEvent.position).where(TaskEvent.id == row_id)).first()
    task_id, position = (known["task_id"], known["position"]) if known else row or ("", 0)
    return f"Event {position + 1} of {_task(session, task_id, None) or 'a task'}"


def _participant(session: Session, seat: Seat, row_id: str) -> str:
    listed = select(Participant.number).where(col(Participant.id) == row_id, participant_listed(seat))
    number = session.exec(listed).first()
    return spell("P", number) if number is not None else ""
