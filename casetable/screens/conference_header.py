"""The lines above a conference's page, and the sentence of what comes next: when, who chairs, when it will end."""

from datetime import date

from rich.text import Text

from casetable.rules.conference_dates import state_said
from casetable.rules.dates import say_day_in
from casetable.screens.cell import cell
from casetable.screens.conference_lines import clock_words
from casetable.screens.conference_load import ConferenceRead
from casetable.screens.lines import joined
from casetable.screens.minutes_told import minutes_step
from casetable.values.conference import Agenda, Occurrence
from casetable.words import AHEAD, HELD, ConferenceState


def header(one: Occurrence, today: date) -> tuple[Text, Text]:
    """Return which conference it is, when, and how far off; on the right its state."""
    year = f" {one.on.year}" if one.on.year == today.year else ""
    parts = [
        cell(f"Conference {say_day_in(one.on, today)}{year}", "strong"),
        cell(f"{clock_words(one.starts_at)}–{clock_words(one.ends_at)}", "quiet"),
        *([cell(how_far(one.on, today), "quiet")] if one.state not in HELD else []),
    ]
    return Text(" ").append_text(joined(parts)), cell(f"{state_words(one, today)} ", "strong")


def how_far(on: date, today: date) -> str:
    """Return ``in 18 days``, ``tomorrow``, ``today``, ``3 days ago``."""
    days = (on - today).days
    said = {0: "today", 1: "tomorrow", -1: "yesterday"}.get(days)
    return said or (f"in {days} days" if days > 0 else f"{-days} days ago")


def state_words(one: Occurrence, today: date) -> str:
    """Return its state, and whether it was moved or called besides the rule."""
    said = state_said(one.state, one.on, today)
    if one.state is ConferenceState.CANCELLED and one.cancel_reason is not None:
        return f"{said}: {one.cancel_reason.label}"
    kind = "extraordinary, " if one.is_extraordinary else ""
    moved = f", moved from {say_day_in(one.original_on, today)}" if one.is_moved else ""
    return f"{kind}{said}{moved}"


def about(one: Occurrence, agenda: Agenda | None) -> tuple[Text, Text]:
    """Return who chairs and where; on the right the predicted end, which never gives way."""
    parts = [cell(chair_words(one))]
    parts += [cell(one.place)] if one.place else []
    parts += [cell(one.why, "quiet")] if one.why else []
    return Text(" ").append_text(joined(parts)), end_words(agenda) if agenda is not None else Text()


def chair_words(one: Occurrence) -> str:
    """Return who chairs, and who stands in."""
    if one.chair is None:
        turn = f", it is the turn of {one.chair_agency}" if one.chair_agency else ""
        return f"nobody chairs yet{turn}"
    return f"chair {one.chair}{f', deputy {one.deputy}' if one.deputy else ''}"


def end_words(agenda: Agenda) -> Text:
    """Return when it will end as planned, and by how much that is too long."""
    ends = cell(f"ends {clock_words(agenda.ends_at)}", "strong")
    if agenda.over <= 0:
        spare = f", {-agenda.over} min to spare" if agenda.over else ""
        return ends.append_text(cell(f"{spare} ", "quiet"))
    return ends.append_text(cell(f", {agenda.over} min too long ", "late"))


def next_step(read: ConferenceRead, today: date) -> str:
    """Return the one sentence of what is to be done next for this conference; empty where nothing is."""
    one = read.conference
    if read.earlier is not None:
        return f"Another conference comes before this one now, {say_day_in(read.earlier.on, today)}: 3 goes there."
    if read.now is not None and (one is None or read.now.original_on != one.original_on):
        return f"A conference is in session: {say_day_in(read.now.on, today)}. 3 goes there."
    if one is not None and one.state is ConferenceState.IN_SESSION:
        return "It is in session: enter goes into the room."
    if one is None:
        return "No conference is planned: c, then e calls one; the agreement holds the rule (4)."
    if one.state in AHEAD and one.on < today:
        return "It was not held. To give it a day again: c, then m."
    if one.state is ConferenceState.CANCELLED:
        return "It does not take place. To give it a day again: c, then m."
    if read.minutes is not None:
        return minutes_step(read.minutes, read.after_it, today)
    if read.agenda is None:
        return ""
    return _before_it(one, read.agenda, read)


def _before_it(one: Occurrence, agenda: Agenda, read: ConferenceRead) -> str:
    if one.clock:
        return f"{one.clock} c, then m moves it."
    if one.collisions:
        return collision_words(one) + " c, then m moves it."
    if one.chair is None:
        return "Nobody chairs it yet: c, then h names somebody."
    if agenda.over > 0:
        minutes = "1 minute" if agenda.over == 1 else f"{agenda.over} minutes"
        return f"It is {minutes} too long: m sets an item's minutes, X takes one off."
    if read.forecast is not None and not read.forecast.quorum.holds:
        return f"No quorum yet: {' '.join(read.forecast.quorum.missing)}"
    return ""


def collision_words(one: Occurrence) -> str:
    """Return who is closed that day, and which days near it are free for all."""
    closed = ", ".join(f"{each.agency} ({each.what})" for each in one.collisions)
    free = ", ".join(f"{say_day_in(day, one.on)}" for day in one.instead)
    return f"Closed that day: {closed}." + (f" Free for all: {free}." if free else "")
