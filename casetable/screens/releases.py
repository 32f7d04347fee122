"""The releases of one participant: space marks cells, one sheet records the lot, and revoking is asked about first."""

from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from casetable.errors import CasetableError
from casetable.screens import release_sheets as sheets
from casetable.screens.asking import Choose, Confirm
from casetable.screens.command_table import Command, Scope
from casetable.screens.commands import bindings
from casetable.screens.hints import sentence_of
from casetable.screens.papers import TextScreen
from casetable.screens.release_grid import Key, Mark, said_of
from casetable.screens.release_lines import whole_words
from casetable.screens.releases_view import ReleasesView
from casetable.screens.sheet import Sheet
from casetable.screens.tables import CellTable
from casetable.words import CATEGORY_TAGS, Category, ReleaseState

_ASKS_FOR_CARE = frozenset({Category.MENTAL_HEALTH, Category.SUBSTANCE_USE})
"""Categories beside which it is said what is never typed."""
_OVER = frozenset({ReleaseState.REVOKED, ReleaseState.REFUSED})


class ReleasesScreen(ReleasesView):
    """A grid: space marks, ``a`` stores the lot with one day and method; ``x`` revokes after a yes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Scope.RELEASES),
        Binding("enter", "enter", "store or open", show=False, priority=True),
        Binding("escape", "leave", "back", show=False),
        Binding("question_mark", "help", "help", show=False),
    ]

    def action_enter(self) -> None:
        """In the grid store, in the list behind it open the release under the cursor."""
        if self.is_in_list:
            self._show_whole()
        else:
            self.action_command("release-add")

    def lacks(self, command: Command) -> bool:
        """Tell whether a command has nothing to work on: what is marked to be revoked is enough to revoke."""
        return super().lacks(command) and not (command.id == "release-revoke" and self._refs_to_revoke())

    def _show_whole(self) -> None:
        one, loaded = self.here, self.casetable.loaded
        if one is not None and loaded is not None:
            title = f"{one.release} of {one.participant}"
            self.app.push_screen(TextScreen(title, whole_words(one, loaded.today)))

    def do_release_mark(self) -> None:
        """Mark the cell, and go on to the next agency."""
        one = self.cell_here
        if one is None:
            return
        key = (one.receiver, one.category)
        mark = one.next_mark(self.marks.get(key))
        self.marks.pop(key, None)
        if mark is not None:
            self.marks[key] = mark
        self.draw()
        table = self.query_one("#grid", CellTable)
        if mark is Mark.RECORD:
            table.action_cursor_down()
        asks_for_care = one.category in _ASKS_FOR_CARE and mark is Mark.RECORD
        self.say(sheets.NEVER_TYPED if asks_for_care else self._said_of_marks())

    def _said_of_marks(self) -> str:
        told, ended = said_of(self.marks), self._refs_to_revoke()
        parts = [f"To record: {told}." if told else "", f"To revoke: {', '.join(ended)}." if ended else ""]
        said = " ".join(part for part in parts if part)
        return f"{said} {self.key('release-add')} stores it." if said else ""

    def _refs_to_revoke(self) -> list[str]:
        cells = [self.grid.cells[key] for key, mark in self.marks.items() if mark is Mark.REVOKE]
        return [each.release for one in cells for each in one.revocable]

    @work
    async def do_release_add(self) -> None:
        """Record what is marked, else the cell under the cursor; what is taken away is asked about first."""
        one = self.cell_here
        if not self.marks and one is not None and one.missing:
            self.marks[one.receiver, one.category] = Mark.RECORD
            self.draw()
        cells = [key for key, mark in self.marks.items() if mark is Mark.RECORD]
        ended = self._refs_to_revoke()
        if not cells and not ended:
            self.say(f"That is on file. {self.key('release-mark')} marks what to record or revoke.", wrong=True)
        elif ended and not await self._sure(ended):
            return
        elif cells:
            await self._record(cells, ended)
        elif await self.carry_out(sheets.revoke_only(self.participant.participant, ended)):
            self.marks.clear()

    async def _record(self, cells: list[Key], ended: list[str]) -> None:
        loaded, reference, teller = self.casetable.loaded, self.participant.participant, self._teller
        if loaded is None:
            return
        ends = f"; revokes {', '.join(ended)}" if ended else ""
        sheet = Sheet(
            f"{reference}, from {teller or 'every agency'}: {said_of(self.marks)}{ends}",
            sheets.LOT_FIELDS,
            lambda given: sheets.record(given, reference, cells, teller, ended, loaded.today),
            self.draft_of("record"),
            note=sheets.NEVER_TYPED if any(category in _ASKS_FOR_CARE for _, category in cells) else "",
        )
        if await self.ask_sheet(sheet):
            self.marks.clear()

    async def _sure(self, refs: list[str]) -> bool:
        from casetable.queries.revoking import reach_of_revoking

        try:
            reach = await self.casetable.at_seat(lambda seat: reach_of_revoking(seat, refs))
        except CasetableError as error:
            self.say(sentence_of(error), wrong=True)
            return False
        asked = f"Revoke {', '.join(refs)} of {self.participant.participant}?"
        sure = await self.app.push_screen_wait(Confirm(asked, sheets.reach_words(reach)))
        return sure is True

    @work
    async def do_release_revoke(self) -> None:
        """Revoke after a yes what is marked so, else the cell; in the list behind it the one under the cursor."""
        one, cell = self.here, self.cell_here
        marked = [] if self.is_in_list else self._refs_to_revoke()
        whole = [each.release for each in cell.revocable] if cell is not None and not self.is_in_list else []
        refs = marked or whole or ([one.release] if one is not None else [])
        if refs == [one.release if one else None] and one and one.state in _OVER:
            self.say(f"{one.release} is {one.state.label} already.", wrong=True)
        elif await self._sure(refs) and await self.carry_out(sheets.revoke_only(self.participant.participant, refs)):
            self.marks = {key: mark for key, mark in self.marks.items() if mark is not Mark.REVOKE}
            self.draw()

    @work
    async def do_release_refuse(self) -> None:
        """Write down a no to the cell under the cursor."""
        one, loaded = self.cell_here, self.casetable.loaded
        if one is None or loaded is None:
            return
        reference, where, teller = self.participant.participant, (one.receiver, one.category), self._teller
        sheet = Sheet(
            f"{reference} said no: {one.category.label} to {one.receiver}, from {teller or 'every agency'}",
            sheets.REFUSE_FIELDS,
            lambda given: sheets.refuse(given, reference, where, teller, loaded.today),
            self.draft_of("refuse"),
        )
        await self.ask_sheet(sheet)

    @work
    async def do_release_column(self) -> None:
        """Add a column."""
        if not self.grid.others:
            self.say("Every category has its column.")
            return
        choices = [(CATEGORY_TAGS[one][0], one.label, one) for one in self.grid.others]
        chosen = await self.app.push_screen_wait(Choose("Which category?", choices))
        if chosen is None:
            return
        self._added.append(chosen)
        self.draw()
        table = self.query_one("#grid", CellTable)
        table.go(table.place[0], self.grid.categories.index(chosen))
        if chosen in _ASKS_FOR_CARE:
            self.say(sheets.NEVER_TYPED)

    def do_release_from(self) -> None:
        """Go on to the next who tells; marks belong to one teller and are taken off."""
        loaded = self.casetable.loaded
        if loaded is None:
            return
        around = ["", *(agency.agency for agency in loaded.agencies)]
        self.discloser = around[(around.index(self._teller) + 1) % len(around)]
        had_marks = bool(self.marks)
        self.marks.clear()
        self.draw()
        self.say("The marks are taken off: they belong to one teller." if had_marks else "")
