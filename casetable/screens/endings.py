"""The work-list of endings: which releases end soon, and who renews them."""

from datetime import date
from typing import ClassVar

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import DataTable, Static

from casetable.errors import CasetableError
from casetable.screens.cell import cell, lines_of
from casetable.screens.command_table import Scope
from casetable.screens.commands import bindings
from casetable.screens.hints import sentence_of
from casetable.screens.lines import Footer, Line, Rule, Said
from casetable.screens.release_lines import about_to_end, group_words
from casetable.screens.release_page import ReleasePage
from casetable.screens.tables import LineTable
from casetable.values.participants import Participant, Release
from casetable.words import Category, Role


class EndingsScreen(ReleasePage):
    """A list, soonest first; ``r`` renews a line in one entry, Enter goes to all releases of that participant."""

    SCOPE = Scope.ENDINGS
    DEFAULT_CSS = """
    EndingsScreen { background: $background; layout: vertical; }
    EndingsScreen #whole { height: 3; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Scope.ENDINGS),
        Binding("escape", "leave", "back", show=False),
        Binding("question_mark", "help", "help", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.groups: tuple[tuple[Release, ...], ...] = ()

    def compose(self) -> ComposeResult:
        """What it is, the list, its line under the cursor whole, what was said, and the keys."""
        yield Line(_head(""), id="head")
        yield Rule()
        yield LineTable()
        yield Rule()
        yield Static(id="whole")
        yield Said(id="said")
        yield Footer(id="footer")

    def on_mount(self) -> None:
        """Read the list."""
        self.query_one(LineTable).focus()
        self.show_footer()
        self.read_page()

    @property
    def group_here(self) -> tuple[Release, ...]:
        """The releases of the line under the cursor."""
        row = self.query_one(LineTable).cursor_row
        return self.groups[row] if 0 <= row < len(self.groups) else ()

    @property
    def here(self) -> Release | None:
        """The first release of the line under the cursor."""
        return next(iter(self.group_here), None)

    def renewing(self) -> tuple[Release, ...]:
        """All of the line that this seat may renew; all where it may none, so that the reason is said."""
        loaded, whose = self.casetable.loaded, self._whose()
        if loaded is None or whose is None:
            return self.group_here
        seat = loaded.seat
        if seat.agency == whose.agency or Role.COORDINATOR in seat.roles:
            return self.group_here
        own = tuple(one for one in self.group_here if seat.agency == one.terms.discloser or seat.name == one.renews)
        return own or self.group_here

    @work(exclusive=True, group="releases")
    async def read_page(self) -> None:
        """Read the list and draw it; the cursor stays on its line."""
        from casetable.queries.consent import endings, warning

        try:
            found = await self.casetable.at_seat(endings)
            warned = await self.casetable.at_seat(warning)
        except CasetableError as error:
            self.say(sentence_of(error), wrong=True)
            return
        if not self.is_attached:
            return
        self.query_one("#head", Line).show(_head(warned))
        groups: dict[tuple[str, Category, date | None, str], tuple[Release, ...]] = {}
        for one in found:
            key = (one.participant, one.terms.category, one.terms.until, one.renews)
            groups[key] = (*groups.get(key, ()), one)
        self.groups = tuple(groups.values())
        self._draw()

    def _draw(self) -> None:
        loaded = self.casetable.loaded
        if loaded is None:
            return
        labels, rows = about_to_end(self.groups, loaded.today, self.app.size.width)
        self.query_one(LineTable).fill(labels, rows)
        if not self.groups:
            self.say_quietly("No release ends within the time of warning that is not renewed already.")
        self._show_whole()

    def _show_whole(self) -> None:
        self.query_one("#whole", Static).update(lines_of(group_words(self.group_here), "quiet"))
        self.show_footer()

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """The cursor moved in the list."""
        self._show_whole()

    def on_resize(self) -> None:
        """Cut the list for the new width."""
        if self.query(LineTable):
            self._draw()

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


def _head(warned: str) -> Text:
    """What the page is, and how early an end is named, as agreed."""
    said = f" · {warned}" if warned else " · and who renews them"
    return Text.assemble(" ", cell("Releases that end soon", "strong"), cell(said, "quiet"))
