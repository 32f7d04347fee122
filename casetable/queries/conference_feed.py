"""The calendar of conferences as other calendars import it: with what was cancelled or taken out by a new rule."""

from datetime import date, timedelta

from sqlmodel import Session, select

from casetable.models import Conference, Partnership
from casetable.queries.conference import calendar_in
from casetable.queries.conference_shape import touched_in
from casetable.queries.governing import governing_in, timeline_in
from casetable.rules.calendar import conference_dates
from casetable.rules.conference_dates import dates_gone, furthest_before
from casetable.store.unit import reading
from casetable.values.conference_calendar import CalendarFeed, Gone
from casetable.values.seat import Seat

A_YEAR = timedelta(days=366)


def feed(seat: Seat, since: date | None = None, until: date | None = None, *, as_rule: bool = False) -> CalendarFeed:
    """The conferences from ``since`` (default: today) to ``until``, by default the next twelve that take place.

    ``as_rule`` is for one event that recurs: then up to a year after the last one that somebody touched, whatever
    ``until`` says.
    """
    with reading(seat) as session:
        first = since or seat.today
        last = until
        if as_rule:
            touched = [max(one.on, one.original_on) for one in touched_in(session)]
            last = max([seat.today, first, *touched]) + A_YEAR
        found = calendar_in(session, seat, first, last)
        end = last or max([first, *(one.on for one in found)])
        version = governing_in(session, seat.today)
        rule_from = max(first, seat.today)
        return CalendarFeed(
            name=version.name,
            partnership_id=session.exec(select(Partnership.id)).one(),
            zone=seat.zone,
            occurrences=found,
            gone=_gone(session, seat, first, end if until else _end_of_gone(session, seat, first, end, len(found))),
            rrule=version.conference.rrule,
            rule_from=rule_from,
            rule_dates=tuple(conference_dates(version.conference.rrule, rule_from, end)) if rule_from <= end else (),
            starts_at=version.conference.starts_at,
            minutes=version.conference.minutes,
            place=version.conference.place,
            sequence=version.number + sum(session.exec(select(Conference.sequence)).all()),
        )


def _end_of_gone(session: Session, seat: Seat, first: date, end: date, count: int) -> date:
    """As far as a file of before the rule changed went: as many conferences may have taken much longer then."""
    return max(end, furthest_before(timeline_in(session), first, count, seat.today) or end)


def _gone(session: Session, seat: Seat, since: date, until: date) -> tuple[Gone, ...]:
    timeline = timeline_in(session)
    number = timeline.on(seat.today).number
    return tuple(
        Gone(day, older.conference.starts_at, older.conference.minutes, number)
        for day, older in dates_gone(timeline, touched_in(session), since, until, seat.today).items()
    )
