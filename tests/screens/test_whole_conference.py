"""A whole conference of ninety minutes and five participants, by keys alone; its command keystrokes are counted."""

import os
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from casetable.queries.conference_record import record
from casetable.screens.conference import ConferenceScreen
from casetable.screens.conference_room import ConferenceRoomScreen
from casetable.words import ConferenceState, ItemKind, ItemState, LineKind, Phase
from tests.screens.a_full_room import DANA, ITS_DAY, LEE, NIA, OMAR, make, seat, the_room
from tests.screens.conftest import Hand
from tests.screens.driving import an_app, until
from tests.screens.glass import glass

import time
import sys


async def test_try(tmp_path):
    from casetable.seat import open_table
    t = time.process_time()
    refs = make(str(tmp_path / "x.casetable"))
    table = open_table(str(tmp_path / "x.casetable"))
    clock = Hand(ITS_DAY)
    print("made", time.process_time() - t)
    app = an_app(table, NIA, clock)
    app.minds_the_clock = False

    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.loaded is not None)
        async def settled():
            await until(pilot, lambda: not getattr(pilot.app.screen, "is_settling", False))
        async def press(*keys):
            for k in keys:
                t = time.process_time()
                await settled()
                await pilot.press(k)
            await settled()
            print(keys, time.process_time() - t)
        async def says(first, words):
            await press(first)
            t = time.process_time()
            await pilot.press(*["space" if c == " " else c for c in words])
            print("  typed", len(words), time.process_time() - t)
            await press("enter")
        await press("3")
        await until(pilot, lambda: isinstance(app.screen, ConferenceScreen) and app.screen.read is not None)
        print(glass(app))
        await press("o")
        await pilot.pause()
        print(glass(app))
        await press("y")
        await until(pilot, lambda: isinstance(app.screen, ConferenceRoomScreen) and app.screen.read is not None)
        print(glass(app))
        await press("r", "a", "enter", "y")
        print(glass(app))
        await press("enter", "enter"); print(glass(app))
        await press("enter", "enter"); print(glass(app))
        await press("enter"); print(glass(app))
        await says("s", "a door I can lock")
        await press("enter")
        await says("o", "motel now")
        await says("o", "hold for the unit")
        await says("+", "1 safe tonight @dana")
        await says("-", "1 the rule starts again @lee")
        await says("+", "2 one move, not two @omar")
        await says("-", "2 winter @nia")
        print(glass(app))
        await press("enter")
        await says("v", "2")
        await press("enter")
        await says("!", "@dana winter")
        await press("enter")
        await says("a", "call the motel @dana fri")
        print(glass(app))
        await says("a", "unit forms @lee next mon")
        print(glass(app))
        await press("y")
        print(glass(app))
        await press("enter")
        print(glass(app))
    table.close()
    assert 0
