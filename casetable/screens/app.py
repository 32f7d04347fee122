"""The app: modes, themes, the table behind them, and what happens when something fails."""

import asyncio
import gc
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar, TypeVar

from rich.theme import Theme as RichTheme
from textual import work
from textual.binding import Binding
from textual.command import Provider
from textual.events import Key
from textual.theme import Theme

from casetable.errors import CasetableError, Unreachable
from casetable.screens.cell import Signs, signs_for
from casetable.screens.command_table import Scope
from casetable.screens.commands import BY_ID, bindings, check_keymap
from casetable.screens.hints import in_keys
from casetable.screens.opening import Opening
from casetable.screens.plain import PlainInk
from casetable.screens.readings import Clock, ReadingApp
from casetable.screens.terminal import Terminal
from casetable.screens.theme import DARK, THEMES, named_styles, variable_defaults
from casetable.values.seat import OTHERS_ARE_HIDDEN

if TYPE_CHECKING:
    from textual.screen import Screen

    from casetable.screens.desk import Desk
    from casetable.screens.load import Loaded
    from casetable.screens.outcome_pass import Cell, Given
    from casetable.seat import Table
    from casetable.words import PaperSigned

T = TypeVar("T")
POLL_SECONDS = 1.0
TYPIST_SECONDS = 0.05
"""Between two keys that were typed too early, as if a quick typist typed them now: a key may move the focus."""


_IN_FRONT = frozenset({Scope.CARD, Scope.PEOPLE, Scope.HANDOVER, Scope.CALENDAR, Scope.DAYS_OFF, Scope.REVIEW})
"""Working screens that stand in front of a mode."""


def _palette() -> type[Provider]:
    from casetable.screens.palette import Commands

    return Commands


def _week() -> "Screen[None]":
    from casetable.screens.week import WeekScreen

    return WeekScreen()


def _participants() -> "Screen[None]":
    from casetable.screens.participants import ParticipantsScreen

    return ParticipantsScreen()


def _conference() -> "Screen[None]":
    from casetable.screens.conference import ConferenceScreen

    return ConferenceScreen()


def _agreement() -> "Screen[None]":
    from casetable.screens.agreement import AgreementScreen

    return AgreementScreen()


class CasetableApp(ReadingApp):
    """casetable on a terminal. ``config`` may hold ``theme``, ``signs`` (ascii, unicode) and ``keys``.

    ``glance`` may give something to show until the table itself was read; it is called in a thread.
    Raises BadFile when ``keys`` names no command or one key twice.
    """

    TITLE = "casetable"
    MODES = {
        "opening": Opening,
        "week": _week,
        "participants": _participants,
        "conference": _conference,
        "agreement": _agreement,
    }
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
        super().__init__(table, person, clock)
        self._glance = glance
        self.signs: Signs = signs_for(config.get("signs"))
        self.typed_ahead: list[Key] = []
        self.card_drafts: dict[str, str] = {}
        self.sheet_drafts: dict[str, dict[str, str]] = {}
        self.outcome_drafts: dict[str, dict[Cell, Given]] = {}
        self._asked_to_quit = False
        self._was_in_room = False
        self._terminal = Terminal()
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

    # the table

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
            await self._go_to_the_room()
            await self._take_up_typed()
        if await self.read() and self.desk is not None:
            self._say_how_it_was_opened(self.desk)
            await self._go_to_the_room()
        await self._take_up_typed()
        gc.enable()
        await self._let_the_clock_speak()
        self.set_interval(POLL_SECONDS, self._watch)
        self._ask_for_signatures()

    def _ask_for_signatures(self) -> None:
        """Show what waits for this person's name, once, where no key was pressed yet: the needs line says it too."""
        loaded, week = self.loaded, self.desk
        if self.keys_pressed or loaded is None or self.table.partnership.reads_only:
            return
        if week is None or week.SCOPE is not Scope.WEEK or week.entry.is_open:
            return
        if loaded.week.needs.to_sign:
            self._show_to_sign(loaded.week.needs.to_sign)

    @work
    async def _show_to_sign(self, papers: "tuple[PaperSigned, ...]") -> None:
        from casetable.screens.agreement_reading import AgreementReadingScreen

        for paper in papers:
            receipt = await self.push_screen_wait(AgreementReadingScreen(paper, asks=True))
            if receipt is None:
                return
            await self.read()
            if self.desk is not None:
                self.desk.say(in_keys(receipt.sentence))

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

    async def _go_to_the_room(self) -> None:
        """Begin in the room of the conference in session, for who runs it or is in it: a terminal may have ended."""
        from casetable.screens.room_load import sits_in_room

        week = self.desk
        if self._was_in_room or self.loaded is None or self.loaded.in_session is None:
            return
        if week is None or week.SCOPE is not Scope.WEEK or week.entry.is_open:
            return
        with suppress(CasetableError):
            self._was_in_room = await self.at_seat(sits_in_room)
        if self._was_in_room and self.desk is week:
            await self.switch_mode("conference")

    def _say_how_it_was_opened(self, desk: "Desk") -> None:
        """Say what was said on the command line, where the app covers it: only reading, or a new schema."""
        if self.table.partnership.reads_only:
            desk.say(OTHERS_ARE_HIDDEN, self.table.partnership.reads_only)
        elif self.table.notes:
            desk.say(self.table.notes[0])

    async def _let_the_clock_speak(self) -> None:
        """Apply what time brought about; never on a day that was only named, for it stays done."""
        if not self.minds_the_clock:
            return
        try:
            from casetable.jobs.tick import tick

            await asyncio.to_thread(tick, self.table, self.clock)
        except Unreachable:
            self.reaching.lose()
            return
        except CasetableError as error:
            self.say_error(error)
            return
        await self._mind_the_clock()

    def _watch(self) -> None:
        if self._terminal.is_gone:
            self.exit(return_code=1)
        else:
            self._look()

    @work(group="watch")
    async def _look(self) -> None:
        await self.reaching.look()

    # commands

    def action_command(self, id: str) -> None:
        """Do a command that means the same everywhere."""
        if id in self.MODES:
            self.leave_cards()
            again = self.current_mode == id
            self.switch_mode(id)
            if again and self.desk is not None:
                self.desk.come_again()
        elif id == "quit":
            if self.desk is None or not self.desk.asks_to_quit():
                self.leave()
        elif self.desk is not None:
            self.desk.action_command(id)

    def leave(self) -> None:
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

    def open_card(self, reference: str) -> None:
        """Open a participant's card; when it closes itself, why is said where it was opened."""
        from casetable.screens.card import CardScreen

        card = CardScreen(reference)

        def after(_: None) -> None:
            if card.parting and self.desk is not None:
                self.desk.say(card.parting, wrong=True)

        self.leave_cards()
        self.push_screen(card, after)

    def open_people(self, name: str = "") -> None:
        """Open the list of people, with the cursor on somebody; a handover under way stays in front."""
        from casetable.screens.people import PeopleScreen

        if self.desk is not None and self.desk.SCOPE in (Scope.PEOPLE, Scope.HANDOVER):
            self.desk.jump(name)
            return
        self.leave_cards()
        self.push_screen(PeopleScreen(name))

    def leave_cards(self) -> None:
        """Put away what stands in front of a mode: a card, the people, a handover, which keeps what was chosen."""
        for screen in reversed(self.screen_stack):
            if getattr(screen, "SCOPE", None) not in _IN_FRONT:
                break
            screen.dismiss(None)

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
        self.leave_cards()
        if self.current_mode != "week":
            self.switch_mode("week")
        from casetable.screens.week import WeekScreen

        if isinstance(self.screen, WeekScreen):
            self.screen.take_up(reference, wanted)

    async def go_to(self, kind: str, reference: str) -> None:
        """Go to what was found: on the board, or where else it stands; a note stands on a card."""
        from casetable.screens.week import WeekScreen

        if kind == "note":
            if reference:
                self.open_card(reference)
            elif self.desk is not None:
                self.desk.say("Whom this note is about is not shared with you any more.")
            return
        if isinstance(self.screen, WeekScreen) and self.screen.jump(reference):
            return
        if kind == "task":
            self.tell_story(reference)
        elif kind == "conference":
            await self.look_at_conference(reference)
        elif kind == "participant":
            self.leave_cards()
            await self.switch_mode("participants")
            if self.desk is not None:
                self.desk.jump(reference)
        else:
            self.open_people(reference)

    async def look_at_conference(self, conference: str) -> None:
        """Look at a conference by its identity (``2026-12-11``), in mode 3."""
        from casetable.screens.conference import ConferenceScreen

        self.leave_cards()
        await self.switch_mode("conference")
        if isinstance(self.screen, ConferenceScreen):
            self.screen.look_at_date(date.fromisoformat(conference))

    # failing

    async def on_unmount(self) -> None:
        """Let the watching thread end."""
        gc.enable()
        self._pulse.shutdown(wait=False)
