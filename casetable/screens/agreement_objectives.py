"""The objectives and how they stood, quarter by quarter; ``a`` notes how one stands now."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import DataTable, Static

from casetable.errors import BadInput, CasetableError
from casetable.rules.dates import say_day
from casetable.rules.past_dates import read_past_date
from casetable.screens.agreement_lines import status_of
from casetable.screens.agreement_load import read_objectives
from casetable.screens.allowed import why_not_here
from casetable.screens.cell import cell, cut, lines_of
from casetable.screens.command_table import Command, Scope
from casetable.screens.commands import BY_ID, bindings
from casetable.screens.forms import Errand, Make
from casetable.screens.hints import in_keys, sentence_of
from casetable.screens.lines import Footer, Line, Rule, Said
from casetable.screens.sheet import Field, Sheet
from casetable.screens.tables import LineTable
from casetable.values.agreement import Objective
from casetable.values.seat import Receipt, Seat
from casetable.words import ObjectiveStatus

if TYPE_CHECKING:
    from casetable.screens.app import CasetableApp

_NONE = "No objectives yet: esc, then n, o adds the first one."


class ObjectivesScreen(ModalScreen[None]):
    """One line an objective; below it every reading of the one under the cursor."""

    SCOPE = Scope.OBJECTIVES
    DEFAULT_CSS = """
    ObjectivesScreen { background: $background; layout: vertical; }
    ObjectivesScreen LineTable { height: auto; max-height: 7; }
    ObjectivesScreen VerticalScroll { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
    ObjectivesScreen #told { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Scope.OBJECTIVES),
        Binding("escape", "leave", "back", show=False),
        Binding("question_mark", "help", "help", show=False),
    ]

    def __init__(self, number: int = 1) -> None:
        super().__init__()
        self.number = number
        self.objectives: tuple[Objective, ...] = ()

    @property
    def casetable(self) -> "CasetableApp":
        """The app, by its own type."""
        return cast("CasetableApp", self.app)

    @property
    def here(self) -> Objective | None:
        """The objective under the cursor."""
        row = self.query_one(LineTable).cursor_row
        return self.objectives[row] if 0 <= row < len(self.objectives) else None

    def compose(self) -> ComposeResult:
        """The list, the readings of one, what was said, and the keys."""
        yield Line(Text.assemble(" ", cell("Objectives", "strong"), cell(" · how each stood", "quiet")))
        yield Rule()
        yield LineTable()
        yield Rule()
        with VerticalScroll(can_focus=False):
            yield Static(id="told")
        yield Said(id="status")
        yield Footer(id="footer")

    def on_mount(self) -> None:
        """Read them in a thread."""
        self.query_one(LineTable).focus()
        shown = [BY_ID[one] for one in ("objective-read", "help", "back") if not self._refusal(BY_ID[one])]
        self.query_one(Footer).show_keys(shown, self.casetable.keymap)
        self._read()

    def table_was_read(self) -> None:
        """The table was read again: so is this page."""
        self._read()

    @work(exclusive=True, group="objectives")
    async def _read(self) -> None:
        try:
            self.objectives = await self.casetable.at_seat(read_objectives)
        except CasetableError as error:
            self.say(sentence_of(error), wrong=True)
            return
        if self.is_attached:
            self._draw()

    def _draw(self) -> None:
        signs = self.casetable.signs
        room = max(self.app.size.width - 44, 20)
        rows = [
            (str(one.number), (cell(str(one.number)), cell(cut(one.text, room)), status_of(one, signs)))
            for one in self.objectives
        ]
        table = self.query_one(LineTable)
        table.fill(("", "objective", "stood last") if rows else (), rows)
        if self.number:
            table.go_to(str(self.number))
            self.number = 0
        self._tell()

    def _tell(self) -> None:
        one = self.here
        told = _story(one) if one is not None else cell(_NONE, "quiet")
        self.query_one("#told", Static).update(told)

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """The cursor moved."""
        self._tell()

    def action_command(self, id: str) -> None:
        """``a``: note how it stands."""
        loaded, one = self.casetable.loaded, self.here
        if refused := self._refusal(BY_ID[id]):
            self.say(refused, wrong=True)
        elif loaded is None or one is None:
            self.say(_NONE, wrong=True)
        else:
            self._note(one, loaded.today)

    def _refusal(self, command: Command) -> str:
        """Why who sits here may not; empty when they may."""
        loaded, only = self.casetable.loaded, self.casetable.table.partnership.reads_only
        return "" if loaded is None else why_not_here(command.id, loaded.seat.roles, only)

    @work
    async def _note(self, one: Objective, today: date) -> None:
        drafts = self.casetable.sheet_drafts.setdefault(f"reading {one.number}", {})
        sheet = Sheet(
            f"How objective {one.number} stands: {one.text}", _fields(one), _noting(one.number, today), drafts
        )
        receipt = await self.app.push_screen_wait(sheet)
        if receipt is not None:
            self.say(in_keys(receipt.sentence))
            self._read()

    def action_help(self) -> None:
        """Say what the keys do."""
        from casetable.screens.papers import HelpScreen

        self.app.push_screen(HelpScreen(self.SCOPE, self.casetable.keymap, {}, self._refusal))

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)

    def say(self, sentence: str, *, wrong: bool = False) -> None:
        """Say a line above the keys."""
        if self.is_attached:
            self.query_one("#status", Said).show(cell(f" {sentence}", "late" if wrong else "plain"))


def _fields(one: Objective) -> tuple[Field, ...]:
    status = ", ".join(each.label for each in ObjectiveStatus)
    return (
        Field("value", "It stands at", one.target or "3 of 5"),
        Field("status", "Which is", status),
        Field("note", "Note", "behind: say why, in a few words"),
        Field("on", "On", "today, 20 nov; its quarter follows from the day", "today"),
    )


def _noting(number: int, today: date) -> Make:
    def make(given: Mapping[str, str]) -> Errand:
        status, on = read_status(given["status"]), read_past_date(given["on"] or "today", today)

        def run(seat: Seat) -> Receipt:
            from casetable.actions.objectives import read_objective

            return read_objective(seat, number, given["value"], status, given["note"], on=on)

        return run

    return make


def read_status(words: str) -> ObjectiveStatus:
    """Return the status that words begin to name. Raises BadInput with those there are."""
    plain = words.strip().casefold()
    found = [one for one in ObjectiveStatus if plain and one.label.startswith(plain)]
    if len(found) != 1:
        known = ", ".join(one.label for one in ObjectiveStatus)
        raise BadInput("Where does it stand?" if not plain else f"{words[:40]!r} is no status.", f"One of: {known}.")
    return found[0]


def _story(one: Objective) -> Text:
    named = (("Measure", one.measure), ("Baseline", one.baseline), ("Target", one.target), ("Due", one.due_quarter))
    lines = [lines_of(one.text, "strong")]
    lines += [Text.assemble(cell(f"{name:<10}", "quiet"), lines_of(said)) for name, said in named if said]
    lines.append(Text())
    if not one.readings:
        lines.append(cell("No reading yet: a notes how it stands.", "quiet"))
    for each in one.readings:
        note = f": {each.note}" if each.note else ""
        when = cell(f"  {say_day(each.read_on)}, {each.person}", "quiet")
        lines.append(
            Text.assemble(cell(f"{each.quarter:<8}"), lines_of(f"{each.value}  {each.status.label}{note}"), when)
        )
    return Text("\n").join(lines)
