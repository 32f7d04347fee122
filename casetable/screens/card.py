"""The card: everything of one participant that this seat may see, drawn on one page; the parts stand behind it."""

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import DataTable, Static

from casetable.errors import CasetableError, NotFound
from casetable.screens import card_lines, card_tabs
from casetable.screens import participant_sheets as sheets
from casetable.screens.allowed import may_do
from casetable.screens.card_keys import CardKeys
from casetable.screens.card_reading import read_card
from casetable.screens.card_rows import Row
from casetable.screens.card_tabs import TABS, Behind
from casetable.screens.cell import cell, lines_of
from casetable.screens.command_table import Command, Scope
from casetable.screens.commands import BY_ID, FOOTER_PLACES, bindings
from casetable.screens.entry import Entry
from casetable.screens.hints import in_keys
from casetable.screens.keeping import keeping
from casetable.screens.lines import Line, Rule
from casetable.screens.load import Loaded
from casetable.screens.papers import TextScreen
from casetable.screens.tables import PartTable
from casetable.screens.task_forms import add_form
from casetable.values.card import Card
from casetable.values.participants import Participant
from casetable.words import LeavingReason

WIDE = 100
"""More columns than this add the pane beside the card."""
_FRAME = 6
_LEAST_BELOW = 6
"""Lines that the parts below keep: the rule, their names, the heading and three rows."""


class CardScreen(CardKeys):
    """One participant. ``parting`` says why, when it had to close itself."""

    SCOPE = Scope.CARD
    BINDINGS = bindings(Scope.CARD)
    DEFAULT_CSS = """
    CardScreen #facts { height: auto; }
    CardScreen #foot-rule { display: none; }
    CardScreen #none { height: auto; padding: 0 1; display: none; }
    CardScreen.-none #none { display: block; }
    CardScreen.-none PartTable { height: 1; }
    CardScreen #beside { width: 38; display: none; padding: 0 1; border-left: solid $rule; scrollbar-size-vertical: 1; }
    CardScreen.-wide #beside { display: block; }
    CardScreen #whole { height: auto; }
    """

    def __init__(self, reference: str) -> None:
        super().__init__()
        self.reference = reference
        self.card: Card | None = None
        self.behind = Behind()
        self.tab = TABS[0]
        self.rows: tuple[Row, ...] = ()
        self._has_looked = False
        self._was_known = False
        self._ended = ""
        self.parting = ""

    def compose_above(self) -> ComposeResult:
        """How they may be reached: on top of everything."""
        yield Line(id="reach")

    def compose_body(self) -> ComposeResult:
        """The facts, the parts below them, and the pane that wide terminals add."""
        with Horizontal():
            with Vertical():
                yield Static(id="facts")
                yield Rule()
                yield Line(id="tabs")
                yield PartTable()
                yield Static(id="none")
            with VerticalScroll(id="beside", can_focus=False):
                yield Static(id="whole")

    def on_mount(self) -> None:
        """What was typed on this card before is still there."""
        self.entry.drafts = self.casetable.card_drafts

    # what stands here

    @property
    def table(self) -> PartTable:
        """The list of the part in front."""
        return self.query_one(PartTable)

    def body_widget(self) -> Widget:
        """The list."""
        return self.table

    @property
    def person_here(self) -> Participant | None:
        """Whose card it is."""
        if self.card is not None:
            return self.card.participant
        everybody = self.loaded.participants if self.loaded is not None else ()
        return next((one for one in everybody if one.participant == self.reference), None)

    def outcomes_of(self) -> str:
        """Only this participant's."""
        return self.reference

    def facts(self) -> dict[str, str]:
        """What the command-line twins are filled with."""
        return {"participant": self.reference.removeprefix("P-")}

    # reading

    def show_body(self, loaded: Loaded) -> None:
        """Read the card again whenever everything is read again."""
        self._read_card()

    @work(exclusive=True, group="card")
    async def _read_card(self) -> None:
        app, ref, looks = self.casetable, self.reference, not self._has_looked
        try:
            card, behind = await app.at_seat(lambda seat: read_card(seat, ref, looks=looks))
        except NotFound:
            self._end()
            return
        except CasetableError as error:
            self.say(error.sentence, in_keys(error.hint), wrong=True)
            return
        if not self.is_attached:
            return
        self._has_looked = True
        if self._was_known and card.participant.name is None:
            self._end()
            return
        self._was_known = card.participant.name is not None
        self.card, self.behind = card, behind
        self.draw()

    def _end(self) -> None:
        """Sharing ended: nothing stands here any more. What is being typed may still be kept, then the card closes."""
        if not self.is_attached or self.is_erasing:
            return
        agency = self.loaded.seat.agency if self.loaded is not None else "your agency"
        self._ended = self.erased or f"{self.reference} is not shared with {agency} any more: the card is closed."
        self.card, self.behind, self.rows = None, Behind(), ()
        for name in ("#reach", "#tabs"):
            self.query_one(name, Line).show(Text())
        self._show_frame(self.loaded)
        for name in ("#facts", "#whole", "#none"):
            self.query_one(name, Static).update("")
        self.table.fill((), ())
        if not self.entry.is_open:
            self._close()

    def _close(self) -> None:
        if self.is_current:
            said = self._receipt if self._receipt.startswith("Not saved:") else ""
            self.parting = " ".join(part for part in (said, self._ended) if part)
            self.dismiss(None)

    # drawing

    def draw(self) -> None:
        """Draw what was read for the size of the glass."""
        card, loaded = self.card, self.loaded
        if card is None or loaded is None:
            return
        died = card.participant.leaving_reason is LeavingReason.DIED
        width = self.app.size.width - (39 if self.has_class("-wide") else 0)
        room = max(self.app.size.height - _FRAME - _LEAST_BELOW, 2)
        works = may_do("voice", loaded.seat.roles, self.reads_only)
        self._show_frame(loaded)
        self.query_one("#reach", Line).show(card_lines.reach(card.contact, died=died, works=works))
        told = card_lines.facts(card, loaded.agencies, loaded.today, self.casetable.signs, width, room, works=works)
        self.query_one("#facts", Static).update(Text("\n").join(told[:room]))
        self._draw_part(loaded)
        self.show_footer()

    def _draw_part(self, loaded: Loaded) -> None:
        width = self.app.size.width - (39 if self.has_class("-wide") else 0)
        self.query_one("#tabs", Line).show(card_tabs.head(self.tab, self.behind))
        self.rows = card_tabs.rows(self.tab, self.behind, loaded.today, self.casetable.signs, width)
        self.set_class(not self.rows, "-none")
        self.query_one("#none", Static).update("" if self.rows else cell(self._nothing(), "quiet"))
        labels = card_tabs.labels(self.tab) if self.rows else ()
        self.table.fill(labels, ((row.key, row.cells) for row in self.rows))
        self._tell()

    def _nothing(self) -> str:
        """What is said of an empty part, with the key that fills it for who may use it."""
        roles = self.loaded.seat.roles if self.loaded is not None else frozenset()
        said = card_tabs.EMPTY[self.tab]
        return said if may_do("voice", roles, self.reads_only) else said.split(":")[0].rstrip(".") + "."

    def second_line(self, loaded: Loaded) -> tuple[Text, Text]:
        """Who they are, and who works with them."""
        if self.card is not None:
            return card_lines.who(self.card, self.app.size.width)
        one = None if self._ended else self.person_here
        name = f" {one.name}" if one is not None and one.name else ""
        return cell(f" {self.reference}{name}", "strong"), cell("" if self._ended else "reading … ", "quiet")

    def footer_commands(self) -> tuple[Command, ...]:
        """Enter opens what is under the cursor; in front of the disclosures, what adds to them comes first."""
        commands = super().footer_commands()
        commands = (*commands[:-2], BY_ID["open"], commands[-1])
        if self.tab != "Disclosures":
            return commands
        adding = [one for one in (BY_ID["disclosed"], BY_ID["papers"]) if self.may(one) and self.person_here]
        others = commands[: FOOTER_PLACES - 2 - len(adding)]
        return (*adding, *others, *commands[-2:])

    def on_resize(self) -> None:
        """Cut everything for the new size."""
        self.set_class(self.app.size.width > WIDE, "-wide")
        self.draw()

    @property
    def row_here(self) -> Row | None:
        """The row under the cursor."""
        line = self.table.cursor_row
        return self.rows[line] if 0 <= line < len(self.rows) else None

    def _tell(self) -> None:
        """The pane beside: their words in full, and the whole of the row under the cursor."""
        if not self.has_class("-wide"):
            return
        card, row = self.card, self.row_here
        parts = []
        if card is not None and card.goal is not None:
            parts += [cell("In their words", "quiet"), lines_of(card.goal.text, "strong"), Text()]
        if row is not None and row.whole:
            parts += [cell(row.title, "quiet"), lines_of(row.whole)]
        self.query_one("#whole", Static).update(Text("\n").join(parts))

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """The cursor moved."""
        self._tell()

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Enter or a click."""
        self.action_command("open")

    # commands

    def do_open(self) -> None:
        """Open what is under the cursor: a task's story, or the whole of a text."""
        row = self.row_here
        if row is None:
            self.say(self._nothing())
        elif row.task:
            self.casetable.tell_story(row.task)
        else:
            self.app.push_screen(TextScreen(f"{self.reference} · {row.title}", row.whole))

    def do_tab_next(self) -> None:
        """The next part."""
        self._turn(1)

    def do_tab_previous(self) -> None:
        """The part before."""
        self._turn(-1)

    def _turn(self, by: int) -> None:
        self.tab = TABS[(TABS.index(self.tab) + by) % len(TABS)]
        if self.loaded is not None:
            self._draw_part(self.loaded)
            self.show_footer()
        self.table.move_cursor(row=0, animate=False)

    def do_back(self) -> None:
        """Leave the entry, then the card."""
        if self.entry.is_open:
            self.entry.action_leave()
        else:
            self.dismiss(None)

    def jump(self, reference: str) -> bool:
        """True for the participant whose card it is."""
        return reference == self.reference

    def do_add_about(self) -> None:
        """Promise or ask something about them."""
        if self.loaded is not None:
            self.ask_line(add_form(self.loaded, self.reference, ""))

    @work
    async def do_reword(self) -> None:
        """Change what was written of them."""
        card = self.card
        if card is None:
            return
        fields = sheets.edit_fields(card.participant, card.year_of_birth)
        make = sheets.edit(card.participant, {field.name: field.start for field in fields})
        await self.fill_in(f"Change what is written of {self.reference}", f"edit {self.reference}", fields, make)

    # a form that is left or stored after sharing ended

    def on_entry_left(self, message: Entry.Left) -> None:
        """Esc; where sharing ended meanwhile, what was typed is kept for one's own agency."""
        text = self.entry.drafts.get(message.form.draft, "")
        super().on_entry_left(message)
        if not self._ended:
            return
        if text:
            self.carry_out(keeping(self.reference, message.form.prompt, text), back="")
        else:
            self._close()

    def _focus_body(self) -> None:
        """After an entry: a card whose sharing ended closes now."""
        super()._focus_body()
        if self._ended and self.card is None and self.is_mounted:
            self.call_later(self._close)
