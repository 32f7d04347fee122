"""What the letters do with a conference to come: arrange, propose, say who comes, open it; and with one that was."""

from textual import work

from casetable.rules.chairing import why_not_running
from casetable.screens import conference_forms as forms
from casetable.screens.agreement_page import Spot
from casetable.screens.asking import Choose, Confirm
from casetable.screens.command_table import Command
from casetable.screens.conference_load import ConferenceRead
from casetable.screens.conference_told import item_of, line_of
from casetable.screens.forms import Errand
from casetable.screens.hearing import Hearing
from casetable.values.conference import AgendaItem, Occurrence
from casetable.values.seat import Receipt, Seat
from casetable.words import ConferenceState, ItemKind

_OF_AGENDA = frozenset(
    {
        "item-propose", "item-later", "item-earlier", "item-minutes", "item-longer", "item-shorter", "item-reword",
        "item-remove", "comes", "stays-away", "conference-open",
    }
)  # fmt: skip
"""Commands about what can still be prepared."""
_RUNNING = frozenset(
    {"item-later", "item-earlier", "item-minutes", "item-longer", "item-shorter", "item-remove", "conference-open"}
)
"""Commands of the chair, the deputy and the coordinator."""


class ConferenceKeys(Hearing):
    """Answers the commands of mode 3."""

    read: ConferenceRead | None

    @property
    def here(self) -> Spot | None:
        """What is under the cursor."""
        raise NotImplementedError

    @property
    def item_here(self) -> AgendaItem | None:
        """The item under the cursor."""
        return item_of(self.read, self.here) if self.read is not None else None

    def refusal(self, command: Command) -> tuple[str, str]:
        """Refuse what the roles do not have, what is over, and what only who arranges may do."""
        refused, read, loaded = super().refusal(command), self.read, self.loaded
        if refused[0] or command.id not in _OF_AGENDA:
            return refused
        one = read.conference if read is not None else None
        if one is None:
            return "No conference is planned.", "c, then e calls one."
        again = command.id == "conference-open" and loaded is not None and one.on == loaded.today
        if read is not None and not read.is_ahead and not (again and read.is_held):
            return f"This conference is {one.state.label}.", "3 goes to the next one."
        why = why_not_running(loaded.me, loaded.seat.roles, one) if loaded is not None else ""
        if why and command.id in _RUNNING:
            return why, "" if command.id == "conference-open" else "a proposes an item."
        return "", ""

    def may(self, command: Command) -> bool:
        """Leave out of the footer what would be refused at once."""
        return super().may(command) and not self.refusal(command)[0]

    def action_command(self, id: str) -> None:
        """Do a command; what is about the agenda waits until it was read."""
        if self.read is None and id in (*_OF_AGENDA, "conference-papers"):
            self.say("Still reading the conference.")
        else:
            super().action_command(id)

    @property
    def _meeting(self) -> Occurrence:
        """The conference that is looked at; ``refusal`` makes sure that there is one."""
        assert self.read is not None
        assert self.read.conference is not None
        return self.read.conference

    # items

    def do_item_later(self) -> None:
        """One place down."""
        self._move(1)

    def do_item_earlier(self) -> None:
        """One place up."""
        self._move(-1)

    def _move(self, by: int) -> None:
        one = self.item_here
        if one is not None:
            self.carry_out(forms.move_item(one, one.number + by, self._meeting))

    def do_item_minutes(self) -> None:
        """How long it may take."""
        if self.item_here is not None:
            self.ask_line(forms.minutes_form(self.item_here, self._meeting))

    def do_item_longer(self) -> None:
        """A minute more."""
        self._give(1)

    def do_item_shorter(self) -> None:
        """A minute less."""
        self._give(-1)

    def _give(self, minutes: int) -> None:
        one = self.item_here
        if one is not None and one.minutes + minutes < 1:
            self.say(f"{one.label} has a minute left.", "X takes it off.", wrong=True)
        elif one is not None:
            self.carry_out(forms.set_minutes(one, one.minutes + minutes, self._meeting))

    def do_item_reword(self) -> None:
        """What is to be debated."""
        if self.item_here is not None and self.loaded is not None:
            self.ask_line(forms.question_form(self.item_here, self._meeting, self.loaded))

    def do_item_remove(self) -> None:
        """Off the agenda, with the reason."""
        if self.item_here is not None:
            self.ask_line(forms.remove_form(self.item_here, self._meeting))

    @work
    async def do_item_propose(self) -> None:
        """Propose an item: it asks what it is about."""
        kind = await self.app.push_screen_wait(Choose("What do you propose?", forms.PROPOSED))
        if kind is None or self.loaded is None:
            return
        one = self.item_here
        reference = one.participant or "" if one is not None and kind is ItemKind.PARTICIPANT else ""
        title = "Propose an item for the conference"
        kept = f"propose item {kind.value}"
        make = forms.propose(kind, self._meeting, self.loaded)
        await self.fill_in(title, kept, forms.propose_fields(kind, reference), make)

    # who comes

    def _who(self) -> tuple[str, str]:
        """Whose coming the next key notes: whose word it is, else who is under the cursor, else one's own."""
        here, loaded, read = self.here, self.loaded, self.read
        assert loaded is not None
        if self.entry.heard is not None:
            return self.entry.heard.person, self.entry.heard_name
        if here is not None and here.kind == "person" and read is not None and read.forecast is not None:
            one = next(each for each in read.forecast.expected if each.person_id == here.which)
            return one.person_id, one.person
        return loaded.me, loaded.seat.name

    def do_comes(self) -> None:
        """They come."""
        person, _ = self._who()
        self.carry_out(forms.coming(person, True, self._meeting, self.entry.heard))

    def do_stays_away(self) -> None:
        """They do not come."""
        person, name = self._who()
        if self.loaded is not None:
            self.ask_line(forms.stays_away_form(person, name, self.loaded, self._meeting))

    def do_heard_coming(self) -> None:
        """Say from whom the next answer was heard."""
        self.do_heard()

    # opening

    @work
    async def do_conference_open(self) -> None:
        """Open the conference, after a yes: from then on it runs."""
        read, one = self.read, self._meeting
        if read is None or self.loaded is None:
            return
        if one.on != self.loaded.today:
            self.say("It is opened on its day.", "c, then m moves it to another.", wrong=True)
            return
        if read.is_held:
            question, reach = "Open it again?", "It goes on where it stood when it was closed today."
        else:
            question = "Open the conference now?"
            reach = f"Its {len(read.items)} items stand as they are, and the clock runs. It is never undone."
        if await self.app.push_screen_wait(Confirm(question, reach)):
            self.carry_out(_open(one), back="")

    # going elsewhere

    def do_open(self) -> None:
        """Open what is under the cursor."""
        read, here = self.read, self.here
        if read is None or here is None:
            self.open_room()
            return
        item, line = item_of(read, here), line_of(read, here)
        reference = item.participant if item is not None else here.which if here.kind == "ask" else ""
        if here.kind in ("hearing", "ending"):
            reference = next((word for word in here.which.split() if word.startswith("P-")), "")
        if reference:
            self.casetable.open_card(reference)
        elif line is not None and line.task is not None:
            self.casetable.tell_story(line.task.task)
        elif here.kind in ("person", "there"):
            self.casetable.open_people(self._who()[1])
        else:
            self.do_why()

    def open_room(self) -> None:
        """Go into the room of the conference in session; a subclass knows how."""
        raise NotImplementedError

    @work
    async def do_calendar(self) -> None:
        """See the conferences to come; Enter there looks at one."""
        from casetable.screens.conference_calendar import CalendarScreen

        await self.app.push_screen_wait(CalendarScreen(self.look_at_meeting))

    def look_at_meeting(self, conference: Occurrence) -> None:
        """Look at another conference; a subclass knows how."""
        raise NotImplementedError

    @property
    def is_in_session(self) -> bool:
        """The conference that is looked at is in session."""
        one = self.read.conference if self.read is not None else None
        return one is not None and one.state is ConferenceState.IN_SESSION


def _open(one: Occurrence) -> Errand:
    def run(seat: Seat) -> Receipt:
        from casetable.actions.conference import open_conference

        return open_conference(seat, one.original_on)

    return run
