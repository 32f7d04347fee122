"""A writer at the app while the table's server dies and comes back: nothing is typed twice, Enter alone is pressed."""

import asyncio
import random
import time
from typing import Any

from casetable.screens.app import CasetableApp
from casetable.seat import open_table, system_clock
from tests.drill.forks import PATIENCE, Mouth, Stuck
from tests.drill.glasshand import RECEIPT, SIZE, status, until
from tests.drill.steps import NAMES, Memory, Step, draw
from tests.screens.glass import glass

NOT_CONNECTED = "not connected"
NOT_YET = ("Not saved yet: ", "not known yet")
SAVED = "It was saved"
BREATH = 0.05
BETWEEN_ENTERS = 0.4
"""Seconds after which somebody presses Enter again, once the table is back."""
MOST_STEPS = 400


def write(where: str, me: str, seed: str, mouth: Mouth) -> None:
    """Open the app and add promises until asked to stop; tell what is on the glass while the server is away."""
    asyncio.run(_sit(where, me, random.Random(seed), mouth))


async def _sit(where: str, me: str, chance: random.Random, mouth: Mouth) -> None:
    table = open_table(where)
    app = CasetableApp(table, NAMES[me], system_clock, {"signs": "unicode"})
    async with app.run_test(size=SIZE) as pilot:
        await until(app, lambda: app.loaded is not None)
        memory = Memory(me)
        for number in range(MOST_STEPS):
            if mouth.asked_to_stop():
                break
            await _add(pilot, number, _drawn(chance, memory), mouth)
    table.close()


def _drawn(chance: random.Random, memory: Memory) -> Step:
    while True:
        step = draw(chance, memory, plain=True)
        if step["do"] == "add":
            return step


async def _add(pilot: Any, number: int, step: Step, mouth: Mouth) -> None:
    app = pilot.app
    await pilot.press("a")
    await until(app, lambda: app.screen.entry.is_open)
    line = f"{step['words']} by {step['due']} {step['size']}m @{step['owner']}"
    app.screen.entry._input.insert_text_at_cursor(line)
    mouth.tell(intent=number, step=step)
    await pilot.press("enter")
    mouth.say(await _saved(pilot, line, mouth))
    mouth.tell(ended=number, code=0)


async def _saved(pilot: Any, line: str, mouth: Mouth) -> str:
    """Wait for the receipt, watching what the glass says meanwhile; returns it. Raises Stuck."""
    app, end, entered, watched = pilot.app, time.monotonic() + PATIENCE, time.monotonic(), Watched(mouth)
    while time.monotonic() < end:
        await asyncio.sleep(BREATH)
        seen = "" if watched.is_calm and not app.screen.entry.is_open and status(app) else glass(app)
        watched.look(seen, app.screen.entry.text if app.screen.entry.is_open else None, line)
        said = status(app)
        if not app.screen.entry.is_open and (RECEIPT.match(said) or SAVED in said):
            return said
        if NOT_CONNECTED not in seen and watched.was_away and time.monotonic() - entered > BETWEEN_ENTERS:
            entered = time.monotonic()
            if app.screen.entry.is_open:
                await pilot.press("enter")
    raise Stuck("The app did not save what was typed:\n" + glass(app))


class Watched:
    """What the glass said while the server was away: told to the drill once for each."""

    def __init__(self, mouth: Mouth) -> None:
        self._mouth = mouth
        self._is_away = False
        self.was_away = False
        self._told = False

    @property
    def is_calm(self) -> bool:
        """Nothing unusual was seen."""
        return not self._is_away and not self.was_away

    def look(self, seen: str, kept: str | None, line: str) -> None:
        """Note the words of the outage and of its end, and whether the text is still in the entry."""
        if any(words in seen for words in NOT_YET) and not self._told:
            self._told = self.was_away = True
            self._mouth.tell(not_yet=True, kept=kept == line)
        away = NOT_CONNECTED in seen
        if away and not self._is_away:
            self._is_away = self.was_away = True
            self._mouth.tell(away=time.monotonic())
        if self._is_away and not away and seen:
            self._is_away = False
            self._mouth.tell(back=time.monotonic())
