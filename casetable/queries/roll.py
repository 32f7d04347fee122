"""What the participants list says beside each name, for everybody at once."""

from datetime import date
from typing import Any

from sqlalchemy import Select, func
from sqlalchemy import select as select_rows
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from casetable.models import Agency, Participant, Release
from casetable.queries.facts import participant_listed, release_shown
from casetable.queries.notes import last_contacts
from casetable.rules.releases import last_without_gap
from casetable.store.references import spell
from casetable.store.unit import reading
from casetable.values.roll import RollLine
from casetable.values.seat import Seat
from casetable.words import Category

_Pair = tuple[int, str]
"""A participant's number and a receiving agency's code."""


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
    with reading(seat) as session:
        in_force, to_come = _last_days(session, seat), _to_come(session, seat)
    found: dict[str, tuple[tuple[str, ...], date | None]] = {}
    for (number, code), end in in_force.items():
        codes, ends_on = found.get(spell("P", number), ((), None))
        last = last_without_gap(end, to_come.get((number, code), ()))
        ends_on = last if ends_on is None else min(ends_on, last or ends_on)
        found[spell("P", number)] = ((*codes, code), ends_on)
    return found


def _last_days(session: Session, seat: Seat) -> dict[_Pair, date | None]:
    """The last day of the releases in force, by participant and receiver in the agencies' order; None without end."""
    last = func.max(func.coalesce(col(Release.until), date.max))
    order = (col(Participant.number), col(Agency.position), col(Agency.code))
    statement = _general(seat, col(Participant.number), col(Agency.code), last)
    in_force = statement.where(
        col(Release.since) <= seat.today, col(Release.until).is_(None) | (col(Release.until) >= seat.today)
    )
    rows = session.execute(in_force.group_by(*order).order_by(*order))
    return {(number, code): None if day == date.max else day for number, code, day in rows}


def _to_come(session: Session, seat: Seat) -> dict[_Pair, list[tuple[date, date | None]]]:
    """The days of releases that begin after today."""
    statement = _general(seat, col(Participant.number), col(Agency.code), col(Release.since), col(Release.until))
    found: dict[_Pair, list[tuple[date, date | None]]] = {}
    for number, code, since, until in session.execute(statement.where(col(Release.since) > seat.today)):
        found.setdefault((number, code), []).append((since, until))
    return found


def _general(seat: Seat, *columns: Any) -> Select[Any]:
    """These columns of general releases that count, of whom this seat may list, to others than the proposing agency."""
    owner = aliased(Agency)
    return (
        select_rows(*columns)
        .join(Participant, col(Participant.id) == Release.participant_id)
        .join(Agency, col(Agency.id) == Release.receiver_id)
        .join(owner, col(owner.id) == Participant.agency_id)
        .where(
            release_shown(seat),
            participant_listed(seat),
            col(Release.category) == Category.GENERAL,
            col(Release.refused).is_(False),
            col(Release.revoked_on).is_(None) | (col(Release.revoked_on) > seat.today),
            col(Release.receiver_id) != col(Participant.agency_id),
            col(Agency.left_on).is_(None),
            col(owner.victim_service_provider).is_(False) | (col(Release.discloser_id) == col(owner.id)),
        )
    )
