"""The calendar: twelve conferences, collisions with the days free instead; move, cancel, call another, name a chair."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import DataTable, Static

from casetable.errors import BadInput, CasetableError
from casetable.rules.chairing import why_not_running
from casetable.rules.dates import say_day_in
from casetable.screens import calendar_forms as forms
from casetable.screens.asking import Choose, Confirm
from casetable.screens.calendar_lines import LABELS, below, beside, rows
from casetable.screens.cell import cell
from casetable.screens.command_table import Command, Fits, Need, Scope
from casetable.screens.commands import BY_ID, bindings
from casetable.screens.conference_header import collision_words
from casetable.screens.conference_load import CalendarRead, read_calendar, read_day
from casetable.screens.desk import Desk
from casetable.screens.entry import Entry
from casetable.screens.forms import Form, Reading, Typed
from casetable.screens.hints import sentence_of
from casetable.screens.keeping import Kept
from casetable.screens.load import Loaded
from casetable.screens.tables import LineTable
from casetable.values.conference import Occurrence
from casetable.values.seat import Receipt, Seat
from casetable.words import AHEAD, ConferenceState

WIDE = 110
"""More columns than this add the pane beside the list."""
_BELOW = 3
_PANE = 46
_YEAR = timedelta(days=365)


class CalendarScreen(Desk):
    """A list in front of mode 3; Enter looks at a conference there."""

    SCOPE = Scope.CALENDAR
    BINDINGS = bindings(Scope.CALENDAR)
    DEFAULT_CSS = f"""
    CalendarScreen #beside {{ width: {_PANE}; display: none; padding: 0 1; border-left: solid $rule; }}
    CalendarScreen.-wide #beside {{ display: block; }}
    CalendarScreen #whole {{ height: auto; }}
    CalendarScreen #more {{ height: {_BELOW}; padding: 0 1; }}
    CalendarScreen.-wide #more, CalendarScreen.-wide #foot-rule {{ display: none; }}
    """

    def __init__(self, chosen: Callable[[Occurrence], None]) -> None:
        """``chosen`` is told which conference Enter was pressed on."""
        super().__init__()
        self.chosen = chosen
        self.read: CalendarRead | None = None
        self.since: date | None = None

    def compose_body(self) -> ComposeResult:
        """The list, and the pane that wide terminals add."""
        with Horizontal():
            yield LineTable()
            with VerticalScroll(id="beside", can_focus=False):
                yield Static(id="whole")

    def compose_below(self) -> ComposeResult:
        """The whole of what is under the cursor."""
        yield Static(id="more")

    @property
    def table(self) -> LineTable:
        """The list."""
        return self.query_one(LineTable)

    def body_widget(self) -> Widget:
        """The list."""
        return self.table

    @property
    def meeting_here(self) -> Occurrence | None:
        """The conference under the cursor; None before the list stands there."""
        if self.read is None or not self.is_composed:
            return None
        row, listed = self.table.cursor_row, self.read.conferences
        return listed[row] if 0 <= row < len(listed) else None

    def has(self) -> frozenset[Need]:
        """A conference, where one is under the cursor."""
        return frozenset({Need.MEETING} if self.meeting_here is not None else ())

    def fitting(self) -> frozenset[Fits]:
        """What is still ahead is confirmed or cancelled."""
        one = self.meeting_here
        return frozenset({Fits.AHEAD} if one is not None and one.state in AHEAD else ())

    def facts(self) -> dict[str, str]:
        """What the command-line twins are filled with."""
        one = self.meeting_here
        return {"conference": one.conference} if one is not None else {}

    def footer_commands(self) -> tuple[Command, ...]:
        """Enter looks at it; it takes the place of finding."""
        commands = super().footer_commands()
        return (*commands[:-2], BY_ID["open"], commands[-1])

    # drawing

    def second_line(self, loaded: Loaded) -> tuple[Text, Text]:
        """From when on, and how many collide."""
        left = Text.assemble(" ", cell("Calendar of conferences", "strong"))
        if self.read is None:
            return left.append_text(cell(" · reading …", "quiet")), Text()
        count = sum(bool(one.collisions) for one in self.read.conferences)
        said = f"{count} on a day when somebody is closed " if count else ""
        return left, cell(said, "late")

    def show_body(self, loaded: Loaded) -> None:
        """Draw what was read before, then read it again."""
        if self.read is not None:
            self._draw(loaded)
        self._read_calendar()

    @work(exclusive=True, group="calendar")
    async def _read_calendar(self) -> None:
        since = self.since
        try:
            found = await self.casetable.at_seat(lambda seat: read_calendar(seat, since))
        except CasetableError as error:
            self.say(sentence_of(error), wrong=True)
            return
        if self.is_attached and self.loaded is not None and found != self.read:
            self.read = found
            self._draw(self.loaded)

    def _draw(self, loaded: Loaded) -> None:
        if self.read is None or not self.is_composed:
            return
        width = self.app.size.width - (_PANE if self.has_class("-wide") else 0)
        listed = self.read.conferences
        drawn = rows(listed, loaded.today, self.casetable.signs, width)
        self.table.fill(LABELS, zip((one.conference for one in listed), drawn, strict=True))
        self._show_frame(loaded)
        self._tell()

    def _tell(self) -> None:
        self.show_footer()
        one, loaded = self.meeting_here, self.loaded
        if one is None or loaded is None:
            return
        self.query_one("#whole", Static).update(beside(one, loaded.today))
        self.query_one("#more", Static).update(below(one, loaded.today, self.app.size.width - 2, _BELOW))

    def on_resize(self) -> None:
        """Show or hide the pane, and cut the list for the new width."""
        super().on_resize()
        self.set_class(self.app.size.width > WIDE, "-wide")
        if self.loaded is not None and self.is_composed:
            self._draw(self.loaded)

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """The cursor moved."""
        self._tell()

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Enter or a click."""
        self.action_command("open")

    # commands

    def refusal(self, command: Command) -> tuple[str, str]:
        """Refuse what the roles do not have, and what only the chair, the deputy and the coordinator may do."""
        refused, one, loaded = super().refusal(command), self.meeting_here, self.loaded
        if refused[0] or one is None or loaded is None or command.needs is not Need.MEETING:
            return refused
        if one.state not in (*AHEAD, ConferenceState.CANCELLED):
            return f"The conference of {say_day_in(one.on, loaded.today)} is {one.state.label}.", ""
        return why_not_running(loaded.me, loaded.seat.roles, one), ""

    def may(self, command: Command) -> bool:
        """Leave out of the footer what would be refused at once."""
        return super().may(command) and not self.refusal(command)[0]

    @property
    def _at(self) -> tuple[Occurrence, Loaded]:
        one, loaded = self.meeting_here, self.loaded
        assert one is not None
        assert loaded is not None
        return one, loaded

    def do_back(self) -> None:
        """Leave the entry, then the list."""
        if self.entry.is_open:
            self.entry.action_leave()
        else:
            self.dismiss(None)

    def do_open(self) -> None:
        """Look at the conference under the cursor."""
        one = self.meeting_here
        if one is not None:
            self.chosen(one)
            self.dismiss(None)

    def do_why(self) -> None:
        """Say what the date rests on: the agreement's rule, a move, a call, what collides."""
        one = self.meeting_here
        if one is None:
            return
        if one.is_extraordinary:
            said = f"It was called besides the rule{f': {one.why}' if one.why else ''}."
        elif one.is_moved:
            who = f" by {one.moved_by}" if one.moved_by else ""
            said = f"It was moved from {one.original_on}{who}{f': {one.why}' if one.why else ''}."
        else:
            said = "The agreement's rule makes this day."
        self.say(f"{said} {collision_words(one) if one.collisions else ''}".strip(), "4 shows the rule.")

    def do_previous(self) -> None:
        """The year before."""
        self._look_from(-1)

    def do_next(self) -> None:
        """The year after."""
        self._look_from(1)

    def _look_from(self, years: int) -> None:
        if self.read is not None:
            self.since = self.read.since + years * _YEAR
            self._read_calendar()

    def do_conference_move(self) -> None:
        """Another day."""
        self.ask_line(forms.move_form(*self._at))

    @work
    async def do_conference_cancel(self) -> None:
        """It does not take place: it asks why."""
        one, loaded = self._at
        reason = await self.app.push_screen_wait(Choose("Why does it not take place?", forms.REASONS))
        if reason is not None:
            self.ask_line(forms.cancel_form(one, reason, loaded))

    def do_conference_extra(self) -> None:
        """Another one, besides the rule."""
        if self.loaded is not None:
            self.ask_line(forms.extra_form(self.loaded))

    def do_conference_confirm(self) -> None:
        """It takes place."""
        self.carry_out(forms.confirm(self._at[0]))

    def do_conference_chair(self) -> None:
        """Who chairs, and who stands in."""
        self.ask_line(forms.chair_form(*self._at))

    def store(self, message: Entry.Stored) -> None:
        """Moving, cancelling and calling one ask for a yes first, with their reach."""
        if message.form.id in forms.ASKED:
            self._sure(message)
        else:
            super().store(message)

    @work
    async def _sure(self, message: Entry.Stored) -> None:
        if self.loaded is None:
            return
        reach = forms.reach_of(message.form, self.meeting_here, self.loaded)
        if message.form.id in forms.ON_A_DAY:
            day = forms.day_of(message.line, self.loaded)
            try:
                warning = await self.casetable.at_seat(lambda seat: read_day(seat, day))
            except CasetableError as error:
                warning = sentence_of(error)
            reach = f"{warning}\n{reach}" if warning else reach
        if await self.app.push_screen_wait(Confirm(f"{message.reading.echo}?", reach)):
            self.carry_out(message.reading.errand, form=message.form, line=message.line, back="")
        else:
            self.entry.go_on()

    @work
    async def do_days_off(self) -> None:
        """The days on which agencies are closed."""
        from casetable.screens.days_off import DaysOffScreen

        await self.app.push_screen_wait(DaysOffScreen())
        self._read_calendar()

    def do_calendar_file(self) -> None:
        """A file for other calendars."""
        self.ask_line(_file_form())


def _file_form() -> Form:
    def read(typed: Typed) -> Reading:
        words = typed.line.strip()
        if not words:
            raise BadInput("Where to?", "A file that ends in .ics.")
        path = Path(words).expanduser()

        def run(seat: Seat) -> Receipt:
            from casetable.jobs.conference_calendar import calendar_file

            return Kept(calendar_file(seat, path).sentence.replace(str(Path.home()), "~"))

        return Reading(f"the conferences to come, to {path}", run)

    start = str(Path.home() / "conferences.ics")
    return Form(
        "calendar file", "calendar file", "Ends in .ics; other calendars read it.", read, start=start, answer=False
    )
