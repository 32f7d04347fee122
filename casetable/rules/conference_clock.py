"""The clock of a conference: what each phase may take, how long it took, when it will end, and how to save time.

Items have minutes, phases seconds. Instants are aware; nothing here reads a clock. Over-run is seen and never blocks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from casetable.words import DEBATED, ItemKind, Phase

PLANNED_MINUTES = {
    ItemKind.OPENING: 5,
    ItemKind.PROMISES: 10,
    ItemKind.PARTICIPANT: 13,
    ItemKind.BUSINESS: 5,
    ItemKind.CONSULTATION: 5,
    ItemKind.PARKING: 5,
    ItemKind.CLOSING: 5,
}
"""What an item may take unless somebody says otherwise (rules: Conference, the standard 90 minutes)."""

_OF_A_PARTICIPANT = {
    Phase.SNAPSHOT: 1,
    Phase.WORDS: 1,
    Phase.DEBATE: 6,
    Phase.DECISION: 2,
    Phase.DISSENT: 1,
    Phase.ACTIONS: 2,
}
_OF_A_DEBATE = {Phase.DEBATE: 6, Phase.DECISION: 2, Phase.DISSENT: 1, Phase.ACTIONS: 2}
_OF_A_ROOM = {Phase.ROOM: 1}
"""The phases of an item and their share of its time."""

LEAST = {kind: 4 if kind in DEBATED else 1 for kind in ItemKind}
"""Minutes that shaving leaves an item, where it had as many."""


@dataclass(frozen=True, slots=True)
class Underway:
    """The open item: its kind, its phase, its minutes and how many seconds the phase has taken."""

    kind: ItemKind
    phase: Phase
    minutes: int
    elapsed: int


def phases(kind: ItemKind) -> tuple[Phase, ...]:
    """The phases of an item, in order."""
    return tuple(_shares(kind))


def first_phase(kind: ItemKind) -> Phase:
    """Where an item begins."""
    return phases(kind)[0]


def next_phase(kind: ItemKind, phase: Phase) -> Phase | None:
    """The phase after this one; None after the last, and for a phase that the item does not have."""
    there = phases(kind)
    return there[there.index(phase) + 1] if phase in there[:-1] else None


def budget(kind: ItemKind, phase: Phase, minutes: int) -> int:
    """How many seconds a phase may take of an item of so many minutes; 0 for a phase that it does not have.

    Rounded so that the phases add up to the item.
    """
    shares = _shares(kind)
    if phase not in shares:
        return 0
    there = list(shares)
    whole, before = sum(shares.values()), sum(shares[one] for one in there[: there.index(phase)])
    seconds = minutes * 60
    return seconds * (before + shares[phase]) // whole - seconds * before // whole


def elapsed(began_at: datetime | None, now: datetime, recess_since: datetime | None = None) -> int:
    """How many seconds a phase has taken; while the room rests it stands still. Never negative; 0 before it began."""
    if began_at is None:
        return 0
    until = min(now, recess_since) if recess_since is not None else now
    return max(0, int((until - began_at).total_seconds()))


def remaining(item: Underway) -> int:
    """How many seconds the open item should still take: what its phase has left, and the phases after it.

    What a phase took too long is not made up by the ones after it, and what it saved is saved.
    """
    left = max(0, budget(item.kind, item.phase, item.minutes) - item.elapsed)
    there = phases(item.kind)
    after = there[there.index(item.phase) + 1 :] if item.phase in there else ()
    return left + sum(budget(item.kind, one, item.minutes) for one in after)


def predicted_end(now: datetime, item: Underway | None, planned: Sequence[int]) -> datetime:
    """When the room will be done: ``item`` is the open one, ``planned`` the minutes of those still to come."""
    return now + timedelta(seconds=(remaining(item) if item else 0) + 60 * sum(planned))


def planned_end(on: date, starts_at: time, minutes: int, zone: str) -> datetime:
    """When a conference is to end by its plan, as an aware instant in UTC."""
    return datetime.combine(on, starts_at, ZoneInfo(zone)).astimezone(UTC) + timedelta(minutes=minutes)


def minutes_over(predicted: datetime, planned: datetime) -> int:
    """How many minutes the end lies beyond the plan, a begun minute counting whole; negative before it."""
    return -int(-(predicted - planned).total_seconds() // 60)


def starts_of(starts_at: time, minutes: Sequence[int]) -> tuple[time, ...]:
    """When each item begins if each takes its minutes, as wall time, and last when the room is done."""
    began = datetime.combine(date(2000, 1, 3), starts_at)
    return tuple((began + timedelta(minutes=sum(minutes[:place]))).time() for place in range(len(minutes) + 1))


def shaved(items: Sequence[tuple[ItemKind, int]], over: int) -> tuple[int, ...]:
    """The minutes of items to come with ``over`` minutes saved of them, each giving in proportion to what it can.

    Nothing goes below ``LEAST``; where that is not enough, everything gives what it can. Unchanged for nothing over.
    """
    spare = [max(0, minutes - LEAST[kind]) for kind, minutes in items]
    whole, wanted = sum(spare), min(max(0, over), sum(spare))
    if not wanted:
        return tuple(minutes for _, minutes in items)
    given = [wanted * one // whole for one in spare]
    most_cut_off = sorted(range(len(items)), key=lambda place: -(wanted * spare[place] % whole))
    for place in most_cut_off[: wanted - sum(given)]:
        given[place] += 1
    return tuple(minutes - less for (_, minutes), less in zip(items, given, strict=True))


def _shares(kind: ItemKind) -> dict[Phase, int]:
    if kind is ItemKind.PARTICIPANT:
        return _OF_A_PARTICIPANT
    return _OF_A_DEBATE if kind in DEBATED else _OF_A_ROOM
