"""A version of the agreement copied into the next one, or taken away."""

from dataclasses import replace
from typing import Any

from sqlmodel import Session, select

from casetable.actions.agreement_parties import gone_from, newcomers_in, parties_in, party_from
from casetable.actions.agreement_rows import new_version
from casetable.models import (
    Agreement,
    AgreementLadderStep,
    AgreementNewcomer,
    AgreementObjective,
    AgreementParty,
    AgreementSection,
    new_id,
)
from casetable.queries.agreement_setup import setup_in

_CONTENT = (AgreementParty, AgreementNewcomer, AgreementSection, AgreementObjective, AgreementLadderStep)
"""The tables whose rows belong to one version."""


def copy_version(session: Session, row: Agreement, number: int) -> Agreement:
    """Make version ``number`` as a draft that says what ``row`` says today.

    Who has joined since is a party like the others; who has left is none any more, and the shares of the others grow
    in proportion.
    """
    copy = new_version(session, replace(setup_in(session, row), agencies=(), people=()), number)
    _copy_parties(session, row, copy)
    for model in (AgreementSection, AgreementObjective, AgreementLadderStep):
        for one in session.exec(select(model).where(model.agreement_id == row.id)).all():
            if isinstance(one, AgreementObjective) and one.lineage is None:
                one.lineage = new_id()
            session.add(_like(one, agreement_id=copy.id))
    session.flush()
    return copy


def delete_version(session: Session, row: Agreement) -> None:
    """Take away a version with everything in it."""
    for model in _CONTENT:
        for one in session.exec(select(model).where(model.agreement_id == row.id)).all():
            session.delete(one)
    session.delete(row)


def _copy_parties(session: Session, row: Agreement, copy: Agreement) -> None:
    parties, newcomers, gone = parties_in(session, row), newcomers_in(session, row), gone_from(session, row)
    left = sum(party.effort_share for code, (party, _) in parties.items() if code in gone)
    left += sum(one.setup["effort_share"] for one in newcomers if one.code in gone)
    grow = 1 / (1 - left) if 0 < left < 1 else 1.0
    for code, (party, _) in parties.items():
        if code not in gone:
            session.add(_like(party, agreement_id=copy.id, effort_share=party.effort_share * grow))
    for newcomer in newcomers:
        if newcomer.code in gone:
            continue
        grown = newcomer.setup | {"effort_share": newcomer.setup["effort_share"] * grow}
        again = _like(newcomer, agreement_id=copy.id, setup=grown)
        session.add(again if newcomer.agency_id is None else party_from(again, copy.id))


def _like(row: Any, **changes: Any) -> Any:
    """A new row with everything as in ``row`` but what is named."""
    names = [name for name in type(row).model_fields if name not in ("id", "version")]
    return type(row)(**{name: getattr(row, name) for name in names} | changes)
