"""Conferences written as rows, for tests of what is asked about them; the actions that make them have their own."""

from datetime import date, time, timedelta

from sqlmodel import Session, col, select

from casetable.models import (
    Attendance,
    Conference,
    ConferenceDraft,
    ConferenceItem,
    ConferenceLine,
    Participant,
    Person,
    Task,
)
from casetable.store.references import read_reference
from casetable.store.unit import change
from casetable.values.action import Action
from casetable.values.seat import Seat
from casetable.words import (
    ALWAYS_FIRST,
    ALWAYS_LAST,
    Category,
    ConferenceState,
    ItemKind,
    ItemState,
    LineKind,
    Phase,
)
from tests.tables import Room

WROTE = Action("conference.file", "wrote rows for a test")
SECOND_FRIDAY = date(2026, 11, 13)
BEFORE = date(2026, 10, 9)


def held(
    room: Room,
    *participants: str,
    on: date = BEFORE,
    state: ConferenceState = ConferenceState.CLOSED,
    item_state: ItemState = ItemState.DONE,
    question: str = "",
    category: Category = Category.GENERAL,
    by: str = "dana",
) -> str:
    """A conference with an item for each participant (references); returns its id."""
    seat = room.sit(by, on)
    with change(seat, WROTE) as session:
        row = Conference(
            original_on=on, on=on, state=state, starts_at=time(9), minutes=90, place="", chair_id=room.id_of("sol")
        )
        session.add(row)
        kinds: list[tuple[ItemKind, str | None]] = [(kind, None) for kind in ALWAYS_FIRST]
        kinds += [(ItemKind.PARTICIPANT, one) for one in participants]
        kinds += [(kind, None) for kind in ALWAYS_LAST]
        for position, (kind, ref) in enumerate(kinds, start=1):
            session.add(
                ConferenceItem(
                    conference_id=row.id,
                    position=position,
                    kind=kind,
                    participant_id=_id_of(session, ref) if ref else None,
                    question=question if ref else "",
                    category=category if ref else Category.GENERAL,
                    writer_id=seat.agency_id if ref and question else None,
                    written_on=on if ref and question else None,
                    minutes=13 if ref else 5,
                    state=item_state if ref else ItemState.PLANNED,
                )
            )
        return row.id


def in_session(room: Room, *participants: str, here: tuple[str, ...] = (), **more: object) -> str:
    """A conference in session on the second Friday, with these people (short names) in the room; returns its id."""
    said = {"on": SECOND_FRIDAY, "item_state": ItemState.PLANNED, "state": ConferenceState.IN_SESSION} | more
    conference = held(room, *participants, **said)  # type: ignore[arg-type]
    for name in here:
        come(room, conference, name)
    return conference


def come(room: Room, conference: str, name: str = "", *, guest: str = "", brought_by: str = "") -> str:
    """Somebody is in the room: a person, or a guest whom a participant (a reference) may have brought."""
    seat = room.sit("dana", SECOND_FRIDAY)
    with change(seat, WROTE) as session:
        person = session.get_one(Person, room.id_of(name)) if name else None
        row = Attendance(
            conference_id=conference,
            person_id=person.id if person else None,
            agency_id=person.agency_id if person else None,
            guest=guest,
            invited_by_id=_id_of(session, brought_by) if brought_by else None,
            arrived_at=seat.now,
        )
        session.add(row)
        return row.id


def open_item(room: Room, conference: str, ref: str, phase: Phase = Phase.DEBATE, *, minutes_ago: int = 4) -> str:
    """A participant's item is open; returns its id."""
    seat = room.sit("dana", SECOND_FRIDAY)
    with change(seat, WROTE) as session:
        row = _item(session, conference, ref)
        row.state, row.phase = ItemState.OPEN, phase
        row.phase_began_at = row.opened_at = seat.now - timedelta(minutes=minutes_ago)
        return row.id


def file(
    room: Room,
    conference: str,
    ref: str,
    kind: LineKind,
    text: str,
    *,
    by: str = "dana",
    category: Category = Category.GENERAL,
    on: date = SECOND_FRIDAY,
    **more: object,
) -> str:
    """A line is filed under a participant's item by somebody, as their agency's; returns its id."""
    seat: Seat = room.sit(by, on)
    with change(seat, WROTE) as session:
        item = _item(session, conference, ref)
        there = session.exec(select(ConferenceLine.id).where(ConferenceLine.item_id == item.id)).all()
        row = ConferenceLine(
            item_id=item.id,
            position=len(there) + 1,
            kind=kind,
            participant_id=item.participant_id,
            text=text,
            category=category,
            writer_id=seat.agency_id,
            person_id=seat.actor,
            at=seat.now,
            on=on,
            **more,
        )
        session.add(row)
        return row.id


def typing(room: Room, conference: str, name: str, text: str, ref: str = "") -> None:
    """Somebody is typing a line."""
    from casetable.store.aside import aside

    seat = room.sit(name, SECOND_FRIDAY)
    with aside(seat) as session:
        item = _item(session, conference, ref).id if ref else None
        session.add(
            ConferenceDraft(conference_id=conference, person_id=seat.actor, item_id=item, text=text, at=seat.now)
        )


def _id_of(session: Session, ref: str) -> str:
    return session.exec(select(Participant.id).where(Participant.number == read_reference(ref, "P"))).one()


def _item(session: Session, conference: str, ref: str) -> ConferenceItem:
    return session.exec(
        select(ConferenceItem)
        .where(ConferenceItem.conference_id == conference, ConferenceItem.participant_id == _id_of(session, ref))
        .order_by(col(ConferenceItem.position))
    ).one()


def leave(room: Room, name: str) -> None:
    """Somebody steps out of the room that they are in."""
    seat = room.sit("dana", SECOND_FRIDAY)
    with change(seat, WROTE) as session:
        row = session.exec(select(Attendance).where(Attendance.person_id == room.id_of(name))).one()
        row.left_at = seat.now


def came_out_of(room: Room, conference: str, ref: str, *tasks: str) -> None:
    """Tasks came out of a participant's item."""
    with change(room.sit("dana", SECOND_FRIDAY), WROTE) as session:
        item = _item(session, conference, ref)
        for one in tasks:
            row = session.exec(select(Task).where(Task.number == read_reference(one, "T"))).one()
            row.item_id = item.id
