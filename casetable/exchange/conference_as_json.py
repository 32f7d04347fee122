"""The calendar of conferences and days off as JSON. Keys are only ever gained."""

from typing import Any

from casetable.rules.wall_time import ends_at, instant_of
from casetable.values.conference import DayOff, Occurrence


def occurrence_json(one: Occurrence, zone: str) -> dict[str, Any]:
    """One conference: ``conference`` is its original date and names it, ``on`` the day it meets; instants have offsets.

    ``sequence`` is the calendar entry's; ``chair`` and ``deputy`` are names, None where there is nobody.
    """
    return {
        "conference": one.conference,
        "on": one.on.isoformat(),
        "original_on": one.original_on.isoformat(),
        "starts_at": instant_of(one.on, one.starts_at, zone).isoformat(),
        "ends_at": ends_at(one.on, one.starts_at, one.minutes, zone).isoformat(),
        "minutes": one.minutes,
        "place": one.place,
        "state": one.state.value,
        "is_moved": one.is_moved,
        "is_extraordinary": one.is_extraordinary,
        "why": one.why,
        "cancel_reason": one.cancel_reason.value if one.cancel_reason else None,
        "moved_by": one.moved_by,
        "collisions": [{"agency": hit.agency, "what": hit.what} for hit in one.collisions],
        "instead": [day.isoformat() for day in one.instead],
        "clock": one.clock,
        "chair": one.chair,
        "deputy": one.deputy,
        "chair_agency": one.chair_agency,
        "sequence": one.sequence,
    }


def day_off_json(one: DayOff) -> dict[str, Any]:
    """One day on which an agency is closed; ``is_own`` tells a closing day of its own from a public holiday."""
    return {"on": one.on.isoformat(), "agency": one.agency, "what": one.what, "is_own": one.is_own}
