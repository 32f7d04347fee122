"""Where everything is, in calm lines; ``b`` backs the table up, ``v`` verifies it, both while others work."""

import asyncio
from typing import TYPE_CHECKING, ClassVar, cast

from rich.table import Table
from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from casetable.errors import CasetableError
from casetable.rules.sizes import say_bytes
from casetable.rules.whereabouts import whereabouts_lines
from casetable.screens.allowed import why_not_here
from casetable.screens.cell import cell, lines_of
from casetable.screens.command_table import Command, Scope
from casetable.screens.commands import BY_ID, bindings
from casetable.screens.hints import sentence_of
from casetable.screens.lines import Footer, Line, Rule
from casetable.screens.papers import HelpScreen, Paper

if TYPE_CHECKING:
    from casetable.screens.app import CasetableApp
    from casetable.values.backups import Opened, Whereabouts

_NAMES = 12
_RESTORE = (
    ("Restore", "leave the app everywhere, then type"),
    ("", "casetable restore FILE --replace"),
    ("Never cp", "a table in use: its newest changes are in the -wal"),
)


class FilesScreen(Paper):
    """The files of a table. ``at_once`` names a command of this screen that is done as soon as it opens."""

    DEFAULT_CSS = """
    FilesScreen #said { padding: 0 1; max-height: 4; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Scope.FILES),
        Binding("question_mark", "help", "help", show=False),
    ]

    def __init__(self, at_once: str = "") -> None:
        super().__init__()
        self._at_once = at_once
        self._is_busy = False

    @property
    def casetable(self) -> "CasetableApp":
        """The app, by its own type."""
        return cast("CasetableApp", self.app)

    def compose(self) -> ComposeResult:
        """The frame; the lines come when the table was asked."""
        yield Line(Text.assemble(" ", cell("Files", "strong"), cell(" · where everything is", "quiet")))
        yield Rule()
        with VerticalScroll():
            yield Static(cell("reading …", "quiet"), id="told")
        yield Rule()
        yield Static(id="said")
        yield Footer(id="footer")

    def on_mount(self) -> None:
        """Ask the table in a thread."""
        self.query_one(VerticalScroll).focus()
        shown = [BY_ID[one] for one in ("backup", "verify", "help", "back") if not self._refusal(BY_ID[one])]
        self.query_one(Footer).show_keys(shown, self.casetable.keymap)
        self._read()
        if self._at_once:
            self.action_command(self._at_once)

    def action_help(self) -> None:
        """Say what the keys do."""
        self.app.push_screen(HelpScreen(Scope.FILES, self.casetable.keymap, {}, self._refusal))

    def action_command(self, id: str) -> None:
        """Back up or verify, one at a time."""
        if refused := self._refusal(BY_ID[id]):
            self._say(refused, wrong=True)
        elif self._is_busy:
            self._say("One moment: the last one is still at work.")
        else:
            self._is_busy = True
            self._back_up() if id == "backup" else self._verify()

    def _refusal(self, command: Command) -> str:
        """Why who sits here may not; empty when they may. A table that can only be read can be backed up."""
        loaded = self.casetable.loaded
        return "" if loaded is None else why_not_here(command.id, loaded.seat.roles)

    @work(exclusive=True, group="where")
    async def _read(self) -> None:
        from casetable.jobs.whereabouts import around

        app = self.casetable
        try:
            found = await asyncio.to_thread(around, app.table, app.clock)
        except CasetableError as error:
            self._say(sentence_of(error), wrong=True)
            return
        if self.is_attached:
            self.query_one("#told", Static).update(_page(*found))

    @work(group="errands")
    async def _back_up(self) -> None:
        from casetable.jobs.backups import make_backup

        app = self.casetable
        self._say("Backing up …")
        try:
            made = await asyncio.to_thread(make_backup, app.table, app.person, None, app.clock, self._progress)
        except CasetableError as error:
            self._say(sentence_of(error), wrong=True)
            return
        finally:
            self._is_busy = False
        said = f"Backed up and checked: {made.contents.head_seq:,} entries, {say_bytes(made.size)}."
        self._say(f"{said} {made.unrecorded}".strip())
        self._read()
        await app.read()

    def _progress(self, done: int, there: int) -> None:
        self.app.call_from_thread(self._say, f"Backing up … {100 * done // max(there, 1)} %")

    @work(group="errands")
    async def _verify(self) -> None:
        from casetable.queries.verify import verify

        self._say("Verifying …")
        try:
            found = await self.casetable.at_seat(verify)
        except CasetableError as error:
            self._say(sentence_of(error), wrong=True)
            return
        finally:
            self._is_busy = False
        if found.problems:
            more = f" And {len(found.problems) - 1} more: casetable verify lists them." if found.problems[1:] else ""
            self._say(f"{found.problems[0]}{more}", wrong=True)
        else:
            self._say(f"All is well: {found.entries:,} entries, {found.rows:,} rows, {found.tasks:,} tasks verified.")

    def _say(self, sentence: str, *, wrong: bool = False) -> None:
        if self.is_attached:
            self.query_one("#said", Static).update(lines_of(sentence, "late" if wrong else "plain"))


def _page(found: "Whereabouts", opened: "Opened") -> Table:
    page = Table.grid(padding=(0, 1))
    page.add_column(width=_NAMES)
    page.add_column(overflow="fold")
    for name, words in (*whereabouts_lines(found, opened), *_RESTORE):
        page.add_row(cell(name, "quiet"), lines_of(words))
    return page
