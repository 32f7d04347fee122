"""The releases of one participant: what may be told by whom to whom, since when, until when."""

from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import DataTable

from casetable.errors import CasetableError
from casetable.rules.dates import say_day
from casetable.screens import sheets
from casetable.screens.allowed import may_do, why_not_here
from casetable.screens.asking import Confirm
from casetable.screens.cell import cell, cut
from casetable.screens.command_table import Command, Need, Scope
from casetable.screens.commands import BY_ID, bindings, footer
from casetable.screens.hints import sentence_of
from casetable.screens.lines import Footer, Line, Rule
from casetable.screens.reaching import Attempt, of_a_key
from casetable.screens.sheet import Sheet
from casetable.screens.tables import LineTable
from casetable.values.participants import Participant, Release
from casetable.values.seat import Receipt, Seat
from casetable.words import ReleaseState

if TYPE_CHECKING:
    from casetable.screens.app import CasetableApp


class ReleasesScreen(ModalScreen[None]):
    """A list; ``a`` adds, ``x`` revokes after a yes, since revoking is never undone."""

    DEFAULT_CSS = """
    ReleasesScreen { background: $background; layout: vertical; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Scope.RELEASES),
        Binding("escape", "leave", "back", show=False),
        Binding("question_mark", "help", "help", show=False),
    ]

    def __init__(self, participant: Participant) -> None:
        super().__init__()
        self.participant = participant
        self.releases: tuple[Release, ...] = ()
        self._drafts: dict[str, str] = {}

    @property
    def casetable(self) -> "CasetableApp":
        """The app, by its own type."""
        return cast("CasetableApp", self.app)

    @property
    def here(self) -> Release | None:
        """The release under the cursor."""
        row = self.query_one(LineTable).cursor_row
        return self.releases[row] if 0 <= row < len(self.releases) else None

    def compose(self) -> ComposeResult:
        """Who it is about, the list, what was said, and the keys."""
        who = " ".join(part for part in (self.participant.participant, self.participant.name) if part)
        yield Line(Text.assemble(" ", cell("Releases", "strong"), cell(f" · {who}")))
        yield Rule()
        yield LineTable()
        yield Rule()
        yield Line(id="said")
        yield Footer(id="footer")

    def on_mount(self) -> None:
        """Read the list."""
        self.query_one(LineTable).focus()
        self._show_footer()
        self._read()

    @work(exclusive=True, group="releases")
    async def _read(self) -> None:
        from casetable.queries.consent import releases

        reference = self.participant.participant
        try:
            self.releases = await self.casetable.at_seat(lambda seat: releases(seat, reference))
        except CasetableError as error:
            self._say(sentence_of(error), wrong=True)
            return
        if not self.is_attached:
            return
        labels = ("release", "from", "to", "category", "state", "days", "given")
        self.query_one(LineTable).fill(labels, ((one.id, _cells(one)) for one in self.releases))
        if not self.releases:
            writes = ": a writes one down." if self._may(BY_ID["release-add"]) else "."
            self._say(f"No release on file{writes}")
        self._show_footer()

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """The cursor moved."""
        self._show_footer()

    def action_command(self, id: str) -> None:
        """Add or revoke."""
        if BY_ID[id].needs is Need.RELEASE and self.here is None:
            self._say("There is no release to revoke here.", wrong=True)
        elif not self._may(BY_ID[id]) and self.casetable.loaded is not None:
            only = self.casetable.table.partnership.reads_only
            self._say(why_not_here(id, self.casetable.loaded.seat.roles, only), wrong=True)
        elif id == "release-add":
            self._add()
        else:
            self._revoke()

    def _may(self, command: Command) -> bool:
        loaded = self.casetable.loaded
        only = self.casetable.table.partnership.reads_only
        return loaded is None or may_do(command.id, loaded.seat.roles, only)

    def action_help(self) -> None:
        """Say what the keys do."""
        from casetable.screens.papers import HelpScreen

        facts = {"participant": self.participant.participant}
        if self.here is not None:
            facts["release"] = self.here.release
        self.app.push_screen(HelpScreen(Scope.RELEASES, self.casetable.keymap, facts))

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)

    @work
    async def _add(self) -> None:
        loaded = self.casetable.loaded
        if loaded is None:
            return
        reference = self.participant.participant
        sheet = Sheet(
            f"A release of {reference}",
            sheets.release_fields(loaded),
            lambda given: sheets.add_release(given, reference, loaded.today),
            self._drafts,
        )
        receipt = await self.app.push_screen_wait(sheet)
        if receipt is not None:
            self._say(receipt.sentence)
            self._read()

    @work
    async def _revoke(self) -> None:
        one = self.here
        if one is None:
            return
        terms = one.terms
        reach = (
            f"{terms.receiver} stops seeing {terms.category.label} facts of {one.participant} from {terms.discloser} "
            "at once, on every screen and in every mail. This is never undone; a new release can be written down."
        )
        if not await self.app.push_screen_wait(Confirm(f"Revoke {one.release}?", reach)):
            return
        try:
            receipt = await self.casetable.reaching.carry(
                lambda seat: _revoking(seat, one.release), Attempt("", "", self._say, self._settled)
            )
        except CasetableError as error:
            self._say(sentence_of(of_a_key(error)), wrong=True)
            return
        if receipt is None:
            return
        self._say(receipt.sentence)
        self._read()

    def _settled(self, was_saved: bool, first: str) -> None:
        self._say(f"{first}It was saved." if was_saved else f"{first}It was not saved: press the key again.")
        if self.is_attached:
            self._read()

    def _say(self, sentence: str, *, wrong: bool = False) -> None:
        if not self.is_attached:
            return
        self.query_one("#said", Line).show(cell(f" {sentence}", "late" if wrong else "plain"))

    def _show_footer(self) -> None:
        has = frozenset({Need.RELEASE} if self.here else ())
        commands = [c for c in footer(Scope.RELEASES, frozenset(), has, self._may) if c.id != "find"]
        self.query_one(Footer).show_keys([*commands, BY_ID["back"]], self.casetable.keymap)


def _revoking(seat: Seat, release: str) -> Receipt:
    from casetable.actions.consent import revoke_release

    return revoke_release(seat, release)


def _cells(one: Release) -> list[Text]:
    terms = one.terms
    until = say_day(terms.until) if terms.until else "no end said"
    quiet = "plain" if one.state is ReleaseState.IN_FORCE else "quiet"
    return [
        cell(one.release, "strong"),
        cell(terms.discloser, quiet),
        cell(terms.receiver, quiet),
        cell(terms.category.label, quiet),
        cell(one.state.label, quiet),
        cell(f"{say_day(terms.since)} – {until}", quiet),
        cell(cut(terms.method.value, 10), "quiet"),
    ]
