"""What a seat is told when this computer's clock or zone is not what the table's entries and days go by."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from casetable.models import Log
from casetable.places import system_zone
from casetable.rules.clocks import behind, behind_words, zone_words
from casetable.store.unit import reading
from casetable.values.seat import Seat

LATELY = 20
"""So many newest entries are looked at: the note outlasts one's own next entries, and not one stray one for ever."""

_AROUND_THE_YEAR = tuple(timedelta(days=91 * quarter) for quarter in range(4))


def clock_note(seat: Seat) -> str:
    """What to say when the seat's clock is behind the newest entries by more than a few minutes, else nothing."""
    with reading(seat) as session:
        newest = session.exec(select(Log.at).order_by(col(Log.seq).desc()).limit(LATELY)).all()
    return behind_words(behind(seat.now, newest), seat.now, seat.zone)


def zone_note(seat: Seat) -> str:
    """One sentence when this computer's zone has other days than the partnership's, else nothing."""
    instants = [seat.now + step for step in _AROUND_THE_YEAR]
    place = ZoneInfo(seat.zone)
    pairs = [(one.astimezone().utcoffset(), one.astimezone(place).utcoffset()) for one in instants]
    offsets = [(here or timedelta(), there or timedelta()) for here, there in pairs]
    return zone_words(system_zone(), seat.zone, offsets)
