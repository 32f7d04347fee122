"""Of whom the place where they sleep or were seen is private, as a seat may know it."""

from sqlalchemy import or_
from sqlalchemy import select as select_rows
from sqlmodel import Session, col, select

from casetable.models import Agency, Participant, SafeContact
from casetable.queries.facts import participant_listed, safe_contact_shown
from casetable.store.references import read_reference, spell
from casetable.store.unit import reading
from casetable.values.seat import Seat


def private_places(seat: Seat, participant: str | None = None) -> frozenset[str]:
    """The references of those whose place is private, of one participant where a reference is given.

    The newest safe contact that this seat may see decides; where none says so, the place of a victim service
    provider's participant is private from the first day. Nobody is named whom this seat may not list. Raises
    BadInput for a reference that cannot be read.
    """
    with reading(seat) as session:
        return frozenset(spell("P", number) for number in _numbers(session, seat, participant))


def _numbers(session: Session, seat: Seat, participant: str | None) -> set[int]:
    of_providers = select(Agency.id).where(col(Agency.victim_service_provider).is_(True))
    ever_private = select(SafeContact.participant_id).where(col(SafeContact.location_private).is_(True))
    guarded = col(Participant.agency_id).in_(of_providers)
    people = select_rows(col(Participant.id), col(Participant.number), guarded.label("guarded")).where(
        participant_listed(seat), or_(guarded, col(Participant.id).in_(ever_private))
    )
    if participant is not None:
        people = people.where(col(Participant.number) == read_reference(participant, "P"))
    found = {row_id: (number, is_guarded) for row_id, number, is_guarded in session.execute(people)}
    said = dict(_said(session, seat, list(found)))
    return {number for row_id, (number, is_guarded) in found.items() if said.get(row_id, is_guarded)}


def _said(session: Session, seat: Seat, ids: list[str]) -> list[tuple[str, bool]]:
    """What each safe contact of these says that this seat may see, oldest first."""
    if not ids:
        return []
    statement = (
        select_rows(col(SafeContact.participant_id), col(SafeContact.location_private))
        .where(col(SafeContact.participant_id).in_(ids), safe_contact_shown(seat))
        .order_by(col(SafeContact.on), col(SafeContact.id))
    )
    return [(row_id, is_private) for row_id, is_private in session.execute(statement)]
