"""The texts that were kept for one's own agency because they could not be saved."""

from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import DataTable

from casetable.errors import CasetableError
from casetable.rules.dates import say_day
from casetable.screens.asking import Confirm
from casetable.screens.card_lines import first_name
from casetable.screens.cell import cell, cut
from casetable.screens.hints import sentence_of
from casetable.screens.lines import Line, Rule
from casetable.screens.papers import TextScreen
from casetable.screens.reaching import Attempt, of_a_key
from casetable.screens.tables import LineTable
from casetable.values.drafts import Draft

if TYPE_CHECKING:
    from casetable.screens.app import CasetableApp

_LABELS = ("day", "by", "what it was to be", "text")


class KeptScreen(ModalScreen[None]):
    """A list; Enter shows the whole text, ``x`` throws one away after a yes, since that is never undone."""

    DEFAULT_CSS = "KeptScreen { background: $background; layout: vertical; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "back", show=False),
        Binding("x", "throw", "throw away", show=False),
        Binding("y", "copy", "copy", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.drafts: tuple[Draft, ...] = ()

    @property
    def casetable(self) -> "CasetableApp":
        """The app, by its own type."""
        return cast("CasetableApp", self.app)

    @property
    def here(self) -> Draft | None:
        """The text under the cursor."""
        row = self.query_one(LineTable).cursor_row
        return self.drafts[row] if 0 <= row < len(self.drafts) else None

    def compose(self) -> ComposeResult:
        """What it is, the list, what was said, and the keys."""
        yield Line(Text.assemble(" ", cell("Kept texts", "strong"), cell(" · for your agency alone", "quiet")))
        yield Rule()
        yield LineTable()
        yield Rule()
        yield Line(id="said")
        yield Line(id="keys")

    def on_mount(self) -> None:
        """Read the list."""
        self.query_one(LineTable).focus()
        self._read()

    @work(exclusive=True, group="kept")
    async def _read(self, said: str = "") -> None:
        from casetable.queries.drafts import kept

        try:
            self.drafts = await self.casetable.at_seat(kept)
        except CasetableError as error:
            self._say(sentence_of(error), wrong=True)
            return
        if self.is_attached:
            self._draw(said)

    def _draw(self, said: str) -> None:
        room = max(self.app.size.width - 52, 16)
        rows = [
            (
                one.id,
                (
                    cell(say_day(one.on), "quiet"),
                    cell(cut(first_name(one.by), 8)),
                    cell(cut(one.what, 26)),
                    cell(cut(one.text, room)),
                ),
            )
            for one in self.drafts
        ]
        self.query_one(LineTable).fill(_LABELS if rows else (), rows)
        keys = "enter read   y copy   x throw away   esc back" if rows else "esc back"
        self.query_one("#keys", Line).show(cell(f" {keys}", "quiet"))
        self._say(said or ("" if rows else "Nothing is kept: every text of your agency was saved where it belongs."))

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Enter or a click: the whole text."""
        one = self.here
        if one is not None:
            about = f" · {one.participant}" if one.participant else ""
            self.app.push_screen(TextScreen(f"{one.what}{about} · {one.by}, {say_day(one.on)}", one.text))

    def action_copy(self) -> None:
        """Copy the text, to paste it where it belongs now."""
        if self.here is not None:
            self.app.copy_to_clipboard(self.here.text)
            self._say("Copied.")

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)

    @work
    async def action_throw(self) -> None:
        """Throw one away, after a yes."""
        one = self.here
        if one is None or not await self.app.push_screen_wait(
            Confirm("Throw this text away?", f"{one.what}: nobody can bring it back.")
        ):
            return
        from casetable.actions.drafts import drop

        draft = one.id
        try:
            attempt = Attempt("", "", self._say, self._settled)
            receipt = await self.casetable.reaching.carry(lambda seat: drop(seat, draft), attempt)
        except CasetableError as error:
            self._say(sentence_of(of_a_key(error)), wrong=True)
            return
        if receipt is not None:
            self._read(receipt.sentence)

    def _settled(self, was_saved: bool, first: str) -> None:
        self._read(f"{first}It is thrown away." if was_saved else f"{first}It was not saved: press the key again.")

    def _say(self, sentence: str, *, wrong: bool = False) -> None:
        if self.is_attached:
            self.query_one("#said", Line).show(cell(f" {sentence}", "late" if wrong else "plain"))
