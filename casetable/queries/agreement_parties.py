"""The parties of a version of the agreement, their people, and what finds nobody among them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlmodel import Session, col, select

from casetable.models import Agency, Agreement, AgreementNewcomer
from casetable.queries.agreement_setup import setup_in
from casetable.queries.people import people_in
from casetable.queries.signed import signatures_in
from casetable.rules.partnership import warnings
from casetable.values.agreement import PartyStanding
from casetable.values.partnership import PersonSetup, Setup
from casetable.words import PaperSigned, Role


def parties_in(session: Session, row: Agreement) -> tuple[PartyStanding, ...]:
    """The parties of a version in the order of the board, then those that are to join; who signed for each."""
    signed = {one.agency: one for one in signatures_in(session, row.number) if one.paper is PaperSigned.AGREEMENT}
    setup = whole_setup_in(session, row)
    known = {agency.code: agency for agency in session.exec(select(Agency))}
    coming = {one.code for one in _coming(session, row)}
    managers: dict[str, list[str]] = {}
    for person in setup.people:
        if Role.SENIOR_MANAGER in person.roles:
            managers.setdefault(person.agency, []).append(person.name)
    return tuple(
        PartyStanding(
            agency=one.code,
            name=one.name,
            hopes=one.hopes,
            risks=one.risks,
            success=one.success,
            effort_share=1 / len(setup.agencies) if one.effort_share is None else one.effort_share,
            signature=signed.get(one.code),
            signatories=tuple(managers.get(one.code, ())),
            joins_on=one.joins_on,
            leaves_on=one.leaves_on,
            joined_on=known[one.code].joined_on if one.joins_on and one.code not in coming else None,
            left_on=known[one.code].left_on if one.code not in coming else None,
        )
        for one in setup.agencies
    )


def whole_setup_in(session: Session, row: Agreement) -> Setup:
    """What a version says, with the people of its parties: those at the table, and those who are to join it."""
    setup = setup_in(session, row)
    codes = {one.code for one in setup.agencies}
    here = [
        PersonSetup(one.person, one.agency, one.roles, one.reports_to, one.mail, one.phone)
        for one in people_in(session)
        if one.agency in codes
    ]
    coming = [_person(one.code, person) for one in _coming(session, row) for person in one.people]
    return replace(setup, people=(*here, *coming))


def nobody_in(session: Session, row: Agreement) -> tuple[str, ...]:
    """Which ladder steps and other places of a version find nobody; a party that has left needs nobody."""
    left = set(session.exec(select(Agency.code).where(col(Agency.left_on).is_not(None))))
    setup = whole_setup_in(session, row)
    return warnings(replace(setup, agencies=tuple(one for one in setup.agencies if one.code not in left)))


def _coming(session: Session, row: Agreement) -> Sequence[AgreementNewcomer]:
    """The newcomers of a version that do not sit at the table yet."""
    of_it = select(AgreementNewcomer).where(AgreementNewcomer.agreement_id == row.id)
    return session.exec(of_it.where(col(AgreementNewcomer.agency_id).is_(None))).all()


def _person(agency: str, stored: Mapping[str, Any]) -> PersonSetup:
    """Somebody of a newcomer as it is stored."""
    return PersonSetup(
        name=stored["name"],
        agency=agency,
        roles=tuple(Role(role) for role in stored["roles"]),
        reports_to=stored.get("reports_to", ""),
        mail=stored.get("mail", ""),
        phone=stored.get("phone", ""),
    )
