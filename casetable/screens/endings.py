"""The work-list of endings: which releases end soon, and who renews them."""

from datetime import date
from typing import ClassVar

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import DataTable

from casetable.errors import CasetableError
from casetable.rules.dates import say_date
from casetable.screens.cell import cell, cut
from casetable.screens.command_table import Scope
from casetable.screens.commands import bindings
from casetable.screens.hints import sentence_of
from casetable.screens.lines import Footer, Line, Rule
from casetable.screens.release_page import ReleasePage
from casetable.screens.tables import LineTable
from casetable.values.participants import Participant, Release
from casetable.words import Category, Role


class EndingsScreen(ReleasePage):
    """A list, soonest first; ``r`` renews a line in one entry, Enter goes to all releases of that participant."""

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
        self.groups: tuple[tuple[Release, ...], ...] = ()

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
        from casetable.queries.consent import endings

        try:
            found = await self.casetable.at_seat(endings)
        except CasetableError as error:
            self.say(sentence_of(error), wrong=True)
            return
        if not self.is_attached:
            return
        groups: dict[tuple[str, Category, date | None, str], tuple[Release, ...]] = {}
        for one in found:
            key = (one.participant, one.terms.category, one.terms.until, one.renews)
            groups[key] = (*groups.get(key, ()), one)
        self.groups = tuple(groups.values())
        labels = ("participant", "category", "last day", "renews", "from", "to", "releases")
        self.query_one(LineTable).fill(labels, ((each[0].release, self._cells(each)) for each in self.groups))
        if not self.groups:
            self.say_quietly("No release ends within the time of warning that is not renewed already.")
        self.show_footer()

    def _cells(self, group: tuple[Release, ...]) -> list[Text]:
        one, loaded = group[0], self.casetable.loaded
        until = one.terms.until
        left = (until - loaded.today).days if until and loaded is not None else 0
        tells = ", ".join(sorted({each.terms.discloser for each in group}))
        hears = ", ".join(sorted({each.terms.receiver for each in group}))
        return [
            cell(one.participant, "strong"),
            cell(one.terms.category.label),
            cell(f"{say_date(until, loaded.today)}, {_days(left)}" if until and loaded is not None else ""),
            cell(cut(one.renews or "nobody yet", 20)),
            cell(cut(tells, 16), "quiet"),
            cell(cut(hears, 16), "quiet"),
            cell(one.release if len(group) == 1 else str(len(group)), "quiet"),
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
