"""Decisions and dissents of past conferences, found by their words."""

from typing import Any

from sqlalchemy import func, or_
from sqlalchemy import select as select_rows
from sqlmodel import Session, col

from casetable.models import Conference, ConferenceItem, ConferenceLine, Participant
from casetable.queries.agenda_items import items_in
from casetable.queries.facts import filed_line_shown, item_listed
from casetable.queries.filed import lines_in
from casetable.rules.agenda import without
from casetable.store.unit import reading
from casetable.values.minutes import SaidInMinutes
from casetable.values.seat import Seat
from casetable.words import HELD, ItemState, LineKind

MOST = 100
"""How many are found at once, the newest."""

_SEARCHED = (LineKind.DECISION, LineKind.DISSENT, LineKind.SINCE)


def search_minutes(seat: Seat, words: str) -> tuple[SaidInMinutes, ...]:
    """Decisions, dissents and what happened since, of conferences held, in which every word stands; newest first.

    Only what this seat may read, on items that it may list; nothing for no words, a hundred at most.
    """
    wanted = words.casefold().split()
    if not wanted:
        return ()
    with reading(seat) as session:
        return tuple(_found(session, seat, wanted))


def _found(session: Session, seat: Seat, wanted: list[str]) -> list[SaidInMinutes]:
    rows = session.execute(_lines(seat, wanted)).all()
    if not rows:
        return []
    conferences = {row.conference_id for row in rows}
    of_them = items_in(session, seat, col(ConferenceItem.conference_id).in_(sorted(conferences)))
    items = {one.id: one for one in without(of_them, ItemState.REMOVED) if one.id}
    wanted_items = {row.item_id for row in rows} & items.keys()
    lines = lines_in(session, seat, {one: items[one].number for one in wanted_items})
    by_id = {line.id: line for some in lines.values() for line in some}
    return [
        SaidInMinutes(row.original_on, row.meets_on, items[row.item_id].number, items[row.item_id].label, by_id[row.id])
        for row in rows
        if row.id in by_id
    ]


def _lines(seat: Seat, wanted: list[str]) -> Any:
    """What fits: nothing about somebody of whom everything was erased."""
    return (
        select_rows(
            col(ConferenceLine.id),
            col(ConferenceLine.item_id),
            col(ConferenceItem.conference_id),
            col(Conference.original_on),
            col(Conference.on).label("meets_on"),
        )
        .join(ConferenceItem, col(ConferenceItem.id) == ConferenceLine.item_id)
        .join(Conference, col(Conference.id) == ConferenceItem.conference_id)
        .outerjoin(Participant, col(Participant.id) == ConferenceItem.participant_id)
        .where(
            col(ConferenceLine.kind).in_(_SEARCHED),
            col(Conference.state).in_(sorted(HELD)),
            or_(col(Participant.id).is_(None), col(Participant.erased_on).is_(None)),
            filed_line_shown(seat),
            item_listed(seat),
            *[func.lower(col(ConferenceLine.text)).contains(word, autoescape=True) for word in wanted],
        )
        .order_by(col(Conference.on).desc(), col(ConferenceItem.position), col(ConferenceLine.position))
        .limit(MOST)
    )
