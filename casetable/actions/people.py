"""Who sits at the table: joining, being changed, roles. Rules: Agreement.

Being away stands in absences.py, leaving in parting.py.
"""

from collections.abc import Iterable

from sqlmodel import Session, col, select

from casetable.actions.absences import away, back
from casetable.actions.parting import leave
from casetable.actions.people_rows import (
    check_circle,
    check_free_name,
    check_version,
    coordinators,
    mail_of,
    nobody_now,
    person_row,
    roles_of,
    still_coordinates,
    without_now,
    write_roles,
)
from casetable.actions.wording import line
from casetable.errors import BadInput, NotAllowed, Refused
from casetable.models import Agency, Person
from casetable.queries.handover import things_in
from casetable.rules.people import (
    in_the_way,
    roles_words,
    why_in_hand,
    why_no_appointing,
    why_no_noting,
    why_no_roles,
)
from casetable.store.unit import change, speaker
from casetable.values.action import Action, never
from casetable.values.people import PersonChange
from casetable.values.seat import Heard, Receipt, Seat
from casetable.words import Role

__all__ = ["add", "appoint", "away", "back", "edit", "leave", "set_roles"]

ADD = Action("person.add", "added somebody")
EDIT = Action("person.edit", "changed what is known of themselves")
EDIT_OTHER = Action("person.edit_other", "changed what is known of somebody")
ROLES = Action("person.roles", "changed roles", never("roles are given and taken in the open: change them again"))
APPOINT = Action("person.appoint", "appointed a coordinator", never("a coordinator is appointed in the open"))


def add(
    seat: Seat,
    name: str,
    *,
    agency: str,
    roles: Iterable[Role],
    reports_to: str | None = None,
    mail: str = "",
    phone: str = "",
) -> Receipt:
    """Let somebody join the table for an agency (a code); ``reports_to`` is a person id or None.

    Somebody of that name who left the same agency comes back, with their history. Raises BadInput for a name that
    somebody has, an unknown agency or no role.
    """
    called = line(name)
    with change(seat, ADD) as session:
        still_coordinates(session, seat)
        party = _agency(session, agency)
        before = check_free_name(session, called, party)
        held = frozenset(roles)
        if not held:
            raise BadInput(f"What is {called} at the table?", f"A role: {', '.join(role.value for role in Role)}.")
        row = before or Person(name=called, agency_id=party.id, joined_on=seat.today)
        row.joined_on, row.left_on = seat.today, None
        row.mail, row.phone = mail_of(mail), line(phone)
        row.reports_to_id = person_row(session, reports_to).id if reports_to else None
        session.add(row)
        session.flush()
        check_circle(session)
        write_roles(session, row, held)
        came = "is back at the table" if before else "joins the table"
        asks = " They are asked to sign the objectives when they first sit down." if Role.FRONTLINE in held else ""
        return Receipt(f"{row.name} {came} for {party.name} ({roles_words(held)}).{asks}")


def edit(seat: Seat, person: str, new: PersonChange, *, seen: int | None = None) -> Receipt:
    """Change somebody's name, mail, phone or whom they report to (a person id); what is None stays.

    One's own mail, phone and name are everybody's to change; the rest is the coordinator's. ``seen`` is the version
    that the form was filled from. Raises SomebodyElseWasFirst, BadInput for a name that somebody has or a circle.
    """
    own = person == seat.actor
    if own and new.reports_to is not None and Role.COORDINATOR not in seat.roles:
        raise NotAllowed("Whom you report to is written down by the coordinator.", "Ask them.")
    with change(seat, EDIT if own else EDIT_OTHER) as session:
        row = person_row(session, person)
        check_version(session, seat, row, seen)
        before = (row.name, row.mail, row.phone, row.reports_to_id)
        if new.name is not None and line(new.name) != row.name:
            called = line(new.name)
            check_free_name(session, called, None, but=row.id)
            row.name = called
        row.mail = row.mail if new.mail is None else mail_of(new.mail)
        row.phone = row.phone if new.phone is None else line(new.phone)
        if new.reports_to is not None:
            row.reports_to_id = person_row(session, new.reports_to).id if new.reports_to else None
        if before == (row.name, row.mail, row.phone, row.reports_to_id):
            raise Refused(f"Nothing of {row.name} was changed.")
        session.add(row)
        session.flush()
        check_circle(session)
        return Receipt(f"{row.name}: changed.")


def set_roles(seat: Seat, person: str, roles: Iterable[Role], *, seen: int | None = None) -> Receipt:
    """Say what somebody (a person id) is at the table from now on: the coordinator does, never for themselves.

    The roles before stay in the history. What finds nobody any more is said. Raises NotAllowed for one's own, BadInput
    for none at all, Refused while they have in hand what they could not do any more.
    """
    with change(seat, ROLES) as session:
        still_coordinates(session, seat)
        reason, way = why_no_roles(own=person == seat.actor)
        if reason:
            raise NotAllowed(reason, way)
        row = person_row(session, person)
        check_version(session, seat, row, seen)
        held, before = frozenset(roles), roles_of(session, row.id)
        if not held:
            raise BadInput(f"{row.name} would be nothing at the table.", "Name a role, or record that they leave.")
        if held == before:
            raise Refused(f"{row.name} is {roles_words(held)} already.")
        stays = _check_in_hand(session, seat, row, before, held)
        found = nobody_now(session, seat)
        write_roles(session, row, held)
        said = f"{row.name} is {roles_words(held)} from today (before: {roles_words(before)}).{stays}"
        return Receipt(" ".join([said, *without_now(session, seat, row, before - held, found)]))


def appoint(seat: Seat, person: str, *, heard: Heard | None = None) -> Receipt:
    """Make somebody (a person id) a coordinator: a manager does, or a coordinator notes that they heard it from one.

    Raises NotAllowed for anybody else, for oneself, and for whoever would only be writing it down of themselves.
    """
    with change(seat, APPOINT, heard) as session:
        voice = speaker(session, seat, heard)
        row = person_row(session, person)
        held = roles_of(session, row.id)
        reason, way = why_no_appointing(own=row.id in (seat.actor, voice.actor), name=row.name, roles=held)
        if reason:
            raise NotAllowed(reason, way)
        if voice.actor != seat.actor:
            reason, way = why_no_noting(roles_of(session, seat.actor), manager=voice.name)
            if reason:
                raise NotAllowed(reason, way)
        write_roles(session, row, held | {Role.COORDINATOR})
        others = [name for name in coordinators(session).values() if name != row.name]
        beside = f", beside {' and '.join(others)}" if others else ""
        return Receipt(f"{row.name} is a coordinator from today, appointed by {voice.name}{beside}.")


def _check_in_hand(session: Session, seat: Seat, row: Person, before: frozenset[Role], after: frozenset[Role]) -> str:
    """Raise Refused while somebody has in hand what they could do nothing about in their new roles.

    Returns what is to be said of things that this seat may not see, whether there are any or not; empty for none.
    """
    kinds = in_the_way(before, after)
    if not kinds:
        return ""
    things = [one.ref for one in things_in(session, seat, row.id) if one.kind in kinds]
    if things:
        raise Refused(*why_in_hand(row.name, after, things))
    code = session.get_one(Agency, row.agency_id).code
    return "" if code == seat.agency else f" What only {code} may see stays theirs until somebody there hands it on."


def _agency(session: Session, code: str) -> Agency:
    here = session.exec(select(Agency).where(col(Agency.left_on).is_(None)).order_by(col(Agency.position))).all()
    found = next((one for one in here if one.code.casefold() == code.strip().casefold()), None)
    if found is None:
        known = ", ".join(f"{one.code} ({one.name})" for one in here)
        raise BadInput(f"{code[:40]!r} is no agency at this table.", f"One of: {known}.")
    return found
