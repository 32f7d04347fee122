"""How the room has things done: keys wait until it was read again, so that none is misread; the line is kept."""

import asyncio
from contextlib import suppress

from textual import work

from casetable.errors import CasetableError
from casetable.rules.capture import echo, read_captured
from casetable.screens.capture_line import CaptureLine
from casetable.screens.desk import Desk
from casetable.screens.forms import Errand
from casetable.screens.hints import in_keys
from casetable.screens.keeping import keeping
from casetable.screens.reaching import Attempt, of_a_form, of_a_key
from casetable.screens.room_lines import label_of
from casetable.screens.room_load import RoomRead
from casetable.values.conference import AgendaItem, Room, Typed
from casetable.values.seat import Receipt, Seat
from casetable.words import ItemState

KEEP_SECONDS = 0.3
"""After this what is being typed is kept; with the writing it stays below half a second."""
_CAPTURE = "the line of the room"
_ENDED = "Sharing ended: the open item is closed, not discussed."
_CLOSED = "The open item was closed: not discussed."


class RoomErrands(Desk):
    """The part of the room's screen that changes things."""

    read: RoomRead | None

    def __init__(self) -> None:
        super().__init__()
        self.read = None
        self.has_left = False
        self._busy = 0
        self._kept = ""
        self._waits_to_keep = False
        self._one_line = asyncio.Lock()
        self._answered = ""
        self._is_begun = False
        self._under: AgendaItem | None = None

    @property
    def capture(self) -> CaptureLine:
        """The one line."""
        return self.query_one(CaptureLine)

    async def read_again(self) -> None:
        """Read the room again and draw it; the screen knows how."""
        raise NotImplementedError

    def veiled(self, words: str, typed: str = "") -> str:
        """Words as they may be drawn now; the screen knows how."""
        return words

    # doing

    def do_errand(self, errand: Errand, back: str = "") -> None:
        """Do something that asks nothing; keys wait until it is done and the room was read again."""
        self._busy += 1
        self._do(errand, back)

    @work(group="errands")
    async def _do(self, errand: Errand, back: str) -> None:
        try:
            await self._carry(errand, back, Attempt("", "", self.say, self._settled))
        except CasetableError as error:
            self._say_error(of_a_key(error))
            with suppress(CasetableError):
                await self.read_again()
        finally:
            self._busy -= 1

    async def _carry(self, errand: Errand, back: str, attempt: Attempt) -> bool:
        """True once it was done."""
        receipt = await self.casetable.reaching.carry(errand, attempt)
        if receipt is None:
            return False
        await self.read_again()
        self._receipt = in_keys(receipt.sentence)
        self.say_done(self.veiled(self._receipt), back)
        return True

    def say_done(self, sentence: str, back: str) -> None:
        """Say what was done; once this screen has left, where the agenda stands."""
        if not self.has_left:
            self.say(sentence, back)
        elif (desk := self.casetable.desk) is not None:
            desk.say(sentence)

    def _settled(self, was_saved: bool, first: str) -> None:
        self.say(first + ("It was saved." if was_saved else "It was not saved: press the key again."))
        self.casetable.reload()

    def _say_error(self, error: CasetableError, typed: str = "") -> None:
        self.say(self.veiled(error.sentence, typed), self.veiled(in_keys(error.hint), typed), wrong=True)

    # the line

    def typed(self, line: str) -> Typed | None:
        """The line as it is read; None before the room was."""
        return read_captured(line, self.read.around) if self.read is not None else None

    def on_capture_line_changed(self, event: CaptureLine.Changed) -> None:
        """Read the line back while it is typed, and keep it soon."""
        if event.line and not self._is_begun:
            self._is_begun, self._under = True, self._item_now()
        self._read_back(event.line)
        self._keep_soon()

    def _read_back(self, line: str) -> None:
        typed = self.typed(line)
        if typed is None or self.read is None:
            return
        if typed.unread:
            self.say(self.veiled("; ".join(typed.unread)))
        else:
            hints = "; ".join((*typed.hints, *typed.asks))
            self.say(self.veiled(echo(typed, self.read.around.today)), self.veiled(hints))

    def on_capture_line_entered(self, event: CaptureLine.Entered) -> None:
        """File the line; what cannot be read is said, what may be of another category is asked once."""
        typed = self.typed(event.line)
        if typed is None:
            return
        if moved := self._moved_on():
            self.say(*moved, wrong=True)
        elif typed.unread:
            self.say(self.veiled("; ".join(typed.unread), event.line), wrong=True)
        elif typed.asks and self._answered != event.line:
            self._answered = event.line
            said = self.veiled("; ".join(typed.asks))
            self.say(f"{said}.", f"Enter once more files it as {typed.category.label}.", wrong=True)
        else:
            self._busy += 1
            self._file(event.line, typed)

    def _item_now(self) -> AgendaItem | None:
        return self.read.room.item if self.read is not None else None

    def _moved_on(self) -> tuple[str, str] | None:
        """Say once that the room is at another item than the one for which the line was begun."""
        before, now = self._under, self._item_now()
        if self.read is None or before is None or (now is not None and now.id == before.id):
            return None
        self._under = now
        at = f"the room is at {label_of(now, self.read.room)} now" if now is not None else "no item is open now"
        sentence = f"This line was begun at {label_of(before, self.read.room)}; {at}."
        return sentence, "Enter once more files it here, Esc empties it."

    def mind_the_end(self, before: Room | None, now: Room) -> None:
        """Say that the open item may not be heard any more; what is typed about it goes off the glass, and is kept."""
        item = before.item if before is not None and not before.blanked else None
        if item is None or item.participant is None:
            return
        still = next((one for one in now.items if one.id == item.id and one.participant is not None), None)
        is_blank = still is not None and still.state is ItemState.OPEN and bool(now.blanked)
        if still is not None and still.state is not ItemState.NOT_DISCUSSED and not is_blank:
            return
        self.say(_CLOSED if still is not None else _ENDED)
        words = self.capture.line[1:].strip()
        if self._is_begun and self._under is not None and self._under.id == item.id:
            self.capture.clear()
            self._keep_soon()
            self._line_left()
            if words:
                self.do_errand(keeping(item.participant, f"a line about {item.participant}", words))

    @work(group="errands")
    async def _file(self, line: str, typed: Typed) -> None:
        attempt = Attempt(_CAPTURE, line, self.say, lambda was_saved, first: self._line_settled(line, was_saved, first))
        try:
            async with self._one_line:
                if await self._carry(_filing(self.read, typed), "u takes it back", attempt):
                    self._kept = ""
                    self._filed(line)
        except CasetableError as error:
            self._say_error(of_a_form(error), line)
            with suppress(CasetableError):
                await self.read_again()
        finally:
            self._busy -= 1

    def _filed(self, line: str) -> None:
        """Empty the line, unless something else is typed there by now."""
        if self.is_attached and self.capture.line == line:
            self.capture.clear()
            self._line_left()

    def _line_settled(self, line: str, was_saved: bool, first: str) -> None:
        if was_saved:
            self._filed(line)
        self.say(first + ("It was saved." if was_saved else "It was not saved: Enter files it."))
        self.casetable.reload()

    def on_capture_line_left(self, event: CaptureLine.Left) -> None:
        """Esc: the line is empty, and not kept any more."""
        self.say("")
        self._keep_soon()
        self._line_left()

    def _line_left(self) -> None:
        self._answered = ""
        self._is_begun, self._under = False, None
        self._focus_body()
        self.show_footer()

    def _keep_soon(self) -> None:
        if not self._waits_to_keep:
            self._waits_to_keep = True
            self.set_timer(KEEP_SECONDS, self._keep)

    @work(group="keeping")
    async def _keep(self) -> None:
        """Keep what is typed now; where it cannot be kept, what is filed later does not depend on it."""
        self._waits_to_keep = False
        async with self._one_line:
            line = self.capture.line if self.is_attached else self._kept
            if line == self._kept:
                return
            with suppress(CasetableError):
                await self.casetable.at_seat(_keeping(line))
                self._kept = line


def _filing(read: RoomRead | None, typed: Typed) -> Errand:
    item = read.room.item if read is not None else None

    def run(seat: Seat) -> Receipt:
        from casetable.actions.conference import file_line

        filed = file_line(seat, item.id if item is not None else None, typed)
        said = filed.receipt.sentence
        more = f" {filed.hidden_from}" if filed.hidden_from and filed.hidden_from not in said else ""
        return Receipt(f"{said}{more}", filed.receipt.ref)

    return run


def _keeping(line: str) -> Errand:
    def run(seat: Seat) -> Receipt:
        from casetable.actions.conference import keep_line

        keep_line(seat, line)
        return Receipt("")

    return run
