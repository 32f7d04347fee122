"""What the letters do with the task under the cursor, on the board and in the list."""

from textual import work

from casetable.screens.allowed import fits_of, whose_word
from casetable.screens.answers import read_heard
from casetable.screens.asking import Choose
from casetable.screens.command_table import Command, Fits
from casetable.screens.desk import Desk
from casetable.screens.entry import Entry
from casetable.screens.forms import Form, Reading, Typed
from casetable.screens.load import Loaded
from casetable.screens.task_forms import (
    add_form,
    block_form,
    done_form,
    drop_form,
    edit_form,
    hand_form,
    log_form,
    move_form,
    note_form,
    offer_form,
    plain_errand,
    reopen_form,
)
from casetable.values.seat import Receipt, Seat
from casetable.values.tasks import Task
from casetable.words import DropReason, TaskState

_DROP_LETTERS = (
    ("p", DropReason.PARTICIPANT),
    ("n", DropReason.NOT_NEEDED),
    ("c", DropReason.CANNOT),
    ("o", DropReason.OTHER),
)


class TaskKeys(Desk):
    """Answers the commands of Scope.WEEK that concern a task."""

    @property
    def task_here(self) -> Task | None:
        """The task under the cursor; a subclass knows."""
        return None

    @property
    def _at(self) -> tuple[Task, Loaded]:
        task, loaded = self.task_here, self.loaded
        assert task is not None
        assert loaded is not None
        return task, loaded

    def fits(self, task: Task | None) -> frozenset[Fits]:
        """Return what suits a task, for the footer."""
        return frozenset({Fits.EMPTY}) if task is None or self.loaded is None else fits_of(task, self.loaded)

    def refusal(self, command: Command) -> tuple[str, str]:
        """Refuse what the roles do not have, and what needs another person's word, unless it was heard from them."""
        refused = super().refusal(command)
        task, loaded = self.task_here, self.loaded
        if refused[0] or task is None or loaded is None or self.entry.heard is not None:
            return refused
        return whose_word(command.id, task, loaded)

    def may(self, command: Command) -> bool:
        """Leave out of the footer what would be refused at once."""
        return super().may(command) and not self.refusal(command)[0]

    def do_add(self) -> None:
        """Open the quick-add line, on the participant under the cursor."""
        loaded = self.loaded
        board = getattr(self, "board", None)
        row = board.row if board is not None and not self.has_class("-mine") else None
        column = board.agency.agency if row is not None and board is not None and board.agency else ""
        if loaded is not None:
            asked = column if column != loaded.seat.agency else ""
            self.ask_line(add_form(loaded, row.reference if row is not None else "", asked))

    def do_accept(self) -> None:
        """Say yes; to a promise let go, agree."""
        task, _ = self._at
        action = "agree_drop" if task.state is TaskState.DROPPED else "accept"
        self.carry_out(plain_errand(action, task, Typed("", heard=self.entry.heard)))

    def do_decline(self) -> None:
        """Say no, with a note."""
        self.ask_line(
            note_form("decline", self._at[0], "decline", "Why, if you like: no capacity this week", "decline")
        )

    def do_done(self) -> None:
        """Mark it done."""
        self.ask_line(done_form(self._at[0]))

    def do_move(self) -> None:
        """Move it, or offer another date."""
        self.ask_line(move_form(*self._at))

    def do_block(self) -> None:
        """Say who blocks it, or that it can go on."""
        task, loaded = self._at
        if task.state is TaskState.BLOCKED:
            self.ask_line(note_form("unblock", task, "unblocked", "Enter is enough, or what changed", "unblock"))
        else:
            self.ask_line(block_form(task, loaded))

    def do_assist(self) -> None:
        """Want help on one's own, offer it on another's."""
        task, loaded = self._at
        if task.owner_id == loaded.me:
            self.ask_line(note_form("want-help", task, "help wanted", "With what? Enter is enough", "want_help"))
        else:
            self.ask_line(offer_form(task))

    def do_log(self) -> None:
        """Write down minutes, a note or a contact."""
        self.ask_line(log_form(self._at[0]))

    def do_reopen(self) -> None:
        """Open it again."""
        self.ask_line(reopen_form(*self._at))

    @work
    async def do_drop(self) -> None:
        """Ask for the reason first, then for the words."""
        task, _ = self._at
        choices = [(letter, reason.label, reason) for letter, reason in _DROP_LETTERS]
        reason = await self.app.push_screen_wait(Choose(f"Let {task.task} go. Why?", choices))
        if reason is not None:
            self.ask_line(drop_form(task, reason))

    def do_hand(self) -> None:
        """Hand it to somebody else."""
        self.ask_line(hand_form(*self._at))

    def do_edit(self) -> None:
        """Change its words."""
        self.ask_line(edit_form(self._at[0]))

    def do_heard(self) -> None:
        """Say from whom the next answer was heard."""
        loaded = self.loaded
        assert loaded is not None
        people = loaded.people

        def read(typed: Typed) -> Reading:
            if not typed.line.strip():
                return Reading("the next answer is my own", _nothing_to_do)
            heard = read_heard(typed.line, people)
            name = next(person.person for person in people if person.id == heard.person)
            return Reading(f"the next answer is {name}'s, heard by {heard.by.value}", _nothing_to_do)

        hint = "omar by phone, omar by mail, omar on paper; then the key of the answer"
        self.ask_line(Form("heard", "heard from", hint, read, answer=False))

    def on_entry_stored(self, message: Entry.Stored) -> None:
        """Whose word comes next is kept here; everything else is an errand."""
        message.prevent_default()
        message.stop()
        if message.form.id != "heard":
            self.store(message)
            return
        loaded, line = self.loaded, self.entry.text
        assert loaded is not None
        self.entry.heard = read_heard(line, loaded.people) if line else None
        names = {person.id: person.person for person in loaded.people}
        self.entry.heard_name = names.get(self.entry.heard.person, "") if self.entry.heard else ""
        self.entry.close()
        self._entry_done()
        self.say(message.reading.echo + ".")


def _nothing_to_do(seat: Seat) -> Receipt:
    return Receipt("")
