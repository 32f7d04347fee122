"""What the room's screen draws at its top and its left: where the room is, its clocks, its agenda, who is here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo

from rich.cells import cell_len
from rich.text import Text

from casetable.rules.conference_clock import Underway, minutes_over, planned_end, predicted_end
from casetable.rules.dates import say_day_in
from casetable.screens.cell import Signs, cell, cut, fit
from casetable.screens.theme import agency_style
from casetable.values.conference import AgendaItem, Present, Room
from casetable.values.people import Agency
from casetable.words import ItemKind, ItemState, Phase, Sign

SOMEBODY_ELSE = "somebody else"
"""What another participant is called while one is in the room."""
_LEAST_LABEL = 8
"""Cells of an item's name that are shown; a reference is whole in them."""
_LEAST_NAME = 3
"""Cells that a name has at least, with its blank: fewer say nothing."""
_WIDE_ENOUGH = 70
"""Columns from which on the end is said to be over the plan."""
_NAMES_FROM = 32
"""Columns from which on names stand beside references on the agenda."""


@dataclass(frozen=True, slots=True)
class Ticks:
    """What moves by itself: the wall clock, seconds of the open phase, the predicted end, minutes beyond the plan."""

    clock: datetime
    elapsed: int
    budget: int
    ends_at: time
    over: int

    @property
    def share(self) -> float:
        """How much of the phase's time is gone, from 0 to 1."""
        return min(self.elapsed / self.budget, 1.0) if self.budget else 0.0


def ticks(room: Room, now: datetime, zone: tzinfo, name: str) -> Ticks:
    """Return the clocks at an instant, reckoned from what was read of the room; in a recess they stand."""
    passed = 0 if room.in_recess or room.item is None else max(int((now - room.now).total_seconds()), 0)
    elapsed = room.elapsed + passed
    planned = planned_end(room.conference.on, room.conference.starts_at, room.conference.minutes, name)
    ahead = [one.minutes for one in room.items if one.state is ItemState.PLANNED]
    item, underway = room.item, None
    if item is not None and item.phase is not None:
        underway = Underway(item.kind, item.phase, item.minutes, elapsed)
    ends = predicted_end(now, underway, ahead)
    return Ticks(now.astimezone(zone), elapsed, room.budget, ends.astimezone(zone).time(), minutes_over(ends, planned))


def minutes_words(seconds: int) -> str:
    """Return seconds as a clock shows them: ``4:12``."""
    return f"{seconds // 60}:{seconds % 60:02d}"


def date_and_clock(room: Room, at: Ticks, width: int) -> Text:
    """Return the right side of the first line; on a narrow glass the date gives way, never the clock."""
    on, clock = room.conference.on, f"{at.clock:%H:%M}"
    said = (f"Conference {say_day_in(on, on)} {on.year} · ", f"{say_day_in(on, on)} · ", "")
    words = next((one for one in said if len(one) + 30 <= width), "")
    return Text.assemble(cell(words, "quiet"), cell(clock, "strong"), " ")


def where(room: Room, at: Ticks, width: int) -> tuple[Text, Text]:
    """Return the second line: the item, its phase and clock; on the right the predicted end.

    Words give way before anything that counts: the name first, then the item's number, then how late the end is and
    that the phase is over, which its colour says too. The reference and the clocks stay.
    """
    item = room.item
    ends = [_end(at, of) for of in (" over plan", " over", None)]
    if item is None:
        return Text.assemble(" ", cell("no item is open", "strong")), ends[0] if width >= _WIDE_ENOUGH else ends[1]
    number = f"item {item.number} of {len(room.items)} · "
    least = min(cell_len(item.label), _LEAST_LABEL)
    for right, lead, short in _ways(ends if width >= _WIDE_ENOUGH else ends[1:], number):
        clock = _phase_clock(item, at, rests=room.in_recess, short=short)
        space = width - right.cell_len - len(lead) - clock.cell_len - 5
        if space >= least:
            has_room = space > cell_len(item.label) + _LEAST_NAME
            label = cut(_called(item) if has_room else item.label, space)
            return Text.assemble(" ", cell(lead, "quiet"), cell(label, "strong"), cell(" · ", "quiet"), clock), right
    return Text.assemble(" ", _phase_clock(item, at, rests=room.in_recess, short=True)), ends[-1]


def _ways(ends: Sequence[Text], number: str) -> Iterable[tuple[Text, str, bool]]:
    """What is said around the clocks, from the most to the least: the end, the item's number, without ``over``."""
    yield ends[0], number, False
    for right in ends:
        yield right, "", False
    yield ends[-1], "", True


def _phase_clock(item: AgendaItem, at: Ticks, *, rests: bool, short: bool = False) -> Text:
    phase = "" if item.phase is None or item.phase is Phase.ROOM else f"{item.phase.label.upper()} "
    is_over = at.elapsed > at.budget
    parts = [
        cell(phase, "strong"),
        cell(minutes_words(at.elapsed), "late" if is_over else "strong"),
        cell(f" of {minutes_words(at.budget)}", "quiet"),
    ]
    if rests and not short:
        parts.append(cell(" recess", "strong"))
    elif is_over and not short:
        parts.append(cell(" over", "late"))
    return Text.assemble(*parts)


def _end(at: Ticks, of_plan: str | None) -> Text:
    """The predicted end, and by how many minutes it is late; None leaves that out."""
    ends = Text.assemble(cell("ends ", "quiet"), cell(f"{at.ends_at:%H:%M}", "strong"))
    if at.over > 0 and of_plan is not None:
        ends.append_text(cell(", ", "quiet")).append_text(cell(f"{at.over} min{of_plan}", "late"))
    return ends.append(" ")


def _called(item: AgendaItem) -> str:
    return f"{item.label} {item.name}" if item.name else item.label


def label_of(item: AgendaItem, room: Room) -> str:
    """Return how an item is called on this glass: others' references are blank while a participant is here."""
    if room.person_present and item.participant and item.state is not ItemState.OPEN:
        return SOMEBODY_ELSE
    return item.label


# the agenda


def agenda_lines(room: Room, width: int, height: int, signs: Signs, *, numbered: bool = False) -> list[Text]:
    """Return the agenda, an item a line, in ``height`` lines around the open one; ``numbered`` while one is chosen."""
    lines = [_item(one, room, width, signs, numbered=numbered) for one in room.items]
    here = next((place for place, one in enumerate(room.items) if one.state is ItemState.OPEN), _next(room.items))
    first = min(max(here - height // 2, 0), max(len(lines) - height, 0))
    shown = lines[first : first + height]
    if first and shown:
        shown[0] = cell(fit(f"    {first + 1} above", width), "quiet")
    below = len(lines) - first - height
    if below > 0 and shown:
        shown[-1] = cell(fit(f"    {below + 1} below", width), "quiet")
    return shown


def _next(items: Sequence[AgendaItem]) -> int:
    return next((place for place, one in enumerate(items) if one.state is ItemState.PLANNED), 0)


def _item(item: AgendaItem, room: Room, width: int, signs: Signs, *, numbered: bool = False) -> Text:
    is_open = item.state is ItemState.OPEN
    pointer = signs.draw(Sign.CURSOR) if is_open else ""
    number = f"{item.number:>2} " if numbered else ""
    left = f"{pointer:<{signs.width}}{_sign(item, signs):<{signs.width}} {number}"
    label = label_of(item, room)
    if item.name and label == item.label and width >= _NAMES_FROM:
        label = f"{label} {item.name}"
    said = _said(item, room)
    space = width - cell_len(left) - 1
    label = cut(label, space if not said else max(space - cell_len(said) - 1, min(cell_len(item.label), space)))
    said = cut(said, max(space - cell_len(label) - 1, 0))
    gap = " " if width < _NAMES_FROM else " " * max(space - cell_len(label) - cell_len(said), 1)
    ink = "strong" if is_open else "quiet" if item.state is not ItemState.PLANNED else "plain"
    line = Text.assemble(cell(left, ink), cell(label, ink), gap if said else "", cell(said, "quiet"))
    line.truncate(width, pad=True)
    if is_open:
        line.stylize("cursor")
    return line


def _sign(item: AgendaItem, signs: Signs) -> str:
    if item.state is ItemState.DONE:
        return signs.draw(Sign.DONE)
    return signs.draw(Sign.DECLINED) if item.state in (ItemState.NOT_DISCUSSED, ItemState.NOT_REACHED) else ""


def _said(item: AgendaItem, room: Room) -> str:
    """What stands behind an item: its phase, its reason, what became of it."""
    if item.kind is ItemKind.PARKING and room.parked:
        return f"({len(room.parked)})"
    if item.state is ItemState.OPEN:
        return "" if item.phase is None or item.phase is Phase.ROOM else item.phase.label
    if item.state is ItemState.PLANNED:
        if item.phase is not None and item.phase is not Phase.ROOM:
            return f"waits at {item.phase.label}"
        if item.reasons and label_of(item, room) == item.label:
            return item.reasons[0].kind.label
        return f"{item.minutes} min"
    if item.state is ItemState.DONE:
        return "no debate" if item.had_no_debate else ""
    return item.state.label


# who is here


def room_words(room: Room, agencies: Sequence[Agency], width: int, signs: Signs) -> list[Text]:
    """Return who is in the room, in numbers, whether it may decide, and what holds for everybody now."""
    here = [one for one in room.present if one.left_at is None]
    sign = signs.draw(Sign.DONE) if room.quorum.holds else signs.draw(Sign.LATE)
    quorum = cell(f"quorum {sign}", "plain") if room.quorum.holds else cell(f"{sign} no quorum", "late")
    lines = [Text.assemble(cell(f" room {len(here)} · ", "quiet"), quorum)]
    lines += _counts(here, agencies, width)
    if room.item is not None and not room.opening_accepted and room.item.kind is not ItemKind.OPENING:
        lines.append(cell(" opening not accepted", "late"))
    if room.person_present:
        lines.append(cell(" participant is here", "strong"))
    if room.in_recess:
        lines.append(cell(" recess: b goes on", "strong"))
    return lines


def _counts(here: Sequence[Present], agencies: Sequence[Agency], width: int) -> Iterable[Text]:
    parts = []
    for one in agencies:
        count = sum(each.agency == one.agency for each in here)
        if count:
            parts.append(Text.assemble(cell(one.agency, agency_style(one.position)), f" {count}"))
    guests = sum(not each.agency for each in here)
    if guests:
        parts.append(cell(f"guest {guests}" if guests == 1 else f"guests {guests}"))
    if not parts:
        return [cell(" nobody yet: r notes them", "quiet")]
    lines, line = [], Text(" ")
    for part in parts:
        if line.cell_len > 1 and line.cell_len + part.cell_len + 2 > width:
            lines.append(line)
            line = Text(" ")
        line = Text.assemble(line, "  " if line.cell_len > 1 else "", part)
    return [*lines, line]


def left_lines(
    room: Room, agencies: Sequence[Agency], width: int, height: int, signs: Signs, *, numbered: bool = False
) -> list[Text]:
    """Return the whole left side in ``height`` lines: the agenda, and who is here at its foot."""
    foot = room_words(room, agencies, width, signs)[: max(height - 3, 0)]
    room_for = height - len(foot) - 1
    agenda = agenda_lines(room, width, max(room_for, 1), signs, numbered=numbered)
    blank = [Text() for _ in range(max(height - len(agenda) - len(foot), 0))]
    return [*agenda, *blank, *foot]


# the keys


def keys_now(room: Room) -> tuple[tuple[str, str], ...]:
    """Return the keys that are worth their place now, eight at most; the last goes on."""
    item = room.item
    if item is None:
        is_over = all(one.state is not ItemState.PLANNED for one in room.items)
        ends = (("c", "close"),) if is_over else (("j", "go to item"), ("c", "close"), ("enter", "next item"))
        return (("r", "room check"), ("g", "guest"), ("i", "person here"), ("b", "recess"), *ends)
    if room.blanked:
        return (("x", "not discussed"), ("r", "room check"), ("j", "go to item"), ("?", "help"))
    of_kind = {
        ItemKind.OPENING: (("r", "room check"), ("g", "guest"), ("y", "all accept"), ("k", "park")),
        ItemKind.PROMISES: (("a", "action"), ("k", "park"), ("j", "go to item"), ("z", "shave")),
        ItemKind.PARKING: (("k", "park"), ("a", "action"), ("j", "go to item")),
        ItemKind.CLOSING: (("a", "action"), ("y", "read back"), ("k", "park"), ("c", "close")),
    }
    keys = of_kind.get(item.kind) or _OF_PHASE.get(item.phase or Phase.ROOM, ())
    return (*keys, ("enter", "next"))


_DEBATING = (
    ("o", "option"),
    ("+ -", "argument"),
    ("v", "decide"),
    ("!", "dissent"),
    ("a", "action"),
    ("k", "park"),
)
_OF_PHASE: dict[Phase, tuple[tuple[str, str], ...]] = {
    Phase.SNAPSHOT: (("s", "their words"), ("i", "person here"), ("x", "not discussed"), ("k", "park")),
    Phase.WORDS: (("s", "their words"), ("n", "no words, why"), ("i", "person here"), ("k", "park")),
    Phase.DEBATE: _DEBATING,
    Phase.DECISION: _DEBATING,
    Phase.DISSENT: _DEBATING,
    Phase.ACTIONS: (
        ("a", "action"),
        ("t", "ask them"),
        ("y", "read back"),
        ("!", "dissent"),
        ("v", "decide"),
        ("k", "park"),
    ),
}


def next_words(room: Room, to_come: date | None) -> str:
    """Return when the room meets again."""
    return f"Next conference {say_day_in(to_come, room.conference.on)}." if to_come is not None else ""
