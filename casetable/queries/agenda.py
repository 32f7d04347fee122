"""The agenda of a conference: as it proposes itself to each seat, and as somebody arranged it. Rules: Conference."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlmodel import Session, col, select

from casetable.models import Conference, Participant
from casetable.queries.agenda_items import items_for
from casetable.queries.agenda_left import Left, going_on_in, left_for
from casetable.queries.agenda_reasons import Asked, Reasons, reasons_for
from casetable.queries.conference import occurrence_in
from casetable.queries.facts import on_board, participant_known
from casetable.rules.agenda import in_weight, later, numbered, planned, reason, stands_always, steady, weight
from casetable.rules.chairing import runs
from casetable.rules.conference_clock import PLANNED_MINUTES
from casetable.rules.permissions import why_not
from casetable.store.references import spell
from casetable.store.unit import reading
from casetable.values.agreement import Version
from casetable.values.conference import Agenda, AgendaItem, Occurrence
from casetable.values.seat import Seat
from casetable.words import AHEAD, ALWAYS_FIRST, ALWAYS_LAST, AgendaReason, ConferenceState, ItemKind, ItemState


def agenda(seat: Seat, conference: str | date | None = None) -> Agenda:
    """The agenda of a conference, of the next one where none is named. Raises NotFound for a day without one."""
    with reading(seat) as session:
        return agenda_in(session, seat, occurrence_in(session, seat, conference))


def agenda_in(session: Session, seat: Seat, occurrence: Occurrence) -> Agenda:
    """The same, within a session.

    Until somebody arranges it, it is proposed anew to each seat; what is arranged keeps its order, and who came to the
    table since stands behind it. Reasons are given as long as the conference is not over.
    """
    return agendas_in(session, [seat], occurrence)[0]


def agendas_in(session: Session, seats: Sequence[Seat], occurrence: Occurrence) -> tuple[Agenda, ...]:
    """The same for several seats of one day, asked at once, in their order."""
    stored = items_for(session, seats, col(Conference.original_on) == occurrence.original_on)
    found = _items(session, seats, occurrence, stored)
    return tuple(
        _agenda(seat, occurrence, numbered(items, occurrence.starts_at), rows)
        for seat, items, rows in zip(seats, found, stored, strict=True)
    )


def _agenda(
    seat: Seat, occurrence: Occurrence, items: tuple[AgendaItem, ...], stored: tuple[AgendaItem, ...]
) -> Agenda:
    minutes = planned(items)
    is_over = occurrence.state not in AHEAD and occurrence.state is not ConferenceState.IN_SESSION
    may = not is_over and not why_not(seat.roles, "conference.arrange")
    return Agenda(
        conference=occurrence,
        items=items,
        ends_at=later(occurrence.starts_at, minutes),
        over=max(minutes - occurrence.minutes, 0),
        may_arrange=may and runs(seat.actor, seat.roles, occurrence),
        removed=tuple(one for one in stored if one.state is ItemState.REMOVED),
    )


def _items(
    session: Session, seats: Sequence[Seat], occurrence: Occurrence, stored: Sequence[tuple[AgendaItem, ...]]
) -> Sequence[tuple[AgendaItem, ...]]:
    standing = [tuple(one for one in items if one.state is not ItemState.REMOVED) for items in stored]
    is_ahead = occurrence.state in AHEAD
    if not is_ahead and occurrence.state is not ConferenceState.IN_SESSION:
        return standing
    lefts = left_for(session, seats, occurrence)
    boards = [_board(session, one) for one in seats] if is_ahead else [_debated(items) for items in standing]
    asked = [
        Asked(seat, left.unreached, {about: one.participant or "" for about, one in board.items()})
        for seat, left, board in zip(seats, lefts, boards, strict=True)
    ]
    reasons = reasons_for(session, asked, occurrence, lefts[0].last_on)
    if is_ahead:
        known = zip(asked, stored, lefts, boards, reasons, strict=True)
        return [_ahead(session, one.seat, occurrence, rows, left, board, of) for one, rows, left, board, of in known]
    given = zip(standing, reasons, lefts, strict=True)
    return [tuple(_reasoned(one, of, left.applies) for one in items) for items, of, left in given]


def _debated(items: Sequence[AgendaItem]) -> dict[str, AgendaItem]:
    """By id, an item of everybody who is debated."""
    return {one.participant_id: one for one in items if one.participant_id and one.participant}


def _ahead(
    session: Session,
    seat: Seat,
    occurrence: Occurrence,
    stored: tuple[AgendaItem, ...],
    left: Left,
    board: dict[str, AgendaItem],
    reasons: Reasons,
) -> tuple[AgendaItem, ...]:
    """What is stored for it, what earlier ones left, and everybody else at the table: in the order of the reasons.

    Somebody who left the table is debated no more.
    """
    going_on = going_on_in(session, seat, occurrence, left, stored)
    taken = {one.participant_id for one in (*stored, *going_on)}
    own = [
        _reasoned(one, reasons, left.applies)
        for one in stored
        if one.state is not ItemState.REMOVED
        and not stands_always(one.kind)
        and (one.participant_id is None or one.participant_id in board)
    ]
    new = [one for about, one in board.items() if about not in taken]
    proposed = [_reasoned(one, reasons, left.applies) for one in (*going_on, *new)]
    debated = (*own, *_by_weight(proposed)) if occurrence.agenda_is_fixed else _by_weight([*own, *proposed])
    return (*_always(ALWAYS_FIRST, stored), *debated, *_always(ALWAYS_LAST, stored))


def _by_weight(items: Sequence[AgendaItem]) -> tuple[AgendaItem, ...]:
    """Items in the order of their reasons; equal ones by reference, business after people and as it came."""
    return tuple(sorted(items, key=lambda one: (weight(one.reasons), one.participant is None, one.participant or "")))


def _always(kinds: Sequence[ItemKind], stored: Sequence[AgendaItem]) -> tuple[AgendaItem, ...]:
    rows = {one.kind: one for one in stored}
    return tuple(rows.get(kind) or AgendaItem(0, kind, PLANNED_MINUTES[kind]) for kind in kinds)


def _board(session: Session, seat: Seat) -> dict[str, AgendaItem]:
    """By id, an item for everybody with a row on this seat's board, by reference."""
    statement = (
        select(Participant.id, Participant.number, Participant.name, participant_known(seat).label("known"))
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


def _reasoned(one: AgendaItem, reasons: Reasons, applies: Version) -> AgendaItem:
    """An item with all its reasons: its participant's, and that somebody asked for it."""
    if stands_always(one.kind):
        return one
    found = [*one.reasons, *reasons.get(one.participant or "", ())]
    if one.proposed_by is not None:
        said = f"{one.proposed_by} asks{f': {one.question}' if one.question else ' for it'}"
        found.append(reason(AgendaReason.ASKED_FOR, applies, said, [one.participant] if one.participant else []))
    return replace(one, reasons=in_weight(found) or (steady(applies),))
