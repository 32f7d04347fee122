"""The room of the conference in session: phases and their clock, the agenda, the debate, and one line to file it by."""

from datetime import date
from zoneinfo import ZoneInfo

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Static

from casetable.errors import CasetableError
from casetable.rules.room_veil import veil_of
from casetable.screens import frame
from casetable.screens.capture_line import CaptureField, CaptureLine
from casetable.screens.cell import cell
from casetable.screens.command_table import Scope
from casetable.screens.commands import bindings, key_of, of_scope
from casetable.screens.entry import Entry
from casetable.screens.hints import sentence_of
from casetable.screens.lines import Footer, Line, Said, joined
from casetable.screens.load import Loaded
from casetable.screens.room_check import KEYS as CHECK_KEYS
from casetable.screens.room_check import RoomCheck, everybody
from casetable.screens.room_forms import GO
from casetable.screens.room_keys import RoomKeys
from casetable.screens.room_lines import Ticks, date_and_clock, keys_now, left_lines, ticks, where
from casetable.screens.room_load import RoomRead, read_room
from casetable.screens.room_page import Around, page_rows
from casetable.screens.room_widgets import PhaseRule, RoomPage, Side, TickingLine
from casetable.values.conference import Room

TICK_SECONDS = 1.0
WHILE_TYPING = (("enter", "file"), ("esc", "empty the line"))
BLANK = "This screen is blank.   . shows the room again."


class RoomFooter(Footer):
    """Eight keys at most; they stand closer than elsewhere."""

    GAP = "  "

    def render(self) -> Text:
        """As many keys as there is room for; the last one stays."""
        keys = list(self.keys)
        while len(keys) > 1 and sum(key.cell_len + len(self.GAP) for key in keys) - 1 > self.size.width:
            del keys[-2]
        line = Text(" ", end="", no_wrap=True).append_text(joined(keys, self.GAP))
        line.truncate(self.size.width, overflow="ellipsis")
        return line


class ConferenceRoomScreen(RoomKeys):
    """In front of mode 3 while a conference is in session; it leaves by itself once that is closed."""

    SCOPE = Scope.ROOM
    BINDINGS = bindings(Scope.ROOM)
    DEFAULT_CSS = """
    ConferenceRoomScreen #side { width: 26; height: 1fr; border-right: solid $rule; }
    ConferenceRoomScreen.-wide #side { width: 40; }
    ConferenceRoomScreen #room { height: 1fr; }
    ConferenceRoomScreen #blank { display: none; height: 1fr; padding: 2 4; }
    ConferenceRoomScreen.-blank #room { display: none; }
    ConferenceRoomScreen.-blank #blank { display: block; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._reads = False
        self._was_at = ""
        self._has_taken_up = False
        self._zone_name = ""

    # the glass

    def compose(self) -> ComposeResult:
        """Two lines, the timer, the agenda beside the page, what was said last, the line, the keys."""
        yield TickingLine(id="top")
        yield TickingLine(id="second")
        yield PhaseRule()
        with Horizontal(id="room"):
            yield Side(id="side")
            yield RoomPage(self.casetable.signs)
        yield Static(cell(BLANK, "quiet"), id="blank")
        yield Said(id="status")
        with Vertical(id="below"):
            yield CaptureLine()
            yield RoomCheck(self.casetable.signs)
        yield Entry(id="entry")
        yield RoomFooter(id="footer")

    def on_mount(self) -> None:
        """Begin to tick; what the desk does on mounting, Textual does by itself."""
        self.set_interval(TICK_SECONDS, self._tick)

    @property
    def is_settling(self) -> bool:
        """True while something is being done, and while it is read for the first time: keys wait for it."""
        return bool(self._busy) or (self.read is None and self._reads)

    @property
    def is_composed(self) -> bool:
        """True while all of its parts stand."""
        return all(self.query(part) for part in (RoomFooter, Side, RoomPage, RoomCheck, CaptureField, Entry))

    def body_widget(self) -> Widget | None:
        """The line while something is typed there, the room check while it is open, else the page."""
        if not self.is_composed:
            return None
        if self.capture.is_typing:
            return self.capture.field
        return self.check if self.check.is_open else self.page

    def come_again(self) -> None:
        """3 again: it stands here already."""

    def do_previous(self) -> None:
        """The agenda, the calendar and the conferences before, which stand behind the room; 3 there comes back."""
        self.dismiss(None)

    # reading

    def show_body(self, loaded: Loaded) -> None:
        """Draw what was read before, then read it again."""
        if self.read is not None:
            self._draw(loaded)
        self.read_page()

    @work(exclusive=True, group="room")
    async def read_page(self) -> None:
        """Read the room, unless something is being done, which reads it itself."""
        if self._busy:
            return
        self._reads = True
        try:
            await self.read_again()
        except CasetableError as error:
            self.say(sentence_of(error), wrong=True)
        finally:
            self._reads = False

    async def read_again(self) -> None:
        """Read the room and draw it; once it is closed this screen leaves."""
        found = await self.casetable.at_seat(read_room)
        if not self.is_attached or self.loaded is None:
            return
        if found is None:
            self._leave()
            return
        before, self.read = self.read, found
        self._draw(self.loaded)
        self._take_up_draft(found)
        self.mind_the_end(before.room if before is not None else None, found.room)

    def _leave(self) -> None:
        """The conference is closed: its minutes come next."""
        if self.has_left or not self.is_current:
            return
        self.has_left = True
        self.dismiss(None)

    def _take_up_draft(self, found: RoomRead) -> None:
        """Go on with what was being typed when this screen, or the terminal, was left."""
        if self._has_taken_up:
            return
        self._has_taken_up = True
        if found.room.draft and not self.capture.is_typing:
            self._kept = found.room.draft
            self._is_begun = True
            self._under = next((one for one in found.room.items if one.id == found.room.draft_item), None)
            self.capture.take_up(found.room.draft)
            self.show_footer()

    # drawing

    def _draw(self, loaded: Loaded) -> None:
        read = self.read
        if read is None or not self.is_composed:
            return
        room = read.room
        width = self.app.size.width
        self.set_class(width > 100, "-wide")
        self._zone_name = loaded.seat.zone
        self._tick()
        self._draw_side(room, loaded)
        self._fill(read, loaded)
        if self.focused is None and not self.entry.is_open:
            self._focus_body()
        self.check.show(everybody(room, loaded.people, loaded.agencies), loaded.agencies)
        self.show_footer()

    def _draw_side(self, room: Room, loaded: Loaded) -> None:
        """The agenda, with its numbers while an item to go to is typed."""
        signs, form = self.casetable.signs, self.entry.form
        numbered = form is not None and form.draft == GO
        self.query_one("#side", Side).show(
            lambda columns, lines: left_lines(room, loaded.agencies, columns, lines, signs, numbered=numbered)
        )

    def _fill(self, read: RoomRead, loaded: Loaded) -> None:
        room = read.room
        veil = veil_of(room, loaded.participants)
        around = Around(self.page.columns, loaded.today, self.casetable.signs, loaded.agencies, loaded.people, veil)
        at = f"{room.item.id} {room.item.phase}" if room.item is not None else ""
        self.page.fill(page_rows(room, around, _to_come(read)), from_the_top=at.split()[:1] != self._was_at.split()[:1])
        self._was_at = at

    def _tick(self) -> None:
        """Draw what moves by itself, where it says something else than a second ago."""
        at = self._ticks()
        if at is None or not self.is_composed or self.read is None:
            return
        room, width = self.read.room, self.app.size.width
        facts = self.casetable.table.partnership
        left, _ = frame.top(facts, None, width)
        self.query_one("#top", Line).show(left, date_and_clock(room, at, width))
        shown, ends = where(room, at, width)
        if self.is_blank:
            shown = cell(" blank", "quiet")
        if self.casetable.reaching.is_lost:
            ends = frame.not_connected()
        self.query_one("#second", Line).show(shown, ends)
        self.query_one(PhaseRule).show(at.share, is_over=at.elapsed > at.budget > 0, rests=room.in_recess)

    def _ticks(self) -> Ticks | None:
        if self.read is None or not self._zone_name:
            return None
        return ticks(self.read.room, self.casetable.clock(), ZoneInfo(self._zone_name), self._zone_name)

    def _show_frame(self, loaded: Loaded | None) -> None:
        if self.read is None:
            left, _ = frame.top(self.casetable.table.partnership, loaded, self.app.size.width)
            self.query_one("#top", Line).show(left, cell("reading the room … ", "quiet"))
        else:
            self._tick()

    def show_footer(self) -> None:
        """The keys that work now: of the line, of the room check, of a form, of the phase."""
        if not self.is_composed:
            return
        footer = self.query_one(RoomFooter)
        if self.read is not None and self.loaded is not None:
            self._draw_side(self.read.room, self.loaded)
        if self.entry.is_open:
            super().show_footer()
        elif self.is_blank:
            footer.show_words(((".", "show the room"),))
        elif self.check.is_open:
            footer.show_words(CHECK_KEYS)
        elif self.capture.is_typing:
            footer.show_words(WHILE_TYPING)
        elif self.read is not None:
            footer.show_words(one for one in keys_now(self.read.room) if self._may_press(one[0], self.read.room))

    def _may_press(self, key: str, room: Room) -> bool:
        """Leave out what who sits here would be refused at once."""
        if key == "enter":
            return room.runs and not self.reads_only
        wanted = next((one for one in of_scope(Scope.ROOM) if key_of(one, {}) == key.split()[0]), None)
        return wanted is None or (self.may(wanted) and not self.refusal(wanted)[0])

    def veiled(self, words: str, typed: str = "") -> str:
        """Words without others' references and names while a participant is here, but for what was typed just now."""
        if self.read is None or self.loaded is None:
            return words
        return veil_of(self.read.room, self.loaded.participants, typed)(words)

    def say(self, sentence: str, hint: str = "", *, wrong: bool = False) -> None:
        """Say a sentence above the line; nothing on a blank screen."""
        if not self.is_blank or not sentence:
            super().say(sentence, hint, wrong=wrong)

    def on_resize(self) -> None:
        """Draw it for the new size."""
        if self.is_composed and self.loaded is not None:
            self._draw(self.loaded)

    def on_room_page_resized(self, event: RoomPage.Resized) -> None:
        """Break the page's lines anew."""
        if self.read is not None and self.loaded is not None and self.is_composed:
            self._fill(self.read, self.loaded)

    # keys of the whole screen

    def do_back(self) -> None:
        """Leave a form; put the cursor away; never the room: one Esc too many is typed easily."""
        if self.entry.is_open:
            self.entry.action_leave()
        elif self.query(RoomPage) and self.page.here:
            self.page.put("")
        else:
            self.say("1 2 4 go elsewhere, [ to the agenda; 3 comes back.")

    def do_room_blank(self) -> None:
        """Blank this screen, or show it again; the clock goes on."""
        self.say("")
        self.is_blank = not self.is_blank
        self.set_class(self.is_blank, "-blank")
        self._tick()
        self.show_footer()


def _to_come(read: RoomRead) -> date | None:
    return read.around.conference
