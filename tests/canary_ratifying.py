"""What is said to proposals and until when minutes are corrected, as every seat of the canary's world reads it."""

from collections.abc import Callable, Iterator

from sqlmodel import col, select

from casetable.models import Conference, ConferenceLine
from casetable.queries import minutes_window, ratified, ratifying
from casetable.queries.facts import filed_line_shown
from casetable.store.unit import reading
from casetable.values.seat import Seat
from casetable.words import HELD
from tests.canary import Canary

Recipe = Callable[[Canary, Seat], Iterator[object]]


def _proposals(_: Canary, seat: Seat) -> Iterator[object]:
    """All proposals, those of each conference, and how those stand that this seat may read."""
    yield ratifying.proposals(seat)
    with reading(seat) as session:
        for row in session.exec(select(Conference).where(col(Conference.state).in_(sorted(HELD)))):
            yield ratifying.proposals_in(session, seat, row.id)
        lines = session.exec(select(ConferenceLine.id).where(filed_line_shown(seat))).all()
        yield ratified.proposals_stand(session, lines, seat.today)


def _windows(_: Canary, seat: Seat) -> Iterator[object]:
    """Who was there, who replied and until when, of each conference that was held."""
    with reading(seat) as session:
        for row in session.exec(select(Conference).where(col(Conference.state).in_(sorted(HELD)))):
            yield minutes_window.agencies_that_were_there(session, row.id)
            yield minutes_window.corrections_end(session, seat, row)
            newest = minutes_window.newest_minutes(session, row.id)
            if newest is not None:
                yield newest.revision, minutes_window.agencies_that_replied(session, newest.id)


RECIPES: dict[str, Recipe] = {
    "minutes_window.agencies_that_replied": _windows,
    "minutes_window.agencies_that_were_there": _windows,
    "minutes_window.corrections_end": _windows,
    "minutes_window.newest_minutes": _windows,
    "ratified.proposals_stand": _proposals,
    "ratifying.proposals": _proposals,
    "ratifying.proposals_in": _proposals,
}
