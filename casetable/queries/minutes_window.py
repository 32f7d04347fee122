"""How long minutes may be corrected, by whom, and who has nothing to correct."""

from datetime import date
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from casetable.models import Attendance, Conference, Minutes, MinutesReply
from casetable.queries.conference import days_off_in
from casetable.queries.remembered import agencies_seated
from casetable.rules.minutes import correct_until
from casetable.values.seat import Seat


def agencies_that_were_there(session: Session, conference_id: str) -> tuple[str, ...]:
    """The codes of the agencies of which somebody was in the room of a conference, in the board's order."""
    came = select(Attendance.agency_id).where(Attendance.conference_id == conference_id)
    ids = set(session.exec(came).all())
    return tuple(one.code for one in agencies_seated(session) if one.id in ids)


def agencies_that_replied(session: Session, minutes_id: str) -> tuple[str, ...]:
    """The codes of the agencies that have nothing to correct in one revision, in the board's order."""
    ids = set(session.exec(select(MinutesReply.agency_id).where(MinutesReply.minutes_id == minutes_id)).all())
    return tuple(one.code for one in agencies_seated(session) if one.id in ids)


def corrections_end(session: Session, seat: Seat, row: Conference, since: date | None = None) -> date:
    """The last day for corrections: so many working days of the agencies that were there after ``since``.

    None is the day on which the conference was closed; what was never closed properly counts from the day it met.
    """
    if since is None:
        since = row.closed_at.astimezone(ZoneInfo(seat.zone)).date() if row.closed_at is not None else row.on
    there = set(agencies_that_were_there(session, row.id))
    ids = {one.id for one in agencies_seated(session) if one.code in there or not there}
    return correct_until(since, days_off_in(session, ids, range(since.year, since.year + 2)))


def newest_minutes(session: Session, conference_id: str) -> Minutes | None:
    """The newest revision of a conference's minutes; None while nobody touched them."""
    mine = select(Minutes).where(Minutes.conference_id == conference_id)
    return session.exec(mine.order_by(col(Minutes.revision).desc()).limit(1)).first()
