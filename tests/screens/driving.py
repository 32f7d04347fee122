"""Driving the app as a person does: keys pressed, the glass read, a task looked up afterwards."""

import asyncio
import time

from casetable.screens.app import CasetableApp
from casetable.screens.conference_room import ConferenceRoomScreen
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


async def go_back(pilot):
    """Go back to the mode behind everything. Escape never leaves a conference's room: there, [ shows what is behind."""
    app = pilot.app
    for _ in range(20):
        entry = getattr(app.screen, "entry", None)
        if len(app.screen_stack) == 1 and not (entry is not None and entry.is_open):
            return
        in_room = isinstance(app.screen, ConferenceRoomScreen) and not app.screen.capture.is_typing
        await pilot.press("left_square_bracket" if in_room else "escape")
    raise AssertionError(f"it never came back to its mode:\n{glass(app)}")


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
