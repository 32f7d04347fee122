"""What the participants list says beside each name, for everybody at once."""

from datetime import date

from sqlalchemy import func
from sqlalchemy import select as select_rows
from sqlalchemy.orm import aliased
from sqlmodel import col

from casetable.models import Agency, Participant, Release
from casetable.queries.facts import participant_listed, release_shown
from casetable.queries.notes import last_contacts
from casetable.store.references import spell
from casetable.store.unit import reading
from casetable.values.roll import RollLine
from casetable.values.seat import Seat
from casetable.words import Category


def roll(seat: Seat) -> dict[str, RollLine]:
    """By participant's reference: general releases in force and the newest contact, as far as this seat may know.

    Who has neither is left out.
    """
    told = _told(seat)
    contacts = last_contacts(seat)
    found = {}
    for reference in sorted({*told, *contacts}):
        codes, ends_on = told.get(reference, ((), None))
        contact = contacts.get(reference)
        found[reference] = RollLine(
            reference, codes, ends_on, contact.on if contact else None, contact.by if contact else ""
        )
    return found


def _told(seat: Seat) -> dict[str, tuple[tuple[str, ...], date | None]]:
    """By reference, the agencies that general releases in force today name, and the first day on which one of them
    loses the last of its releases; None where no end was said."""
    today, owner = seat.today, aliased(Agency)
    statement = (
        select_rows(col(Participant.number), col(Agency.code), func.max(func.coalesce(col(Release.until), date.max)))
        .join(Participant, col(Participant.id) == Release.participant_id)
        .join(Agency, col(Agency.id) == Release.receiver_id)
        .join(owner, col(owner.id) == Participant.agency_id)
        .where(
            release_shown(seat),
            participant_listed(seat),
            col(Release.category) == Category.GENERAL,
            col(Release.refused).is_(False),
            col(Release.revoked_on).is_(None) | (col(Release.revoked_on) > today),
            col(Release.since) <= today,
            col(Release.until).is_(None) | (col(Release.until) >= today),
            col(Release.receiver_id) != col(Participant.agency_id),
            col(Agency.left_on).is_(None),
            col(owner.victim_service_provider).is_(False) | (col(Release.discloser_id) == col(owner.id)),
        )
        .group_by(col(Participant.number), col(Agency.code), col(Agency.position))
        .order_by(col(Participant.number), col(Agency.position))
    )
    found: dict[str, tuple[tuple[str, ...], date | None]] = {}
    with reading(seat) as session:
        for number, code, last in session.execute(statement):
            codes, ends_on = found.get(spell("P", number), ((), None))
            end = None if last == date.max else last
            ends_on = end if ends_on is None else min(ends_on, end or ends_on)
            found[spell("P", number)] = ((*codes, code), ends_on)
    return found
