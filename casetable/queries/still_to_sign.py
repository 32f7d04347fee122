"""Which parties of a version have yet to sign it before it comes into force."""

from datetime import date

from sqlmodel import Session, col, select

from casetable.models import Agency, Agreement, AgreementNewcomer, AgreementParty, Signature
from casetable.words import PaperSigned


def signed_days_in(session: Session, row: Agreement) -> dict[str, date]:
    """By party code the first day on which a senior manager signed a version."""
    found = session.exec(
        select(Signature.agency, col(Signature.signed_on))
        .where(Signature.agreement_id == row.id, Signature.paper == PaperSigned.AGREEMENT)
        .order_by(col(Signature.signed_on).desc())
    )
    return dict(found.all())


def still_to_sign_in(session: Session, row: Agreement) -> tuple[str, ...]:
    """Codes of the parties whose signature is missing, in the order of the board, newcomers last.

    Only who has left the table is not waited for: a party that is to leave by this very version signs it too.
    """
    signed = signed_days_in(session, row)
    parties = session.exec(
        select(Agency.code)
        .join(AgreementParty, col(AgreementParty.agency_id) == Agency.id)
        .where(AgreementParty.agreement_id == row.id, col(Agency.left_on).is_(None))
        .order_by(col(Agency.position))
    ).all()
    newcomers = session.exec(
        select(AgreementNewcomer.code)
        .outerjoin(Agency, col(Agency.id) == AgreementNewcomer.agency_id)
        .where(AgreementNewcomer.agreement_id == row.id, col(Agency.left_on).is_(None))
        .order_by(col(AgreementNewcomer.position))
    ).all()
    return tuple(code for code in [*parties, *newcomers] if code not in signed)
