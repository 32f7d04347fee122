"""How the releases of one participant are drawn: a grid of who may hear what, and what stands behind a cell."""

from dataclasses import replace

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.widgets import DataTable

from casetable.errors import CasetableError, NotFound
from casetable.screens.cell import cell, cut
from casetable.screens.command_table import Scope
from casetable.screens.commands import BY_ID
from casetable.screens.hints import sentence_of
from casetable.screens.lines import Footer, Line, Rule, Said
from casetable.screens.release_grid import Cell, Eyes, Grid, Key, Mark, cell_words
from casetable.screens.release_lines import behind_cell
from casetable.screens.release_page import ReleasePage
from casetable.screens.tables import CellTable, LineTable
from casetable.values.participants import Participant, Release
from casetable.words import Category, Role

_NAME, _LEAST = 24, 12
_WIDE, _FEW = 100, 2
"""Agencies' names stand beside their codes on a wide glass, and where there are few columns."""


class ReleasesView(ReleasePage):
    """What stands on the page, and where the reader is. What its keys do is releases.py's."""

    SCOPE = Scope.RELEASES
    DEFAULT_CSS = """
    ReleasesView { background: $background; layout: vertical; }
    """

    def __init__(self, participant: Participant) -> None:
        super().__init__()
        self.participant = participant
        self.releases: tuple[Release, ...] = ()
        self.marks: dict[Key, Mark] = {}
        self.discloser: str | None = None
        self.grid = Grid((), (), Eyes())
        self._added: list[Category] = []
        self._behind: tuple[Release, ...] = ()

    def compose(self) -> ComposeResult:
        """Who it is about, who tells, the grid, what stands behind a cell, what was said, and the keys."""
        yield Line(self._title(), id="title")
        yield Line(id="from")
        yield Rule()
        yield CellTable(id="grid")
        yield Rule()
        yield LineTable(id="behind")
        yield Said(id="said")
        yield Footer(id="footer")

    def on_mount(self) -> None:
        """Read the releases."""
        self.query_one("#grid", CellTable).focus()
        self.show_footer()
        self.read_page()

    def _title(self) -> Text:
        who = " ".join(part for part in (self.participant.participant, self.participant.name) if part)
        return Text.assemble(" ", cell("Releases", "strong"), cell(f" · {who}"))

    def facts(self) -> dict[str, str]:
        """What the command-line twins are filled with."""
        return {"participant": self.participant.participant, **super().facts()}

    # what stands here

    @property
    def here(self) -> Release | None:
        """The release under the cursor of the list behind the cell; the newest that stands comes first."""
        row = self.query_one("#behind", LineTable).cursor_row
        return self._behind[row] if 0 <= row < len(self._behind) else None

    @property
    def is_in_list(self) -> bool:
        """The cursor stands in the list behind the cell."""
        return self.query_one("#behind", LineTable).has_focus

    def renewing(self) -> tuple[Release, ...]:
        """In the grid all of a cell that stand and have an end; in the list the one under the cursor."""
        one = self.cell_here
        ending = tuple(each for each in one.standing if each.terms.until or each.ends_when) if one is not None else ()
        return super().renewing() if self.is_in_list or not ending else ending

    @property
    def cell_here(self) -> Cell | None:
        """The cell under the cursor."""
        row, column = self.query_one("#grid", CellTable).place
        if row < len(self.grid.receivers) and column < len(self.grid.categories):
            return self.grid.cells[self.grid.receivers[row], self.grid.categories[column]]
        return None

    @property
    def _teller(self) -> str:
        """Who tells: an agency's code, or nothing for every agency. At first all for whom one may record."""
        loaded = self.casetable.loaded
        if self.discloser is None and loaded is not None:
            return "" if self._is_for_all else loaded.seat.agency
        return self.discloser or ""

    @property
    def _is_for_all(self) -> bool:
        """This seat records and revokes for every agency: it proposed the participant, or coordinates."""
        loaded = self.casetable.loaded
        return loaded is not None and (
            loaded.seat.agency == self.participant.agency or Role.COORDINATOR in loaded.seat.roles
        )

    @work(exclusive=True, group="releases")
    async def read_page(self) -> None:
        """Read the releases and draw them; the cursor and the marks stay."""
        from casetable.queries.consent import releases
        from casetable.queries.participants import participant

        ref = self.participant.participant
        try:
            read = await self.casetable.at_seat(lambda seat: (participant(seat, ref), releases(seat, ref)))
        except NotFound as error:
            read = replace(self.participant, name=None), ()
            self.say(sentence_of(error), wrong=True)
        except CasetableError as error:
            self.say(sentence_of(error), wrong=True)
            return
        if not self.is_attached:
            return
        had_name = self.participant.name is not None
        self.participant, self.releases = read
        self.query_one("#title", Line).show(self._title())
        self.draw()
        loaded = self.casetable.loaded
        if had_name and self.participant.name is None and loaded is not None:
            self.say_quietly(f"{ref} is not shared with {loaded.seat.agency} any more.")
        if not self.releases and not self.marks:
            ways = f": {self.key('release-mark')} marks what they allow, {self.key('release-add')} records it."
            self.say_quietly(f"No release on file{ways if self.may(BY_ID['release-add']) else '.'}")

    # drawing

    def draw(self) -> None:
        """Draw the grid and what stands behind the cell under the cursor."""
        loaded = self.casetable.loaded
        if loaded is None:
            return
        codes = [agency.agency for agency in loaded.agencies]
        eyes = Eyes(loaded.seat.agency, self._teller, self._is_for_all)
        self.grid = Grid(self.releases, codes, eyes, self._added)
        self.marks = {key: mark for key, mark in self.marks.items() if _still_fits(self.grid.cells.get(key), mark)}
        names = {agency.agency: agency.name for agency in loaded.agencies}
        wide = self.app.size.width > _WIDE or len(self.grid.categories) <= _FEW
        self.query_one("#grid", CellTable).fill_cells(
            [category.label for category in self.grid.categories],
            [(self._receiver(code, names[code], wide=wide), self._row(code)) for code in self.grid.receivers],
            _LEAST,
        )
        self._show_from()
        self._show_behind()

    def _receiver(self, code: str, name: str, *, wide: bool) -> Text:
        return cell(cut(f"{code}  {name}" if wide else code, _NAME), "strong")

    def _row(self, receiver: str) -> list[Text]:
        loaded, everybody = self.casetable.loaded, not self._teller
        if loaded is None:
            return []
        return [
            cell_words(
                self.grid.cells[receiver, category],
                self.marks.get((receiver, category)),
                loaded.today,
                self.casetable.signs,
                everybody=everybody,
            )
            for category in self.grid.categories
        ]

    def _show_from(self) -> None:
        teller = f"From {self._teller}" if self._teller else "From every agency"
        ways = (
            ("release-from", "another"),
            ("release-column", "add a category"),
            ("release-refuse", "they said no"),
        )
        said = Text.assemble(" ", cell(teller, "strong"))
        for id, words in ways:
            if id == "release-from" or self.may(BY_ID["release-add"]):
                key = cell(self.key(id), "key")
                said.append("   ").append_text(key).append(" ").append_text(cell(words, "quiet"))
        self.query_one("#from", Line).show(said)

    def _show_behind(self) -> None:
        one = self.cell_here
        self._behind = one.releases if one is not None else ()
        loaded = self.casetable.loaded
        if loaded is not None:
            labels, rows = behind_cell(self._behind, loaded.today, self.app.size.width)
            self.query_one("#behind", LineTable).fill(labels, rows)
        self.show_footer()

    def on_data_table_cell_highlighted(self, event: DataTable.CellHighlighted) -> None:
        """The cursor moved in the grid."""
        self._show_behind()

    def on_descendant_focus(self) -> None:
        """The cursor went from the grid to the list or back: the footer names the keys of where it is."""
        self.show_footer()

    def action_leave(self) -> None:
        """From the list back to the grid, from the grid back to the participant."""
        grid = self.query_one("#grid", CellTable)
        if grid.has_focus or not self.query_one("#behind", LineTable).has_focus:
            self.dismiss(None)
        else:
            grid.focus()


def _still_fits(one: Cell | None, mark: Mark) -> bool:
    if one is None:
        return False
    return bool(one.missing if mark is Mark.RECORD else one.revocable)
