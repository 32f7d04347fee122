"""The calendar in plain lines."""

from datetime import date
from typing import TYPE_CHECKING

from casetable.cli.say import facts
from casetable.rules.conference_dates import closed_words, state_said
from casetable.rules.dates import say_day_in, say_minutes

if TYPE_CHECKING:
    from casetable.values.conference import Occurrence


def conference_words(one: "Occurrence", today: date) -> str:
    """Return one conference: its day first, then what is known of it, a line each."""
    day = say_day_in(one.on, today)
    when = {0: "today", 1: "tomorrow"}.get((one.on - today).days, f"in {(one.on - today).days} days")
    told = facts(
        [
            ("state", state_words(one, today)),
            ("place", one.place),
            ("chair", f"{chair_words(one)}{f'; {one.deputy} stands in' if one.deputy else ''}"),
            ("why", one.why),
            ("closed", closed_words(one.collisions)),
            ("free for all", ", ".join(say_day_in(free, today) for free in one.instead)),
            ("clock", one.clock),
        ]
    )
    head = f"Conference {day}, {one.starts_at:%H:%M} to {one.ends_at:%H:%M} ({say_minutes(one.minutes)}), {when}."
    return f"{head}\n{told}"


def calendar_cells(one: "Occurrence", today: date) -> tuple[str, str, str, str, str]:
    """Return a conference's line in the listing: day, time, state, chair, remarks."""
    return (
        say_day_in(one.on, today),
        f"{one.starts_at:%H:%M}",
        state_words(one, today),
        chair_words(one),
        remarks(one, today),
    )


def state_words(one: "Occurrence", today: date) -> str:
    """Return where it stands, what moved it or why it is cancelled: ``planned, moved from Fri 11 Dec``."""
    parts = [state_said(one.state, one.on, today)]
    if one.is_extraordinary:
        parts.append("extraordinary")
    if one.is_moved:
        parts.append(f"moved from {say_day_in(one.original_on, today)}")
    if one.cancel_reason is not None:
        parts.append(one.cancel_reason.label)
    return ", ".join(parts)


def chair_words(one: "Occurrence") -> str:
    """Return who chairs with the agency whose turn it is, as far as there is somebody."""
    return one.chair or (f"{one.chair_agency}, nobody yet" if one.chair_agency else "nobody yet")


def remarks(one: "Occurrence", today: date) -> str:
    """Return who is closed that day and what is free instead, and what is wrong with its time."""
    closed = f"closed: {closed_words(one.collisions)}" if one.collisions else ""
    free = ", ".join(say_day_in(day, today) for day in one.instead)
    parts = [closed, f"free for all: {free}" if free else "", one.clock, one.why]
    return "; ".join(part for part in parts if part)
