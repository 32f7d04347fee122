"""Who is in the room, and what the room may hear: only what every agency present may read.

Each agency present is asked as its workers would be, under the predicates of queries/facts.py. A guest may hear of the
participant who brought them, advisers and managers who read no text hear nothing about participants.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import and_, or_
from sqlalchemy import select as select_rows
from sqlmodel import Session, col, select

from casetable.models import Agency, Attendance, Conference, Participant, Person, PersonRole, Release
from casetable.queries.facts import agency_knows, guest_shown, in_force, participant_listed
from casetable.queries.remembered import agencies_seated
from casetable.rules.consent import reads_text
from casetable.rules.names import room_initials
from casetable.store.references import spell
from casetable.values.conference import Present
from casetable.values.seat import Seat
from casetable.words import Category, ConferenceState, Role

_WORKER = frozenset({Role.FRONTLINE})

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
    wanted = frozenset(codes)
    return tuple(
        replace(seat, actor="", name=row.name, agency=row.code, agency_id=row.id, roles=_WORKER)
        for row in agencies_seated(session)
        if row.code in wanted
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
    seats = room_seats(session, seat, agencies_here(here))
    heard = may_hear(session, seats, [participant_id], here)
    if participant_id in heard:
        return ()
    who = _called(session, seat, participant_id)
    may = {one.agency for one in knowing(session, seats, participant_id)}
    return (
        *_people_who_may_not(_held(session, here), participant_id, here, who),
        *_agencies_that_may_not([one for one in seats if one.agency not in may], here, who),
    )


def may_hear(
    session: Session, seats: Sequence[Seat], participants: Sequence[str], here: Sequence[Present]
) -> frozenset[str]:
    """The ids of those participants of whom everybody may hear who is ``here``; ``seats`` are their agencies'."""
    held = _held(session, here)
    known = _known_to(session, seats, participants)
    return frozenset(
        one
        for one in participants
        if len(known.get(one, ())) == len(seats) and not any(_people_who_may_not(held, one, here, ""))
    )


def knowing(session: Session, seats: Iterable[Seat], participant_id: str) -> tuple[Seat, ...]:
    """Those of some seats whose agency knows a participant today."""
    asked = tuple(seats)
    known = _known_to(session, asked, [participant_id]).get(participant_id, frozenset())
    return tuple(one for one in asked if one.agency_id in known)


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
    others = [one for one in room_seats(session, seat, codes) if one.agency_id != writer_id]
    if not others:
        return ()
    know = _known_to(session, others, [participant_id]).get(participant_id, frozenset())
    cover = select(Release.receiver_id).where(
        Release.participant_id == participant_id,
        Release.discloser_id == writer_id,
        Release.category == category,
        or_(*[and_(*in_force(Release, one, one.today)) for one in others]),
    )
    covered: set[str] = set(session.exec(cover).all())
    may = know & covered
    return tuple(one.agency for one in others if one.agency_id not in may)


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


def _known_to(session: Session, seats: Sequence[Seat], participants: Sequence[str]) -> dict[str, frozenset[str]]:
    """By participant's id, the ids of those agencies of some seats that know them today."""
    agencies = {one.agency_id: agency_knows(one) for one in seats}
    if not agencies or not participants:
        return {}
    flags = [known.label(f"known_{place}") for place, known in enumerate(agencies.values())]
    statement = select_rows(col(Participant.id), *flags).where(col(Participant.id).in_(sorted(participants)))
    return {
        row_id: frozenset(agency for agency, may in zip(agencies, known, strict=True) if may)
        for row_id, *known in session.execute(statement)
    }


@dataclass(frozen=True, slots=True)
class _Held:
    """What decides who among some people may hear: who invited a guest (by attendance), roles (by person)."""

    invited: dict[str, str | None]
    roles: dict[str, frozenset[Role]]


def _held(session: Session, here: Sequence[Present]) -> _Held:
    guests = [one.id for one in here if one.person_id is None]
    people = [one.person_id for one in here if one.person_id]
    invited: dict[str, str | None] = {}
    if guests:
        came = select(Attendance.id, Attendance.invited_by_id).where(col(Attendance.id).in_(guests))
        invited = dict(session.exec(came).all())
    roles: dict[str, set[Role]] = {}
    asked = select(PersonRole.person_id, PersonRole.role).where(col(PersonRole.person_id).in_(people))
    for person_id, role in session.exec(asked):
        roles.setdefault(person_id, set()).add(Role(role))
    return _Held(invited, {person_id: frozenset(some) for person_id, some in roles.items()})


def _people_who_may_not(held: _Held, participant_id: str, here: Sequence[Present], who: str) -> Iterator[str]:
    """Guests whom somebody else invited, and those at the table who read no text."""
    for one in here:
        if one.person_id is None:
            if held.invited.get(one.id) != participant_id:
                name = "A guest" if one.name == A_GUEST else one.name
                yield f"{name} is a guest whom {who} did not invite."
            continue
        roles = held.roles.get(one.person_id, frozenset())
        if not reads_text(roles):
            held_as = ", ".join(sorted(role.label for role in roles)) or "nobody"
            yield f"{one.name} sits here as {held_as} and hears nothing about participants."


def _agencies_that_may_not(seats: Iterable[Seat], here: Sequence[Present], who: str) -> Iterator[str]:
    for one in seats:
        names = " and ".join(present.name for present in here if present.agency == one.agency)
        yield f"{names} ({one.name}) may not hear about {who}: no release to {one.name} is in force."
