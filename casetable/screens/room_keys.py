"""What the keys of the room do, as long as its line is empty."""

from textual import work

from casetable.screens import room_deeds as deeds
from casetable.screens import room_forms as forms
from casetable.screens.asking import Confirm
from casetable.screens.because_screen import BecauseScreen
from casetable.screens.command_table import Command
from casetable.screens.entry import Entry
from casetable.screens.room_check import RoomCheck
from casetable.screens.room_errands import RoomErrands
from casetable.screens.room_lines import label_of, next_words
from casetable.screens.room_widgets import RoomPage
from casetable.values.conference import AgendaItem, FiledLine, Room
from casetable.words import DEBATED, ItemKind, ItemState, LineKind

_RUNS = frozenset({"room-go", "room-leave-item", "room-recess", "room-shave", "room-close"})
"""Commands of the chair, the deputy and the coordinator."""
_WHILE_BLANK = frozenset({"room-blank", "help", "quit", "week", "participants", "agreement", "conference", "palette"})
_NO_ROOM = "Still reading the room."


class RoomKeys(RoomErrands):
    """Answers the commands of the room."""

    is_blank = False

    @property
    def room(self) -> Room | None:
        """The room as it was read last."""
        return self.read.room if self.read is not None else None

    @property
    def page(self) -> RoomPage:
        """The page of the open item."""
        return self.query_one(RoomPage)

    @property
    def check(self) -> RoomCheck:
        """The room check."""
        return self.query_one(RoomCheck)

    def refusal(self, command: Command) -> tuple[str, str]:
        """Refuse what the roles do not have, and running it to who neither chairs nor coordinates."""
        refused, room = super().refusal(command), self.room
        if refused[0] or room is None or room.runs or command.id not in _RUNS:
            return refused
        chair = room.conference.chair or "nobody yet"
        return f"A conference is run by its chair ({chair}), the deputy or the coordinator.", "k parks something."

    def action_command(self, id: str) -> None:
        """Do a command; a blank screen answers none that would show something."""
        if self.is_blank and id not in _WHILE_BLANK:
            return
        if self.room is None and id.startswith("room-"):
            self.say(_NO_ROOM)
        else:
            super().action_command(id)

    def asks_to_quit(self) -> bool:
        """One key too many does not take the room away."""
        self._ask_to_quit()
        return True

    @work
    async def _ask_to_quit(self) -> None:
        reach = "The conference stays in session. Opened again, casetable comes back to its room."
        if await self.app.push_screen_wait(Confirm("Leave casetable?", reach)):
            self.casetable.leave()

    def do_drafts(self) -> None:
        """See what was kept for one's agency."""
        from casetable.screens.kept import KeptScreen

        self.app.push_screen(KeptScreen())

    # lines

    def _begin(self, key: str) -> None:
        room = self.room
        if room is not None and room.item is None and key != "k":
            self.say("No item is open.", "enter opens the next one; k parks something.", wrong=True)
        elif room is not None and room.item is not None and not _fits(key, room.item):
            self.say(f"{label_of(room.item, room)} has no debate.", "a files an action, k parks something.", wrong=True)
        else:
            self.capture.begin(key)
            self.show_footer()

    def do_room_option(self) -> None:
        """An option."""
        self._begin("o")

    def do_room_for(self) -> None:
        """An argument for one."""
        self._begin("+")

    def do_room_against(self) -> None:
        """An argument against one."""
        self._begin("-")

    def do_room_decide(self) -> None:
        """A decision."""
        self._begin("v")

    def do_room_dissent(self) -> None:
        """A dissent."""
        self._begin("!")

    def do_room_action(self) -> None:
        """An action."""
        self._begin("a")

    def do_room_park(self) -> None:
        """Something for the parking lot."""
        self._begin("k")

    def do_room_words(self) -> None:
        """Their words."""
        self._begin("s")

    def do_room_no_words(self) -> None:
        """Why there are none."""
        self._begin("n")

    def do_room_since(self) -> None:
        """What happened since a dissent that came back."""
        room = self.room
        if room is not None and room.item is not None and not room.due:
            self.say("No dissent came back with this item.", "! files a new one, with a day to look again.", wrong=True)
        else:
            self._begin("h")

    def do_room_ask_them(self) -> None:
        """What they are asked."""
        self._begin("t")

    # going on

    def do_open(self) -> None:
        """Go on: to the next phase, after the last one to the next item."""
        room = self.room
        if room is None:
            self.say(_NO_ROOM)
        elif not room.runs:
            self.say(*self.refusal_to_run(room), wrong=True)
        elif room.item is not None and room.item.phase is not None:
            self.do_errand(deeds.advance(room.item))
        else:
            self._open_next(room)

    def refusal_to_run(self, room: Room) -> tuple[str, str]:
        """Who goes on, for somebody who does not."""
        return f"The chair ({room.conference.chair or 'nobody yet'}) goes on.", "What you file stands there at once."

    def _open_next(self, room: Room) -> None:
        coming = _to_come(room)
        if coming is None:
            self.say("Every item had its turn.", "c closes the conference.")
        else:
            self.do_errand(forms.open_item(coming.id or str(coming.number)))

    def do_room_go(self) -> None:
        """Go to an item."""
        self.ask_line(forms.go_form())

    def do_room_leave_item(self) -> None:
        """Leave the open item, else the next one."""
        room = self.room
        item = room.item or _to_come(room) if room is not None else None
        if room is not None and item is not None:
            self.ask_line(forms.leave_form(item, label_of(item, room)))
        else:
            self.say("Every item had its turn.", "c closes the conference.")

    def do_room_recess(self) -> None:
        """Rest, or go on."""
        room = self.room
        self.do_errand(deeds.resume if room is not None and room.in_recess else deeds.recess)

    def do_room_shave(self) -> None:
        """Shave the rest."""
        self.do_errand(deeds.shave, "u takes it back")

    def do_room_yes(self) -> None:
        """The opening line is accepted; else the actions are read back."""
        room = self.room
        opens = room is not None and not room.opening_accepted
        item = room.item if room is not None else None
        if opens and (item is None or item.kind is ItemKind.OPENING):
            self.do_errand(deeds.accept)
        elif item is None:
            self.say("No item is open: there is nothing to read back.")
        else:
            self.do_errand(deeds.read_back(item))

    # the room

    def do_room_person(self) -> None:
        """The participant is here, or has left."""
        room = self.room
        if room is not None:
            self.do_errand(deeds.person(not room.person_present))

    def do_room_blank(self) -> None:
        """Blank this screen, or show it again; the screen knows how."""

    def do_room_guest(self) -> None:
        """A guest."""
        self.ask_line(forms.guest_form())

    def do_room_check(self) -> None:
        """The room check."""
        self._give_check(True)
        self.check.open()
        self.show_footer()

    def _give_check(self, is_open: bool) -> None:
        self.capture.display = not is_open
        if not is_open:
            self.check.close()

    def on_room_check_moved(self, event: RoomCheck.Moved) -> None:
        """What was said was of somebody else: the check itself names who is under the cursor."""
        if not self._busy:
            self.say("")

    def on_room_check_done(self, event: RoomCheck.Done) -> None:
        """Put it away; ``g`` goes on to a guest."""
        self._give_check(False)
        self.say("")
        self._focus_body()
        self.show_footer()
        if event.guest:
            self.do_room_guest()

    def on_room_check_marked(self, event: RoomCheck.Marked) -> None:
        """Note it."""
        people = [one.person for one in event.who if one.person and one.here is None]
        left = [one.here.id for one in event.who if one.here is not None]
        if event.key == "u":
            self.do_errand(deeds.take_back, "U does it again")
        elif event.key == "x" and left:
            self.do_errand(deeds.step_out(left[0]), "u takes it back")
        elif event.key != "x" and people:
            self.do_errand(deeds.attend(people, late=event.key == "l"), "u takes it back")
        elif event.who:
            self.say(event.who[0].words)
        else:
            self.say("Everybody who is expected is noted as here.", "h notes somebody else.")

    # filed lines

    def _line_here(self) -> FiledLine | None:
        room = self.room
        lines = [*room.lines, *(room.parked if _shows_parked(room) else ())] if room is not None else []
        chosen = next((one for one in lines if one.id == self.page.here), None)
        return chosen or max(lines, key=lambda one: one.at, default=None)

    def do_room_reword(self) -> None:
        """The line in other words."""
        line = self._line_here()
        if line is None:
            self.say("Nothing is filed here yet.")
        else:
            self.page.put(line.id)
            self.ask_line(forms.reword_form(line, line.text))

    @work
    async def do_room_strike(self) -> None:
        """Take a line back, after a yes."""
        line = self._line_here()
        if line is None:
            self.say("Nothing is filed here yet.")
            return
        self.page.put(line.id)
        reach = "Its task goes with it." if line.kind is LineKind.ACTION else "u brings it back."
        if await self.app.push_screen_wait(Confirm(f"Strike: {self.veiled(line.text)}?", reach)):
            self.do_errand(deeds.strike(line))

    # entries

    def store(self, message: Entry.Stored) -> None:
        """Do what was typed into a form; the room is read again by it."""
        self.carry_out(message.reading.errand, form=message.form, line=message.line, back="")

    # closing and asking

    @work
    async def do_room_close(self) -> None:
        """Close, after a yes that says what it reaches."""
        read = self.read
        if read is None:
            return
        reach = forms.reach_of_closing(read.room, next_words(read.room, read.around.conference))
        if await self.app.push_screen_wait(Confirm("Close the conference?", self.veiled(reach))):
            self.do_errand(deeds.close)

    def do_why(self) -> None:
        """Say why the room may decide, or not; for the open item its reasons too."""
        if self.room is not None:
            self._explain(self.room)

    @work
    async def _explain(self, room: Room) -> None:
        reasons = [("The room may decide" if room.quorum.holds else "No quorum", room.quorum.because)]
        if room.item is not None and not room.blanked:
            reasons += [(one.kind.label.capitalize(), one.because) for one in room.item.reasons]
        about = label_of(room.item, room) if room.item is not None else "the room"
        row = await self.app.push_screen_wait(BecauseScreen(about, reasons))
        if row is None:
            return
        if row.startswith("T-"):
            self.casetable.tell_story(row)
        elif row.startswith("P-"):
            self.casetable.open_card(row)


def _to_come(room: Room | None) -> AgendaItem | None:
    return next((one for one in room.items if one.state is ItemState.PLANNED), None) if room is not None else None


def _shows_parked(room: Room) -> bool:
    return room.item is not None and room.item.kind is ItemKind.PARKING


def _fits(key: str, item: AgendaItem) -> bool:
    return key in "ak" or item.kind in DEBATED
