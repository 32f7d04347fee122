"""Keys one after the other: the next is sent on when the one before has done what it does, so that none is misread.

A key may move the focus or put another screen in front; who types quicker than that would otherwise type into what
stood there before.
"""

import asyncio
from collections import deque
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual.events import Event, Key
from textual.message import Message

from casetable.screens.crash import QuietApp

if TYPE_CHECKING:
    from textual.message_pump import MessagePump
    from textual.timer import Timer

AT_MOST_SECONDS = 0.5
"""How long the next key waits for one whose widget was taken away meanwhile."""
LOOK_AGAIN_SECONDS = 0.02
"""How often it is looked whether the page in front stands, while keys wait for it."""
LOOKS_AT_MOST = 150
"""After so many looks the keys go on all the same: quitting works where the table does not answer."""


class Handled(Message):
    """Follows a key from widget to screen to app; once more it follows what the key's action sent, such as a
    submitted line. ``is_last``: once it arrives, all of that is done.
    """

    def __init__(self, *, is_last: bool = False) -> None:
        super().__init__()
        self.is_last = is_last


@runtime_checkable
class Settles(Protocol):
    """A page that reads before it can answer: keys wait until it stands."""

    @property
    def is_settling(self) -> bool:
        """True while keys are to wait; Esc never waits."""


class OneKeyAtATime(QuietApp[None]):
    """An app that sends keys on one by one. ``keys_pressed`` counts them."""

    def __init__(self) -> None:
        super().__init__()
        self.keys_pressed = 0
        self._keys: deque[Key] = deque()
        self._under_way = False
        self._looks = 0
        self._is_looking = False
        self._target: MessagePump | None = None
        self._patience: Timer | None = None

    async def on_event(self, event: Event) -> None:
        """Keep a key until its turn; everything else is as it was."""
        if not isinstance(event, Key) or event.is_forwarded:
            await super().on_event(event)
            return
        self.keys_pressed += 1
        if event.key == "escape" and self._is_settling:
            self._keys.clear()
            self._under_way = False
            await self._send(event)
            return
        self._keys.append(event)
        await self._next_key()

    @property
    def _is_settling(self) -> bool:
        screen = self.screen
        return not screen.is_mounted or (isinstance(screen, Settles) and screen.is_settling)

    async def _next_key(self) -> None:
        """Send the next key on, unless one is under way; while the page in front does not stand yet, look again."""
        if not self._keys or self._under_way or self._is_looking:
            return
        if self._is_settling and self._looks < LOOKS_AT_MOST:
            self._looks += 1
            self._is_looking = True
            self.set_timer(LOOK_AGAIN_SECONDS, self._look_again)
        else:
            self._looks = 0
            await self._send(self._keys.popleft())

    async def _look_again(self) -> None:
        self._is_looking = False
        await self._next_key()

    async def _send(self, event: Key) -> None:
        self._under_way = True
        target = self._target = self.focused or self.screen
        await super().on_event(event)
        if event.is_forwarded and target.post_message(Handled()):
            self._patience = self.set_timer(AT_MOST_SECONDS, self._go_on)
        else:
            self.call_later(self._go_on)

    def on_handled(self, event: Handled) -> None:
        """The key is done; what it sent is waited for, and a worker that it began puts its screen in front first."""
        target = self._target
        if event.is_last or target is None or not target.post_message(Handled(is_last=True)):
            self.call_later(self._go_on)

    async def _go_on(self) -> None:
        if self._patience is not None:
            self._patience.stop()
            self._patience = None
        self._under_way = False
        await asyncio.sleep(0)
        await self._next_key()
