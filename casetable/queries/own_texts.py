"""All that an agency wrote itself about a participant, in every table: what it is offered before an erasure."""

from collections.abc import Iterator

from sqlmodel import Session, col, select

from casetable.models import (
    Conference,
    ConferenceItem,
    ConferenceLine,
    MinutesCorrection,
    Note,
    OutcomeReading,
    Participant,
    ParticipantAnswer,
    Person,
    Ratification,
    SafeContact,
    Task,
    TaskEvent,
)
from casetable.queries.facts import (
    answer_text_shown,
    correction_shown,
    event_text_shown,
    filed_line_shown,
    note_shown,
    participant_known,
    question_shown,
    ratification_shown,
    reading_shown,
    safe_contact_shown,
    task_text_shown,
)
from casetable.store.references import spell
from casetable.values.erasure import OwnText
from casetable.values.seat import Seat
from casetable.words import Category


def texts_of(session: Session, seat: Seat, row_id: str) -> Iterator[OwnText]:
    """The texts of this seat's own agency, unordered."""
    yield from _proposal(session, seat, row_id)
    yield from _notes(session, seat, row_id)
    yield from _contacts(session, seat, row_id)
    yield from _readings(session, seat, row_id)
    yield from _tasks(session, seat, row_id)
    yield from _said_in_conferences(session, seat, row_id)
    yield from _said_of_minutes(session, seat, row_id)


def _proposal(session: Session, seat: Seat, row_id: str) -> Iterator[OwnText]:
    statement = select(Participant, Person.name).join(Person, col(Person.id) == Participant.proposed_by_id)
    own = statement.where(Participant.id == row_id, Participant.agency_id == seat.agency_id, participant_known(seat))
    for row, by in session.exec(own):
        for what, text, category in (
            ("Needs", row.needs, row.needs_category),
            ("Reason", row.reason, row.reason_category),
        ):
            if text:
                yield OwnText(row.proposed_on, what, by, category, text)
    answers = select(ParticipantAnswer, Person.name).join(Person, col(Person.id) == ParticipantAnswer.person_id)
    about = (ParticipantAnswer.participant_id == row_id, ParticipantAnswer.agency_id == seat.agency_id)
    for answer, by in session.exec(answers.where(*about, answer_text_shown(seat))):
        if answer.note:
            yield OwnText(answer.on, f"Answer: {answer.answer.value}", by, answer.note_category, answer.note)


def _notes(session: Session, seat: Seat, row_id: str) -> Iterator[OwnText]:
    statement = select(Note, Person.name).join(Person, col(Person.id) == Note.person_id)
    about = (Note.participant_id == row_id, Note.agency_id == seat.agency_id)
    for row, by in session.exec(statement.where(*about, note_shown(seat))):
        how = f": {row.taking_part.label}" if row.taking_part else ""
        yield OwnText(row.on, f"{row.kind.label}{how}".capitalize(), by, row.category, row.text)


def _contacts(session: Session, seat: Seat, row_id: str) -> Iterator[OwnText]:
    statement = select(SafeContact, Person.name).join(Person, col(Person.id) == SafeContact.person_id)
    about = (SafeContact.participant_id == row_id, SafeContact.agency_id == seat.agency_id)
    for row, by in session.exec(statement.where(*about, safe_contact_shown(seat))):
        never = f"never {row.never}" if row.never else ""
        said = [row.how, row.when, never, "no post" if row.no_post else ""]
        said.append("location private" if row.location_private else "")
        yield OwnText(row.on, "Safe contact", by, row.category, "; ".join(one for one in said if one))


def _readings(session: Session, seat: Seat, row_id: str) -> Iterator[OwnText]:
    statement = select(OutcomeReading, Person.name).join(Person, col(Person.id) == OutcomeReading.person_id)
    about = (OutcomeReading.participant_id == row_id, OutcomeReading.agency_id == seat.agency_id)
    for row, by in session.exec(statement.where(*about, reading_shown(seat))):
        value = row.value.value if row.value else "baseline"
        code = f" (HUD {row.housing_code})" if row.housing_code is not None else ""
        said = f"{value}{code}{': ' if row.note else ''}{row.note}"
        yield OwnText(row.on, f"Outcome, {row.domain.replace('_', ' ')}", by, row.category, said)


def _tasks(session: Session, seat: Seat, row_id: str) -> Iterator[OwnText]:
    tasks = select(Task, Person.name).join(Person, col(Person.id) == Task.owner_id)
    own = (Task.participant_id == row_id, Task.writer_id == seat.agency_id, task_text_shown(seat))
    for row, owner in session.exec(tasks.where(*own)):
        yield OwnText(
            row.written_on, f"Task {spell('T', row.number)} ({row.state.label})", owner, row.category, row.title
        )
    events = select(TaskEvent, Task.number, Person.name).join(Task, col(Task.id) == TaskEvent.task_id)
    people = events.outerjoin(Person, col(Person.id) == TaskEvent.person_id)
    about = (Task.participant_id == row_id, TaskEvent.writer_id == seat.agency_id, event_text_shown(seat))
    for event, number, by in session.exec(people.where(*about)):
        said = "; ".join(one for one in (event.note, f"waits for {event.blocked_on}" * bool(event.blocked_on)) if one)
        if said:
            what = f"Task {spell('T', number)}, {event.kind.label}"
            yield OwnText(event.on, what, by or "the clock", Category(event.category), said)


def _said_in_conferences(session: Session, seat: Seat, row_id: str) -> Iterator[OwnText]:
    """Questions, why something was not discussed, and filed lines."""
    items = select(ConferenceItem, Person.name, col(Conference.on)).join(
        Conference, col(Conference.id) == ConferenceItem.conference_id
    )
    own = (ConferenceItem.participant_id == row_id, ConferenceItem.writer_id == seat.agency_id, question_shown(seat))
    people = items.outerjoin(Person, col(Person.id) == ConferenceItem.proposed_by_id)
    for item, by, on in session.exec(people.where(*own)):
        for what, text in (("Question for the conference", item.question), ("Not discussed", item.why)):
            if text:
                yield OwnText(item.written_on or on, what, by or "", item.category, text)
    lines = select(ConferenceLine, Person.name).join(Person, col(Person.id) == ConferenceLine.person_id)
    about = (ConferenceLine.participant_id == row_id, ConferenceLine.writer_id == seat.agency_id)
    for line, by in session.exec(lines.where(*about, filed_line_shown(seat))):
        yield OwnText(line.on, f"Conference, {line.kind.label}", by, line.category, line.text)


def _said_of_minutes(session: Session, seat: Seat, row_id: str) -> Iterator[OwnText]:
    """Corrections of minutes, and why a proposal was ratified or not."""
    corrections = select(MinutesCorrection, Person.name).join(Person, col(Person.id) == MinutesCorrection.person_id)
    about = (MinutesCorrection.participant_id == row_id, MinutesCorrection.writer_id == seat.agency_id)
    for one, by in session.exec(corrections.where(*about, correction_shown(seat))):
        reworded = f"{one.before!r} is now {one.after!r}: " if one.after else ""
        yield OwnText(one.on, f"Minutes, {one.kind.label}", by, one.category, f"{reworded}{one.note}")
    answers = select(Ratification, Person.name).join(Person, col(Person.id) == Ratification.person_id)
    given = (Ratification.participant_id == row_id, Ratification.writer_id == seat.agency_id)
    for answer, by in session.exec(answers.where(*given, ratification_shown(seat))):
        if answer.why:
            said = "ratified" if answer.is_yes else "not ratified"
            yield OwnText(answer.on, f"A proposal, {said}", by, answer.category, answer.why)
