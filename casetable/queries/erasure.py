"""Erasing somebody: which agencies are offered their own notes, what they said, and what one of them wrote itself."""

from dataclasses import replace
from datetime import date

from sqlmodel import Session, col, exists, or_, select

from casetable.errors import NotAllowed, NotFound
from casetable.models import (
    Agency,
    Backup,
    ClockEffect,
    ConferenceItem,
    ConferenceLine,
    ErasureAnswer,
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
    Predicate,
    not_guarded,
    participant_known,
    participant_listed,
)
from casetable.queries.own_texts import texts_of
from casetable.rules.consent import reads_references, reads_text
from casetable.rules.permissions import why_not
from casetable.store.references import read_reference, spell
from casetable.store.unit import reading
from casetable.values.erasure import AgencyReply, ErasureStanding, OwnTexts
from casetable.values.seat import Seat
from casetable.words import ParticipantState, Role

CLEANED = "erasure"
"""The kind of the clock's effect that says: what was erased is out of the table's files too."""
_GONE = (ParticipantState.LEFT, ParticipantState.PASSED_OVER)


def erasure(seat: Seat, words: str) -> ErasureStanding:
    """How far the erasure of a participant came. Raises NotFound where this seat may not know of them.

    Why an agency holds is told to itself and to who knows the participant.
    """
    with reading(seat) as session:
        row_id, ref = concerned(session, seat, words)
        row = session.exec(select(Participant).where(Participant.id == row_id)).one()
        may_read = Role.COORDINATOR in seat.roles or _knows(session, seat, row_id)
        why = (row.erasure_why or "") if may_read else ""
        return ErasureStanding(ref, row.erasure_asked_on, why, replies(session, seat, row_id))


def owed_in(session: Session, seat: Seat) -> tuple[str, ...]:
    """Whom this seat's agency was offered its own notes about before an erasure and has not answered, by reference.

    Within a session; empty for who may not answer. A hold is an answer.
    """
    if why_not(seat.roles, "participant.erasure_answer"):
        return ()
    answered = exists().where(
        col(ErasureAnswer.participant_id) == Participant.id, col(ErasureAnswer.agency_id) == seat.agency_id
    )
    statement = (
        select(Participant.number)
        .where(
            col(Participant.state).in_(_GONE),
            col(Participant.erasure_asked_on).is_not(None),
            col(Participant.erased_on).is_(None),
            participant_listed(seat),
            ~answered,
        )
        .order_by(col(Participant.number))
    )
    return tuple(spell("P", number) for number in session.exec(statement))


def own_texts(seat: Seat, words: str) -> OwnTexts:
    """All that this seat's agency wrote about a participant. Raises NotFound; NotAllowed for who reads no text."""
    if not reads_text(seat.roles):
        raise NotAllowed("Texts about participants are read by the people who work with them.", "Ask one of them.")
    with reading(seat) as session:
        row_id, ref = concerned(session, seat, words)
        named = session.exec(select(Participant.name).where(Participant.id == row_id, participant_known(seat))).first()
        texts = sorted(texts_of(session, seat, row_id), key=lambda one: (one.on, one.what))
        return OwnTexts(ref, named or "", seat.agency, tuple(texts))


def unfinished_erasures(seat: Seat) -> int:
    """How many people were erased whose leftovers may still lie in the table's files."""
    with reading(seat) as session:
        return len(left_over(session))


def backup_places(seat: Seat) -> tuple[str, ...]:
    """Where backups were written, as far as that is on record."""
    with reading(seat) as session:
        return tuple(sorted(set(session.exec(select(Backup.place).where(Backup.place != "")))))


def left_over(session: Session) -> list[tuple[str, date]]:
    """Who was erased, by id and with the day, without anybody having written down yet that the files are clean."""
    cleaned = exists().where(
        col(ClockEffect.kind) == CLEANED,
        col(ClockEffect.subject) == Participant.id,
        col(ClockEffect.due_on) == Participant.erased_on,
    )
    statement = select(Participant).where(col(Participant.erased_on).is_not(None), ~cleaned)
    rows = session.exec(statement.order_by(col(Participant.id))).all()
    return [(row.id, row.erased_on) for row in rows if row.erased_on is not None]


def concerned(session: Session, seat: Seat, words: str) -> tuple[str, str]:
    """A participant that this seat may list or that its agency wrote about: id and reference. Raises NotFound."""
    number = read_reference(words, "P")
    ref = spell("P", number)
    may = or_(participant_listed(seat), _wrote(seat.agency_id))
    row_id = None
    if reads_references(seat.roles):
        row_id = session.exec(select(Participant.id).where(Participant.number == number, may)).first()
    if row_id is None:
        raise NotFound(f"There is no {ref} here.", "casetable participant list shows who there is.")
    return row_id, ref


def replies(session: Session, seat: Seat, row_id: str) -> tuple[AgencyReply, ...]:
    """Each agency that is offered its own notes, with its answer; why one holds only where this seat may read it.

    All at the table are; of a victim service provider's participant those that know them or wrote about them.
    """
    given = {
        answer.agency_id: (answer, name)
        for answer, name in session.exec(
            select(ErasureAnswer, Person.name)
            .join(Person, col(Person.id) == ErasureAnswer.person_id)
            .where(ErasureAnswer.participant_id == row_id)
        )
    }
    known = _knows(session, seat, row_id)
    at_table = session.exec(select(Agency).where(col(Agency.left_on).is_(None)).order_by(col(Agency.position))).all()
    told = []
    for agency in at_table:
        if not _is_offered(session, seat, row_id, agency):
            continue
        answer, name = given.get(agency.id, (None, ""))
        if answer is None:
            told.append(AgencyReply(agency.code))
            continue
        why = answer.why if known or agency.id == seat.agency_id else ""
        told.append(AgencyReply(agency.code, answer.reply, why, name, answer.on))
    return tuple(told)


def _knows(session: Session, seat: Seat, row_id: str) -> bool:
    known = select(Participant.id).where(Participant.id == row_id, participant_known(seat))
    return session.exec(known).first() is not None


def _is_offered(session: Session, seat: Seat, row_id: str, agency: Agency) -> bool:
    theirs = replace(seat, agency=agency.code, agency_id=agency.id, reads_only=False)
    may = or_(not_guarded(theirs, col(Participant.id)), _wrote(agency.id))
    return session.exec(select(Participant.id).where(Participant.id == row_id, may)).first() is not None


def _wrote(agency_id: str) -> Predicate:
    """An agency wrote a text about the participant of the query around it."""
    return or_(
        *(exists().where(about == Participant.id, writer == agency_id) for about, writer in _WRITERS),
        exists().where(
            col(Task.participant_id) == Participant.id,
            col(TaskEvent.task_id) == Task.id,
            col(TaskEvent.writer_id) == agency_id,
        ),
    )


_WRITERS = (
    (col(Note.participant_id), col(Note.agency_id)),
    (col(SafeContact.participant_id), col(SafeContact.agency_id)),
    (col(OutcomeReading.participant_id), col(OutcomeReading.agency_id)),
    (col(ParticipantAnswer.participant_id), col(ParticipantAnswer.agency_id)),
    (col(Task.participant_id), col(Task.writer_id)),
    (col(ConferenceItem.participant_id), col(ConferenceItem.writer_id)),
    (col(ConferenceLine.participant_id), col(ConferenceLine.writer_id)),
    (col(MinutesCorrection.participant_id), col(MinutesCorrection.writer_id)),
    (col(Ratification.participant_id), col(Ratification.writer_id)),
)
