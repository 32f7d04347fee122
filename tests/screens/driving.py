"""Driving the app as a person does: keys pressed, the glass read, a task looked up afterwards."""

import asyncio
import time

from casetable.screens.app import CasetableApp
from tests.screens.conftest import Hand
from tests.screens.glass import glass


def an_app(table, person="Dana Reyes", clock=None, **config):
    return CasetableApp(table, person, clock or Hand(), {"signs": "unicode", **config})


async def until(pilot, holds, seconds=20.0):
    """Wait until something holds; fail with what is on the glass."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        await pilot.pause()
        if holds():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it never came to be:\n" + glass(pilot.app))


async def sees(pilot, text):
    await until(pilot, lambda: text in glass(pilot.app))


async def typed(pilot, line):
    pilot.app.screen.entry._input.insert_text_at_cursor(line)
    await pilot.pause()


async def at(pilot, title):
    """Put the cursor on a task by its title."""
    await sees(pilot, "Week 48")
    tasks = pilot.app.loaded.week.tasks
    ref = next(task.task for task in tasks if task.title == title)
    assert pilot.app.screen.board.jump(ref)
    await pilot.pause()
    return ref


def story_of(table, ref):
    from casetable.queries.tasks import story

    return story(table.seat("Dana Reyes", Hand()), ref)


def state_of(table, ref):
    return story_of(table, ref).task.state
