"""Choosing participants from an HMIS export: a filter, a list, a mark; nothing is stored before it is confirmed."""

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import DataTable, Input

from casetable.screens.cell import Signs, cell, cut
from casetable.screens.command_table import Scope
from casetable.screens.commands import bindings
from casetable.screens.fields import LineField
from casetable.screens.lines import Line, Rule, joined
from casetable.screens.papers import LinesScreen
from casetable.screens.tables import LineTable
from casetable.values.hmis import HmisClient, HmisExport, HmisUpdate
from casetable.words import Sign

PATIENCE = 0.15
"""Seconds without a key before the list is filtered."""
MOST_ROWS = 500


class PickScreen(ModalScreen[tuple[HmisClient, ...] | HmisUpdate | None]):
    """The clients of an export; dismisses with those chosen, in its order, or with ``update`` to look at it."""

    DEFAULT_CSS = """
    PickScreen { background: $background; layout: vertical; }
    PickScreen Input { margin: 0 1; background: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Scope.PICK),
        Binding("slash", "filter", "filter", show=False),
        Binding("enter", "propose", "propose", show=False),
        Binding("escape", "leave", "back", show=False),
        Binding("question_mark", "help", "help", show=False),
    ]

    def __init__(self, export: HmisExport, signs: Signs, update: HmisUpdate | None = None) -> None:
        """``update`` is what the export says about those at the table; None where no table is open."""
        super().__init__()
        self.export = export
        self.signs = signs
        self.update_found = update
        self.picked: set[str] = set()
        self.shown: list[HmisClient] = []
        self._patience: Timer | None = None

    def compose(self) -> ComposeResult:
        """What the export holds, the filter, the list, what is chosen, and the keys."""
        yield Line(self._heading())
        yield Line(self._counts())
        yield Rule()
        yield LineField("", placeholder="/ filters by name, PersonalID or project")
        yield LineTable()
        yield Rule()
        yield Line(id="said")
        yield Line(cell(f" space choose   / filter   p problems{self._again()}   enter propose   esc back", "quiet"))

    def on_mount(self) -> None:
        """Show everybody."""
        self._fill()
        self.query_one(LineTable).focus()

    def _again(self) -> str:
        found = self.update_found
        return f"   d differences ({len(found.differences)})" if found is not None and found.met else ""

    def _heading(self) -> Text:
        version = self.export.csv_version or "an unknown version"
        return Text.assemble(" ", cell("HMIS export", "strong"), cell(f" · {version}", "quiet"))

    def _counts(self) -> Text:
        export = self.export
        counts = (
            (len(export.clients), "clients"),
            (export.enrollments, "enrollments"),
            (export.open_enrollments, "open"),
            (export.households, "households"),
            (len(export.problems), "problems"),
        )
        return Text(" ").append_text(joined(cell(f"{count:,} {word}", "quiet") for count, word in counts))

    def _fill(self) -> None:
        if not self.is_attached:
            return
        words = self.query_one(Input).value.casefold().split()
        matching = [client for client in self.export.clients if all(word in _searched(client) for word in words)]
        self.shown = matching[:MOST_ROWS]
        labels = ("", "who", "born", "open", "projects")
        self.query_one(LineTable).fill(labels, ((one.personal_id, self._cells(one)) for one in self.shown))
        self._say(f"{len(self.shown):,} of {len(matching):,} shown" if len(matching) > MOST_ROWS else "")

    def _cells(self, client: HmisClient) -> list[Text]:
        style = "plain" if client.may_be_proposed else "quiet"
        born = "a minor" if not client.may_be_proposed else str(client.year_of_birth or "ask")
        return [
            self._mark(client),
            cell(cut(client.display, 28), style),
            cell(born, style),
            cell(str(client.open_enrollments), "quiet"),
            cell(cut(", ".join(client.projects), 30), "quiet"),
        ]

    def _mark(self, client: HmisClient) -> Text:
        return cell(self.signs.draw(Sign.DONE) if client.personal_id in self.picked else " ", "key")

    def _say(self, words: str, *, wrong: bool = False) -> None:
        chosen = cell(f" {len(self.picked)} chosen", "strong")
        said = cell(f"   {words}", "late" if wrong else "quiet")
        self.query_one("#said", Line).show(chosen.append_text(said))

    # keys

    def action_command(self, id: str) -> None:
        """Choose, look at the problems, or at what is said differently about those at the table."""
        if id == "pick":
            self._toggle()
        elif id == "differences":
            self._look_at_differences()
        else:
            problems = [f"{one.file}:{one.line}  {one.problem}" for one in self.export.problems]
            self.app.push_screen(LinesScreen(f"{len(problems):,} lines that need a look", problems))

    def _look_at_differences(self) -> None:
        if self.update_found is None or not self.update_found.met:
            self._say("Nobody whom you know at this table is in this export.", wrong=True)
        else:
            self.dismiss(self.update_found)

    def _toggle(self) -> None:
        table = self.query_one(LineTable)
        if not 0 <= table.cursor_row < len(self.shown):
            return
        client = self.shown[table.cursor_row]
        if not client.may_be_proposed:
            self._say("A minor cannot be proposed: the agreement names nobody who consents.", wrong=True)
            return
        self.picked ^= {client.personal_id}
        table.update_cell(client.personal_id, "mark", self._mark(client))
        self._say(
            "Whether they are 18 is to be asked." if client.must_ask and client.personal_id in self.picked else ""
        )
        table.action_cursor_down()

    def action_filter(self) -> None:
        """Type into the filter."""
        self.query_one(Input).focus()

    def action_leave(self) -> None:
        """From the filter back to the list, from the list back to the participants."""
        table = self.query_one(LineTable)
        if table.has_focus:
            self.dismiss(None)
        else:
            table.focus()

    def action_propose(self) -> None:
        """Take those chosen; what they are proposed with is asked next."""
        if self.picked:
            self.dismiss(tuple(client for client in self.export.clients if client.personal_id in self.picked))
        else:
            self._say("Nobody is chosen yet: space chooses who is under the cursor.", wrong=True)

    def action_help(self) -> None:
        """Say what the keys do."""
        from casetable.screens.papers import HelpScreen

        self.app.push_screen(HelpScreen(Scope.PICK, {}, {}))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Wait until the typing pauses, then filter."""
        if self._patience is not None:
            self._patience.stop()
        self._patience = self.set_timer(PATIENCE, self._fill)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the filter goes to the list."""
        event.stop()
        self.query_one(LineTable).focus()

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Enter in the list."""
        self.action_propose()


def _searched(client: HmisClient) -> str:
    return f"{client.name} {client.personal_id} {' '.join(client.projects)}".casefold()
