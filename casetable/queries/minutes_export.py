"""Minutes, corrections and answers to proposals of all conferences that a seat may see, for its export."""

from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import case, or_
from sqlalchemy import select as select_rows
from sqlmodel import Session, col

from casetable.models import (
    Agency,
    Conference,
    ConferenceItem,
    ConferenceLine,
    Minutes,
    MinutesCorrection,
    Participant,
    Person,
    Ratification,
)
from casetable.queries.facts import correction_shown, filed_line_shown, participant_listed, ratification_shown
from casetable.rules.consent import reads_text
from casetable.store.references import spell
from casetable.store.unit import reading
from casetable.values.export import KeptAnswer, KeptCorrection, KeptMinutes, KeptRevision
from casetable.values.seat import Seat
from casetable.words import CorrectionKind


def kept_minutes(seat: Seat) -> KeptMinutes:
    """Every revision, and the corrections and the answers to proposals that this seat may read, oldest first."""
    with reading(seat) as session:
        return KeptMinutes(_revisions(session, seat), _corrections(session, seat), _answers(session, seat))


def _revisions(session: Session, seat: Seat) -> tuple[KeptRevision, ...]:
    statement = (
        select_rows(Minutes, col(Conference.original_on), col(Person.name))
        .join(Conference, col(Conference.id) == Minutes.conference_id)
        .outerjoin(Person, col(Person.id) == Minutes.agreed_by_id)
        .order_by(col(Conference.on), col(Minutes.revision))
    )
    return tuple(
        KeptRevision(
            conference=original_on,
            revision=row.revision,
            state=row.state,
            correct_until=row.correct_until,
            agreed_on=row.agreed_at.astimezone(ZoneInfo(seat.zone)).date() if row.agreed_at else None,
            agreed_by=by,
            why=row.why if reads_text(seat.roles) else "",
            head=row.head,
        )
        for row, original_on, by in session.execute(statement)
    )


def _corrections(session: Session, seat: Seat) -> tuple[KeptCorrection, ...]:
    statement = (
        select_rows(
            MinutesCorrection, col(Conference.original_on), col(Minutes.revision), _number(seat), col(Person.name),
            col(Agency.code),
        )
        .join(Minutes, col(Minutes.id) == MinutesCorrection.minutes_id)
        .join(Conference, col(Conference.id) == Minutes.conference_id)
        .join(Person, col(Person.id) == MinutesCorrection.person_id)
        .join(Agency, col(Agency.id) == MinutesCorrection.writer_id)
        .outerjoin(Participant, col(Participant.id) == MinutesCorrection.participant_id)
        .outerjoin(ConferenceLine, col(ConferenceLine.id) == MinutesCorrection.line_id)
        .where(
            correction_shown(seat),
            or_(
                col(MinutesCorrection.line_id).is_(None),
                filed_line_shown(seat),
                (col(MinutesCorrection.kind) == CorrectionKind.NOTED)
                & (col(MinutesCorrection.writer_id) == seat.agency_id),
            ),
        )
        .order_by(col(MinutesCorrection.at), col(MinutesCorrection.id))
    )  # fmt: skip
    return tuple(
        KeptCorrection(
            conference=original_on,
            revision=revision,
            participant=_ref(number),
            is_of_line=row.line_id is not None,
            kind=row.kind,
            category=row.category,
            agency=code,
            by=by,
            on=row.on,
            before=row.before,
            after=row.after,
            note=row.note,
        )
        for row, original_on, revision, number, by, code in session.execute(statement)
    )


def _answers(session: Session, seat: Seat) -> tuple[KeptAnswer, ...]:
    statement = (
        select_rows(
            Ratification, col(Conference.original_on), _number(seat), col(Person.name), col(Agency.code),
            col(ConferenceLine.text), filed_line_shown(seat).label("shown"),
        )
        .join(ConferenceLine, col(ConferenceLine.id) == Ratification.line_id)
        .join(ConferenceItem, col(ConferenceItem.id) == ConferenceLine.item_id)
        .join(Conference, col(Conference.id) == ConferenceItem.conference_id)
        .join(Person, col(Person.id) == Ratification.person_id)
        .join(Agency, col(Agency.id) == Ratification.agency_id)
        .outerjoin(Participant, col(Participant.id) == Ratification.participant_id)
        .where(ratification_shown(seat))
        .order_by(col(Ratification.at), col(Ratification.id))
    )  # fmt: skip
    return tuple(
        KeptAnswer(
            conference=original_on,
            participant=_ref(number),
            proposal=words if shown else None,
            category=row.category,
            agency=code,
            by=by,
            on=row.on,
            is_yes=row.is_yes,
            why=row.why,
        )
        for row, original_on, number, by, code, words, shown in session.execute(statement)
    )


def _number(seat: Seat) -> Any:
    """The number of whom a row is about, only of those that a seat may list."""
    return case((participant_listed(seat), col(Participant.number)))


def _ref(number: int | None) -> str | None:
    return None if number is None else spell("P", number)
