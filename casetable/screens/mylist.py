"""My week as a list: one task a line, with the place kept when it is read again."""

from rich.text import Text
from textual.widgets import DataTable

from casetable.rules.dates import say_day, say_minutes
from casetable.rules.week import mark
from casetable.screens.cell import Signs, cell, cut
from casetable.screens.load import Loaded
from casetable.values.tasks import Task
from casetable.words import Sign, TaskState

_TITLE_SHARE = 0.42
_UNDER_WAY = (TaskState.OPEN, TaskState.BLOCKED, TaskState.ASKED)


class MyList(DataTable[Text]):
    """The tasks of who sits here, in the order the query gives."""

    DEFAULT_CSS = """
    MyList { height: 1fr; background: $background; overflow-x: hidden; scrollbar-size-vertical: 1; padding: 0 1; }
    MyList > .datatable--header { background: $background; color: $quiet; }
    """

    def __init__(self, signs: Signs, *, id: str | None = None) -> None:
        super().__init__(id=id, cursor_type="row", zebra_stripes=False)
        self.signs = signs
        self.tasks: tuple[Task, ...] = ()

    @property
    def task_here(self) -> Task | None:
        """The task under the cursor."""
        row = self.cursor_row
        return self.tasks[row] if 0 <= row < len(self.tasks) else None

    def show_tasks(self, loaded: Loaded) -> None:
        """Draw the list anew; the cursor stays on its task, else on its line."""
        here, line, top = self.task_here, self.cursor_row, self.scroll_offset.y
        self.tasks = loaded.mine
        self.clear(columns=True)
        width = max(int(self.app.size.width * _TITLE_SHARE), 16)
        for label in ("status", "what", "for", "due", "size"):
            self.add_column(cell(label, "quiet"), key=label)
        for task in self.tasks:
            self.add_row(*self._cells(task, loaded, width), key=task.id)
        ids = [task.id for task in self.tasks]
        row = ids.index(here.id) if here is not None and here.id in ids else min(line, len(ids) - 1)
        if ids:
            self.move_cursor(row=max(row, 0), animate=False, scroll=False)
            self.scroll_to(y=top, animate=False)

    def _cells(self, task: Task, loaded: Loaded, width: int) -> list[Text]:
        sign, word = mark(task, loaded.today)
        style = "late" if sign is Sign.LATE else "plain" if task.state in _UNDER_WAY else "quiet"
        whom = " ".join(part for part in (task.participant, task.participant_name) if part)
        return [
            cell(f"{self.signs.draw(sign)} {cut(word, 12)}", style),
            cell(cut(task.title or task.task, width), style),
            cell(cut(whom or "the table", 16), "quiet"),
            cell(say_day(task.fold.due_on), "quiet"),
            cell(say_minutes(task.size_minutes) if task.size_minutes else "", "quiet"),
        ]
