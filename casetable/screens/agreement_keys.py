"""What the letters do with the agreement: read, sign, amend, offer, record paper, compare, verify, export."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import work

from casetable.errors import CasetableError
from casetable.rules import amending
from casetable.rules.permissions import why_not
from casetable.screens import agreement_forms as forms
from casetable.screens.agreement_load import AgreementRead, read_setup
from casetable.screens.agreement_page import Spot
from casetable.screens.agreement_pane import part_of
from casetable.screens.agreement_steps import AgreementSteps
from casetable.screens.allowed import SIGNS
from casetable.screens.asking import Choose
from casetable.screens.hints import sentence_of
from casetable.values.partnership import Setup
from casetable.values.seat import Receipt, Seat
from casetable.words import AgreementState, PaperSigned

if TYPE_CHECKING:
    from casetable.screens.agreement_forms import AmendForm

_ADDED = (
    ("s", "a section", "section"),
    ("o", "an objective, for the workers to sign", "objective"),
    ("a", "an agency that joins the table", "party"),
)
_NOTHING = "Put the cursor on a section, a party or an objective."


class AgreementKeys(AgreementSteps):
    """Answers the commands that read and amend; those that take it further stand in agreement_steps.py."""

    @property
    def here(self) -> Spot | None:
        """What is under the cursor."""
        raise NotImplementedError

    # reading

    def do_open(self) -> None:
        """Read what is under the cursor."""
        read, here = self.read, self.here
        if read is None or here is None:
            return
        number = read.worked_on.number
        if here.kind == "person":
            self.say("p shows the people; P records a signature given on paper.")
        elif here.kind == "objective":
            self.do_objectives()
        elif here.kind == "version":
            self._read_text(int(here.which))
        else:
            self._read_text(number, self._key_of(read, here))

    def _key_of(self, read: AgreementRead, here: Spot) -> str:
        if here.kind == "party":
            key = next((one.key for one in read.parts if one.key in ("section:purpose", "numbers")), "")
            return f"{key} {here.which}"
        part = part_of(read, here) if here.kind in ("section", "numbers") else None
        return part.key if part is not None else ""

    def do_whole_text(self) -> None:
        """Read the whole text."""
        if self.read is not None:
            self._read_text(self.read.worked_on.number)

    @work
    async def _read_text(self, number: int, at: str = "") -> None:
        await self.show_paper(PaperSigned.AGREEMENT, number, at)

    @work
    async def do_agreement_differences(self) -> None:
        """Compare versions."""
        from casetable.screens.agreement_papers import DifferencesScreen

        here, read = self.here, self.read
        if read is None:
            return
        number = int(here.which) if here is not None and here.kind == "version" else None
        old = None
        if number == read.view.version.number:
            number = None if read.view.underway is not None else number
        elif number is not None and number < read.view.version.number:
            old, number = number, read.view.version.number
        if len(read.view.versions) < 2:
            self.say("There is one version only: nothing to compare yet.")
            return
        await self.app.push_screen_wait(DifferencesScreen(old, number))

    @work
    async def do_agreement_verify(self) -> None:
        """Compute every text anew and compare it with what was signed."""
        from casetable.screens.agreement_papers import VerifiedScreen

        await self.app.push_screen_wait(VerifiedScreen())
        self.read_page()

    @work
    async def do_objectives(self) -> None:
        """See the objectives and how they stood."""
        from casetable.screens.agreement_objectives import ObjectivesScreen

        here = self.here
        number = int(here.which) if here is not None and here.kind == "objective" else 1
        await self.app.push_screen_wait(ObjectivesScreen(number))
        await self.casetable.read()

    # amending

    def _may_amend_now(self) -> bool:
        """Say at once where words stand and cannot be changed."""
        read = self.read
        if read is None:
            return False
        one = read.worked_on
        if one.state is AgreementState.OFFERED:
            hint = "W takes the offer back, then a changes it."
            self.say(f"v{one.number} is offered: its words stand.", hint, wrong=True)
            return False
        return True

    @work
    async def do_amend(self) -> None:
        """Change what is under the cursor."""
        here = self.here
        if not self._may_amend_now() or here is None:
            return
        setup, number = await self.casetable.at_seat(read_setup)
        form = _form_for(setup, here)
        if form is None:
            self.say(_NOTHING)
            return
        await self._ask(form, setup, number)

    @work
    async def do_agreement_add(self) -> None:
        """Add a section, an objective or an agency: it asks which, wherever the cursor is."""
        here, read = self.here, self.read
        if not self._may_amend_now() or here is None or read is None or self.loaded is None:
            return
        what = await self.app.push_screen_wait(Choose("What do you add?", _ADDED))
        if what is None:
            return
        setup, number = await self.casetable.at_seat(read_setup)
        if what == "objective":
            form = forms.objective_form(setup, len(setup.objectives) + 1)
        elif what == "party":
            form = forms.joining_form(setup, self.loaded.today, self._codes_here())
        else:
            form = forms.new_section_form(setup, read.view.lacking)
        await self._ask(form, setup, number)

    @work
    async def do_agreement_join(self) -> None:
        """An agency joins."""
        if self._may_amend_now() and self.loaded is not None:
            setup, number = await self.casetable.at_seat(read_setup)
            await self._ask(forms.joining_form(setup, self.loaded.today, self._codes_here()), setup, number)

    def _codes_here(self) -> set[str]:
        """The codes of the agencies that sit at the table."""
        return {one.agency for one in self.loaded.agencies} if self.loaded is not None else set()

    @work
    async def do_agreement_part(self) -> None:
        """The party under the cursor leaves."""
        here = self.here
        if here is None or here.kind != "party":
            self.say("l (leaves) needs a party under the cursor.", wrong=True)
        elif self._may_amend_now() and self.loaded is not None:
            setup, number = await self.casetable.at_seat(read_setup)
            await self._ask(forms.leaving_form(setup, here.which, self.loaded.today), setup, number)

    async def _ask(self, form: "AmendForm", setup: Setup, number: int) -> None:
        from casetable.screens.agreement_edit import AmendSheet

        drafts = self.casetable.sheet_drafts.setdefault(form.kept, {})
        was = amending.part_for(setup, number, form.part) if form.part else None
        receipt = await self.app.push_screen_wait(AmendSheet(form, was, drafts))
        for name, start in form.start.items():
            if drafts.get(name) == start:
                del drafts[name]
        if receipt is not None:
            self.told(receipt, "u takes it back")
            await self.casetable.read()
        elif drafts:
            self.say("Kept what you typed; the same key brings it back.")

    def do_agreement_remove(self) -> None:
        """Take a section or an objective out of the draft; undo brings it back."""
        here = self.here
        if not self._may_amend_now() or here is None:
            return
        if here.kind not in ("section", "objective") or here.which == "0":
            self.say("X (remove) needs a section or an objective under the cursor.", wrong=True)
            return
        without = amending.without_section if here.kind == "section" else amending.without_objective
        number, kind = int(here.which), here.kind
        part = self._key_of(self.read, here) if self.read is not None and kind == "section" else amending.OBJECTIVES

        self._remove(number, part, without)

    @work
    async def _remove(self, number: int, part: str, without: Callable[[Setup, int], Setup]) -> None:
        try:
            setup, version = await self.casetable.at_seat(read_setup)
        except CasetableError as error:
            self.say(sentence_of(error), wrong=True)
            return
        seen = amending.seen_of(amending.part_for(setup, version, part))

        def run(seat: Seat) -> Receipt:
            from casetable.actions.agreement import amend

            return amend(seat, lambda now: without(now, number), part=part, seen=seen)

        self.carry_out(run)

    # signing

    @work
    async def do_sign(self) -> None:
        """Read what waits for one's signature, then sign it; of two papers one after the other."""
        read, loaded = self.read, self.loaded
        if read is None or loaded is None:
            return
        if not read.view.to_sign:
            self.say(*self._nothing_to_sign(read), wrong=True)
            return
        for paper in read.view.to_sign:
            if not await self.show_paper(paper, None):
                return

    def _nothing_to_sign(self, read: AgreementRead) -> tuple[str, str]:
        from casetable.screens.agreement_paper import waiting_on

        loaded, one = self.loaded, read.worked_on
        if loaded is None:
            return "", ""
        if one.state is AgreementState.DRAFT:
            return f"v{one.number} is a draft: it is signed once it is offered.", "o offers it, for the coordinator."
        reasons = [why_not(loaded.seat.roles, SIGNS[paper]) for paper in PaperSigned if waiting_on(read, paper)]
        if reasons and all(reasons):
            return reasons[0], ""
        return "Nothing waits for your signature.", "enter reads what was signed."

    async def show_paper(self, paper: PaperSigned, number: int | None, at: str = "") -> bool:
        """Show one paper to read; True where it was signed there."""
        from casetable.screens.agreement_reading import AgreementReadingScreen

        receipt = await self.app.push_screen_wait(AgreementReadingScreen(paper, number, at=at))
        if receipt is None:
            return False
        self.told(receipt)
        await self.casetable.read()
        return True


def _form_for(setup: Setup, here: Spot) -> "AmendForm | None":
    makes = {
        "party": lambda: forms.party_form(setup, here.which),
        "section": lambda: forms.section_form(setup, int(here.which)),
        "text": lambda: forms.title_form(setup),
        "numbers": lambda: forms.besides_form(setup),
        "objective": lambda: forms.objective_form(setup, int(here.which) or 1),
    }
    return makes[here.kind]() if here.kind in makes else None
