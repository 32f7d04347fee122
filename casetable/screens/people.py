"""The people at the table, by agency: what they are, who is away, who signed the objectives; adding, leaving."""

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import DataTable, Static

from casetable.errors import CasetableError
from casetable.screens import people_forms as forms
from casetable.screens.asking import Confirm
from casetable.screens.cell import cell
from casetable.screens.command_table import Command, Fits, Need, Scope
from casetable.screens.commands import BY_ID, bindings
from casetable.screens.desk import Desk
from casetable.screens.load import Loaded
from casetable.screens.people_allowed import why_not_this
from casetable.screens.people_lines import LABELS, Signed, below, beside, cells, fit_rows
from casetable.screens.tables import LineTable
from casetable.values.people import Person

WIDE = 100
"""More columns than this add the pane beside the list."""
_BELOW, _BELOW_SHORT = 5, 2
"""Lines below the list on a narrow glass, and on one that is short besides."""


class PeopleScreen(Desk):
    """A list in front of a mode; what is read beside the names comes when it is read."""

    SCOPE = Scope.PEOPLE
    BINDINGS = bindings(Scope.PEOPLE)
    DEFAULT_CSS = """
    PeopleScreen #beside { width: 40; display: none; padding: 0 1; border-left: solid $rule; }
    PeopleScreen.-wide #beside { display: block; }
    PeopleScreen #whole { height: auto; }
    PeopleScreen #more { height: 5; padding: 0 1; }
    PeopleScreen.-short #more { height: 2; }
    PeopleScreen.-wide #more, PeopleScreen.-wide #foot-rule { display: none; }
    """

    def __init__(self, name: str = "") -> None:
        """``name`` is whom the cursor starts on; empty: who sits here."""
        super().__init__()
        self.people: tuple[Person, ...] = ()
        self.former: tuple[Person, ...] = ()
        self.signed = Signed()
        self._start = name
        self._has_started = False

    def compose_body(self) -> ComposeResult:
        """The list, and the pane that wide terminals add."""
        with Horizontal():
            yield LineTable()
            with VerticalScroll(id="beside", can_focus=False):
                yield Static(id="whole")

    def compose_below(self) -> ComposeResult:
        """The whole of who is under the cursor."""
        yield Static(id="more")

    @property
    def table(self) -> LineTable:
        """The list."""
        return self.query_one(LineTable)

    def body_widget(self) -> Widget:
        """The list."""
        return self.table

    # what stands here

    @property
    def person_here(self) -> Person | None:
        """Who is under the cursor; nobody before the list stands there."""
        if not self.people or not self.is_composed:
            return None
        row = self.table.cursor_row
        return self.people[row] if 0 <= row < len(self.people) else None

    @property
    def _at(self) -> tuple[Person, Loaded]:
        one, loaded = self.person_here, self.loaded
        assert one is not None
        assert loaded is not None
        return one, loaded

    def has(self) -> frozenset[Need]:
        """A person, where one is under the cursor."""
        return frozenset({Need.PERSON} if self.person_here else ())

    def fitting(self) -> frozenset[Fits]:
        """Who is away comes back; who is here may go away."""
        one = self.person_here
        return frozenset({Fits.AWAY if one is not None and one.away_until else Fits.PRESENT})

    def facts(self) -> dict[str, str]:
        """What the command-line twins are filled with."""
        one = self.person_here
        return {"person": f'"{one.person}"'} if one else {}

    def second_line(self, loaded: Loaded) -> tuple[Text, Text]:
        """How many people of how many agencies sit here, and who is away."""
        away = sum(one.away_until is not None for one in loaded.people)
        left = Text.assemble(" ", cell("People", "strong"), cell(f" · {_count(loaded)}", "quiet"))
        return left, cell(f"{away} away " if away else "", "quiet")

    # drawing

    def show_body(self, loaded: Loaded) -> None:
        """Draw the list, then what is read beside each name; the cursor stays on its person."""
        self._draw(loaded)
        if not self._has_started:
            self._has_started = self.jump(self._start or loaded.seat.name)
        self._read_beside()

    def _draw(self, loaded: Loaded) -> None:
        gone = {one.id for one in self.former}
        self.people = (*(one for one in loaded.people if one.id not in gone), *self.former)
        rows = [cells(one, loaded, self.signed, self.casetable.signs) for one in self.people]
        fitted = fit_rows(rows, self.app.size.width - (40 if self.has_class("-wide") else 0))
        labels = LABELS[: len(fitted[0])] if fitted else ()
        self.table.fill(labels, ((one.id, row) for one, row in zip(self.people, fitted, strict=True)))
        self._tell()

    @work(exclusive=True, group="beside")
    async def _read_beside(self) -> None:
        try:
            found = await self.casetable.at_seat(forms.read_beside)
        except CasetableError as error:
            self.say(error.sentence, wrong=True)
            return
        if self.is_attached and self.loaded is not None and found != (self.signed, self.former):
            self.signed, self.former = found
            self._draw(self.loaded)
            if self._start:
                self.jump(self._start)
                self._start = ""

    def _tell(self) -> None:
        self.show_footer()
        one, loaded = self.person_here, self.loaded
        if one is None or loaded is None:
            return
        signs, room = self.casetable.signs, _BELOW_SHORT if self.has_class("-short") else _BELOW
        if self.has_class("-wide"):
            self.query_one("#whole", Static).update(beside(one, loaded, self.signed, signs))
        else:
            self.query_one("#more", Static).update(
                below(one, loaded, self.signed, signs, self.app.size.width - 2, room)
            )

    def on_resize(self) -> None:
        """Show or hide the pane, and cut the list for the new width."""
        self.set_class(self.app.size.width > WIDE, "-wide")
        if self.loaded is not None and self.is_composed:
            self._draw(self.loaded)

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """The cursor moved."""
        self._tell()

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Enter or a click."""
        self.action_command("open")

    def footer_commands(self) -> tuple[Command, ...]:
        """Enter shows what somebody has; it takes the place of finding."""
        commands = super().footer_commands()
        return (*commands[:-2], BY_ID["open"], commands[-1])

    def jump(self, reference: str) -> bool:
        """Put the cursor on somebody by name; False when they are not in the list."""
        found = next((one.id for one in self.people if one.person == reference), "")
        return self.table.go_to(found)

    # commands

    def refusal(self, command: Command) -> tuple[str, str]:
        """Refuse what the roles do not have, and what is not to be done with this person."""
        refused = super().refusal(command)
        one, loaded = self.person_here, self.loaded
        if refused[0] or one is None or loaded is None:
            return refused
        return why_not_this(command.id, one, loaded)

    def may(self, command: Command) -> bool:
        """Leave out of the footer what would be refused at once."""
        return super().may(command) and not self.refusal(command)[0]

    def do_back(self) -> None:
        """Leave the entry, then the list."""
        if self.entry.is_open:
            self.entry.action_leave()
        else:
            self.dismiss(None)

    def do_open(self) -> None:
        """See what somebody has at the table."""
        from casetable.screens.handover import HandoverScreen

        one = self.person_here
        if one is None:
            return
        page = HandoverScreen(one)

        def after(_: None) -> None:
            if page.parting:
                self.say(page.parting)

        self.app.push_screen(page, after)

    @work
    async def do_person_add(self) -> None:
        """Add somebody."""
        loaded = self.loaded
        if loaded is not None:
            title = "Somebody joins the table"
            await self.fill_in(title, "person add", forms.add_fields(self.person_here), forms.add(loaded))

    @work
    async def do_person_edit(self) -> None:
        """Change what is written of somebody."""
        one, loaded = self._at
        fields = forms.edit_fields(one, loaded)
        await self.fill_in(f"Change what is written of {one.person}", f"edit {one.id}", fields, forms.edit(one, loaded))

    @work
    async def do_person_roles(self) -> None:
        """Change what somebody is at the table."""
        from casetable.screens.role_choice import RoleChoice

        one, _ = self._at
        roles = await self.app.push_screen_wait(RoleChoice(one.person, one.roles, self.casetable.signs))
        if roles is None:
            return
        reach = forms.reach_of_roles(one, roles)
        if await self.app.push_screen_wait(Confirm(f"Change what {one.person} is at the table?", reach)):
            self.carry_out(forms.set_roles(one, roles), back="")

    @work
    async def do_person_appoint(self) -> None:
        """Appoint somebody as coordinator, after a yes."""
        one, loaded = self._at
        reach = forms.reach_of_appointing(one, loaded)
        if await self.app.push_screen_wait(Confirm(f"Appoint {one.person} as coordinator?", reach)):
            self.carry_out(forms.appoint(one), back="")

    @work
    async def do_person_away(self) -> None:
        """Say until when somebody is away, and who is asked instead."""
        one, loaded = self._at
        title = "You are away" if one.id == loaded.me else f"{one.person} is away"
        await self.fill_in(title, f"away {one.id}", forms.away_fields(one), forms.away(one, loaded))

    def do_person_back(self) -> None:
        """They are back."""
        self.carry_out(forms.back(self._at[0]))

    def do_person_leave(self) -> None:
        """Hand over what somebody has, then let them leave."""
        self.do_open()


def _count(loaded: Loaded) -> str:
    people, agencies = len(loaded.people), len(loaded.agencies)
    return f"{people} {'person' if people == 1 else 'people'} of {agencies} {'agency' if agencies == 1 else 'agencies'}"
