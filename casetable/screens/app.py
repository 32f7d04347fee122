"""The app: modes, themes, the table behind them, and what happens when something fails."""

import asyncio
import gc
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar, TypeVar
from zoneinfo import ZoneInfo

from rich.theme import Theme as RichTheme
from textual import work
from textual.binding import Binding
from textual.command import Provider
from textual.events import Key
from textual.theme import Theme

from casetable.errors import CasetableError, NotOpened, Unreachable
from casetable.screens.cell import Signs, signs_for
from casetable.screens.command_table import Scope
from casetable.screens.commands import BY_ID, bindings, check_keymap
from casetable.screens.crash import QuietApp
from casetable.screens.hints import in_keys
from casetable.screens.opening import Opening
from casetable.screens.plain import PlainInk
from casetable.screens.reaching import Reaching
from casetable.screens.terminal import Terminal
from casetable.screens.theme import DARK, THEMES, named_styles, variable_defaults
from casetable.values.seat import OTHERS_ARE_HIDDEN, Receipt, Seat

if TYPE_CHECKING:
    from textual.screen import Screen

    from casetable.screens.desk import Desk
    from casetable.screens.load import Loaded
    from casetable.seat import Table

T = TypeVar("T")
Clock = Callable[[], datetime]
POLL_SECONDS = 1.0
TYPIST_SECONDS = 0.05
"""Between two keys that were typed too early, as if a quick typist typed them now: a key may move the focus."""
AT_ONCE_SECONDS = 0.3
"""How long what was just changed may take to be read by itself."""


def _palette() -> type[Provider]:
    from casetable.screens.palette import Commands

    return Commands


def _week() -> "Screen[None]":
    from casetable.screens.week import WeekScreen

    return WeekScreen()


def _participants() -> "Screen[None]":
    from casetable.screens.participants import ParticipantsScreen

    return ParticipantsScreen()


class CasetableApp(QuietApp[None]):
    """casetable on a terminal. ``config`` may hold ``theme``, ``signs`` (ascii, unicode) and ``keys``.

    ``glance`` may give something to show until the table itself was read; it is called in a thread.
    Raises BadFile when ``keys`` names no command or one key twice.
    """

    TITLE = "casetable"
    MODES = {"opening": Opening, "week": _week, "participants": _participants}
    DEFAULT_MODE = "opening"
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
        glance: "Callable[[], Loaded | None] | None" = None,
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
        self.typed_ahead: list[Key] = []
        self._asked_to_quit = False
        self._terminal = Terminal()
        self._pulse = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pulse")
        self._token: int | None = None
        self._one_reading = asyncio.Lock()
        self._wished = 0
        self._read_for = 0
        self._went_well = False
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
        if self.desk is not None and self.loaded is not None:
            self.desk.show(self.loaded)
        self.screen.refresh(repaint=True, layout=True)

    @property
    def desk(self) -> "Desk | None":
        """The working screen in front; None behind a question or a page, and while the app opens."""
        if isinstance(self.screen, Opening):
            return None
        from casetable.screens.desk import Desk

        return self.screen if isinstance(self.screen, Desk) else None

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
        glance = asyncio.create_task(asyncio.to_thread(self._glance)) if self._glance is not None else None
        await self._open_week()
        if glance is not None and (seen := await glance) is not None:
            self._draw(seen)
            await self.painted()
            await self._take_up_typed()
        if await self.read() and self.desk is not None:
            self._say_how_it_was_opened(self.desk)
        await self._take_up_typed()
        gc.enable()
        await self._let_the_clock_speak()
        self.set_interval(POLL_SECONDS, self._watch)

    async def _open_week(self) -> None:
        """Put the week in place of the bare frame; importing its modules takes a while, so a thread does it."""
        await asyncio.to_thread(import_module, "casetable.screens.week")
        if self.current_mode == "opening":
            await self.switch_mode("week")

    async def _take_up_typed(self) -> None:
        """Do now what was typed while only the frame stood there."""
        while self.typed_ahead:
            key = self.typed_ahead.pop(0)
            self.post_message(Key(key.key, key.character))
            await asyncio.sleep(TYPIST_SECONDS)

    def _say_how_it_was_opened(self, desk: "Desk") -> None:
        """Say what was said on the command line, where the app covers it: only reading, or a new schema."""
        if self.table.partnership.reads_only:
            desk.say(OTHERS_ARE_HIDDEN, self.table.partnership.reads_only)
        elif self.table.notes:
            desk.say(self.table.notes[0])

    async def painted(self) -> None:
        """Wait until what was drawn is on the glass: reading the table keeps the processor busy for a while."""
        painted = asyncio.Event()
        self.screen.call_after_refresh(painted.set)
        await painted.wait()

    async def _let_the_clock_speak(self) -> None:
        """Apply what time brought about; never on a day that was only named, for it stays done."""
        if not self.minds_the_clock:
            return
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
            if note and self.desk is not None:
                self.desk.say(note)

    @work(exclusive=True, group="load")
    async def reload(self) -> None:
        """Read everything again."""
        await self.read()

    async def read(self) -> bool:
        """Read everything for the week in view and draw it, keeping the reader's place; False where that failed.

        One reading at a time: all who ask while one is under way share the next one. What was read meanwhile may be
        older than what they ask for, so it is not drawn.
        """
        self._wished += 1
        wish = self._wished
        async with self._one_reading:
            if self._read_for < wish:
                read_for = self._wished
                self._went_well = await self._read()
                self._read_for = read_for
            return self._went_well

    async def _read(self) -> bool:
        from casetable.screens.load import load

        which, wished = self.which, self._wished
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
        if (which, wished) != (self.which, self._wished) or not self.is_running:
            return True
        self._token = token
        was_set_back = self.loaded is not None and loaded.today < self.loaded.today
        self._draw(loaded)
        if was_set_back:
            await self._mind_the_clock()
        return True

    async def show_at_once(self, receipt: Receipt) -> None:
        """Draw the task that was just changed before everything is read again, so that a key is seen to be done.

        It is left to that reading where the table does not answer at once.
        """
        from casetable.queries.tasks import task

        if self.loaded is None or not receipt.ref.startswith("T-"):
            return
        self._wished += 1
        with suppress(CasetableError, TimeoutError):
            newest = await asyncio.wait_for(self.at_seat(lambda seat: task(seat, receipt.ref)), AT_ONCE_SECONDS)
            self._draw(self.loaded.with_newer(newest))

    def _draw(self, loaded: "Loaded") -> None:
        self.loaded = loaded
        if self.desk is not None:
            self.desk.show(loaded)

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
        """Tell whether there is something to read: somebody wrote, or another day began.

        Not while it is being read, nor while something is being saved here, which is followed by a reading.
        """
        has_changed = await self._changes() != self._token or self._past_midnight()
        return has_changed and not self._one_reading.locked() and not self.reaching.is_busy

    def show_reached(self, back: str = "") -> None:
        """Draw whether the table can be reached, and say ``back`` when it can again."""
        if self.desk is not None:
            self.desk.show_reached()
            if back:
                self.desk.table_is_back(back)

    def _past_midnight(self) -> bool:
        zone = ZoneInfo(self.table.partnership.zone)
        return self.loaded is not None and self.clock().astimezone(zone).date() != self.loaded.today

    def say_error(self, error: CasetableError) -> None:
        """Say an error on the working screen in front."""
        if self.desk is not None:
            self.desk.say(error.sentence, in_keys(error.hint), wrong=True)

    # commands

    def action_command(self, id: str) -> None:
        """Do a command that means the same everywhere."""
        if id in self.MODES:
            self.switch_mode(id)
        elif id == "quit":
            self._quit()
        elif self.desk is not None:
            self.desk.action_command(id)

    def _quit(self) -> None:
        """Leave; while something is not saved yet, only when asked twice."""
        if self.reaching.is_waiting and not self._asked_to_quit and self.desk is not None:
            self._asked_to_quit = True
            self.desk.say("Not saved yet …", "The same key again leaves all the same.", wrong=True)
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
        from casetable.screens.week import WeekScreen

        if isinstance(self.screen, WeekScreen):
            self.screen.take_up(reference, wanted)

    async def go_to(self, kind: str, reference: str) -> None:
        """Go to what was found: on the board, or where else it stands."""
        from casetable.screens.week import WeekScreen

        if isinstance(self.screen, WeekScreen) and self.screen.jump(reference):
            return
        if kind == "task":
            self.tell_story(reference)
        elif kind == "participant":
            self.switch_mode("participants")
            if self.desk is not None:
                self.desk.jump(reference)
        elif self.desk is not None:
            self.desk.say(f"{reference} sits at this table.")

    # failing

    async def on_unmount(self) -> None:
        """Let the watching thread end."""
        gc.enable()
        self._pulse.shutdown(wait=False)
