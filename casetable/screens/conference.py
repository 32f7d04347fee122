"""The conference, mode 3: the next one with its agenda, who comes and who may hear; those before, and their record."""

from datetime import date

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from casetable.errors import CasetableError
from casetable.screens.agreement_page import AgreementPage, PageLine, Spot
from casetable.screens.because_screen import BecauseScreen, Reasons
from casetable.screens.cell import cell
from casetable.screens.command_table import Fits, Need, Scope
from casetable.screens.commands import bindings
from casetable.screens.conference_header import about, header, next_step
from casetable.screens.conference_lines import page_lines
from casetable.screens.conference_load import ConferenceRead, read_conference
from casetable.screens.conference_told import because_of, below, beside, item_of, told
from casetable.screens.hints import sentence_of
from casetable.screens.lines import Line, Said
from casetable.screens.load import Loaded
from casetable.screens.minutes_keys import HeldPart, MinutesKeys
from casetable.screens.minutes_page import first_spot, held_lines
from casetable.values.conference import Occurrence

WIDE = 100
"""More columns than this add the pane with the whole of what is under the cursor."""
_BELOW = 2
"""Lines below the page on a narrow glass."""


class ConferenceScreen(MinutesKeys):
    """Mode 3 while no conference is in session: that one has a screen of its own in front of this one."""

    SCOPE = Scope.CONFERENCE
    BINDINGS = bindings(Scope.CONFERENCE)
    DEFAULT_CSS = """
    ConferenceScreen #pane { width: 42%; display: none; padding: 0 1; border-left: solid $rule;
        scrollbar-size-vertical: 1; }
    ConferenceScreen.-wide #pane { display: block; }
    ConferenceScreen #told { height: auto; }
    ConferenceScreen #next { height: auto; max-height: 3; }
    ConferenceScreen #more { height: 2; }
    ConferenceScreen.-wide #more, ConferenceScreen.-short #more { display: none; }
    ConferenceScreen.-settled #next { display: none; }
    ConferenceScreen.-settled.-wide #foot-rule { display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.read: ConferenceRead | None = None
        self.which: date | None = None
        self._stays: date | None = None
        self._reads = False
        self._entered = ""

    @property
    def is_settling(self) -> bool:
        """True while it is read for the first time: keys wait for it."""
        return self.read is None and self._reads

    def compose_above(self) -> ComposeResult:
        """Who chairs, where, and when it will end."""
        yield Line(id="about")

    def compose_body(self) -> ComposeResult:
        """The page, and the whole of what is under the cursor."""
        with HeldPart():
            yield AgreementPage(self.casetable.signs)
            with VerticalScroll(id="pane", can_focus=False):
                yield Static(id="told")

    def compose_below(self) -> ComposeResult:
        """What comes next; on a narrow glass the whole of what is under the cursor."""
        yield Said(id="next")
        yield Static(id="more")

    @property
    def page(self) -> AgreementPage:
        """The page."""
        return self.query_one(AgreementPage)

    @property
    def is_composed(self) -> bool:
        """True while its lines and its page stand; a key may come before."""
        return super().is_composed and bool(self.query(AgreementPage))

    @property
    def here(self) -> Spot | None:
        """What is under the cursor."""
        return self.page.here if self.is_composed else None

    def body_widget(self) -> Widget:
        """The page."""
        return self.page

    def has(self) -> frozenset[Need]:
        """An item, where one is under the cursor."""
        return frozenset({Need.ITEM} if self.item_here is not None else ())

    def facts(self) -> dict[str, str]:
        """What the command-line twins are filled with."""
        one = self.item_here
        return {"item": one.participant or str(one.number)} if one is not None else {}

    # drawing

    def second_line(self, loaded: Loaded) -> tuple[Text, Text]:
        """Which conference it is, when, and how it stands."""
        if self.read is None:
            return cell(" reading the conference …", "quiet"), Text()
        one = self.read.conference
        return header(one, loaded.today) if one is not None else (cell(" No conference is planned", "strong"), Text())

    def show_body(self, loaded: Loaded) -> None:
        """Draw what was read before, then read it again."""
        if self.read is not None:
            self._draw(loaded)
        self.read_page()

    @work(exclusive=True, group="conference")
    async def read_page(self) -> None:
        """Read the conference that is looked at, and draw it where something is different."""
        self._reads, which, stays = True, self.which, self._stays
        try:
            found = await self.casetable.at_seat(lambda seat: read_conference(seat, which, stays))
        except CasetableError as error:
            self.say(sentence_of(error), wrong=True)
            return
        finally:
            self._reads = False
        if not self.is_attached or self.loaded is None:
            return
        if found.conference is not None and which is None:
            self._stays = found.conference.original_on
        if found != self.read:
            self.read = found
            self._draw(self.loaded)
        self._enter_once(found)

    def _enter_once(self, found: ConferenceRead) -> None:
        """Go into the room by itself, once for each opening; [ there comes back here, enter or 3 goes in again."""
        if found.now is None:
            self._entered = ""
        elif self.is_current and not self.entry.is_open and self._entered != found.now.conference:
            self.open_room()

    def open_room(self) -> None:
        """Go into the room of the conference in session."""
        read = self.read
        if read is None or read.now is None:
            return
        from casetable.screens.conference_room import ConferenceRoomScreen

        self._entered, on = read.now.conference, read.now.original_on
        room = ConferenceRoomScreen()

        def came_out(_: None) -> None:
            """Once it is closed, its minutes come next."""
            if room.has_left:
                self.look_at_date(on)

        self.app.push_screen(room, came_out)

    def _lines(self, read: ConferenceRead, loaded: Loaded, width: int) -> tuple[PageLine, ...]:
        if read.record is not None:
            return held_lines(read, loaded.today, self.casetable.signs, loaded.seat.zone)
        return page_lines(read, loaded.agencies, loaded.today, width, self.casetable.signs)

    def _draw(self, loaded: Loaded) -> None:
        read = self.read
        if read is None or not self.is_composed:
            return
        width = self.app.size.width
        self.set_class(width > WIDE, "-wide")
        self._show_frame(loaded)
        left, right = about(read.conference, read.agenda) if read.conference is not None else (Text(), Text())
        self.query_one("#about", Line).show(left, right)
        room = width - width * 42 // 100 - 1 if width > WIDE else width
        at = "" if self.page.lines else first_spot(read)
        self.page.fill(self._lines(read, loaded, room - 1), at, moves=True)
        step = next_step(read, loaded.today)
        self.set_class(not step, "-settled")
        self.query_one("#next", Said).show(cell(f" {step}", "strong"))
        self.show_footer()

    def on_resize(self) -> None:
        """Cut the lines for the new width."""
        super().on_resize()
        if self.is_composed and self.loaded is not None:
            self._draw(self.loaded)

    def on_agreement_page_moved(self, event: AgreementPage.Moved) -> None:
        """The cursor stands on something else."""
        read, loaded = self.read, self.loaded
        if read is None or loaded is None:
            return
        facts = told(read, self.here, loaded.today, self.casetable.signs)
        self.query_one("#told", Static).update(beside(facts))
        self.query_one("#more", Static).update(below(facts, self.app.size.width - 1, _BELOW))
        self.query_one("#pane", VerticalScroll).scroll_home(animate=False)
        self.show_footer()

    def on_agreement_page_opened(self, event: AgreementPage.Opened) -> None:
        """A second click opens."""
        self.action_command("open")

    # commands

    def jump(self, reference: str) -> bool:
        """Put the cursor on an item by its participant."""
        return self.page.go_to(f"item {reference}") if self.is_composed else False

    def go_to_line(self, line: str) -> None:
        """Put the cursor on a filed line."""
        self.page.go_to(f"line {line}")

    def look_at_meeting(self, conference: Occurrence) -> None:
        """Look at another conference."""
        self.look_at_date(conference.original_on)

    def look_at_date(self, original_on: date | None) -> None:
        """Look at a conference by its identity; None is the next one."""
        is_another = original_on != self.which or (self.read is not None and self.read.earlier is not None)
        self._stays = None
        if is_another:
            self.which, self.read = original_on, None
            if self.is_composed:
                self.page.fill(())
                self._show_frame(self.loaded)
        self.read_page()

    def come_again(self) -> None:
        """3 again: the next one, or the room."""
        self._entered = ""
        self.look_at_date(None)

    def do_previous(self) -> None:
        """The conference before."""
        self._step(self.read.before if self.read is not None else None, "No conference is known before this one.")

    def do_next(self) -> None:
        """The conference after."""
        self._step(self.read.after if self.read is not None else None, "No conference is planned after this one.")

    def _step(self, to: date | None, none: str) -> None:
        if to is None:
            self.say(none)
        else:
            self.look_at_date(to)

    def do_back(self) -> None:
        """Leave the entry; from another conference go back to the next one."""
        if self.entry.is_open:
            self.entry.action_leave()
        elif self.which is not None:
            self.look_at_date(None)

    def do_why(self) -> None:
        """Say what the line under the cursor rests on: an item's reasons with their rows, the quorum."""
        read, here, loaded = self.read, self.here, self.loaded
        if read is None or here is None or loaded is None:
            return
        title, reasons = because_of(read, here)
        if reasons:
            self._explain(title, reasons)
        else:
            facts = told(read, here, loaded.today, self.casetable.signs)
            said = " ".join(words for _, words in facts[1:] or facts)
            self.say(said or "There is no number or date to explain here.")

    @work
    async def _explain(self, title: str, reasons: Reasons) -> None:
        item = self.item_here
        row = await self.app.push_screen_wait(BecauseScreen(title, reasons))
        if row is None:
            return
        if row.startswith("T-"):
            self.casetable.tell_story(row)
        elif row[:1].isdecimal():
            await self.casetable.go_to("conference", row)
        elif row.startswith("P-") or (item is not None and item.participant is not None):
            self.casetable.open_card(row if row.startswith("P-") else item.participant or "" if item else "")

    def fitting(self) -> frozenset[Fits]:
        """What can be done with what is under the cursor, before the conference and on its day."""
        read, found = self.read, set[Fits]()
        if read is not None and read.is_held:
            return self.fits_minutes()
        if read is None or not read.is_ahead or read.conference is None or self.loaded is None:
            return frozenset()
        found.add(Fits.AHEAD)
        if read.conference.on == self.loaded.today:
            found.add(Fits.DUE_TODAY)
        if item_of(read, self.here) is not None:
            found.add(Fits.ITEM)
        if self.here is not None and self.here.kind == "person":
            found.add(Fits.EXPECTED)
        return frozenset(found)
