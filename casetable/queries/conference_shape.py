"""From dates to conferences: what was said of each, who chairs it, who is closed that day, what is free instead."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlmodel import Session, col, select

from casetable.models import Agency, Away, Conference, ConferenceItem, PersonRole
from casetable.models import Person as PersonRow
from casetable.queries.governing import timeline_in
from casetable.queries.remembered import agencies_seated, agency_codes, remembered
from casetable.rules.calendar import quarter_of
from casetable.rules.chairing import chair_agency, chair_of
from casetable.rules.conference_dates import Touched, meetings
from casetable.rules.holidays import CLOSED, day_names
from casetable.rules.wall_time import clock_problem, ends_at
from casetable.values.agreement import Timeline, Version
from casetable.values.conference import Collision, DayOff, Occurrence
from casetable.values.people import Absence, Person
from casetable.values.seat import Seat
from casetable.words import AHEAD, HELD, ConferenceState, ItemKind, Role

INSTEAD = 3
"""How many dates are proposed instead of one that collides."""

FARTHEST_INSTEAD = 21
"""How many days away from it they may be."""


def touched_in(session: Session) -> tuple[Touched, ...]:
    """Every conference that somebody touched, as the rule's dates are compared with it."""
    wanted = (
        Conference.original_on,
        Conference.on,
        Conference.state,
        Conference.is_extraordinary,
        col(Conference.moved_by_id).is_not(None),
    )
    asked = select(*wanted).order_by(col(Conference.original_on))  # type: ignore[call-overload]
    return remembered(
        session,
        "touched conferences",
        lambda: tuple(
            Touched(original, on, state, is_extraordinary, was_moved or original != on)
            for original, on, state, is_extraordinary, was_moved in session.execute(asked)
        ),
    )


def held_before(session: Session, day: date) -> Conference | None:
    """The last conference that was held on a day before this one; None where none was."""
    held = select(Conference).where(Conference.on < day, col(Conference.state).in_(sorted(HELD)))
    last = held.order_by(col(Conference.on).desc()).limit(1)
    return remembered(session, f"held before {day}", lambda: session.exec(last).first())


def closed_days(agencies: Iterable[Agency], since: date, until: date) -> tuple[DayOff, ...]:
    """The days on which these agencies are closed, both ends included, in order. Raises BadInput."""
    found = []
    for agency in agencies:
        closing = tuple(date.fromisoformat(day) for day in agency.closing_days)
        called = agency.closing_names or {}
        for year in range(since.year, until.year + 1):
            for day, what in day_names(agency.holidays, closing, range(year, year + 1)).items():
                if since <= day <= until and day.year == year:
                    is_own = what == CLOSED
                    found.append(
                        DayOff(day, agency.code, called.get(day.isoformat(), what) if is_own else what, is_own)
                    )
    return tuple(sorted(found, key=lambda one: one.on))


def occurrences_of(session: Session, seat: Seat, found: Sequence[tuple[date, date]]) -> tuple[Occurrence, ...]:
    """Conferences by (original date, day it meets), in full and in the same order."""
    if not found:
        return ()
    around = _read(session, seat, found)
    return tuple(_occurrence(around, original, on) for original, on in found)


@dataclass(slots=True)
class _Around:
    """What is read once for some conferences. ``off`` is by agency code and day."""

    seat: Seat
    timeline: Timeline
    touched: tuple[Touched, ...]
    rows: dict[date, Conference]
    arranged: frozenset[str]
    agencies: tuple[Agency, ...]
    people: tuple[Person, ...]
    names: dict[str, str]
    absences: list[Absence]
    off: dict[tuple[str, date], str] = field(default_factory=dict)


def _read(session: Session, seat: Seat, found: Sequence[tuple[date, date]]) -> _Around:
    originals, days = [original for original, _ in found], [on for _, on in found]
    between = (Conference.original_on >= min(originals), Conference.original_on <= max(originals))
    rows = {row.original_on: row for row in session.exec(select(Conference).where(*between))}
    agencies = agencies_seated(session)
    away = session.exec(select(Away).where(Away.since <= max(days), Away.until >= min(days)))
    since, until = min(days), max(days)
    nearby = timedelta(days=FARTHEST_INSTEAD)
    people = remembered(session, "everybody", lambda: _everybody(session, agency_codes(session)))
    return _Around(
        seat=seat,
        timeline=timeline_in(session),
        touched=touched_in(session),
        rows=rows,
        arranged=_arranged(session, rows.values()),
        agencies=agencies,
        people=people,
        names={one.id: one.person for one in people},
        absences=[Absence(one.person_id, one.since, one.until, one.cover_id, one.back_on) for one in away],
        off={(one.agency, one.on): one.what for one in closed_days(agencies, since - nearby, until + nearby)},
    )


def _everybody(session: Session, codes: dict[str, str]) -> tuple[Person, ...]:
    """Everybody who sits or sat here, by name, with what asking who chairs takes."""
    roles: dict[str, list[Role]] = {}
    for person_id, role in session.exec(select(PersonRole.person_id, PersonRole.role)):
        roles.setdefault(person_id, []).append(Role(role))
    wanted = select(PersonRow.id, PersonRow.name, PersonRow.agency_id, col(PersonRow.left_on))
    return tuple(
        Person(name, row_id, codes[agency_id], tuple(roles.get(row_id, ())), "", "", "", left_on)
        for row_id, name, agency_id, left_on in session.exec(wanted.order_by(col(PersonRow.name)))
    )


def _arranged(session: Session, rows: Iterable[Conference]) -> frozenset[str]:
    """Whose agenda is rows: an item that stands on every agenda is one of them."""
    ids = [row.id for row in rows]
    fixed = select(ConferenceItem.conference_id).where(
        ConferenceItem.kind == ItemKind.OPENING, col(ConferenceItem.conference_id).in_(ids)
    )
    return frozenset(session.exec(fixed)) if ids else frozenset()


def _occurrence(around: _Around, original: date, on: date) -> Occurrence:
    row = around.rows.get(original)
    seat = around.seat
    version = around.timeline.on(min(on, seat.today))
    said = version.conference
    starts_at = said.starts_at if row is None or row.starts_at is None else row.starts_at
    minutes = said.minutes if row is None or row.minutes is None else row.minutes
    place = said.place if row is None or row.place is None else row.place
    state = row.state if row else ConferenceState.PLANNED
    collisions = _collisions(around, on)
    is_ahead = state in AHEAD and on >= seat.today
    agency, chair = _chair(around, row, version, on)
    return Occurrence(
        original_on=original,
        on=on,
        state=state,
        starts_at=starts_at,
        ends_at=ends_at(on, starts_at, minutes, seat.zone).time(),
        minutes=minutes,
        place=place,
        is_extraordinary=bool(row and row.is_extraordinary),
        why=row.why if row else "",
        moved_by=around.names.get(row.moved_by_id) if row and row.moved_by_id else None,
        cancel_reason=row.cancel_reason if row else None,
        collisions=collisions,
        instead=_instead(around, on) if collisions and is_ahead else (),
        clock=clock_problem(on, starts_at, seat.zone),
        chair=chair.person if chair else None,
        chair_id=chair.id if chair else None,
        deputy=around.names.get(row.deputy_id) if row and row.deputy_id else None,
        deputy_id=row.deputy_id if row else None,
        chair_agency=agency,
        sequence=version.number + (row.sequence if row else 0),
        agenda_is_fixed=bool(row and row.id in around.arranged),
        id=row.id if row else None,
        version=row.version if row else None,
    )


def _here(around: _Around, on: date) -> list[Agency]:
    return [one for one in around.agencies if one.left_on is None or one.left_on >= on]


def _chair(around: _Around, row: Conference | None, version: Version, on: date) -> tuple[str, Person | None]:
    """The agency whose turn it is and who chairs: whom somebody named, as long as they sit here that day."""
    by_id = {one.id: one for one in around.people}
    named = by_id.get(row.chair_id) if row and row.chair_id else None
    there = [one.code for one in _here(around, on) if one.joined_on <= on] or [one.code for one in _here(around, on)]
    agency = chair_agency(there, quarter_of(on, version.quarter_first_month))
    if named is not None and (named.left_on is None or named.left_on >= on):
        return agency, named
    away = {one.person_id for one in around.absences if one.holds_on(on)}
    return agency, chair_of(agency, around.people, away, on)


def _collisions(around: _Around, on: date) -> tuple[Collision, ...]:
    closed = ((one.code, around.off.get((one.code, on))) for one in _here(around, on))
    return tuple(Collision(code, what) for code, what in closed if what is not None)


def _instead(around: _Around, on: date) -> tuple[date, ...]:
    """The nearest working days free for all, from today on, on which no other conference meets."""
    today = around.seat.today
    nearby = timedelta(days=FARTHEST_INSTEAD)
    busy = {day for _, day in meetings(around.timeline, around.touched, on - nearby, on + nearby, today)}
    steps = (on + timedelta(days=step) for distance in range(1, FARTHEST_INSTEAD + 1) for step in (distance, -distance))
    free = (day for day in steps if day >= today and day.weekday() < 5 and day not in busy)
    return tuple(day for day in free if not _collisions(around, day))[:INSTEAD]
