"""The agenda on paper, with room to write by hand: for a room where nobody opens a screen."""

from collections.abc import Mapping, Sequence
from datetime import time

from casetable.reports.notice import notices_for
from casetable.rules.agenda import later, planned
from casetable.rules.dates import say_long
from casetable.values.conference import AgendaItem, Expected, Occurrence
from casetable.values.papers import Box, Page, Section
from casetable.words import DEBATED, AgendaReason, ItemKind

_BOXES: dict[ItemKind, tuple[Box, ...]] = {
    ItemKind.OPENING: (Box("Who else came, late or as a guest", 2),),
    ItemKind.PROMISES: (Box("What was kept, what was moved, and what hindered us", 3),),
    ItemKind.PARKING: (Box("For another time", 3),),
    ItemKind.CLOSING: (Box("What was not reached", 2), Box("The next date", 1)),
}
_DEBATE = (
    Box("Options, and who argues for (+) and against (-)", 5),
    Box("Decision: by consensus, by the chair, by vote, or deferred", 2),
    Box("Dissent: who, why, and when to look again", 2),
    Box("Actions: what, who, by when", 3),
)
_SAID_ALREADY = frozenset({AgendaReason.ASKED_FOR, AgendaReason.STEADY})
"""Reasons that a page need not give: the question stands there, and nothing special says nothing."""
_WORDS = Box("Their words, or why there are none", 2)


def paper_agenda_page(
    conference: Occurrence,
    items: Sequence[AgendaItem],
    expected: Sequence[Expected],
    agencies: Mapping[str, str],
    opening: str,
) -> Page:
    """The page to print. ``items`` hold only what everybody expected may hear; ``agencies`` maps codes to names.

    ``opening`` is what is said aloud before anything else.
    """
    return Page(
        title=f"Conference of {say_long(conference.on)}",
        under=(where_and_when(conference, items), *_who_chairs(conference)),
        sections=(_room(expected, agencies, opening), *(_section(item) for item in items)),
        notices=notices_for(item.category for item in items if item.question),
    )


def where_and_when(conference: Occurrence, items: Sequence[AgendaItem]) -> str:
    """The place, the beginning, and the end if every item takes its minutes."""
    ends = later(conference.starts_at, planned(items))
    place = f"{conference.place}. " if conference.place else ""
    return f"{place}Begins {say_time(conference.starts_at)}, ends {say_time(ends)} if every item takes its minutes."


def heading_of(item: AgendaItem) -> str:
    """``3 · P-473 · 09:15 · 13 min``."""
    starts = (say_time(item.starts_at),) if item.starts_at else ()
    label = f"{item.label[:1].upper()}{item.label[1:]}"
    return " · ".join((str(item.number), label, *starts, f"{item.minutes} min"))


def asks_of(item: AgendaItem) -> tuple[str, ...]:
    """What an item is about: the question to debate, and why it stands there."""
    debate = (f"To debate: {item.question}",) if item.question else ()
    told = [reason for reason in item.reasons if reason.kind not in _SAID_ALREADY]
    return (*debate, *(f"Why now: {reason.because.arithmetic}" for reason in told))


def say_time(at: time) -> str:
    """``09:05``."""
    return f"{at:%H:%M}"


def _who_chairs(conference: Occurrence) -> tuple[str, ...]:
    if conference.chair is None:
        return ()
    return (f"Chair: {conference.chair}" + (f", deputy: {conference.deputy}" if conference.deputy else "") + ".",)


def _room(expected: Sequence[Expected], agencies: Mapping[str, str], opening: str) -> Section:
    rows = [(agencies.get(one.agency, one.agency), *_comes(one), "") for one in expected]
    return Section("Who is here", (opening,), table=(("Agency", "Person", "Said", "Here, or when"), *rows))


def _comes(one: Expected) -> tuple[str, str]:
    """Who comes, and what they said: somebody who said no has another in their place."""
    if one.comes is False and one.deputy:
        return one.deputy, f"comes for {one.person}"
    return one.person, "comes" if one.comes else ""


def _section(item: AgendaItem) -> Section:
    boxes = _BOXES.get(item.kind, ())
    if item.kind in DEBATED:
        boxes = ((_WORDS,) if item.kind is ItemKind.PARTICIPANT else ()) + _DEBATE
    return Section(heading_of(item), asks_of(item), points=True, boxes=boxes)
