"""Participants: where each stands, who leads, what is awaited; the way to the card, to releases and to HMIS."""

from pathlib import Path

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import DataTable, Static

from casetable.errors import CasetableError
from casetable.rules.dates import say_day
from casetable.screens import hmis, sheets
from casetable.screens import participant_sheets as more_sheets
from casetable.screens.allowed import ADVISERS_SEE_NOTHING, is_adviser, may_do
from casetable.screens.cell import cell
from casetable.screens.command_table import Command, Scope
from casetable.screens.commands import bindings
from casetable.screens.entry import Entry
from casetable.screens.hints import in_keys
from casetable.screens.load import Loaded
from casetable.screens.participant_keys import ParticipantKeys
from casetable.screens.roll_lines import LABELS, cells, fit_rows
from casetable.screens.tables import LineTable
from casetable.values.participants import Participant
from casetable.values.roll import RollLine
from casetable.words import ParticipantState

_ORDER = (
    ParticipantState.ACTIVE,
    ParticipantState.AGREED,
    ParticipantState.PROPOSED,
    ParticipantState.CONSIDERED,
    ParticipantState.LEFT,
    ParticipantState.PASSED_OVER,
)
"""Who is at the table comes first; within a state by reference."""
_MORE = 5
"""Lines below the list."""


class ParticipantsScreen(ParticipantKeys):
    """Mode 2."""

    SCOPE = Scope.PARTICIPANTS
    BINDINGS = bindings(Scope.PARTICIPANTS)
    DEFAULT_CSS = """
    ParticipantsScreen #more { height: 5; padding: 0 1; }
    ParticipantsScreen.-short #more { height: 2; }
    ParticipantsScreen #empty { height: auto; padding: 1 1; display: none; }
    ParticipantsScreen.-empty #empty { display: block; }
    ParticipantsScreen.-empty LineTable { height: 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.people: tuple[Participant, ...] = ()
        self.roll: dict[str, RollLine] = {}

    def compose_body(self) -> ComposeResult:
        """The list."""
        yield LineTable()
        yield Static(id="empty")

    def compose_below(self) -> ComposeResult:
        """More of who is under the cursor."""
        yield Static(id="more")

    @property
    def table(self) -> LineTable:
        """The list."""
        return self.query_one(LineTable)

    def body_widget(self) -> Widget:
        """The list."""
        return self.table

    @property
    def person_here(self) -> Participant | None:
        """Who is under the cursor; nobody before the list stands there."""
        if not self.people:
            return None
        row = self.table.cursor_row
        return self.people[row] if 0 <= row < len(self.people) else None

    def show_body(self, loaded: Loaded) -> None:
        """Draw the list, then what is read beside each name; the cursor stays on its participant."""
        self.people = tuple(sorted(loaded.participants, key=lambda one: _ORDER.index(one.state)))
        self._draw(loaded)
        if self.people:
            self._read_roll()

    @work(exclusive=True, group="roll")
    async def _read_roll(self) -> None:
        from casetable.queries.roll import roll

        try:
            found = await self.casetable.at_seat(roll)
        except CasetableError as error:
            self.say(error.sentence, in_keys(error.hint), wrong=True)
            return
        if self.is_attached and self.loaded is not None and found != self.roll:
            self.roll = found
            self._draw(self.loaded)

    def _draw(self, loaded: Loaded) -> None:
        if not self.is_composed:
            return
        width = self.app.size.width
        rows = [
            (one.participant, cells(one, self.roll.get(one.participant), loaded, self.casetable.signs))
            for one in self.people
        ]
        fitted = fit_rows([found for _, found in rows], width)
        keys = [key for key, _ in rows]
        self.table.fill(LABELS[: len(fitted[0])] if fitted else (), zip(keys, fitted, strict=True))
        self.set_class(not self.people, "-empty")
        self.query_one("#empty", Static).update("" if self.people else cell(self._emptiness()))
        self._tell()

    def on_resize(self) -> None:
        """Cut the list for the new width."""
        if self.loaded is not None:
            self._draw(self.loaded)

    def _tell(self) -> None:
        self.show_footer()
        here = self.person_here
        room = 2 if self.has_class("-short") else _MORE
        more = _more(here, self.app.size.width - 2, room) if here is not None else ""
        self.query_one("#more", Static).update(more)

    def may(self, command: Command) -> bool:
        """Leave out of the footer what needs somebody while nobody is at the table."""
        needs_somebody = command.id in ("outcomes", "log-contact") and self.loaded is not None and not self.people
        return super().may(command) and not needs_somebody

    def _emptiness(self) -> str:
        roles = self.loaded.seat.roles if self.loaded is not None else frozenset()
        if is_adviser(roles):
            return ADVISERS_SEE_NOTHING
        proposes = "a proposes somebody." if may_do("propose", roles, self.reads_only) else "workers propose somebody."
        return f"Nobody is at the table yet: {proposes}"

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """The cursor moved."""
        self._tell()

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Enter or a click: the card."""
        self.action_command("open")

    def jump(self, reference: str) -> bool:
        """Put the cursor on a participant; False when they are not in the list."""
        return self.table.go_to(reference)

    # commands

    def do_open(self) -> None:
        """Open the card."""
        if self.person_here is not None:
            self.casetable.open_card(self.person_here.participant)

    @work
    async def do_propose(self) -> None:
        """Propose somebody."""
        loaded = self.loaded
        if loaded is not None:
            title = "Propose somebody for the table"
            await self.fill_in(
                title, "propose", sheets.PROPOSE_FIELDS, lambda given: sheets.propose(given, loaded.today)
            )

    @work
    async def do_consider(self) -> None:
        """Write down a yes to be considered."""
        loaded = self.loaded
        if loaded is not None:
            title = "Somebody said yes to be considered"
            fields = more_sheets.CONSIDER_FIELDS
            await self.fill_in(title, "consider", fields, lambda given: more_sheets.consider(given, loaded.today))

    @work
    async def do_endings(self) -> None:
        """See which releases end soon, and who renews them."""
        from casetable.screens.endings import EndingsScreen

        await self.app.push_screen_wait(EndingsScreen())
        await self.casetable.read()

    def do_import(self) -> None:
        """Choose participants from an HMIS CSV export."""
        self.ask_line(hmis.path_form())

    def stored(self, message: Entry.Stored) -> None:
        """A path opens the export; everything else is as on the card."""
        if message.form.id != "hmis":
            super().stored(message)
            return
        path = Path(self.entry.text).expanduser()
        self.entry.close()
        self._entry_done()
        self._choose(path)

    @work(exclusive=True, group="hmis")
    async def _choose(self, path: Path) -> None:
        await hmis.choose_and_propose(self, path)


def _more(one: Participant, width: int, room: int) -> Text:
    """What else there is to say of somebody, in at most ``room`` lines; the last one tells where the rest is."""
    facts = [("Needs", one.needs or ""), ("Reason", one.reason or "")]
    if one.proposed_on is not None:
        by = ", ".join(part for part in (one.proposed_by, one.agency) if part)
        facts.append(("Proposed", f"{say_day(one.proposed_on)}, {by}"))
    facts += [
        (
            f"{answer.agency} {answer.answer.value}",
            " ".join(
                part
                for part in (say_day(answer.on), answer.reason.label if answer.reason else "", answer.note or "")
                if part
            ),
        )
        for answer in one.answers
    ]
    facts = [fact for fact in facts if fact[1]]
    if len(facts) > room:
        left = ", ".join(name for name, _ in facts[room - 1 :])
        facts = [*facts[: room - 1], ("And more", f"{left}: enter shows them")]
    lines = [Text.assemble(cell(f"{name:<12}", "quiet"), cell(value)) for name, value in facts]
    for line in lines:
        line.truncate(width, overflow="ellipsis")
    return Text("\n").join(lines)
