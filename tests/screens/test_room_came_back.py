"""A dissent came back: the page asks what happened since, one key answers it, another says what they are asked."""

from dataclasses import replace
from datetime import date

import pytest

from casetable.actions import conference as room_of
from casetable.rules.room_veil import veil_of
from casetable.screens.cell import Signs
from casetable.screens.room_page import Around, page_rows
from casetable.values.conference import DueDissent
from casetable.words import Category, Phase
from tests.screens.conftest import Hand
from tests.screens.driving import sees
from tests.screens.in_the_room import ITS_DAY, keys, opened, says, sitting_in, the_room

CAME_BACK = DueDissent(
    1, "a", "winter is coming", Category.HEALTH, "Dana Reyes", date(2026, 11, 13), date(2026, 12, 11)
)


def drawn(room):
    """The page as it is drawn, line by line."""
    around = Around(60, ITS_DAY.date(), Signs(ascii=False), (), (), veil_of(room, ()))
    return ["".join(piece.words.plain for piece in row) for row in page_rows(room, around, None)]


@pytest.mark.slow
async def test_what_happened_since_is_asked_on_the_page_and_they_are_asked_by_one_key(lived):
    table, chidi = lived
    clock = Hand(ITS_DAY)
    opened(table, clock)
    nia = table.seat("Nia Cole", clock)
    room_of.open_item(nia, chidi)
    room_of.advance(nia, the_room(table, clock).item.id, Phase.SNAPSHOT)
    asked = replace(the_room(table, clock), due=(CAME_BACK, replace(CAME_BACK, number=2, is_answered=True)))
    page = " ".join(" ".join(line.split()) for line in drawn(asked))
    assert "≠ 1 13 Nov, Dana: winter is coming ~health What happened since? h" in page
    assert page.count("What happened since?") == 1
    async with sitting_in(table, clock) as pilot:
        await keys(pilot, "h")
        await sees(pilot, "No dissent came back with this item.")
        await says(pilot, "t", "bring the letter on tuesday")
        await sees(pilot, "Asked of them: bring the letter on tuesday")
