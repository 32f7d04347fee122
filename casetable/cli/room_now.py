"""The conference in session on the command line: its room, the item that words mean, and going on from where it is."""

from typing import TYPE_CHECKING

from casetable.cli.sitting import Sitting
from casetable.errors import NotFound, Refused
from casetable.words import ItemState

if TYPE_CHECKING:
    from casetable.rules.room_veil import Blanking
    from casetable.values.conference import AgendaItem, Room
    from casetable.values.seat import Receipt

NONE_OPEN = "casetable conference item opens the next one; --item NUMBER files under another."


def room_now(sitting: Sitting) -> "Room":
    """The conference in session as this seat may see it. Raises Refused where none is."""
    from casetable.queries.room import room

    found = room(sitting.seat())
    if found is None:
        raise Refused("No conference is in session.", "casetable conference open opens the next one.")
    return found


def blanking(sitting: Sitting, now: "Room | None") -> "Blanking":
    """How this terminal tells of conferences: while a participant is in the room ``now``, nobody else is named."""
    from casetable.queries.participants import participants
    from casetable.rules.room_veil import blanking_of

    is_needed = now is not None and now.person_present
    return blanking_of(now, participants(sitting.seat()) if is_needed else ())


def item_of(room: "Room", words: str | None) -> "AgendaItem":
    """The item that words mean, by number, reference or title; None: the open one. Raises NotFound, Refused."""
    if words is None:
        if room.item is None:
            raise Refused("No item is open.", NONE_OPEN)
        return room.item
    plain = words.strip().casefold().lstrip("#")
    for one in room.items:
        if plain in (str(one.number), one.label.casefold(), (one.participant or "").casefold().removeprefix("p-")):
            return one
    raise NotFound(f"There is no item {words[:40]!r} on this agenda.", "casetable conference show lists them.")


def gone_on(sitting: Sitting) -> "Receipt":
    """Go on from where this seat sees the room: to the next phase of the open item, else to the next item.

    Raises Refused where nothing is left, and what going on raises.
    """
    from casetable.actions import conference

    room = room_now(sitting)
    if room.item is not None and room.item.phase is not None:
        return conference.advance(sitting.seat(), room.item.id or "", room.item.phase)
    chosen = item_of(room, str(next_item(room)))
    return conference.open_item(sitting.seat(), chosen.id or "")


def next_item(room: "Room") -> int:
    """The number of the first item that is still to come. Raises Refused where none is left."""
    for one in room.items:
        if one.state is ItemState.PLANNED:
            return one.number
    raise Refused("Every item of the agenda has had its turn.", "casetable conference close closes the conference.")
