"""What leaves the table in lists and files: whom two agencies know, and which of a seat's facts are others'."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import select as select_rows
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from casetable.errors import BadInput
from casetable.models import (
    Agency,
    ConferenceItem,
    ConferenceLine,
    MinutesCorrection,
    Note,
    OutcomeReading,
    Participant,
    ParticipantAnswer,
    Person,
    Ratification,
    Release,
    SafeContact,
    Task,
    TaskEvent,
)
from casetable.queries.facts import (
    answer_text_shown,
    correction_shown,
    event_text_shown,
    filed_line_shown,
    in_force,
    needs_shown,
    note_shown,
    participant_known,
    question_shown,
    ratification_shown,
    reading_shown,
    release_shown,
    safe_contact_shown,
    task_line_shown,
    task_text_shown,
    text_shown,
)
from casetable.queries.participants import participants
from casetable.store.references import spell
from casetable.store.unit import reading
from casetable.values.disclosures import Told
from casetable.values.papers import SharedPerson
from casetable.values.participants import Participant as ParticipantValue
from casetable.values.seat import Seat
from casetable.values.tasks import StoryLine
from casetable.words import Basis, Category, Role

_Behind = dict[tuple[str, Category, str], list[str]]
"""Releases in force by (participant's row id, category, discloser's row id): their references."""

_BOTH = ("name", "needs", "lead", "agreed_on", "active_on", "left_on", "proposed_by")
"""What stands on a list for another agency only where both agencies read the same."""


def reader(seat: Seat, agency: str) -> Seat:
    """The seat that any worker of an agency (by code or name) has here today. Raises BadInput for an unknown one."""
    wanted = agency.strip().casefold()
    with reading(seat) as session:
        everybody = session.exec(select(Agency).where(col(Agency.left_on).is_(None)).order_by(col(Agency.position)))
        rows = everybody.all()
    for row in rows:
        if wanted in (row.code.casefold(), row.name.casefold()):
            return replace(
                seat, actor="", name=row.name, agency=row.code, agency_id=row.id, roles=frozenset({Role.FRONTLINE})
            )
    raise BadInput(f"{agency[:40]!r} is no agency here.", f"One of: {', '.join(row.code for row in rows)}.")


def shared_people(seat: Seat, agency: str) -> tuple[SharedPerson, ...]:
    """Whom this seat's agency may tell another agency of today, by reference, as both of them may know.

    Both know them, and a general release by this seat's agency to the other is in force: other agencies' releases do
    not count. For one's own agency it is whom it knows. A victim service provider's participant is on a list that
    the provider makes, and on no other agency's.
    """
    receiver = reader(seat, agency)
    theirs = {one.participant: one for one in participants(receiver)}
    mine = {one.participant: one for one in participants(seat)}
    with reading(seat) as session:
        codes = dict(session.exec(select(Agency.id, Agency.code)).all())
        behind = _behind(session, seat, receiver)
        statement = (
            select(Participant)
            .join(Agency, col(Agency.id) == Participant.agency_id)
            .where(
                participant_known(seat),
                participant_known(receiver),
                col(Agency.victim_service_provider).is_(False) | (col(Agency.id) == seat.agency_id),
            )
            .order_by(col(Participant.number))
        )
        return tuple(
            SharedPerson(
                participant=_as_both(mine[ref], theirs[ref], row.needs_category),
                hmis_id=row.hmis_id or "",
                tells=codes.get(teller, ""),
                releases=_by(behind, row.id, Category.GENERAL, teller),
            )
            for row in session.exec(statement).all()
            if (ref := spell("P", row.number)) in mine and ref in theirs
            if (teller := _teller(seat, receiver, behind, row)) is not None
        )


def others_facts(seat: Seat) -> tuple[Told, ...]:
    """Everything of other agencies' that this seat may read, as its account of disclosures would say it.

    One line for each participant, category and agency that tells, with its releases to this seat's agency. Who
    somebody is may be known by another agency's release than that of whose they are: then that one tells. Needs that
    no release opens were told by their yes to being considered.
    """
    with reading(seat) as session:
        codes = dict(session.exec(select(Agency.id, Agency.code)).all())
        behind = _behind(session, seat, seat)
        found: dict[tuple[int, Category, str], tuple[str, ...]] = {}
        for kind, statement in _texts(seat):
            for number, row_id, category, writer in session.execute(statement.distinct()).all():
                teller = _who_told(behind, row_id, writer) if kind == "name" else writer
                covers = Category.GENERAL if kind == "name" else category
                refs = _by(behind, row_id, covers, teller)
                found[number, category, teller] = tuple(
                    dict.fromkeys((*found.get((number, category, teller), ()), *refs))
                )
        return tuple(
            Told(
                spell("P", number),
                category,
                codes[teller],
                seat.agency,
                basis=Basis.RELEASE if refs else Basis.CONSIDERED,
                releases=refs,
            )
            for (number, category, teller), refs in sorted(
                found.items(), key=lambda one: (one[0][0], one[0][1], codes[one[0][2]])
            )
        )


def task_events(seat: Seat) -> tuple[tuple[str, StoryLine], ...]:
    """What happened to every task that this seat may list, by task (``T-318``) in its order; words it may read."""
    noter = aliased(Person)
    statement = (
        select_rows(TaskEvent, col(Task.number), col(Person.name), col(noter.name), event_text_shown(seat))
        .join(Task, col(Task.id) == TaskEvent.task_id)
        .outerjoin(Person, col(Person.id) == TaskEvent.person_id)
        .outerjoin(noter, col(noter.id) == TaskEvent.noted_by_id)
        .where(task_line_shown(seat))
        .order_by(col(Task.number), col(TaskEvent.position))
    )
    with reading(seat) as session:
        return tuple(
            (
                spell("T", number),
                StoryLine(
                    at=event.at,
                    on=event.on,
                    kind=event.kind,
                    by=who or "the clock",
                    noted_by=noted_by,
                    means=event.means,
                    due=event.due,
                    minutes=event.minutes if shown else None,
                    note="; ".join(part for part in (event.blocked_on, event.note) if part) or None if shown else None,
                    contact=event.contact and shown,
                ),
            )
            for event, number, who, noted_by, shown in session.execute(statement).all()
        )


def _texts(seat: Seat) -> Iterator[tuple[str, Any]]:
    """Each kind of fact and its query: number and id of the participant, category, and the agency whose it is."""
    person = Participant.id
    reason = text_shown(
        seat,
        participant_id=col(Participant.id),
        category=col(Participant.reason_category),
        writer_id=col(Participant.agency_id),
        written_on=col(Participant.proposed_on),
    )
    who = _others(seat, Participant.name_category, Participant.agency_id)
    yield "name", who.where(participant_known(seat))
    needs = _others(seat, Participant.needs_category, Participant.agency_id)
    yield "needs", needs.where(needs_shown(seat), col(Participant.needs) != "")
    why = _others(seat, Participant.reason_category, Participant.agency_id)
    yield "text", why.where(reason, col(Participant.reason) != "")
    note = _others(seat, Note.category, Note.agency_id)
    yield "text", note.join(Note, col(Note.participant_id) == person).where(note_shown(seat))
    outcome = _others(seat, OutcomeReading.category, OutcomeReading.agency_id)
    yield "text", outcome.join(OutcomeReading, col(OutcomeReading.participant_id) == person).where(reading_shown(seat))
    reach = _others(seat, SafeContact.category, SafeContact.agency_id)
    yield "text", reach.join(SafeContact, col(SafeContact.participant_id) == person).where(safe_contact_shown(seat))
    answer = _others(seat, ParticipantAnswer.note_category, ParticipantAnswer.agency_id)
    answers = answer.join(ParticipantAnswer, col(ParticipantAnswer.participant_id) == person)
    yield "text", answers.where(answer_text_shown(seat), col(ParticipantAnswer.note) != "")
    task = _others(seat, Task.category, Task.writer_id)
    yield "text", task.join(Task, col(Task.participant_id) == person).where(task_text_shown(seat))
    event = _others(seat, TaskEvent.category, TaskEvent.writer_id).join(Task, col(Task.participant_id) == person)
    yield "text", event.join(TaskEvent, col(TaskEvent.task_id) == Task.id).where(event_text_shown(seat))
    question = _others(seat, ConferenceItem.category, ConferenceItem.writer_id)
    items = question.join(ConferenceItem, col(ConferenceItem.participant_id) == person)
    said = (col(ConferenceItem.question) != "") | (col(ConferenceItem.why) != "")
    yield "text", items.where(question_shown(seat), said)
    filed = _others(seat, ConferenceLine.category, ConferenceLine.writer_id)
    lines = filed.join(ConferenceLine, col(ConferenceLine.participant_id) == person)
    yield "text", lines.where(filed_line_shown(seat))
    corrected = _others(seat, MinutesCorrection.category, MinutesCorrection.writer_id)
    corrections = corrected.join(MinutesCorrection, col(MinutesCorrection.participant_id) == person)
    yield "text", corrections.where(correction_shown(seat))
    ratified = _others(seat, Ratification.category, Ratification.writer_id)
    answers = ratified.join(Ratification, col(Ratification.participant_id) == person)
    yield "text", answers.where(ratification_shown(seat), col(Ratification.why) != "")


def _others(seat: Seat, category: Any, writer: Any) -> Any:
    """Participant, category and writer of what other agencies wrote; to be joined and narrowed."""
    asked = select_rows(col(Participant.number), col(Participant.id), col(category), col(writer))
    return asked.select_from(Participant).where(col(writer).is_not(None), col(writer) != seat.agency_id)


def _behind(session: Session, seat: Seat, receiver: Seat) -> _Behind:
    """The releases by which an agency may know today, as far as this seat may know of them."""
    statement = select(Release).where(release_shown(seat), *in_force(Release, receiver, seat.today))
    found: _Behind = {}
    for row in session.exec(statement.order_by(col(Release.number))):
        found.setdefault((row.participant_id, row.category, row.discloser_id), []).append(spell("R", row.number))
    return found


def _by(behind: _Behind, participant_id: str, category: Category, discloser_id: str) -> tuple[str, ...]:
    return tuple(behind.get((participant_id, category, discloser_id), ()))


def _teller(seat: Seat, receiver: Seat, behind: _Behind, row: Participant) -> str | None:
    """Who tells the receiver of somebody on a list: this seat's agency, by its own general release; else None.

    On a list for one's own agency it is who told it; nobody, said as no id, of one's own participants.
    """
    if receiver.agency_id != seat.agency_id:
        return seat.agency_id if _by(behind, row.id, Category.GENERAL, seat.agency_id) else None
    return "" if row.agency_id == seat.agency_id else _who_told(behind, row.id, row.agency_id)


def _who_told(behind: _Behind, participant_id: str, owner_id: str) -> str:
    """By whose general release the receiver knows somebody: the proposing agency's, else another's."""
    if _by(behind, participant_id, Category.GENERAL, owner_id):
        return owner_id
    others = (teller for about, category, teller in behind if about == participant_id and category is Category.GENERAL)
    return next(others, owner_id)


def _as_both(mine: ParticipantValue, theirs: ParticipantValue, needs: Category) -> ParticipantValue:
    """One participant, without what only one of the two may know; of their needs only what is general."""
    differing: dict[str, Any] = {name: None for name in _BOTH if getattr(mine, name) != getattr(theirs, name)}
    if needs is not Category.GENERAL:
        differing["needs"] = None
    if "proposed_by" in differing:
        differing["proposed_by"] = ""
    return replace(mine, reason=None, answers=(), agencies_to_answer=(), **differing)
