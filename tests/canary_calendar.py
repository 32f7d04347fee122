"""What every question about the calendar of conferences says to a seat: there is no participant in any of it."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from sqlmodel import Session, select

from casetable.errors import CasetableError
from casetable.models import Agency
from casetable.queries import conference, conference_feed, conference_shape
from casetable.store.unit import reading
from casetable.values.seat import Seat
from tests.canary import Canary

Recipe = Callable[[Canary, Seat], Iterator[object]]

_LONG = timedelta(days=400)


def _asked(ask: Callable[[Seat], object]) -> Recipe:
    return lambda _, seat: iter([ask(seat)])


def _within(ask: Callable[[Session, Seat], object]) -> Recipe:
    def recipe(_: Canary, seat: Seat) -> Iterator[object]:
        with reading(seat) as session:
            try:
                yield ask(session, seat)
            except CasetableError as error:
                yield error.sentence, error.hint

    return recipe


def _named(seat: Seat) -> object:
    said = []
    for words in ("next", "last", "2026-12-11", "1 jan"):
        try:
            said.append(conference.conference(seat, words))
        except CasetableError as error:
            said.append((error.sentence, error.hint))  # type: ignore[arg-type]
    return said


def _around(seat: Seat) -> tuple[date, date]:
    return seat.today - _LONG, seat.today + _LONG


RECIPES: dict[str, Recipe] = {
    "conference.calendar": _asked(lambda seat: [conference.calendar(seat), conference.calendar(seat, *_around(seat))]),
    "conference.calendar_in": _within(lambda session, seat: conference.calendar_in(session, seat, *_around(seat))),
    "conference.conference": _asked(_named),
    "conference.conference_in": _within(conference.conference_in),
    "conference.conference_next": _asked(conference.conference_next),
    "conference.days_off": _asked(lambda seat: conference.days_off(seat, *_around(seat))),
    "conference.days_off_in": _within(
        lambda session, seat: conference.days_off_in(session, {seat.agency_id}, range(2026, 2027))
    ),
    "conference.next_in": _within(conference.next_in),
    "conference.next_occurrence": _asked(conference.next_occurrence),
    "conference.occurrence_in": _within(conference.occurrence_in),
    "conference.occurrences_in": _within(
        lambda session, seat: conference.occurrences_in(session, seat, *_around(seat))
    ),
    "conference.previous_in": _within(lambda session, seat: conference.previous_in(session, seat, seat.today + _LONG)),
    "conference.session_now": _asked(conference.session_now),
    "conference.session_now_in": _within(conference.session_now_in),
    "conference_feed.feed": _asked(lambda seat: [conference_feed.feed(seat), conference_feed.feed(seat, as_rule=True)]),
    "conference_shape.closed_days": _within(
        lambda session, seat: conference_shape.closed_days(session.exec(select(Agency)), *_around(seat))
    ),
    "conference_shape.held_before": _within(
        lambda session, seat: getattr(conference_shape.held_before(session, seat.today), "on", None)
    ),
    "conference_shape.occurrences_of": _within(
        lambda session, seat: conference_shape.occurrences_of(session, seat, [(seat.today, seat.today)])
    ),
    "conference_shape.touched_in": _within(lambda session, _: conference_shape.touched_in(session)),
}
