"""What stands on the cards of all participants, read at once: for an export."""

from typing import Any

from sqlalchemy import select as select_rows
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from casetable.models import Agency, HouseholdLink, Participant, Person, SafeContact, TeamMember
from casetable.queries.facts import link_shown, participant_known, participant_listed, safe_contact_shown, team_shown
from casetable.queries.outcomes import outcomes_in
from casetable.store.references import spell
from casetable.store.unit import reading
from casetable.values.card import OutcomeReading
from casetable.values.card import SafeContact as SafeContactValue
from casetable.values.card import TeamMember as TeamMemberValue
from casetable.values.export import AboutPeople, PersonFacts
from casetable.values.seat import Seat


def about_people(seat: Seat) -> AboutPeople:
    """Teams, households, safe contacts over time and outcomes of everybody this seat may list, by reference."""
    with reading(seat) as session:
        return AboutPeople(
            facts=_facts(session, seat),
            team=_team(session, seat),
            links=_links(session, seat),
            contacts=_contacts(session, seat),
            readings=_readings(session, seat),
        )


def _facts(session: Session, seat: Seat) -> dict[str, PersonFacts]:
    known = select(Participant).where(participant_known(seat)).order_by(col(Participant.number))
    return {
        spell("P", row.number): PersonFacts(
            row.hmis_id or "", row.year_of_birth, row.child_in_household, row.consenter or ""
        )
        for row in session.exec(known)
    }


def _team(session: Session, seat: Seat) -> tuple[tuple[str, TeamMemberValue], ...]:
    statement = _of(TeamMember, col(Person.name), col(Person.id), col(Agency.code), col(TeamMember.leads))
    found = statement.join(Person, col(Person.id) == TeamMember.person_id).join(
        Agency, col(Agency.id) == Person.agency_id
    )
    here = found.where(col(Person.left_on).is_(None), participant_listed(seat), team_shown(seat))
    ordered = here.order_by(col(Participant.number), Person.name)
    return tuple((spell("P", number), TeamMemberValue(*member)) for number, *member in session.execute(ordered))


def _links(session: Session, seat: Seat) -> tuple[tuple[str, str], ...]:
    other = aliased(Participant)
    statement = _of(HouseholdLink, col(other.number)).join(other, col(other.id) == HouseholdLink.other_id)
    ordered = statement.where(link_shown(seat)).order_by(col(Participant.number), col(other.number))
    return tuple((spell("P", one), spell("P", two)) for one, two in session.execute(ordered))


def _contacts(session: Session, seat: Seat) -> tuple[tuple[str, SafeContactValue], ...]:
    statement = (
        _of(SafeContact, SafeContact, col(Person.name), col(Agency.code))
        .join(Person, col(Person.id) == SafeContact.person_id)
        .join(Agency, col(Agency.id) == SafeContact.agency_id)
        .where(participant_listed(seat), safe_contact_shown(seat))
        .order_by(col(Participant.number), col(SafeContact.on), col(SafeContact.at))
    )
    return tuple(
        (
            spell("P", number),
            SafeContactValue(
                how=row.how,
                when=row.when,
                never=row.never,
                no_post=row.no_post,
                location_private=row.location_private,
                by=by,
                agency=code,
                on=row.on,
            ),
        )
        for number, row, by, code in session.execute(statement)
    )


def _readings(session: Session, seat: Seat) -> tuple[tuple[str, OutcomeReading], ...]:
    listed = select(Participant.id, Participant.number).where(participant_listed(seat))
    refs = {row_id: spell("P", number) for row_id, number in session.exec(listed.order_by(col(Participant.number)))}
    found = outcomes_in(session, seat, list(refs))
    return tuple(
        (refs[row_id], one)
        for row_id, domains in found.items()
        for domain in domains
        for one in (*((domain.baseline,) if domain.baseline else ()), *domain.worker, *domain.participant)
    )


def _of(table: Any, *columns: Any) -> Any:
    """The participant's number and some columns of a table that belongs to participants."""
    return select_rows(col(Participant.number), *columns).join(table, col(table.participant_id) == Participant.id)
