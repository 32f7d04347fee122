"""What a later HMIS export says differently: a list, a mark, and only what is marked is written down."""

from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import DataTable, Static

from casetable.errors import CasetableError
from casetable.screens.allowed import why_not_here
from casetable.screens.cell import cell, cut
from casetable.screens.command_table import Scope
from casetable.screens.commands import bindings
from casetable.screens.hints import sentence_of
from casetable.screens.lines import Line, Rule
from casetable.screens.reaching import SAVED, Attempt, of_a_form
from casetable.screens.tables import LineTable
from casetable.values.hmis import HmisDifference, HmisUpdate
from casetable.values.seat import Receipt, Seat
from casetable.words import Sign

if TYPE_CHECKING:
    from casetable.screens.app import CasetableApp


class HmisAgainScreen(ModalScreen[Receipt | None]):
    """The differences; dismisses with the receipt once those chosen are written down."""

    DEFAULT_CSS = """
    HmisAgainScreen { background: $background; layout: vertical; }
    HmisAgainScreen Static { height: auto; max-height: 5; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Scope.HMIS_AGAIN),
        Binding("enter", "apply", "write down", show=False),
        Binding("escape", "leave", "back", show=False),
        Binding("question_mark", "help", "help", show=False),
    ]

    def __init__(self, update: HmisUpdate) -> None:
        super().__init__()
        self.update_found = update
        self.chosen: set[str] = set()

    @property
    def casetable(self) -> "CasetableApp":
        """The app, by its own type."""
        return cast("CasetableApp", self.app)

    @property
    def here(self) -> HmisDifference | None:
        """The difference under the cursor."""
        row = self.query_one(LineTable).cursor_row
        found = self.update_found.differences
        return found[row] if 0 <= row < len(found) else None

    def compose(self) -> ComposeResult:
        """How many there are, the list, hints, what was said, and the keys."""
        count = len(self.update_found.differences)
        met = f" · {len(self.update_found.met)} of yours are in this export"
        things = "1 thing" if count == 1 else f"{count} things"
        yield Line(Text.assemble(" ", cell(f"HMIS says {things} differently", "strong"), cell(met, "quiet")))
        yield Rule()
        yield LineTable()
        yield Static(id="hint")
        yield Rule()
        yield Line(id="said")
        yield Line(cell(" space choose   a choose all   enter write down the chosen   esc back", "quiet"))

    def on_mount(self) -> None:
        """Show the list."""
        table = self.query_one(LineTable)
        labels = ("", "who", "field", "here", "HMIS", "stays because")
        table.fill(labels, ((one.key, self._cells(one)) for one in self.update_found.differences))
        table.focus()
        self._say("What workers wrote stays." if self.update_found.differences else _emptiness(self.update_found))
        self._hint()

    def _cells(self, one: HmisDifference) -> list[Text]:
        style = "quiet" if one.kept else "plain"
        here = "–" if one.here in (None, "") else str(one.here)
        return [
            self._mark(one),
            cell(cut(f"{one.participant} {one.who}", 18), style),
            cell(one.field.label, style),
            cell(cut(here, 14), style),
            cell(cut(f"{one.hmis} {one.words}".strip(), 18), style),
            cell(one.kept, "quiet"),
        ]

    def _mark(self, one: HmisDifference) -> Text:
        return cell(self.casetable.signs.draw(Sign.DONE) if one.key in self.chosen else " ", "key")

    def _hint(self) -> None:
        ref = self.here.participant if self.here is not None else ""
        hints = [one for one in self.update_found.hints if not ref or one.participant == ref]
        lines = [cell(f"{one.participant}  {one.sentence} {', or '.join(one.ways)}", "quiet") for one in hints[:1]]
        self.query_one("#hint", Static).update(Text("\n").join(lines))

    def _say(self, sentence: str, *, wrong: bool = False) -> None:
        if self.is_attached:
            said = cell(f"   {sentence}", "late" if wrong else "quiet")
            self.query_one("#said", Line).show(cell(f" {len(self.chosen)} chosen", "strong").append_text(said))

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """The cursor moved: what HMIS says besides, of the one under it."""
        self._hint()

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Enter in the list."""
        self.action_apply()

    # keys

    def action_command(self, id: str) -> None:
        """Choose one, or all that may be changed."""
        may = {one.key for one in self.update_found.open}
        if id == "choose-all":
            self.chosen = set() if self.chosen == may else may
        elif self.here is None:
            return
        elif self.here.kept:
            self._say(f"The {self.here.field.label} stays: {self.here.kept}.", wrong=True)
            return
        else:
            self.chosen ^= {self.here.key}
        self._mark_all()
        self._say("")

    def _mark_all(self) -> None:
        table = self.query_one(LineTable)
        for one in self.update_found.differences:
            table.update_cell(one.key, "mark", self._mark(one))

    def action_apply(self) -> None:
        """Write down what is chosen."""
        loaded = self.casetable.loaded
        only = self.casetable.table.partnership.reads_only
        refused = "" if loaded is None else why_not_here("import", loaded.seat.roles, only)
        if refused:
            self._say(refused, wrong=True)
        elif self.chosen:
            self._apply()
        else:
            self._say("Nothing is chosen yet: space chooses what is under the cursor.", wrong=True)

    @work(exclusive=True, group="errands")
    async def _apply(self) -> None:
        chosen = tuple(one for one in self.update_found.differences if one.key in self.chosen)
        attempt = Attempt("hmis again", tuple(one.key for one in chosen), self._say, self._settled)
        try:
            receipt = await self.casetable.reaching.carry(lambda seat: _updating(seat, chosen), attempt)
        except CasetableError as error:
            self._say(sentence_of(of_a_form(error)), wrong=True)
            return
        if receipt is not None and self.is_current:
            self.dismiss(receipt)

    def _settled(self, was_saved: bool, first: str) -> None:
        if was_saved and self.is_current:
            self.dismiss(Receipt(f"{first}{SAVED}"))
        elif self.is_attached:
            self._say(f"{first}It was not saved: enter writes it down.")

    def action_leave(self) -> None:
        """Go back; nothing is changed."""
        self.dismiss(None)

    def action_help(self) -> None:
        """Say what the keys do."""
        from casetable.screens.papers import HelpScreen

        self.app.push_screen(HelpScreen(Scope.HMIS_AGAIN, {}, {}))


def _updating(seat: Seat, chosen: tuple[HmisDifference, ...]) -> Receipt:
    from casetable.actions.hmis import update_from_hmis

    return update_from_hmis(seat, chosen)


def _emptiness(update: HmisUpdate) -> str:
    if not update.met:
        return "Nobody whom you know at this table is in this export."
    return "HMIS says nothing different about those whom you know."
