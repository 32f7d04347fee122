"""The rows behind somebody at the table: found, checked against each other, written."""

from collections.abc import Collection, Iterable
from zoneinfo import ZoneInfo

from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import Session, col, select

from casetable.actions.reach import person_name
from casetable.actions.wording import line
from casetable.errors import KEPT, BadInput, NotAllowed, NotFound, Refused, SomebodyElseWasFirst
from casetable.models import Agency, Agreement, Log, LogSubject, Person, PersonRole
from casetable.queries.agreement_parties import nobody_in
from casetable.queries.governing import governing_in
from casetable.rules.dates import say_day
from casetable.rules.names import plain
from casetable.rules.partnership import mail_problem, person_name_problem, reporting_circle
from casetable.store.log import Images
from casetable.values.seat import Seat
from casetable.words import CLOCK, Role

_NEEDED = (Role.SUPERVISOR, Role.PROGRAMME_MANAGER, Role.SENIOR_MANAGER)
"""Roles that each agency should have somebody for."""


def person_row(session: Session, person_id: str) -> Person:
    """Somebody at the table by id. Raises NotFound for somebody unknown or who left."""
    row = session.exec(select(Person).where(Person.id == person_id)).first()
    if row is None:
        raise NotFound("Nobody of that name sits at this table.", "casetable person list shows who does.")
    if row.left_on is not None:
        raise NotFound(f"{row.name} left the table on {say_day(row.left_on)}.", "casetable person list shows who sits.")
    return row


def roles_of(session: Session, person_id: str) -> frozenset[Role]:
    """What somebody is at the table."""
    return frozenset(one.role for one in session.exec(select(PersonRole).where(PersonRole.person_id == person_id)))


def write_roles(session: Session, row: Person, roles: Iterable[Role]) -> None:
    """Give and take somebody's roles until they are these; the log keeps those before.

    The person's version moves on, so that a form filled before is told. The flag stands on a column that never changes.
    """
    wanted = frozenset(roles)
    flag_modified(row, "agency_id")
    held = {one.role: one for one in session.exec(select(PersonRole).where(PersonRole.person_id == row.id))}
    for role, one in held.items():
        if role not in wanted:
            session.delete(one)
    for role in sorted(wanted - held.keys()):
        session.add(PersonRole(person_id=row.id, role=role))


def nobody_now(session: Session, seat: Seat) -> tuple[str, ...]:
    """What finds nobody in the version of the agreement that applies today, as sentences."""
    number = governing_in(session, seat.today).number
    return nobody_in(session, session.exec(select(Agreement).where(Agreement.number == number)).one())


def without_now(
    session: Session, seat: Seat, row: Person, gone: Iterable[Role], before: Collection[str]
) -> tuple[str, ...]:
    """What finds nobody any more since somebody gave up ``gone`` roles, as sentences; ``before`` is what did not then.

    A role that no such sentence names is named by itself where nobody else of their agency has it.
    """
    session.flush()
    new = tuple(one for one in nobody_now(session, seat) if one not in before)
    there = select(PersonRole.role).join(Person, col(Person.id) == PersonRole.person_id)
    held = set(session.exec(there.where(Person.agency_id == row.agency_id, col(Person.left_on).is_(None))))
    if not held:
        return new
    code = session.get_one(Agency, row.agency_id).code
    lost = [role for role in _NEEDED if role in gone and role not in held]
    return (*new, *(f"{code} has no {role.label} now." for role in lost if not any(role.label in one for one in new)))


def coordinators(session: Session) -> dict[str, str]:
    """The coordinators at the table: name by person id."""
    query = select(Person.id, Person.name).join(PersonRole, col(PersonRole.person_id) == Person.id)
    here = query.where(PersonRole.role == Role.COORDINATOR, col(Person.left_on).is_(None))
    return dict(session.exec(here.order_by(col(Person.name))).all())


def still_coordinates(session: Session, seat: Seat) -> None:
    """Raise NotAllowed when the role was taken from who acts since they sat down."""
    if seat.actor not in coordinators(session):
        raise NotAllowed("You do not coordinate this table any more.", "Look again: casetable person list")


def check_version(session: Session, seat: Seat, row: Person, seen: int | None) -> None:
    """Raise SomebodyElseWasFirst when somebody's row changed since version ``seen``."""
    if seen is None or row.version == seen:
        return
    touched = select(Log).join(LogSubject, col(LogSubject.seq) == Log.seq).where(LogSubject.subject_id == row.id)
    entry = session.exec(touched.order_by(col(Log.seq).desc()).limit(1)).one()
    who = "The clock" if entry.actor == CLOCK else person_name(session, entry.actor)
    at = entry.at.astimezone(ZoneInfo(seat.zone))
    raise SomebodyElseWasFirst(
        f"{row.name} was changed while this was open: {who} at {at:%H:%M} on {say_day(entry.on)}.",
        KEPT,
        {"name": row.name, "mail": row.mail, "phone": row.phone},
    )


def check_free_name(session: Session, name: str, agency: Agency | None, *, but: str = "") -> Person | None:
    """The row of somebody of this name who left this agency; None for a name that nobody has or had.

    Raises BadInput for a name that cannot be, or that somebody else has or had; ``but`` is the one it may be.
    """
    problem = person_name_problem(name) or ("" if name else "somebody needs a name; expected one such as Dana Reyes")
    if problem:
        raise BadInput(f"{problem[:1].upper()}{problem[1:]}.")
    same = [one for one in session.exec(select(Person)) if plain(one.name) == plain(name) and one.id != but]
    if not same:
        return None
    row = same[0]
    if row.left_on is None:
        raise BadInput(f"{row.name} sits at this table already.", "Write the name so that the two can be told apart.")
    if agency is None or row.agency_id != agency.id:
        left = f"Another {row.name} left the table on {say_day(row.left_on)}."
        raise BadInput(left, "Write the name so that the two can be told apart.")
    return row


def check_circle(session: Session) -> None:
    """Raise BadInput when somebody would report to themselves, directly or not."""
    people = {one.id: one for one in session.exec(select(Person).where(col(Person.left_on).is_(None)))}
    above = [(one.id, one.reports_to_id) for one in people.values() if one.reports_to_id in people]
    circle = reporting_circle([(low, high) for low, high in above if high is not None])
    if circle:
        way = " reports to ".join(people[one].name for one in circle)
        raise BadInput(f"{way}.", "Nobody reports to themselves, directly or not.")


def check_who_reports(session: Session, images: Images) -> None:
    """Raise Refused when undo or redo would bring back that somebody reports to themselves."""
    if not any(table == "person" for table, _ in images):
        return
    session.flush()
    try:
        check_circle(session)
    except BadInput as error:
        raise Refused(error.sentence, error.hint) from error


def mail_of(mail: str) -> str:
    """A mail address as it may be stored, or nothing. Raises BadInput."""
    cleaned = line(mail)
    if problem := mail_problem(cleaned):
        raise BadInput(f"{problem[:1].upper()}{problem[1:]}.")
    return cleaned
