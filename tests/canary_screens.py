"""What every screen shows to a seat: the app is driven as somebody, and the glass is read as text."""

import asyncio
import inspect
import pkgutil
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from importlib import import_module
from unittest.mock import patch

from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

from casetable import screens
from casetable.errors import NotFound
from casetable.queries.notes import notes
from casetable.queries.tasks import story
from casetable.screens import card_lines, card_tabs
from casetable.screens.app import CasetableApp
from casetable.screens.asking import Confirm
from casetable.screens.because_screen import BecauseScreen
from casetable.screens.card import CardScreen
from casetable.screens.card_reading import read_card
from casetable.screens.command_table import Scope
from casetable.screens.commands import of_scope
from casetable.screens.conference import ConferenceScreen
from casetable.screens.conference_room import ConferenceRoomScreen
from casetable.screens.detail import task_lines
from casetable.screens.find import FindScreen
from casetable.screens.minutes_review import ReviewScreen
from casetable.screens.releases import ReleasesScreen
from casetable.screens.room_load import sits_in_room
from casetable.screens.sheet import Sheet
from casetable.screens.story import StoryScreen, events_of
from casetable.seat import open_table
from casetable.values.seat import Seat
from tests.canary import HEARD_ON, LISTENERS, Canary
from tests.canary_commands import SEATS, a_copy
from tests.screens.driving import go_back, until
from tests.screens.glass import glass
from tests.tables import at

SIZE = (140, 40)
LARGE = (240, 80)
"""A glass on which nothing is cut or scrolled away."""
PATIENCE = 0.25
"""Seconds after which what was typed has been looked for."""

PASSED = {
    "WeekScreen", "ParticipantsScreen", "StoryScreen", "WhyScreen", "HelpScreen", "NotesScreen", "FindScreen",
    "ReleasesScreen", "Sheet", "Choose", "Confirm", "FilesScreen", "CardScreen", "TextScreen", "OutcomesScreen",
    "KeptScreen", "EndingsScreen", "AgreementScreen", "AgreementReadingScreen", "VerifiedScreen",
    "ObjectivesScreen", "PeopleScreen", "HandoverScreen", "ConferenceScreen", "CalendarScreen", "DaysOffScreen",
    "BecauseScreen", "ConferenceRoomScreen", "ReviewScreen",
}  # fmt: skip
"""The screens that the walk below comes through, at least as ``THOROUGH``, who may do the most."""
THOROUGH = "Dana Reyes"

QUICKLY = 1 / 250
"""Seconds between two looks whether a key was dealt with; Textual's 20 milliseconds make the walk thrice as long."""

TELL_NOTHING = {
    "Opening": "the frame, before anything was read",
    "LinesScreen": "problems of a file that the reader holds",
    "PickScreen": "people of a file that the reader holds",
    "HmisAgainScreen": "what queries.hmis.hmis_again answers, and nothing else",
    "AmendSheet": "the agreement's own words, which everybody may read",
    "DifferencesScreen": "what queries.agreement.differences answers, and nothing else",
    "Leave": "asks whether to leave the set-up",
    "RoleChoice": "the name and the roles of somebody at the table",
}

Heard = AsyncIterator[tuple[str, object]]


def every_screen() -> set[str]:
    """Every screen of the room that stands for itself."""
    found = set()
    for module_info in pkgutil.iter_modules(screens.__path__):
        module = import_module(f"{screens.__name__}.{module_info.name}")
        found |= {one for _, one in inspect.getmembers(module, inspect.isclass) if issubclass(one, Screen)}
    ours = {one for one in found if one.__module__.startswith(screens.__name__)}
    return {one.__name__ for one in ours if not one.__subclasses__() or one is Sheet}


def listen_to_screens(canary: Canary, seat: Seat) -> Iterator[tuple[str, object]]:
    """Everything on every screen, at a table of its own, since some keys write."""
    if seat.name in SEATS:
        with patch("textual._wait.SLEEP_GRANULARITY", QUICKLY):
            yield from asyncio.run(_all(canary, seat))


async def _all(canary: Canary, seat: Seat) -> list[tuple[str, object]]:
    with a_copy(canary) as where:
        table = open_table(where)
        app = CasetableApp(table, seat.name, at(HEARD_ON, 12), {"signs": "unicode"})
        async with app.run_test(size=SIZE) as pilot:
            await until(pilot, lambda: app.loaded is not None)
            heard = [one async for one in _walk(canary, app, pilot)]
            app.exit()
        table.close()
    missed = PASSED - {asked.split()[0] for asked, _ in heard}
    assert seat.name != THOROUGH or not missed, missed
    return heard


async def _walk(canary: Canary, app: CasetableApp, pilot: Pilot[None]) -> Heard:
    for walk in (
        _weeks,
        _told,
        _pages,
        _finding,
        _participants,
        _outcomes,
        _agreement,
        _conference,
        _people,
        _cards,
        _entries,
    ):
        async for one in walk(canary, app, pilot):
            yield one


async def _pressed(pilot: Pilot[None], *keys: str) -> tuple[str, str]:
    """Press keys, wait until everything they began has ended, and read the glass."""
    await pilot.press(*keys)
    await _quiet(pilot)
    return f"{type(pilot.app.screen).__name__} {' '.join(keys)}", glass(pilot.app)


async def _quiet(pilot: Pilot[None]) -> None:
    waiting = {
        "_first_read", "_watch", "_answer", "_explain", "_leave", "_sure", "action_throw", "ask_sheet", "do_consider",
        "do_drop", "do_endings", "do_erase", "do_find", "do_leave", "do_outcomes", "do_propose", "do_reach",
        "do_release_add", "do_release_column", "do_release_refuse", "do_release_revoke", "do_releases", "do_reword",
        "_erase", "_record", "_read_text", "_show_to_sign", "do_agreement_add", "do_agreement_differences",
        "do_agreement_export", "do_agreement_join", "do_agreement_part", "do_agreement_verify", "do_amend",
        "do_objectives", "do_offer", "do_on_paper", "do_sign", "_note", "do_hand_over",
        "do_calendar", "do_days_off", "do_close_day", "do_holiday_place", "do_item_propose", "do_conference_papers",
        "do_conference_open", "do_conference_cancel", "do_room_close", "do_room_strike",
        "_correct_line", "do_minutes_agree", "do_minutes_papers", "do_minutes_review",
    }  # fmt: skip
    await until(pilot, lambda: not any(w.is_running and w.name not in waiting for w in pilot.app.workers))


async def _weeks(canary: Canary, app: CasetableApp, pilot: Pilot[None]) -> Heard:
    """The board, my list, notes and help, on a usual glass and on a large one; the weeks around.

    Who sits in a conference in session begins in its room.
    """
    if sits_in_room(app.table.seat(app.person, app.clock)):
        await until(pilot, lambda: isinstance(app.screen, ConferenceRoomScreen))
    await _quiet(pilot)
    if isinstance(app.screen, ConferenceRoomScreen):
        async for one in _room(app.screen, pilot):
            yield one
    yield await _pressed(pilot, "1")
    assert app.current_mode == "week"
    yield await _pressed(pilot, "R")
    yield await _pressed(pilot, "g")
    await pilot.resize_terminal(*LARGE)
    yield await _pressed(pilot, "R")
    for keys in (("g",), ("Y",), ("escape", "question_mark")):
        yield await _pressed(pilot, *keys)
    await pilot.press("escape")
    await pilot.resize_terminal(*SIZE)
    for keys in (("left_square_bracket",), ("right_square_bracket", "right_square_bracket"), ("left_square_bracket",)):
        yield await _pressed(pilot, *keys)
    yield "the clipboard", app.clipboard


async def _told(canary: Canary, app: CasetableApp, pilot: Pilot[None]) -> Heard:
    """What the pane and the story say of every task there is, drawn on no glass; the pages show a few of them."""
    seat = app.table.seat(app.person, app.clock)
    assert app.loaded is not None
    for ref in canary.tasks:
        with suppress(NotFound):
            told = story(seat, ref)
            lines = task_lines(told.task, app.loaded.agencies, seat.today, app.signs)
            yield f"story {ref}", (lines.plain, events_of(told).plain)


async def _pages(canary: Canary, app: CasetableApp, pilot: Pilot[None]) -> Heard:
    """The pane beside the board and the pages behind it; the story also of tasks that this seat cannot reach."""
    assert app.loaded is not None
    reached = [task.task for task in app.loaded.week.tasks]
    for ref in reached[::5]:
        app.screen.jump(ref)
        yield await _pressed(pilot, "w")
        yield await _pressed(pilot, "escape", "enter")
        await pilot.press("escape")
    yield await _pressed(pilot, "F")
    yield await _pressed(pilot, "b", "v")
    await pilot.press("escape")
    for ref in [one for one in canary.tasks if one not in reached][::5]:
        app.push_screen(StoryScreen(ref))
        yield await _pressed(pilot)
        await pilot.press("escape")


async def _finding(canary: Canary, app: CasetableApp, pilot: Pilot[None]) -> Heard:
    """Finding by the first letters of secrets: in its own screen, and from whatever feeds the palette."""
    await pilot.press("slash")
    await until(pilot, lambda: isinstance(app.screen, FindScreen))
    for letters in ("zqname", "zqtext", canary.kinds()[0].token[:-1]):
        app.screen.query_one(Input).value = letters
        await pilot.pause(PATIENCE)
        yield await _pressed(pilot)
    await pilot.press("escape", "ctrl+p", "z", "q")
    await pilot.pause(PATIENCE)
    yield await _pressed(pilot)
    await pilot.press("escape")
    for source in app.COMMANDS:
        asked = (source if inspect.isclass(source) else source())(app.screen)
        for one in canary.kinds()[::5]:
            async for hit in asked.search(one.token[:-1]):
                yield "palette", (str(hit.prompt), hit.text, hit.help)


async def _participants(canary: Canary, app: CasetableApp, pilot: Pilot[None]) -> Heard:
    """Everybody in the list, their releases, and the sheets and questions from there."""
    yield await _pressed(pilot, "2")
    for keys in (("a",), ("escape", "y"), ("escape", "n"), ("escape", "A"), ("escape", "e"), ("escape", "D")):
        yield await _pressed(pilot, *keys)
    await pilot.press("escape")
    asked = False
    for _ in app.loaded.participants if app.loaded else ():
        yield await _pressed(pilot, "c")
        if not asked and isinstance(app.screen, ReleasesScreen) and app.screen.here is not None:
            yield await _pressed(pilot, "x")
            asked = isinstance(app.screen, Confirm)
            yield await _pressed(pilot, "escape" if asked else "space", *(("space", "a") if asked else ("a",)))
        await go_back(pilot)
        yield await _pressed(pilot, "down")
    await pilot.press("1")


async def _outcomes(canary: Canary, app: CasetableApp, pilot: Pilot[None]) -> Heard:
    """The outcomes pass, in both views."""
    for keys in (("2", "k"), ("v",), ("right",)):
        yield await _pressed(pilot, *keys)
    await pilot.press("escape", "1")


async def _agreement(canary: Canary, app: CasetableApp, pilot: Pilot[None]) -> Heard:
    """How the agreement stands, its text, what differs, what verifying finds, the objectives."""
    yield await _pressed(pilot, "4")
    for keys in (("t",), ("escape", "d"), ("escape", "v"), ("escape", "g")):
        yield await _pressed(pilot, *keys)
    await go_back(pilot)
    await pilot.press("1")


async def _conference(canary: Canary, app: CasetableApp, pilot: Pilot[None]) -> Heard:
    """The conferences around with every line whole and its reasons, the calendar, closing days, what is proposed."""
    await pilot.resize_terminal(*LARGE)
    yield await _pressed(pilot, "3")
    for _ in range(4):
        if not isinstance(app.screen, ConferenceScreen):
            yield await _pressed(pilot, "escape")
        if isinstance(app.screen, ConferenceRoomScreen):
            yield await _pressed(pilot, "left_square_bracket")
    for keys in (("R",), ("left_square_bracket",), ("left_square_bracket",), ("escape",)):
        yield await _pressed(pilot, *keys)
        screen = app.screen
        assert isinstance(screen, ConferenceScreen)
        yield "conference", tuple(spot.words.plain for line in screen.page.lines for spot in line.spots)
        for key in dict.fromkeys(spot.key for line in screen.page.lines for spot in line.spots):
            screen.page.go_to(key)
            yield await _pressed(pilot)
            if key.startswith(("item", "quorum")):
                yield await _pressed(pilot, "w")
                if isinstance(app.screen, BecauseScreen):
                    await pilot.press("escape")
    async for one in _review(app, pilot):
        yield one
    for keys in (("a",), ("p",), ("escape", "e"), ("escape", "c"), ("H",), ("escape",), ("escape",)):
        yield await _pressed(pilot, *keys)
    await go_back(pilot)
    await pilot.resize_terminal(*SIZE)
    await pilot.press("1")


async def _review(app: CasetableApp, pilot: Pilot[None]) -> Heard:
    """Past conferences with every line whole; then the latest one: its papers, a correction, what keys refuse there."""
    yield await _pressed(pilot, "v")
    review = app.screen
    assert isinstance(review, ReviewScreen)
    yield "review", tuple(spot.words.plain for line in review.page.lines for spot in line.spots)
    spots = dict.fromkeys(spot.key for line in review.page.lines for spot in line.spots)
    for key in spots:
        review.page.go_to(key)
        yield await _pressed(pilot, "w")
    held = [key for key in spots if key.startswith("past")]
    if held:
        review.page.go_to(held[0])
        for keys in (("enter",), ("p",), ("escape", "g"), ("escape", "e"), ("escape", "t"), ("question_mark",)):
            yield await _pressed(pilot, *keys)
        await pilot.press("escape")
        await go_back(pilot)
        yield await _pressed(pilot, "escape")
    else:
        await pilot.press("escape")


async def _room(screen: ConferenceRoomScreen, pilot: Pilot[None]) -> Heard:
    """The room in session: what was being typed, its page whole, its quorum, who is here, a guest, help."""
    await until(pilot, lambda: screen.read is not None)
    yield await _pressed(pilot)
    if screen.capture.is_typing:
        yield await _pressed(pilot, "escape")
    yield "the page of the room", tuple(one.words.plain for row in screen.page.rows for one in row)
    for keys in (("w",), ("escape", "r"), ("escape", "g"), ("escape", "c"), ("n", "question_mark"), ("escape",)):
        yield await _pressed(pilot, *keys)


async def _people(canary: Canary, app: CasetableApp, pilot: Pilot[None]) -> Heard:
    """The people at the table, what some of them have, and the question before somebody leaves."""
    app.open_people()
    yield await _pressed(pilot)
    for one in app.loaded.people[::5] if app.loaded else ():
        app.screen.jump(one.person)
        yield await _pressed(pilot, "enter")
        yield await _pressed(pilot, "x")
        if isinstance(app.screen, Confirm):
            yield await _pressed(pilot, "n")
        await pilot.press("escape")
    await pilot.press("1")


async def _cards(canary: Canary, app: CasetableApp, pilot: Pilot[None]) -> Heard:
    """Some cards with their parts and forms, one with notes and every sixth; then all as lines, on no glass."""
    assert app.loaded is not None
    seat = app.table.seat(app.person, app.clock)
    noted = [note.participant for note in notes(seat, limit=1).items]
    for ref in [*noted, *(one.participant for one in app.loaded.participants[::6])]:
        app.open_card(ref)
        yield await _pressed(pilot)
        for keys in (
            ("enter",),
            ("escape", "tab"),
            ("tab",),
            ("tab",),
            ("tab",),
            ("h",),
            ("escape", "e"),
            ("escape", "k"),
        ):
            if isinstance(app.screen, CardScreen) or app.screen.is_modal or keys[0] == "escape":
                yield await _pressed(pilot, *keys)
        await go_back(pilot)
    for one in app.loaded.participants:
        yield f"card {one.participant}", _in_lines(app, seat, one.participant)


def _in_lines(app: CasetableApp, seat: Seat, ref: str) -> tuple[str, ...]:
    """All that a card and its parts could draw, uncut."""
    loaded, width = app.loaded, 20_000
    assert loaded is not None
    card, behind = read_card(seat, ref, looks=False)
    facts = card_lines.facts(card, loaded.agencies, seat.today, app.signs, width, width)
    lines = [line.plain for line in (*facts, *card_lines.who(card, width), card_lines.reach(card.contact))]
    for tab in card_tabs.TABS:
        for row in card_tabs.rows(tab, behind, seat.today, app.signs, width):
            lines += [row.title, row.whole, *(one.plain for one in row.cells)]
    return tuple(lines)


async def _entries(canary: Canary, app: CasetableApp, pilot: Pilot[None]) -> Heard:
    """Every key of a task, on another's and on one of one's own: forms, refusals, receipts; then undo and redo."""
    assert app.loaded is not None
    of_mine = {task.owner_id == app.loaded.me: task.task for task in app.loaded.week.tasks}
    for mine, ref in of_mine.items():
        for command in of_scope(Scope.WEEK):
            if not mine and command.id not in ("accept", "assist", "done", "edit"):
                continue
            app.screen.jump(ref)
            yield await _pressed(pilot, command.key)
            if command.id in ("log", "heard", "done"):
                yield await _pressed(pilot, "enter")
            await go_back(pilot)
    yield await _pressed(pilot, "u")
    yield await _pressed(pilot, "U")


LISTENERS.append(listen_to_screens)
