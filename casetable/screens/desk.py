"""What every working screen has: the frame's lines, the entry, the footer, and how commands and errands run."""

from typing import ClassVar

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget

from casetable.screens import frame
from casetable.screens.allowed import may_do, why_not_here
from casetable.screens.cell import cell
from casetable.screens.command_table import Command, Fits, Need, Scope
from casetable.screens.commands import BY_ID, footer, key_of
from casetable.screens.entry import Entry, entry_keys
from casetable.screens.errands import Errands
from casetable.screens.lines import Footer, Line, Rule, Said
from casetable.screens.load import Loaded

SHORT = 16
"""With fewer lines than this the body comes before the lines below it."""
OF_THE_APP = frozenset({"week", "participants", "conference", "agreement", "quit"})
"""Commands that the app itself does, from whichever screen they are asked for."""


class Desk(Errands):
    """A screen of one mode. Subclasses draw the body and answer its commands as ``do_<id>``."""

    SCOPE: ClassVar[Scope]
    AUTO_FOCUS = None
    DEFAULT_CSS = """
    Desk { background: $background; layout: vertical; }
    Desk #body { height: 1fr; }
    Desk #below { height: auto; }
    Desk #below.-typing { display: none; }
    """

    def compose(self) -> ComposeResult:
        """The frame first: it is painted before anything was read."""
        yield Line(id="top")
        yield Line(id="second")
        yield from self.compose_above()
        yield Rule()
        with Vertical(id="body"):
            yield from self.compose_body()
        yield Rule(id="foot-rule")
        with Vertical(id="below"):
            yield from self.compose_below()
        yield Entry(id="entry")
        yield Said(id="status")
        yield Footer(id="footer")

    def compose_above(self) -> ComposeResult:
        """Lines between the frame and the body."""
        yield from ()

    def compose_body(self) -> ComposeResult:
        """The body."""
        yield from ()

    def compose_below(self) -> ComposeResult:
        """Lines between the body and the entry."""
        yield from ()

    # what subclasses say

    def show_body(self, loaded: Loaded) -> None:
        """Draw what was read."""

    def body_widget(self) -> Widget | None:
        """The widget that the letters belong to; it takes the focus back from the entry."""
        return None

    def has(self) -> frozenset[Need]:
        """What is under the cursor."""
        return frozenset()

    def come_again(self) -> None:
        """The key of this mode was pressed while it stands here already."""

    def asks_to_quit(self) -> bool:
        """Ask whether to leave casetable; False where that needs no question."""
        return False

    def jump(self, reference: str) -> bool:
        """Put the cursor on what has a reference; False when it does not stand here."""
        return False

    def fitting(self) -> frozenset[Fits]:
        """Which commands deserve the footer now."""
        return frozenset()

    # drawing

    @property
    def loaded(self) -> Loaded | None:
        """What was read last; None before the first time."""
        return self.casetable.loaded

    @property
    def scope_now(self) -> Scope:
        """Which keys mean something now; some screens have others for what stands there now."""
        return self.SCOPE

    @property
    def reads_only(self) -> str:
        """Why the table can be read here and not written; empty where it can be."""
        return self.casetable.table.partnership.reads_only

    @property
    def is_composed(self) -> bool:
        """True while its lines stand: not before they were put there, nor once they were taken away."""
        return bool(self.query(Footer))

    def show(self, loaded: Loaded) -> None:
        """Draw everything that was read; before its lines stand, that is left to on_mount."""
        if not self.is_composed:
            return
        self._show_frame(loaded)
        self.show_body(loaded)
        self.show_footer()

    def _show_frame(self, loaded: Loaded | None) -> None:
        facts, width = self.casetable.table.partnership, self.app.size.width
        self.query_one("#top", Line).show(*frame.top(facts, loaded, width))
        if loaded is not None:
            left, right = self.second_line(loaded)
            self.query_one("#second", Line).show(
                left, frame.not_connected() if self.casetable.reaching.is_lost else right
            )

    def second_line(self, loaded: Loaded) -> tuple[Text, Text]:
        """What the second line of the frame says: the week, and the next conference."""
        return frame.second(loaded)

    def show_reached(self) -> None:
        """Draw whether the table can be reached."""
        if self.is_composed:
            self._show_frame(self.loaded)

    def show_footer(self) -> None:
        """Draw the keys that work now; those of the line while one is typed."""
        form = self.entry.form
        if form is None:
            self.query_one(Footer).show_keys(self.footer_commands(), self.casetable.keymap)
        else:
            self.query_one(Footer).show_words(entry_keys(form))

    def footer_commands(self) -> tuple[Command, ...]:
        """The commands of the footer: what works now, for who sits here."""
        return footer(self.scope_now, self.fitting(), self.has(), self.may)

    def may(self, command: Command) -> bool:
        """Tell whether who sits here may use a command at all; before anything was read, everybody may."""
        return self.loaded is None or may_do(command.id, self.loaded.seat.roles, self.reads_only)

    def refusal(self, command: Command) -> tuple[str, str]:
        """Return why a command is refused before anything is typed, and what to do instead; empty when it is not."""
        if self.loaded is None:
            return "", ""
        return why_not_here(command.id, self.loaded.seat.roles, self.reads_only), ""

    def on_resize(self) -> None:
        """Cut the frame's first line for the new width; on a short glass the body takes lines from what is below."""
        if self.is_composed:
            self.set_class(self.app.size.height < SHORT, "-short")
            self._show_frame(self.loaded)

    def say(self, sentence: str, hint: str = "", *, wrong: bool = False) -> None:
        """Say a sentence above the footer; the next command clears it."""
        if not self.is_composed:
            return
        line = Text(" ")
        line.append_text(cell(sentence, "late" if wrong else "plain"))
        if hint:
            line.append(" ").append_text(cell(hint, "quiet"))
        self.query_one("#status", Said).show(line)

    @property
    def is_saying(self) -> bool:
        """True while something stands there: a receipt is not covered by what can wait."""
        return bool(self.query_one("#status", Said).left.plain.strip())

    def on_mount(self) -> None:
        """Paint the frame; data may be there already when a mode is opened later."""
        self._show_frame(self.loaded)
        self.show_footer()
        self._focus_body()
        if self.loaded is not None:
            self.show(self.loaded)

    def on_screen_suspend(self) -> None:
        """Another screen comes in front: what was said is not news any more when this one comes back."""
        self.say("")

    def on_screen_resume(self) -> None:
        """Show what was read while another screen was in front."""
        if self.loaded is not None:
            self.show(self.loaded)

    def _focus_body(self) -> None:
        body = self.body_widget()
        if body is not None:
            body.focus()

    # commands

    def action_command(self, id: str) -> None:
        """Do a command of the table, or say what it lacks."""
        command = BY_ID[id]
        self.say("")
        refused = self.refusal(command)
        if id in OF_THE_APP:
            self.casetable.action_command(id)
        elif self.loaded is None and command.scope is not Scope.EVERYWHERE:
            self.say("Still reading the table.")
        elif command.needs is not None and command.needs not in self.has():
            key = key_of(command, self.casetable.keymap)
            self.say(f"{key} ({command.label}) needs {command.needs.value}.", wrong=True)
        elif refused[0]:
            self.say(*refused, wrong=True)
        else:
            getattr(self, f"do_{id.replace('-', '_')}")()

    def do_undo(self) -> None:
        """Take back one's own newest change."""
        from casetable.actions.history import undo

        self.carry_out(undo, back="U does it again")

    def do_redo(self) -> None:
        """Do it again."""
        from casetable.actions.history import redo

        self.carry_out(redo)

    def do_reread(self) -> None:
        """Read everything again."""
        self.casetable.reload()
        self.say("Read again.")

    def do_help(self) -> None:
        """Say what every key does here."""
        from casetable.screens.papers import HelpScreen

        def refused(command: Command) -> str:
            return self.refusal(command)[0]

        self.app.push_screen(HelpScreen(self.scope_now, self.casetable.keymap, self.facts(), refused))

    def do_back(self) -> None:
        """Go back to the week; from there nowhere."""
        if self.entry.is_open:
            self.entry.action_leave()

    def do_open(self) -> None:
        """Open what is under the cursor."""

    def do_why(self) -> None:
        """Say why; only some screens have verdicts."""
        self.say("There is no number or date to explain here.")

    def do_previous(self) -> None:
        """Look one week back."""
        self.casetable.look_at(-1)

    def do_next(self) -> None:
        """Look one week on."""
        self.casetable.look_at(1)

    @work
    async def do_find(self) -> None:
        """Find somebody or something, then go there."""
        from casetable.screens.find import FindScreen

        hit = await self.app.push_screen_wait(FindScreen())
        if hit is not None:
            await self.casetable.go_to(hit.kind, hit.ref)

    def do_files(self) -> None:
        """Say where everything is."""
        self._show_files()

    def do_backup(self) -> None:
        """Back the table up, in front of where everything is."""
        self._show_files("backup")

    def do_verify(self) -> None:
        """Verify the table, in front of where everything is."""
        self._show_files("verify")

    def _show_files(self, at_once: str = "") -> None:
        from casetable.screens.files import FilesScreen

        self.app.push_screen(FilesScreen(at_once))

    def do_people(self) -> None:
        """See who sits at the table."""
        self.casetable.open_people()

    def facts(self) -> dict[str, str]:
        """What fills the command-line twins."""
        return {}
