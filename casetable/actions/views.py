"""Recording that somebody of another agency opened a participant's card. Rules: Consent, disclosures."""

from sqlmodel import Session, select

from casetable.models import Participant, Viewing
from casetable.queries.facts import participant_known
from casetable.store.aside import aside
from casetable.store.references import read_reference
from casetable.store.unit import reading
from casetable.values.seat import Seat


def look(seat: Seat, participant: str) -> bool:
    """Write down that this seat opens a card of another agency's participant; once a day for each person.

    True where something was written. Nothing is for one's own agency's participants, for those this seat does not
    know (it sees no fact of theirs) and at a table that can only be read (it shows none). Ask it when a card is
    opened, not when it is read again. Raises NoTable and its like where it cannot be written: then no card is shown.
    """
    if seat.reads_only or seat.is_clock:
        return False
    number = read_reference(participant, "P")
    with reading(seat) as session:
        if _to_write(session, seat, number) is None:
            return False
    with aside(seat) as session:
        row_id = _to_write(session, seat, number)
        if row_id is None:
            return False
        session.add(
            Viewing(
                participant_id=row_id,
                person_id=seat.actor,
                on=seat.today,
                agency_id=seat.agency_id,
                at=seat.now,
            )
        )
    return True


def _to_write(session: Session, seat: Seat, number: int) -> str | None:
    """The id of another agency's participant whom this seat knows and did not look at today."""
    row_id = session.exec(
        select(Participant.id).where(
            Participant.number == number, Participant.agency_id != seat.agency_id, participant_known(seat)
        )
    ).first()
    if row_id is None or session.get(Viewing, (row_id, seat.actor, seat.today)) is not None:
        return None
    return row_id
