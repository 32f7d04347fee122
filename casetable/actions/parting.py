"""Somebody leaves the table: what they have goes to others or stays unassigned. Rules: Agreement, Weekly tasks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session, select

from casetable.actions.handing import hand_for_agency
from casetable.actions.people_rows import (
    check_circle,
    coordinators,
    nobody_now,
    person_row,
    roles_of,
    still_coordinates,
    without_now,
)
from casetable.actions.reach import Reached
from casetable.actions.team import join, leading, member_of, member_seat
from casetable.errors import BadInput, CasetableError, NotAllowed, Refused
from casetable.models import Agency, Away, Conference, Participant, Person, Task
from casetable.queries.facts import task_line_shown
from casetable.queries.handover import things_in
from casetable.rules.dates import say_day
from casetable.rules.people import called, why_no_leaving
from casetable.rules.permissions import why_not
from casetable.store.references import read_reference
from casetable.store.unit import change, seat_of
from casetable.values.action import Action
from casetable.values.handover import Thing
from casetable.values.seat import Receipt, Seat
from casetable.words import ThingKind

LEAVE = Action("person.leave", "wrote down that somebody left")


@dataclass(slots=True)
class _Parting:
    """One person's leaving while it is written: what went to whom, and what stays unassigned with its reason."""

    session: Session
    seat: Seat
    row: Person
    given: dict[str, list[str]] = field(default_factory=dict)
    stays: list[str] = field(default_factory=list)
    made: list[str] = field(default_factory=list)


def leave(
    seat: Seat, person: str, *, on: date | None = None, to: Mapping[str, str] | None = None, rest: str | None = None
) -> Receipt:
    """Write down that somebody (a person id) left the table, ``on`` a day that has come, and who takes what they had.

    ``to`` names a person id for each key of a ``Thing`` (empty: unassigned), ``rest`` who takes everything else; what
    that one may not take stays unassigned, and the receipt says so. A promise handed over starts clean: outside the
    count for who leaves, if its date has not passed, and a new promise for the second from the day they accept, at
    once within one agency. Raises NotAllowed for oneself, Refused when somebody named may not take what they are given.
    """
    with change(seat, LEAVE) as session:
        still_coordinates(session, seat)
        row = person_row(session, person)
        others = [name for one, name in coordinators(session).items() if one != seat.actor]
        reason, way = why_no_leaving(own=row.id == seat.actor, others=others)
        if reason:
            raise NotAllowed(reason, way)
        parting = _Parting(session, seat, row)
        day = _day(seat, row, on)
        found, held = nobody_now(session, seat), roles_of(session, row.id)
        _give_all(parting, dict(to or {}), rest)
        row.left_on = day
        session.add(row)
        session.flush()
        check_circle(session)
        lacks = without_now(session, seat, row, held, found)
        return Receipt(" ".join([_said(parting, day), *lacks]), refs=tuple(parting.made))


def _day(seat: Seat, row: Person, on: date | None) -> date:
    day = on or seat.today
    if day > seat.today:
        raise BadInput(
            f"{say_day(day)} is still to come.",
            "Leaving is written down on the day or after it; until then they may hand things on, or be away.",
        )
    if day < row.joined_on:
        raise BadInput(f"{row.name} joined on {say_day(row.joined_on)}.", "Nobody leaves before they join.")
    return day


def _give_all(parting: _Parting, to: dict[str, str], rest: str | None) -> None:
    """Give each thing to whom it is meant for. What only ``rest`` would take stays where that one may not."""
    things = {one.key: one for one in things_in(parting.session, parting.seat, parting.row.id) if one.assignable}
    if unknown := sorted(to.keys() - things.keys()):
        raise Refused(
            f"{parting.row.name} does not have {', '.join(unknown)} to hand over.",
            "Look again: casetable person handover",
        )
    for key, thing in things.items():
        whom = to.get(key, rest or "")
        if not whom:
            parting.stays.append(called(thing))
            continue
        if whom == parting.row.id:
            raise Refused(f"{parting.row.name} leaves and takes nothing over.", "Name somebody who stays.")
        taker = seat_of(parting.session, parting.seat, whom)
        try:
            _GIVE[thing.kind](parting, thing, taker)
        except CasetableError as error:
            if key in to:
                raise
            parting.stays.append(f"{called(thing)} ({error.sentence.rstrip('.')})")
        else:
            parting.given.setdefault(taker.name, []).append(called(thing))


def _give_task(parting: _Parting, thing: Thing, taker: Seat) -> None:
    task = _task(parting, thing)
    _works(thing, taker)
    reached = Reached(parting.session, parting.seat, parting.seat, None, task, thing.ref)
    receipt = hand_for_agency(reached, taker)
    parting.made.append(receipt.ref)


def _give_ask(parting: _Parting, thing: Thing, taker: Seat) -> None:
    """What they asked of somebody becomes the taker's ask: they are told how it ends, and give the answers."""
    task = _task(parting, thing)
    _works(thing, taker)
    listed = select(Task.id).where(Task.id == task.id, task_line_shown(taker))
    if taker.agency_id != parting.row.agency_id and parting.session.exec(listed).first() is None:
        raise Refused(
            f"{taker.name} may not see {thing.ref}, so it cannot become their ask.",
            "Somebody of the same agency may take it.",
        )
    task.asker_id = taker.actor
    parting.session.add(task)


def _give_place(parting: _Parting, thing: Thing, taker: Seat) -> None:
    """The lead or the place in a team goes to the taker; who renews a release that nobody renews leads."""
    session = parting.session
    number = read_reference(thing.participant or thing.ref, "P")
    row = session.exec(select(Participant).where(Participant.number == number)).one()
    member_seat(session, parting.seat, row, thing.participant or thing.ref, taker.actor)
    lead = leading(session, row)
    if thing.kind is ThingKind.RELEASE and lead is not None:
        if lead.person_id == taker.actor:
            return
        raise Refused(f"Somebody leads {thing.participant} already and renews {thing.ref}.", "It goes with the lead.")
    mine = member_of(session, row, parting.row.id)
    if mine is not None and thing.kind is not ThingKind.RELEASE:
        session.delete(mine)
    theirs = member_of(session, row, taker.actor)
    join(
        session, parting.seat, row, taker.actor, leads=thing.kind is not ThingKind.TEAM or bool(theirs and theirs.leads)
    )
    session.flush()


def _give_report(parting: _Parting, thing: Thing, taker: Seat) -> None:
    below = person_row(parting.session, thing.key.partition(":")[2])
    if below.id == taker.actor:
        raise Refused(f"{below.name} cannot report to themselves.", "Name somebody else.")
    below.reports_to_id = taker.actor
    parting.session.add(below)


def _give_cover(parting: _Parting, thing: Thing, taker: Seat) -> None:
    absence = parting.session.get_one(Away, thing.key.partition(":")[2])
    if absence.person_id == taker.actor:
        raise Refused(f"{taker.name} cannot stand in for themselves.", "Name somebody else.")
    absence.cover_id = taker.actor
    parting.session.add(absence)


def _give_chair(parting: _Parting, thing: Thing, taker: Seat) -> None:
    """The taker chairs, or is the deputy, in their place."""
    if why_not(taker.roles, "conference.chair"):
        raise Refused(f"{taker.name} chairs no conference here.", "Somebody who works with participants may.")
    row = parting.session.get_one(Conference, thing.key.partition(":")[2])
    place, other = ("chair_id", "deputy_id") if row.chair_id == parting.row.id else ("deputy_id", "chair_id")
    if getattr(row, other) == taker.actor:
        setattr(row, other, None)
    setattr(row, place, taker.actor)
    parting.session.add(row)


_GIVE: dict[ThingKind, Callable[[_Parting, Thing, Seat], None]] = {
    ThingKind.PROMISE: _give_task,
    ThingKind.ASK: _give_task,
    ThingKind.OWED: _give_ask,
    ThingKind.LEAD: _give_place,
    ThingKind.TEAM: _give_place,
    ThingKind.RELEASE: _give_place,
    ThingKind.REPORT: _give_report,
    ThingKind.COVER: _give_cover,
    ThingKind.CHAIR: _give_chair,
}


def _task(parting: _Parting, thing: Thing) -> Task:
    return parting.session.exec(select(Task).where(Task.number == read_reference(thing.ref, "T"))).one()


def _works(thing: Thing, taker: Seat) -> None:
    if why_not(taker.roles, "task.accept"):
        raise Refused(f"{taker.name} takes on no {thing.kind.label} here.", "Somebody who works at the table may.")


def _said(parting: _Parting, day: date) -> str:
    name = parting.row.name
    parts = [f"{name} has left the table ({say_day(day)})."]
    parts += [f"To {whom}: {', '.join(things)}." for whom, things in parting.given.items()]
    if parting.stays:
        way = f"casetable person handover {name.split()[0].lower()}"
        parts.append(f"Unassigned: {', '.join(parting.stays)} ({way} lists it).")
    code = parting.session.get_one(Agency, parting.row.agency_id).code
    if code != parting.seat.agency:
        parts.append(f"What only {code} may see stays unassigned there.")
    return " ".join(parts)
