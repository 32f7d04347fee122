"""Participants as a seat may see them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, exists, literal, or_
from sqlalchemy import select as select_rows
from sqlmodel import Session, col, select

from casetable.errors import NotFound
from casetable.models import (
    Agency,
    OutcomeReading,
    Participant,
    ParticipantAnswer,
    Person,
    Release,
    SafeContact,
    TeamMember,
)
from casetable.queries.facts import (
    Predicate,
    answer_text_shown,
    needs_shown,
    on_board,
    participant_known,
    participant_listed,
    reading_shown,
    reason_shown,
    release_shown,
    safe_contact_shown,
    team_shown,
    terms_of,
)
from casetable.queries.governing import terms_in
from casetable.queries.people import agencies_in
from casetable.rules.consent import reads_lines
from casetable.rules.outcomes import category_of_domain, domain_label
from casetable.rules.participants import missing_to_begin
from casetable.store.references import read_reference, spell
from casetable.store.unit import reading
from casetable.values.participants import AgencyAnswer
from casetable.values.participants import Participant as ParticipantValue
from casetable.values.seat import Seat
from casetable.words import Answer, Category, ParticipantState

_NEEDS_ARE_TOLD = (ParticipantState.CONSIDERED, ParticipantState.PROPOSED)
_BARE = frozenset({ParticipantState.AGREED, ParticipantState.ACTIVE, ParticipantState.LEFT})
"""The states in which an agency that does not know somebody sees who proposed them and the state, and no more."""


def participants(seat: Seat) -> tuple[ParticipantValue, ...]:
    """Everybody this seat may list, by reference."""
    with reading(seat) as session:
        return _read(session, seat, participant_listed(seat))


def participant(seat: Seat, words: str) -> ParticipantValue:
    """One participant by reference. Raises NotFound where this seat may not know of them."""
    with reading(seat) as session:
        return participant_in(session, seat, words)


def participant_in(session: Session, seat: Seat, words: str) -> ParticipantValue:
    """The same, within a session."""
    number = read_reference(words, "P")
    found = _read(session, seat, participant_listed(seat) & (col(Participant.number) == number))
    if not found:
        raise NotFound(f"There is no {spell('P', number)} here.", "casetable participant list shows who there is.")
    return found[0]


def board_participants(session: Session, seat: Seat) -> tuple[ParticipantValue, ...]:
    """The rows of this seat's board."""
    return _read(session, seat, on_board(seat))


def missing_in(session: Session, seat: Seat, row: Participant) -> tuple[str, ...]:
    """What is missing before somebody agreed becomes active, as far as this seat may know; empty when nothing is.

    Within a session. For anybody who is not agreed it is empty, too.
    """
    if row.state is not ParticipantState.AGREED:
        return ()
    agencies = agencies_in(session)
    codes = {one.id: one.agency for one in agencies}
    given = select(Release).where(
        Release.participant_id == row.id, Release.category == Category.GENERAL, release_shown(seat)
    )
    fixed = select(OutcomeReading.domain).where(
        OutcomeReading.participant_id == row.id, col(OutcomeReading.value).is_(None), reading_shown(seat)
    )
    asked = select(SafeContact.id).where(SafeContact.participant_id == row.id, safe_contact_shown(seat)).limit(1)
    domains = terms_in(session, seat.today).domains
    return missing_to_begin(
        proposed_by=codes.get(row.agency_id, ""),
        is_providers=any(one.id == row.agency_id and one.victim_service_provider for one in agencies),
        agencies=[one.agency for one in agencies],
        releases=[
            terms_of(one, codes)
            for one in session.exec(given)
            if one.discloser_id in codes and one.receiver_id in codes
        ],
        domains=[domain_label(one) for one in domains],
        baselines={domain_label(one) for one in session.exec(fixed)},
        contact_asked=session.exec(asked).first() is not None,
        today=seat.today,
        narrow={domain_label(one) for one in domains if category_of_domain(one) is not Category.GENERAL},
    )


def declined_in(session: Session, seat: Seat) -> tuple[str, ...]:
    """Proposals of this person that an agency declines, which they are to hear of, by reference. Within a session.

    When who proposed somebody has left the table, everybody of their agency is told instead.
    """
    declines = exists().where(
        col(ParticipantAnswer.participant_id) == col(Participant.id),
        col(ParticipantAnswer.answer) == Answer.DECLINE,
    )
    statement = (
        select(Participant.number)
        .join(Person, col(Person.id) == Participant.proposed_by_id)
        .where(
            col(Participant.state) == ParticipantState.PROPOSED,
            col(Participant.agency_id) == seat.agency_id,
            or_(col(Participant.proposed_by_id) == seat.actor, col(Person.left_on).is_not(None)),
            participant_listed(seat),
            declines,
        )
        .order_by(col(Participant.number))
    )
    return tuple(spell("P", number) for number in session.exec(statement))


def _read(session: Session, seat: Seat, condition: Predicate) -> tuple[ParticipantValue, ...]:
    told = and_(col(Participant.state).in_(_NEEDS_ARE_TOLD), needs_shown(seat))
    statement = (
        select_rows(
            Participant,
            col(Agency.code),
            col(Person.name),
            participant_known(seat).label("known"),
            told.label("told"),
            reason_shown(seat).label("reason_shown"),
            literal(value=True).label("board") if condition is on_board(seat) else on_board(seat).label("board"),
        )
        .join(Agency, col(Agency.id) == Participant.agency_id)
        .join(Person, col(Person.id) == Participant.proposed_by_id)
        .where(condition)
        .order_by(col(Participant.number))
    )
    rows = [_Row(*found) for found in session.execute(statement).all()]
    ids = [row.row.id for row in rows]
    answers, leads = _answers(session, seat, ids), _leads(session, seat, ids)
    codes = [one.agency for one in agencies_in(session)]
    return tuple(
        _value(seat, row, answers.get(row.row.id, ()), leads.get(row.row.id, ("", False)), codes) for row in rows
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """A stored participant, and what the predicates say of them to a seat."""

    row: Participant
    agency: str
    proposed_by: str
    known: bool
    told: bool
    reason_shown: bool
    board: bool


def _value(
    seat: Seat, found: _Row, answers: tuple[AgencyAnswer, ...], lead: tuple[str, bool], codes: Sequence[str]
) -> ParticipantValue:
    row, known = found.row, found.known
    leader, has_left = lead
    answered = {answer.agency for answer in answers}
    proposed = row.state is ParticipantState.PROPOSED
    bare = not known and row.state in _BARE
    dates = not bare or reads_lines(seat.roles)
    return ParticipantValue(
        participant=spell("P", row.number),
        id=row.id,
        version=row.version,
        name=row.name or None if known else None,
        state=row.state,
        agency=found.agency,
        needs=row.needs or None if known or found.told else None,
        reason=row.reason or None if found.reason_shown else None,
        proposed_on=row.proposed_on if dates else None,
        agreed_on=row.agreed_on if dates else None,
        answers=answers if dates else tuple(one for one in answers if one.agency == seat.agency),
        agencies_to_answer=tuple(code for code in codes if code not in answered) if proposed else (),
        on_board=found.board,
        proposed_by=found.proposed_by if known else "",
        lead=None if has_left else leader or None,
        former_lead=leader if has_left else "",
        active_on=row.active_on if known else None,
        left_on=row.left_on if known else None,
        leaving_reason=row.leaving_reason if known else None,
        destination=row.destination if known else None,
        is_forgotten=known and row.forgotten_on is not None,
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
        answer = AgencyAnswer(code, row.answer, row.on, row.note or None if shown else None, row.reason)
        answers[row.participant_id] = (*answers.get(row.participant_id, ()), answer)
    return answers


def _leads(session: Session, seat: Seat, ids: list[str]) -> dict[str, tuple[str, bool]]:
    """The lead worker's name by participant, where this seat may know it, and whether they have left the table."""
    statement = (
        select(TeamMember.participant_id, Person)
        .join(Person, col(Person.id) == TeamMember.person_id)
        .where(col(TeamMember.leads).is_(True), col(TeamMember.participant_id).in_(ids), team_shown(seat))
    )
    return {about: (who.name, who.left_on is not None) for about, who in session.exec(statement).all()}
