"""A conference in session for the app's tests: Chidi's, Ana's and Bo's items, with Dana, Lee, Omar and Nia there."""

from contextlib import asynccontextmanager
from datetime import UTC, datetime

from casetable.actions import conference as room_of
from casetable.screens.conference_room import ConferenceRoomScreen
from tests.screens.conftest import Hand
from tests.screens.driving import an_app, until

ITS_DAY = datetime(2026, 12, 11, 14, 0, tzinfo=UTC)
"""The second Friday of December, nine o'clock where the table is."""
HERE = ("Dana Reyes", "Lee Park", "Omar Haddad", "Nia Cole")


def opened(table, clock, *, here=HERE, accepted=True):
    """Open the conference, with these people in the room."""
    nia = table.seat("Nia Cole", clock)
    room_of.open_conference(nia)
    if here:
        room_of.attend(nia, list(here))
    if accepted:
        room_of.accept_opening(nia)


def the_room(table, clock, name="Nia Cole"):
    """The room as somebody may see it."""
    from casetable.queries.room import room

    return room(table.seat(name, clock))


@asynccontextmanager
async def sitting_in(table, clock=None, *, person="Nia Cole", size=(80, 24), **config):
    """The app in the room, once it was read."""
    app = an_app(table, person, clock or Hand(ITS_DAY), **config)
    app.minds_the_clock = False
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.loaded is not None)
        app.action_command("conference")
        await until(pilot, lambda: isinstance(app.screen, ConferenceRoomScreen) and app.screen.read is not None)
        await pilot.pause()
        yield pilot


async def settled(pilot):
    """Wait until what the last key began was done and read again."""
    await until(pilot, lambda: not getattr(pilot.app.screen, "is_settling", False))


async def keys(pilot, *pressed):
    """Press keys one after the other, each once the one before is done."""
    for key in pressed:
        await settled(pilot)
        await pilot.press(key)
    await settled(pilot)


async def says(pilot, first, words):
    """File a line: its first key, its words, Enter."""
    await settled(pilot)
    await pilot.press(first)
    pilot.app.screen.capture.field.insert_text_at_cursor(words)
    await pilot.pause()
    await pilot.press("enter")
    await settled(pilot)
