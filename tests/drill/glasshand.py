"""A writer at the app: keys go into the running app, the receipt is read off the screen."""

import asyncio
import random
import re
import time
from typing import Any

from casetable.screens.app import CasetableApp
from casetable.screens.lines import Said
from casetable.seat import open_table, system_clock
from tests.drill.forks import PATIENCE, Mouth, Stuck
from tests.drill.points import Fuse, lay
from tests.drill.steps import NAMES, Memory, Step, draw
from tests.screens.glass import glass

MOST_STEPS = 400
SIZE = (110, 30)
RECEIPT = re.compile(r"T-\d+ (is|asked)|Undone: |Done again: ")


def write(where: str, me: str, seed: str, mouth: Mouth, *, fuse: Fuse | None = None) -> None:
    """Open the app and add promises, taking one back now and then, until asked to stop."""
    lay(fuse, mouth)
    asyncio.run(_sit(where, me, random.Random(seed), mouth))


async def _sit(where: str, me: str, chance: random.Random, mouth: Mouth) -> None:
    table = open_table(where)
    app = CasetableApp(table, NAMES[me], system_clock, {"signs": "unicode"})
    async with app.run_test(size=SIZE) as pilot:
        await until(app, lambda: app.loaded is not None)
        mouth.tell(ready=True)
        memory = Memory(me)
        for number in range(MOST_STEPS):
            if mouth.asked_to_stop():
                break
            await _step(pilot, number, _drawn(chance, memory), memory, mouth)
    table.close()


def _drawn(chance: random.Random, memory: Memory) -> Step:
    """Only what one line or one letter does in the app."""
    while True:
        step = draw(chance, memory)
        if step["do"] in ("add", "undo", "redo"):
            return step


async def _step(pilot: Any, number: int, step: Step, memory: Memory, mouth: Mouth) -> None:
    app = pilot.app
    if step["do"] == "add":
        await pilot.press("a")
        await until(app, lambda: app.screen.entry.is_open)
        line = f"{step['words']} by {step['due']} {step['size']}m @{step['owner']}"
        app.screen.entry._input.insert_text_at_cursor(line)
        mouth.tell(intent=number, step=step)
        await pilot.press("enter")
    else:
        mouth.tell(intent=number, step=step)
        await pilot.press("u" if step["do"] == "undo" else "U")
    await until(app, lambda: not app.screen.entry.is_open and status(app) != "")
    receipt = status(app)
    if not RECEIPT.match(receipt):
        mouth.tell(ended=number, code=1, said=receipt)
        return
    mouth.say(receipt)
    mouth.tell(ended=number, code=0)
    memory.learn(step, receipt)


def status(app: CasetableApp) -> str:
    """The line above the footer as it stands on the glass."""
    said = app.screen.query_one("#status", Said)
    if not said.left.plain.strip():
        return ""
    region = said.region
    return " ".join(glass(app).splitlines()[region.y : region.bottom]).strip(" ─")


async def until(app: CasetableApp, holds: Any) -> None:
    """Wait until something holds. Raises Stuck with the glass."""
    end = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > end:
            raise Stuck("The app did not come to it:\n" + glass(app))
        await asyncio.sleep(0.006)
