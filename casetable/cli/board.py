"""The week in plain lines that read well aloud: the board's linear twin, 80 columns wide."""

import textwrap
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from casetable.rules.calendar import week_of
from casetable.rules.dates import say_day, say_minutes
from casetable.rules.week import Row, count_words, layout, mark, offering_words, review_words, tally, to_sign_words
from casetable.values.tasks import Task
from casetable.values.week import Week
from casetable.words import MONTHS, PROMISED, PaperSigned, Sign, TaskState

WIDTH = 80
LONGEST_TITLE = 160
_WORDS_BEFORE = {Sign.DUE: "due ", Sign.MOVED: "moved ", Sign.BLOCKED: "blocked: "}
_SIGNING = {
    PaperSigned.AGREEMENT: "casetable agreement sign",
    PaperSigned.OBJECTIVES: "casetable agreement sign --objectives",
}


def board(week: Week, name: str, agency: str, *, unicode: bool = True) -> str:
    """Return the whole board. ``name`` and ``agency`` say who looks at it."""
    lines = [*heading(week, name, agency), "", f"Needs you: {_needs(week)}", ""]
    rows = layout(week)
    for row in rows:
        lines += [*_row(row, week.today, unicode), ""]
    if not week.participants:
        lines += ["Nobody stands on this board yet: casetable participant propose", ""]
    elif not week.tasks and not week.counts:
        lines += ['Nothing is promised yet: casetable task add "call the landlord by fri"', ""]
    lines += [f"Help wanted: {_help(week)}", f"This week: {_counts(week)}"]
    return "\n".join(_wrapped(lines))


def my_list(week: Week, tasks: Sequence[Task], name: str, agency: str, *, unicode: bool = True) -> str:
    """Return one's own week: what one promised and asked for, a line each."""
    lines = [*heading(week, name, agency), ""]
    lines += [f"  {_line(task, week.today, unicode, whom=True)}" for task in tasks]
    if not tasks:
        lines.append('  Nothing of yours stands in this week: casetable task add "call the landlord by fri"')
    return "\n".join(_wrapped(lines))


def heading(week: Week, name: str, agency: str) -> list[str]:
    """Return the two first lines: whose table, which week; who looks, when the conference is."""
    signs = [words for words, holds in (("SAMPLE", week.is_sample), ("READ ONLY", week.reads_only)) if holds]
    signs_said = f" ({', '.join(signs)})" if signs else ""
    here = next((one.name for one in week.agencies if one.agency == agency), agency)
    return [
        f"{week.partnership}{signs_said}: week {int(week.week[-2:])}, {span(week.starts_on)}{_away(week)}",
        f"{name}, {here}. {_conference(week)}",
    ]


def span(monday: date) -> str:
    """Return ``Mon 23 to Sun 29 Nov 2026``, months and years said where they differ."""
    last = monday + timedelta(days=6)
    month = f" {MONTHS[monday.month - 1]}" if monday.month != last.month else ""
    year = f" {monday.year}" if monday.year != last.year else ""
    return f"Mon {monday.day}{month}{year} to Sun {last.day} {MONTHS[last.month - 1]} {last.year}"


def mark_words(task: Task, today: date, *, unicode: bool = True) -> tuple[str, str]:
    """Return a task's sign, as this output can draw it, and its words: ``due fri``, ``moved to 1 Dec``."""
    sign, word = mark(task, today)
    said = word if sign is Sign.BLOCKED and word == "blocked" else f"{_WORDS_BEFORE.get(sign, '')}{word}"
    if task.state is TaskState.HANDED_OVER:
        said = word
    return (sign.value if unicode else sign.plain), said


def _row(row: Row, today: date, unicode: bool) -> Iterator[str]:
    name = (row.participant.name or "") if row.participant else ""
    yield f"{row.reference} {name}".strip() or "The table"
    width = max((len(code) for code in row.cells), default=0)
    for code, tasks in row.cells.items():
        for task in tasks:
            yield f"  {code:<{width}}  {_line(task, today, unicode)}"
        if code in row.counts:
            yield f"  {code:<{width}}  {count_words(row.counts[code])}"
        elif not tasks:
            yield f"  {code:<{width}}  {(Sign.UNKNOWN if unicode else Sign.UNKNOWN.plain)}"


def _line(task: Task, today: date, unicode: bool, *, whom: bool = False) -> str:
    sign, words = mark_words(task, today, unicode=unicode)
    title = task.title or "not shared"
    title = title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1] + "…"
    about = " ".join(part for part in (task.participant, task.participant_name) if part) if whom else ""
    return f"{sign} {title}{f', for {about}' if about else ''}, {words} ({task.owner}) {task.task}"


def _needs(week: Week) -> str:
    needs = week.needs
    named = (
        (needs.asked, "asked of you"),
        (needs.covering, "asked of somebody you stand in for"),
        (needs.unassigned, "unassigned"),
        (needs.offered, "answered with another date"),
        (needs.drops, "to be let go"),
        (needs.returned, "came back unanswered"),
        (needs.declined, "of your proposals declined"),
        (needs.late, "late"),
        (needs.due, "due"),
    )
    parts = [f"{len(refs)} {words} ({', '.join(refs)})" for refs, words in named if refs]
    parts += [f"{words} ({_SIGNING[paper]})" for paper, words in zip(needs.to_sign, to_sign_words(needs), strict=True)]
    parts += [f"{words} (casetable agreement show)" for words in offering_words(needs)]
    parts += [f"erasure of {reference} awaits your answer" for reference in needs.erasures]
    parts += [f"release of {reference} ends {_in_days(days)}" for reference, days in needs.releases]
    parts += review_words(needs.review)
    return ", ".join(parts) if parts else "nothing right now"


def _help(week: Week) -> str:
    wanted = [task for task in week.tasks if task.fold.help_wanted and task.state in PROMISED]
    parts = [
        f"{f'{task.participant} ' if task.participant else ''}{(task.title or 'not shared')[:LONGEST_TITLE]} "
        f"({task.owner}) {task.task}"
        for task in wanted
    ]
    return "; ".join(parts) if parts else "nobody asked"


def _counts(week: Week) -> str:
    return ", ".join(f"{count} {word}" for count, word in tally(week)) + "."


def _conference(week: Week) -> str:
    if week.conference is None:
        return "No conference is planned."
    return f"Conference {say_day(week.conference)}, {_in_days((week.conference - week.today).days)}."


def _in_days(days: int) -> str:
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")


def _away(week: Week) -> str:
    return "" if week.week == week_of(week.today) else " (not this week)"


def _wrapped(lines: Sequence[str]) -> Iterator[str]:
    """Fold long lines at 80 columns, what follows set in under what it belongs to."""
    for line in lines:
        lead = len(line) - len(line.lstrip())
        yield from textwrap.wrap(line, WIDTH, subsequent_indent=" " * (lead + 4), break_on_hyphens=False) or [""]


def minutes_words(minutes: int | None) -> str:
    """Return ``30m``, or nothing."""
    return say_minutes(minutes) if minutes else ""
