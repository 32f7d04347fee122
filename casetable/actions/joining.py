"""A party sits down at the table, or leaves it, on the day that the agreement in force says."""

from dataclasses import replace
from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from casetable.actions.agreement_parties import party_from, people_of
from casetable.models import Agency, Agreement, AgreementNewcomer, AgreementParty, Person, PersonRole
from casetable.queries.agreement_setup import newcomer_setup
from casetable.rules.dates import say_day
from casetable.values.partnership import AgencySetup, PersonSetup
from casetable.values.seat import Seat
from casetable.words import AgreementState

_STAYS_A_NEWCOMER = frozenset({AgreementState.OFFERED, AgreementState.IN_FORCE})


def join_table(session: Session, seat: Seat, newcomer: AgreementNewcomer) -> str:
    """Make a newcomer's agency and people; drafts and offers know them from now on. A sentence for the receipt.

    An agency that sat here before takes its old place again, and so do those of its people who come back.
    """
    agency = _agency(session, seat, newcomer_setup(newcomer))
    setups = people_of(newcomer)
    people = {one.name: _person(session, seat, agency, one) for one in setups}
    session.flush()
    for one in setups:
        people[one.name].reports_to_id = _superior(session, one.reports_to, people)
    waiting = select(AgreementNewcomer, Agreement).join(Agreement, col(Agreement.id) == AgreementNewcomer.agreement_id)
    for row, version in session.exec(
        waiting.where(AgreementNewcomer.code == agency.code, col(AgreementNewcomer.agency_id).is_(None))
    ).all():
        _has_joined(session, row, version, agency)
    session.flush()
    names = ", ".join(one.name for one in people.values())
    return f"{agency.name} ({agency.code}) has joined the table{f': {names}' if names else ''}."


def leave_table(session: Session, agency: Agency, last: date) -> str:
    """End an agency's and its people's time at the table with its last day. A sentence for the receipt.

    What they still had is unassigned; drafts have one party less, whose share the others take over in proportion.
    """
    agency.left_on = last
    for person in session.exec(select(Person).where(Person.agency_id == agency.id, col(Person.left_on).is_(None))):
        person.left_on = last
    drafts = select(Agreement).where(Agreement.state == AgreementState.DRAFT)
    for draft in session.exec(drafts).all():
        _leave_draft(session, draft, agency)
    session.flush()
    return (
        f"{agency.name} ({agency.code}) left the table; its last day was {say_day(last)}. "
        "What its people still had is unassigned."
    )


def _agency(session: Session, seat: Seat, setup: AgencySetup) -> Agency:
    agency = session.exec(select(Agency).where(Agency.code == setup.code)).first()
    if agency is None:
        last = session.exec(select(func.max(Agency.position))).one()
        agency = Agency(
            code=setup.code,
            name=setup.name,
            sector=setup.sector,
            position=0 if last is None else last + 1,
            minimum_method=setup.minimum_method,
            joined_on=seat.today,
        )
    agency.name, agency.sector, agency.minimum_method = setup.name, setup.sector, setup.minimum_method
    agency.victim_service_provider, agency.holidays = setup.victim_service_provider, setup.holidays
    agency.closing_days = [day.isoformat() for day in setup.closing_days]
    agency.joined_on, agency.left_on = seat.today, None
    session.add(agency)
    session.flush()
    return agency


def _person(session: Session, seat: Seat, agency: Agency, one: PersonSetup) -> Person:
    """Somebody who sits down, or sits down again. A name that somebody else took meanwhile gets the agency's code."""
    same = session.exec(select(Person).where(func.lower(Person.name) == one.name.lower())).first()
    if same is not None and (same.left_on is None or same.agency_id != agency.id):
        return _person(session, seat, agency, replace(one, name=f"{one.name} ({agency.code})"))
    person = same or Person(name=one.name, agency_id=agency.id, joined_on=seat.today)
    person.mail, person.phone, person.joined_on, person.left_on = one.mail, one.phone, seat.today, None
    session.add(person)
    for role in session.exec(select(PersonRole).where(PersonRole.person_id == person.id)).all():
        session.delete(role)
    session.add_all(PersonRole(person_id=person.id, role=role) for role in one.roles)
    return person


def _superior(session: Session, name: str, people: dict[str, Person]) -> str | None:
    if not name:
        return None
    if name in people:
        return people[name].id
    return session.exec(select(Person.id).where(Person.name == name, col(Person.left_on).is_(None))).first()


def _has_joined(session: Session, row: AgreementNewcomer, version: Agreement, agency: Agency) -> None:
    """An offered text keeps its newcomer; in a draft it is a party like the others."""
    if version.state is AgreementState.DRAFT:
        row.agency_id = agency.id
        session.add(party_from(row, version.id))
        session.delete(row)
    elif version.state in _STAYS_A_NEWCOMER:
        row.agency_id = agency.id


def _leave_draft(session: Session, draft: Agreement, agency: Agency) -> None:
    parties = session.exec(select(AgreementParty).where(AgreementParty.agreement_id == draft.id)).all()
    gone = next((one for one in parties if one.agency_id == agency.id), None)
    if gone is None:
        return
    rest = [one for one in parties if one is not gone]
    whole = 1 - gone.effort_share
    for one in rest:
        one.effort_share = one.effort_share / whole if whole > 0 else 1 / len(rest)
    session.delete(gone)
