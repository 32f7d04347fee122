"""The calendar: a conference moved, cancelled, confirmed, called besides the rule, and who chairs it."""

from datetime import date, time
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from casetable.actions.conference_rows import chair_only, check_seen, row_of
from casetable.actions.people_rows import person_row, roles_of
from casetable.actions.wording import line
from casetable.errors import BadInput, NotAllowed, Refused
from casetable.models import Conference, ConferenceReply, Person
from casetable.queries.conference import Looks, next_in, occurrence_in, occurrences_in
from casetable.queries.people import away_in
from casetable.rules.calendar import LATEST_YEAR
from casetable.rules.conference_dates import closed_words, is_weekend, moved_because
from casetable.rules.dates import say_day_in
from casetable.rules.permissions import WORKERS
from casetable.rules.wall_time import clock_problem, exists
from casetable.store.unit import change
from casetable.values.action import Action, never
from casetable.values.conference import Occurrence
from casetable.values.seat import Receipt, Seat
from casetable.words import AHEAD, HELD, CancelReason, ConferenceState, Role

_TOLD = never("people were told: move it back or cancel it instead")
MOVE = Action("conference.calendar", "moved a conference", _TOLD)
CANCEL = Action("conference.calendar", "cancelled a conference", never("people were told: move it, so that it meets"))
EXTRAORDINARY = Action("conference.calendar", "called an extraordinary conference", _TOLD)
CONFIRM = Action("conference.calendar", "confirmed a conference")
CHAIR = Action("conference.chair", "named a chair")

Named = str | date | None
"""A conference as people name it: its original date, the day it meets, None for the next one."""


def move(
    seat: Seat,
    conference: Named,
    to: date,
    *,
    why: str = "",
    at: time | None = None,
    place: str | None = None,
    seen: int | None = None,
) -> Receipt:
    """Let a conference meet on another day, or at another time or place; a cancelled one meets again by that.

    It keeps its identity. Without ``why`` the reason for another day is what its own collides with. Who said that they
    come is asked anew for another day. The chair, the deputy and the coordinator do. Raises Refused for one that was
    opened and for a day on which another one meets, BadInput for a day that lies back and a time that does not exist.
    """
    with change(seat, MOVE) as session:
        found = _to_change(session, seat, conference, seen)
        _check_day(session, seat, to, found)
        starts_at = found.starts_at if at is None else at
        is_new_day = to != found.on
        is_same = not is_new_day and starts_at == found.starts_at and place in (None, found.place)
        if is_same and found.state is not ConferenceState.CANCELLED:
            raise Refused(f"The conference meets on {_say(seat, to)} at {starts_at:%H:%M} already.")
        _check_clock(seat, to, starts_at)
        row = row_of(session, seat, found)
        row.on, row.state, row.cancel_reason = to, ConferenceState.PLANNED, None
        row.starts_at = row.starts_at if at is None else at
        row.place = row.place if place is None else line(place)
        because = moved_because(found.collisions) if is_new_day and not line(why) else ""
        row.why, row.moved_by_id, row.sequence = because or line(why), seat.actor, row.sequence + 1
        session.add(row)
        asked = _forget_replies(session, row) if is_new_day else ""
        session.flush()
        said = f"The conference of {_say(seat, found.original_on)} meets on {_say(seat, to)} at {starts_at:%H:%M}."
        reason = f" Reason: {because}." if because else ""
        return _receipt(session, seat, found.original_on, f"{said}{reason}{asked}")


def cancel(seat: Seat, conference: Named, reason: CancelReason, *, why: str = "", seen: int | None = None) -> Receipt:
    """Say that a conference does not take place. Its items go on to the next one; it can be moved to meet again.

    Raises Refused for one that was opened or is cancelled already.
    """
    with change(seat, CANCEL) as session:
        found = _to_change(session, seat, conference, seen)
        if found.state is ConferenceState.CANCELLED:
            raise Refused(f"The conference of {_say(seat, found.original_on)} is cancelled already.")
        row = row_of(session, seat, found)
        row.state, row.cancel_reason, row.why = ConferenceState.CANCELLED, reason, line(why)
        row.sequence += 1
        session.add(row)
        session.flush()
        following = next_in(session, seat)
        goes_on = f" The next one is on {_say(seat, following.on)}." if following else " None is planned after it."
        return Receipt(
            f"The conference of {_say(seat, found.on)} is cancelled: {reason.label}.{goes_on}", found.conference
        )


def call_extraordinary(
    seat: Seat,
    on: date,
    *,
    why: str = "",
    at: time | None = None,
    minutes: int | None = None,
    place: str | None = None,
) -> Receipt:
    """Call a conference besides the rule; time, minutes and place are the agreement's where they are not said.

    The chair of the next conference and the coordinator do. Raises Refused where another one meets that day or has
    it for its name, BadInput for a day that lies back and a time that does not exist.
    """
    if minutes is not None and minutes <= 0:
        raise BadInput("A conference takes some minutes.", "Like 60 or 1h30.")
    with change(seat, EXTRAORDINARY) as session:
        following = next_in(session, seat)
        if following is not None:
            chair_only(seat, following)
        elif Role.COORDINATOR not in seat.roles:
            raise NotAllowed("An extraordinary conference is called by the coordinator.", "Ask them.")
        _check_day(session, seat, on, None)
        row = session.exec(select(Conference).where(Conference.original_on == on)).first()
        if row is not None and (row.state is not ConferenceState.PLANNED or row.on != on):
            raise Refused(
                f"The conference that was planned for {_say(seat, on)} has that day for its name.",
                f"Let it meet then: casetable conference move {on.isoformat()} {on.isoformat()}",
            )
        row = row or Conference(original_on=on, on=on)
        row.is_extraordinary, row.why, row.sequence = True, line(why), row.sequence + 1
        row.starts_at, row.minutes, row.place = at, minutes, None if place is None else line(place)
        session.add(row)
        session.flush()
        _check_clock(seat, on, occurrence_in(session, seat, on).starts_at, is_said=at is not None)
        return _receipt(session, seat, on, f"An extraordinary conference is called for {_say(seat, on)}.")


def confirm(seat: Seat, conference: Named = None, *, seen: int | None = None) -> Receipt:
    """Say that a conference takes place as it is planned. Raises Refused for one that is not planned."""
    with change(seat, CONFIRM) as session:
        found = _to_change(session, seat, conference, seen)
        if found.state is not ConferenceState.PLANNED:
            raise Refused(f"The conference of {_say(seat, found.on)} is {found.state.label} already.")
        if found.on < seat.today:
            raise Refused(f"The conference of {_say(seat, found.on)} was not held.", "Moving it gives it a day again.")
        row = row_of(session, seat, found)
        row.state = ConferenceState.CONFIRMED
        session.add(row)
        session.flush()
        at = f"{_say(seat, found.on)} at {found.starts_at:%H:%M}"
        return _receipt(session, seat, found.original_on, f"The conference of {at} is confirmed.")


def name_chair(
    seat: Seat,
    person: str | None = None,
    *,
    deputy: str | None = None,
    conference: Named = None,
    seen: int | None = None,
) -> Receipt:
    """Name who chairs a conference and who stands in for them (person ids).

    None leaves it as it is, an empty id takes the name back: then the agency whose turn it is chairs. Raises BadInput
    for somebody who is both or may not run a conference.
    """
    if person is None and deputy is None:
        raise BadInput("Who chairs?", "Name somebody: casetable conference chair PERSON, or --deputy PERSON.")
    with change(seat, CHAIR) as session:
        found = _to_change(session, seat, conference, seen)
        before = (found.chair_id, found.deputy_id)
        row = row_of(session, seat, found)
        if person is not None:
            row.chair_id = _who_may(session, person).id if person else None
        if deputy is not None:
            row.deputy_id = _who_may(session, deputy).id if deputy else None
        session.add(row)
        session.flush()
        now = occurrence_in(session, seat, found.original_on)
        if now.chair_id is not None and now.chair_id == now.deputy_id:
            raise BadInput(f"{now.chair} cannot stand in for themselves.", "Name somebody else as deputy.")
        if before == (now.chair_id, now.deputy_id) and row.chair_id == found.chair_id:
            raise Refused(f"{now.chair or 'Nobody'} chairs the conference of {_say(seat, now.on)} already.")
        return Receipt(_chair_words(session, seat, now), now.conference)


def _to_change(session: Session, seat: Seat, conference: Named, seen: int | None) -> Occurrence:
    """The conference that is meant, within reach of this seat and not opened yet."""
    found = occurrence_in(session, seat, conference, Looks.AHEAD)
    chair_only(seat, found)
    check_seen(session, seat, found, seen)
    if found.state is ConferenceState.IN_SESSION:
        raise Refused(f"The conference of {_say(seat, found.on)} is in session.", "casetable conference close ends it.")
    if found.state in HELD:
        raise Refused(f"The conference of {_say(seat, found.on)} was held.", "What was held stays as it was.")
    assert found.state in AHEAD or found.state is ConferenceState.CANCELLED
    return found


def _check_day(session: Session, seat: Seat, day: date, moved: Occurrence | None) -> None:
    """Raise unless a conference may meet on ``day``; ``moved`` is the one that would, None for a new one."""
    if day < seat.today:
        raise BadInput(f"{_say(seat, day)} lies back.", "Name today or a day to come.")
    if day.year > LATEST_YEAR:
        raise BadInput(f"{day.isoformat()} is too far ahead.", f"The calendar ends with {LATEST_YEAR}.")
    others = occurrences_in(session, seat, day, day)
    cancelled = ConferenceState.CANCELLED
    if any(one.state is not cancelled and (moved is None or one.original_on != moved.original_on) for one in others):
        raise Refused(
            f"Another conference meets on {_say(seat, day)}.", "Name another day: casetable conference calendar"
        )


def _check_clock(seat: Seat, day: date, at: time, *, is_said: bool = True) -> None:
    """Raise BadInput for a time that does not exist, and for one of today that is over where nobody said it."""
    if not is_said and day == seat.today and at < seat.now.astimezone(ZoneInfo(seat.zone)).time():
        raise BadInput(f"It is past {at:%H:%M}, when conferences begin.", "Say when: today at 14:00, or --at 14:00.")
    if not exists(day, at, seat.zone):
        raise BadInput(clock_problem(day, at, seat.zone), "Name another time: --at 09:00")


def _forget_replies(session: Session, row: Conference) -> str:
    replies = session.exec(select(ConferenceReply).where(col(ConferenceReply.conference_id) == row.id)).all()
    for one in replies:
        session.delete(one)
    return " Who comes is asked anew." if replies else ""


def _who_may(session: Session, person_id: str) -> Person:
    row = person_row(session, person_id)
    if not roles_of(session, row.id) & WORKERS:
        raise BadInput(
            f"{row.name} cannot chair: a conference is run by somebody who works with participants.",
            "Name a frontline worker, a supervisor or the coordinator.",
        )
    return row


def _chair_words(session: Session, seat: Seat, now: Occurrence) -> str:
    stands_in = f"; {now.deputy} stands in" if now.deputy else ""
    said = f"{now.chair or 'Nobody'} chairs the conference of {_say(seat, now.on)}{stands_in}."
    away = [words for one in (now.chair_id, now.deputy_id) if one and (words := away_in(session, one, now.on))]
    return " ".join([said, *away])


def _receipt(session: Session, seat: Seat, original_on: date, sentence: str) -> Receipt:
    """The receipt, with who is closed that day, whether it is a weekend, what is wrong with its time."""
    now = occurrence_in(session, seat, original_on)
    closed = f"Closed that day: {closed_words(now.collisions)}." if now.collisions else ""
    weekend = "That is a weekend." if is_weekend(now.on) else ""
    return Receipt(" ".join(part for part in (sentence, closed, weekend, now.clock) if part), now.conference)


def _say(seat: Seat, day: date) -> str:
    return say_day_in(day, seat.today)
