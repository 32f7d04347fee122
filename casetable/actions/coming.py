"""A version comes into force: what it takes the place of, and what it changes at the table on that day."""

from datetime import date

from sqlmodel import Session, col, select

from casetable.actions.agreement_parties import newcomers_in
from casetable.actions.agreement_versions import versions_in
from casetable.actions.joining import join_table, leave_table
from casetable.models import Agency, Agreement, AgreementParty
from casetable.queries.agreement_setup import facts_of, setup_in
from casetable.queries.governing import forget_timeline
from casetable.queries.still_to_sign import signed_days_in, still_to_sign_in
from casetable.rules.calendar import months_after
from casetable.rules.dates import say_day
from casetable.values.seat import Seat
from casetable.words import AgreementKind, AgreementState

_REPLACED = frozenset({AgreementState.IN_FORCE, AgreementState.DRAFT})


def come_into_force_if_signed(session: Session, seat: Seat, row: Agreement) -> str:
    """Bring an offered version into force when the last party has signed; what happened, or who is waited for.

    Its first day is today: an amendment changes nothing about days that have passed. The first version, which applies
    anyway, is in force from the day of its last signature.
    """
    missing = still_to_sign_in(session, row)
    if missing:
        return waits_for(missing)
    signed = signed_days_in(session, row)
    first = row.number == 1 and signed
    return come_into_force(session, seat, row, max(signed.values()) if first else seat.today)


def waits_for(missing: tuple[str, ...]) -> str:
    """A sentence that names the parties whose signature is missing."""
    names = missing[0] if len(missing) == 1 else f"{', '.join(missing[:-1])} and {missing[-1]}"
    return f"It waits for a senior manager of {names}."


def come_into_force(session: Session, seat: Seat, row: Agreement, day: date) -> str:
    """Bring a version into force on a day and do what is due with it; a sentence for the receipt."""
    before = versions_in(session, seat).applies
    if before is not row and before.state in _REPLACED:
        before.state, before.ended_on = AgreementState.SUPERSEDED, day
    row.state, row.in_force_on = AgreementState.IN_FORCE, day
    row.review_on = months_after(day, setup_in(session, row).terms.review_months)
    session.flush()
    forget_timeline(session)
    _apply_facts(session, row)
    said = [f"v{row.number} is in force{'' if day == seat.today else f' since {say_day(day)}'}."]
    for newcomer in newcomers_in(session, row):
        if newcomer.agency_id is None and (newcomer.joins_on is None or newcomer.joins_on <= seat.today):
            said.append(join_table(session, seat, newcomer))
    for agency, last in _past_their_last_day(session, row, seat.today):
        said.append(leave_table(session, agency, last))
    if row.kind is not AgreementKind.HANDSHAKE:
        said.append(f"Its review is due on {say_day(row.review_on)} {row.review_on.year}.")
    return " ".join(said)


def _apply_facts(session: Session, row: Agreement) -> None:
    """Agencies are from now on what the version says of them; earlier versions keep saying what they said."""
    found = session.exec(
        select(AgreementParty, Agency)
        .join(Agency, col(Agency.id) == AgreementParty.agency_id)
        .where(AgreementParty.agreement_id == row.id)
    ).all()
    for party, agency in found:
        stands = facts_of(agency)
        if party.facts is None or party.facts == stands:
            continue
        silent = select(AgreementParty).where(AgreementParty.agency_id == agency.id)
        for other in session.exec(silent).all():
            if other.facts is None:
                other.facts = stands
        said = next(one for one in setup_in(session, row).agencies if one.code == agency.code)
        agency.name, agency.sector = said.name, said.sector
        agency.victim_service_provider, agency.minimum_method = said.victim_service_provider, said.minimum_method
    session.flush()


def _past_their_last_day(session: Session, row: Agreement, today: date) -> list[tuple[Agency, date]]:
    found = session.exec(
        select(Agency, col(AgreementParty.leaves_on))
        .join(AgreementParty, col(AgreementParty.agency_id) == Agency.id)
        .where(
            AgreementParty.agreement_id == row.id,
            col(AgreementParty.leaves_on) < today,
            col(Agency.left_on).is_(None),
        )
    ).all()
    return [(agency, last) for agency, last in found if last is not None]
