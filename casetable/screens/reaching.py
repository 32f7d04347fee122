"""Reaching the table: each errand is done once, what is in doubt is settled first, and a loss is noticed."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casetable.errors import CasetableError, InDoubt, NoTable, Unreachable
from casetable.values.seat import Receipt

if TYPE_CHECKING:
    from casetable.screens.forms import Errand
    from casetable.screens.readings import ReadingApp

SLOW_SECONDS = 1.0
"""After this an errand is said to be under way, and a table at a distance not to answer."""
NOT_YET = "Not saved yet …"
SAVED = "It was saved."
BACK = "The table is back."
ANOTHER = "What stood here before was saved. Enter saves this too."


@dataclass(frozen=True, slots=True, eq=False)
class Attempt:
    """One try to have something saved.

    ``key`` names the form or sheet, and is empty for a key that asks nothing; ``content`` is what was typed.
    ``say`` says one line while it lasts; ``settled`` is called when it was in doubt and is not any more: whether it
    was saved, and what is to be said first. With ``again`` it may be repeated: what is done already is refused.
    """

    key: str
    content: object
    say: Callable[[str], None]
    settled: Callable[[bool, str], None]
    again: bool = False


class Reaching:
    """What is under way, what is in doubt, and whether the table answers. Belongs to the app's own thread."""

    def __init__(self, app: "ReadingApp") -> None:
        self.is_lost = False
        self._app = app
        self._one_at_a_time = asyncio.Lock()
        self._settling = asyncio.Lock()
        self._under_way: list[Attempt] = []
        self._slow: list[Attempt] = []
        self._doubts: list[tuple[str, Attempt]] = []
        self._tasks: set[asyncio.Task[Receipt | None]] = set()
        self._is_looking = False

    @property
    def is_waiting(self) -> bool:
        """True while something that somebody wanted saved is slow or in doubt."""
        return bool(self._doubts or self._slow)

    @property
    def is_busy(self) -> bool:
        """True while something is being saved."""
        return bool(self._under_way)

    def farewell(self) -> tuple[int, str]:
        """Return the exit code and what is said when the app is left now; 0 and nothing where all is known."""
        if not self._doubts:
            return 0, ""
        return InDoubt.exit_code, "It is not known whether your last change was saved. Look: casetable history"

    # errands

    async def carry(self, errand: "Errand", attempt: Attempt) -> Receipt | None:
        """Do an errand in a thread, one after the other, and never twice.

        None when nothing was done now, and ``attempt.say`` was told why. It goes on when the screen that asked is
        left. Raises what the errand raises; InDoubt and Unreachable also for what was in doubt before.
        """
        if self._is_under_way(attempt):
            attempt.say(f"{NOT_YET} one moment.")
            return None
        task = asyncio.create_task(self._carry(errand, attempt))
        self._tasks.add(task)
        task.add_done_callback(self._forget)
        return await asyncio.shield(task)

    def _is_under_way(self, attempt: Attempt) -> bool:
        if not attempt.key:
            return bool(self._slow)
        return any(one.key == attempt.key for one in self._under_way)

    def _forget(self, task: "asyncio.Task[Receipt | None]") -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            task.exception()

    async def _carry(self, errand: "Errand", attempt: Attempt) -> Receipt | None:
        self._under_way.append(attempt)
        slow = asyncio.get_running_loop().call_later(SLOW_SECONDS, self._takes_long, attempt)
        try:
            async with self._one_at_a_time:
                earlier = await self._settled_before(attempt)
                if earlier is not None:
                    return self._instead(attempt, earlier)
                return await self._app.at_seat(errand)
        except InDoubt as error:
            if error.entry:
                self._doubts.append((error.entry, attempt))
            raise
        except Unreachable:
            self.lose()
            raise
        finally:
            slow.cancel()
            self._under_way.remove(attempt)
            if attempt in self._slow:
                self._slow.remove(attempt)

    def _takes_long(self, attempt: Attempt) -> None:
        self._slow.append(attempt)
        attempt.say(NOT_YET)

    # doubts

    async def settle(self) -> list[tuple[Attempt, bool]]:
        """Ask the log what became of everything in doubt. Raises NoTable while that cannot be told."""
        settled = []
        async with self._settling:
            while self._doubts:
                entry, attempt = self._doubts[0]
                was_saved = await asyncio.to_thread(self._app.table.arrived, entry)
                del self._doubts[0]
                settled.append((attempt, was_saved))
                attempt.settled(was_saved, f"{BACK} " if self.is_lost else "")
        return settled

    async def _settled_before(self, attempt: Attempt) -> tuple[Attempt, bool] | None:
        """Return the earlier attempt that makes this one needless, and whether it was saved; None for go on."""
        try:
            settled = await self.settle()
        except NoTable as error:
            if any(one.key == attempt.key for _, one in self._doubts):
                raise InDoubt(error.sentence, error.hint) from error
            raise
        for earlier, was_saved in settled:
            if earlier.key == attempt.key and not attempt.again and (was_saved or not attempt.key):
                return earlier, was_saved
        return None

    def _instead(self, attempt: Attempt, earlier: tuple[Attempt, bool]) -> Receipt | None:
        """What is said in place of doing a thing again."""
        if not attempt.key:
            return None
        if attempt.content == earlier[0].content:
            return Receipt(SAVED)
        attempt.say(ANOTHER)
        return None

    # the table's answer

    def lose(self) -> None:
        """The table does not answer."""
        if not self.is_lost:
            self.is_lost = True
            self._app.show_reached()

    async def look(self) -> None:
        """Once a second: notice what others wrote, that the table is gone, and that it is back."""
        if self._is_looking:
            return
        self._is_looking = True
        try:
            has_changed = await self._has_changed()
            settled = await self.settle()
            if self.is_lost:
                await self._come_back("" if settled else BACK)
            elif has_changed:
                await self._app.read()
        except Unreachable:
            self.lose()
        except CasetableError as error:
            if not self.is_lost:
                self._app.say_error(error)
        finally:
            self._is_looking = False

    async def _has_changed(self) -> bool:
        """Ask. A table at a distance that takes longer than a moment counts as lost until it answers."""
        asked = asyncio.ensure_future(self._app.has_changed())
        if not self._app.table.is_at_hand:
            await asyncio.wait({asked}, timeout=SLOW_SECONDS)
            if not asked.done():
                self.lose()
        return await asked

    async def _come_back(self, sentence: str) -> None:
        if await self._app.read():
            self.is_lost = False
            self._app.show_reached(sentence)


def of_a_form(error: CasetableError) -> CasetableError:
    """Return what a form says of an error: what was typed is kept, whatever became of the table."""
    if isinstance(error, InDoubt):
        return InDoubt(
            "It is not known yet whether this was saved: the connection broke while saving.",
            "What you typed is kept. It is looked up as soon as the table can be reached.",
        )
    if isinstance(error, Unreachable):
        return Unreachable(
            "Not saved yet: the table cannot be reached.",
            "What you typed is kept. The table is tried again every second; once it is back, Enter saves this.",
        )
    return error


def of_a_key(error: CasetableError) -> CasetableError:
    """Return what is said of a key that asks nothing, in one line of 80 columns."""
    if isinstance(error, InDoubt):
        return InDoubt("Not known yet whether this was saved:", "it is looked up once the table is back.")
    if isinstance(error, Unreachable):
        return Unreachable("Not saved: the table cannot be reached.", "Press the key again when it is back.")
    return error
