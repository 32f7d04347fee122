"""Everything of all conferences that a seat may see, for its export."""

from sqlalchemy import select as select_rows
from sqlmodel import col, select

from casetable.models import Conference, ConferenceItem, ConferenceLine
from casetable.queries.agenda_items import items_in
from casetable.queries.conference_shape import occurrences_of
from casetable.queries.facts import filed_line_shown
from casetable.queries.filed import lines_in
from casetable.queries.hearing import present_in
from casetable.store.unit import reading
from casetable.values.conference import ConferenceRecord, FiledLine, RecordedItem
from casetable.values.seat import Seat


def records(seat: Seat) -> tuple[ConferenceRecord, ...]:
    """Every conference that somebody touched, with its items and their lines and who was there, oldest first."""
    with reading(seat) as session:
        rows = session.exec(select(Conference).order_by(col(Conference.on), col(Conference.id))).all()
        found = occurrences_of(session, seat, [(row.original_on, row.on) for row in rows])
        told = []
        for occurrence in found:
            items = items_in(session, seat, col(ConferenceItem.conference_id) == occurrence.id)
            lines = lines_in(session, seat, {one.id: one.number for one in items if one.id})
            recorded = tuple(RecordedItem(one, lines.get(one.id or "", ())) for one in items)
            told.append(ConferenceRecord(occurrence, recorded, present_in(session, seat, occurrence.id or "")))
        return tuple(told)


def own_lines_left(seat: Seat) -> tuple[FiledLine, ...]:
    """Lines that this seat may read under items that it may not see any more: what its own agency said stays its own.

    Oldest first, with the number 0 for their item.
    """
    with reading(seat) as session:
        listed = [one.id for one in items_in(session, seat) if one.id]
        statement = select_rows(col(ConferenceLine.item_id)).where(
            filed_line_shown(seat), col(ConferenceLine.item_id).not_in(listed)
        )
        items = dict.fromkeys(session.execute(statement.distinct()).scalars(), 0)
        found = lines_in(session, seat, items)
        return tuple(sorted((line for lines in found.values() for line in lines), key=lambda line: (line.at, line.id)))
