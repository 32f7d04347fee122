"""What takes the agreement a step further: offer, withdraw, end, discard, record paper signatures, export."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work

from casetable.errors import BadInput
from casetable.rules.signing import needs_signatures
from casetable.screens.agreement_load import AgreementRead
from casetable.screens.asking import Choose, Confirm
from casetable.screens.command_table import Scope
from casetable.screens.commands import BY_ID
from casetable.screens.desk import Desk
from casetable.screens.entry import Entry
from casetable.screens.forms import Errand, Form, Reading, Typed
from casetable.screens.hints import in_keys
from casetable.screens.keeping import Kept
from casetable.values.seat import Receipt, Seat
from casetable.words import AgreementState, PaperSigned

if TYPE_CHECKING:
    from casetable.screens.agreement_page import Spot

_FROM_ELSEWHERE = "4, then "
_STAYS = "It is never undone."


class AgreementSteps(Desk):
    """Answers the commands that everybody at the table hears of."""

    read: AgreementRead | None

    @property
    def here(self) -> "Spot | None":
        """What is under the cursor."""
        raise NotImplementedError

    def read_page(self) -> object:
        """Read the page again, in a worker."""
        raise NotImplementedError

    def told(self, receipt: Receipt, back: str = "") -> None:
        """Say what was done on a page in front of this one."""
        self._receipt = in_keys(receipt.sentence)
        self.say(self._receipt, back)

    def say(self, sentence: str, hint: str = "", *, wrong: bool = False) -> None:
        """Say a sentence above the footer; here the key that leads here is left out."""
        super().say(sentence.replace(_FROM_ELSEWHERE, ""), hint.replace(_FROM_ELSEWHERE, ""), wrong=wrong)

    def action_command(self, id: str) -> None:
        """Do a command; what is about the agreement waits until it was read."""
        if self.read is None and BY_ID[id].scope is Scope.AGREEMENT:
            self.say("Still reading the agreement.")
        else:
            super().action_command(id)

    # offering and its end

    @work
    async def do_offer(self) -> None:
        """Offer the draft, after a yes with its reach."""
        read = self.read
        if read is None:
            return
        one = read.worked_on
        if one.state is not AgreementState.DRAFT:
            state = "offered already" if one.state is AgreementState.OFFERED else one.state.label
            self.say(f"v{one.number} is {state}.", "a begins the next version.", wrong=True)
        elif await self.app.push_screen_wait(Confirm(f"Offer v{one.number}?", reach_of_offering(read))):

            def run(seat: Seat) -> Receipt:
                from casetable.actions.agreement import offer

                return offer(seat)

            self.carry_out(run, back="")

    def do_withdraw(self) -> None:
        """Take the offer back, with the reason."""
        read = self.read
        if read is None:
            return
        if read.worked_on.state is not AgreementState.OFFERED:
            self.say("Nothing is offered just now.", "o offers a draft.", wrong=True)
            return
        is_signed = any(one.signature is not None for one in read.view.parties) or bool(read.view.signed_objectives)
        self.ask_line(_why_form("withdraw", f"withdraw v{read.worked_on.number}", _withdrawing, needed=is_signed))

    def do_end_agreement(self) -> None:
        """End what is in force, with the reason."""
        read = self.read
        if read is None:
            return
        if read.view.version.state is not AgreementState.IN_FORCE:
            self.say("No version is in force.", wrong=True)
            return
        self.ask_line(_why_form("end", f"end v{read.view.version.number}", _ending))

    def do_discard(self) -> None:
        """Throw the draft away; undo brings it back."""
        read = self.read
        if read is None:
            return
        if read.view.underway is None or read.view.underway.state is not AgreementState.DRAFT:
            self.say("There is no draft beside what applies.", wrong=True)
            return

        def run(seat: Seat) -> Receipt:
            from casetable.actions.agreement import discard

            return discard(seat)

        self.carry_out(run)

    def store(self, message: Entry.Stored) -> None:
        """Withdrawing and ending ask for a yes first, with their reach; everything else is an errand."""
        if message.form.id in ("withdraw", "end"):
            self._sure(message)
        else:
            super().store(message)

    @work
    async def _sure(self, message: Entry.Stored) -> None:
        read = self.read
        if read is None:
            return
        reach = _reach_of_withdrawing(read) if message.form.id == "withdraw" else _reach_of_ending(read)
        question = f"{message.form.prompt[:1].upper()}{message.form.prompt[1:]}?"
        if await self.app.push_screen_wait(Confirm(question, reach)):
            self.carry_out(message.reading.errand, form=message.form, line=message.line, back="")
        else:
            self.entry.go_on()

    # paper

    @work
    async def do_on_paper(self) -> None:
        """Record signatures given on paper: several people at once."""
        from casetable.screens.agreement_paper import PaperForm, waiting_on

        read, loaded = self.read, self.loaded
        if read is None or loaded is None:
            return
        papers = [paper for paper in PaperSigned if waiting_on(read, paper)]
        if read.signing.state is AgreementState.DRAFT:
            self.say(f"v{read.signing.number} is a draft: it is signed once it is offered.", "o offers it.", wrong=True)
        elif not papers:
            self.say("Nobody's signature is missing.", wrong=True)
        else:
            choices = [(paper.value[0], f"the {paper.value}", paper) for paper in papers]
            paper = papers[0]
            if len(papers) > 1:
                chosen = await self.app.push_screen_wait(Choose("Which paper was signed?", choices))
                if chosen is None:
                    return
                paper = chosen
            form = PaperForm(read, paper, loaded.today)
            await self.fill_in(form.title, form.kept, form.fields, form.make, back="")
            self.read_page()

    @work
    async def do_agreement_export(self) -> None:
        """Write one of the two papers to a file."""
        read, loaded = self.read, self.loaded
        if read is None or loaded is None:
            return
        here = self.here
        number = int(here.which) if here is not None and here.kind == "version" else read.worked_on.number
        choices = [
            ("a", f"the agreement, v{number}, with lines to sign on", PaperSigned.AGREEMENT),
            ("o", "the page of objectives, with lines to sign on", PaperSigned.OBJECTIVES),
        ]
        paper = await self.app.push_screen_wait(Choose("Which paper?", choices))
        if paper is not None:
            self.ask_line(_export_form(paper, number))


def reach_of_offering(read: AgreementRead) -> str:
    """Return what offering does and to whom, and what is lacking."""
    one, agencies = read.worked_on, read.setup.agencies
    if not needs_signatures(one, read.view.versions):
        return f"A handshake needs no signatures: it is in force at once, for {len(agencies)} agencies. {_STAYS}"
    lacking = len(read.view.lacking)
    lacks = [f"{lacking} lines of the checklist have no section (n, s adds one)."] if lacking else []
    lacks += list(read.view.nobody)
    if not read.objectives:
        lacks.insert(0, "There are no objectives: workers will have nothing to sign (n, o adds one).")
    says = [
        "Its words are fixed then.",
        f"A senior manager of each of the {len(agencies)} agencies is asked to sign them.",
        f"The frontline staff are asked to sign {len(read.objectives)} objectives." if read.objectives else "",
        "While nobody signed, W takes it back.",
    ]
    return "\n".join(one for one in (" ".join(word for word in says if word), *lacks) if one)


def _reach_of_withdrawing(read: AgreementRead) -> str:
    signed = sum(one.signature is not None for one in read.view.parties)
    if signed:
        return f"{signed} signed it: it stays on record with their signatures, as ended. {_STAYS}"
    return "Nobody signed it: it becomes a draft again. Everybody asked is asked no more."


def _reach_of_ending(read: AgreementRead) -> str:
    count = len(read.setup.agencies)
    return f"It ends today for {count} agencies. Daily work goes on under its last numbers. {_STAYS}"


def _why_form(id: str, prompt: str, errand: Callable[[str], Errand], *, needed: bool = True) -> Form:
    def read(typed: Typed) -> Reading:
        if needed and not typed.line.strip():
            raise BadInput("Why?", "A few words, for everybody at the table.")
        return Reading(f"{prompt}: {typed.line.strip()}".rstrip(": "), errand(typed.line.strip()))

    hint = "why, in a few words for everybody" if needed else "why, or nothing; Enter asks once more"
    return Form(id, prompt, hint, read, answer=False)


def _withdrawing(why: str) -> Errand:
    def run(seat: Seat) -> Receipt:
        from casetable.actions.agreement import withdraw

        return withdraw(seat, why)

    return run


def _ending(why: str) -> Errand:
    def run(seat: Seat) -> Receipt:
        from casetable.actions.agreement import end

        return end(seat, why)

    return run


def _export_form(paper: PaperSigned, number: int) -> Form:
    from importlib.util import find_spec

    ends = "Ends in .pdf, .html or .md"
    name = "objectives" if paper is PaperSigned.OBJECTIVES else "agreement"

    def read(typed: Typed) -> Reading:
        words = typed.line.strip()
        if not words:
            raise BadInput("Where to?", f"{ends}.")
        path = Path(words).expanduser()

        def run(seat: Seat) -> Receipt:
            from casetable.jobs.agreement import export_agreement

            made = export_agreement(seat, path, paper=paper, number=number)
            return Kept(made.sentence.replace(str(Path.home()), "~"))

        return Reading(f"{name} v{number}, to {path}", run)

    ending = ".pdf" if find_spec("typst") is not None else ".html"
    start = str(Path.home() / f"{name}-v{number}{ending}")
    return Form(f"export {name}", f"export {name}", f"{ends}. Enter writes it.", read, start=start, answer=False)
