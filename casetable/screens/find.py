"""Finding a participant, a task, a note or a person by a few letters."""

from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from casetable.errors import CasetableError
from casetable.screens.cell import cell, literal
from casetable.screens.fields import LineField
from casetable.screens.hints import sentence_of
from casetable.screens.lines import Line, Rule
from casetable.screens.tables import Choices

if TYPE_CHECKING:
    from casetable.screens.app import CasetableApp
    from casetable.values.find import Hit

PATIENCE = 0.12
"""Seconds without a key before the table is asked."""
_KEYS = "up and down   enter go there   esc back"


class FindScreen(ModalScreen["Hit | None"]):
    """A line to type and what it finds; Enter goes there."""

    DEFAULT_CSS = """
    FindScreen { background: $background; layout: vertical; }
    FindScreen Input { margin: 0 1; background: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "back", show=False),
        Binding("down", "step(1)", "down", show=False, priority=True),
        Binding("up", "step(-1)", "up", show=False, priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.hits: tuple[Hit, ...] = ()
        self._patience: Timer | None = None

    def compose(self) -> ComposeResult:
        """The line, what it finds, and the keys."""
        yield Line(cell(" Find · a participant, a task, a note, a person or a conference", "strong"))
        yield LineField("", placeholder="a name, a few words, P-473, T-318, 11 dec")
        yield Rule()
        yield Choices()
        yield Rule()
        yield Line(cell(f" {_KEYS}", "quiet"), id="said")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Wait until the typing pauses, then look."""
        if self._patience is not None:
            self._patience.stop()
        self._patience = self.set_timer(PATIENCE, self._look)

    @work(exclusive=True, group="find")
    async def _look(self) -> None:
        from casetable.queries.find import find

        if not self.is_attached:
            return
        words = self.query_one(Input).value.strip()
        try:
            app = cast("CasetableApp", self.app)
            self.hits = await app.at_seat(lambda seat: find(seat, words)) if words else ()
        except CasetableError as error:
            self.hits = ()
            self._show(cell(f" {sentence_of(error)}", "late"))
            return
        said = _KEYS if self.hits or not words else "Nothing found.   esc back"
        self._show(cell(f" {said}", "quiet"))

    def _show(self, said: Text) -> None:
        if not self.is_current:
            return
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(Option(cell(_line(hit))) for hit in self.hits)
        options.highlighted = 0 if self.hits else None
        self.query_one("#said", Line).show(said)

    def action_step(self, by: int) -> None:
        """Go down or up in what was found, while the line keeps the focus."""
        options = self.query_one(OptionList)
        if self.hits:
            options.highlighted = ((options.highlighted or 0) + by) % len(self.hits)

    def on_input_submitted(self) -> None:
        """Go to what is marked."""
        marked = self.query_one(OptionList).highlighted
        if marked is not None and marked < len(self.hits):
            self.dismiss(self.hits[marked])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click goes there too."""
        self.dismiss(self.hits[event.option_index])

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)


def _line(hit: "Hit") -> str:
    ref = "" if hit.kind in ("person", "conference") else hit.ref
    return literal(f"{ref:<8} {hit.text}")
