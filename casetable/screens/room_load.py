"""What the room's screen reads, in a worker thread and at one seat: plain values."""

from dataclasses import dataclass

from casetable.rules.capture import Capturing
from casetable.values.conference import Room
from casetable.values.seat import Seat


@dataclass(frozen=True, slots=True)
class RoomRead:
    """The room in session, and with what a line typed into it is read."""

    room: Room
    around: Capturing


def read_room(seat: Seat) -> RoomRead | None:
    """Read the room of the conference in session; None while there is none."""
    from casetable.queries.capturing import capturing
    from casetable.queries.room import room

    found = room(seat)
    return None if found is None else RoomRead(found, capturing(seat, found))


def sits_in_room(seat: Seat) -> bool:
    """Tell whether a conference is in session that this seat runs, or in whose room it is."""
    from casetable.queries.room import room

    found = room(seat)
    if found is None:
        return False
    return found.runs or any(one.person_id == seat.actor and one.left_at is None for one in found.present)
