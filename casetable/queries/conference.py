"""The next conference, and the days on which agencies are closed."""

from datetime import date

from sqlmodel import Session, col, select

from casetable.models import Agency
from casetable.queries.governing import governing_in
from casetable.rules.calendar import next_conference
from casetable.rules.holidays import days_off
from casetable.store.unit import reading
from casetable.values.seat import Seat


def conference_next(seat: Seat) -> date | None:
    """The date of the next conference, today included; None when the rule has ended."""
    with reading(seat) as session:
        return conference_in(session, seat)


def conference_in(session: Session, seat: Seat) -> date | None:
    """The same, within a session."""
    return next_conference(governing_in(session, seat.today).conference.rrule, seat.today)


def days_off_in(session: Session, agency_ids: set[str], years: range) -> frozenset[date]:
    """The days on which one of these agencies is closed, besides weekends."""
    off: frozenset[date] = frozenset()
    for agency in session.exec(select(Agency).where(col(Agency.id).in_(sorted(agency_ids)))):
        closing = tuple(date.fromisoformat(day) for day in agency.closing_days)
        off |= days_off(agency.holidays, closing, years)
    return off
