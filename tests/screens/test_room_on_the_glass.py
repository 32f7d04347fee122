"""With long names everywhere no clock, phase or working key of the room is hidden, at 80x24 and at 140x40."""

import pytest

from casetable.actions import conference
from casetable.seat import open_table
from casetable.words import Phase
from tests.screens.a_full_room import ITS_DAY, PARTNERSHIP, WORKERS, make, seat
from tests.screens.conftest import Hand
from tests.screens.driving import sees, until
from tests.screens.glass import glass
from tests.screens.in_the_room import keys, says, sitting_in

SIZES = ((80, 24), (140, 40))
DEBATING = ("o option", "+ - argument", "v decide", "! dissent", "a action", "k park", "enter next")
"""The keys that the drawing of the debate names."""
KEYS = {
    Phase.SNAPSHOT: ("s their words", "i person here", "x not discussed", "k park", "enter next"),
    Phase.WORDS: ("s their words", "n no words, why", "i person here", "k park", "enter next"),
    Phase.DEBATE: DEBATING,
    Phase.DECISION: DEBATING,
    Phase.DISSENT: DEBATING,
    Phase.ACTIONS: ("a action", "y read back", "! dissent", "v decide", "k park", "enter next"),
}
BUDGET = {
    Phase.SNAPSHOT: "1:00",
    Phase.WORDS: "1:00",
    Phase.DEBATE: "6:00",
    Phase.DECISION: "2:00",
    Phase.DISSENT: "1:00",
    Phase.ACTIONS: "2:00",
}


@pytest.fixture
def full(tmp_path):
    """A table of long names in session at its opening, everybody there; and the first participant."""
    where = str(tmp_path / "full.casetable")
    references = make(where)
    table = open_table(where)
    nia = seat(table)
    conference.open_conference(nia)
    conference.attend(nia, WORKERS)
    conference.accept_opening(nia)
    yield table, references[0]
    table.close()


async def in_both_sizes(pilot, clock, second, working, marked):
    """The wall clock, the words of the second line, every working key, the open item and who is here stand there."""
    for size in SIZES:
        await pilot.resize_terminal(*size)
        await until(pilot, lambda size=size: pilot.app.size.width == size[0] and working[-1] in glass(pilot.app))
        await pilot.pause()
        lines = glass(pilot.app).splitlines()
        assert len(lines) == size[1]
        assert lines[0].endswith(clock), lines[0]
        assert PARTNERSHIP.split()[0] in lines[0]
        for words in second:
            assert words in lines[1], lines[1]
        for key in working:
            assert key in lines[-1], lines[-1]
        here = next(line for line in lines if line.startswith("▸")).split("│")[0]
        for words in marked:
            assert words in here, here
        assert " room 4 · quorum ✓" in glass(pilot.app)


@pytest.mark.slow
async def test_no_clock_phase_or_working_key_is_hidden_by_long_names(full):
    table, reference = full
    clock = Hand(ITS_DAY)
    async with sitting_in(table, clock) as pilot:
        opening = ("r room check", "g guest", "y all accept", "k park", "enter next")
        await in_both_sizes(pilot, "09:00", ("item 1 of 9", "0:00 of 5:00", "ends 10:30"), opening, ("open",))
        conference.open_item(seat(table), reference)
        await sees(pilot, "SNAPSHOT")
        for phase, budget in BUDGET.items():
            second = (f"{reference} ", f"{phase.label.upper()} 0:00 of {budget}", "ends 10:")
            await in_both_sizes(pilot, "09:00", second, KEYS[phase], (reference, phase.label))
            if phase is Phase.WORDS:
                await says(pilot, "s", "a door I can lock")
            if phase is Phase.DEBATE:
                clock.go(minutes=100, seconds=7)
                await sees(pilot, "10:40")
                over = (f"{reference} ", "DEBATE 100:07 of 6:00 over", "ends 11:57", " min over plan")
                await in_both_sizes(pilot, "10:40", over, DEBATING, (reference, "debate"))
                await keys(pilot, "b")
                await sees(pilot, "100:07 of 6:00 recess")
                rests = (f"{reference} ", "100:07 of 6:00 recess", "ends 11:57", " min over plan")
                await in_both_sizes(pilot, "10:40", rests, DEBATING, (reference, "debate"))
                clock.go(minutes=-100, seconds=-7)
                await keys(pilot, "b")
            await keys(pilot, "enter")
            await until(pilot, lambda phase=phase: f"{phase.label.upper()} " not in glass(pilot.app).splitlines()[1])
