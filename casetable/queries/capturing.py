"""With what a line of the room is read: who and what it may name, as this seat may know them."""

from datetime import timedelta

from casetable.models import ConferenceItem
from casetable.queries.conference import calendar
from casetable.queries.dissents import due_on_item
from casetable.queries.filed import lines_in
from casetable.queries.hearing import agencies_here, room_seats
from casetable.queries.participants import participants
from casetable.queries.people import agencies, people
from casetable.queries.private import private_places
from casetable.rules.capture import Capturing
from casetable.store.unit import reading
from casetable.values.conference import AgendaItem, DueDissent, FiledLine, Room
from casetable.values.seat import Seat
from casetable.words import AHEAD, Category, LineKind


def capturing(seat: Seat, room: Room, item: AgendaItem | None = None) -> Capturing:
    """What rules/capture.read_captured needs for a line of ``item``, else of the item that is open in ``room``."""
    item = item or room.item
    about = (item.participant if item else None) or ""
    filed = _filed(seat, item)
    after = room.conference.on + timedelta(days=1)
    to_come = (one.on for one in calendar(seat, since=after, count=1) if one.state in AHEAD)
    return Capturing(
        people=people(seat),
        agencies=agencies(seat),
        participants=participants(seat),
        me=seat.actor,
        today=seat.today,
        conference=next(to_come, None),
        about=about,
        options=tuple(one for one in filed if one.kind is LineKind.OPTION),
        is_place_private=bool(about) and about in private_places(seat, about),
        under=_under(filed),
        due=_due(seat, room, item),
    )


def _under(filed: tuple[FiledLine, ...]) -> Category:
    """The category that the item's actions have: that of its newest decision, else of its newest option."""
    for kind in (LineKind.DECISION, LineKind.OPTION):
        if of_kind := [one for one in filed if one.kind is kind]:
            return of_kind[-1].category
    return Category.GENERAL


def _due(seat: Seat, room: Room, item: AgendaItem | None) -> tuple[DueDissent, ...]:
    """The dissents that came back with the item: as the room was read, else as it is now."""
    if item is None or item.id is None or (room.item is not None and room.item.id == item.id):
        return room.due if item is not None else ()
    with reading(seat) as session:
        row = session.get_one(ConferenceItem, item.id)
        seats = room_seats(session, seat, agencies_here(room.present))
        return due_on_item(session, seat, row, room.conference.on, seats)


def _filed(seat: Seat, item: AgendaItem | None) -> tuple[FiledLine, ...]:
    """What was filed under the item so far, also what somebody filed since the room was read."""
    if item is None or item.id is None:
        return ()
    with reading(seat) as session:
        return lines_in(session, seat, {item.id: item.number}).get(item.id, ())
