"""The part of the app that reads the table: one reading at a time, and what was just done is drawn before it."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, TypeVar, runtime_checkable
from zoneinfo import ZoneInfo

from textual import work

from casetable.errors import CasetableError, NotOpened, Unreachable
from casetable.screens.hints import in_keys
from casetable.screens.keystrokes import OneKeyAtATime
from casetable.screens.opening import Opening
from casetable.screens.reaching import Reaching
from casetable.values.seat import Receipt, Seat

if TYPE_CHECKING:
    from casetable.screens.desk import Desk
    from casetable.screens.load import Loaded
    from casetable.seat import Table

T = TypeVar("T")
Clock = Callable[[], datetime]
AT_ONCE_SECONDS = 0.3
"""How long what was just changed may take to be read by itself."""


@runtime_checkable
class Follows(Protocol):
    """A page that reads something of its own and is told whenever the table was read again."""

    def table_was_read(self) -> None:
        """Read it again; the reader keeps their place."""


class ReadingApp(OneKeyAtATime):
    """An app at a table. ``loaded`` is what was read last, ``which`` the week in view, None for this one."""

    def __init__(self, table: "Table", person: str, clock: Clock) -> None:
        super().__init__()
        self.table = table
        self.person = person
        self.clock = clock
        self.minds_the_clock = True
        self.loaded: Loaded | None = None
        self.which: str | None = None
        self.reaching = Reaching(self)
        self._pulse = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pulse")
        self._token: int | None = None
        self._one_reading = asyncio.Lock()
        self._wished = 0
        self._read_for = 0
        self._went_well = False

    @property
    def desk(self) -> "Desk | None":
        """The working screen in front; None behind a question or a page, and while the app opens."""
        if isinstance(self.screen, Opening):
            return None
        from casetable.screens.desk import Desk

        return self.screen if isinstance(self.screen, Desk) else None

    async def at_seat(self, question: Callable[[Seat], T]) -> T:
        """Ask or do something at a seat made now, in a thread; returns values only."""
        return await asyncio.to_thread(lambda: question(self.table.seat(self.person, self.clock)))

    async def painted(self) -> None:
        """Wait until what was drawn is on the glass: reading the table keeps the processor busy for a while."""
        painted = asyncio.Event()
        self.screen.call_after_refresh(painted.set)
        await painted.wait()

    async def _mind_the_clock(self) -> None:
        """Say when the clock here is behind what is written at the table, unless the day was named."""
        from casetable.queries.clock import clock_note

        with suppress(CasetableError):
            note = await self.at_seat(clock_note) if self.minds_the_clock else ""
            if note and self.desk is not None and not self.desk.is_saying:
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
        elif isinstance(self.screen, Follows):
            self.screen.table_was_read()

    async def _changes(self) -> int:
        return await asyncio.get_running_loop().run_in_executor(self._pulse, self.table.changes)

    async def has_changed(self) -> bool:
        """Tell whether there is something to read: somebody wrote, or another day began.

        Not while it is being read, nor while something is being saved here, which is followed by a reading.
        """
        has_changed = await self._changes() != self._token or self._past_midnight()
        return has_changed and not self._one_reading.locked() and not self.reaching.is_busy

    def _past_midnight(self) -> bool:
        zone = ZoneInfo(self.table.partnership.zone)
        return self.loaded is not None and self.clock().astimezone(zone).date() != self.loaded.today

    def show_reached(self, back: str = "") -> None:
        """Draw whether the table can be reached, and say ``back`` when it can again."""
        if self.desk is not None:
            self.desk.show_reached()
            if back:
                self.desk.table_is_back(back)

    def say_error(self, error: CasetableError) -> None:
        """Say an error on the working screen in front."""
        if self.desk is not None:
            self.desk.say(error.sentence, in_keys(error.hint), wrong=True)
