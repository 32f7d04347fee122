"""Who sits at the table."""

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from casetable.errors import BadInput
from casetable.models import Agency as AgencyRow
from casetable.models import Person as PersonRow
from casetable.models import PersonRole
from casetable.rules.names import find_misspelt, find_people
from casetable.store.unit import reading
from casetable.values.people import Agency, Person
from casetable.values.seat import Seat


def agencies(seat: Seat) -> tuple[Agency, ...]:
    """The agencies at the table in the order of the board's columns."""
    with reading(seat) as session:
        return agencies_in(session)


def agencies_in(session: Session) -> tuple[Agency, ...]:
    """The same, within a session."""
    rows = session.exec(select(AgencyRow).where(col(AgencyRow.left_on).is_(None)).order_by(col(AgencyRow.position)))
    return tuple(
        Agency(
            agency=row.code,
            id=row.id,
            name=row.name,
            sector=row.sector,
            position=row.position,
            victim_service_provider=row.victim_service_provider,
            minimum_method=row.minimum_method,
        )
        for row in rows
    )


def people(seat: Seat) -> tuple[Person, ...]:
    """Everybody who sits at the table, by agency and name."""
    with reading(seat) as session:
        return people_in(session)


def people_in(session: Session) -> tuple[Person, ...]:
    """The same, within a session."""
    boss = aliased(PersonRow)
    rows = session.exec(
        select(PersonRow, AgencyRow.code, boss.name)
        .join(AgencyRow, col(AgencyRow.id) == PersonRow.agency_id)
        .outerjoin(boss, col(boss.id) == PersonRow.reports_to_id)
        .where(col(PersonRow.left_on).is_(None))
        .order_by(col(AgencyRow.position), col(PersonRow.name))
    ).all()
    roles: dict[str, list[PersonRole]] = {}
    for role in session.exec(select(PersonRole)):
        roles.setdefault(role.person_id, []).append(role)
    return tuple(
        Person(
            person=row.name,
            id=row.id,
            agency=code,
            roles=tuple(sorted(one.role for one in roles.get(row.id, []))),
            reports_to=reports_to or "",
            mail=row.mail,
            phone=row.phone,
            left_on=row.left_on,
        )
        for row, code, reports_to in rows
    )


def person(seat: Seat, words: str) -> Person:
    """The one person that ``words`` names, fuzzily. Raises BadInput that names the candidates."""
    everybody = people(seat)
    found = [one for one in everybody if one.id == words] or list(find_people(words.lstrip("@"), everybody))
    found = found or list(find_misspelt(words.lstrip("@"), everybody))
    if len(found) == 1:
        return found[0]
    if not found:
        names = ", ".join(one.person for one in everybody)
        raise BadInput(f"Nobody called {words[:60]!r} sits at this table.", f"At the table: {names}.")
    raise BadInput(f"{words[:60]!r} could be several people.", f"Who of: {', '.join(one.person for one in found)}?")
