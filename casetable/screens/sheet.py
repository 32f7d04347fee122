"""A small sheet of fields: Enter goes on and stores at the last one, Esc goes back and keeps what was typed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from casetable.errors import BadFile, CasetableError
from casetable.screens.cell import cell, lines_of
from casetable.screens.fields import LineField
from casetable.screens.forms import Errand
from casetable.screens.hints import in_keys
from casetable.screens.lines import Line, Rule
from casetable.screens.reaching import NOT_YET, SAVED, Attempt, of_a_form
from casetable.values.seat import Receipt

if TYPE_CHECKING:
    from casetable.screens.app import CasetableApp


@dataclass(frozen=True, slots=True)
class Field:
    """One line of a sheet."""

    name: str
    label: str
    hint: str
    start: str = ""


class Sheet(ModalScreen[Receipt | None]):
    """Fields to fill in; dismisses with the receipt once the errand is done."""

    DEFAULT_CSS = """
    Sheet { background: $background; layout: vertical; }
    Sheet VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; }
    Sheet Horizontal { height: 1; margin: 0 0 1 0; }
    Sheet Horizontal Static { width: 18; padding: 0 1; }
    Sheet Input { width: 1fr; margin: 0 1 0 0; background: $panel; }
    Sheet #said { height: auto; max-height: 8; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "back", show=False),
        Binding("down", "app.focus_next", "next", show=False),
        Binding("up", "app.focus_previous", "previous", show=False),
        Binding("ctrl+s", "store", "store", show=False),
    ]

    def __init__(
        self,
        title: str,
        fields: tuple[Field, ...],
        make: Callable[[Mapping[str, str]], Errand],
        drafts: dict[str, str],
        *,
        again: bool = False,
        note: str = "",
    ) -> None:
        """``drafts`` is kept by the caller and holds what Esc left behind, by field name.

        ``note`` stands below the fields until there is something else to say.
        ``again`` tells that storing may be repeated, because what is stored already is refused the second time.
        """
        super().__init__()
        self.heading = title
        self.fields = fields
        self.make = make
        self.drafts = drafts
        self.again = again
        self.note = note
        self._storing = False

    def compose(self) -> ComposeResult:
        """The title, one line a field, what was said, and the keys."""
        yield Line(cell(f" {self.heading}", "strong"))
        yield Rule()
        with VerticalScroll():
            for field in self.fields:
                with Horizontal():
                    yield Static(cell(field.label, "quiet"))
                    start = self.drafts.get(field.name, field.start)
                    yield LineField(start, placeholder=field.hint, id=field.name)
        yield Static(cell(self.note, "quiet"), id="said")
        yield Line(cell(" enter next, stores at the last   up and down fields   ctrl+s store   esc back", "quiet"))

    def on_mount(self) -> None:
        """Start in the first field."""
        self.query(Input).first().focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on, or store."""
        event.stop()
        if event.input.id == self.fields[-1].name:
            self.action_store()
        else:
            self.focus_next(Input)

    def action_store(self) -> None:
        """Read the fields and do the errand; what was typed stays until that worked."""
        if self._storing:
            return
        self._keep()
        try:
            errand = self.make({name: value.strip() for name, value in self.drafts.items()})
        except CasetableError as error:
            self._say(error)
            return
        self._storing = True
        self._do(errand)

    @work(exclusive=True, group="errands")
    async def _do(self, errand: Errand) -> None:
        app = cast("CasetableApp", self.app)
        attempt = Attempt(self.heading, dict(self.drafts), self._tell, self._settled, self.again)
        try:
            receipt = await app.reaching.carry(errand, attempt)
        except CasetableError as error:
            self._say(of_a_form(error))
            return
        if receipt is None:
            self._storing = False
            return
        self._close(receipt)

    def _close(self, receipt: Receipt) -> None:
        self.drafts.clear()
        if self.is_current:
            self.dismiss(receipt)

    def _settled(self, was_saved: bool, first: str) -> None:
        """What was in doubt is known now, perhaps after this sheet was left."""
        if was_saved and not self.again:
            self._close(Receipt(f"{first}{SAVED}"))
        elif self.is_attached:
            said = (
                "Part of it was saved: ctrl+s stores the rest." if was_saved else "It was not saved: ctrl+s stores it."
            )
            self._tell(f"{first}{said}")

    def action_leave(self) -> None:
        """Go back and keep what was typed; not while it is being stored, since nobody could tell what became of it."""
        if self._storing:
            self._tell(f"{NOT_YET} This closes as soon as it is.")
            return
        self._keep()
        self.dismiss(None)

    def _keep(self) -> None:
        self.drafts.update({str(typed.id): typed.value for typed in self.query(Input)})

    def _tell(self, sentence: str) -> None:
        if self.is_attached:
            self.query_one("#said", Static).update(cell(sentence))

    def _say(self, error: CasetableError) -> None:
        self._storing = False
        problems = error.problems if isinstance(error, BadFile) else ()
        sentences = [error.sentence, *(in_keys(problem) for problem in problems)]
        said = lines_of("\n".join(sentences), "late").append(" ").append_text(lines_of(in_keys(error.hint)))
        self.query_one("#said", Static).update(said)
