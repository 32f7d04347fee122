"""What the letters do with the task under the cursor, on the board and in the list."""

from textual import work

from casetable.screens.allowed import as_meant, fits_of, whose_word
from casetable.screens.asking import Choose
from casetable.screens.command_table import Command, Fits
from casetable.screens.forms import Typed
from casetable.screens.hearing import Hearing
from casetable.screens.load import Loaded
from casetable.screens.participant_forms import contact_form, or_about_somebody
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
    taking_errand,
)
from casetable.values.participants import Participant
from casetable.values.tasks import Task
from casetable.words import DropReason, TaskState

_DROP_LETTERS = (
    ("p", DropReason.PARTICIPANT),
    ("n", DropReason.NOT_NEEDED),
    ("c", DropReason.CANNOT),
    ("o", DropReason.OTHER),
)


class TaskKeys(Hearing):
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

    def footer_commands(self) -> tuple[Command, ...]:
        """The commands of the footer; on what nobody has ``y`` is named by what it does there."""
        return as_meant(super().footer_commands(), self.task_here)

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
        """Say yes; to a promise let go, agree; what nobody has is taken."""
        task, loaded = self._at
        if task.is_unassigned and self.entry.heard is None:
            self.carry_out(taking_errand(task, loaded))
            return
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

    @property
    def person_here(self) -> Participant | None:
        """The participant under the cursor; a subclass knows."""
        return None

    def do_log(self) -> None:
        """Write down minutes, a note or a contact: on the task, else about whoever stands in the row; whom the line
        names comes before both."""
        task, loaded = self.task_here, self.loaded
        if task is not None:
            self.ask_line(or_about_somebody(log_form(task), loaded) if loaded is not None else log_form(task))
        elif loaded is not None:
            self.ask_line(contact_form(loaded, self.person_here))

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
