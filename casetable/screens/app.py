"""The app: modes, themes, the table behind them, and what happens when something fails."""

import asyncio
import gc
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, TypeVar
from zoneinfo import ZoneInfo

from rich.theme import Theme as RichTheme
from textual import work
from textual.binding import Binding
from textual.command import Provider
from textual.theme import Theme

from casetable.errors import CasetableError, NotOpened, Unreachable
from casetable.screens.cell import Signs, signs_for
from casetable.screens.command_table import Scope
from casetable.screens.commands import BY_ID, bindings, check_keymap
from casetable.screens.crash import QuietApp
from casetable.screens.desk import Desk
from casetable.screens.hints import in_keys
from casetable.screens.load import Loaded, load
from casetable.screens.plain import PlainInk
from casetable.screens.reaching import Reaching
from casetable.screens.terminal import Terminal
from casetable.screens.theme import DARK, THEMES, named_styles, variable_defaults
from casetable.screens.week import WeekScreen
from casetable.values.seat import OTHERS_ARE_HIDDEN, Seat

if TYPE_CHECKING:
    from textual.screen import Screen

    from casetable.seat import Table

T = TypeVar("T")
Clock = Callable[[], datetime]
POLL_SECONDS = 1.0


def _palette() -> type[Provider]:
    from casetable.screens.palette import Commands

    return Commands


def _participants() -> "Screen[None]":
    from casetable.screens.participants import ParticipantsScreen

    return ParticipantsScreen()


class CasetableApp(QuietApp[None]):
    """casetable on a terminal. ``config`` may hold ``theme``, ``signs`` (ascii, unicode) and ``keys``.

    ``glance`` may give something to show until the table itself was read; it is called in a thread.
    Raises BadFile when ``keys`` names no command or one key twice.
    """

    TITLE = "casetable"
    MODES = {"week": WeekScreen, "participants": _participants}
    DEFAULT_MODE = "week"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_palette}
    BINDINGS = [
        *bindings(Scope.EVERYWHERE),
        Binding("ctrl+p", "command_palette", "palette", show=False, priority=True, id="palette"),
    ]
    CSS = """
    Toast { width: auto; max-width: 60; }
    Input { height: 1; border: none; }
    """

    def __init__(
        self,
        table: "Table",
        person: str,
        clock: Clock,
        config: Mapping[str, object] | None = None,
        glance: Callable[[], Loaded | None] | None = None,
    ) -> None:
        config = config or {}
        keys = config.get("keys")
        self.keymap = check_keymap({str(k): str(v) for k, v in keys.items()} if isinstance(keys, Mapping) else {})
        super().__init__()
        self.table = table
        self._glance = glance
        self.person = person
        self.clock = clock
        self.minds_the_clock = True
        self.loaded: Loaded | None = None
        self.which: str | None = None
        self.signs: Signs = signs_for(config.get("signs"))
        self.reaching = Reaching(self)
        self._asked_to_quit = False
        self._terminal = Terminal()
        self._pulse = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pulse")
        self._token: int | None = None
        self._wanted_theme = str(config.get("theme") or DARK)
        if self.signs.ascii:
            self._filters.append(PlainInk())
        self._take_themes()

    # look

    def _take_themes(self) -> None:
        for theme in THEMES:
            self.register_theme(theme)
        wanted = self._wanted_theme if self._wanted_theme in self.available_themes else DARK
        self.set_reactive(CasetableApp.theme, wanted)
        self._ink(self.current_theme)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return casetable's variables for themes that do not know them."""
        return variable_defaults(self.current_theme)

    def _ink(self, theme: Theme) -> None:
        variables = variable_defaults(theme) | theme.variables
        self.console.push_theme(RichTheme(named_styles(variables, colourless=theme.ansi or self.no_color)))

    def _repaint(self, theme: Theme) -> None:
        self._ink(theme)
        if isinstance(self.screen, Desk) and self.loaded is not None:
            self.screen.show(self.loaded)
        self.screen.refresh(repaint=True, layout=True)

    # the table

    async def at_seat(self, question: Callable[[Seat], T]) -> T:
        """Ask or do something at a seat made now, in a thread; returns values only."""
        return await asyncio.to_thread(lambda: question(self.table.seat(self.person, self.clock)))

    def on_mount(self) -> None:
        """Read the table after the first paint, then watch it."""
        gc.disable()
        self.set_keymap(self.keymap)
        self.theme_changed_signal.subscribe(self, self._repaint)
        self.call_after_refresh(self._first_read)

    @work(group="load")
    async def _first_read(self) -> None:
        if self._glance is not None and (seen := await asyncio.to_thread(self._glance)) is not None:
            self._draw(seen)
            await self._painted()
        if await self.read() and isinstance(self.screen, Desk):
            self._say_how_it_was_opened(self.screen)
        gc.enable()
        await self._let_the_clock_speak()
        self.set_interval(POLL_SECONDS, self._watch)

    def _say_how_it_was_opened(self, desk: Desk) -> None:
        """Say what was said on the command line, where the app covers it: only reading, or a new schema."""
        if self.table.partnership.reads_only:
            desk.say(OTHERS_ARE_HIDDEN, self.table.partnership.reads_only)
        elif self.table.notes:
            desk.say(self.table.notes[0])

    async def _painted(self) -> None:
        """Wait until what was drawn is on the glass: opening the table keeps the processor busy for a while."""
        painted = asyncio.Event()
        self.screen.call_after_refresh(painted.set)
        await painted.wait()

    async def _let_the_clock_speak(self) -> None:
        try:
            from casetable.jobs.tick import tick

            await asyncio.to_thread(tick, self.table, self.clock)
        except CasetableError as error:
            self.say_error(error)
            return
        await self._mind_the_clock()

    async def _mind_the_clock(self) -> None:
        """Say when the clock here is behind what is written at the table, unless the day was named."""
        from casetable.queries.clock import clock_note

        with suppress(CasetableError):
            note = await self.at_seat(clock_note) if self.minds_the_clock else ""
            if note and isinstance(self.screen, Desk):
                self.screen.say(note)

    @work(exclusive=True, group="load")
    async def reload(self) -> None:
        """Read everything again."""
        await self.read()

    async def read(self) -> bool:
        """Read everything for the week in view and draw it, keeping the reader's place; False where that failed."""
        which = self.which
        if not self.is_running:
            return False
        try:
            token = await self._changes()
            loaded = await self.at_seat(lambda seat: load(seat, which))
        except NotOpened:
            self.exit(return_code=1)
            return False
        except Unreachable:
            self.reaching.lose()
            return False
        except CasetableError as error:
            self.say_error(error)
            return False
        if which != self.which or not self.is_running:
            return True
        self._token = token
        was_set_back = self.loaded is not None and loaded.today < self.loaded.today
        self._draw(loaded)
        if was_set_back:
            await self._mind_the_clock()
        return True

    def _draw(self, loaded: Loaded) -> None:
        self.loaded = loaded
        if isinstance(self.screen, Desk):
            self.screen.show(loaded)

    async def _changes(self) -> int:
        return await asyncio.get_running_loop().run_in_executor(self._pulse, self.table.changes)

    def _watch(self) -> None:
        if self._terminal.is_gone:
            self.exit(return_code=1)
        else:
            self._look()

    @work(group="watch")
    async def _look(self) -> None:
        await self.reaching.look()

    async def has_changed(self) -> bool:
        """Tell whether there is something to read: somebody wrote, or another day began."""
        return await self._changes() != self._token or self._past_midnight()

    def show_reached(self, back: str = "") -> None:
        """Draw whether the table can be reached, and say ``back`` when it can again."""
        if isinstance(self.screen, Desk):
            self.screen.show_reached()
            if back:
                self.screen.table_is_back(back)

    def _past_midnight(self) -> bool:
        zone = ZoneInfo(self.table.partnership.zone)
        return self.loaded is not None and self.clock().astimezone(zone).date() != self.loaded.today

    def say_error(self, error: CasetableError) -> None:
        """Say an error on the working screen in front."""
        if isinstance(self.screen, Desk):
            self.screen.say(error.sentence, in_keys(error.hint), wrong=True)

    # commands

    def action_command(self, id: str) -> None:
        """Do a command that means the same everywhere."""
        if id in self.MODES:
            self.switch_mode(id)
        elif id == "quit":
            self._quit()
        elif isinstance(self.screen, Desk):
            self.screen.action_command(id)

    def _quit(self) -> None:
        """Leave; while something is not saved yet, only when asked twice."""
        if self.reaching.is_waiting and not self._asked_to_quit and isinstance(self.screen, Desk):
            self._asked_to_quit = True
            self.screen.say("Not saved yet …", "The same key again leaves all the same.", wrong=True)
            return
        code, sentence = self.reaching.farewell()
        self.exit(return_code=code, message=sentence or None)

    def look_at(self, weeks: int) -> None:
        """Look at another week."""
        from casetable.rules.calendar import shift_week

        if self.loaded is not None:
            self.which = shift_week(self.which or self.loaded.week.week, weeks)
            self.reload()

    def tell_story(self, reference: str) -> None:
        """Open a task's whole story; a key pressed there that belongs elsewhere is done after it is left."""
        from casetable.screens.story import StoryScreen

        def after(wanted: str | None) -> None:
            if wanted is not None:
                self.call_later(self._take_up, reference, wanted)

        self.push_screen(StoryScreen(reference), after)

    def _take_up(self, reference: str, wanted: str) -> None:
        if BY_ID[wanted].scope is not Scope.WEEK:
            self.action_command(wanted)
            return
        if self.current_mode != "week":
            self.switch_mode("week")
        if isinstance(self.screen, WeekScreen):
            self.screen.take_up(reference, wanted)

    async def go_to(self, kind: str, reference: str) -> None:
        """Go to what was found: on the board, or where else it stands."""
        week = self.screen
        if isinstance(week, WeekScreen) and week.jump(reference):
            return
        if kind == "task":
            self.tell_story(reference)
        elif kind == "participant":
            self.switch_mode("participants")
            if isinstance(self.screen, Desk):
                self.screen.jump(reference)
        elif isinstance(week, Desk):
            week.say(f"{reference} sits at this table.")

    # failing

    async def on_unmount(self) -> None:
        """Let the watching thread end."""
        gc.enable()
        self._pulse.shutdown(wait=False)
