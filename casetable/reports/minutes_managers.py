"""What managers read of a conference: attendance by agency, references, counts, and what was decided about nobody."""

from collections import Counter

from casetable.reports.minutes import log_section, mark_of, proposal_sentence, when_and_who
from casetable.reports.notice import notices_for
from casetable.rules.dates import say_long, say_minutes
from casetable.rules.minutes_words import (
    agency_names,
    attendance,
    categories_on,
    heading_of,
    items_told,
    line_sentence,
    not_reached,
    proposal_has_words,
    standing,
    stands,
)
from casetable.values.minutes import Minutes, MinutesItem
from casetable.values.papers import Page, Section
from casetable.words import ItemKind

_ORDER = ("options", "arguments", "decisions", "dissents", "actions")
"""In which order counts stand, as a debate goes."""


def managers_page(minutes: Minutes) -> Page:
    """The page for the managers who signed: no words about any participant stand on it."""
    parts = (
        _changes(minutes),
        _attendance(minutes),
        _counts(minutes),
        *(_business(minutes, item) for item in items_told(minutes) if item.kind is ItemKind.BUSINESS),
        _proposals(minutes),
        _not_reached(minutes),
        log_section(minutes),
    )
    return Page(
        called=f"Conference of {say_long(minutes.conference.on)}: for managers, revision {minutes.number}",
        title=f"Conference of {say_long(minutes.conference.on)}, for managers",
        under=(standing(minutes), when_and_who(minutes), "References and counts; no words about any participant."),
        sections=tuple(part for part in parts if part is not None),
        notices=notices_for(categories_on(minutes)),
        mark=mark_of(minutes),
    )


def _changes(minutes: Minutes) -> Section | None:
    lines = minutes.changes
    if not lines:
        return None
    return Section(f"What this revision changes, since revision {minutes.number - 1}", lines, points=True)


def _attendance(minutes: Minutes) -> Section:
    names = agency_names(minutes)
    rows = [
        (names[one.agency], str(one.people or "nobody"), say_minutes(one.minutes) if one.minutes else "")
        for one in attendance(minutes)
    ]
    return Section("Who was there", table=(("Agency", "People", "Time, added up"), *rows))


def _counts(minutes: Minutes) -> Section | None:
    """A row for each participant's item, a column for each thing that is counted anywhere."""
    items = [item for item in minutes.items if item.kind is ItemKind.PARTICIPANT]
    if not items:
        return None
    columns = sorted({what for item in items for what, _ in item.counts}, key=_place)
    totals: Counter[str] = Counter()
    rows = []
    for item in items:
        counts = dict(item.counts)
        totals.update(counts)
        rows.append((heading_of(item), item.state.label, *(str(counts.get(what, 0)) for what in columns)))
    whole = ("All", "", *(str(totals[what]) for what in columns))
    head = ("Item", "State", *(f"{what[:1].upper()}{what[1:]}" for what in columns))
    return Section("Participants", table=(head, *rows, *([whole] if len(rows) > 1 and columns else [])))


def _place(what: str) -> tuple[int, str]:
    return (_ORDER.index(what) if what in _ORDER else len(_ORDER)), what


def _business(minutes: Minutes, item: MinutesItem) -> Section:
    lines = tuple(line_sentence(line, minutes.proposals) for line in item.lines if stands(minutes, item, line))
    return Section(heading_of(item), lines or ("Nothing was decided.",), points=True)


def _proposals(minutes: Minutes) -> Section | None:
    names = agency_names(minutes)
    lines = tuple(proposal_sentence(one, names, words=proposal_has_words(minutes, one)) for one in minutes.proposals)
    return Section("Proposals to ratify", lines, points=True) if lines else None


def _not_reached(minutes: Minutes) -> Section | None:
    lines = tuple(heading_of(one) for one in not_reached(minutes))
    return Section("Not reached", lines, points=True) if lines else None
