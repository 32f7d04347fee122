"""What the pages of releases share: what is under the cursor, what is said, what may be done, and renewing."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.screen import ModalScreen
from textual.widgets import DataTable

from casetable.errors import CasetableError
from casetable.screens import release_sheets as sheets
from casetable.screens.allowed import why_not_here
from casetable.screens.cell import cell
from casetable.screens.command_table import Command, Need, Scope
from casetable.screens.commands import BY_ID, footer, key_of
from casetable.screens.forms import Errand
from casetable.screens.hints import sentence_of
from casetable.screens.lines import Footer, Line
from casetable.screens.reaching import Attempt, of_a_key
from casetable.screens.sheet import Sheet
from casetable.values.participants import Release

if TYPE_CHECKING:
    from casetable.screens.app import CasetableApp


class ReleasePage(ModalScreen[None]):
    """A page with a list of releases. Subclasses read it and answer its commands as ``do_<id>``."""

    SCOPE: ClassVar[Scope]

    def __init__(self) -> None:
        super().__init__()
        self._drafts: dict[str, dict[str, str]] = {}

    @property
    def casetable(self) -> "CasetableApp":
        """The app, by its own type."""
        return cast("CasetableApp", self.app)

    @property
    def here(self) -> Release | None:
        """The release under the cursor."""
        raise NotImplementedError

    @property
    def is_in_list(self) -> bool:
        """The cursor stands in a list behind a grid."""
        return False

    def read_page(self) -> object:
        """Read what stands here, in a worker."""
        raise NotImplementedError

    def facts(self) -> dict[str, str]:
        """What the command-line twins are filled with."""
        return {"release": self.here.release, "participant": self.here.participant} if self.here else {}

    def table_was_read(self) -> None:
        """The table was read again: so is this page, which keeps the reader's place."""
        self.read_page()

    # commands

    def action_command(self, id: str) -> None:
        """Do a command of the table, or say what it lacks."""
        command, loaded = BY_ID[id], self.casetable.loaded
        if loaded is not None and (refused := self.refusal(command)):
            self.say(refused, wrong=True)
        elif self.lacks(command):
            self.say(f"There is no release to {command.label} here.", wrong=True)
        else:
            getattr(self, f"do_{id.replace('-', '_')}")()

    def lacks(self, command: Command) -> bool:
        """Tell whether a command has nothing under the cursor to work on."""
        return command.needs is Need.RELEASE and self.here is None

    def refusal(self, command: Command) -> str:
        """Return why who sits here may not use a command; empty when they may."""
        loaded = self.casetable.loaded
        only = self.casetable.table.partnership.reads_only
        return "" if loaded is None else why_not_here(command.id, loaded.seat.roles, only)

    def may(self, command: Command) -> bool:
        """Tell whether who sits here may use a command at all."""
        return not self.refusal(command)

    def action_help(self) -> None:
        """Say what the keys do."""
        from casetable.screens.papers import HelpScreen

        self.app.push_screen(HelpScreen(self.SCOPE, self.casetable.keymap, self.facts(), self.refusal))

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)

    def renewing(self) -> tuple[Release, ...]:
        """The releases that are renewed together; the one under the cursor where nothing else is said."""
        return (self.here,) if self.here is not None else ()

    @work
    async def do_release_renew(self) -> None:
        """Renew what is under the cursor; each new release begins where the old one ends."""
        chosen, loaded = self.renewing(), self.casetable.loaded
        if not chosen or loaded is None:
            return
        refs, today = [one.release for one in chosen], loaded.today
        what = refs[0] if len(refs) == 1 else f"{len(refs)} releases"
        sheet = Sheet(
            f"Renew {what} of {chosen[0].participant}: {sheets.pairs_words(chosen)}",
            sheets.renew_fields(chosen[0]),
            lambda given: sheets.renew(given, chosen, today),
            self.draft_of(f"renew {' '.join(refs)}"),
        )
        await self.ask_sheet(sheet)

    # asking and saying

    def draft_of(self, name: str) -> dict[str, str]:
        """What Esc left behind in a sheet, by its name."""
        return self._drafts.setdefault(name, {})

    async def ask_sheet(self, sheet: Sheet) -> bool:
        """Ask a sheet, say what came of it and read again; False where it was left."""
        receipt = await self.app.push_screen_wait(sheet)
        if receipt is None:
            return False
        self.say(receipt.sentence)
        if self.is_attached:
            self.read_page()
        return True

    async def carry_out(self, errand: Errand) -> bool:
        """Do an errand that asks nothing more, say what came of it and read again; False where it failed."""
        try:
            receipt = await self.casetable.reaching.carry(errand, Attempt("", "", self.say, self._settled))
        except CasetableError as error:
            self.say(sentence_of(of_a_key(error)), wrong=True)
            return False
        if receipt is None:
            return False
        self.say(receipt.sentence)
        if self.is_attached:
            self.read_page()
        return True

    def _settled(self, was_saved: bool, first: str) -> None:
        self.say(f"{first}It was saved." if was_saved else f"{first}It was not saved: press the key again.")
        if self.is_attached:
            self.read_page()

    def say(self, sentence: str, *, wrong: bool = False) -> None:
        """Say one line above the footer."""
        if self.is_attached:
            self.query_one("#said", Line).show(cell(f" {sentence}", "late" if wrong else "plain"))

    def say_quietly(self, sentence: str) -> None:
        """Say what can wait, where nothing is said: a receipt is not covered by it."""
        if self.is_attached and not self.query_one("#said", Line).left.plain.strip():
            self.say(sentence)

    def show_footer(self) -> None:
        """Draw the keys that work now."""
        has = frozenset({Need.RELEASE} if self.here else ())
        commands = [c for c in footer(self.SCOPE, frozenset(), has, self.may) if c.id != "find"]
        if self.is_in_list and self.here:
            commands.insert(0, BY_ID["open"])
        self.query_one(Footer).show_keys([*commands, BY_ID["back"]], self.casetable.keymap)

    def key(self, id: str) -> str:
        """A command's key as people read it."""
        return key_of(BY_ID[id], self.casetable.keymap)

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """The cursor moved in the list."""
        self.show_footer()
