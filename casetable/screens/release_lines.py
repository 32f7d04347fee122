"""Releases as lines of lists that fit the glass, and one of them whole. No Textual here."""

from collections.abc import Sequence
from datetime import date

from rich.text import Text

from casetable.rules.dates import say_date
from casetable.rules.releases import event_words
from casetable.screens.cell import cell, cut
from casetable.screens.release_sheets import pairs_words
from casetable.values.participants import Release
from casetable.words import ReleaseState

Row = tuple[str, list[Text]]
"""A row's key and its cells."""

_WIDE = 100
_EDGES = 3
"""Cells beside a list: its margins and the scrollbar; each column has one more on either side."""
_LEAST = 5


def behind_cell(releases: Sequence[Release], today: date, width: int) -> tuple[list[str], list[Row]]:
    """Return the labels and rows of what stands behind a cell, for a glass of ``width`` columns."""
    labels = ["release", "from", "state", "days", "renews", "paper, purpose"]
    wide = width >= _WIDE
    if wide:
        labels.insert(4, "given")
    rows = [(one.release, _behind(one, today, wide=wide)) for one in releases]
    return fit_last(labels, rows, width), rows


def _behind(one: Release, today: date, *, wide: bool) -> list[Text]:
    terms = one.terms
    quiet = "plain" if one.state is ReleaseState.IN_FORCE else "quiet"
    more = " · ".join(word for word in (one.paper, one.purpose, one.revoked_why) if word)
    return [
        cell(one.release, "strong"),
        cell(terms.discloser, quiet),
        cell(one.state.label, quiet),
        cell(cut(_days(one, today), 30 if wide else 26), quiet),
        *([cell(terms.method.value, "quiet")] if wide else []),
        cell(cut(one.renews.split(" ")[0], 10 if wide else 8), "quiet"),
        cell(more, "quiet"),
    ]


def about_to_end(groups: Sequence[tuple[Release, ...]], today: date, width: int) -> tuple[list[str], list[Row]]:
    """Return the labels and rows of what ends soon, for a glass of ``width`` columns."""
    rows = [(group[0].release, _ending(group, today, wide=width >= _WIDE)) for group in groups]
    return fit_last(["who", "category", "last day", "renews", "from, to"], rows, width), rows


def _ending(group: tuple[Release, ...], today: date, *, wide: bool) -> list[Text]:
    one, until = group[0], group[0].terms.until
    tells, hears = _agencies(group)
    return [
        cell(one.participant, "strong"),
        cell(one.terms.category.label),
        cell(f"{say_date(until, today)}, {_ahead((until - today).days)}" if until else ""),
        cell(cut(one.renews or "nobody yet", 20 if wide else 10)),
        cell(f"{tells} to {hears}", "quiet"),
    ]


def group_words(group: Sequence[Release]) -> str:
    """Return a line of what ends soon whole: which releases, of whom, and who renews them."""
    if not group:
        return ""
    refs = ", ".join(one.release for one in group)
    return f"{refs} of {group[0].participant}: {pairs_words(group)} · renewed by {group[0].renews or 'nobody yet'}"


def whole_words(one: Release, today: date) -> str:
    """Return all that this seat may see of a release, a line each."""
    terms = one.terms
    revoked = f" on {say_date(terms.revoked_on, today)}" if terms.revoked_on else ""
    facts = (
        ("Allows", pairs_words([one])),
        ("State", f"{one.state.label}{revoked}"),
        ("Days", _days(one, today)),
        ("Ends when", one.ends_when),
        ("Given", terms.method.value),
        ("Purpose", one.purpose),
        ("Paper", one.paper),
        ("Renewed by", one.renews),
        ("Why", one.revoked_why),
    )
    return "\n".join(f"{name:<12}{words}" for name, words in facts if words)


def fit_last(labels: Sequence[str], rows: Sequence[Row], width: int) -> list[str]:
    """Cut the last cell of every row to what the others leave of the glass, and return the labels cut likewise."""
    others = len(labels) - 1
    taken = sum(max([len(labels[n]), *(cells[n].cell_len for _, cells in rows)]) for n in range(others))
    room = max(width - taken - 2 * len(labels) - _EDGES, _LEAST)
    for _, cells in rows:
        last = cells[-1]
        cells[-1] = cell(cut(last.plain, room), last.style)
    return [*labels[:-1], cut(labels[-1], room)]


def _days(one: Release, today: date) -> str:
    terms = one.terms
    event = f"ends {event_words(one.ends_when)}" if one.ends_when else "no last day"
    end = f"to {say_date(terms.until, today)}" if terms.until else event
    return f"{say_date(terms.since, today)} {end}"


def _agencies(group: Sequence[Release]) -> tuple[str, str]:
    tells = sorted({one.terms.discloser for one in group})
    return ", ".join(tells), ", ".join(sorted({one.terms.receiver for one in group}))


def _ahead(days: int) -> str:
    if days == 0:
        return "today"
    return "tomorrow" if days == 1 else f"in {days} days"
