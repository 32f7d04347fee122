"""Who sits at the table, who is away, and who has left."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from casetable.errors import BadInput
from casetable.models import Agency as AgencyRow
from casetable.models import Away, PersonRole
from casetable.models import Person as PersonRow
from casetable.queries.remembered import agencies_seated
from casetable.rules.consent import reads_text
from casetable.rules.dates import say_day
from casetable.rules.names import find_misspelt, find_people
from casetable.rules.people import away_words, cover_on
from casetable.store.unit import reading
from casetable.values.people import Absence, Agency, Person
from casetable.values.seat import Seat
from casetable.words import Role


def agencies(seat: Seat) -> tuple[Agency, ...]:
    """The agencies at the table in the order of the board's columns."""
    with reading(seat) as session:
        return agencies_in(session)


def agencies_in(session: Session) -> tuple[Agency, ...]:
    """The same, within a session."""
    rows = [one for one in agencies_seated(session) if one.left_on is None]
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
    """Everybody who sits at the table, by agency and name, with who is away today."""
    with reading(seat) as session:
        return people_in(session, seat.today)


def former_people(seat: Seat) -> tuple[Person, ...]:
    """Everybody who has left the table, the last one first, with the roles they had then."""
    with reading(seat) as session:
        return former_people_in(session)


def former_people_in(session: Session) -> tuple[Person, ...]:
    """The same, within a session."""
    gone = _read(session, col(PersonRow.left_on).is_not(None), None)
    return tuple(sorted(gone, key=lambda one: (one.left_on or date.min, one.person), reverse=True))


def people_in(session: Session, today: date | None = None) -> tuple[Person, ...]:
    """The same as ``people``, within a session; who is away is said for the day ``today``, of nobody without it."""
    return _read(session, col(PersonRow.left_on).is_(None), today)


def absences_in(session: Session, day: date) -> tuple[Absence, ...]:
    """Who is away on a day; a cover who has left the table stands in for nobody."""
    rows = session.exec(select(Away).where(Away.since <= day, Away.until >= day).order_by(col(Away.id))).all()
    gone = gone_in(session) if rows else {}
    absences = (
        Absence(one.person_id, one.since, one.until, None if one.cover_id in gone else one.cover_id, one.back_on)
        for one in rows
    )
    return tuple(one for one in absences if one.holds_on(day))


def cover_of(session: Session, person_id: str, day: date) -> str | None:
    """Who (a person id) is asked instead of somebody on a day; None when they are there or nobody stands in."""
    return cover_on(absences_in(session, day), person_id, day)


def covered_by(session: Session, person_id: str, day: date) -> frozenset[str]:
    """Whom (person ids) somebody is asked instead of on a day."""
    absences = absences_in(session, day)
    return frozenset(one.person_id for one in absences if cover_on(absences, one.person_id, day) == person_id)


def away_in(session: Session, person_id: str, day: date) -> str:
    """What is to be said of somebody who is away on a day, as a sentence; empty when they are there."""
    absences = absences_in(session, day)
    until = next((one.until for one in absences if one.person_id == person_id), None)
    if until is None:
        return ""
    cover = cover_on(absences, person_id, day)
    wanted = col(PersonRow.id).in_([person_id, cover or ""])
    names = dict(session.exec(select(PersonRow.id, PersonRow.name).where(wanted)).all())
    return away_words(names[person_id], until, names.get(cover or "", ""))


def gone_in(session: Session) -> dict[str, str]:
    """Who has left the table: the agency's id by the person's."""
    left = col(PersonRow.left_on).is_not(None)
    return dict(session.exec(select(PersonRow.id, PersonRow.agency_id).where(left)).all())


def stands_for(session: Session, seat: Seat) -> frozenset[str]:
    """For whom of those who left (person ids) this seat is told what they still had.

    The coordinator for everybody; a supervisor for their own agency, and where it has none, whoever works there.
    """
    left = gone_in(session)
    if not left or not reads_text(seat.roles):
        return frozenset()
    if Role.COORDINATOR in seat.roles:
        return frozenset(left)
    own = frozenset(one for one, agency in left.items() if agency == seat.agency_id)
    if Role.SUPERVISOR in seat.roles or not own:
        return own
    query = select(PersonRole.id).join(PersonRow, col(PersonRow.id) == PersonRole.person_id)
    here = query.where(PersonRow.agency_id == seat.agency_id, col(PersonRow.left_on).is_(None))
    return frozenset() if session.exec(here.where(PersonRole.role == Role.SUPERVISOR)).first() else own


def _read(session: Session, condition: ColumnElement[bool], today: date | None) -> tuple[Person, ...]:
    boss, agency = aliased(PersonRow), aliased(AgencyRow)
    rows = session.exec(
        select(PersonRow, agency.code, boss)
        .join(agency, col(agency.id) == PersonRow.agency_id)
        .outerjoin(boss, col(boss.id) == PersonRow.reports_to_id)
        .where(condition)
        .order_by(col(agency.position), col(PersonRow.name))
    ).all()
    roles: dict[str, list[Role]] = {}
    for held in session.exec(select(PersonRole)):
        roles.setdefault(held.person_id, []).append(held.role)
    absences = absences_in(session, today) if today else ()
    until = {one.person_id: one.until for one in absences}
    names = {row.id: row.name for row, *_ in rows}
    covers = {away: names.get(cover_on(absences, away, today or date.min) or "", "") for away in until}
    return tuple(
        Person(
            person=row.name,
            id=row.id,
            agency=code,
            roles=tuple(sorted(roles.get(row.id, []))),
            reports_to=boss_row.name if boss_row is not None and boss_row.left_on is None else "",
            mail=row.mail,
            phone=row.phone,
            left_on=row.left_on,
            joined_on=row.joined_on,
            away_until=until.get(row.id),
            cover=covers.get(row.id, ""),
            version=row.version,
            reported_to=boss_row.name if boss_row is not None and boss_row.left_on is not None else "",
        )
        for row, code, boss_row in rows
    )


def person(seat: Seat, words: str) -> Person:
    """The one person at the table that ``words`` names, fuzzily. Raises BadInput that names the candidates."""
    everybody = people(seat)
    found = _named(words, everybody)
    if not found and (gone := _named(words, former_people(seat))):
        on = say_day(gone[0].left_on) if gone[0].left_on else ""
        raise BadInput(f"{gone[0].person} left the table on {on}.", "casetable person list shows who sits here.")
    return _one_of(words, found, everybody)


def anybody(seat: Seat, words: str) -> Person:
    """The same, among those who have left too; who sits here goes first."""
    here = people(seat)
    everybody = (*here, *former_people(seat))
    return _one_of(words, _named(words, here) or _named(words, everybody), everybody)


def _named(words: str, everybody: Sequence[Person]) -> list[Person]:
    bare = words.lstrip("@")
    found = [one for one in everybody if one.id == words] or list(find_people(bare, everybody))
    return found or list(find_misspelt(bare, everybody))


def _one_of(words: str, found: Sequence[Person], everybody: Sequence[Person]) -> Person:
    if len(found) == 1:
        return found[0]
    if not found:
        names = ", ".join(one.person for one in everybody)
        raise BadInput(f"Nobody called {words[:60]!r} sits at this table.", f"At the table: {names}.")
    raise BadInput(f"{words[:60]!r} could be several people.", f"Who of: {', '.join(one.person for one in found)}?")
