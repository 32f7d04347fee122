"""Decisions made without quorum, and what the agencies say to them that were missing, as a seat may read it."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select as select_rows
from sqlmodel import Session, col, select

from casetable.models import Agency, Conference, ConferenceItem, ConferenceLine, Person, Ratification
from casetable.queries.agenda_items import items_in
from casetable.queries.facts import filed_line_shown, ratification_shown
from casetable.queries.filed import lines_in
from casetable.queries.ratified import ProposalStands, proposals_stand
from casetable.store.unit import reading
from casetable.values.conference import AgendaItem
from casetable.values.minutes import Proposal, Ratified
from casetable.values.seat import Seat
from casetable.words import ProposalState


def proposals(seat: Seat) -> tuple[Proposal, ...]:
    """Every proposal that this seat may read: those that wait first, by their last day; then the others, newest first.

    What conferences in session proposed is among them.
    """
    with reading(seat) as session:
        found = proposals_in(session, seat)
    waiting = [one for one in found if one.state is ProposalState.WAITING]
    waiting.sort(key=lambda one: (one.ratify_by or one.on, one.on, one.item))
    return (*waiting, *(one for one in reversed(found) if one.state is not ProposalState.WAITING))


def proposals_in(session: Session, seat: Seat, conference_id: str | None = None) -> tuple[Proposal, ...]:
    """The same of one conference (its row's id; None: of all), oldest first. Within a session."""
    asked = (
        select_rows(
            col(ConferenceLine.id),
            col(ConferenceLine.item_id),
            col(Conference.original_on),
            col(Conference.on),
        )
        .join(ConferenceItem, col(ConferenceItem.id) == ConferenceLine.item_id)
        .join(Conference, col(Conference.id) == ConferenceItem.conference_id)
        .where(col(ConferenceLine.is_proposal).is_(True), filed_line_shown(seat))
        .order_by(col(Conference.on), col(ConferenceItem.position), col(ConferenceLine.position))
    )
    if conference_id is not None:
        asked = asked.where(col(ConferenceItem.conference_id) == conference_id)
    rows = session.execute(asked).all()
    if not rows:
        return ()
    items = _items(session, seat, {item for _, item, _, _ in rows})
    lines = lines_in(session, seat, {one: item.number for one, item in items.items()})
    by_id = {line.id: line for of_item in lines.values() for line in of_item}
    stand = proposals_stand(session, [line for line, *_ in rows if line in by_id], seat.today)
    said = _said(session, seat, stand)
    return tuple(
        Proposal(
            line=by_id[line],
            conference=original_on,
            on=on,
            item=items[item].number,
            label=items[item].label,
            participant=items[item].participant,
            ratify_by=by_id[line].ratify_by,
            missing=stand[line].missing,
            said=said[line],
            state=stand[line].state,
        )
        for line, item, original_on, on in rows
        if line in by_id and line in stand
    )


def _items(session: Session, seat: Seat, ids: Iterable[str]) -> dict[str, AgendaItem]:
    """The items of some ids that this seat may list, numbered as they stand in their conferences."""
    wanted = sorted(set(ids))
    of_them = select(ConferenceItem.conference_id).where(col(ConferenceItem.id).in_(wanted))
    found = items_in(session, seat, col(ConferenceItem.conference_id).in_(of_them))
    return {one.id: one for one in found if one.id in wanted}


def _said(session: Session, seat: Seat, stand: Mapping[str, ProposalStands]) -> dict[str, tuple[Ratified, ...]]:
    """By line, what was said to it; why somebody said no only where this seat may read that."""
    asked = (
        select(Ratification, Agency.code, Person.name, ratification_shown(seat))
        .join(Agency, col(Agency.id) == Ratification.agency_id)
        .join(Person, col(Person.id) == Ratification.person_id)
        .where(col(Ratification.line_id).in_(sorted(stand)))
        .order_by(col(Ratification.at), col(Ratification.id))
    )
    found: dict[str, tuple[Ratified, ...]] = dict.fromkeys(stand, ())
    for row, agency, person, may_read in session.exec(asked):
        one = Ratified(agency, person, row.on, row.is_yes, row.why if may_read else "")
        found[row.line_id] = (*found[row.line_id], one)
    return found
