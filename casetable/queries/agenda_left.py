"""What earlier conferences left for the next one: items not reached, proposals and dissents, dates set free."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session, col, select

from casetable.models import Conference, ConferenceItem, Participant
from casetable.queries.agenda_items import items_for, items_in
from casetable.queries.agenda_lines import dissents_due, proposals_waiting
from casetable.queries.conference import occurrences_in
from casetable.queries.conference_shape import held_before, touched_in
from casetable.queries.governing import governing_in, timeline_in
from casetable.rules.agenda import not_reached, reason, stands_always
from casetable.rules.conference_clock import PLANNED_MINUTES
from casetable.rules.conference_dates import next_meeting
from casetable.values.agreement import Version
from casetable.values.conference import AgendaItem, Occurrence, Reason
from casetable.values.seat import Seat
from casetable.words import AHEAD, AT_THE_TABLE, AgendaReason, ConferenceState, ItemState

LEFT_OPEN = frozenset({ItemState.NOT_REACHED, ItemState.NOT_DISCUSSED})


@dataclass(frozen=True, slots=True)
class Left:
    """What stands before a conference. Only the next one takes over what others left: ``is_next``.

    ``last`` is the original date of the one held before and ``last_on`` the day it met, ``unreached`` are its items
    that nobody came to, ``set_free`` the original dates of conferences that will not be held and for which something
    was proposed.
    """

    applies: Version
    last: date | None
    last_on: date | None
    is_next: bool
    unreached: tuple[AgendaItem, ...] = ()
    set_free: tuple[date, ...] = ()


def left_in(session: Session, seat: Seat, conference: Occurrence) -> Left:
    """What earlier conferences left for this one, as far as this seat may see it. Within a session."""
    return left_for(session, [seat], conference)[0]


def left_for(session: Session, seats: Sequence[Seat], conference: Occurrence) -> tuple[Left, ...]:
    """The same for several seats, asked at once, in their order."""
    seat = seats[0]
    held = held_before(session, conference.on)
    last, last_on = (held.original_on, held.on) if held else (None, None)
    coming = next_meeting(timeline_in(session), touched_in(session), seat.today)
    is_next = coming is not None and coming[0] == conference.original_on
    left = Left(governing_in(session, seat.today), last, last_on, is_next)
    if not is_next:
        return (left,) * len(seats)
    found = items_for(session, seats, col(Conference.original_on) == last) if last else ((),) * len(seats)
    left = replace(left, set_free=_set_free(session, seat, conference))
    return tuple(
        replace(left, unreached=tuple(one for one in items if one.state in LEFT_OPEN and not stands_always(one.kind)))
        for items in found
    )


def going_on_in(
    session: Session, seat: Seat, conference: Occurrence, left: Left, stored: tuple[AgendaItem, ...]
) -> tuple[AgendaItem, ...]:
    """The items of earlier conferences that are proposed anew for this one, besides those ``stored`` for it already.

    Once an agenda is arranged, only what was proposed for a date that will not be held comes to it by itself.
    """
    if not left.is_next:
        return ()
    free = _proposed_for(session, seat, left.set_free)
    if conference.agenda_is_fixed:
        return free
    standing = {(one.participant_id, one.title, one.question) for one in (*stored, *free)}
    found: dict[str, AgendaItem] = {}
    for one, why in (*_unreached(left), *_come_back(session, seat, conference, left.applies)):
        if one.id is None or (one.participant_id, one.title, one.question) in standing:
            continue
        if not _is_still_about(session, one):
            continue
        before = found[one.id].reasons if one.id in found else ()
        found[one.id] = replace(_anew(one), reasons=() if one.participant_id else (*before, why))
    return (*free, *found.values())


def _unreached(left: Left) -> list[tuple[AgendaItem, Reason]]:
    """Those with a question of their own; a participant's without one is proposed anyway."""
    on = left.last_on or date.min
    return [
        (one, reason(AgendaReason.NOT_REACHED, left.applies, not_reached(one.state, on)))
        for one in left.unreached
        if one.participant_id is None or one.question
    ]


def _come_back(
    session: Session, seat: Seat, conference: Occurrence, applies: Version
) -> list[tuple[AgendaItem, Reason]]:
    """Business and consultation that comes back: a proposal nobody ratified, a dissent due for another look."""
    lines = [
        *((AgendaReason.TO_RATIFY, one) for one in proposals_waiting(session, [seat], conference)[0]),
        *((AgendaReason.DISSENT_DUE, one) for one in dissents_due(session, [seat], conference)[0]),
    ]
    if not lines:
        return []
    items = items_in(session, seat, col(ConferenceItem.id).in_(sorted({one.item for _, one in lines})))
    by_id = {one.id: one for one in items}
    return [(by_id[one.item], reason(kind, applies, one.said)) for kind, one in lines if one.item in by_id]


def _set_free(session: Session, seat: Seat, conference: Occurrence) -> tuple[date, ...]:
    """The conferences with proposed items that will not be held: cancelled, passed over, or no date of the rule now."""
    proposed = select(ConferenceItem.conference_id).where(
        ConferenceItem.state == ItemState.PLANNED, col(ConferenceItem.proposed_by_id).is_not(None)
    )
    waiting = select(col(Conference.original_on), col(Conference.on), col(Conference.state)).where(
        col(Conference.original_on) != conference.original_on,
        col(Conference.state).in_(sorted(AHEAD | {ConferenceState.CANCELLED})),
        col(Conference.id).in_(proposed),
    )
    return tuple(
        original
        for original, on, state in session.exec(waiting.order_by(col(Conference.original_on))).all()
        if state is ConferenceState.CANCELLED or on < seat.today or not _is_made(session, seat, original, on)
    )


def _is_made(session: Session, seat: Seat, original: date, on: date) -> bool:
    return any(one.original_on == original for one in occurrences_in(session, seat, on, on))


def _proposed_for(session: Session, seat: Seat, originals: tuple[date, ...]) -> tuple[AgendaItem, ...]:
    if not originals:
        return ()
    left = items_in(
        session,
        seat,
        col(Conference.original_on).in_(originals),
        col(ConferenceItem.state) == ItemState.PLANNED,
        col(ConferenceItem.proposed_by_id).is_not(None),
    )
    return tuple(_anew(one) for one in left if _is_still_about(session, one))


def _is_still_about(session: Session, one: AgendaItem) -> bool:
    """It is about nobody, or about somebody who is at the table."""
    if one.participant_id is None:
        return True
    state = session.exec(select(Participant.state).where(Participant.id == one.participant_id)).one()
    return state in AT_THE_TABLE


def _anew(one: AgendaItem) -> AgendaItem:
    """An earlier conference's item as it is proposed for this one."""
    return replace(
        one,
        minutes=PLANNED_MINUTES[one.kind],
        state=ItemState.PLANNED,
        phase=None,
        had_no_debate=False,
        why="",
        id=None,
        version=None,
        goes_on_from=one.id,
    )
