"""A task told in lines: for the pane beside the board, and for the top of its story."""

from datetime import date

from rich.text import Text

from casetable.rules.dates import say_day, say_minutes
from casetable.rules.week import mark
from casetable.screens.cell import Signs, cell, lines_of
from casetable.values.people import Agency
from casetable.values.tasks import Task
from casetable.words import Verdict


def task_lines(task: Task, agencies: tuple[Agency, ...], today: date, signs: Signs) -> Text:
    """Return everything this seat may see of a task, one fact a line."""
    sign, word = mark(task, today)
    agency = next((a.name for a in agencies if a.agency == task.agency), task.agency)
    fold = task.fold
    facts = [
        ("Status", f"{signs.draw(sign)} {word}"),
        ("For", " ".join(part for part in (task.participant, task.participant_name) if part) or "the table"),
        ("Who", _who(task, agency)),
        ("Asked by", task.asked_by if task.asked_by_id != task.owner_id else ""),
        ("Due", say_day(fold.due_on)),
        ("Offered", say_day(fold.offered_due) if fold.offered_due else ""),
        ("Promised", say_day(fold.promised_on) if fold.promised_on and fold.promised_on != fold.due_on else ""),
        ("Moved", {0: "", 1: "once", 2: "twice"}.get(fold.moves, f"{fold.moves} times")),
        ("Blocked on", task.blocked_on or ""),
        ("From", f"handed over by {task.handed_from}" if task.handed_from else ""),
        ("Topic", task.topic or ""),
        ("Reach them", task.safe_contact),
        ("Let go", fold.drop_reason.label if fold.drop_reason else ""),
        ("Size", say_minutes(task.size_minutes) if task.size_minutes else ""),
        ("So far", say_minutes(fold.minutes) if fold.minutes else ""),
        ("Category", task.category.label),
        ("Counts as", "" if task.ruling.verdict is Verdict.NONE else task.ruling.verdict.value),
    ]
    lines = [Text.assemble(cell(task.task, "quiet"), " ", lines_of(task.title or "", "strong")), Text()]
    lines += [Text.assemble(cell(f"{name:<11}", "quiet"), lines_of(value)) for name, value in facts if value]
    return Text("\n").join(lines)


def _who(task: Task, agency: str) -> str:
    """Whose it is; of somebody who left, that nobody has taken it over."""
    if task.is_unassigned and task.owner_left_on is not None:
        return f"unassigned: {task.owner}, {agency}, left on {say_day(task.owner_left_on)}"
    return f"{task.owner}, {agency}"
