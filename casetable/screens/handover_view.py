"""How a handover is drawn: all that somebody has, with who takes each of it, and what becomes of it."""

from collections.abc import Mapping
from datetime import date

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import DataTable, Static

from casetable.errors import CasetableError
from casetable.rules.dates import say_day
from casetable.screens.cell import cell, cut
from casetable.screens.command_table import Command, Fits, Need, Scope
from casetable.screens.commands import BY_ID
from casetable.screens.desk import Desk
from casetable.screens.handover_forms import LAST_DAY, REST
from casetable.screens.handover_lines import LABELS, Bundle, below, bundles, rows
from casetable.screens.hints import in_keys
from casetable.screens.load import Loaded
from casetable.screens.tables import LineTable
from casetable.values.handover import Handover, Thing
from casetable.values.people import Person

_SHARED = 2
"""Commands that every footer ends with."""


class HandoverView(Desk):
    """What stands on the page, and where the reader is. What its keys do is handover.py's."""

    SCOPE = Scope.HANDOVER
    DEFAULT_CSS = """
    HandoverView #empty { height: auto; padding: 1 1; display: none; }
    HandoverView.-empty #empty { display: block; }
    HandoverView.-empty LineTable { height: 1; }
    HandoverView #more { height: 2; padding: 0 1; }
    """

    def __init__(self, person: Person) -> None:
        super().__init__()
        self.person = person
        self.found: Handover | None = None
        self.listed: tuple[Bundle, ...] = ()

    def compose_body(self) -> ComposeResult:
        """The list."""
        yield LineTable()
        yield Static(id="empty")

    def compose_below(self) -> ComposeResult:
        """The whole of what is under the cursor, and what becomes of it."""
        yield Static(id="more")

    @property
    def table(self) -> LineTable:
        """The list."""
        return self.query_one(LineTable)

    def body_widget(self) -> Widget:
        """The list."""
        return self.table

    # what stands here

    @property
    def things(self) -> tuple[Thing, ...]:
        """What they have; nothing before it was read."""
        return self.found.things if self.found is not None else ()

    @property
    def here(self) -> Bundle | None:
        """What is under the cursor."""
        row = self.table.cursor_row if self.is_composed else -1
        return self.listed[row] if 0 <= row < len(self.listed) else None

    @property
    def kept(self) -> dict[str, str]:
        """Who takes what (a person id by a thing's key; empty: nobody), the rest, and the last day. The app's own."""
        return self.casetable.sheet_drafts.setdefault(f"leave {self.person.id}", {})

    @property
    def taken(self) -> Mapping[str, Person]:
        """Who takes what, by its key, as far as both are still here."""
        here = {one.id: one for one in (self.loaded.people if self.loaded else ())}
        kept = self.kept
        ids = {one.key: kept.get(one.key, kept.get(REST, "")) for one in self.things if one.assignable}
        return {key: here[id] for key, id in ids.items() if id in here}

    @property
    def last_day(self) -> date:
        """Their last day: today, unless another was said."""
        today = self.loaded.today if self.loaded is not None else date.max
        said = self.kept.get(LAST_DAY)
        return date.fromisoformat(said) if said else today

    def has(self) -> frozenset[Need]:
        """Something that somebody can take, where it is under the cursor."""
        one = self.here
        return frozenset({Need.THING} if one is not None and one.first.assignable else ())

    def fitting(self) -> frozenset[Fits]:
        """Whether somebody can take it, and does."""
        one = self.here
        found = {Fits.HELD} if one is not None and one.first.assignable else set()
        return frozenset(found | ({Fits.TAKEN} if one is not None and one.key in self.taken else set()))

    def facts(self) -> dict[str, str]:
        """What the command-line twins are filled with."""
        return {"person": f'"{self.person.person}"'}

    def jump(self, reference: str) -> bool:
        """Put the cursor on a thing by its reference."""
        return self.table.go_to(reference)

    # reading and drawing

    def show_body(self, loaded: Loaded) -> None:
        """Read what they have whenever everything is read again."""
        self._read()

    @work(exclusive=True, group="handover")
    async def _read(self) -> None:
        from casetable.queries.handover import handover

        who = self.person.id
        try:
            found = await self.casetable.at_seat(lambda seat: handover(seat, who))
        except CasetableError as error:
            self.say(error.sentence, in_keys(error.hint), wrong=True)
            return
        if self.is_attached:
            self.found, self.listed = found, bundles(found.things)
            self.draw()

    def draw(self) -> None:
        """Draw what was read."""
        found = self.found
        if found is None or not self.is_composed:
            return
        lines = rows(self.listed, self.taken, self.app.size.width)
        self.table.fill(LABELS if lines else (), lines)
        self.set_class(not lines, "-empty")
        self.query_one("#empty", Static).update(cell(self._nothing(found)))
        self._show_frame(self.loaded)
        self._tell()

    def _nothing(self, found: Handover) -> str:
        if found.things:
            return ""
        held = "left nothing" if found.left_on is not None else "has nothing at the table"
        more = in_keys(found.elsewhere)
        said = f"{found.person} {held}{' that you may see' if more else ''}."
        leaves = BY_ID["hand-over"]
        return f"{said} {more}" if more else f"{said} x: they leave." if self.may(leaves) else said

    def second_line(self, loaded: Loaded) -> tuple[Text, Text]:
        """Who leaves, on which day; how much is unassigned."""
        found, name = self.found, self.person.person
        if found is None:
            return cell(f" {name}", "strong"), cell("reading … ", "quiet")
        if found.left_on is not None:
            what = f" · left on {say_day(found.left_on)}, {found.agency}"
        elif self.may(BY_ID["hand-over"]):
            what = f" · leaves; last day {say_day(self.last_day)}"
        else:
            what = f" · what they have at the table, {found.agency}"
        right = self._count()
        room = max(self.app.size.width - len(right) - len(what) - 2, 12)
        return Text.assemble(" ", cell(cut(name, room), "strong"), cell(what, "quiet")), cell(right, "quiet")

    def _count(self) -> str:
        if not self.things:
            return ""
        unassigned = sum(one.assignable for one in self.things) - len(self.taken)
        return f"{len(self.things)} {'thing' if len(self.things) == 1 else 'things'} · {unassigned} unassigned "

    def _tell(self) -> None:
        self.show_footer()
        one = self.here
        width = self.app.size.width - 2
        more = below(one, self.taken.get(one.key), self.person.agency, width) if one is not None else ""
        self.query_one("#more", Static).update(more)

    def footer_commands(self) -> tuple[Command, ...]:
        """Esc goes back to the list; enter opens, where nothing is handed over."""
        commands = super().footer_commands()
        opens = () if len(commands) > _SHARED or not self.things else (BY_ID["open"],)
        return (*commands[:-_SHARED], *opens, BY_ID["back"], commands[-1])

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """The cursor moved."""
        self._tell()

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Enter or a click."""
        self.action_command("open")

    def on_resize(self) -> None:
        """Cut the list for the new width."""
        self.draw()
