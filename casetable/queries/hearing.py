"""Who is in the room, and what the room may hear: only what every agency present may read.

Each agency present is asked as its workers would be, under the predicates of queries/facts.py. A guest may hear of the
participant who brought them, advisers and managers who read no text hear nothing about participants.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import select as select_rows
from sqlmodel import Session, col, select

from casetable.models import Agency, Attendance, Conference, Participant, Person, PersonRole
from casetable.queries.facts import audience, guest_shown, knows, participant_listed
from casetable.rules.consent import reads_text
from casetable.rules.names import room_initials
from casetable.store.references import spell
from casetable.values.conference import Present
from casetable.values.seat import Seat
from casetable.words import Category, ConferenceState, Role

A_GUEST = "a guest"
"""What a guest is called for those who may not know the participant who brought them."""


def present_in(session: Session, seat: Seat, conference_id: str) -> tuple[Present, ...]:
    """Who is or was in the room of one conference, in the order in which they came.

    A guest whom a participant brought is ``a guest`` to those who may not know that participant.
    """
    statement = (
        select_rows(
            Attendance,
            col(Person.name),
            col(Agency.code),
            col(Participant.number),
            guest_shown(seat).label("shown"),
        )
        .outerjoin(Person, col(Person.id) == Attendance.person_id)
        .outerjoin(Agency, col(Agency.id) == Attendance.agency_id)
        .outerjoin(Participant, col(Participant.id) == Attendance.invited_by_id)
        .where(col(Attendance.conference_id) == conference_id)
        .order_by(col(Attendance.arrived_at), col(Attendance.id))
    )
    found = [
        (row, name or (row.guest if shown else A_GUEST), code or "", number, shown)
        for row, name, code, number, shown in session.execute(statement)
    ]
    who = list(dict.fromkeys(row.person_id or row.id for row, *_ in found))
    called = {row.person_id or row.id: name for row, name, *_ in found}
    initials = dict(zip(who, room_initials([called[one] for one in who]), strict=True))
    return tuple(
        _present(row, name, initials[row.person_id or row.id], code, number, shown=shown)
        for row, name, code, number, shown in found
    )


def agencies_here(present: Iterable[Present]) -> tuple[str, ...]:
    """The codes of the agencies of which somebody is in the room now, each once."""
    return tuple(dict.fromkeys(one.agency for one in present if one.agency and one.left_at is None))


def room_seats(session: Session, seat: Seat, codes: Iterable[str]) -> tuple[Seat, ...]:
    """The seat that any worker of each of these agencies has today, in the order of the board's columns."""
    rows = session.exec(select(Agency).where(col(Agency.code).in_(sorted(codes))).order_by(col(Agency.position)))
    return tuple(
        replace(seat, actor="", name=row.name, agency=row.code, agency_id=row.id, roles=frozenset({Role.FRONTLINE}))
        for row in rows
    )


def agencies_in_session(session: Session, seat: Seat) -> tuple[str, ...]:
    """The codes of the agencies that are in the room of the conference in session; none where there is none."""
    here = session.exec(select(Conference.id).where(Conference.state == ConferenceState.IN_SESSION)).first()
    return agencies_here(present_in(session, seat, here)) if here else ()


def may_room_hear(
    session: Session, seat: Seat, participant_id: str, present: Sequence[Present] | None = None
) -> tuple[str, ...]:
    """Why not everybody in the room may hear about a participant, a sentence each; empty where all may.

    ``present`` None asks of the conference in session. The sentences name who may not, for a seat that may list the
    participant.
    """
    if present is None:
        row = session.exec(select(Conference.id).where(Conference.state == ConferenceState.IN_SESSION)).first()
        present = present_in(session, seat, row) if row else ()
    here = [one for one in present if one.left_at is None]
    who = _called(session, seat, participant_id)
    return (
        *_people_who_may_not(session, participant_id, here, who),
        *_agencies_that_may_not(session, seat, participant_id, here, who),
    )


def knowing(session: Session, seats: Iterable[Seat], participant_id: str) -> tuple[Seat, ...]:
    """Those of some seats whose agency knows a participant today."""
    return tuple(one for one in seats if session.exec(select(1).where(knows(one, participant_id))).first() is not None)


def heard_by(
    session: Session,
    seat: Seat,
    participant_id: str | None,
    category: Category,
    writer_id: str,
    agencies: Iterable[str] | None = None,
) -> tuple[str, ...]:
    """The codes of the agencies that may not read a text written today; none for a text about nobody.

    ``writer_id`` is the id of the agency whose text it is; ``agencies`` are codes, None those in the room now.
    """
    if participant_id is None:
        return ()
    codes = agencies_in_session(session, seat) if agencies is None else agencies
    participant = session.get_one(Participant, participant_id)
    found = []
    for one in room_seats(session, seat, codes):
        if one.agency_id == writer_id:
            continue
        may = audience(session, one, participant, category, writer_id)
        if not (may.knows and may.covered):
            found.append(one.agency)
    return tuple(found)


def _present(row: Attendance, name: str, initials: str, code: str, brought_by: int | None, *, shown: bool) -> Present:
    return Present(
        id=row.id,
        name=name,
        initials=initials,
        agency=code,
        person_id=row.person_id,
        arrived_at=row.arrived_at,
        left_at=row.left_at,
        was_late=row.was_late,
        organisation=row.organisation if shown else "",
        invited_by=spell("P", brought_by) if shown and brought_by is not None else None,
    )


def _called(session: Session, seat: Seat, participant_id: str) -> str:
    listed = select(Participant.number).where(Participant.id == participant_id, participant_listed(seat))
    number = session.exec(listed).first()
    return "this participant" if number is None else spell("P", number)


def _people_who_may_not(session: Session, participant_id: str, here: Sequence[Present], who: str) -> Iterable[str]:
    """Guests whom somebody else invited, and those at the table who read no text."""
    rows = session.exec(select(Attendance).where(col(Attendance.id).in_([one.id for one in here]))).all()
    invited = {row.id: row.invited_by_id for row in rows}
    roles: dict[str, set[Role]] = {}
    people = [one.person_id for one in here if one.person_id]
    for held in session.exec(select(PersonRole).where(col(PersonRole.person_id).in_(people))):
        roles.setdefault(held.person_id, set()).add(held.role)
    for one in here:
        if one.person_id is None:
            if invited.get(one.id) != participant_id:
                name = "A guest" if one.name == A_GUEST else one.name
                yield f"{name} is a guest whom {who} did not invite."
        elif not reads_text(frozenset(roles.get(one.person_id, ()))):
            held_as = ", ".join(sorted(role.label for role in roles.get(one.person_id, ()))) or "nobody"
            yield f"{one.name} sits here as {held_as} and hears nothing about participants."


def _agencies_that_may_not(
    session: Session, seat: Seat, participant_id: str, here: Sequence[Present], who: str
) -> Iterable[str]:
    seats = room_seats(session, seat, agencies_here(here))
    may = {one.agency for one in knowing(session, seats, participant_id)}
    for one in seats:
        if one.agency not in may:
            names = " and ".join(present.name for present in here if present.agency == one.agency)
            yield f"{names} ({one.name}) may not hear about {who}: no release to {one.name} is in force."
