"""Why participants stand on an agenda: derived anew for each seat, from what it may see and nothing else."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, col, select

from casetable.models import Note, Participant, Task
from casetable.queries.agenda_lines import dissents_due, proposals_waiting
from casetable.queries.consent import endings_in, releases_in
from casetable.queries.facts import note_shown, participant_listed
from casetable.queries.governing import governing_in
from casetable.queries.shape import read_tasks, task_rows
from casetable.rules.agenda import STALLED_TWICE, days_since, ends_when, not_reached, reason
from casetable.rules.dates import say_day
from casetable.rules.releases import is_about_the_same, stands
from casetable.store.references import spell
from casetable.values.agreement import Version
from casetable.values.conference import AgendaItem, Occurrence, Reason
from casetable.values.participants import Release
from casetable.values.seat import Seat
from casetable.words import UNDER_WAY, AgendaReason, Category, NoteKind

Reasons = dict[str, list[Reason]]
"""Reasons by the participant's reference."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """One asking: of whom (references by id), before which conference, since the last one (None: none was held)."""

    session: Session
    seat: Seat
    conference: Occurrence
    last: date | None
    whom: Mapping[str, str]
    applies: Version


def reasons_in(
    session: Session,
    seat: Seat,
    conference: Occurrence,
    last: date | None,
    unreached: Collection[AgendaItem],
    whom: Mapping[str, str],
) -> Reasons:
    """Why each of ``whom`` (references by participant id) is debated at a conference. Within a session.

    ``last`` is the day of the one held before, ``unreached`` are its items that nobody came to. Who has no reason has
    no entry.
    """
    asked = _Asked(session, seat, conference, last, whom, governing_in(session, seat.today))
    found: Reasons = {}
    if not whom:
        return found
    for kind, about, said, rows in (
        *_unreached(asked, unreached),
        *_filed(asked),
        *_stalled(asked),
        *_releases(asked),
        *_goals(asked),
    ):
        if about in whom.values():
            found.setdefault(about, []).append(reason(kind, asked.applies, said, rows))
    return found


_Found = list[tuple[AgendaReason, str, str, tuple[str, ...]]]
"""The kind of reason, the participant's reference, the sum in words, the references behind it."""


def _unreached(asked: _Asked, unreached: Collection[AgendaItem]) -> _Found:
    on = asked.last or asked.seat.today
    return [
        (AgendaReason.NOT_REACHED, one.participant, not_reached(one.state, on), (one.participant,))
        for one in unreached
        if one.participant is not None
    ]


def _filed(asked: _Asked) -> _Found:
    """Proposals that nobody ratified in time, and dissents due for another look."""
    ids = set(asked.whom)
    proposals = proposals_waiting(asked.session, asked.seat, asked.conference, ids)
    dissents = dissents_due(asked.session, asked.seat, asked.conference, ids)
    return [
        (kind, asked.whom[one.about], one.said, (asked.whom[one.about],))
        for kind, lines in ((AgendaReason.TO_RATIFY, proposals), (AgendaReason.DISSENT_DUE, dissents))
        for one in lines
        if one.about is not None
    ]


def _stalled(asked: _Asked) -> _Found:
    """Open tasks without an event for twice the time after which their owner is asked."""
    today = asked.seat.today
    quiet = today - timedelta(days=STALLED_TWICE * asked.applies.terms.stalled_after_days)
    rows = task_rows(asked.seat).where(
        col(Task.state).in_(sorted(UNDER_WAY)),
        col(Task.last_event_on) <= quiet,
        col(Task.participant_id).in_(sorted(asked.whom)),
    )
    found: dict[str, list[tuple[date, str]]] = {}
    for one in read_tasks(asked.session, asked.seat, rows):
        if one.participant is not None and one.fold.last_event_on is not None:
            found.setdefault(one.participant, []).append((one.fold.last_event_on, one.task))
    said: _Found = []
    for about, tasks in found.items():
        tasks.sort()
        more = f", and {len(tasks) - 1} more" if len(tasks) > 1 else ""
        words = f"{tasks[0][1]}: nothing happened for {days_since(tasks[0][0], today)}{more}"
        said.append((AgendaReason.STALLED, about, words, tuple(task for _, task in tasks)))
    return said


def _releases(asked: _Asked) -> _Found:
    """Releases that end soon and do not go on, and those that are new since the last conference."""
    seat, on = asked.seat, asked.conference.on
    soon = seat.today + timedelta(days=asked.applies.terms.warn_release_days)
    whose = col(Participant.id).in_(sorted(asked.whom))
    ending = endings_in(asked.session, seat, max(soon, on), whose)
    found: _Found = []
    for (about, last), theirs in _by_end(ending).items():
        said = f"{_releases_words(theirs)} {ends_when(last, on)}"
        found.append((AgendaReason.RELEASE_ENDING, about, said, tuple(one.release for one in theirs)))
    if asked.last is None:
        return found
    refs = set(asked.whom.values())
    given = [one for one in releases_in(asked.session, seat) if one.participant in refs]
    new = [one for one in given if _is_new(one, given, asked.last, seat.today)]
    for ref in sorted({one.participant for one in new}):
        theirs = [one for one in new if one.participant == ref]
        words = _release(theirs[0]) if len(theirs) == 1 else f"{len(theirs)} releases"
        said = f"{words}: new since {say_day(asked.last)}"
        found.append((AgendaReason.RELEASE_NEW, ref, said, tuple(one.release for one in theirs)))
    return found


def _by_end(ending: Iterable[Release]) -> dict[tuple[str, date], list[Release]]:
    """Releases by participant and last day."""
    found: dict[tuple[str, date], list[Release]] = {}
    for one in ending:
        if one.terms.until is not None:
            found.setdefault((one.participant, one.terms.until), []).append(one)
    return found


def _releases_words(ending: list[Release]) -> str:
    """What ends on one day: one release by its agencies, several by their number."""
    return f"{_release(ending[0])} ends" if len(ending) == 1 else f"{len(ending)} releases end"


def _release(one: Release) -> str:
    what = "" if one.terms.category is Category.GENERAL else f" ({one.terms.category.label})"
    return f"{one.terms.discloser} to {one.terms.receiver}{what}"


def _is_new(one: Release, given: list[Release], last: date, today: date) -> bool:
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


def _goals(asked: _Asked) -> _Found:
    """What they want was said anew since the last conference."""
    if asked.last is None:
        return []
    statement = (
        select(col(Participant.number), col(Note.on))
        .join(Participant, col(Participant.id) == Note.participant_id)
        .where(
            col(Note.participant_id).in_(sorted(asked.whom)),
            Note.kind == NoteKind.GOAL,
            col(Note.on) > asked.last,
            col(Note.text) != "",
            note_shown(asked.seat),
            participant_listed(asked.seat),
        )
        .order_by(col(Note.on))
    )
    newest = dict(asked.session.exec(statement).all())
    return [
        (AgendaReason.CHANGED_GOAL, spell("P", number), f"their words of {say_day(on)}", (spell("P", number),))
        for number, on in newest.items()
    ]
