"""What the agenda, its reasons, the forecast and the list of whom to ask say to a seat of the canary's world."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date

from sqlmodel import Session, select

from casetable.errors import NotFound
from casetable.models import Participant
from casetable.queries import (
    agenda,
    agenda_items,
    agenda_left,
    agenda_lines,
    agenda_reasons,
    agenda_releases,
    expected,
    forecast,
)
from casetable.queries.conference import occurrence_in
from casetable.queries.facts import participant_known
from casetable.store.references import spell
from casetable.store.unit import reading
from casetable.values.conference import Occurrence
from casetable.values.seat import Seat
from tests.canary import Canary

Recipe = Callable[[Canary, Seat], Iterator[object]]

DAYS = (date(2026, 11, 3), date(2026, 11, 6), date(2026, 11, 13), date(2026, 12, 11))
"""One that was held, one in session, the next one, and the one at which the dissents come back."""


def _each_day(ask: Callable[[Seat, date], object]) -> Recipe:
    return lambda _, seat: (ask(seat, day) for day in _days(seat))


def _days(seat: Seat) -> list[date]:
    """Those of the days on which there is a conference."""
    there = []
    with reading(seat) as session:
        for day in DAYS:
            with suppress(NotFound):
                occurrence_in(session, seat, day)
                there.append(day)
    return there


def _within(ask: Callable[[Session, Seat, Occurrence], Iterator[object]]) -> Recipe:
    def recipe(_: Canary, seat: Seat) -> Iterator[object]:
        with reading(seat) as session:
            for day in _days(seat):
                yield from ask(session, seat, occurrence_in(session, seat, day))

    return recipe


def _everybody(session: Session) -> dict[str, str]:
    """References by id, whoever may know of them."""
    return {one: spell("P", number) for one, number in session.exec(select(Participant.id, Participant.number)).all()}


def _left(session: Session, seat: Seat, one: Occurrence) -> Iterator[object]:
    left = agenda_left.left_in(session, seat, one)
    yield left, agenda_left.going_on_in(session, seat, one, left, ())


def _lines(session: Session, seat: Seat, one: Occurrence) -> Iterator[object]:
    for about in (None, list(_everybody(session))):
        yield agenda_lines.proposals_waiting(session, [seat], one, about)
        yield agenda_lines.dissents_due(session, [seat], one, about)


def _reasons(session: Session, seat: Seat, one: Occurrence) -> Iterator[object]:
    """Asked about those who stand on this seat's agenda: whom it is asked about is said by who asks."""
    left = agenda_left.left_in(session, seat, one)
    items = agenda.agenda_in(session, seat, one).items
    whom = {item.participant_id: item.participant for item in items if item.participant_id and item.participant}
    asked = [agenda_reasons.Asked(seat, left.unreached, whom)]
    yield agenda_reasons.reasons_for(session, asked, one, left.last_on)


def _releases(session: Session, seat: Seat, _: Occurrence) -> Iterator[object]:
    for given in agenda_releases.given_in(session, [seat], list(_everybody(session))):
        yield given, agenda_releases.ending(given, seat.today, date.max)


def _expected(session: Session, seat: Seat, one: Occurrence) -> Iterator[object]:
    everybody = expected.expected_in(session, one)
    yield everybody
    known = session.exec(select(Participant.id, Participant.number).where(participant_known(seat))).all()
    yield expected.foreseen_quorum(session, seat, one, everybody, [(row_id, "P-0") for row_id, _ in known])


RECIPES: dict[str, Recipe] = {
    "agenda.agenda": _each_day(agenda.agenda),
    "agenda.agenda_in": _within(lambda session, seat, one: iter([agenda.agenda_in(session, seat, one)])),
    "agenda.agendas_in": _within(lambda session, seat, one: iter([agenda.agendas_in(session, [seat], one)])),
    "agenda_items.items_for": _within(lambda session, seat, _: iter([agenda_items.items_for(session, [seat])])),
    "agenda_items.items_in": _within(lambda session, seat, _: iter([agenda_items.items_in(session, seat)])),
    "agenda_left.going_on_in": _within(_left),
    "agenda_left.left_for": _within(_left),
    "agenda_left.left_in": _within(_left),
    "agenda_lines.dissents_due": _within(_lines),
    "agenda_lines.proposals_waiting": _within(_lines),
    "agenda_reasons.reasons_for": _within(_reasons),
    "agenda_releases.ending": _within(_releases),
    "agenda_releases.given_in": _within(_releases),
    "expected.expected_in": _within(_expected),
    "expected.foreseen_quorum": _within(_expected),
    "forecast.forecast": _each_day(forecast.forecast),
    "forecast.prepared": _each_day(forecast.prepared),
    "forecast.to_ask": _each_day(forecast.to_ask),
}
