"""What the letters do with a conference that was held: correct and agree its minutes, ratify, open them again."""

from datetime import date

from textual import work
from textual.binding import Binding
from textual.containers import Horizontal

from casetable.rules.chairing import runs
from casetable.rules.dates import say_day_in
from casetable.screens import minutes_forms as forms
from casetable.screens.asking import Confirm
from casetable.screens.command_table import Command, Fits, Scope
from casetable.screens.commands import BY_ID
from casetable.screens.conference_told import line_of
from casetable.screens.minutes_papers import MinutesPapers
from casetable.screens.ratifying_keys import RatifyingKeys
from casetable.values.conference import FiledLine
from casetable.values.minutes import Minutes, Proposal
from casetable.words import LineKind, MinutesState

OF_MINUTES = frozenset(
    {
        "minutes-correct", "minutes-confirm", "minutes-refuse", "minutes-agree", "minutes-reopen", "minutes-papers",
        "minutes-may-tell",
    }
)  # fmt: skip
"""Commands about a conference that was held."""
_BY_WHO_RUNS = frozenset({"minutes-agree", "minutes-reopen"})


class HeldPart(Horizontal):
    """The page of a conference, with the keys of one that was held: elsewhere they are the screen's own."""

    BINDINGS = [
        Binding(BY_ID[id].key, f"screen.command('{id}')", BY_ID[id].label, show=False, id=id)
        for id in sorted(OF_MINUTES)
    ]


class MinutesKeys(MinutesPapers, RatifyingKeys):
    """Answers the commands of a held conference."""

    @property
    def scope_now(self) -> Scope:
        """A held conference has keys of its own."""
        return Scope.HELD if self.read is not None and self.read.is_held else Scope.CONFERENCE

    @property
    def minutes_here(self) -> Minutes | None:
        """The minutes of the conference that is looked at; None before it was held."""
        return self.read.minutes if self.read is not None else None

    @property
    def line_here(self) -> FiledLine | None:
        """The filed line under the cursor."""
        return line_of(self.read, self.here) if self.read is not None else None

    @property
    def proposal_here(self) -> Proposal | None:
        """The proposal under the cursor: among those to ratify, or where its line stands in the record."""
        here, minutes = self.here, self.minutes_here
        if here is None or minutes is None or here.kind not in ("proposal", "line"):
            return None
        return next((one for one in minutes.proposals if one.line.id == here.which), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The keys of a held conference mean nothing before it: there its other keys do."""
        if action == "command" and parameters and parameters[0] in OF_MINUTES:
            return self.scope_now is Scope.HELD
        return super().check_action(action, parameters)

    def refusal(self, command: Command) -> tuple[str, str]:
        """Refuse what the roles do not have, and what only who runs that conference may do."""
        refused, read, loaded = super().refusal(command), self.read, self.loaded
        if refused[0] or command.id not in _BY_WHO_RUNS or read is None or loaded is None or read.conference is None:
            return refused
        if runs(loaded.me, loaded.seat.roles, read.conference):
            return "", ""
        named = [name for name in (read.conference.chair, read.conference.deputy) if name]
        whose = f" ({' and '.join(named)})" if named else ""
        return f"Minutes are agreed and opened again by the chair{whose} or the coordinator.", ""

    def fits_minutes(self) -> frozenset[Fits]:
        """What can be done with the minutes now, for the footer."""
        minutes, line, found = self.minutes_here, self.line_here, {Fits.HELD_CONFERENCE}
        if minutes is None or self.loaded is None:
            return frozenset(found)
        if minutes.state is not MinutesState.OPEN:
            found.add(Fits.AGREED_MINUTES)
        elif minutes.is_due:
            found.add(Fits.TO_AGREE)
        elif self.loaded.seat.agency in minutes.there:
            found.add(Fits.TO_CORRECT)
        if self.waits_here:
            found.add(Fits.TO_RATIFY)
        if line is not None and line.kind is LineKind.DISSENT:
            found.add(Fits.DISSENT)
        return frozenset(found)

    # corrections

    def do_minutes_correct(self) -> None:
        """Correct the line under the cursor, or note something at the item."""
        line, item = self.line_here, self.item_here
        if line is not None:
            self._correct_line(line)
        elif item is not None and item.id is not None:
            self.ask_line(forms.note_form(item, self._meeting))
        else:
            self.say("e corrects a line or an item: put the cursor on one.", wrong=True)

    @work
    async def _correct_line(self, line: FiledLine) -> None:
        make = forms.correct(line, self._meeting, self.entry.heard)
        await self.fill_in("Correct the minutes", f"correct {line.id}", forms.correct_fields(line), make)

    def do_minutes_confirm(self) -> None:
        """Ratify the proposal under the cursor; elsewhere one's agency has nothing to correct."""
        if self.waits_here:
            super().do_minutes_confirm()
        else:
            self.carry_out(forms.nothing_to_correct(self._meeting, self.entry.heard))

    # agreeing

    @work
    async def do_minutes_agree(self) -> None:
        """Agree the minutes and lock them, after a yes with its reach."""
        minutes, loaded = self.minutes_here, self.loaded
        if minutes is None or loaded is None:
            return
        if minutes.state is not MinutesState.OPEN:
            self.say("These minutes are agreed already.", "o opens them again as a revision.", wrong=True)
        elif not minutes.is_due:
            self.say(*_too_early(minutes, loaded.today), wrong=True)
        elif await self.app.push_screen_wait(Confirm("Agree the minutes and lock them?", _reach(minutes))):
            self.say("Composing and keeping every paper …")
            self.carry_out(forms.agree(self._meeting), back="")

    def do_minutes_reopen(self) -> None:
        """Open agreed minutes again as a revision."""
        minutes = self.minutes_here
        if minutes is not None and minutes.state is MinutesState.OPEN:
            self.say("These minutes are open: e corrects a line or an item.", wrong=True)
        else:
            self.ask_line(forms.reopen_form(self._meeting))

    # what they may know

    def do_minutes_may_tell(self) -> None:
        """Say whether the participant may know the dissent under the cursor, or not any more."""
        line = self.line_here
        if line is None or line.kind is not LineKind.DISSENT:
            self.say("t is about a dissent: put the cursor on one.", wrong=True)
        else:
            self.carry_out(forms.may_tell(line))

    # going elsewhere

    def do_open(self) -> None:
        """Open what is under the cursor: who is to be told, the line of a proposal, else what stands there."""
        here, after = self.here, self.read.after_it if self.read is not None else None
        if here is not None and here.kind == "telling" and after is not None:
            task = next((one.task for one in after.tellings if one.participant == here.which), None)
            if task is not None:
                self.casetable.tell_story(task)
            else:
                self.casetable.open_card(here.which)
        elif here is not None and here.kind == "proposal":
            self.go_to_line(here.which)
        else:
            super().do_open()

    def go_to_line(self, line: str) -> None:
        """Put the cursor on a filed line; a subclass knows how."""
        raise NotImplementedError

    @work
    async def do_minutes_review(self) -> None:
        """Look back at all of them; Enter there looks at one."""
        from casetable.screens.minutes_review import ReviewScreen

        await self.app.push_screen_wait(ReviewScreen(self.look_at_meeting))
        self.read_page()

    def read_page(self) -> object:
        """Read the conference again; a subclass knows how."""
        raise NotImplementedError


def _too_early(minutes: Minutes, today: date) -> tuple[str, str]:
    names = dict(minutes.agencies)
    waiting = ", ".join(names.get(code, code) for code in minutes.there if code not in minutes.replied)
    until = say_day_in(minutes.correct_until, today)
    return f"Not yet: {waiting} may still correct them, until {until}.", "f, then y notes that they have nothing to."


def _reach(minutes: Minutes) -> str:
    agencies = ", ".join(name for _, name in minutes.agencies)
    letters = sum(1 for one in minutes.items if one.participant is not None and one.lines)
    to_whom = f", and {letters} letters to participants" if letters > 1 else ", and a letter" if letters else ""
    return (
        f"The papers for {agencies}, their mail and the managers{to_whom} are kept as they are now and printed so from"
        " then on. It is never undone; o opens them again as a revision."
    )
