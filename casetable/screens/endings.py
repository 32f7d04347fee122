"""The work-list of endings: which releases end soon, and who renews them."""

from typing import ClassVar

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import DataTable

from casetable.errors import CasetableError
from casetable.rules.dates import say_day
from casetable.screens.cell import cell, cut
from casetable.screens.command_table import Scope
from casetable.screens.commands import bindings
from casetable.screens.hints import sentence_of
from casetable.screens.lines import Footer, Line, Rule
from casetable.screens.release_page import ReleasePage
from casetable.screens.tables import LineTable
from casetable.values.participants import Participant, Release


class EndingsScreen(ReleasePage):
    """A list, soonest first; ``r`` renews, Enter goes to all releases of that participant."""

    SCOPE = Scope.ENDINGS
    DEFAULT_CSS = """
    EndingsScreen { background: $background; layout: vertical; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Scope.ENDINGS),
        Binding("escape", "leave", "back", show=False),
        Binding("question_mark", "help", "help", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.releases: tuple[Release, ...] = ()

    def compose(self) -> ComposeResult:
        """What it is, the list, what was said, and the keys."""
        yield Line(
            Text.assemble(" ", cell("Releases that end soon", "strong"), cell(" · and who renews them", "quiet"))
        )
        yield Rule()
        yield LineTable()
        yield Rule()
        yield Line(id="said")
        yield Footer(id="footer")

    def on_mount(self) -> None:
        """Read the list."""
        self.query_one(LineTable).focus()
        self.show_footer()
        self.read_page()

    @property
    def here(self) -> Release | None:
        """The release under the cursor."""
        row = self.query_one(LineTable).cursor_row
        return self.releases[row] if 0 <= row < len(self.releases) else None

    @work(exclusive=True, group="releases")
    async def read_page(self) -> None:
        """Read the list and draw it; the cursor stays on its release."""
        from casetable.queries.consent import endings

        try:
            self.releases = await self.casetable.at_seat(endings)
        except CasetableError as error:
            self.say(sentence_of(error), wrong=True)
            return
        if not self.is_attached:
            return
        labels = ("release", "participant", "from", "to", "category", "last day", "renews")
        self.query_one(LineTable).fill(labels, ((one.release, self._cells(one)) for one in self.releases))
        if not self.releases:
            self.say("No release ends within the time of warning that is not renewed already.")
        self.show_footer()

    def _cells(self, one: Release) -> list[Text]:
        terms, loaded = one.terms, self.casetable.loaded
        left = (terms.until - loaded.today).days if terms.until and loaded is not None else 0
        last = f"{say_day(terms.until)}, {_days(left)}" if terms.until else ""
        return [
            cell(one.release, "strong"),
            cell(one.participant),
            cell(terms.discloser),
            cell(terms.receiver),
            cell(terms.category.label),
            cell(last),
            cell(cut(one.renews or "nobody yet", 24), "quiet"),
        ]

    def _whose(self) -> Participant | None:
        loaded, here = self.casetable.loaded, self.here
        if loaded is None or here is None:
            return None
        return next((one for one in loaded.participants if one.participant == here.participant), None)

    @work
    async def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Enter or a click: all releases of that participant."""
        from casetable.screens.releases import ReleasesScreen

        whose = self._whose()
        if whose is not None:
            await self.app.push_screen_wait(ReleasesScreen(whose))
            self.read_page()


def _days(left: int) -> str:
    if left == 0:
        return "today"
    return "tomorrow" if left == 1 else f"in {left} days"
