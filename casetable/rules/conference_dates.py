"""Which conferences there are: the dates that the agreement's rule makes, and what people made of them.

A conference is its original date. Past dates follow the version that was in force on them, dates to come the version
in force today; before the partnership was founded there are none. A changed rule leaves alone what stands and makes no
doubles: a period of the rule (its month, week or year) has the conferences it has, so where some of an older rule
stand in it, as many of the new rule's dates are left out. Rules: Calendar.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from casetable.rules.calendar import LATEST_YEAR, conference_dates, next_conference
from casetable.rules.holidays import CLOSED
from casetable.values.agreement import Timeline, Version
from casetable.values.conference import Collision
from casetable.words import AHEAD, HELD, ConferenceState

_SATURDAY = 5
FURTHEST_YEARS = 25
"""How many years ahead the next date is looked for: a rule recurs at least every 24."""


@dataclass(frozen=True, slots=True)
class Touched:
    """A conference that somebody touched. ``was_moved``: by hand, even if it is back on its first day."""

    original_on: date
    on: date
    state: ConferenceState
    is_extraordinary: bool = False
    was_moved: bool = False

    @property
    def stands(self) -> bool:
        """Whatever the rule says by now, it takes place or took place."""
        if self.state is ConferenceState.CANCELLED:
            return False
        return self.is_extraordinary or self.was_moved or self.state is not ConferenceState.PLANNED

    @property
    def is_told(self) -> bool:
        """People were told of it, so that it is listed whatever the rule says by now; a cancelled one too."""
        return self.stands or self.state is ConferenceState.CANCELLED


def meetings(
    timeline: Timeline, touched: Collection[Touched], since: date, until: date, today: date
) -> list[tuple[date, date]]:
    """Return (original date, day it meets) of each conference that meets from ``since`` to ``until``, in their order.

    Cancelled ones are among them, on the day they would have met. Raises BadInput for a rule that cannot be read.
    """
    made = set(dates_made(timeline, touched, since, until, today))
    there = [one for one in touched if since <= one.on <= until and (one.is_told or one.original_on in made)]
    taken = {one.original_on for one in touched}
    found = [(one.original_on, one.on) for one in there] + [(day, day) for day in made - taken]
    return sorted(found, key=lambda one: (one[1], one[0]))


def next_meeting(timeline: Timeline, touched: Collection[Touched], today: date) -> tuple[date, date] | None:
    """Return (original date, day it meets) of the next conference; None when the rule has ended.

    That is one in session, else the first from today on that is neither cancelled nor held.
    """
    for one in touched:
        if one.state is ConferenceState.IN_SESSION:
            return one.original_on, one.on
    return next_day(timeline, touched, today)


def next_day(timeline: Timeline, touched: Collection[Touched], today: date) -> tuple[date, date] | None:
    """Return the same, of those that meet from today on: one that was never closed is not waited for."""
    over = {one.original_on for one in touched if is_over(one.state)}
    furthest = max((one.on for one in touched), default=today)
    rrule = timeline.on(today).conference.rrule
    for year in range(today.year, min(today.year + FURTHEST_YEARS, LATEST_YEAR + 1)):
        since, until = max(today, date(year, 1, 1)), date(year, 12, 31)
        for original, on in meetings(timeline, touched, since, until, today):
            if original not in over:
                return original, on
        if until > furthest and next_conference(rrule, until) is None:
            return None
    return None


def dates_made(
    timeline: Timeline, touched: Collection[Touched], since: date, until: date, today: date
) -> Iterator[date]:
    """Yield the original dates from ``since`` to ``until`` that the rules in force on them make, in their order."""
    standing = frozenset(one.original_on for one in touched if one.stands and not one.is_extraordinary)
    for rrule, first, last in _spans(timeline, since, until, today):
        for day in _between(rrule, first, last):
            if day not in _left_out(rrule, _period(rrule, day), standing):
                yield day


def dates_gone(
    timeline: Timeline, touched: Collection[Touched], since: date, until: date, today: date
) -> dict[date, Version]:
    """Return the dates that an older rule made for days after its end and that are no conferences any more, in order.

    They stand in people's calendars from before the rule changed, as the version beside them had it.
    """
    came = _changes(timeline, today)
    before = {
        day: timeline.on(older)
        for older, changed in zip([date.min, *came], came, strict=False)
        for day in _between(timeline.on(older).conference.rrule, max(since, changed), until)
    }
    stays = {original for original, _ in meetings(timeline, touched, since, until, today)}
    stays |= {one.original_on for one in touched if one.is_told}
    return {day: before[day] for day in sorted(before.keys() - stays)}


def furthest_before(timeline: Timeline, since: date, count: int, today: date) -> date | None:
    """Return the furthest day that ``count`` dates of an older rule reach from ``since`` on; None where none changed.

    As far as that a calendar may have been told of dates that are no conferences any more.
    """
    came = _changes(timeline, today)
    older = {timeline.on(before).conference.rrule for before in [date.min, *came][: len(came)]}
    reached = [found[-1] for rrule in older if (found := _first(rrule, since, count))]
    return max(reached, default=None)


def _first(rrule: str, since: date, count: int) -> list[date]:
    found: list[date] = []
    for year in range(since.year, min(since.year + FURTHEST_YEARS, LATEST_YEAR + 1)):
        found += [day for day in _of_year(rrule, year) if day >= since]
        if len(found) >= count:
            break
    return found[:count]


def _spans(timeline: Timeline, since: date, until: date, today: date) -> Iterator[tuple[str, date, date]]:
    """Yield (rule, first day, last day) for the days that each rule makes conferences for."""
    since = max(since, timeline.founded_on or since)
    starts = [since, *(day for day in _changes(timeline, today) if since < day <= until)]
    ends = [*(day - timedelta(days=1) for day in starts[1:]), until]
    for first, last in zip(starts, ends, strict=True):
        if first <= last:
            yield timeline.on(min(first, today)).conference.rrule, first, last


def _changes(timeline: Timeline, today: date) -> list[date]:
    return sorted(
        {one.in_force_on for one in timeline.versions if one.in_force_on is not None and one.in_force_on <= today}
    )


def _left_out(rrule: str, period: tuple[date, date], standing: frozenset[date]) -> Sequence[date]:
    """The first dates of a period, as many as conferences of other rules stand in it."""
    there = [day for day in standing if period[0] <= day <= period[1]]
    if not there:
        return ()
    made = _between(rrule, *period)
    others = sum(day not in made for day in there)
    return [day for day in made if day not in standing][:others]


def _period(rrule: str, day: date) -> tuple[date, date]:
    """The week, month or year that a rule counts its dates by; a yearly rule that names months counts by them."""
    rule = rrule.upper()
    if "WEEKLY" in rule:
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if "YEARLY" in rule and "BYMONTH=" not in rule:
        return date(day.year, 1, 1), date(day.year, 12, 31)
    after = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return day.replace(day=1), after - timedelta(days=1)


def _between(rrule: str, since: date, until: date) -> list[date]:
    if since > until:
        return []
    years = range(since.year, until.year + 1)
    return [day for year in years for day in _of_year(rrule, year) if since <= day <= until]


@lru_cache(maxsize=256)
def _of_year(rrule: str, year: int) -> tuple[date, ...]:
    return tuple(conference_dates(rrule, date(year, 1, 1), date(year, 12, 31)))


def closed_words(collisions: Iterable[Collision]) -> str:
    """Return who is closed on a day, those with the same reason together: ``SS, HS (Veterans Day); MH (closed)``."""
    return "; ".join(f"{', '.join(agencies)} ({what})" for what, agencies in _by_reason(collisions).items())


def moved_because(collisions: Iterable[Collision]) -> str:
    """Return why a conference leaves a day on which agencies are closed: ``holiday: Veterans Day (SS, HS)``.

    Empty where nobody is closed.
    """
    by_reason = _by_reason(collisions)
    said = "; ".join(f"{what} ({', '.join(agencies)})" for what, agencies in by_reason.items())
    return f"holiday: {said}" if set(by_reason) - {CLOSED} else said


def is_weekend(day: date) -> bool:
    """True of a Saturday and a Sunday."""
    return day.weekday() >= _SATURDAY


def state_said(state: ConferenceState, on: date, today: date) -> str:
    """Return where a conference stands in words: its state, and ``not held`` where its day passed without it."""
    return "not held" if state in AHEAD and on < today else state.label


def _by_reason(collisions: Iterable[Collision]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in collisions:
        found.setdefault(one.what, []).append(one.agency)
    return found


def is_over(state: ConferenceState) -> bool:
    """True of a conference that was held, or will not be."""
    return state in HELD or state is ConferenceState.CANCELLED
