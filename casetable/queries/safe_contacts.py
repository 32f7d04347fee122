"""How some participants may be reached, for tasks that are about reaching them."""

from collections.abc import Collection

from sqlalchemy import select as select_rows
from sqlmodel import Session, col

from casetable.models import Agency, Participant, Person, SafeContact
from casetable.queries.facts import participant_known, safe_contact_shown
from casetable.values.card import SafeContact as SafeContactValue
from casetable.values.seat import Seat


def contacts_in(session: Session, seat: Seat, participant_ids: Collection[str]) -> dict[str, SafeContactValue]:
    """By participant's id, how they may be reached: the newest that this seat may see of whom it knows."""
    if not participant_ids:
        return {}
    statement = (
        select_rows(SafeContact, col(Agency.code), col(Person.name))
        .join(Participant, col(Participant.id) == SafeContact.participant_id)
        .join(Agency, col(Agency.id) == SafeContact.agency_id)
        .join(Person, col(Person.id) == SafeContact.person_id)
        .where(
            col(SafeContact.participant_id).in_(sorted(participant_ids)),
            safe_contact_shown(seat),
            participant_known(seat),
        )
        .order_by(col(SafeContact.on), col(SafeContact.id))
    )
    return {
        row.participant_id: SafeContactValue(
            how=row.how,
            when=row.when,
            never=row.never,
            no_post=row.no_post,
            location_private=row.location_private,
            by=by,
            agency=code,
            on=row.on,
        )
        for row, code, by in session.execute(statement)
    }
