"""Calendar files (iCalendar): conferences written for other calendars, days off read from them.

A conference's name is its original date, so that importing again updates it; its sequence grows with every change of
the conference and with every version of the agreement. No participant, and no words that somebody typed, stand in it.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from casetable.rules.wall_time import ends_at, instant_of
from casetable.values.conference import Occurrence
from casetable.values.conference_calendar import CalendarFeed
from casetable.words import ConferenceState

if TYPE_CHECKING:
    from icalendar import Calendar, Event

PRODUCT = "-//casetable//conferences//EN"
_RULE_YEARS = 20
"""How long the time zone is described for a rule without an end."""


def write_calendar(feed: CalendarFeed, now: datetime, *, as_rule: bool = False) -> bytes:
    """Return the file: single events, or with ``as_rule`` one that recurs, with its exceptions and single events.

    ``now`` is when it is written, aware UTC. It is a publication: whoever imports it answers nobody.
    """
    calendar = _empty(feed)
    rule = _rule_event(feed, now) if as_rule else None
    if rule is not None:
        calendar.add_component(rule)
    start = rule.decoded("DTSTART").date() if rule is not None else None
    for one in feed.occurrences:
        is_of_rule = start is not None and one.original_on in feed.rule_dates and one.original_on >= start
        if not is_of_rule:
            calendar.add_component(_single(feed, one, now))
        elif _differs(feed, one):
            calendar.add_component(_exception(feed, one, now))
    for gone in () if as_rule else feed.gone:
        event = _event(feed, gone.original_on, gone.starts_at, gone.minutes, now, gone.sequence)
        _cancel(event)
        event.add("UID", _uid(feed, gone.original_on))
        calendar.add_component(event)
    _describe_zone(calendar, feed, as_rule=rule is not None)
    return bytes(calendar.to_ical())


def _empty(feed: CalendarFeed) -> "Calendar":
    from icalendar import Calendar

    calendar = Calendar()
    for key, value in (("PRODID", PRODUCT), ("VERSION", "2.0"), ("CALSCALE", "GREGORIAN"), ("METHOD", "PUBLISH")):
        calendar.add(key, value)
    calendar.add("X-WR-CALNAME", f"{feed.name}: conferences")
    return calendar


def _event(
    feed: CalendarFeed, day: date, at: time, minutes: int, now: datetime, sequence: int, *, place: str = ""
) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("DTSTAMP", now.astimezone(UTC))
    event.add("DTSTART", instant_of(day, at, feed.zone))
    event.add("DTEND", ends_at(day, at, minutes, feed.zone))
    event.add("SUMMARY", f"{feed.name}: conference")
    event.add("SEQUENCE", sequence)
    if place:
        event.add("LOCATION", place)
    return event


def _single(feed: CalendarFeed, one: Occurrence, now: datetime) -> "Event":
    event = _of(feed, one, now, one.sequence)
    event.add("UID", _uid(feed, one.original_on))
    return event


def _of(feed: CalendarFeed, one: Occurrence, now: datetime, sequence: int) -> "Event":
    """A conference as an event without a name; one that is cancelled stands where it would have met."""
    event = _event(feed, one.on, one.starts_at, one.minutes, now, sequence, place=one.place)
    if one.state is ConferenceState.CANCELLED:
        _cancel(event)
    else:
        event.add("STATUS", "CONFIRMED")
    return event


def _cancel(event: "Event") -> None:
    event.add("STATUS", "CANCELLED")
    event.add("TRANSP", "TRANSPARENT")


def _rule_event(feed: CalendarFeed, now: datetime) -> "Event | None":
    """The event that recurs; it begins with the first date that takes place as the rule made it. None without one."""
    from icalendar import vRecur

    by_original = {one.original_on: one for one in feed.occurrences}
    usual = [day for day in feed.rule_dates if day in by_original and not _differs(feed, by_original[day])]
    if not usual:
        return None
    event = _event(feed, usual[0], feed.starts_at, feed.minutes, now, feed.sequence, place=feed.place)
    event.add("UID", f"conference@{feed.partnership_id}")
    event.add("STATUS", "CONFIRMED")
    recurrence = vRecur.from_ical(feed.rrule.upper())
    if "UNTIL" in recurrence:
        recurrence["UNTIL"] = [_last_instant(recurrence["UNTIL"][0], feed)]
    event.add("RRULE", recurrence)
    out = [day for day in feed.rule_dates if day > usual[0] and _is_out(by_original.get(day))]
    if out:
        event.add("EXDATE", [instant_of(day, feed.starts_at, feed.zone) for day in out])
    return event


def _last_instant(until: date | datetime, feed: CalendarFeed) -> datetime:
    day = until.date() if isinstance(until, datetime) else until
    return instant_of(day, time(23, 59, 59), feed.zone).astimezone(UTC)


def _is_out(one: Occurrence | None) -> bool:
    return one is None or one.state is ConferenceState.CANCELLED


def _differs(feed: CalendarFeed, one: Occurrence) -> bool:
    """It is not as the rule makes it."""
    usual = (one.original_on, feed.starts_at, feed.minutes, feed.place)
    return _is_out(one) or (one.on, one.starts_at, one.minutes, one.place) != usual


def _exception(feed: CalendarFeed, one: Occurrence, now: datetime) -> "Event":
    event = _of(feed, one, now, feed.sequence)
    event.add("UID", f"conference@{feed.partnership_id}")
    event.add("RECURRENCE-ID", instant_of(one.original_on, feed.starts_at, feed.zone))
    return event


def _uid(feed: CalendarFeed, original_on: date) -> str:
    return f"{original_on.isoformat()}.conference@{feed.partnership_id}"


def _describe_zone(calendar: "Calendar", feed: CalendarFeed, *, as_rule: bool) -> None:
    """Describe the time zone for the years that the file speaks of."""
    days = [*(one.on for one in feed.occurrences), *(one.original_on for one in feed.gone), *feed.rule_dates]
    if not days:
        return
    last = max(days) + timedelta(days=366 * (_RULE_YEARS if as_rule else 1))
    calendar.add_missing_timezones(first_date=date(min(days).year, 1, 1), last_date=date(last.year + 1, 1, 1))
