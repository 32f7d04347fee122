"""The agenda that proposes itself: its order, its reasons, and what each seat may see of it."""

from datetime import date

from casetable.actions import voice
from casetable.queries.agenda import agenda
from casetable.words import AgendaReason, ItemKind
from tests.tables import MON, Room


def test_an_agenda_proposes_everybody_at_the_table_between_what_always_stands_there(room: Room) -> None:
    ref = room.active()
    found = agenda(room.sit("lee"))
    kinds = [one.kind for one in found.items]
    assert kinds == [
        ItemKind.OPENING,
        ItemKind.PROMISES,
        ItemKind.PARTICIPANT,
        ItemKind.PARKING,
        ItemKind.CLOSING,
    ]
    assert found.items[2].participant == ref
    assert [one.kind for one in found.items[2].reasons] == [AgendaReason.STEADY]
    assert f"{found.ends_at:%H:%M}" == "09:38"
    print(found)
