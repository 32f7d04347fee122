"""The parts behind a card: notes, tasks, disclosures and history, each a list of one-line rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rich.text import Text

from casetable.rules.dates import say_day, say_minutes
from casetable.rules.week import mark
from casetable.screens.card_debates import debate_rows
from casetable.screens.card_lines import first_name
from casetable.screens.card_rows import Row
from casetable.screens.cell import Signs, cell, cut
from casetable.values.card import Account, DisclosureLine, Note, ViewingLine
from casetable.values.conference import NO_DEBATES, Debates
from casetable.values.history import Entry
from casetable.values.minutes import ItemHistory
from casetable.values.tasks import Task
from casetable.words import UNDER_WAY, NoteKind, Sign

TABS = ("Notes", "Tasks", "Conferences", "Disclosures", "History")
MOST = 200
"""Rows that one part reads; the command line lists them all."""
EMPTY = {
    "Notes": "No notes yet: l logs a contact or a note.",
    "Tasks": "No tasks yet: a adds one.",
    "Conferences": "No conference had them on its agenda yet: 3 shows the next one.",
    "Disclosures": "Nothing that you may know of yet: p makes a paper, d notes what was told outside.",
    "History": "Nothing to see here.",
}


@dataclass(frozen=True, slots=True)
class Behind:
    """What was read for the parts of a card; totals may be more than what is here."""

    notes: tuple[Note, ...] = ()
    note_total: int = 0
    tasks: tuple[Task, ...] = ()
    task_total: int = 0
    account: Account | None = None
    history: tuple[Entry, ...] = ()
    history_total: int = 0
    debates: Debates = NO_DEBATES
    became: ItemHistory | None = None
    """What became of what conferences decided about them; None where nothing was read."""

    def total(self, tab: str) -> int:
        """How many a part has in all."""
        told = len(self.account.disclosures) + len(self.account.viewings) if self.account else 0
        totals = {
            "Notes": self.note_total,
            "Tasks": self.task_total,
            "Conferences": len(self.debates.all),
            "Disclosures": told,
        }
        return totals.get(tab, self.history_total)


def head(tab: str, behind: Behind) -> Text:
    """Return the line of the parts, the one in front strong."""
    parts = Text(" ")
    for number, name in enumerate(TABS):
        count = behind.total(name)
        words = f"{name} ({count:,})" if count and name != "History" else name
        style = "strong" if name == tab else "quiet"
        parts.append("   " if number else "").append_text(cell(f"[{words}]" if name == tab else words, style))
    return parts


def rows(tab: str, behind: Behind, today: date, signs: Signs, width: int) -> tuple[Row, ...]:
    """Return the rows of a part for a list of ``width`` columns."""
    if tab == "Notes":
        return tuple(_note(one, today, width) for one in behind.notes)
    if tab == "Tasks":
        return tuple(_task(one, today, signs, width) for one in behind.tasks)
    if tab == "Conferences":
        return debate_rows(behind.debates, today, signs, width, behind.became)
    if tab == "Disclosures":
        return _account(behind.account, today, width)
    return tuple(_entry(number, one, today, width) for number, one in enumerate(behind.history))


def _day(day: date, today: date) -> str:
    return say_day(day) + ("" if day.year == today.year else f" {day.year}")


def _note(one: Note, today: date, width: int) -> Row:
    kind = "" if one.kind in (NoteKind.NOTE, NoteKind.CONTACT) else f"{one.kind.label}: "
    taking = one.taking_part.label if one.taking_part else ""
    words = " · ".join(part for part in (taking, one.text) if part)
    minutes = f" · {say_minutes(one.minutes)}" if one.minutes else ""
    said = f"{kind}{words}{minutes}"
    category, by = one.category.label, cut(first_name(one.by), 8)
    title = f"{say_day(one.on)} {one.on.year} · {one.kind.label} · {one.by}, {one.agency} · {category}{minutes}"
    day = _day(one.on, today)
    room = max(width - len(day) - len(by) - len(category) - 12, 10)
    cells = (cell(day, "quiet"), cell(by), cell(category, "quiet"), cell(cut(said, room)))
    return Row(one.id, cells, title=title, whole=words)


def _task(one: Task, today: date, signs: Signs, width: int) -> Row:
    sign, word = mark(one, today)
    style = "late" if sign is Sign.LATE else "plain" if one.state in UNDER_WAY else "quiet"
    said = f"{signs.draw(sign)} {cut(word, 12)}"
    cells = (
        cell(one.task, "quiet"),
        cell(said, style),
        cell(cut(one.title or "–", max(width - 48, 12)), style),
        cell(_day(one.fold.due_on, today), "quiet"),
        cell(cut(first_name(one.owner), 8), "quiet"),
    )
    return Row(one.task, cells, task=one.task)


def _account(account: Account | None, today: date, width: int) -> tuple[Row, ...]:
    if account is None:
        return ()
    told = [(one.on, 0, _told(number, one, today, width)) for number, one in enumerate(account.disclosures)]
    looked = [(one.on, 1, _looked(number, one, today)) for number, one in enumerate(account.viewings)]
    return tuple(row for _, _, row in sorted([*told, *looked], key=lambda item: item[:2], reverse=True))


def _told(number: int, one: DisclosureLine, today: date, width: int) -> Row:
    day = _day(one.on, today)
    what = f"{one.kind.label}, {one.category.label}, {one.basis.label}"
    whole = f"{one.by}, {one.discloser}, to {one.to}: {what}. {one.releases} {one.note}".strip()
    cells = (
        cell(day, "quiet"),
        cell(f"{one.discloser} to {cut(one.to, 16)}"),
        cell(cut(what, max(width - 40, 12)), "quiet"),
        cell(cut(first_name(one.by), 8), "quiet"),
    )
    return Row(f"told {number}", cells, title=f"{day} · disclosed", whole=whole)


def _looked(number: int, one: ViewingLine, today: date) -> Row:
    day = _day(one.on, today)
    by = cell(first_name(one.by), "quiet")
    cells = (cell(day, "quiet"), cell(one.agency), cell("looked at the card", "quiet"), by)
    return Row(f"looked {number}", cells, title=day, whole=f"{one.by}, {one.agency}, looked at the card.")


def _entry(number: int, one: Entry, today: date, width: int) -> Row:
    day = _day(one.on, today)
    who = one.who if one.heard_from is None else f"{one.heard_from}, noted by {one.who}"
    label = f"{one.label} (taken back)" if one.undone else one.label
    cells = (
        cell(day, "quiet"),
        cell(cut(who, 20)),
        cell(cut(label, 30), "quiet" if one.undone else "plain"),
        cell(cut(", ".join(one.subjects), max(width - 66, 8)), "quiet"),
    )
    return Row(f"entry {number}", cells, title=f"{day} · {who}", whole=f"{label}: {', '.join(one.subjects)}")


def labels(tab: str) -> Sequence[str]:
    """Return the names of a part's columns."""
    return {
        "Notes": ("day", "by", "category", "what"),
        "Tasks": ("task", "status", "what", "due", "who"),
        "Conferences": ("day", "how", "what", "lines"),
        "Disclosures": ("day", "from", "what", "by"),
        "History": ("day", "who", "what", "about"),
    }[tab]
