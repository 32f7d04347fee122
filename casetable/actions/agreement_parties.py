"""The parties of one version of the agreement: those that sit at the table, and newcomers with their people."""

from dataclasses import replace
from typing import Any

from sqlmodel import Session, col, select

from casetable.models import Agency, Agreement, AgreementNewcomer, AgreementParty, Row
from casetable.queries.agreement_setup import agency_as_stored, facts_of, newcomer_setup, readiness_of, setup_in
from casetable.values.partnership import AgencySetup, PersonSetup, Setup
from casetable.words import Role


def content_of(session: Session, row: Agreement) -> Setup:
    """What a version says, with the people of its newcomers."""
    newcomers = newcomers_by_code(session, row).values()
    people = tuple(person for one in newcomers for person in people_of(one))
    return replace(setup_in(session, row), people=people)


def people_of(newcomer: AgreementNewcomer) -> tuple[PersonSetup, ...]:
    """The people of a newcomer as they will sit at the table."""
    return tuple(
        PersonSetup(
            name=one["name"],
            agency=newcomer.code,
            roles=tuple(Role(role) for role in one["roles"]),
            reports_to=one["reports_to"],
            mail=one["mail"],
            phone=one["phone"],
        )
        for one in newcomer.people
    )


def gone_from(session: Session, row: Agreement) -> frozenset[str]:
    """The codes of a version's parties that have left the table since, those that joined by it too."""
    parties = {code for code, (_, agency) in parties_in(session, row).items() if agency.left_on is not None}
    left = set(session.exec(select(Agency.id).where(col(Agency.left_on).is_not(None))))
    return frozenset(parties | {code for code, one in newcomers_by_code(session, row).items() if one.agency_id in left})


def newcomers_in(session: Session, row: Agreement) -> list[AgreementNewcomer]:
    """The newcomers of a version in order."""
    found = select(AgreementNewcomer).where(AgreementNewcomer.agreement_id == row.id)
    return list(session.exec(found.order_by(col(AgreementNewcomer.position))).all())


def parties_in(session: Session, row: Agreement) -> dict[str, tuple[AgreementParty, Agency]]:
    """The parties that sit, or sat, at the table, by code."""
    found = session.exec(
        select(AgreementParty, Agency)
        .join(Agency, col(Agency.id) == AgreementParty.agency_id)
        .where(AgreementParty.agreement_id == row.id)
    ).all()
    return {agency.code: (party, agency) for party, agency in found}


def newcomers_by_code(session: Session, row: Agreement) -> dict[str, AgreementNewcomer]:
    """The newcomers of a version by code, in order."""
    return {one.code: one for one in newcomers_in(session, row)}


def set_columns(row: Row, **values: Any) -> None:
    """Set only what differs, so that a row that stays as it is is not written."""
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def write_parties(session: Session, row: Agreement, setup: Setup) -> None:
    """Make the parties of a version those agencies of ``setup`` that sit at the table."""
    stored = parties_in(session, row)
    seated = {one.code: one for one in session.exec(select(Agency).where(col(Agency.left_on).is_(None)))}
    wanted = {one.code: one for one in setup.agencies if one.code in stored or one.code in seated}
    for code, (party, _) in stored.items():
        if code not in wanted:
            session.delete(party)
    for code, one in wanted.items():
        agency = seated.get(code) or stored[code][1]
        party = (
            stored[code][0]
            if code in stored
            else AgreementParty(agreement_id=row.id, agency_id=agency.id, effort_share=0.0)
        )
        set_columns(party, **_columns(one))
        stands = facts_of(agency)
        if party.facts is not None or facts_of(one) != stands:
            set_columns(party, facts=facts_of(one))
        session.add(party)


def write_newcomers(session: Session, row: Agreement, setup: Setup) -> None:
    """Make the newcomers of a version the other agencies of ``setup``, with their people; parties are written first."""
    parties = parties_in(session, row)
    stored = newcomers_by_code(session, row)
    wanted = [one for one in setup.agencies if one.code not in parties]
    for code, newcomer in stored.items():
        if code not in {one.code for one in wanted}:
            session.delete(newcomer)
    for position, one in enumerate(wanted):
        newcomer = stored.get(one.code) or AgreementNewcomer(agreement_id=row.id, position=position, code=one.code)
        people = [person_as_stored(person) for person in setup.people if person.agency == one.code]
        set_columns(newcomer, position=position, setup=agency_as_stored(one), people=people, joins_on=one.joins_on)
        session.add(newcomer)


def party_from(newcomer: AgreementNewcomer, agreement_id: str) -> AgreementParty:
    """A newcomer that has joined as the party it is from now on."""
    one = newcomer_setup(newcomer)
    assert newcomer.agency_id is not None
    return AgreementParty(agreement_id=agreement_id, agency_id=newcomer.agency_id, facts=facts_of(one), **_columns(one))


def _columns(one: AgencySetup) -> dict[str, Any]:
    return {
        "hopes": one.hopes,
        "risks": one.risks,
        "success": one.success,
        "effort_share": one.effort_share,
        "readiness": readiness_of(one),
        "leaves_on": one.leaves_on,
    }


def person_as_stored(person: PersonSetup) -> dict[str, Any]:
    """One of a newcomer's people as it is stored."""
    return {
        "name": person.name,
        "roles": [role.value for role in person.roles],
        "reports_to": person.reports_to,
        "mail": person.mail,
        "phone": person.phone,
    }
