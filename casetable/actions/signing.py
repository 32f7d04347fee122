"""Signing the agreement and its objectives: at one's own seat, or on paper that the coordinator records. Never undone.

A signature binds a person, a role and a day to the exact text, by its digest; the text's code, typed along, proves
that this very text was shown.
"""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, and_, col, or_, select

from casetable.actions.agreement_parties import newcomers_in
from casetable.actions.agreement_versions import Versions, versions_in
from casetable.actions.coming import come_into_force_if_signed
from casetable.actions.signers import Signer, check_signing_day, role_of, signer_on_paper
from casetable.actions.wording import line
from casetable.errors import BadInput, Refused, SomebodyElseWasFirst
from casetable.models import Agreement, AgreementObjective, AgreementParty, Signature
from casetable.rules.agreement_text import seal_of
from casetable.rules.dates import say_day
from casetable.rules.signing import typed_code
from casetable.store.unit import change
from casetable.values.action import Action, never
from casetable.values.agreement import code_of
from casetable.values.seat import Receipt, Seat
from casetable.words import AgreementState, PaperSigned

_NEVER = never("a signature stays on record; an amendment takes a new one")
SIGN = Action("agreement.sign", "signed the agreement", _NEVER)
SIGN_OBJECTIVES = Action("agreement.sign_objectives", "signed the objectives", _NEVER)
RECORD = Action("agreement.record_paper", "recorded signatures on paper", _NEVER)

_SIGNABLE = frozenset({AgreementState.OFFERED, AgreementState.IN_FORCE})


def sign(seat: Seat, paper: PaperSigned, name: str, code: str, *, is_shown: bool = False) -> Receipt:
    """Sign at one's own seat by typing one's own name, with the code of the text that was shown.

    The last signature that is needed brings the agreement into force. ``is_shown``: nobody typed the code, it came with
    the text that was shown. Raises BadInput for another name, Refused for another text's code, where nothing is
    offered, and for who signed this text already; SomebodyElseWasFirst where the text that was shown was changed or
    taken back meanwhile; NotAllowed for other roles.
    """
    with change(seat, SIGN if paper is PaperSigned.AGREEMENT else SIGN_OBJECTIVES) as session:
        versions = versions_in(session, seat)
        if is_shown:
            _check_stands(versions, paper, code)
        row = _text_to_sign(versions)
        _check_code(session, versions, row, paper, code)
        if line(name).casefold() != line(seat.name).casefold():
            raise BadInput(f"That is not your name: you sit here as {seat.name}.", "Type your own name to sign.")
        signer = Signer(seat.name, seat.agency, role_of(seat.roles, paper), seat.actor, seat.agency_id)
        _put(session, seat, row, paper, signer, seat.today, "")
        said = _consequence(session, seat, row, paper)
        done = f"Signed: {_called(paper, row)}, as {signer.role.label} for {seat.agency}."
        return Receipt(f"{done}{said}", f"v{row.number}")


def record_paper(seat: Seat, paper: PaperSigned, who: str, code: str, signed_on: date | None, place: str) -> Receipt:
    """Record one signature that was given on paper; as ``record_papers``."""
    return record_papers(seat, paper, [(who, signed_on)], code, place)


def record_papers(
    seat: Seat, paper: PaperSigned, who: Sequence[tuple[str, date | None]], code: str, place: str
) -> Receipt:
    """Record signatures that were given on paper: whose and of which day, the code printed on it, where it is kept.

    Each is a person's name or id, or the name of a senior manager of a party that is still to join. All or none are
    recorded; without a day it was today. Raises as ``sign`` does, and BadInput for a day that does not fit or without a
    place.
    """
    with change(seat, RECORD) as session:
        versions = versions_in(session, seat)
        row = _text_to_sign(versions)
        _check_code(session, versions, row, paper, code)
        if not who:
            raise BadInput("Whose signatures are on the paper?", "Name one person at least.")
        if not line(place):
            raise BadInput("Where is the signed paper?", "Say it so that others find it: folder 3, Ruth's desk.")
        days = [day or seat.today for _, day in who]
        signers = [signer_on_paper(session, seat, row, paper, words) for words, _ in who]
        for signer, day in zip(signers, days, strict=True):
            check_signing_day(session, seat, row, paper, signer, day)
            _put(session, seat, row, paper, signer, day, line(place))
        said = _consequence(session, seat, row, paper)
        names = ", ".join(signer.name for signer in signers)
        return Receipt(f"Recorded from paper, {_called(paper, row)}: {names}.{said}", f"v{row.number}")


def _text_to_sign(versions: Versions) -> Agreement:
    """The offer if one waits, else what applies, once it was offered. Raises Refused."""
    row = versions.offered or versions.applies
    if row.state not in _SIGNABLE or row.digest is None:
        why = "ended" if row.state is AgreementState.ENDED else "is a draft that is not offered yet"
        raise Refused(
            f"v{row.number} {why}, so there is nothing to sign.",
            "The coordinator offers it: casetable agreement offer",
        )
    return row


def _digest(row: Agreement, paper: PaperSigned) -> str:
    return (row.digest if paper is PaperSigned.AGREEMENT else row.objectives_digest) or ""


def _called(paper: PaperSigned, row: Agreement) -> str:
    what = "the agreement" if paper is PaperSigned.AGREEMENT else "the objectives"
    return f"{what} {code_of(row.number, _digest(row, paper))}"


def _check_stands(versions: Versions, paper: PaperSigned, code: str) -> None:
    """Raise SomebodyElseWasFirst where the text that was shown is not the one to sign any more."""
    digest, given = _digest(versions.offered or versions.applies, paper), typed_code(code).digits
    if given and digest.startswith(given):
        return
    if versions.offered is None:
        raise SomebodyElseWasFirst("The text was taken back while you read it.", "It is signed once it is offered.")
    raise SomebodyElseWasFirst("The text was changed while you read it.", "Read it again, then sign.")


def _check_has_words(session: Session, row: Agreement, paper: PaperSigned) -> None:
    """Raise Refused for a page of objectives without any."""
    if paper is PaperSigned.OBJECTIVES:
        some = select(AgreementObjective.id).where(AgreementObjective.agreement_id == row.id)
        if session.exec(some.limit(1)).first() is None:
            raise Refused(f"v{row.number} has no objectives to sign.", "casetable agreement amend adds some.")


def _check_code(session: Session, versions: Versions, row: Agreement, paper: PaperSigned, code: str) -> None:
    """Raise Refused for the code of another text; a page of objectives keeps its code while its words stay."""
    _check_has_words(session, row, paper)
    given, digest = typed_code(code), _digest(row, paper)
    same = {one.number for one in versions.rows if _digest(one, paper) == digest}
    is_of_it = given.version is None or given.version in same
    if len(given.digits) < 8 or not digest.startswith(given.digits) or not is_of_it:
        what, option = ("the agreement", "--text")
        if paper is PaperSigned.OBJECTIVES:
            what, option = ("the page of objectives", "--paper objectives")
        raise Refused(
            f"That code belongs to another text than {what} of v{row.number}, or is not typed as printed.",
            f"Where it is, compare the paper with what stands here: casetable agreement show {option}",
        )


def _put(
    session: Session, seat: Seat, row: Agreement, paper: PaperSigned, signer: Signer, day: date, place: str
) -> None:
    """Write one signature with its seal. Raises Refused for who is no party, or signed this text already."""
    digest = _digest(row, paper)
    _check_may_sign(session, row, paper, signer, digest)
    who = signer.person_id or signer.name
    session.add(
        Signature(
            agreement_id=row.id,
            paper=paper,
            person_id=signer.person_id,
            agency_id=signer.agency_id,
            name=signer.name,
            agency=signer.agency,
            role=signer.role,
            signed_on=day,
            at=seat.now,
            on=seat.today,
            digest=digest,
            seal=seal_of(row.number, paper.value, who, signer.role.value, day, digest),
            is_on_paper=bool(place),
            place=place,
            recorded_by_id=seat.actor,
        )
    )
    session.flush()


def _check_may_sign(session: Session, row: Agreement, paper: PaperSigned, signer: Signer, digest: str) -> None:
    parties = select(AgreementParty.agency_id).where(AgreementParty.agreement_id == row.id)
    codes = {one.code for one in newcomers_in(session, row)}
    if signer.agency not in codes and signer.agency_id not in set(session.exec(parties)):
        raise Refused(f"{signer.agency} is no party of v{row.number}, so {signer.name} does not sign it.")
    same = and_(col(Signature.person_id).is_(None), Signature.name == signer.name, Signature.agency == signer.agency)
    theirs = same if signer.person_id is None else or_(Signature.person_id == signer.person_id, same)
    given = select(Signature).where(Signature.paper == paper, Signature.digest == digest, theirs)
    before = session.exec(given).first()
    if before is not None:
        raise Refused(f"{signer.name} signed this text already, on {say_day(before.signed_on)}.")


def _consequence(session: Session, seat: Seat, row: Agreement, paper: PaperSigned) -> str:
    if paper is PaperSigned.OBJECTIVES or row.state is not AgreementState.OFFERED:
        return ""
    return f" {come_into_force_if_signed(session, seat, row)}"
