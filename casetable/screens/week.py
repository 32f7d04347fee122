"""The week: the board or one's own list, what waits, who wants help, and every key of a task."""

from dataclasses import replace

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import DataTable, Static

from casetable.errors import CasetableError
from casetable.screens import frame
from casetable.screens.allowed import ADVISERS_SEE_NOTHING, is_adviser, may_do
from casetable.screens.board import Board
from casetable.screens.cell import cell, lines_of
from casetable.screens.command_table import Command, Fits, Need, Scope
from casetable.screens.commands import BY_ID, FOOTER_PLACES, bindings, key_of
from casetable.screens.desk import Desk
from casetable.screens.detail import task_lines
from casetable.screens.hints import in_keys
from casetable.screens.lines import Line
from casetable.screens.load import Loaded
from casetable.screens.mylist import MyList
from casetable.screens.task_keys import TaskKeys
from casetable.values.participants import Participant
from casetable.values.tasks import Task
from casetable.words import UNDER_WAY

WIDE = 100
"""More columns than this add the detail pane."""


class WeekScreen(TaskKeys, Desk):
    """Mode 1."""

    SCOPE = Scope.WEEK
    BINDINGS = bindings(Scope.WEEK)
    DEFAULT_CSS = """
    WeekScreen #detail { width: 38; display: none; padding: 0 1; border-left: solid $rule; scrollbar-size-vertical: 1; }
    WeekScreen.-wide #detail { display: block; }
    WeekScreen #empty { height: auto; padding: 1 1; display: none; }
    WeekScreen MyList { display: none; }
    WeekScreen.-mine MyList { display: block; }
    WeekScreen.-mine Board { display: none; }
    WeekScreen.-empty #empty { display: block; }
    WeekScreen.-empty Board, WeekScreen.-empty MyList { height: 1; }
    WeekScreen.-empty Horizontal { height: auto; }
    WeekScreen.-short #below, WeekScreen.-short #foot-rule { display: none; }
    """

    def compose_above(self) -> ComposeResult:
        """What waits for this person."""
        yield Line(id="needs")

    def compose_body(self) -> ComposeResult:
        """The board, the list behind it, and the pane that wide terminals add."""
        with Horizontal():
            yield Board(self.casetable.signs)
            yield MyList(self.casetable.signs)
            with VerticalScroll(id="detail", can_focus=False):
                yield Static(id="told")
        yield Static(id="empty")

    def compose_below(self) -> ComposeResult:
        """Help wanted, and the week in counts."""
        yield Line(id="help-wanted")
        yield Line(id="summary")

    _empty = ""

    # what stands where

    @property
    def board(self) -> Board:
        """The board."""
        return self.query_one(Board)

    @property
    def mine(self) -> MyList:
        """The list."""
        return self.query_one(MyList)

    @property
    def shows_mine(self) -> bool:
        """True while the list is in front."""
        return self.has_class("-mine")

    def body_widget(self) -> Widget:
        """Whichever is in front."""
        return self.mine if self.shows_mine else self.board

    @property
    def task_here(self) -> Task | None:
        """The task under the cursor."""
        return self.mine.task_here if self.shows_mine else self.board.task_here

    @property
    def person_here(self) -> Participant | None:
        """Whose row the cursor is in, on the list whom its task concerns."""
        task, row = self.task_here, None if self.shows_mine else self.board.row
        reference = row.reference if row is not None else task.participant if task is not None else None
        everybody = self.loaded.participants if self.loaded is not None else ()
        return next((one for one in everybody if one.participant == reference), None)

    def has(self) -> frozenset[Need]:
        """A task and a participant, where they are under the cursor."""
        found = {Need.TASK} if self.task_here else set()
        return frozenset(found | ({Need.PARTICIPANT} if self.person_here else set()))

    def fitting(self) -> frozenset[Fits]:
        """What suits the task under the cursor."""
        return self.fits(self.task_here)

    def facts(self) -> dict[str, str]:
        """What the command-line twins are filled with."""
        from casetable.rules.calendar import shift_week

        task, loaded = self.task_here, self.loaded
        found = {"task": task.task.removeprefix("T-")} if task else {}
        found |= {"participant": self.person_here.participant} if self.person_here else {}
        if loaded is not None:
            week = loaded.week.week
            found |= {"week": week, "previous": shift_week(week, -1), "next": shift_week(week, 1)}
        return found

    # drawing

    def show_body(self, loaded: Loaded) -> None:
        """Draw the week; the first time the cursor goes to what waits for this person."""
        first_time = self.board.grid.empty
        agreement, sign = (key_of(BY_ID[one], self.casetable.keymap) for one in ("agreement", "sign"))
        needs = frame.needs(loaded.week, f"{agreement}, then {sign}")
        self.query_one("#needs", Line).show(needs, self._overdue(loaded, self.app.size.width - needs.cell_len - 2))
        self.board.show_week(loaded.week)
        if self.shows_mine:
            self.mine.show_tasks(loaded)
        self.query_one("#help-wanted", Line).show(frame.help_wanted(loaded.help_wanted))
        self.query_one("#summary", Line).show(frame.summary(loaded.week))
        if first_time:
            self._go_to_what_waits(loaded)
        self._show_emptiness(self._emptiness(loaded))
        self._tell()

    def _overdue(self, loaded: Loaded, room: int) -> Text:
        keys = " ".join(key_of(BY_ID[one], self.casetable.keymap) for one in ("files", "backup"))
        return frame.overdue(loaded.backup_overdue, keys, room)

    def _go_to_what_waits(self, loaded: Loaded) -> None:
        """Put the cursor on the first thing that needs this person, else on their own, else in their column."""
        needs, tasks = loaded.week.needs, loaded.week.tasks
        mine = [task.task for task in tasks if task.owner_id == loaded.me and task.state in UNDER_WAY]
        mine += (*needs.covering, *needs.unassigned)
        waiting = (*needs.asked, *needs.late, *needs.due, *needs.offered, *needs.drops, *mine)
        if not any(self.board.jump(reference) for reference in waiting):
            self.board.put_cursor(loaded.seat.agency)

    def _show_emptiness(self, sentence: str) -> None:
        """Say why nothing stands here; the glass is laid out again only where that changes."""
        self.set_class(bool(sentence), "-empty")
        if sentence != self._empty:
            self._empty = sentence
            self.query_one("#empty", Static).update(cell(f" {sentence}"))

    def _emptiness(self, loaded: Loaded) -> str:
        roles = loaded.seat.roles
        if self.shows_mine:
            adds = "a adds the first promise, " if may_do("add", roles, self.reads_only) else ""
            return "" if loaded.mine else f"Nothing is yours this week: {adds}g goes to the board."
        if loaded.week.participants or loaded.week.tasks:
            return ""
        if is_adviser(roles):
            return ADVISERS_SEE_NOTHING
        if loaded.participants:
            return "Nobody stands on the board yet: 2 shows who was proposed and what is still awaited."
        proposes = (
            "2, then a proposes somebody." if may_do("propose", roles, self.reads_only) else "workers propose somebody."
        )
        return f"Nobody is at the table yet: {proposes} 4 is the agreement."

    def _tell(self) -> None:
        """Draw what is under the cursor: footer, and the pane where there is room."""
        self.show_footer()
        loaded, task = self.loaded, self.task_here
        if loaded is None or not self.has_class("-wide"):
            return
        told = task_lines(task, loaded.agencies, loaded.today, self.casetable.signs) if task else self._row_lines()
        self.query_one("#told", Static).update(told)

    def _row_lines(self) -> Text:
        row = None if self.shows_mine else self.board.row
        adds = self.may(BY_ID["add"])
        if row is None or row.participant is None:
            return cell("a adds something for this week." if adds else "", "quiet")
        name = " ".join(part for part in (row.reference, row.participant.name) if part)
        said = "Nothing here yet: a adds a promise." if adds else "Nothing here yet."
        said += f"\n{key_of(BY_ID['card'], self.casetable.keymap)} opens the card."
        return Text.assemble(cell(name, "strong"), "\n\n", lines_of(said, "quiet"))

    def on_resize(self) -> None:
        """Show or hide the pane."""
        self.set_class(self.app.size.width > WIDE, "-wide")
        self._tell()

    def on_board_moved(self) -> None:
        """The cursor moved."""
        self._tell()

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """The cursor moved in the list."""
        self._tell()

    def on_board_opened(self, message: Board.Opened) -> None:
        """A click on what is under the cursor."""
        self.do_open()

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Enter or a click in the list."""
        self.do_open()

    def jump(self, reference: str) -> bool:
        """Go to a participant or a task on the board; False when it is not there."""
        if not self.board.jump(reference):
            return False
        self.remove_class("-mine")
        self._focus_body()
        return True

    # commands that are no entry

    def do_mine(self) -> None:
        """Change between the board and the list; the cursor stays on its task where it stands in both."""
        task = self.task_here
        self.toggle_class("-mine")
        if self.loaded is not None:
            self.show(self.loaded)
        if task is not None and self.shows_mine:
            self.mine.go_to(task.id)
        elif task is not None:
            self.board.jump(task.task)
        self._focus_body()
        self._tell()

    def footer_commands(self) -> tuple[Command, ...]:
        """In the list, ``g`` is always offered, by where it goes."""
        commands = super().footer_commands()
        if not self.shows_mine:
            return commands
        board = replace(BY_ID["mine"], label="board")
        return (*[one for one in commands[:-2] if one.id != "mine"][: FOOTER_PLACES - 3], board, *commands[-2:])

    def take_up(self, reference: str, command: str) -> None:
        """Do a command asked for in a task's story, with the cursor on that task."""
        task = next((one for one in self.mine.tasks if one.task == reference), None)
        if self.shows_mine and task is not None and self.mine.go_to(task.id):
            self._focus_body()
        elif not self.jump(reference):
            self.say(f"{reference} does not stand on this week's board: [ and ] look at other weeks.", wrong=True)
            return
        self._tell()
        self.action_command(command)

    def do_card(self) -> None:
        """Open the card of whoever stands in this row."""
        if self.person_here is not None:
            self.casetable.open_card(self.person_here.participant)

    def do_open(self) -> None:
        """Open the task's whole story, in an empty cell the participant's card."""
        task = self.task_here
        if task is not None:
            self.casetable.tell_story(task.task)
        elif self.person_here is not None:
            self.do_card()
        elif self.loaded is not None and not self.shows_mine and self.board.row is not None:
            adds = f": a adds something for {self.board.row.reference or 'the table'}" if self.may(BY_ID["add"]) else ""
            self.say(f"Nothing here yet{adds}.")

    def do_why(self) -> None:
        """Say why the promise under the cursor counts as it does."""
        task = self.task_here
        if task is None:
            self.say("Put the cursor on a task: w says why it counts as it does.")
        else:
            self._explain(task)

    @work
    async def _explain(self, task: Task) -> None:
        from casetable.screens.papers import WhyScreen

        row = await self.app.push_screen_wait(WhyScreen(f"{task.task} {task.title or ''}", task.ruling))
        if row is not None:
            self.casetable.tell_story(row)

    @work(exclusive=True, group="notes")
    async def do_notes(self) -> None:
        """Copy one's own dated note lines of the week."""
        from casetable.queries.week import notes
        from casetable.rules.week import note_line
        from casetable.screens.papers import NotesScreen

        which = self.casetable.which
        try:
            lines = await self.casetable.at_seat(lambda seat: notes(seat, which))
        except CasetableError as error:
            self.say(error.sentence, in_keys(error.hint), wrong=True)
            return
        if not lines:
            self.say("No notes of yours this week yet: l logs one, d marks something done.")
            return
        text = "\n".join(note_line(line) for line in lines)
        self.app.copy_to_clipboard(text)
        await self.app.push_screen(NotesScreen(f"{_lines(len(lines))} of yours, ready to paste", text))


def _lines(count: int) -> str:
    return "1 note line" if count == 1 else f"{count} note lines"
