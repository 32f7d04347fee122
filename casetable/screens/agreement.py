"""The agreement, mode 4: how it stands, who signed, its sections and objectives; the way to everything done with it."""

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from casetable.errors import CasetableError
from casetable.screens.agreement_header import header, signed_line
from casetable.screens.agreement_keys import AgreementKeys
from casetable.screens.agreement_lines import page_lines
from casetable.screens.agreement_load import AgreementRead, read_agreement
from casetable.screens.agreement_next import next_step
from casetable.screens.agreement_page import AgreementPage, Spot
from casetable.screens.agreement_pane import pane_text, spot_in
from casetable.screens.agreement_paper import waiting_on
from casetable.screens.agreement_why import why_of
from casetable.screens.cell import cell
from casetable.screens.command_table import Command, Fits, Scope
from casetable.screens.commands import BY_ID, FOOTER_PLACES, bindings, footer
from casetable.screens.hints import sentence_of
from casetable.screens.lines import Line, Said
from casetable.screens.load import Loaded
from casetable.values.agreement import newest_first
from casetable.words import AgreementState, PaperSigned

_NEXT = ("sign", "offer")
WIDE = 100
"""More columns than this add the pane with the words of what is under the cursor."""


class AgreementScreen(AgreementKeys):
    """Mode 4."""

    SCOPE = Scope.AGREEMENT
    BINDINGS = bindings(Scope.AGREEMENT)
    DEFAULT_CSS = """
    AgreementScreen #pane { width: 42%; display: none; padding: 0 1; border-left: solid $rule;
        scrollbar-size-vertical: 1; }
    AgreementScreen.-wide #pane { display: block; }
    AgreementScreen #told { height: auto; }
    AgreementScreen #next { height: auto; max-height: 3; }
    AgreementScreen.-settled #next, AgreementScreen.-settled #foot-rule { display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.read: AgreementRead | None = None
        self._reads = False

    @property
    def is_settling(self) -> bool:
        """True while it is read for the first time: keys wait for it."""
        return self.read is None and self._reads

    def compose_above(self) -> ComposeResult:
        """Who signed, and whether it is what was signed."""
        yield Line(id="signed")

    def compose_body(self) -> ComposeResult:
        """The page, and the words of what is under the cursor."""
        with Horizontal():
            yield AgreementPage(self.casetable.signs)
            with VerticalScroll(id="pane", can_focus=False):
                yield Static(id="told")

    def compose_below(self) -> ComposeResult:
        """What comes next."""
        yield Said(id="next")

    @property
    def page(self) -> AgreementPage:
        """The page."""
        return self.query_one(AgreementPage)

    @property
    def here(self) -> Spot | None:
        """What is under the cursor."""
        return self.page.here

    def body_widget(self) -> Widget:
        """The page."""
        return self.page

    def second_line(self, loaded: Loaded) -> tuple[Text, Text]:
        """Kind, version, state and review of what applies."""
        if self.read is None:
            return cell(" reading the agreement …", "quiet"), Text()
        return header(self.read.view, loaded.today, self.app.size.width), Text()

    def show_body(self, loaded: Loaded) -> None:
        """Draw what was read before, then read it again."""
        if self.read is not None:
            self._draw(loaded)
        self.read_page()

    @work(exclusive=True, group="agreement")
    async def read_page(self) -> None:
        """Read how the agreement stands, and draw it where that changed."""
        self._reads = True
        try:
            found = await self.casetable.at_seat(read_agreement)
        except CasetableError as error:
            self.say(sentence_of(error), wrong=True)
            return
        finally:
            self._reads = False
        if self.is_attached and self.loaded is not None and found != self.read:
            at = spot_in(self.read, found, self.here)
            self.read = found
            self._draw(self.loaded, at)

    def _draw(self, loaded: Loaded, at: str = "") -> None:
        read = self.read
        if read is None or not self.is_composed:
            return
        signs, width = self.casetable.signs, self.app.size.width
        self.set_class(width > WIDE, "-wide")
        self._show_frame(loaded)
        self.query_one("#signed", Line).show(signed_line(read, signs, width))
        room = width - width * 42 // 100 - 1 if width > WIDE else width
        self.page.fill(page_lines(read, loaded.today, room - 1, signs), at)
        step = next_step(read, loaded)
        self.set_class(not step, "-settled")
        self.query_one("#next", Said).show(cell(f" {step}", "strong"))
        self.show_footer()

    def on_resize(self) -> None:
        """Cut the lines for the new width."""
        if self.is_composed and self.loaded is not None:
            self._draw(self.loaded)

    def on_agreement_page_moved(self, event: AgreementPage.Moved) -> None:
        """The cursor stands on something else."""
        if self.read is not None and self.loaded is not None:
            told = pane_text(self.read, self.here, self.loaded.today, self.casetable.signs)
            self.query_one("#told", Static).update(told)
            self.query_one("#pane", VerticalScroll).scroll_home(animate=False)

    def on_agreement_page_opened(self, event: AgreementPage.Opened) -> None:
        """A second click opens."""
        self.action_command("open")

    def do_previous(self) -> None:
        """The version before the one under the cursor."""
        self._go_to_version(1)

    def do_next(self) -> None:
        """The version after the one under the cursor."""
        self._go_to_version(-1)

    def _go_to_version(self, step: int) -> None:
        if self.read is None:
            return
        numbers = [str(one.number) for one in newest_first(self.read.view.versions)]
        here = self.here
        at = numbers.index(here.which) + step if here is not None and here.kind == "version" else 0
        self.page.go_to(f"version {numbers[min(max(at, 0), len(numbers) - 1)]}")

    def do_why(self) -> None:
        """Say what the line under the cursor rests on: a section of a version, a signature, a reading."""
        read, here, loaded = self.read, self.here, self.loaded
        if read is not None and here is not None and loaded is not None:
            self.say(*why_of(read, here, loaded.today))

    def fitting(self) -> frozenset[Fits]:
        """Which steps are next."""
        read, found = self.read, set()
        if read is None:
            return frozenset()
        if self.loaded is not None and self.loaded.week.needs.to_sign:
            found.add(Fits.TO_SIGN)
        if read.worked_on.state is AgreementState.DRAFT:
            found.add(Fits.DRAFT)
        elif any(waiting_on(read, paper) for paper in PaperSigned):
            found.add(Fits.UNSIGNED)
        return frozenset(found)

    def footer_commands(self) -> tuple[Command, ...]:
        """What comes next stands first, then reading."""
        stands = self.read is not None and self.read.worked_on.state is AgreementState.OFFERED
        left = {"open", "find", "help", *({"amend"} if stands else ())}
        fitting = footer(self.SCOPE, self.fitting(), self.has(), self.may, places=len(BY_ID))
        shown = [one for one in fitting if one.id not in left]
        first = [one for one in shown if one.id in _NEXT]
        rest = [one for one in shown if one.id not in _NEXT]
        return (*(*first, BY_ID["open"], *rest)[: FOOTER_PLACES - 1], BY_ID["help"])
