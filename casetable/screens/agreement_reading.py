"""The page where the agreement or its objectives are read, and signed once the end of the text was seen."""

from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from casetable.errors import CasetableError, SomebodyElseWasFirst
from casetable.rules.permissions import why_not
from casetable.screens.agreement_load import PaperRead, read_paper
from casetable.screens.agreement_why import why_of_part
from casetable.screens.agreement_words import PaperText, widgets_of
from casetable.screens.allowed import SIGNS
from casetable.screens.cell import cell, lines_of
from casetable.screens.command_table import Command, Scope
from casetable.screens.commands import BY_ID, bindings, key_of
from casetable.screens.fields import LineField
from casetable.screens.hints import sentence_of
from casetable.screens.lines import Footer, Line, Rule, Said
from casetable.screens.reaching import SAVED, Attempt, of_a_form
from casetable.values.seat import Receipt, Seat
from casetable.words import PaperSigned

if TYPE_CHECKING:
    from casetable.screens.app import CasetableApp

_NOT_OFFERED = "not offered: not for signing"
_READ_FIRST = "Please read to the end first: end goes there."
_WAITS = "This waits for your signature: read to its end. Esc goes on without, it is asked again."
_UNTIL_READ = {_READ_FIRST: "", _WAITS: "This waits for your signature. Esc goes on without, it is asked again."}
"""What is said until the end was seen, and what in its place then."""


class AgreementReadingScreen(ModalScreen[Receipt | None]):
    """One paper of one version. Dismisses with the receipt where it was signed, else with None.

    ``number`` None is the version whose signatures are asked for; ``at`` is the key of the part to begin with;
    ``asks`` tells that nobody asked for the page: it opened because the paper waits for this person's name.
    """

    SCOPE = Scope.READING
    DEFAULT_CSS = """
    AgreementReadingScreen { background: $background; layout: vertical; }
    AgreementReadingScreen VerticalScroll { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
    AgreementReadingScreen VerticalScroll Static { height: auto; max-width: 100; }
    AgreementReadingScreen #asking { height: 1; display: none; }
    AgreementReadingScreen.-signing #asking { display: block; }
    AgreementReadingScreen #asking Static { width: auto; padding: 0 1; }
    AgreementReadingScreen #asking Input { width: 1fr; background: $panel; margin: 0 1 0 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Scope.READING),
        Binding("escape", "leave", "back", show=False),
        Binding("question_mark", "help", "help", show=False),
        Binding("w", "why", "why", show=False),
    ]

    def __init__(self, paper: PaperSigned, number: int | None = None, *, at: str = "", asks: bool = False) -> None:
        super().__init__()
        self.paper = paper
        self.number = number
        self.at = at
        self.asks = asks
        self.read: PaperRead | None = None
        self.was_read = False
        self.is_settling = True
        self._is_storing = False
        self._said = ""

    @property
    def casetable(self) -> "CasetableApp":
        """The app, by its own type."""
        return cast("CasetableApp", self.app)

    def compose(self) -> ComposeResult:
        """The title, the text, the line where a name is typed, what was said, and the keys."""
        yield Line(cell(" reading …", "quiet"), id="title")
        yield Rule()
        yield PaperText(id="text")
        with Horizontal(id="asking"):
            yield Static(cell("Your name", "quiet"))
            yield LineField("", placeholder="as it stands at this table; Enter signs, Esc does not", id="name")
        yield Said(id="status")
        yield Footer(id="footer")

    def on_mount(self) -> None:
        """Read it in a thread; keys wait until it stands."""
        self.set_focus(self.query_one("#text"))
        self._read()

    @work(exclusive=True, group="paper")
    async def _read(self) -> None:
        paper, number = self.paper, self.number
        try:
            self.read = await self.casetable.at_seat(lambda seat: read_paper(seat, paper, number))
        except CasetableError as error:
            self.say(sentence_of(error), wrong=True)
            self.is_settling = False
            return
        if self.is_attached:
            await self._draw(self.read)

    async def _draw(self, read: PaperRead) -> None:
        named = "Objectives" if read.paper is PaperSigned.OBJECTIVES else read.kind.capitalize()
        code = cell(f"text code {read.code} " if read.code else f"{_NOT_OFFERED} ", "quiet")
        self.query_one("#title", Line).show(Text.assemble(" ", cell(f"{named} v{read.number}", "strong")), code)
        scroll = self.query_one("#text", VerticalScroll)
        await scroll.remove_children()
        await scroll.mount_all([widget for part in read.parts for widget in widgets_of(part)])
        if read.may_sign:
            await scroll.mount(Static(lines_of("\nThis is the end of the text. s signs it with your name.", "strong")))
            if self.asks:
                self.say(_WAITS)
        self._show_footer()
        self.watch(scroll, "scroll_y", self._look, init=False)
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        scroll = self.query_one("#text", VerticalScroll)
        heading = self.query_one(PaperText).named(self.at)
        if heading is not None:
            scroll.scroll_to_widget(heading, animate=False, top=True)
        self.is_settling = False
        self._look()

    def _look(self) -> None:
        """Notice that the end of the text came into sight."""
        scroll = self.query_one("#text", VerticalScroll)
        if not self.was_read and not self.is_settling and scroll.scroll_y >= scroll.max_scroll_y - 1:
            self.was_read = True
            if self._said in _UNTIL_READ:
                self.say(_UNTIL_READ[self._said])
            self._show_footer()

    def _show_footer(self) -> None:
        if self.has_class("-signing"):
            self.query_one(Footer).show_words((("enter", "sign"), ("esc", "not now")))
            return
        keys = [("up down", "scroll"), ("end", "to the end")]
        if self.read is not None and self.read.may_sign:
            sign = BY_ID["sign"]
            keys.insert(0, (key_of(sign, self.casetable.keymap), sign.label if self.was_read else "sign, at the end"))
        self.query_one(Footer).show_words((*keys, ("?", "help"), ("esc", "back")))

    def action_help(self) -> None:
        """Say what the keys do."""
        from casetable.screens.papers import HelpScreen

        self.app.push_screen(HelpScreen(self.SCOPE, self.casetable.keymap, {}, self._refusal))

    def action_why(self) -> None:
        """Say what the part at the top of the glass rests on."""
        if self.read is not None:
            self.say(why_of_part(self.read, self.query_one(PaperText).part_here(self.read.parts)))

    # signing

    def action_command(self, id: str) -> None:
        """``sign`` asks for the name, where the text was read to its end."""
        read = self.read
        if read is None:
            self.say("Still reading.")
        elif not read.may_sign:
            self.say(self._why_not(read), wrong=True)
        elif not self.was_read:
            self.say(_READ_FIRST)
        else:
            self.set_class(True, "-signing")
            self.set_focus(self.query_one("#name"))
            self.say(f"Your name under {read.code}, as a signature: it binds these words and is never taken back.")
            self._show_footer()

    def _why_not(self, read: PaperRead) -> str:
        """Why this paper is not signed from this seat now."""
        loaded = self.casetable.loaded
        reason = why_not(loaded.seat.roles, SIGNS[read.paper]) if loaded is not None else ""
        if reason or read.code:
            return reason or "This does not wait for your signature: you signed it, or others sign it."
        return f"v{read.number} is a draft: it is signed once it is offered."

    def _refusal(self, command: Command) -> str:
        read = self.read if command.id == "sign" else None
        return self._why_not(read) if read is not None and not read.may_sign else ""

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: sign."""
        event.stop()
        read, name = self.read, event.value.strip()
        if read is not None and name and not self._is_storing:
            self._is_storing = True
            self._sign(read, name)

    @work(group="errands")
    async def _sign(self, read: PaperRead, name: str) -> None:
        def run(seat: Seat) -> Receipt:
            from casetable.actions.signing import sign

            return sign(seat, read.paper, name, read.code, is_shown=True)

        attempt = Attempt(f"sign {read.paper}", name, self.say, self._settled)
        try:
            receipt = await self.casetable.reaching.carry(run, attempt)
        except CasetableError as error:
            self.say(sentence_of(of_a_form(error)), wrong=True)
            if isinstance(error, SomebodyElseWasFirst):
                self._read_anew()
            return
        finally:
            self._is_storing = False
        if receipt is not None and self.is_current:
            self.dismiss(receipt)

    def _settled(self, was_saved: bool, first: str) -> None:
        if was_saved and self.is_current:
            self.dismiss(Receipt(f"{first}{SAVED}"))
        elif self.is_attached:
            self.say(f"{first}It was not saved: Enter signs.")

    def action_leave(self) -> None:
        """Out of the line of the name, else back; nothing is signed."""
        if self._is_storing:
            self.say("Not signed yet: one moment.")
        elif self.has_class("-signing"):
            self._stop_signing()
            self.say("Not signed.")
        else:
            self.dismiss(None)

    def _stop_signing(self) -> None:
        self.set_class(False, "-signing")
        self.set_focus(self.query_one("#text"))
        self._show_footer()

    def _read_anew(self) -> None:
        """Others changed the text meanwhile: show theirs, from its beginning."""
        self._stop_signing()
        self.asks, self.was_read, self.is_settling = False, False, True
        self.query_one("#text", VerticalScroll).scroll_home(animate=False, immediate=True)
        self._read()

    def say(self, sentence: str, *, wrong: bool = False) -> None:
        """Say a line or two above the keys."""
        self._said = sentence
        if self.is_attached:
            self.query_one("#status", Said).show(cell(f" {sentence}", "late" if wrong else "plain"))
