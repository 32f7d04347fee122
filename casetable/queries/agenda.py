"""The agenda of a conference: as it proposes itself to each seat, and as somebody arranged it. Rules: Conference."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session, col, select

from casetable.models import Conference, ConferenceItem, Participant
from casetable.queries.agenda_items import items_in
from casetable.queries.agenda_lines import dissents_due, proposals_waiting
from casetable.queries.agenda_reasons import Reasons, reasons_in
from casetable.queries.conference import occurrence_in, occurrences_in, previous_in
from casetable.queries.facts import on_board, participant_known
from casetable.queries.governing import governing_in
from casetable.rules.agenda import in_weight, later, numbered, planned, reason, stands_always, steady, weight
from casetable.rules.chairing import runs
from casetable.rules.conference_clock import PLANNED_MINUTES
from casetable.rules.permissions import why_not
from casetable.store.references import spell
from casetable.store.unit import reading
from casetable.values.agreement import Version
from casetable.values.conference import Agenda, AgendaItem, Occurrence, Reason
from casetable.values.seat import Seat
from casetable.words import (
    AHEAD,
    ALWAYS_FIRST,
    ALWAYS_LAST,
    AT_THE_TABLE,
    AgendaReason,
    ConferenceState,
    ItemKind,
    ItemState,
)

_LEFT_OPEN = frozenset({ItemState.NOT_REACHED, ItemState.NOT_DISCUSSED})


def agenda(seat: Seat, conference: str | date | None = None) -> Agenda:
    """The agenda of a conference, of the next one where none is named. Raises NotFound for a day without one."""
    with reading(seat) as session:
        return agenda_in(session, seat, occurrence_in(session, seat, conference))


def agenda_in(session: Session, seat: Seat, occurrence: Occurrence) -> Agenda:
    """The same, within a session.

    Until somebody arranges it, it is proposed anew to each seat; what is arranged keeps its order, and who came to the
    table since stands behind it. Reasons are given as long as the conference is not over.
    """
    items = numbered(_items(session, seat, occurrence), occurrence.starts_at)
    minutes = planned(items)
    held = occurrence.state not in AHEAD and occurrence.state is not ConferenceState.IN_SESSION
    arranges = not held and not why_not(seat.roles, "conference.arrange")
    return Agenda(
        conference=occurrence,
        items=items,
        ends_at=later(occurrence.starts_at, minutes),
        over=max(minutes - occurrence.minutes, 0),
        may_arrange=arranges and runs(seat.actor, seat.roles, occurrence),
    )


@dataclass(frozen=True, slots=True)
class _Around:
    """What an agenda is made from: the version that applies, the conference before, and what that one left open."""

    applies: Version
    last: Occurrence | None
    is_next: bool
    unreached: tuple[AgendaItem, ...]


def _items(session: Session, seat: Seat, occurrence: Occurrence) -> tuple[AgendaItem, ...]:
    stored = items_in(session, seat, col(Conference.original_on) == occurrence.original_on)
    standing = tuple(one for one in stored if one.state is not ItemState.REMOVED)
    if occurrence.state in AHEAD:
        return _ahead(session, seat, occurrence, stored, standing)
    if occurrence.state is ConferenceState.IN_SESSION:
        around = _around(session, seat, occurrence)
        whom = {one.participant_id: one.participant for one in standing if one.participant_id and one.participant}
        reasons = reasons_in(session, seat, occurrence, around.last, around.unreached, whom)
        return tuple(_reasoned(one, reasons, around.applies) for one in standing)
    return standing


def _around(session: Session, seat: Seat, occurrence: Occurrence) -> _Around:
    last = previous_in(session, seat, occurrence.on)
    unreached: tuple[AgendaItem, ...] = ()
    if last is not None:
        left = items_in(session, seat, col(Conference.original_on) == last.original_on)
        unreached = tuple(one for one in left if one.state in _LEFT_OPEN)
    return _Around(governing_in(session, seat.today), last, _is_next(session, seat, occurrence), unreached)


def _is_next(session: Session, seat: Seat, occurrence: Occurrence) -> bool:
    """What earlier ones left goes on to the next conference, not to those after it as well."""
    return occurrence.original_on == occurrence_in(session, seat, None).original_on


def _ahead(
    session: Session,
    seat: Seat,
    occurrence: Occurrence,
    stored: Sequence[AgendaItem],
    standing: Sequence[AgendaItem],
) -> tuple[AgendaItem, ...]:
    around = _around(session, seat, occurrence)
    board = _board(session, seat)
    is_fixed = any(one.kind is ItemKind.OPENING for one in stored)
    going_on = _going_on(session, seat, occurrence, around, stored, is_fixed=is_fixed)
    own = [
        one
        for one in standing
        if not stands_always(one.kind) and (one.participant_id is None or one.participant_id in board)
    ]
    taken = {one.participant_id for one in (*stored, *going_on)}
    proposed = [one for about, one in board.items() if about not in taken]
    whom = {about: one.participant or "" for about, one in board.items()}
    reasons = reasons_in(session, seat, occurrence, around.last, around.unreached if around.is_next else (), whom)
    first = [_reasoned(one, reasons, around.applies) for one in own]
    after = [_reasoned(one, reasons, around.applies) for one in (*going_on, *proposed)]
    debated = (*first, *_by_weight(after)) if is_fixed else _by_weight([*first, *after])
    return (*_always(ALWAYS_FIRST, stored), *debated, *_always(ALWAYS_LAST, stored))


def _by_weight(items: Sequence[AgendaItem]) -> tuple[AgendaItem, ...]:
    """Items in the order of their reasons; equal ones by reference, business after people, else as they came."""
    return tuple(sorted(items, key=lambda one: (weight(one.reasons), one.participant is None, one.participant or "")))


def _always(kinds: Sequence[ItemKind], stored: Sequence[AgendaItem]) -> tuple[AgendaItem, ...]:
    rows = {one.kind: one for one in stored}
    return tuple(rows.get(kind) or AgendaItem(0, kind, PLANNED_MINUTES[kind]) for kind in kinds)


def _board(session: Session, seat: Seat) -> dict[str, AgendaItem]:
    """By id, an item for everybody with a row on this seat's board, by reference."""
    statement = (
        select(Participant.id, Participant.number, Participant.name, participant_known(seat))
        .where(on_board(seat))
        .order_by(col(Participant.number))
    )
    return {
        row_id: AgendaItem(
            number=0,
            kind=ItemKind.PARTICIPANT,
            minutes=PLANNED_MINUTES[ItemKind.PARTICIPANT],
            participant=spell("P", number),
            name=(name or None) if known else None,
            participant_id=row_id,
        )
        for row_id, number, name, known in session.exec(statement).all()
    }


def _going_on(
    session: Session,
    seat: Seat,
    occurrence: Occurrence,
    around: _Around,
    stored: Sequence[AgendaItem],
    *,
    is_fixed: bool,
) -> tuple[AgendaItem, ...]:
    """What earlier conferences left and goes on here: once it is arranged, only what another date's end sets free."""
    if not around.is_next:
        return ()
    set_free = _set_free(session, seat, occurrence)
    if is_fixed:
        return set_free
    due = [
        (one, reason(AgendaReason.NOT_REACHED, around.applies, _not_reached(one, around)))
        for one in around.unreached
        if one.participant is None or one.question
    ]
    due += _business_due(session, seat, occurrence, around.applies)
    asked = {(one.participant_id, one.title, one.question) for one in (*stored, *set_free)}
    found: dict[str, AgendaItem] = {}
    for one, why in due:
        if one.id is None or (one.participant_id, one.title, one.question) in asked:
            continue
        if one.participant_id is not None and not _is_at_table(session, one.participant_id):
            continue
        before = found.get(one.id)
        reasons = (*before.reasons, why) if before else (why,)
        found[one.id] = replace(_anew(one), reasons=reasons if one.participant is None else ())
    return (*set_free, *found.values())


def _not_reached(one: AgendaItem, around: _Around) -> str:
    on = f" on {around.last.on:%-d %b}" if around.last else ""
    return f"{one.state.label}{on}"


def _business_due(
    session: Session, seat: Seat, occurrence: Occurrence, applies: Version
) -> list[tuple[AgendaItem, Reason]]:
    """Business and consultation that comes back: a proposal nobody ratified, a dissent due for another look."""
    lines = [
        *((AgendaReason.TO_RATIFY, one) for one in proposals_waiting(session, seat, occurrence)),
        *((AgendaReason.DISSENT_DUE, one) for one in dissents_due(session, seat, occurrence)),
    ]
    if not lines:
        return []
    items = items_in(session, seat, col(ConferenceItem.id).in_(sorted({one.item for _, one in lines})))
    by_id = {one.id: one for one in items}
    return [(by_id[one.item], reason(kind, applies, one.said)) for kind, one in lines if one.item in by_id]


def _set_free(session: Session, seat: Seat, occurrence: Occurrence) -> tuple[AgendaItem, ...]:
    """What was proposed for a conference that will not be held: cancelled, passed over, or no date of the rule now."""
    waiting = select(Conference.original_on, Conference.on, Conference.state).where(
        col(Conference.original_on) != occurrence.original_on,
        col(Conference.state).in_(sorted(AHEAD | {ConferenceState.CANCELLED})),
        col(Conference.id).in_(
            select(ConferenceItem.conference_id).where(
                ConferenceItem.state == ItemState.PLANNED, col(ConferenceItem.proposed_by_id).is_not(None)
            )
        ),
    )
    free = [
        original
        for original, on, state in session.exec(waiting).all()
        if state is ConferenceState.CANCELLED or on < seat.today or not _is_made(session, seat, original, on)
    ]
    if not free:
        return ()
    left = items_in(
        session,
        seat,
        col(Conference.original_on).in_(free),
        col(ConferenceItem.state) == ItemState.PLANNED,
        col(ConferenceItem.proposed_by_id).is_not(None),
    )
    return tuple(
        _anew(one) for one in left if one.participant_id is None or _is_at_table(session, one.participant_id)
    )


def _is_made(session: Session, seat: Seat, original: date, on: date) -> bool:
    return any(one.original_on == original for one in occurrences_in(session, seat, on, on))


def _is_at_table(session: Session, participant_id: str) -> bool:
    state = session.exec(select(Participant.state).where(Participant.id == participant_id)).one()
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


def _reasoned(one: AgendaItem, reasons: Reasons, applies: Version) -> AgendaItem:
    """An item with all its reasons: its participant's, and that somebody asked for it."""
    if stands_always(one.kind):
        return one
    found = [*one.reasons, *reasons.get(one.participant or "", ())]
    if one.proposed_by is not None:
        said = f"{one.proposed_by} asks{f': {one.question}' if one.question else ' for it'}"
        found.append(reason(AgendaReason.ASKED_FOR, applies, said, [one.participant] if one.participant else []))
    return replace(one, reasons=in_weight(found) or (steady(applies),))
