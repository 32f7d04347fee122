"""The row of a conference: made when somebody first touches it; who may change it; what changed since it was read."""

from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from casetable.actions.reach import person_name
from casetable.errors import KEPT, NotAllowed, SomebodyElseWasFirst
from casetable.models import Conference, Log, LogSubject
from casetable.rules.chairing import why_not_running
from casetable.rules.dates import say_day, say_day_in
from casetable.values.conference import Occurrence
from casetable.values.seat import Seat
from casetable.words import CLOCK


def row_of(session: Session, seat: Seat, conference: Occurrence) -> Conference:
    """The row of a conference, made where nobody touched it yet."""
    row = session.exec(select(Conference).where(Conference.original_on == conference.original_on)).first()
    if row is not None:
        return row
    row = Conference(
        original_on=conference.original_on,
        on=conference.on,
        state=conference.state,
        is_extraordinary=conference.is_extraordinary,
    )
    session.add(row)
    session.flush()
    return row


def chair_only(seat: Seat, conference: Occurrence) -> None:
    """Raise NotAllowed unless this seat is the conference's chair, its deputy or the coordinator."""
    if reason := why_not_running(seat.actor, seat.roles, conference):
        raise NotAllowed(reason, "Ask them, or let them name you: casetable conference chair PERSON")


def check_seen(session: Session, seat: Seat, conference: Occurrence, seen: int | None) -> None:
    """Raise SomebodyElseWasFirst when a conference changed since its row had version ``seen``; None does not ask."""
    if seen is None or conference.version == seen:
        return
    touched = select(Log).join(LogSubject, col(LogSubject.seq) == Log.seq)
    mine = touched.where(LogSubject.subject_id == (conference.id or "")).order_by(col(Log.seq).desc()).limit(1)
    entry = session.exec(mine).first()
    who = "Somebody" if entry is None else "The clock" if entry.actor == CLOCK else person_name(session, entry.actor)
    when = ""
    if entry is not None:
        when = f" at {entry.at.astimezone(ZoneInfo(seat.zone)):%H:%M} on {say_day(entry.on)}"
    raise SomebodyElseWasFirst(
        f"The conference of {say_day_in(conference.on, seat.today)} changed while this was open: {who}{when}.", KEPT
    )
