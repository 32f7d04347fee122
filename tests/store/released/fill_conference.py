"""Conferences in every state with every kind of item and line, a guest, replies and a line that is being typed."""

from datetime import date, time, timedelta
from typing import Any

from sqlmodel import Session, col, select

from casetable.models import (
    Agency,
    Attendance,
    Conference,
    ConferenceDraft,
    ConferenceItem,
    ConferenceLine,
    ConferenceReply,
    Participant,
    Person,
    Task,
)
from casetable.store.aside import aside
from casetable.store.unit import change
from casetable.values.action import Action
from casetable.values.seat import Seat
from casetable.words import (
    CancelReason,
    Category,
    ConferenceState,
    DecidedBy,
    ItemKind,
    ItemState,
    LineKind,
    Phase,
    TurnedOut,
)
from tests.store.released.fill_people import LONG, ODD


def fill_conference(seat: Seat, by_hand: Action, today: date) -> None:
    """Fill every column of the conference's tables, with every word of their lists."""
    with change(seat, by_hand) as session:
        person = session.exec(select(Person).where(Person.name == "Dana Reyes")).one()
        other = session.exec(select(Person).where(Person.name == "Lee Park")).one()
        first = _conferences(session, person, other, seat, today)
        item = _items(session, first, person, today)
        _lines(session, item, person, other, seat, today)
        _people(session, first, person, other, seat)
        agency = session.exec(select(Agency).order_by(col(Agency.position))).first()
        assert agency is not None
        agency.closing_names = {today.isoformat(): ODD}
    with aside(seat) as session:
        typed = {"conference_id": first, "item_id": item.id, "person_id": seat.actor}
        session.add(ConferenceDraft(text=LONG, at=seat.now, **typed))


def _conferences(session: Session, person: Person, other: Person, seat: Seat, today: date) -> str:
    """One for each state and each reason, far behind what the sample holds; returns the first's id."""
    reasons = list(CancelReason)
    rows = [
        Conference(
            original_on=today - timedelta(days=4000 + number),
            on=today - timedelta(days=3990 + number),
            state=state,
            is_extraordinary=number % 2 == 0,
            starts_at=time(9, 15),
            minutes=90 + number,
            place=ODD,
            why=LONG,
            moved_by_id=person.id,
            cancel_reason=reasons[number % len(reasons)],
            sequence=number,
            chair_id=person.id,
            deputy_id=other.id,
            opened_at=seat.now,
            opened_by_id=person.id,
            opening_accepted_at=seat.now,
            recess_since=seat.now,
            person_present=number % 2 == 1,
            closed_at=seat.now,
        )
        for number, state in enumerate(one for one in ConferenceState if one is not ConferenceState.IN_SESSION)
    ]
    running = Conference(original_on=today, on=today, state=ConferenceState.IN_SESSION)
    session.add_all([*rows, running])
    return rows[0].id


def _items(session: Session, conference: str, person: Person, today: date) -> ConferenceItem:
    """One for each kind, state, phase and category; returns one about somebody."""
    about = session.exec(select(Participant).where(col(Participant.erased_on).is_(None))).first()
    assert about is not None
    kinds, states, phases, categories = list(ItemKind), list(ItemState), list(Phase), list(Category)
    at = person.id
    rows = [
        ConferenceItem(
            conference_id=conference,
            position=number + 1,
            kind=kinds[number],
            participant_id=about.id if kinds[number] is ItemKind.PARTICIPANT else None,
            title=ODD,
            question=LONG,
            category=categories[number % len(categories)],
            writer_id=person.agency_id,
            proposed_by_id=at,
            written_on=today,
            minutes=13,
            state=states[number % len(states)],
            phase=phases[number % len(phases)],
            had_no_debate=number % 2 == 1,
            why=ODD,
        )
        for number in range(len(kinds))
    ]
    session.add_all(rows)
    return next(one for one in rows if one.kind is ItemKind.PARTICIPANT)


def _lines(session: Session, item: ConferenceItem, person: Person, other: Person, seat: Seat, today: date) -> None:
    """One for each kind, way of deciding and category; the action has its task."""
    item.phase_began_at = item.opened_at = item.closed_at = seat.now
    task = session.exec(select(Task).where(Task.owner_id == person.id)).first()
    assert task is not None
    task.item_id, task.tells = item.id, True
    ways, categories, turned = list(DecidedBy), list(Category), list(TurnedOut)
    option = dissent = ""
    every = [*LineKind, *[LineKind.DECISION] * len(ways), *[LineKind.SINCE] * len(turned)]
    for number, kind in enumerate(every, start=1):
        more: dict[str, Any] = {"option_id": option or None, "look_again_on": today, "ratify_by": today}
        if kind is LineKind.SINCE:
            more |= {"about_id": dissent or None, "turned_out": turned[number % len(turned)]}
        row = ConferenceLine(
            item_id=item.id,
            position=number,
            kind=kind,
            participant_id=item.participant_id,
            text=LONG if number % 2 else ODD,
            category=categories[number % len(categories)],
            writer_id=person.agency_id,
            person_id=person.id,
            holder_id=other.id,
            at=seat.now,
            on=today,
            is_for=number % 2 == 0,
            decided_by=ways[number % len(ways)],
            is_proposal=number % 2 == 0,
            may_tell=kind is LineKind.DISSENT,
            task_id=task.id if kind is LineKind.ACTION else None,
            read_back_at=seat.now,
            **more,
        )
        session.add(row)
        session.flush()
        option = option or (row.id if kind is LineKind.OPTION else "")
        dissent = dissent or (row.id if kind is LineKind.DISSENT else "")


def _people(session: Session, conference: str, person: Person, other: Person, seat: Seat) -> None:
    """Somebody who came late and left, a guest whom a participant brought, and a word beforehand."""
    about = session.exec(select(Participant).where(col(Participant.erased_on).is_(None))).first()
    assert about is not None
    when = {"conference_id": conference, "arrived_at": seat.now, "left_at": seat.now}
    session.add(Attendance(person_id=person.id, agency_id=person.agency_id, was_late=True, **when))
    session.add(Attendance(guest=ODD, organisation=LONG[:150], invited_by_id=about.id, **when))
    session.add(
        ConferenceReply(
            conference_id=conference, person_id=person.id, comes=False, deputy_id=other.id, noted_by_id=other.id
        )
    )
