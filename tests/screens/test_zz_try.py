from tests.screens.in_the_room import *
from tests.screens.conftest import Hand
from tests.screens.driving import typed
from tests.screens.glass import glass
import time
async def test_try(lived):
    table, chidi = lived
    clock = Hand(ITS_DAY)
    t=time.process_time(); opened(table, clock, here=(), accepted=False); print("open", time.process_time()-t)
    async with sitting_in(table, clock) as pilot:
        app = pilot.app
        async def show(): print(glass(app))
        await show()
        await keys(pilot, "enter"); await show()
        await keys(pilot, "r", "a", "enter", "y"); await show()
        await keys(pilot, "enter", "enter"); await show()
        await keys(pilot, "enter", "enter"); await show()
        import asyncio
        await keys(pilot, "j"); await typed(pilot, chidi); await pilot.press("enter"); await asyncio.sleep(.5); await pilot.pause()
        await show()
        await keys(pilot, "enter"); await show()
        await keys(pilot, "enter"); await show()
        await says(pilot, "s", "I want a door"); await keys(pilot, "enter"); await show()
        await says(pilot, "o", "motel now"); await says(pilot, "+", "safe tonight @dana"); await says(pilot,"v","1"); await says(pilot,"!","@omar winter"); await says(pilot, "a", "call the motel @dana fri"); await says(pilot, "k", "bus passes")
        await show()
        await keys(pilot, "enter","enter","enter"); await show()
        await keys(pilot, "enter"); await show()
        await keys(pilot, "y"); await show()
        await keys(pilot, "enter"); await show()
        await keys(pilot, "c"); await pilot.pause(); await show()
        await pilot.press("y"); await until(pilot, lambda: type(app.screen).__name__=="ConferenceScreen"); await pilot.pause(); await asyncio.sleep(1); await pilot.pause(); await show()
    assert 0
