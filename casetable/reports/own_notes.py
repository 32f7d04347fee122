"""What one agency wrote about somebody, as Markdown for its own file, before an erasure."""

from datetime import date
from itertools import groupby

from casetable.reports.notice import notices_for
from casetable.rules.dates import say_day
from casetable.values.erasure import OwnText, OwnTexts
from casetable.words import Category


def own_notes_text(found: OwnTexts, by: str, today: date) -> str:
    """The document: a heading, who took it when, and every text under its day."""
    who = f"{found.participant}  {found.name}".strip()
    lines = [
        f"# {who}",
        "",
        f"What {found.agency} wrote itself, taken by {by} on {say_day(today)} {today.year}, before an erasure.",
        "Texts of other agencies are not in it. Keep it as your agency keeps its own records.",
    ]
    for notice in notices_for(one.category for one in found.texts):
        lines += ["", f"> {notice}"]
    for day, texts in groupby(found.texts, key=lambda one: one.on):
        lines += ["", f"## {say_day(day)} {day.year}", ""]
        lines += [line for one in texts for line in _text(one)]
    return "\n".join(lines if found.texts else [*lines, "", "Nothing."]) + "\n"


def _text(one: OwnText) -> list[str]:
    category = "" if one.category is Category.GENERAL else f" ({one.category.label})"
    first, *rest = one.text.splitlines() or [""]
    return [f"- **{one.what}**{category}, {one.by}: {first}".rstrip(), *(f"  {line}".rstrip() for line in rest)]
