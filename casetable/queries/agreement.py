"""The agreement as daily work uses it: its newest version's numbers, the next conference, days off."""

from dataclasses import fields
from datetime import date

from sqlmodel import Session, col, select

from casetable.models import Agency, Agreement
from casetable.rules.calendar import next_conference
from casetable.rules.holidays import days_off
from casetable.store.unit import reading
from casetable.values.seat import Seat
from casetable.values.terms import Terms


def terms(seat: Seat) -> Terms:
    """The numbers that daily work uses."""
    with reading(seat) as session:
        return terms_in(session)


def terms_in(session: Session) -> Terms:
    """The same, within a session."""
    stored = session.exec(select(Agreement.terms).order_by(col(Agreement.number).desc()).limit(1)).one()
    known = {field.name for field in fields(Terms)}
    values = {name: value for name, value in stored.items() if name in known}
    return Terms(**values | ({"domains": tuple(values["domains"])} if "domains" in values else {}))


def conference_next(seat: Seat) -> date | None:
    """The date of the next conference, today included; None when the rule has ended."""
    with reading(seat) as session:
        return conference_in(session, seat)


def conference_in(session: Session, seat: Seat) -> date | None:
    """The same, within a session."""
    rrule = session.exec(select(Agreement.conference_rrule).order_by(col(Agreement.number).desc()).limit(1)).one()
    return next_conference(rrule, seat.today)


def days_off_in(session: Session, agency_ids: set[str], years: range) -> frozenset[date]:
    """The days on which one of these agencies is closed, besides weekends."""
    off: frozenset[date] = frozenset()
    for agency in session.exec(select(Agency).where(col(Agency.id).in_(sorted(agency_ids)))):
        closing = tuple(date.fromisoformat(day) for day in agency.closing_days)
        off |= days_off(agency.holidays, closing, years)
    return off
