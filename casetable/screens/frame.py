"""The words of the frame: whose table, which week, what waits for this person."""

from datetime import timedelta
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from casetable.rules.calendar import week_of
from casetable.rules.dates import say_day
from casetable.rules.week import offering_words, review_words, tally, to_sign_words
from casetable.screens.cell import cell, cut, literal
from casetable.screens.lines import joined
from casetable.screens.theme import agency_style
from casetable.words import MONTHS

if TYPE_CHECKING:
    from casetable.screens.load import Loaded
    from casetable.values.seat import TableFacts
    from casetable.values.tasks import Task
    from casetable.values.week import Week

_LEAST_NAME = 8
"""Columns that the partnership's name keeps while the agency's can still give way."""


def top(table: "TableFacts", loaded: "Loaded | None", width: int = 80) -> tuple[Text, Text]:
    """Return the first line: product, partnership, SAMPLE, READ ONLY; who sits here, for which agency.

    In ``width`` columns the partnership's name gives way first, then the agency's; who sits here stays.
    """
    signs = [("SAMPLE", "quiet")] * table.is_sample + [("READ ONLY", "strong")] * bool(table.reads_only)
    around = len(" casetable · ") + sum(len(f" · {sign}") for sign, _ in signs) + 2
    least = min(_LEAST_NAME, cell_len(literal(table.name)))
    right = _who(loaded, width - around - least)
    name = cut(table.name, max(width - around - right.cell_len, 0))
    parts = [cell("casetable", "strong"), *([cell(name)] if name else [])]
    parts += [cell(sign, style) for sign, style in signs]
    return Text(" ").append_text(joined(parts)), right


def _who(loaded: "Loaded | None", room: int) -> Text:
    """Return who sits here; the agency's name is cut to ``room``, or left out where nothing of it would be read."""
    if loaded is None:
        return cell("reading … ", "quiet")
    here = next((agency for agency in loaded.agencies if agency.agency == loaded.seat.agency), None)
    name, style = (here.name, agency_style(here.position)) if here else (loaded.seat.agency, "plain")
    who = cut(loaded.seat.name, max(room - 1, 1))
    agency = cut(name, room - cell_len(who) - len(",  "))
    return Text.assemble(cell(who), ", " if agency else "", cell(agency, style), " ")


def second(loaded: "Loaded") -> tuple[Text, Text]:
    """Return the second line: the week in words; the next conference and how far off it is."""
    week = loaded.week
    number = int(week.week[-2:])
    left = Text.assemble(" ", cell(f"Week {number}", "strong"), cell(f" · {_span(week)}", "quiet"))
    away = _weeks_away(week)
    if away:
        left.append_text(cell(f" · {away}", "strong"))
    if loaded.in_session is not None:
        return left, Text.assemble(cell("conference in session: ", "strong"), cell("3 ", "key"))
    if week.conference is None:
        return left, cell("no conference planned ", "quiet")
    days = (week.conference - week.today).days
    when = "" if away else ", " + {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")
    day = cell(say_day(week.conference), "strong")
    return left, Text.assemble(cell("conference ", "quiet"), day, cell(f"{when} ", "quiet"))


def not_connected() -> Text:
    """Return what stands at the right of the second line while the table cannot be reached."""
    return cell("not connected: trying every second ", "late")


def needs(week: "Week", signing: str = "4, then s") -> Text:
    """Return the third line: what waits for this person, most pressing first; ``signing`` are the keys that sign."""
    need = week.needs
    parts = [
        *_count(need.asked, "asked of you"),
        *_count(need.covering, "asked of somebody you stand in for"),
        *_count(need.unassigned, "unassigned"),
        *_count(need.offered, "answered with another date"),
        *_count(need.drops, "to be let go"),
        *_count(need.returned, "came back unanswered"),
        *_count(need.declined, "of your proposals declined"),
        *_with_keys(to_sign_words(need), signing),
        *_with_keys(offering_words(need), signing.partition(",")[0]),
        *_count(need.late, "late", "late"),
        *_count(need.due, "due"),
        *(cell(f"erasure of {reference} awaits your answer") for reference in need.erasures),
        *(cell(f"release of {reference} ends in {days} days") for reference, days in need.releases),
        *(cell(words) for words in review_words(need.review)),
    ]
    head = cell("Needs you: ", "strong")
    return Text.assemble(" ", head, joined(parts) if parts else cell("nothing right now", "quiet"))


def _with_keys(words: tuple[str, ...], keys: str) -> list[Text]:
    """Name the keys once, behind the last."""
    return [cell(one if at < len(words) else f"{one} ({keys})") for at, one in enumerate(words, start=1)]


def overdue(words: str, keys: str, room: int) -> Text:
    """Return that a backup is overdue and the keys that make one; nothing where it would take room from the needs."""
    said = f"{words}: {keys} " if words else ""
    return cell(said, "quiet") if cell_len(said) <= room else Text()


def help_wanted(wanted: "tuple[Task, ...]") -> Text:
    """Return the tasks whose owner would like a hand, in one line."""
    parts = []
    for task in wanted:
        words = " ".join(part for part in (task.participant or "", task.title or task.task) if part)
        who = "unassigned" if task.is_unassigned else task.owner.split()[0] if task.owner else "?"
        parts.append(cell(f"{words} ({who})"))
    return Text.assemble(
        " ", cell("Help wanted   ", "quiet"), joined(parts) if parts else cell("nobody asked", "quiet")
    )


def summary(week: "Week") -> Text:
    """Return the week in counts; facts of the table, nobody's score."""
    parts = [cell(f"{count} {word}") for count, word in tally(week)]
    label = f"Week {int(week.week[-2:])}" if _weeks_away(week) else "This week"
    return Text.assemble(" ", cell(f"{label:<14}", "quiet"), joined(parts))


def _count(references: tuple[str, ...], words: str, style: str = "plain") -> list[Text]:
    return [cell(f"{len(references)} {words}", style)] if references else []


def _span(week: "Week") -> str:
    last = week.starts_on + timedelta(days=6)
    first = f"Mon {week.starts_on.day}"
    if week.starts_on.month != last.month:
        first += f" {MONTHS[week.starts_on.month - 1]}"
    if week.starts_on.year != last.year:
        first += f" {week.starts_on.year}"
    return f"{first} – Sun {last.day} {MONTHS[last.month - 1]} {last.year}"


def _weeks_away(week: "Week") -> str:
    if week.week == week_of(week.today):
        return ""
    monday = week.today - timedelta(days=week.today.weekday())
    weeks = (week.starts_on - monday).days // 7
    if abs(weeks) == 1:
        return "next week" if weeks > 0 else "last week"
    return f"in {weeks} weeks" if weeks > 0 else f"{-weeks} weeks ago"
