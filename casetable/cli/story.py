"""A task's story and a release in plain lines."""

from datetime import date

from casetable.cli.board import mark_words, minutes_words
from casetable.cli.say import facts
from casetable.rules.dates import say_day
from casetable.rules.releases import event_words
from casetable.values.participants import Release
from casetable.values.tasks import StoryLine, Task, TaskStory
from casetable.words import Category, Verdict


def story_words(story: TaskStory, today: date, *, unicode: bool = True) -> str:
    """Return a task with everything that happened to it, oldest first."""
    task = story.task
    lines = [f"{task.task}  {task.title or 'not shared'}", _facts(task, today, unicode), "", "What happened"]
    lines += [f"  {_event(line)}" for line in story.events]
    return "\n".join(lines)


def release_words(release: Release) -> str:
    """Return one release in a line."""
    terms = release.terms
    until = f" until {terms.until.isoformat()}" if terms.until else ""
    event = f", ends {event_words(release.ends_when)}" if release.ends_when else ""
    return (
        f"{release.release}  {terms.category.label}: {terms.discloser} may tell {terms.receiver}, "
        f"{release.state.label}, from {terms.since.isoformat()}{until}{event}, {terms.method.value}"
    )


def _facts(task: Task, today: date, unicode: bool) -> str:
    fold, ruling = task.fold, task.ruling
    counted = f" in {ruling.week}" if ruling.week else ""
    verdict = "" if ruling.verdict is Verdict.NONE else f"{ruling.verdict.value}{counted}: "
    rows = f" ({', '.join(ruling.because.rows)})" if ruling.because.rows else ""
    promised = f", promised for {_date(fold.promised_on)}" if fold.promised_on else ""
    return facts(
        (
            ("Participant", " ".join(part for part in (task.participant, task.participant_name) if part)),
            ("Owner", f"{task.owner} ({task.agency}), asked by {task.asked_by}"),
            ("Status", " ".join(mark_words(task, today, unicode=unicode))),
            ("Unassigned", _unassigned(task)),
            ("Due", f"{_date(fold.due_on)}{promised}"),
            ("Size", minutes_words(task.size_minutes)),
            ("Logged", minutes_words(fold.minutes)),
            ("Category", task.category.label if task.category is not Category.GENERAL else ""),
            ("Help", "wanted" if fold.help_wanted else ""),
            ("Handed over from", task.handed_from or ""),
            ("Topic", task.topic or ""),
            ("Reach them", task.safe_contact),
            ("Counts", f"{verdict}{ruling.because.arithmetic}{rows}"),
            ("Clause", ruling.because.clause),
        )
    )


def _unassigned(task: Task) -> str:
    if not task.is_unassigned or task.owner_left_on is None:
        return ""
    return f"{task.owner} left on {_date(task.owner_left_on)}; it goes on by: casetable task hand {task.task} PERSON"


def _event(line: StoryLine) -> str:
    noted = f", noted by {line.noted_by}" if line.noted_by else ""
    means = f", by {line.means.value}" if line.means else ""
    kind = "contact" if line.contact else line.kind.label
    due = f" for {_date(line.due)}" if line.due else ""
    minutes = f", {minutes_words(line.minutes)}" if line.minutes else ""
    note = "" if line.note is None else f": {' '.join(line.note.split())}" if line.note else ""
    return f"{_date(line.on)}  {line.by}{means}{noted}  {kind}{due}{minutes}{note}"


def _date(day: date) -> str:
    return f"{say_day(day)} {day.year}"
