"""Participants as a seat may see them."""

from sqlalchemy import literal
from sqlalchemy import select as select_rows
from sqlmodel import Session, col, select

from casetable.errors import NotFound
from casetable.models import Agency, Participant, ParticipantAnswer
from casetable.queries.facts import (
    Predicate,
    answer_text_shown,
    on_board,
    participant_known,
    participant_listed,
    text_shown,
)
from casetable.rules.consent import reads_text
from casetable.store.references import read_reference, spell
from casetable.store.unit import reading
from casetable.values.participants import AgencyAnswer
from casetable.values.participants import Participant as ParticipantValue
from casetable.values.seat import Seat
from casetable.words import Answer, ParticipantState

_ORDER = list(ParticipantState)
_NEEDS_ARE_TOLD = (ParticipantState.CONSIDERED, ParticipantState.PROPOSED)


def participants(seat: Seat) -> tuple[ParticipantValue, ...]:
    """Everybody this seat may list, by reference."""
    with reading(seat) as session:
        return _read(session, seat, participant_listed(seat))


def participant(seat: Seat, words: str) -> ParticipantValue:
    """One participant by reference. Raises NotFound where this seat may not know of them."""
    number = read_reference(words, "P")
    with reading(seat) as session:
        found = _read(session, seat, participant_listed(seat) & (col(Participant.number) == number))
    if not found:
        raise NotFound(f"There is no {spell('P', number)} here.", "casetable participant list shows who there is.")
    return found[0]


def board_participants(session: Session, seat: Seat) -> tuple[ParticipantValue, ...]:
    """The rows of this seat's board."""
    return _read(session, seat, on_board(seat))


def _read(session: Session, seat: Seat, condition: Predicate) -> tuple[ParticipantValue, ...]:
    reason_shown = text_shown(
        seat,
        participant_id=col(Participant.id),
        category=col(Participant.reason_category),
        writer_id=col(Participant.agency_id),
        written_on=col(Participant.proposed_on),
    )
    statement = (
        select_rows(
            Participant,
            col(Agency.code),
            participant_known(seat).label("known"),
            reason_shown.label("reason_shown"),
            literal(value=True).label("board") if condition is on_board(seat) else on_board(seat).label("board"),
        )
        .join(Agency, col(Agency.id) == Participant.agency_id)
        .where(condition)
        .order_by(col(Participant.number))
    )
    rows = session.execute(statement).all()
    answers = _answers(session, seat, [row[0].id for row in rows])
    reads = reads_text(seat.roles)
    codes = list(session.exec(select(Agency.code).where(col(Agency.left_on).is_(None)).order_by(col(Agency.position))))
    return tuple(
        _value(row, code, answers.get(row.id, ()), codes, reads=reads, known=known, reason=reason, board=board)
        for row, code, known, reason, board in rows
    )


def _value(
    row: Participant,
    code: str,
    answers: tuple[AgencyAnswer, ...],
    codes: list[str],
    *,
    reads: bool,
    known: bool,
    reason: bool,
    board: bool,
) -> ParticipantValue:
    agreed = {answer.agency for answer in answers if answer.answer is Answer.AGREE}
    proposed = row.state is ParticipantState.PROPOSED
    return ParticipantValue(
        participant=spell("P", row.number),
        id=row.id,
        version=row.version,
        name=row.name if known else None,
        state=row.state,
        agency=code,
        needs=row.needs if known or (reads and row.state in _NEEDS_ARE_TOLD) else None,
        reason=row.reason if reason else None,
        proposed_on=row.proposed_on,
        agreed_on=row.agreed_on,
        answers=answers,
        agencies_to_answer=tuple(code for code in codes if code not in agreed) if proposed else (),
        on_board=board,
    )


def _answers(session: Session, seat: Seat, ids: list[str]) -> dict[str, tuple[AgencyAnswer, ...]]:
    statement = (
        select(ParticipantAnswer, Agency.code, answer_text_shown(seat).label("shown"))
        .join(Agency, col(Agency.id) == ParticipantAnswer.agency_id)
        .where(col(ParticipantAnswer.participant_id).in_(ids))
        .order_by(col(Agency.position))
    )
    answers: dict[str, tuple[AgencyAnswer, ...]] = {}
    for row, code, shown in session.exec(statement).all():
        answer = AgencyAnswer(code, row.answer, row.on, row.note if shown else None)
        answers[row.participant_id] = (*answers.get(row.participant_id, ()), answer)
    return answers
