"""The conference in session, as everybody in its room may see it on one screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from casetable.models import Conference, ConferenceDraft, ConferenceItem, Task
from casetable.queries.conference import session_now_in
from casetable.queries.conference_shape import held_before
from casetable.queries.dissents import due_on_item
from casetable.queries.expected import expected_in
from casetable.queries.facts import task_text_shown, typed_line_shown
from casetable.queries.filed import lines_in
from casetable.queries.hearing import (
    agencies_here,
    heard_by,
    knowing,
    may_room_hear,
    present_in,
    room_seats,
)
from casetable.queries.quorum import quorum_in
from casetable.queries.room_agenda import agenda_for_the_room
from casetable.queries.room_card import room_card
from casetable.queries.room_told import line_told, room_told
from casetable.queries.shape import TaskRows, read_tasks, task_rows
from casetable.rules.conference_clock import (
    Underway,
    budget,
    elapsed,
    first_phase,
    minutes_over,
    planned_end,
    predicted_end,
)
from casetable.rules.consent import reads_text
from casetable.rules.forecast import is_expected
from casetable.store.unit import reading
from casetable.values.conference import (
    AgendaItem,
    DueDissent,
    FiledLine,
    Occurrence,
    Present,
    Quorum,
    Room,
    RoomCard,
)
from casetable.values.seat import Seat
from casetable.values.tasks import Task as TaskValue
from casetable.words import ItemState, LineKind

__all__ = [
    "heard_by",
    "line_told",
    "may_room_hear",
    "present_in",
    "room",
    "room_in",
    "room_told",
]


def room(seat: Seat) -> Room | None:
    """The conference in session for its room; None while there is none."""
    with reading(seat) as session:
        occurrence = session_now_in(session, seat)
        return None if occurrence is None else room_in(session, seat, occurrence)


def room_in(session: Session, seat: Seat, conference: Occurrence) -> Room:
    """The same of one conference that has a row, within a session.

    The open item's card shows while every agency in the room knows the participant, and this seat; filed lines are
    those that this seat may read. Of the agenda the room sees what all of its agencies may.
    """
    row = session.get_one(Conference, conference.id)
    present = present_in(session, seat, row.id)
    seats = room_seats(session, seat, agencies_here(present))
    agenda = agenda_for_the_room(session, seat, conference, seats, present)
    items = agenda.items
    open_item = next((one for one in items if one.state is ItemState.OPEN), None)
    stored = session.get(ConferenceItem, open_item.id) if open_item is not None and open_item.id else None
    said = _open(session, seat, open_item, stored, present, seats, conference)
    filed = lines_in(session, seat, {one.id: one.number for one in items if one.id})
    clock = _clock(seat, row, conference, items, open_item, stored)
    draft, typed_at = _draft(session, seat, row.id)
    return Room(
        conference=conference,
        items=items,
        item=said.item,
        card=said.card,
        blanked=said.blanked,
        lines=() if said.blanked or stored is None else _but_parked(filed.get(stored.id, ())),
        parked=tuple(one for lines in filed.values() for one in lines if one.kind is LineKind.PARKED),
        present=present,
        quorum=said.quorum,
        now=seat.now,
        phase_began_at=stored.phase_began_at if stored else None,
        elapsed=clock.elapsed,
        budget=clock.budget,
        ends_at=clock.ends_at,
        over=clock.over,
        in_recess=row.recess_since is not None,
        person_present=row.person_present,
        opening_accepted=row.opening_accepted_at is not None,
        promises=_promises(session, seat, seats, conference),
        draft=draft,
        runs=agenda.may_arrange,
        draft_item=typed_at,
        due=said.due,
        expected=frozenset(one.person_id for one in expected_in(session, conference) if is_expected(one)),
    )


@dataclass(frozen=True, slots=True)
class _Open:
    """The open item as it may be said here, its card, why that is not shown, whether the room may decide, and what
    dissents came back with it."""

    item: AgendaItem | None
    card: RoomCard | None
    blanked: str
    quorum: Quorum
    due: tuple[DueDissent, ...] = ()


@dataclass(frozen=True, slots=True)
class _Clock:
    """Seconds of the open phase, taken and allowed; the predicted end, and minutes beyond the plan."""

    elapsed: int
    budget: int
    ends_at: time
    over: int


def _open(
    session: Session,
    seat: Seat,
    item: AgendaItem | None,
    row: ConferenceItem | None,
    present: Sequence[Present],
    seats: Sequence[Seat],
    conference: Occurrence,
) -> _Open:
    about = row.participant_id if row else None
    quorum = quorum_in(session, seat, conference, present, about if reads_text(seat.roles) else None)
    if item is None or row is None:
        return _Open(item, None, "", quorum)
    if about is None:
        return _Open(item, None, "", quorum, due_on_item(session, seat, row, conference.on, seats))
    why = () if item.participant else may_room_hear(session, seat, about, present)
    in_room = any(one.agency_id == seat.agency_id for one in seats)
    if not why and not (reads_text(seat.roles) and (in_room or knowing(session, [seat], about))):
        why = ("What is said about them is not shared with you.",)
    if why:
        return _Open(item, None, " ".join(why), quorum)
    last = held_before(session, conference.on)
    due = due_on_item(session, seat, row, conference.on, seats)
    card = room_card(session, seat, item, about, seats, last.on if last else None, [one.id for one in due])
    return _Open(item, card, "", quorum, due)


def _clock(
    seat: Seat,
    row: Conference,
    conference: Occurrence,
    items: Sequence[AgendaItem],
    item: AgendaItem | None,
    stored: ConferenceItem | None,
) -> _Clock:
    """Where the room stands in its time, as far as the items that this seat sees say so."""
    began = stored.phase_began_at if stored else None
    phase = (stored.phase or first_phase(stored.kind)) if stored else None
    taken = elapsed(began, seat.now, row.recess_since)
    underway = Underway(stored.kind, phase, stored.minutes, taken) if stored and phase else None
    ahead = [one.minutes for one in items if one.state is ItemState.PLANNED]
    predicted = predicted_end(seat.now, underway, ahead)
    planned = planned_end(conference.on, conference.starts_at, conference.minutes, seat.zone)
    allowed = budget(stored.kind, phase, stored.minutes) if stored and phase else 0
    ends_at = predicted.astimezone(ZoneInfo(seat.zone)).time().replace(microsecond=0)
    return _Clock(taken if item else 0, allowed, ends_at, minutes_over(predicted, planned))


def _but_parked(lines: Sequence[FiledLine]) -> tuple[FiledLine, ...]:
    return tuple(one for one in lines if one.kind is not LineKind.PARKED)


def _promises(session: Session, seat: Seat, seats: Sequence[Seat], conference: Occurrence) -> tuple[TaskValue, ...]:
    """The actions of the last conference whose words everybody in the room may read, by date."""
    last = held_before(session, conference.on)
    if last is None:
        return ()
    items = select(ConferenceItem.id).where(ConferenceItem.conference_id == last.id)
    heard = [task_text_shown(one) for one in seats]
    rows = task_rows(seat).where(col(Task.item_id).in_(items), *heard)
    return read_tasks(session, seat, TaskRows(rows.statement.order_by(col(Task.due_on), col(Task.number))))


def _draft(session: Session, seat: Seat, conference_id: str) -> tuple[str, str | None]:
    """What this person was typing, and the id of the item it was typed at."""
    of_it = ConferenceDraft.conference_id == conference_id
    mine = select(ConferenceDraft.text, ConferenceDraft.item_id).where(of_it, typed_line_shown(seat))
    found = session.exec(mine).first()
    return ("", None) if found is None else (found[0], found[1])
