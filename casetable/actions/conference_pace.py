"""The time of a room: it rests and goes on, and saves what it is late. Rules: Conference."""

from collections.abc import Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

from casetable.actions.conference_reach import Sitting, end_recess, sitting
from casetable.actions.conference_session import RUN
from casetable.errors import Refused
from casetable.models import ConferenceItem
from casetable.rules.conference_clock import Underway, elapsed, minutes_over, planned_end, predicted_end, shaved
from casetable.store.unit import change
from casetable.values.seat import Receipt, Seat
from casetable.words import ItemState


def recess(seat: Seat) -> Receipt:
    """The room rests: its clock stands still until it goes on. For who runs the conference."""
    with change(seat, RUN) as session:
        room = sitting(session, seat)
        room.runners_only()
        if room.row.recess_since is not None:
            raise Refused("The room is in recess already.", "casetable conference recess --end goes on.")
        room.row.recess_since = seat.now
        return Receipt("Recess. The clock stands still.", room.row.original_on.isoformat())


def resume(seat: Seat) -> Receipt:
    """The room goes on after its recess. For who runs the conference. Raises Refused where it did not rest."""
    with change(seat, RUN) as session:
        room = sitting(session, seat)
        room.runners_only()
        if not end_recess(room):
            raise Refused("The room is not in recess.")
        return Receipt("The room goes on.", room.row.original_on.isoformat())


def shave(seat: Seat) -> Receipt:
    """Take what the room is late from the items still to come, each giving in proportion. For who runs it.

    Raises Refused where it is not late, and where nothing to come can give a minute.
    """
    with change(seat, RUN) as session:
        room = sitting(session, seat)
        room.runners_only()
        to_come = _to_come(room)
        over = minutes_over(_predicted(room, to_come), _planned(room))
        if over <= 0:
            raise Refused("The room is not late: there is nothing to shave.")
        minutes = shaved([(one.kind, one.minutes) for one in to_come], over)
        saved = sum(one.minutes for one in to_come) - sum(minutes)
        if not saved:
            raise Refused(
                f"The room is {over} min late, and nothing to come can be shorter.",
                "Leave an item for next time, or agree to stay longer.",
            )
        for item, less in zip(to_come, minutes, strict=True):
            item.minutes = less
        ends = _predicted(room, to_come).astimezone(ZoneInfo(seat.zone))
        left = f" {over - saved} min over plan are left." if over > saved else ""
        return Receipt(f"{saved} min shaved: ends {ends:%H:%M}.{left}", room.row.original_on.isoformat())


def _to_come(room: Sitting) -> list[ConferenceItem]:
    """The items still to come, as far as this seat may see them: so the end is the one that it sees."""
    listed = {one.id for one in room.listed()}
    return [one for one in room.rows() if one.state is ItemState.PLANNED and one.id in listed]


def _planned(room: Sitting) -> datetime:
    row = room.row
    return planned_end(row.on, row.starts_at or time(), row.minutes or 0, room.seat.zone)


def _predicted(room: Sitting, to_come: Sequence[ConferenceItem]) -> datetime:
    item = room.open_item()
    under_way = None
    if item is not None and item.phase is not None:
        taken = elapsed(item.phase_began_at, room.seat.now, room.row.recess_since)
        under_way = Underway(item.kind, item.phase, item.minutes, taken)
    return predicted_end(room.seat.now, under_way, [one.minutes for one in to_come])
