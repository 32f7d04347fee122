"""Minutes: how long they may be corrected, by whom, when they are due, who was there. Rules: Conference."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from casetable.rules.calendar import add_working_days
from casetable.rules.dates import say_day_in
from casetable.values.minutes import Attended
from casetable.words import Category, LineKind, MinutesState

CORRECTION_WORKING_DAYS = 5
"""How many working days of the agencies that were there corrections are open for."""

CARRIED_BY_MAIL = frozenset({Category.GENERAL})
"""The categories that a mail carries: no agreement names encrypted mail yet (rules: Consent)."""

_STAYED = timedelta(minutes=1)
"""Somebody who left less than this before the end stayed to the end."""


@dataclass(frozen=True, slots=True)
class Stay:
    """Somebody was in the room from ``arrived_at`` until ``left_at`` (None: it is not known); once for each time."""

    who: str
    name: str
    agency: str
    arrived_at: datetime
    left_at: datetime | None
    was_late: bool = False
    organisation: str = ""


def correct_until(since: date, off: frozenset[date] = frozenset()) -> date:
    """Return the last day for corrections; ``off`` are the days off of the agencies that were there."""
    return add_working_days(since, CORRECTION_WORKING_DAYS, off)


def is_open(state: MinutesState, until: date, today: date) -> bool:
    """True while minutes may be corrected: they are not agreed yet and their last day has not passed."""
    return state is MinutesState.OPEN and today <= until


def is_due(until: date, today: date, there: Collection[str], replied: Collection[str]) -> bool:
    """True once corrections have ended, or every agency that was there has nothing to correct: they can be agreed."""
    return today > until or (bool(there) and set(there) <= set(replied))


def not_due(until: date, today: date, there: Sequence[str], replied: Collection[str]) -> str:
    """Return why minutes cannot be agreed yet, as a sentence; empty where they can. ``there`` are names or codes."""
    if is_due(until, today, there, replied):
        return ""
    missing = [one for one in there if one not in replied]
    open_ = f"Corrections are open until {say_day_in(until, today)}"
    if not missing:
        return f"{open_}."
    *first, last = missing
    whose = f"{', '.join(first)} and {last} have" if first else f"{last} has"
    return f"{open_}, and {whose} not said that all is right."


def may_reword(kind: LineKind, *, filed_by: str, holder: str | None, writer: str, actor: str, agency: str) -> bool:
    """True if somebody may put a line in other words.

    What the room said may be corrected by anybody who was there. A dissent, an argument, an action and the
    participant's words belong to who holds or filed them and to the agency whose text it is; others put a note beside
    them. ``writer`` and ``agency`` are agencies, ``filed_by``, ``holder`` and ``actor`` people, all by id.
    """
    return kind not in _OWNED or actor in (filed_by, holder) or agency == writer


_OWNED = frozenset({LineKind.DISSENT, LineKind.ARGUMENT, LineKind.ACTION, LineKind.SINCE, LineKind.WORDS})


def attended(stays: Iterable[Stay], ended_at: datetime | None) -> tuple[Attended, ...]:
    """Return who was there, each once, in the order in which they came; ``ended_at`` is when the conference closed.

    Minutes of several stays are added up; they are None where nobody knows when somebody left. Who went before the
    end left early.
    """
    by_person: dict[str, list[Stay]] = {}
    for one in sorted(stays, key=lambda stay: (stay.arrived_at, stay.who)):
        by_person.setdefault(one.who, []).append(one)
    return tuple(_attended(of_one, ended_at) for of_one in by_person.values())


def _attended(stays: Sequence[Stay], ended_at: datetime | None) -> Attended:
    first = stays[0]
    ends = [one.left_at or ended_at for one in stays]
    lasted = [end - one.arrived_at for one, end in zip(stays, ends, strict=True) if end is not None]
    known = len(lasted) == len(stays)
    last = max((end for end in ends if end is not None), default=None)
    return Attended(
        name=first.name,
        agency=first.agency,
        minutes=max(0, round(sum(lasted, timedelta()).total_seconds() / 60)) if known else None,
        was_late=first.was_late,
        left_early=last is not None and ended_at is not None and last + _STAYED < ended_at,
        organisation=first.organisation,
    )
