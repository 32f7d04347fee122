"""Dissents that come back: which are to be looked at again, and what was said to have happened since, for a seat."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, true
from sqlalchemy import select as select_rows
from sqlmodel import Session, col

from casetable.models import Conference, ConferenceItem, ConferenceLine, Person
from casetable.queries.facts import filed_line_shown, item_listed
from casetable.queries.several import flags, for_each, narrowed
from casetable.rules.dissents import look_again_day
from casetable.values.conference import DueDissent
from casetable.values.seat import Seat
from casetable.words import HELD, LineKind, TurnedOut


@dataclass(frozen=True, slots=True)
class Answered:
    """What was said to have happened since a dissent (its id), under an item (its id)."""

    dissent: str
    item: str
    turned_out: TurnedOut | None
    look_again_on: date | None


def answers_to(
    session: Session, seats: Sequence[Seat], dissents: Collection[str], before: date | None = None
) -> tuple[dict[str, tuple[Answered, ...]], ...]:
    """For each seat, by dissent's id, what was said since as far as that seat may read it, oldest first.

    ``before`` asks for what conferences said that met before that day; None for all of it. Within a session.
    """
    if not dissents:
        return tuple({} for _ in seats)
    may = [filed_line_shown(one) for one in seats]
    statement: Any = (
        select_rows(
            col(ConferenceLine.about_id),
            col(ConferenceLine.item_id),
            col(ConferenceLine.turned_out),
            col(ConferenceLine.look_again_on),
            *flags(may),
        )
        .join(ConferenceItem, col(ConferenceItem.id) == ConferenceLine.item_id)
        .join(Conference, col(Conference.id) == ConferenceItem.conference_id)
        .where(
            col(ConferenceLine.kind) == LineKind.SINCE,
            col(ConferenceLine.about_id).in_(sorted(dissents)),
            narrowed(may),
            col(Conference.on) < before if before is not None else true(),
        )
        .order_by(col(ConferenceLine.at), col(ConferenceLine.id))
    )
    found = []
    for rows in for_each(session.execute(statement).all(), len(seats)):
        by_dissent: dict[str, tuple[Answered, ...]] = {}
        for row in rows:
            said = Answered(row.about_id, row.item_id, row.turned_out, row.look_again_on)
            by_dissent[said.dissent] = (*by_dissent.get(said.dissent, ()), said)
        found.append(by_dissent)
    return tuple(found)


def due_on_item(
    session: Session, seat: Seat, item: ConferenceItem, on: date, heard: Iterable[Seat] = ()
) -> tuple[DueDissent, ...]:
    """The dissents that come back with an item of a conference that meets ``on``, oldest first. Within a session.

    Those of earlier conferences about the same participant, or the same business, that this seat and each of ``heard``
    may read. What is answered under this very item stays, so that the numbers stay while the room sits.
    """
    rows = _earlier(session, (seat, *heard), item, on)
    answered = answers_to(session, [seat], [row.id for row in rows])[0]
    due: list[DueDissent] = []
    for row in rows:
        said = answered.get(row.id, ())
        day = look_again_day(row.look_again_on, [one for one in said if one.item != item.id])
        if day is None or day > on:
            continue
        is_answered = any(one.item == item.id for one in said)
        due.append(DueDissent(len(due) + 1, row.id, row.text, row.category, row.holder, row.meets_on, day, is_answered))
    return tuple(due)


def _earlier(session: Session, seats: Sequence[Seat], item: ConferenceItem, on: date) -> Sequence[Any]:
    """Dissents with a day to look again, about the same, of conferences held before, that every seat may read."""
    about: Any = col(ConferenceLine.participant_id) == item.participant_id
    if item.participant_id is None:
        same = and_(col(ConferenceItem.kind) == item.kind, col(ConferenceItem.title) == item.title)
        about = and_(col(ConferenceLine.participant_id).is_(None), same)
    statement: Any = (
        select_rows(
            col(ConferenceLine.id),
            col(ConferenceLine.text),
            col(ConferenceLine.category),
            col(ConferenceLine.look_again_on),
            col(Person.name).label("holder"),
            col(Conference.on).label("meets_on"),
        )
        .join(ConferenceItem, col(ConferenceItem.id) == ConferenceLine.item_id)
        .join(Conference, col(Conference.id) == ConferenceItem.conference_id)
        .outerjoin(Person, col(Person.id) == ConferenceLine.holder_id)
        .where(
            col(ConferenceLine.kind) == LineKind.DISSENT,
            col(ConferenceLine.look_again_on).is_not(None),
            about,
            col(Conference.state).in_(sorted(HELD)),
            col(Conference.on) < on,
            *[filed_line_shown(one) for one in seats],
            *[item_listed(one) for one in seats],
        )
        .order_by(col(Conference.on), col(ConferenceItem.position), col(ConferenceLine.position))
    )
    return session.execute(statement).all()


def said_of(session: Session, seat: Seat, dissents: Collection[str]) -> dict[str, str | None]:
    """By dissent's id, the name of who dissented, of those dissents that this seat may read. Within a session."""
    if not dissents:
        return {}
    statement: Any = (
        select_rows(col(ConferenceLine.id), col(Person.name))
        .outerjoin(Person, col(Person.id) == ConferenceLine.holder_id)
        .where(col(ConferenceLine.id).in_(sorted(dissents)), filed_line_shown(seat))
    )
    return {row[0]: row[1] for row in session.execute(statement)}
