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
