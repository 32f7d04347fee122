"""Participants who are tied to an HMIS record, and what a later export says about them."""

from collections.abc import Iterable

from sqlmodel import Session, col, select

from casetable.models import Participant
from casetable.queries.facts import participant_known
from casetable.rules.hmis import compare
from casetable.store.references import spell
from casetable.store.unit import reading
from casetable.values.hmis import HmisClient, HmisRecord, HmisUpdate
from casetable.values.seat import Seat
from casetable.words import ParticipantState

_GONE = (ParticipantState.PASSED_OVER,)
"""Whose name is to be forgotten is not brought up to date."""


def hmis_again(seat: Seat, clients: Iterable[HmisClient]) -> HmisUpdate:
    """What an export's clients say about the participants whom this seat knows; of others nothing, not even a count."""
    with reading(seat) as session:
        records = hmis_records(session, seat)
    return compare(records, {client.personal_id: client for client in clients}, seat.today)


def hmis_records(session: Session, seat: Seat) -> tuple[HmisRecord, ...]:
    """Everybody whom this seat knows and who is tied to an HMIS record, by reference."""
    rows = session.exec(
        select(Participant)
        .where(
            col(Participant.hmis_id).is_not(None),
            col(Participant.state).not_in(_GONE),
            participant_known(seat),
        )
        .order_by(col(Participant.number))
    ).all()
    return tuple(_record_of(row) for row in rows)


def _record_of(row: Participant) -> HmisRecord:
    """A stored participant as rules/hmis.py compares it."""
    return HmisRecord(
        participant=spell("P", row.number),
        personal_id=row.hmis_id or "",
        name=row.name,
        state=row.state,
        since=row.considered_on,
        year_of_birth=row.year_of_birth,
        destination=row.destination,
        said=row.hmis_said,
    )
