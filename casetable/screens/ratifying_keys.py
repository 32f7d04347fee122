"""Yes and no to what was decided without quorum: the same keys on a past conference and in the review of all."""

from dataclasses import replace

from casetable.screens import minutes_forms as forms
from casetable.screens.command_table import Command
from casetable.screens.commands import BY_ID
from casetable.screens.hearing import Hearing
from casetable.values.minutes import Proposal
from casetable.words import ProposalState


class RatifyingKeys(Hearing):
    """Answers ``y`` and ``n`` on a proposal, also for somebody heard from."""

    @property
    def proposal_here(self) -> Proposal | None:
        """The proposal under the cursor; a subclass knows."""
        return None

    @property
    def waits_here(self) -> bool:
        """A proposal under the cursor waits for an answer."""
        one = self.proposal_here
        return one is not None and one.state is ProposalState.WAITING

    def footer_commands(self) -> tuple[Command, ...]:
        """On a proposal ``y`` ratifies it; enter opens, and takes the place of finding."""
        found = (*super().footer_commands()[:-2], BY_ID["open"], BY_ID["help"])
        if not self.waits_here:
            return found
        return tuple(replace(one, label="ratify") if one.id == "minutes-confirm" else one for one in found)

    def do_heard_coming(self) -> None:
        """Say from whom the next answer was heard."""
        self.do_heard()

    def do_minutes_confirm(self) -> None:
        """Ratify the proposal under the cursor."""
        one = self.proposal_here
        if one is None:
            self.say("y ratifies a proposal: there is none under the cursor.", wrong=True)
        else:
            self.carry_out(forms.ratify(one, self.entry.heard))

    def do_minutes_refuse(self) -> None:
        """Say no to the proposal under the cursor, and why."""
        one = self.proposal_here
        if one is None:
            self.say("n says no to a proposal: there is none under the cursor.", wrong=True)
        else:
            self.ask_line(forms.refuse_form(one))
