"""What the screens of the conference read, in a worker thread and at one seat: plain values."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from casetable.values.conference import Agenda, AgendaItem, ConferenceRecord, DayOff, Forecast, Occurrence, ToAsk
from casetable.values.minutes import Minutes, PastConference
from casetable.values.seat import Seat
from casetable.words import AHEAD, HELD, ConferenceState

AROUND = timedelta(days=400)
"""So far back and ahead the neighbours of a conference are looked for."""
MOST_ON_A_PAGE = 12
YEAR = timedelta(days=366)
NEARBY = timedelta(days=21)
"""How far from a day others are named that are free for all."""
MOST_FREE = 3


@dataclass(frozen=True, slots=True)
class ConferenceRead:
    """One conference before or after it: ``record`` is what was said in it, None before.

    ``conference`` None: none is planned. ``before`` and ``after`` are the identities of its neighbours, None where
    there is none. ``now`` is the one in session. ``earlier`` is the next one where it came in before this one.
    """

    conference: Occurrence | None
    agenda: Agenda | None = None
    forecast: Forecast | None = None
    to_ask: tuple[ToAsk, ...] = ()
    record: ConferenceRecord | None = None
    before: date | None = None
    after: date | None = None
    now: Occurrence | None = None
    earlier: Occurrence | None = None
    minutes: Minutes | None = None
    """What is kept of it for one's own agency; None before it was held."""
    after_it: PastConference | None = None
    """What is to be seen to after it; None before it was held."""

    @property
    def items(self) -> tuple[AgendaItem, ...]:
        """The items as they are planned, or as they went."""
        if self.record is not None:
            return tuple(one.item for one in self.record.items)
        return self.agenda.items if self.agenda is not None else ()

    @property
    def is_ahead(self) -> bool:
        """It can still be prepared."""
        return self.conference is not None and self.conference.state in AHEAD

    @property
    def is_held(self) -> bool:
        """It took place."""
        return self.conference is not None and self.conference.state in HELD


def read_conference(seat: Seat, which: date | None = None, stays: date | None = None) -> ConferenceRead:
    """Read one conference by its original date; None is the next one. ``conference`` is None where there is none.

    ``stays`` is the one that was read as the next one before: it stays so for who reads it, while it lies ahead.
    """
    from casetable.queries.conference import calendar, next_occurrence, session_now

    now, coming = session_now(seat), next_occurrence(seat) if which is None else None
    centre = which or (coming.on if coming is not None else seat.today)
    around = [one for one in calendar(seat, centre - AROUND, centre + AROUND) if _stands(one, seat.today)]
    wanted = coming.original_on if coming is not None else which
    one = next((each for each in around if each.original_on == wanted), None)
    kept = _kept(around, stays, seat.today) if which is None and stays != wanted else None
    one, earlier = (kept, one) if kept is not None else (one, None)
    on = one.on if one is not None else centre
    before = max(((each.on, each.original_on) for each in around if each.on < on), default=None)
    after = min(((each.on, each.original_on) for each in around if each.on > on), default=None)
    is_earlier = earlier is not None and one is not None and earlier.on < one.on
    read = ConferenceRead(
        one, before=before and before[1], after=after and after[1], now=now, earlier=earlier if is_earlier else None
    )
    return read if one is None else _more(seat, one, read)


def _kept(around: list[Occurrence], original_on: date | None, today: date) -> Occurrence | None:
    """The conference that somebody is reading; None once it is over, in session or no date of the rule any more."""
    open_still = (*AHEAD, ConferenceState.CANCELLED)
    lies_ahead = (one for one in around if one.on >= today and one.state in open_still)
    return next((one for one in lies_ahead if one.original_on == original_on), None)


def _stands(one: Occurrence, today: date) -> bool:
    """An untouched date of the past was no conference."""
    return one.id is not None or one.on >= today


def _more(seat: Seat, one: Occurrence, read: ConferenceRead) -> ConferenceRead:
    which = one.original_on
    if one.state in HELD:
        return _held(seat, which, read)
    if one.state not in AHEAD:
        return read
    from casetable.queries.forecast import prepared

    agenda, forecast, to_ask = prepared(seat, which)
    return replace(read, agenda=agenda, forecast=forecast, to_ask=to_ask)


def _held(seat: Seat, which: date, read: ConferenceRead) -> ConferenceRead:
    from casetable.queries.conference_record import record
    from casetable.queries.minutes import minutes
    from casetable.queries.minutes_review import review

    after = next((one for one in review(seat).past if one.conference.original_on == which), None)
    return replace(read, record=record(seat, which), minutes=minutes(seat, which), after_it=after)


@dataclass(frozen=True, slots=True)
class CalendarRead:
    """Twelve conferences from one day on, and the days on which agencies are closed around them."""

    conferences: tuple[Occurrence, ...]
    since: date


def read_calendar(seat: Seat, since: date | None = None) -> CalendarRead:
    """Read twelve conferences from a day on; None: from today."""
    from casetable.queries.conference import calendar

    start = since or seat.today
    return CalendarRead(calendar(seat, start, count=MOST_ON_A_PAGE), start)


def read_day(seat: Seat, day: date) -> str:
    """Say what is to be known of a day before a conference is put on it: who is closed, a weekend, what is free."""
    from casetable.queries.conference import calendar, days_off
    from casetable.rules.conference_dates import is_weekend
    from casetable.rules.dates import say_day_in

    since, until = max(day - NEARBY, seat.today), max(day + NEARBY, seat.today)
    off = days_off(seat, since, until)
    closed = ", ".join(f"{one.agency} ({one.what})" for one in off if one.on == day)
    said = [f"Closed that day: {closed}."] if closed else []
    said += ["It is a weekend."] if is_weekend(day) else []
    if not said:
        return ""
    taken = {one.on for one in off} | {one.on for one in calendar(seat, since, until)} | {day}
    days = (since + timedelta(days=step) for step in range((until - since).days + 1))
    free = sorted((one for one in days if one not in taken and not is_weekend(one)), key=lambda one: abs(one - day))
    nearest = ", ".join(say_day_in(one, seat.today) for one in free[:MOST_FREE])
    return " ".join([*said, f"Free for all: {nearest}."] if nearest else said)


def read_days_off(seat: Seat) -> tuple[DayOff, ...]:
    """Read the days of the coming year on which an agency is closed, the next one first."""
    from casetable.queries.conference import days_off

    return days_off(seat, seat.today, seat.today + YEAR)
