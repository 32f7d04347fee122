"""One conference of the calendar as a line of the list, and whole: when, how it stands, who is closed, who chairs."""

from collections.abc import Iterable, Sequence
from datetime import date

from rich.text import Text

from casetable.rules.conference_dates import state_said
from casetable.rules.dates import say_day_in
from casetable.screens.cell import Signs, cell, cut, lines_of
from casetable.screens.conference_header import chair_words, how_far
from casetable.screens.conference_lines import clock_words
from casetable.values.conference import DayOff, Occurrence
from casetable.words import AHEAD, HELD, ConferenceState, Sign

LABELS = ("day", "at", "state", "chair", "closed that day")
_LAST = 4
_GAP, _BESIDE = 2, 3
"""Cells between two columns, and those at the edge and of the scrollbar."""


def rows(conferences: Sequence[Occurrence], today: date, signs: Signs, width: int) -> list[list[Text]]:
    """Return the cells of each conference's row for a width in columns; who is closed that day gives way."""
    found = [_cells(one, today, signs) for one in conferences]
    wide = [max(len(LABELS[at]), *(row[at].cell_len for row in found)) for at in range(_LAST)] if found else []
    room = width - _BESIDE - sum(each + _GAP for each in wide) - _GAP
    for row in found:
        row[_LAST].truncate(max(room, len(LABELS[_LAST])), overflow="ellipsis")
    return found


def _cells(one: Occurrence, today: date, signs: Signs) -> list[Text]:
    gone = one.state is ConferenceState.CANCELLED
    ink = "quiet" if gone else "plain"
    return [
        cell(say_day_in(one.on, today), "quiet" if gone else "strong"),
        cell(clock_words(one.starts_at), ink),
        cell(_state(one, today, signs), ink),
        cell(cut(one.chair or one.chair_agency or "–", 18), ink),
        _closed(one, signs),
    ]


def _state(one: Occurrence, today: date, signs: Signs) -> str:
    if one.state is ConferenceState.CANCELLED:
        return f"{signs.draw(Sign.DECLINED)} cancelled"
    was_held = one.state in (*HELD, ConferenceState.CONFIRMED)
    passed = one.state in AHEAD and one.on < today
    sign = signs.draw(Sign.DECLINED if passed else Sign.DONE if was_held else Sign.DUE)
    moved = f" {signs.draw(Sign.MOVED)} moved" if one.is_moved else ""
    extra = ", extra" if one.is_extraordinary else ""
    return f"{sign} {state_said(one.state, one.on, today)}{extra}{moved}"


def _closed(one: Occurrence, signs: Signs) -> Text:
    if one.clock:
        return cell(f"{signs.draw(Sign.LATE)} {one.clock}", "late")
    if not one.collisions:
        return cell("–", "quiet")
    what = {each.what for each in one.collisions}
    codes = ", ".join(each.agency for each in one.collisions)
    said = (
        f"{codes}: {next(iter(what))}" if len(what) == 1 else ", ".join(f"{c.agency} {c.what}" for c in one.collisions)
    )
    return cell(f"{signs.draw(Sign.LATE)} {said}", "late")


def whole(one: Occurrence, today: date) -> list[tuple[str, str]]:
    """Return everything there is to say of a conference as (name of the fact, words), without what is empty."""
    gone = one.cancel_reason.label if one.cancel_reason is not None else ""
    moved = f"from {say_day_in(one.original_on, today)}{f', by {one.moved_by}' if one.moved_by else ''}"
    free = ", ".join(say_day_in(day, today) for day in one.instead)
    stands = state_said(one.state, one.on, today)
    hours = f"{clock_words(one.starts_at)}–{clock_words(one.ends_at)}"
    facts = [
        ("When", f"{say_day_in(one.on, today)}, {hours}, {how_far(one.on, today)}"),
        ("State", f"{stands}{f': {gone}' if gone else ''}{', extraordinary' if one.is_extraordinary else ''}"),
        ("Moved", moved if one.is_moved else ""),
        ("Why", one.why),
        ("Clock", one.clock),
        ("Closed", ", ".join(f"{each.agency} ({each.what})" for each in one.collisions)),
        ("Free for all", free),
        ("Where", one.place),
        ("Chair", chair_words(one).removeprefix("chair ")),
    ]
    return [(name, words) for name, words in facts if words]


def below(one: Occurrence, today: date, width: int, room: int) -> Text:
    """Return the conference under the cursor in at most ``room`` lines: what asks for something comes first."""
    facts = dict(whole(one, today))
    names = ("Clock", "Closed", "Free for all", "Moved", "Why", "Chair", "Where", "When")
    listed = [(name, facts[name]) for name in names if name in facts][:room]
    lines = [Text.assemble(cell(f"{name:<13}", "quiet"), cell(words)) for name, words in listed]
    for line in lines:
        line.truncate(width, overflow="ellipsis")
    return Text("\n").join(lines)


def beside(one: Occurrence, today: date) -> Text:
    """Return the same for the pane of a wide glass, wrapped."""
    lines = [Text.assemble(cell(f"{name:<13}", "quiet"), lines_of(words)) for name, words in whole(one, today)]
    return Text("\n").join(lines)


DAY_LABELS = ("day", "whose", "closed for", "who")


def rows_of(days: Iterable[DayOff]) -> tuple[tuple[DayOff, ...], ...]:
    """Return the days off row by row: a public holiday of several agencies is one, each own closing day another."""
    rows: dict[tuple[object, ...], tuple[DayOff, ...]] = {}
    for one in days:
        key = (one.on, one.what, one.agency if one.is_own else "")
        rows[key] = (*rows.get(key, ()), one)
    return tuple(rows.values())


def day_cells(row: Sequence[DayOff], today: date) -> Sequence[Text]:
    """Return the cells of a row of days off."""
    one = row[0]
    return [
        cell(say_day_in(one.on, today), "strong"),
        cell("own day" if one.is_own else "public", "quiet"),
        cell(cut(one.what, 34)),
        cell(", ".join(each.agency for each in row)),
    ]
