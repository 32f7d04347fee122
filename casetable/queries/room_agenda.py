"""The agenda for everybody in a room: an item of which somebody there may not hear stands on it without a word."""

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session, col, select

from casetable.models import ConferenceItem
from casetable.queries.agenda import agendas_in
from casetable.queries.facts import question_shown
from casetable.queries.hearing import may_hear
from casetable.values.conference import Agenda, AgendaItem, Occurrence, Present, Reason
from casetable.values.seat import Seat

NOT_FOR_THIS_ROOM = "not for everybody here"
"""What an item is called of which somebody in the room may not hear."""


def agenda_for_the_room(
    session: Session, seat: Seat, conference: Occurrence, seats: Sequence[Seat], present: Sequence[Present]
) -> Agenda:
    """The agenda as this seat sees it, with what all of ``seats`` (the agencies in the room) may hear of it.

    A question that one of them may not read, and a reason that one of them would not be given, are left out.
    """
    others = [one for one in seats if one.agency_id != seat.agency_id]
    agenda, *theirs = agendas_in(session, [seat, *others], conference)
    heard = [_reasons(one) for one in theirs]
    asked = _questions_heard(session, seats, [one.id for one in agenda.items if one.id])
    here = [one for one in present if one.left_at is None]
    about = sorted({one.participant_id for one in agenda.items if one.participant_id})
    heard_of = may_hear(session, seats, about, here)
    items = []
    for one in agenda.items:
        if one.participant_id is None:
            items.append(one)
        elif one.participant_id not in heard_of:
            items.append(_blank(one))
        else:
            items.append(_for_all(one, heard, asked))
    return replace(agenda, items=tuple(items))


def _blank(item: AgendaItem) -> AgendaItem:
    return replace(
        item,
        participant=None,
        name=None,
        title=NOT_FOR_THIS_ROOM,
        question=None,
        proposed_by=None,
        reasons=(),
        why="",
    )


def _for_all(item: AgendaItem, heard: Sequence[dict[str, tuple[Reason, ...]]], asked: set[str]) -> AgendaItem:
    reasons = tuple(one for one in item.reasons if all(one in of.get(item.participant_id or "", ()) for of in heard))
    if item.id is None or item.id in asked:
        return replace(item, reasons=reasons)
    return replace(item, reasons=reasons, question=None, proposed_by=None)


def _reasons(agenda: Agenda) -> dict[str, tuple[Reason, ...]]:
    """The reasons that a seat is given, by participant's id."""
    found: dict[str, tuple[Reason, ...]] = {}
    for one in agenda.items:
        about = one.participant_id or ""
        found[about] = (*found.get(about, ()), *one.reasons)
    return found


def _questions_heard(session: Session, seats: Sequence[Seat], items: Sequence[str]) -> set[str]:
    """The ids of items whose question every agency in the room may read."""
    heard = [question_shown(one) for one in seats]
    return set(session.exec(select(ConferenceItem.id).where(col(ConferenceItem.id).in_(items), *heard)))
