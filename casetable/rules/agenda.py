"""The agenda that proposes itself: how long each item takes, in which order, and why. Rules: Conference."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from casetable.rules.dates import say_day
from casetable.values.agreement import Version
from casetable.values.because import Because
from casetable.values.conference import AgendaItem, Reason
from casetable.words import ALWAYS_FIRST, ALWAYS_LAST, AgendaReason, ItemKind, ItemState, SectionTopic

MOST_ITEM_MINUTES = 240
FURTHER_MINUTES = 6
"""How long a further item about somebody takes, for another question."""
STALLED_TWICE = 2
"""An item is proposed for a task that stands still this many times as long as its owner is asked one question for."""

_TOPICS = {
    AgendaReason.NOT_REACHED: SectionTopic.WAYS,
    AgendaReason.TO_RATIFY: SectionTopic.DECISIONS,
    AgendaReason.DISSENT_DUE: SectionTopic.DECISIONS,
    AgendaReason.STALLED: SectionTopic.ACCOUNTABILITY,
    AgendaReason.RELEASE_ENDING: SectionTopic.INFORMATION,
    AgendaReason.RELEASE_NEW: SectionTopic.INFORMATION,
    AgendaReason.CHANGED_GOAL: SectionTopic.VOICE,
    AgendaReason.ASKED_FOR: SectionTopic.WAYS,
    AgendaReason.STEADY: SectionTopic.WAYS,
}
"""The section of the agreement that each reason is read from."""
_SAME_WEIGHT = {AgendaReason.RELEASE_NEW: AgendaReason.RELEASE_ENDING}


def reason(kind: AgendaReason, applies: Version, said: str, rows: Iterable[str] = ()) -> Reason:
    """Return one reason: what the agreement calls it, the sum behind it in words, and the references behind that."""
    return Reason(kind, Because(applies.cite(_TOPICS[kind]), said, tuple(rows)))


def steady(applies: Version) -> Reason:
    """Return the reason of who is debated without a special one."""
    return reason(AgendaReason.STEADY, applies, "nothing is open that asks for them first")


def in_weight(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Return reasons in the order of their weight, each kind in the order in which it came."""
    return tuple(sorted(reasons, key=lambda one: one.kind.rank))


def weight(reasons: Sequence[Reason]) -> tuple[int, ...]:
    """Return what an item is ordered by: the ranks of its reasons. Of equals who has a further one goes first."""
    ranks = [_SAME_WEIGHT.get(one.kind, one.kind).rank for one in in_weight(reasons)]
    return (*ranks, len(AgendaReason))


def numbered(items: Iterable[AgendaItem], starts_at: time) -> tuple[AgendaItem, ...]:
    """Return the items with their numbers from 1 and when each would begin if everything takes its minutes."""
    found, elapsed = [], 0
    for number, one in enumerate(items, start=1):
        found.append(replace(one, number=number, starts_at=later(starts_at, elapsed)))
        elapsed += one.minutes if takes_time(one.state) else 0
    return tuple(found)


def stands_always(kind: ItemKind) -> bool:
    """True for the items that stand on every agenda."""
    return kind in (*ALWAYS_FIRST, *ALWAYS_LAST)


def without(items: Iterable[AgendaItem], *states: ItemState) -> tuple[AgendaItem, ...]:
    """Return the items that do not stand so."""
    return tuple(one for one in items if one.state not in states)


def takes_time(state: ItemState) -> bool:
    """True for an item that takes its minutes: not one that was removed, not discussed or not reached."""
    return state not in (ItemState.REMOVED, ItemState.NOT_DISCUSSED, ItemState.NOT_REACHED)


def planned(items: Iterable[AgendaItem]) -> int:
    """Return the minutes of all items together."""
    return sum(one.minutes for one in items if takes_time(one.state))


def later(starts_at: time, minutes: int) -> time:
    """Return the wall time so many minutes later; past midnight it is the next day's."""
    return (datetime.combine(date.min, starts_at) + timedelta(minutes=minutes)).time()


def not_reached(state: ItemState, on: date) -> str:
    """Return what became of an item at an earlier conference: ``not reached on Fri 13 Nov``."""
    return f"{state.label} on {say_day(on)}"


def days_since(day: date, today: date) -> str:
    """Return ``16 days, since Sat 7 Nov``."""
    count = (today - day).days
    return f"{count} {'day' if count == 1 else 'days'}, since {say_day(day)}"


def ends_when(last: date, conference: date) -> str:
    """Return when a release ends, seen from a conference: ``Wed 9 Dec, 2 days before the conference``."""
    ahead = (conference - last).days
    if ahead == 0:
        return f"{say_day(last)}, the day of the conference"
    count = f"{abs(ahead)} {'day' if abs(ahead) == 1 else 'days'}"
    return f"{say_day(last)}, {count} {'before' if ahead > 0 else 'after'} the conference"
