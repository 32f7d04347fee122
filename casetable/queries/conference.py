"""The calendar of conferences: the next one, those of some months, the last one held, the one in session."""

from datetime import date, timedelta
from enum import Enum

from sqlmodel import Session, col, select

from casetable.errors import BadInput, NotFound
from casetable.models import Agency, Conference
from casetable.queries.conference_shape import closed_days, held_before, occurrences_of, touched_in
from casetable.queries.governing import timeline_in
from casetable.rules.conference_dates import is_over, meetings, next_day, next_meeting
from casetable.rules.dates import read_date
from casetable.rules.holidays import days_off as off_in_years
from casetable.rules.past_dates import read_past_date
from casetable.store.unit import reading
from casetable.values.conference import DayOff, Occurrence
from casetable.values.seat import Seat
from casetable.words import ConferenceState

TWELVE = 12
"""How many conferences the calendar shows where nobody says until when."""

CALENDAR_HINT = "casetable conference calendar shows which there are."
FURTHEST = timedelta(days=366 * 25)
"""How far ahead so many conferences are looked for."""


class Looks(Enum):
    """Which conference a day and month without a year, or a weekday, may mean.

    ``AHEAD``: one that meets on a day to come, for what changes it; ``AROUND``: one to come, else the last such;
    ``BACK``: the other way round, for what was said there.
    """

    AHEAD = "ahead"
    AROUND = "around"
    BACK = "back"


def conference_next(seat: Seat) -> date | None:
    """The day of the next conference, today included; None when the rule has ended."""
    with reading(seat) as session:
        return conference_in(session, seat)


def conference_in(session: Session, seat: Seat) -> date | None:
    """The same, within a session. Moved ones count on their new day, cancelled and held ones not at all."""
    found = next_day(timeline_in(session), touched_in(session), seat.today)
    return found[1] if found else None


def next_occurrence(seat: Seat) -> Occurrence | None:
    """The conference that is in session, else the next one, today included; None when the rule has ended."""
    with reading(seat) as session:
        return next_in(session, seat)


def next_in(session: Session, seat: Seat) -> Occurrence | None:
    """The same, within a session."""
    found = next_meeting(timeline_in(session), touched_in(session), seat.today)
    return occurrences_of(session, seat, [found])[0] if found else None


def calendar(
    seat: Seat, since: date | None = None, until: date | None = None, count: int = TWELVE
) -> tuple[Occurrence, ...]:
    """The conferences that meet from ``since`` (default: today) to ``until``, in the order of their days.

    Without ``until`` the first ``count`` that take place, and the cancelled ones among them. Raises BadInput for days
    the wrong way round.
    """
    with reading(seat) as session:
        return calendar_in(session, seat, since or seat.today, until, count)


def calendar_in(
    session: Session, seat: Seat, since: date, until: date | None = None, count: int = TWELVE
) -> tuple[Occurrence, ...]:
    """The same, within a session."""
    if until is not None and until < since:
        raise BadInput(f"From {since.isoformat()} until {until.isoformat()}?", "The last day comes after the first.")
    if until is not None:
        return occurrences_in(session, seat, since, until)
    return _so_many(session, seat, since, count)


def occurrences_in(session: Session, seat: Seat, since: date, until: date) -> tuple[Occurrence, ...]:
    """The conferences that meet from ``since`` to ``until``, both included, within a session; cancelled ones too."""
    found = meetings(timeline_in(session), touched_in(session), since, until, seat.today)
    return occurrences_of(session, seat, found)


def conference(seat: Seat, words: str | date | None = None) -> Occurrence:
    """The one conference that ``words`` name, as ``occurrence_in``."""
    with reading(seat) as session:
        return occurrence_in(session, seat, words)


def occurrence_in(
    session: Session, seat: Seat, words: str | date | None = None, looks: Looks = Looks.AROUND
) -> Occurrence:
    """The one conference that ``words`` name: nothing or ``next``, ``last``, its original date or the day it meets.

    ``looks`` says which a day without a year may mean. Raises NotFound where there is none, BadInput for what is no
    date.
    """
    plain = words.strip().casefold() if isinstance(words, str) else words
    if not plain or plain in ("next", "next conference"):
        found = next_in(session, seat)
        if found is None:
            raise NotFound("No conference is planned.", "The rule has ended: casetable conference extraordinary DATE")
        return found
    if plain == "last":
        held = previous_in(session, seat, seat.today + timedelta(days=1))
        if held is None:
            raise NotFound("No conference was held yet.", CALENDAR_HINT)
        return held
    days = [plain] if isinstance(plain, date) else _days_meant(plain, seat.today, looks)
    for day in days:
        named = _original_of(session, seat, day)
        if named is None or (looks is Looks.AHEAD and day != days[0] and named[1] < seat.today):
            continue
        return occurrences_of(session, seat, [named])[0]
    raise NotFound(f"There is no conference on {days[0].isoformat()}.", CALENDAR_HINT)


def previous_in(session: Session, seat: Seat, before: date) -> Occurrence | None:
    """The last conference that was held on a day before ``before``; None where none was."""
    row = held_before(session, before)
    return occurrences_of(session, seat, [(row.original_on, row.on)])[0] if row else None


def session_now(seat: Seat) -> Occurrence | None:
    """The conference that is in session; None where none is."""
    with reading(seat) as session:
        return session_now_in(session, seat)


def session_now_in(session: Session, seat: Seat) -> Occurrence | None:
    """The same, within a session."""
    row = session.exec(select(Conference).where(Conference.state == ConferenceState.IN_SESSION)).first()
    return occurrences_of(session, seat, [(row.original_on, row.on)])[0] if row else None


def days_off(seat: Seat, since: date, until: date, agency: str | None = None) -> tuple[DayOff, ...]:
    """The days from ``since`` to ``until`` on which agencies (or the one of a code) are closed, in their order."""
    with reading(seat) as session:
        rows = select(Agency).where(col(Agency.left_on).is_(None)).order_by(col(Agency.position))
        wanted = [one for one in session.exec(rows) if agency is None or one.code == agency]
        return closed_days(wanted, since, until)


def days_off_in(session: Session, agency_ids: set[str], years: range) -> frozenset[date]:
    """The days on which one of these agencies is closed, besides weekends."""
    off: frozenset[date] = frozenset()
    for agency in session.exec(select(Agency).where(col(Agency.id).in_(sorted(agency_ids)))):
        closing = tuple(date.fromisoformat(day) for day in agency.closing_days)
        off |= off_in_years(agency.holidays, closing, years)
    return off


def _so_many(session: Session, seat: Seat, since: date, count: int) -> tuple[Occurrence, ...]:
    timeline, touched = timeline_in(session), touched_in(session)
    cancelled = {one.original_on for one in touched if one.state is ConferenceState.CANCELLED}
    until, furthest = since, since + FURTHEST
    found: list[tuple[date, date]] = []
    while until < furthest:
        until = min(until + timedelta(days=400), furthest)
        found = meetings(timeline, touched, since, until, seat.today)
        taking_place = [place for place, (original, _) in enumerate(found) if original not in cancelled]
        if len(taking_place) >= count:
            return occurrences_of(session, seat, found[: taking_place[count - 1] + 1])
    return occurrences_of(session, seat, found)


def _days_meant(words: str, today: date, looks: Looks) -> list[date]:
    """The days that words may mean, the likeliest first."""
    ahead = read_date(words, today)
    try:
        back = read_past_date(words, today)
    except BadInput:
        return [ahead]
    return [back, ahead] if looks is Looks.BACK else [ahead, back]


def _original_of(session: Session, seat: Seat, day: date) -> tuple[date, date] | None:
    """The conference with this original date, else the one that meets that day: both dates of it."""
    timeline, touched = timeline_in(session), touched_in(session)
    for one in touched:
        if one.original_on == day and one.is_told:
            return one.original_on, one.on
    meets = meetings(timeline, touched, day, day, seat.today)
    over = {one.original_on for one in touched if is_over(one.state)}
    meets.sort(key=lambda one: (one[0] != day, one[0] in over))
    return meets[0] if meets else None
