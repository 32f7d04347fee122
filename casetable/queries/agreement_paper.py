"""One of the agreement's two papers as it is printed: its words, who signed them and who is to."""

from sqlmodel import Session, col, select

from casetable.errors import NotFound
from casetable.models import Agency, Agreement, Person
from casetable.queries.agreement_parties import parties_in
from casetable.queries.agreement_texts import parts_in, row_in, signing_in, stored_digest, stored_text
from casetable.queries.governing import timeline_in
from casetable.queries.signed import has_objectives_in, objectives_signed_in, signatures_in, unsigned_in
from casetable.rules.agreement_text import digest_of
from casetable.rules.signing import needs_signatures
from casetable.store.unit import reading
from casetable.values.agreement import Version
from casetable.values.papers import AgreementPaper
from casetable.values.seat import Seat
from casetable.words import AgreementState, PaperSigned, Role

_STILL_SIGNED = frozenset({AgreementState.OFFERED, AgreementState.IN_FORCE})


def agreement_paper(
    seat: Seat, number: int | None = None, paper: PaperSigned = PaperSigned.AGREEMENT
) -> AgreementPaper:
    """A version's paper (default: of the offer if one waits, else of the version that applies today).

    Raises NotFound for a version that there is not, and for the objectives of one that has none.
    """
    with reading(seat) as session:
        wanted = signing_in(session, seat).number if number is None else number
        row = row_in(session, seat, wanted)
        if paper is PaperSigned.OBJECTIVES and not has_objectives_in(session, wanted):
            raise NotFound(
                f"v{wanted} has no objectives, so there is no page of them.",
                "Add some by an amendment: casetable agreement amend.",
            )
        version = next(one for one in timeline_in(session).versions if one.number == wanted)
        digest = digest_of(stored_text(row, paper) or "") if stored_text(row, paper) is not None else ""
        signed = signatures_in(session, wanted) if paper is PaperSigned.AGREEMENT else ()
        return AgreementPaper(
            version=version,
            paper=paper,
            parts=parts_in(session, row, paper),
            digest=digest,
            is_as_offered=digest == stored_digest(row, paper),
            signatures=tuple(one for one in signed if one.paper is paper)
            if paper is PaperSigned.AGREEMENT
            else objectives_signed_in(session, version),
            waiting=_waiting(session, seat, row, version, paper),
            agencies={one.code: one.name for one in session.exec(select(Agency).order_by(col(Agency.position)))}
            | {one.agency: one.name for one in parties_in(session, row)},
        )


def _waiting(
    session: Session, seat: Seat, row: Agreement, version: Version, paper: PaperSigned
) -> tuple[tuple[str, str, Role], ...]:
    """Whose signature is still asked for.

    Nobody's where none is needed, under a draft, and under what another version replaced.
    """
    must_sign = needs_signatures(version, timeline_in(session).versions)
    if not must_sign or version.state not in _STILL_SIGNED:
        return ()
    if paper is PaperSigned.AGREEMENT:
        return tuple(
            (party.name, party.signatories[0] if len(party.signatories) == 1 else "", Role.SENIOR_MANAGER)
            for party in parties_in(session, row)
            if party.signature is None
        )
    if version.number != signing_in(session, seat).number:
        return ()
    agencies = {one.id: one.name for one in session.exec(select(Agency))}
    homes = {one.name: agencies[one.agency_id] for one in session.exec(select(Person)) if one.left_on is None}
    return tuple((homes[name], name, Role.FRONTLINE) for name, _ in unsigned_in(session, version))
