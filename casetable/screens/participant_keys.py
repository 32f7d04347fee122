"""What the letters do with a participant, in the list and on the card."""

from textual import work

from casetable.errors import CasetableError
from casetable.rules.permissions import why_not
from casetable.screens import choosing_forms as choosing
from casetable.screens import participant_forms as forms
from casetable.screens import participant_sheets as sheets
from casetable.screens.asking import Choose, Confirm
from casetable.screens.command_table import Command, Fits, Need
from casetable.screens.entry import Entry
from casetable.screens.forms import Errand
from casetable.screens.hints import in_keys
from casetable.screens.load import Loaded
from casetable.screens.paperwork import Paperwork
from casetable.values.participants import Participant
from casetable.values.seat import Receipt, Seat
from casetable.words import Answer, LeavingReason, ParticipantState

_LEAVING = tuple(zip("hgmcdwo", LeavingReason, strict=True))
_NEXT = {
    ParticipantState.AGREED: "b begins the work.",
    ParticipantState.ACTIVE: "k goes through the outcomes.",
    ParticipantState.LEFT: "o brings back who left by mistake.",
    ParticipantState.PASSED_OVER: "A writes down that they are considered anew.",
}
_NEVER_UNDONE = "This is never undone; o brings back who left by mistake."


class ParticipantKeys(Paperwork):
    """Answers the commands about one participant."""

    @property
    def _at(self) -> tuple[Participant, Loaded]:
        one, loaded = self.person_here, self.loaded
        assert one is not None
        assert loaded is not None
        return one, loaded

    def has(self) -> frozenset[Need]:
        """A participant, where one is under the cursor."""
        return frozenset({Need.PARTICIPANT} if self.person_here else ())

    def facts(self) -> dict[str, str]:
        """What the command-line twins are filled with."""
        one = self.person_here
        return {"participant": one.participant.removeprefix("P-")} if one else {}

    def fitting(self) -> frozenset[Fits]:
        """Which answer is awaited from this agency, and what comes next."""
        one, loaded = self.person_here, self.loaded
        if one is None or loaded is None:
            return frozenset()
        own = loaded.seat.agency == one.agency
        found = set()
        if loaded.seat.agency in one.agencies_to_answer or (own and (_is_declined(one) or _is_considered(one))):
            found.add(Fits.PROPOSED)
        if one.state is ParticipantState.AGREED:
            found.add(Fits.AGREED)
        if one.state is ParticipantState.LEFT:
            found.add(Fits.LEFT)
        return frozenset(found)

    def refusal(self, command: Command) -> tuple[str, str]:
        """Refuse what the roles do not have: a yes may propose or pass over, which managers do not."""
        refused = super().refusal(command)
        one, loaded = self.person_here, self.loaded
        if refused[0] or command.id != "agree" or one is None or loaded is None or self._is_heard:
            return refused
        return why_not(loaded.seat.roles, _action_of_a_yes(one, loaded.seat.agency)), ""

    @property
    def _is_heard(self) -> bool:
        """The next answer is somebody else's; never before the entry stands."""
        return self.is_composed and self.entry.heard is not None

    def may(self, command: Command) -> bool:
        """Leave out of the footer what would be refused at once."""
        return super().may(command) and not self.refusal(command)[0]

    # the way to the table and from it

    def do_agree(self) -> None:
        """Say the yes that is awaited."""
        one, loaded = self._at
        heard, own = self.entry.heard, loaded.seat.agency == one.agency
        if _is_considered(one) and own:
            self.ask_line(choosing.agree_form(one, proposes=True))
        elif _is_declined(one) and (own or heard is not None):
            self.carry_out(_passing_over(one, self.entry))
        elif heard is None and not _may_answer(one, loaded.seat.agency):
            self.say(*_no_yes_is_awaited(one, loaded.seat.agency), wrong=True)
        else:
            self.ask_line(choosing.agree_form(one))

    def do_disagree(self) -> None:
        """Decline, with the reason."""
        self.ask_line(choosing.decline_form(self._at[0]))

    def do_begin(self) -> None:
        """Begin the work."""
        reference = self._at[0].participant

        def run(seat: Seat) -> Receipt:
            from casetable.actions.participants import activate

            return activate(seat, reference)

        self.carry_out(run)

    @work
    async def do_leave(self) -> None:
        """Ask for the reason first, then where to."""
        one, _ = self._at
        choices = [(letter, reason.label, reason) for letter, reason in _LEAVING]
        reason = await self.app.push_screen_wait(Choose(f"{one.participant} leaves the table. Why?", choices))
        if reason is not None:
            self.ask_line(choosing.leave_form(one, reason))

    def do_come_back(self) -> None:
        """They left by mistake."""
        self.ask_line(choosing.come_back_form(self._at[0]))

    def do_team(self) -> None:
        """Who leads, who works with them."""
        self.ask_line(choosing.team_form(*self._at))

    def stored(self, message: Entry.Stored) -> None:
        """Leaving asks for a yes first, with its reach; everything else is an errand."""
        if message.form.id.startswith("leave "):
            self._leave(message)
        else:
            self.store(message)

    @work
    async def _leave(self, message: Entry.Stored) -> None:
        one, _ = self._at
        reach = f"{message.reading.echo}. {self._reach_of_leaving(one)} {_NEVER_UNDONE}"
        if await self.app.push_screen_wait(Confirm(f"{one.participant} leaves the table?", reach)):
            self.carry_out(message.reading.errand, form=message.form, line=message.line, back="")
        else:
            self.entry.go_on()

    def _reach_of_leaving(self, one: Participant) -> str:
        """How many tasks of how many agencies are under way, as far as they stand on this week's board."""
        loaded = self.loaded
        open_tasks = [task for task in loaded.week.tasks if task.participant == one.participant] if loaded else []
        agencies = {task.agency for task in open_tasks}
        if not open_tasks:
            return "Off the board for everybody."
        tasks = _count(len(open_tasks), "task")
        return f"Off the board for everybody: this week {tasks} of {_agencies(len(agencies))}."

    # their words, their safety, their outcomes

    def do_log_contact(self) -> None:
        """Write down a contact or a note in one line; nobody under the cursor: the line names them."""
        if self.loaded is not None:
            self.ask_line(forms.contact_form(self.loaded, self.person_here))

    def do_voice(self) -> None:
        """Write down their goal, how they take part, what they were told."""
        self.ask_line(forms.voice_form(self._at[0]))

    def do_told(self) -> None:
        """Write down what they were told."""
        self.ask_line(forms.told_form(self._at[0]))

    @work
    async def do_reach(self) -> None:
        """Say how they may be reached."""
        one, _ = self._at
        reference = one.participant
        try:
            fields = await self.casetable.at_seat(lambda seat: sheets.reach_fields(seat, reference))
        except CasetableError as error:
            self.say(error.sentence, in_keys(error.hint), wrong=True)
            return
        make = sheets.set_reach(reference, fields)
        await self.fill_in(f"How {reference} may be reached", f"reach {reference}", fields, make)

    @work
    async def do_outcomes(self) -> None:
        """Go through the outcomes: from the list of everybody, from a card of this one."""
        from casetable.screens.outcomes import OutcomesScreen

        only = self.outcomes_of()
        screen = OutcomesScreen(only, self.person_here, self.casetable.outcome_drafts.setdefault(only, {}))
        await self.app.push_screen_wait(screen)
        if screen.parting:
            self.say(screen.parting)
        await self.casetable.read()

    def outcomes_of(self) -> str:
        """Whose outcomes ``k`` goes through: a reference, or everybody's."""
        return ""

    # releases, and texts that were kept

    @work
    async def do_releases(self) -> None:
        """See, add and revoke releases."""
        from casetable.screens.releases import ReleasesScreen

        one = self.person_here
        if one is not None:
            await self.app.push_screen_wait(ReleasesScreen(one))
            await self.casetable.read()

    def do_heard_about(self) -> None:
        """Say from whom the next answer was heard."""
        self.do_heard()

    def do_drafts(self) -> None:
        """See what was kept for one's agency."""
        from casetable.screens.kept import KeptScreen

        self.app.push_screen(KeptScreen())


def _passing_over(one: Participant, entry: Entry) -> Errand:
    heard = entry.heard

    def run(seat: Seat) -> Receipt:
        from casetable.actions.participants import pass_over

        return pass_over(seat, one.participant, heard=heard)

    return run


def _action_of_a_yes(one: Participant, agency: str) -> str:
    """What a yes does: propose whom one's own agency considers, pass over who was declined, else agree."""
    if one.agency == agency and _is_considered(one):
        return "participant.propose"
    return "participant.pass_over" if one.agency == agency and _is_declined(one) else "participant.agree"


def _is_considered(one: Participant) -> bool:
    return one.state is ParticipantState.CONSIDERED


def _is_declined(one: Participant) -> bool:
    declined = any(answer.answer is Answer.DECLINE for answer in one.answers)
    return one.state is ParticipantState.PROPOSED and declined


def _may_answer(one: Participant, agency: str) -> bool:
    """A yes of this agency is awaited, or it declined and may still think better of it."""
    declined = any(answer.agency == agency and answer.answer is Answer.DECLINE for answer in one.answers)
    return one.state is ParticipantState.PROPOSED and (declined or agency in one.agencies_to_answer)


def _no_yes_is_awaited(one: Participant, agency: str) -> tuple[str, str]:
    """Why there is nothing to say yes to, and the next key."""
    ref, state = one.participant, one.state
    if state is ParticipantState.PROPOSED and one.agencies_to_answer:
        return f"{ref} waits for {', '.join(one.agencies_to_answer)}.", "f, then y, notes an answer heard from them."
    if state is ParticipantState.CONSIDERED:
        return f"{ref} is considered by {one.agency}, who may propose them.", ""
    return f"{ref} is {state.label}: no yes of {agency} is awaited.", _NEXT.get(state, "enter opens the card.")


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _agencies(number: int) -> str:
    return "1 agency" if number == 1 else f"{number} agencies"
