"""The review of past conferences: how their minutes stand, who was there over the quarter, what waits for an answer."""

from collections.abc import Callable

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from casetable.errors import CasetableError
from casetable.screens.agreement_page import AgreementPage, Spot
from casetable.screens.cell import cell
from casetable.screens.command_table import Fits, Scope
from casetable.screens.commands import bindings
from casetable.screens.conference import WIDE
from casetable.screens.conference_told import below, beside
from casetable.screens.hints import sentence_of
from casetable.screens.load import Loaded
from casetable.screens.ratifying_keys import RatifyingKeys
from casetable.screens.review_lines import review_lines, to_tell, told_of, waiting_of
from casetable.values.conference import Occurrence
from casetable.values.minutes import Proposal, Review

_BELOW = 2


class ReviewScreen(RatifyingKeys):
    """A page in front of mode 3; Enter looks at a conference there."""

    SCOPE = Scope.REVIEW
    BINDINGS = bindings(Scope.REVIEW)
    DEFAULT_CSS = """
    ReviewScreen #beside { width: 42%; display: none; padding: 0 1; border-left: solid $rule; }
    ReviewScreen.-wide #beside { display: block; }
    ReviewScreen #whole { height: auto; }
    ReviewScreen #more { height: 2; }
    ReviewScreen.-wide #more, ReviewScreen.-short #more, ReviewScreen.-wide #foot-rule { display: none; }
    """

    def __init__(self, chosen: Callable[[Occurrence], None]) -> None:
        """``chosen`` is told which conference Enter was pressed on."""
        super().__init__()
        self.chosen = chosen
        self.read: Review | None = None

    def compose_body(self) -> ComposeResult:
        """The page, and the pane that wide terminals add."""
        with Horizontal():
            yield AgreementPage(self.casetable.signs)
            with VerticalScroll(id="beside", can_focus=False):
                yield Static(id="whole")

    def compose_below(self) -> ComposeResult:
        """The whole of what is under the cursor."""
        yield Static(id="more")

    @property
    def page(self) -> AgreementPage:
        """The page."""
        return self.query_one(AgreementPage)

    def body_widget(self) -> Widget:
        """The page."""
        return self.page

    @property
    def here(self) -> Spot | None:
        """What is under the cursor."""
        return self.page.here if self.is_composed else None

    @property
    def proposal_here(self) -> Proposal | None:
        """The proposal under the cursor."""
        here = self.here
        if here is None or here.kind != "proposal" or self.read is None:
            return None
        return next((one for one in self.read.proposals if one.line.id == here.which), None)

    def fitting(self) -> frozenset[Fits]:
        """A proposal is answered."""
        return frozenset({Fits.TO_RATIFY} if self.proposal_here is not None else ())

    # drawing

    def second_line(self, loaded: Loaded) -> tuple[Text, Text]:
        """What it is, and how much waits."""
        left = Text.assemble(" ", cell("Past conferences", "strong"))
        if self.read is None:
            return left.append_text(cell(" · reading …", "quiet")), Text()
        count, tell = len(waiting_of(self.read)), len(to_tell(self.read))
        said = [f"{count} to ratify"] * bool(count) + [f"{tell} to be told"] * bool(tell)
        return left, cell(f"{', '.join(said)} " if said else "nothing waits ", "strong" if said else "quiet")

    def show_body(self, loaded: Loaded) -> None:
        """Draw what was read before, then read it again."""
        if self.read is not None:
            self._draw(loaded)
        self._read_review()

    @work(exclusive=True, group="review")
    async def _read_review(self) -> None:
        from casetable.queries.minutes_review import review

        try:
            found = await self.casetable.at_seat(review)
        except CasetableError as error:
            self.say(sentence_of(error), wrong=True)
            return
        if self.is_attached and self.loaded is not None and found != self.read:
            self.read = found
            self._draw(self.loaded)

    def _draw(self, loaded: Loaded) -> None:
        if self.read is None or not self.is_composed:
            return
        self.page.fill(review_lines(self.read, loaded.agencies, loaded.today, self.casetable.signs), moves=True)
        self._show_frame(loaded)
        if not self.page.lines:
            self.say("No conference was held yet.", "3 shows the next one.")
        self.show_footer()

    def on_resize(self) -> None:
        """Show or hide the pane."""
        super().on_resize()
        self.set_class(self.app.size.width > WIDE, "-wide")
        if self.loaded is not None:
            self._draw(self.loaded)

    def on_agreement_page_moved(self, event: AgreementPage.Moved) -> None:
        """The cursor stands on something else."""
        if self.read is None or self.loaded is None:
            return
        facts = told_of(self.read, self.here, self.loaded.agencies, self.loaded.today)
        self.query_one("#whole", Static).update(beside(facts))
        self.query_one("#more", Static).update(below(facts, self.app.size.width - 1, _BELOW))
        self.show_footer()

    def on_agreement_page_opened(self, event: AgreementPage.Opened) -> None:
        """A second click opens."""
        self.action_command("open")

    # commands

    def do_open(self) -> None:
        """Look at the conference under the cursor, or at who is to be told."""
        read, here = self.read, self.here
        if read is None or here is None:
            return
        if here.kind == "telling":
            self._open_telling(read, here.which)
            return
        day = here.which
        if here.kind == "proposal" and self.proposal_here is not None:
            day = self.proposal_here.conference.isoformat()
        one = next((past.conference for past in read.past if past.conference.conference == day), None)
        if one is not None:
            self.chosen(one)
            self.dismiss(None)

    def _open_telling(self, read: Review, which: str) -> None:
        """The task of telling them, where there is one; else their card."""
        day, _, reference = which.partition(" ")
        found = (
            one for past, one in to_tell(read) if (past.conference.conference, one.participant) == (day, reference)
        )
        one = next(found, None)
        if one is not None and one.task is not None:
            self.casetable.tell_story(one.task)
        else:
            self.casetable.open_card(reference)

    def do_why(self) -> None:
        """Say the whole of the line."""
        read, loaded = self.read, self.loaded
        facts = told_of(read, self.here, loaded.agencies, loaded.today) if read is not None and loaded else []
        self.say(" ".join(words for _, words in facts) or "There is no number or date to explain here.")

    def do_back(self) -> None:
        """Leave the entry, then the page."""
        if self.entry.is_open:
            self.entry.action_leave()
        else:
            self.dismiss(None)
