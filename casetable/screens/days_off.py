"""The days of the coming year on which agencies are closed: their own closing days and public holidays."""

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import DataTable, Static

from casetable.errors import CasetableError
from casetable.screens import calendar_forms as forms
from casetable.screens.asking import Choose
from casetable.screens.calendar_lines import DAY_LABELS, day_cells, rows_of
from casetable.screens.cell import cell
from casetable.screens.command_table import Command, Need, Scope
from casetable.screens.commands import bindings
from casetable.screens.conference_load import read_days_off
from casetable.screens.desk import Desk
from casetable.screens.hints import sentence_of
from casetable.screens.load import Loaded
from casetable.screens.tables import LineTable
from casetable.values.conference import DayOff
from casetable.words import Role

_KNOWN = "A conference on such a day is warned of; nothing is moved by itself."
_NONE = "No agency is closed in the coming year. a notes a day, e the place of the holidays."


class DaysOffScreen(Desk):
    """A list in front of the calendar."""

    SCOPE = Scope.DAYS_OFF
    BINDINGS = bindings(Scope.DAYS_OFF)
    DEFAULT_CSS = """
    DaysOffScreen #places { height: 1; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.days: tuple[tuple[DayOff, ...], ...] | None = None

    def compose_body(self) -> ComposeResult:
        """The list."""
        yield LineTable()

    def compose_below(self) -> ComposeResult:
        """What to know about it."""
        yield Static(cell(_KNOWN, "quiet"), id="places")

    @property
    def table(self) -> LineTable:
        """The list."""
        return self.query_one(LineTable)

    def body_widget(self) -> Widget:
        """The list."""
        return self.table

    @property
    def day_here(self) -> DayOff | None:
        """The day under the cursor."""
        if not self.days or not self.is_composed:
            return None
        row = self.table.cursor_row
        return self.days[row][0] if 0 <= row < len(self.days) else None

    def has(self) -> frozenset[Need]:
        """A day, where one is under the cursor."""
        return frozenset({Need.THING} if self.day_here is not None else ())

    def facts(self) -> dict[str, str]:
        """What the command-line twins are filled with."""
        return {"agency": self.day_here.agency} if self.day_here is not None else {}

    def refusal(self, command: Command) -> tuple[str, str]:
        """A public holiday is taken away by naming another place."""
        refused, one = super().refusal(command), self.day_here
        if refused[0] or command.id != "open-day" or one is None or one.is_own:
            return refused
        return f"{one.what} is a public holiday.", "e names another place, or none."

    def may(self, command: Command) -> bool:
        """Leave out of the footer what would be refused at once."""
        return super().may(command) and not self.refusal(command)[0]

    # drawing

    def second_line(self, loaded: Loaded) -> tuple[Text, Text]:
        """What stands here."""
        left = Text.assemble(" ", cell("Closed days", "strong"), cell(" · the coming year", "quiet"))
        return left, cell("" if self.days is not None else "reading … ", "quiet")

    def show_body(self, loaded: Loaded) -> None:
        """Draw what was read before, then read it again."""
        if self.days is not None:
            self._draw(loaded)
        self._read_days()

    @work(exclusive=True, group="days")
    async def _read_days(self) -> None:
        try:
            found = rows_of(await self.casetable.at_seat(read_days_off))
        except CasetableError as error:
            self.say(sentence_of(error), wrong=True)
            return
        if self.is_attached and self.loaded is not None and found != self.days:
            self.days = found
            self._draw(self.loaded)

    def _draw(self, loaded: Loaded) -> None:
        if self.days is None or not self.is_composed:
            return
        self.table.fill(DAY_LABELS, ((_key(row), day_cells(row, loaded.today)) for row in self.days))
        self._show_frame(loaded)
        self.show_footer()
        self.query_one("#places", Static).update(cell(_KNOWN if self.days else _NONE, "quiet"))

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """The cursor moved."""
        self.show_footer()

    # commands

    def do_back(self) -> None:
        """Leave the entry, then the list."""
        if self.entry.is_open:
            self.entry.action_leave()
        else:
            self.dismiss(None)

    async def _agency(self) -> str | None:
        """Whose day: one's own agency; the coordinator is asked which."""
        loaded = self.loaded
        assert loaded is not None
        if Role.COORDINATOR not in loaded.seat.roles:
            return loaded.seat.agency
        choices = [(str(n), f"{one.name} ({one.agency})", one.agency) for n, one in enumerate(loaded.agencies, 1)]
        return await self.app.push_screen_wait(Choose("Of which agency?", choices[:9]))

    @work
    async def do_close_day(self) -> None:
        """A day on which an agency is closed."""
        agency = await self._agency()
        if agency is not None and self.loaded is not None:
            self.ask_line(forms.close_form(agency, self.loaded))

    def do_open_day(self) -> None:
        """It is open on that day."""
        if self.day_here is not None:
            self.carry_out(forms.open_day(self.day_here))

    @work
    async def do_holiday_place(self) -> None:
        """By the holidays of which place it is closed."""
        agency = await self._agency()
        if agency is not None:
            self.ask_line(forms.place_form(agency))


def _key(row: tuple[DayOff, ...]) -> str:
    one = row[0]
    return f"{one.on} {one.what} {one.agency if one.is_own else ''}"
