"""Why participants stand on an agenda: derived anew for each seat, from what it may see and nothing else."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_
from sqlalchemy import select as select_rows
from sqlmodel import Session, col

from casetable.models import Note, Participant, Task
from casetable.queries.agenda_lines import dissents_due, proposals_waiting
from casetable.queries.agenda_releases import Given, ending, given_in
from casetable.queries.facts import note_shown, participant_listed, task_line_shown, task_reference_shown
from casetable.queries.governing import governing_in
from casetable.queries.several import flags, for_each, narrowed
from casetable.rules.agenda import STALLED_TWICE, days_since, ends_when, not_reached, reason
from casetable.rules.dates import say_day
from casetable.rules.releases import is_about_the_same, stands
from casetable.store.references import spell
from casetable.values.agreement import Version
from casetable.values.conference import AgendaItem, Occurrence, Reason
from casetable.values.seat import Seat
from casetable.words import UNDER_WAY, AgendaReason, Category, NoteKind

Reasons = dict[str, list[Reason]]
"""Reasons by the participant's reference."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One seat that asks: of whom (references by participant's id), and the last conference's items left undebated."""

    seat: Seat
    unreached: Collection[AgendaItem]
    whom: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Asking:
    """Some seats' asking: before which conference, since the day of the last one (None: none was held)."""

    session: Session
    by: Sequence[Asked]
    conference: Occurrence
    last: date | None
    applies: Version

    @property
    def seats(self) -> list[Seat]:
        """Who asks."""
        return [one.seat for one in self.by]

    @property
    def today(self) -> date:
        """The day on which they ask."""
        return self.by[0].seat.today

    @property
    def whom(self) -> list[str]:
        """Of whom any of them asks, by id."""
        return sorted({about for one in self.by for about in one.whom})


def reasons_for(
    session: Session, by: Sequence[Asked], conference: Occurrence, last: date | None
) -> tuple[Reasons, ...]:
    """Why each of those asked about is debated at a conference, for each asking seat. Within a session.

    The seats are of one day. ``last`` is the day of the conference held before. Who has no reason has no entry.
    """
    asking = _Asking(session, by, conference, last, governing_in(session, by[0].seat.today))
    if not asking.whom:
        return tuple({} for _ in by)
    kinds = (_unreached(asking), *_filed(asking), _stalled(asking), _releases(asking), _goals(asking))
    return tuple(_given(asking, one, [said for kind in kinds for said in kind[place]]) for place, one in enumerate(by))


def _given(asking: _Asking, by: Asked, found: "_Found") -> Reasons:
    given: Reasons = {}
    for kind, about, said, rows in found:
        if about in by.whom.values():
            given.setdefault(about, []).append(reason(kind, asking.applies, said, rows))
    return given


_Found = list[tuple[AgendaReason, str, str, tuple[str, ...]]]
"""The kind of reason, the participant's reference, the sum in words, the references behind it."""


def _unreached(asking: _Asking) -> list[_Found]:
    on = asking.last or asking.today
    return [
        [
            (AgendaReason.NOT_REACHED, one.participant, not_reached(one.state, on), (one.participant,))
            for one in by.unreached
            if one.participant is not None
        ]
        for by in asking.by
    ]


def _filed(asking: _Asking) -> list[list[_Found]]:
    """Proposals that nobody ratified in time, and dissents due for another look."""
    session, seats, conference = asking.session, asking.seats, asking.conference
    kinds = (
        (AgendaReason.TO_RATIFY, proposals_waiting(session, seats, conference, asking.whom)),
        (AgendaReason.DISSENT_DUE, dissents_due(session, seats, conference, asking.whom)),
    )
    return [
        [
            [
                (kind, by.whom[one.about], one.said, (by.whom[one.about],))
                for one in lines
                if one.about is not None and one.about in by.whom
            ]
            for by, lines in zip(asking.by, found, strict=True)
        ]
        for kind, found in kinds
    ]


def _stalled(asking: _Asking) -> list[_Found]:
    """Open tasks without an event for twice the time after which their owner is asked."""
    quiet = asking.today - timedelta(days=STALLED_TWICE * asking.applies.terms.stalled_after_days)
    may = [and_(task_line_shown(one), task_reference_shown(one)) for one in asking.seats]
    statement: Any = (
        select_rows(
            col(Task.participant_id),
            col(Task.last_event_on),
            col(Task.number),
            *flags(may),
        )
        .join(Participant, col(Participant.id) == Task.participant_id)
        .where(
            col(Task.state).in_(sorted(UNDER_WAY)),
            col(Task.last_event_on) <= quiet,
            col(Task.participant_id).in_(asking.whom),
            narrowed(may),
        )
    )
    found = for_each(asking.session.execute(statement).all(), len(may))
    return [
        _standing_still(asking.today, by, [row[:3] for row in rows if row[0] in by.whom])
        for by, rows in zip(asking.by, found, strict=True)
    ]


def _standing_still(today: date, by: Asked, rows: Iterable[Any]) -> _Found:
    found: dict[str, list[tuple[date, str]]] = {}
    for about, on, number in sorted(rows):
        found.setdefault(by.whom[about], []).append((on, spell("T", number)))
    said: _Found = []
    for about, tasks in found.items():
        tasks.sort()
        more = f", and {len(tasks) - 1} more" if len(tasks) > 1 else ""
        words = f"{tasks[0][1]}: nothing happened for {days_since(tasks[0][0], today)}{more}"
        said.append((AgendaReason.STALLED, about, words, tuple(task for _, task in tasks)))
    return said


def _releases(asking: _Asking) -> list[_Found]:
    """Releases that end soon and do not go on, and those that are new since the last conference."""
    found = given_in(asking.session, asking.seats, asking.whom)
    return [_of_releases(asking, by, given) for by, given in zip(asking.by, found, strict=True)]


def _of_releases(asking: _Asking, by: Asked, given: Sequence[Given]) -> _Found:
    on, last = asking.conference.on, asking.last
    soon = asking.today + timedelta(days=asking.applies.terms.warn_release_days)
    found: _Found = []
    refs = set(by.whom.values())
    given = [one for one in given if one.participant in refs]
    for (about, until), theirs in _by_end(ending(given, asking.today, max(soon, on))).items():
        said = f"{_releases_words(theirs)} {ends_when(until, on)}"
        found.append((AgendaReason.RELEASE_ENDING, about, said, tuple(one.release for one in theirs)))
    if last is None:
        return found
    new = [one for one in given if _is_new(one, given, last, asking.today)]
    for ref in sorted({one.participant for one in new}):
        theirs = [one for one in new if one.participant == ref]
        words = _release(theirs[0]) if len(theirs) == 1 else f"{len(theirs)} releases"
        said = f"{words}: new since {say_day(last)}"
        found.append((AgendaReason.RELEASE_NEW, ref, said, tuple(one.release for one in theirs)))
    return found


def _by_end(ending: Iterable[Given]) -> dict[tuple[str, date], list[Given]]:
    """Releases by participant and last day."""
    found: dict[tuple[str, date], list[Given]] = {}
    for one in ending:
        if one.terms.until is not None:
            found.setdefault((one.participant, one.terms.until), []).append(one)
    return found


def _releases_words(ending: list[Given]) -> str:
    """What ends on one day: one release by its agencies, several by their number."""
    return f"{_release(ending[0])} ends" if len(ending) == 1 else f"{len(ending)} releases end"


def _release(one: Given) -> str:
    what = "" if one.terms.category is Category.GENERAL else f" ({one.terms.category.label})"
    return f"{one.terms.discloser} to {one.terms.receiver}{what}"


def _is_new(one: Given, given: Sequence[Given], last: date, today: date) -> bool:
    """In force, since a day after the last conference, and no renewal of one that stood until then."""
    terms = one.terms
    if terms.since <= last or terms.since > today or not stands(terms, today):
        return False
    before = (
        other.terms
        for other in given
        if other.participant == one.participant and is_about_the_same(other.terms, terms) and not other.terms.refused
    )
    day_before = terms.since - timedelta(days=1)
    return not any(was.since < terms.since and (was.until is None or was.until >= day_before) for was in before)


def _goals(asking: _Asking) -> list[_Found]:
    """What they want was said anew since the last conference."""
    if asking.last is None:
        return [[] for _ in asking.by]
    may = [and_(note_shown(one), participant_listed(one)) for one in asking.seats]
    statement: Any = (
        select_rows(
            col(Note.participant_id),
            col(Note.on),
            *flags(may),
        )
        .join(Participant, col(Participant.id) == Note.participant_id)
        .where(
            col(Note.participant_id).in_(asking.whom),
            col(Note.kind) == NoteKind.GOAL,
            col(Note.on) > asking.last,
            col(Note.text) != "",
            narrowed(may),
        )
        .order_by(col(Note.on))
    )
    found = for_each(asking.session.execute(statement).all(), len(may))
    said: list[_Found] = []
    for by, rows in zip(asking.by, found, strict=True):
        newest = {by.whom[row[0]]: row[1] for row in rows if row[0] in by.whom}
        said.append(
            [
                (AgendaReason.CHANGED_GOAL, about, f"their words of {say_day(on)}", (about,))
                for about, on in newest.items()
            ]
        )
    return said
