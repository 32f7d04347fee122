"""A conference that was held, for the app's tests: Chidi's item with a decision, a dissent and an action."""

from datetime import UTC, date, datetime

from casetable.actions import conference as room_of
from casetable.actions.participants import lead
from casetable.rules.conference_clock import next_phase
from casetable.values.conference import Typed
from casetable.words import DecidedBy, ItemKind, LineKind, Phase
from tests.screens.conftest import Hand, someone
from tests.screens.in_the_room import ITS_DAY, opened, the_room

ITS_DATE = date(2026, 12, 11)
MONDAY_AFTER = datetime(2026, 12, 14, 15, 0, tzinfo=UTC)
CORRECTED = datetime(2026, 12, 21, 15, 0, tzinfo=UTC)
"""A day on which corrections have ended."""


def held(table, *, without=()):
    """Hold the conference of 11 December with all but some in the room, and close it; returns Chidi's reference."""
    clock = Hand(ITS_DAY)
    reference = discussed(table, clock, without=without)
    clock.go(minutes=30)
    room_of.close_conference(table.seat("Nia Cole", clock))
    return reference


def discussed(table, clock, *, without=()):
    """Open that conference and have Chidi's item discussed to its end; returns his reference."""
    nia, dana = table.seat("Nia Cole", clock), table.seat("Dana Reyes", clock)
    here = [one for one in ("Dana Reyes", "Lee Park", "Omar Haddad", "Nia Cole") if one not in without]
    opened(table, clock, here=here)
    items = the_room(table, clock).items
    chidi = next(one for one in items if one.kind is ItemKind.PARTICIPANT and one.name == "Chidi Okafor")
    lead(dana, chidi.participant, someone(table, "Dana Reyes"))
    room_of.open_item(nia, chidi.participant)
    said = [
        Typed(LineKind.OPTION, "motel now"),
        Typed(LineKind.DECISION, "motel now", option=1, decided_by=DecidedBy.CONSENSUS),
        Typed(LineKind.DISSENT, "winter is near", holder=someone(table, "Dana Reyes"), look_again_on=date(2027, 1, 8)),
        Typed(LineKind.ACTION, "call the motel", owner=someone(table, "Dana Reyes"), due=date(2026, 12, 18)),
    ]
    phase = Phase.SNAPSHOT
    while phase is not Phase.DEBATE:
        if phase is Phase.WORDS:
            room_of.file_line(dana, None, Typed(LineKind.NO_WORDS, "did not come"))
        room_of.advance(nia, the_room(table, clock).item.id, phase)
        phase = next_phase(ItemKind.PARTICIPANT, phase)
    for one in said:
        room_of.file_line(dana, None, one)
    clock.go(minutes=20)
    room_of.read_back(dana)
    while (item := the_room(table, clock).item) is not None:
        room_of.advance(nia, item.id, item.phase)
    return chidi.participant
