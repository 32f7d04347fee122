"""My week as a list: what I promised and what I asked for, one task a line."""

from rich.text import Text

from casetable.rules.dates import say_day, say_minutes
from casetable.rules.week import mark
from casetable.screens.cell import Signs, cell, cut
from casetable.screens.load import Loaded
from casetable.screens.tables import LineTable
from casetable.values.tasks import Task
from casetable.words import UNDER_WAY, Sign

_TITLE_SHARE = 0.3
_LABELS = ("status", "what", "for", "due", "size", "who")


class MyList(LineTable):
    """The tasks of who sits here, in the order the query gives."""

    def __init__(self, signs: Signs, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.signs = signs
        self.tasks: tuple[Task, ...] = ()

    @property
    def task_here(self) -> Task | None:
        """The task under the cursor."""
        row = self.cursor_row
        return self.tasks[row] if 0 <= row < len(self.tasks) else None

    def show_tasks(self, loaded: Loaded) -> None:
        """Draw the list anew; the cursor stays on its task, else on its line."""
        self.tasks = loaded.mine
        width = max(int(self.app.size.width * _TITLE_SHARE), 12)
        self.fill(_LABELS, ((task.id, self._cells(task, loaded, width)) for task in self.tasks))

    def _cells(self, task: Task, loaded: Loaded, width: int) -> list[Text]:
        sign, word = mark(task, loaded.today)
        style = "late" if sign is Sign.LATE else "plain" if task.state in UNDER_WAY else "quiet"
        whom = " ".join(part for part in (task.participant, task.participant_name) if part)
        return [
            cell(f"{self.signs.draw(sign)} {cut(word, 11)}", style),
            cell(cut(task.title or task.task, width), style),
            cell(cut(whom or "the table", 12), "quiet"),
            cell(say_day(task.fold.due_on), "quiet"),
            cell(say_minutes(task.size_minutes) if task.size_minutes else "", "quiet"),
            cell(_who(task, loaded.me), "quiet"),
        ]


def _who(task: Task, me: str) -> str:
    """Who has it, where that is somebody else; a dash where its owner has left."""
    if task.is_unassigned:
        return Sign.UNKNOWN.value
    return "" if task.owner_id == me else cut((task.owner.split() or [""])[0], 10)
