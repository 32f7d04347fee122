"""The outcomes pass: everybody at the table and every domain, one key each, stored in one go."""

from dataclasses import replace

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.widget import Widget

from casetable.errors import CasetableError, NotFound
from casetable.rules.outcomes import HOUSING, domain_in_full, say_over_time, say_reading
from casetable.screens.card_lines import full_day
from casetable.screens.cell import cell
from casetable.screens.command_table import Command, Scope
from casetable.screens.commands import BY_ID, bindings
from casetable.screens.desk import Desk
from casetable.screens.entry import Entry
from casetable.screens.forms import Form
from casetable.screens.hints import in_keys
from casetable.screens.keeping import keeping
from casetable.screens.lines import Line
from casetable.screens.load import Loaded
from casetable.screens.outcome_errands import noted, reader, recording, rows_of, whose, written
from casetable.screens.outcome_grid import OutcomeGrid
from casetable.screens.outcome_pass import Cell, Given, OutcomePass
from casetable.screens.reaching import Attempt, of_a_form
from casetable.values.outcomes import OutcomeRow
from casetable.values.participants import Participant
from casetable.words import OutcomeValue, OutcomeView

_NOBODY = "Nobody's outcomes can be read yet: they are read for those at the table whom your agency knows."
_VIEWS = {OutcomeView.WORKER: "the worker's view", OutcomeView.PARTICIPANT: "their own view"}
_LABEL = 12


class OutcomesScreen(Desk):
    """A grid to answer; Enter stores, Esc leaves and keeps what was answered. ``parting`` is the receipt."""

    SCOPE = Scope.OUTCOMES
    BINDINGS = bindings(Scope.OUTCOMES)

    def __init__(self, only: str, start: Participant | None, kept: dict[Cell, Given]) -> None:
        """``only`` is the reference of the one to be read, empty for everybody; ``kept`` holds what Esc left."""
        super().__init__()
        self.only = only
        self.read = OutcomePass(given=dict(kept))
        self.kept = kept
        self.parting = ""
        self._start = start.participant if start is not None else ""

    def compose_body(self) -> ComposeResult:
        """The grid."""
        yield OutcomeGrid(self.read, self.casetable.signs)

    def compose_below(self) -> ComposeResult:
        """What stands under the cursor: since the beginning, over time, now."""
        for name in ("baseline", "over-time", "now"):
            yield Line(id=name)

    @property
    def grid(self) -> OutcomeGrid:
        """The grid."""
        return self.query_one(OutcomeGrid)

    def second_line(self, loaded: Loaded) -> tuple[Text, Text]:
        """Whose outcomes, in whose view, and how many answers wait to be stored."""
        whose = self.only or "everybody"
        left = Text.assemble(" ", cell("Outcomes", "strong"), cell(f" · {whose} · "))
        if self.read.is_baseline:
            left.append_text(cell("the baseline, before work begins", "strong"))
        else:
            left.append_text(cell(_VIEWS[self.read.view], "strong")).append_text(cell(", v changes", "quiet"))
        count = len(self.read.given)
        return left, cell(f"{count} answered, enter stores " if count else "", "strong")

    def body_widget(self) -> Widget:
        """The grid."""
        return self.grid

    def facts(self) -> dict[str, str]:
        """What the command-line twins are filled with."""
        who = self.read.who
        return {"participant": who.participant.removeprefix("P-")} if who else {}

    def show_body(self, loaded: Loaded) -> None:
        """Read the outcomes again."""
        self._read()

    @work(exclusive=True, group="outcomes")
    async def _read(self) -> None:
        only = self.only
        try:
            rows = await self.casetable.at_seat(lambda seat: rows_of(seat, only))
        except NotFound:
            self.parting = f"{only} is not shared with your agency any more."
            self.dismiss(None)
            return
        except CasetableError as error:
            self.say(error.sentence, in_keys(error.hint), wrong=True)
            return
        if self.is_attached:
            self._show(rows)

    def _show(self, rows: tuple[OutcomeRow, ...]) -> None:
        gone = self.read.show(rows)
        if rows and self._start:
            self.read.go_to(self._start)
            self._start = ""
        for place, given in gone.items():
            if given.note:
                self.carry_out(keeping(place.participant, f"an outcome in {place.domain}", given.note), back="")
        if not rows:
            self.say(_NOBODY)
        self.draw()

    def draw(self) -> None:
        """Draw the grid, and below it what stands under the cursor."""
        self.grid.redraw()
        self._tell()

    def on_outcome_grid_moved(self) -> None:
        """The cursor moved."""
        self._tell()

    def _tell(self) -> None:
        who, here = self.read.who, self.read.here
        self._show_frame(self.loaded)
        self.show_footer()
        if who is None or here is None:
            return
        unicode = not self.casetable.signs.ascii
        name = " ".join(part for part in (who.participant, who.name) if part)
        start = self.read.standing
        said = f"{full_day(start.on)}: {start.note}" if start is not None else "–"
        said += f" ({start.housing_code} {start.housing_words})" if start is not None and start.housing_code else ""
        self._line("#baseline", "At first", said)
        over_time = say_over_time(self.read.before(who, here.domain), unicode=unicode)
        self._line("#over-time", "So far", over_time or "–")
        given = self.read.given.get(here)
        now = self._now(given) if given is not None else "–"
        self._line("#now", "Now", f"{name}, {domain_in_full(here.domain)}: {now}")

    def _now(self, given: Given) -> str:
        unicode = not self.casetable.signs.ascii
        value = say_reading(given.value, unicode=unicode) if given.value else ""
        if not value:
            value = "the baseline" if self.read.is_baseline else "no answer yet"
        code = str(given.code) if given.code else ""
        return ", ".join(part for part in (value, code, given.note) if part)

    def _line(self, name: str, label: str, words: str) -> None:
        self.query_one(name, Line).show(Text.assemble(cell(f" {label:<{_LABEL}}", "quiet"), cell(words)))

    def jump(self, reference: str) -> bool:
        """Put the cursor on somebody's row; False when they are not read here."""
        self.read.go_to(reference)
        self.draw()
        return self.read.who is not None and self.read.who.participant == reference

    def footer_commands(self) -> tuple[Command, ...]:
        """The keys of the row: a baseline is written in words, or left as it is."""
        commands = super().footer_commands()
        if not self.read.is_baseline:
            return commands
        writes = replace(BY_ID["outcome-note"], label="how things stand")
        leaves = replace(BY_ID["as-before"], label="leave as it is")
        return (writes, leaves, replace(BY_ID["open"], label="store"), *commands[-2:])

    # answering

    def do_better(self) -> None:
        """Better than at the start."""
        self._answer(OutcomeValue.BETTER)

    def do_same(self) -> None:
        """As at the start."""
        self._answer(OutcomeValue.SAME)

    def do_worse(self) -> None:
        """Worse than at the start."""
        self._answer(OutcomeValue.WORSE)

    def do_unknown(self) -> None:
        """Not known."""
        self._answer(OutcomeValue.UNKNOWN)

    def do_as_before(self) -> None:
        """The same answer as last time."""
        last = self.read.last_value()
        if self.read.is_baseline:
            self._leave_baseline()
        elif last is None:
            self.say("There is no answer of last time here: + = - or 0.")
        else:
            self._answer(last)

    def _leave_baseline(self) -> None:
        if self.read.standing is None and self.read.here not in self.read.given:
            self.say("There is no baseline here yet: n writes how things stand now.")
        else:
            self.read.go_on()
            self.draw()

    def _answer(self, value: OutcomeValue) -> None:
        who = self.read.who
        if who is None:
            self.say(_NOBODY)
        elif self.read.is_baseline:
            self.say(f"{who.participant} has not begun: n writes how things stand now, the baseline.")
        else:
            self.read.answer(value)
            self.draw()

    def do_swap_view(self) -> None:
        """Change between the worker's view and the participant's own."""
        self.read.swap()
        self.draw()

    def do_clear_answer(self) -> None:
        """Take the answer back."""
        self.read.take_back()
        self.draw()

    def do_outcome_note(self) -> None:
        """Put words to the answer; before work begins they are the baseline."""
        here = self.read.here
        if here is None:
            self.say(_NOBODY)
            return
        standing = self.read.standing if self.read.is_baseline and here not in self.read.given else None
        given = written(standing) if standing is not None else self.read.given.get(here, Given())
        hint = "A HUD code first if you know it: 116 sleeps in the car" if here.domain == HOUSING else "A few words"
        tag = f"~{given.category.tag}" if given.category else ""
        start = " ".join(part for part in (str(given.code or ""), given.note, tag) if part)
        prompt = f"{here.participant} {domain_in_full(here.domain)}"
        hint = whose(standing) if standing is not None else hint
        name = f"outcome {here.participant} {here.domain}"
        self.ask_line(Form(name, prompt, hint, reader(here.domain), start=start, answer=False))

    def on_entry_stored(self, message: Entry.Stored) -> None:
        """A note stays with its answer; everything is stored in one go later."""
        message.prevent_default()
        message.stop()
        here = self.read.here
        if here is not None:
            self._take(noted(message.line, here.domain))
        self.entry.close()
        self._entry_done()
        if self.read.is_baseline:
            self.read.go_on()
        self.draw()

    def _take(self, given: Given) -> None:
        """Take what was typed; a baseline that was left as it stands is not written anew."""
        standing, here = self.read.standing, self.read.here
        is_new = here in self.read.given or standing is None or given != written(standing)
        if is_new or not self.read.is_baseline:
            self.read.note(given)

    # storing and leaving

    def do_open(self) -> None:
        """Enter: store everything that was answered."""
        if not self.read.to_store():
            keys = "n writes how things stand." if self.read.is_baseline else "+ better, = same, - worse, 0 unknown."
            self.say(f"Nothing is answered yet: {keys}")
        else:
            self._store()

    @work(group="errands")
    async def _store(self) -> None:
        news = self.read.to_store()
        attempt = Attempt(f"outcomes {self.only}", news, self.say, self._settled)
        try:
            receipt = await self.casetable.reaching.carry(recording(news), attempt)
        except CasetableError as error:
            refused = of_a_form(error)
            self.say(refused.sentence, in_keys(refused.hint), wrong=True)
            self.draw()
            return
        if receipt is None:
            return
        self.kept.clear()
        self.parting = f"{receipt.sentence} u takes it back"
        self.dismiss(None)

    def _settled(self, was_saved: bool, first: str) -> None:
        if was_saved:
            self.read.given.clear()
            self.kept.clear()
        self.say(f"{first}It was saved." if was_saved else f"{first}It was not saved: Enter saves it.")
        if self.is_attached:
            self._read()

    def do_back(self) -> None:
        """Leave the entry, then the pass; what was answered is kept until it is stored."""
        if self.entry.is_open:
            self.entry.action_leave()
            return
        self.kept.clear()
        self.kept.update(self.read.given)
        if self.kept:
            self.parting = "Your answers are kept, not stored yet: k brings them back."
        self.dismiss(None)
