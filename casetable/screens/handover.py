"""Handing over: who takes each thing that somebody has at the table; then they leave, in one entry."""

from textual import work

from casetable.errors import CasetableError
from casetable.rules.dates import say_day
from casetable.screens.asking import Confirm
from casetable.screens.command_table import Command, Scope
from casetable.screens.commands import BY_ID, bindings, key_of
from casetable.screens.entry import Entry
from casetable.screens.forms import Errand
from casetable.screens.handover_forms import LAST_DAY, REST, Chosen, hand_form, last_day_form, rest_form
from casetable.screens.handover_lines import reach_words
from casetable.screens.handover_view import HandoverView
from casetable.screens.hints import in_keys
from casetable.screens.people_allowed import why_not_this
from casetable.screens.people_forms import leave
from casetable.screens.reaching import SAVED, Attempt, of_a_key
from casetable.values.people import Person

_CHANGES = frozenset({"hand-this", "hand-all", "hand-nobody", "last-day", "hand-over"})
_AFTERWARDS = "On the board t hands a promise on, on a card t names the lead."


class HandoverScreen(HandoverView):
    """One person's things. What was chosen is kept until they leave, also when this is left with Esc.

    ``parting`` is what was done, once they left.
    """

    BINDINGS = bindings(Scope.HANDOVER)

    def __init__(self, person: Person) -> None:
        super().__init__(person)
        self.parting = ""

    # what may be done

    def refusal(self, command: Command) -> tuple[str, str]:
        """Refuse to who may not hand over, and of somebody who cannot leave or has left."""
        if command.id not in _CHANGES or self.loaded is None:
            return super().refusal(command)
        refused = super().refusal(BY_ID["hand-over"])
        if not refused[0] and self.person.left_on is not None:
            refused = f"{self.person.person} left on {say_day(self.person.left_on)}.", _AFTERWARDS
        return refused if refused[0] else why_not_this("hand-over", self.person, self.loaded)

    def may(self, command: Command) -> bool:
        """Leave out of the footer what would be refused at once."""
        return super().may(command) and not self.refusal(command)[0]

    # commands

    def do_back(self) -> None:
        """Leave the entry, then the page; what was chosen is kept."""
        if self.entry.is_open:
            self.entry.action_leave()
        else:
            self.dismiss(None)

    def do_open(self) -> None:
        """Open a task's story, or a participant's card in front of this."""
        from casetable.screens.card import CardScreen

        one = self.here.first if self.here is not None else None
        if one is not None and one.ref.startswith("T-"):
            self.casetable.tell_story(one.ref)
        elif one is not None and one.participant:
            self.app.push_screen(CardScreen(one.participant))

    def do_hand_this(self) -> None:
        """Say who takes what is under the cursor."""
        one, loaded = self.here, self.loaded
        if one is not None and loaded is not None:
            self.ask_line(hand_form(self.person, one, loaded))

    def do_hand_all(self) -> None:
        """Say who takes everything that was not given to somebody by itself."""
        loaded = self.loaded
        count = sum(one.assignable and one.key not in self.kept for one in self.things)
        if not count:
            self.say(f"Everything is said already: {key_of(BY_ID['hand-this'], self.casetable.keymap)} changes it.")
        elif loaded is not None:
            self.ask_line(rest_form(self.person, count, loaded))

    def do_hand_nobody(self) -> None:
        """Leave it unassigned."""
        if self.here is not None:
            self._choose(Chosen(self.here.keys, ""))

    def do_last_day(self) -> None:
        """Say which day is their last."""
        if self.loaded is not None:
            self.ask_line(last_day_form(self.person, self.loaded))

    def on_entry_stored(self, message: Entry.Stored) -> None:
        """What was chosen is kept here; nothing is saved before they leave."""
        message.prevent_default()
        message.stop()
        chosen = message.reading.errand
        assert isinstance(chosen, Chosen)
        self.entry.close()
        self._entry_done()
        self._choose(chosen)
        self.say(message.reading.echo)

    def _choose(self, chosen: Chosen) -> None:
        """Keep a choice and draw it; after one thing the cursor goes on."""
        if chosen.keys == (REST,) and not chosen.value:
            self.kept.pop(REST, None)
        else:
            self.kept.update(dict.fromkeys(chosen.keys, chosen.value))
        self.draw()
        if chosen.keys[0] not in (REST, LAST_DAY):
            self.table.action_cursor_down()

    @work
    async def do_hand_over(self) -> None:
        """They leave, after a yes that says where everything goes."""
        found, loaded = self.found, self.loaded
        if found is None or loaded is None:
            self.say("Still reading the table.")
            return
        kept, last = dict(self.kept), self.last_day
        rest = next((one for one in loaded.people if one.id == kept.get(REST)), None)
        reach = reach_words(found, self.taken, last, loaded.today, rest)
        if await self.app.push_screen_wait(Confirm(f"{self.person.person} leaves the table?", reach)):
            here = {one.id for one in loaded.people}
            to = {key: id if id in here else "" for one in self.things if (id := kept.get(key := one.key)) is not None}
            await self._leave(leave(self.person, to, rest, last))

    async def _leave(self, errand: Errand) -> None:
        try:
            receipt = await self.casetable.reaching.carry(errand, Attempt("", "", self.say, self._settled))
        except CasetableError as error:
            error = of_a_key(error)
            self.say(error.sentence, in_keys(error.hint), wrong=True)
            return
        if receipt is not None:
            self._left(in_keys(receipt.sentence))

    def _settled(self, was_saved: bool, first: str) -> None:
        if was_saved:
            self._left(f"{first}{SAVED}")
        else:
            self.say(f"{first}It was not saved: press the key again.")

    def _left(self, sentence: str) -> None:
        """They left: what was chosen is not needed any more, and the list says what was done."""
        self.casetable.sheet_drafts.pop(f"leave {self.person.id}", None)
        self.casetable.reload()
        if self.is_current:
            self.parting = sentence
            self.dismiss(None)
