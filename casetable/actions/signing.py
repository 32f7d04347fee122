"""Signing the agreement and its objectives: at one's own seat, or on paper that the coordinator records. Never undone.

A signature binds a person, a role and a day to the exact text, by its digest; the text's code, typed along, proves
that this very text was shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from casetable.actions.agreement_parties import newcomers_in, people_of
from casetable.actions.agreement_versions import Versions, versions_in
from casetable.actions.coming import come_into_force_if_signed
from casetable.actions.wording import line
from casetable.errors import BadInput, NotAllowed, Refused
from casetable.models import Agreement, AgreementObjective, AgreementParty, Signature
from casetable.queries.people import people_in
from casetable.rules.agreement_text import plain_code, seal_of
from casetable.rules.dates import say_day
from casetable.rules.names import find_misspelt, find_people
from casetable.rules.permissions import why_not
from casetable.store.unit import change, seat_of
from casetable.values.action import Action, never
from casetable.values.agreement import code_of
from casetable.values.seat import Receipt, Seat
from casetable.words import AgreementState, PaperSigned, Role

_NEVER = never("a signature stays on record; an amendment takes a new one")
SIGN = Action("agreement.sign", "signed the agreement", _NEVER)
SIGN_OBJECTIVES = Action("agreement.sign_objectives", "signed the objectives", _NEVER)
RECORD = Action("agreement.record_paper", "recorded signatures on paper", _NEVER)

_OF_THE_OBJECTIVES = (Role.FRONTLINE, Role.SUPERVISOR, Role.COORDINATOR)
_SIGNABLE = frozenset({AgreementState.OFFERED, AgreementState.IN_FORCE})


@dataclass(frozen=True, slots=True)
class _Signer:
    """Somebody whose name stands under a text; without ids for somebody of a party that is still to join."""

    name: str
    agency: str
    role: Role
    person_id: str | None
    agency_id: str | None


def sign(seat: Seat, paper: PaperSigned, name: str, code: str) -> Receipt:
    """Sign at one's own seat by typing one's own name, with the code of the text that was shown.

    The last signature that is needed brings the agreement into force. Raises BadInput for another name, Refused for
    another text's code, where nothing is offered, and for who signed this text already; NotAllowed for other roles.
    """
    with change(seat, SIGN if paper is PaperSigned.AGREEMENT else SIGN_OBJECTIVES) as session:
        row = _text_to_sign(versions_in(session, seat), paper)
        _check_code(row, paper, code)
        if line(name).casefold() != line(seat.name).casefold():
            raise BadInput(f"That is not your name: you sit here as {seat.name}.", "Type your own name to sign.")
        signer = _Signer(seat.name, seat.agency, _role(seat.roles, paper), seat.actor, seat.agency_id)
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
        row = _text_to_sign(versions_in(session, seat), paper)
        _check_code(row, paper, code)
        if not who:
            raise BadInput("Whose signatures are on the paper?", "Name one person at least.")
        if not line(place):
            raise BadInput("Where is the signed paper?", "Say it so that others find it: folder 3, Ruth's desk.")
        signers = [(_signer(session, seat, row, paper, words), day or seat.today) for words, day in who]
        for signer, day in signers:
            _check_day(session, seat, row, paper, signer, day)
            _put(session, seat, row, paper, signer, day, line(place))
        said = _consequence(session, seat, row, paper)
        names = ", ".join(signer.name for signer, _ in signers)
        return Receipt(f"Recorded from paper, {_called(paper, row)}: {names}.{said}", f"v{row.number}")


def _text_to_sign(versions: Versions, paper: PaperSigned) -> Agreement:
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


def _check_code(row: Agreement, paper: PaperSigned, code: str) -> None:
    given = plain_code(code)
    if len(given) < 8 or not _digest(row, paper).startswith(given):
        what, option = ("the agreement", "--text")
        if paper is PaperSigned.OBJECTIVES:
            what, option = ("the page of objectives", "--paper objectives")
        raise Refused(
            f"That code belongs to another text than {what} of v{row.number}.",
            f"Compare it, word by word, with what stands here: casetable agreement show {option}",
        )


def _role(roles: frozenset[Role], paper: PaperSigned) -> Role:
    if paper is PaperSigned.AGREEMENT:
        return Role.SENIOR_MANAGER
    return next(role for role in _OF_THE_OBJECTIVES if role in roles)


def _signer(session: Session, seat: Seat, row: Agreement, paper: PaperSigned, words: str) -> _Signer:
    """Whose name stands on the paper. Raises BadInput for nobody or several, NotAllowed for other roles."""
    everybody = people_in(session)
    found = [one for one in everybody if one.id == words] or list(find_people(words.lstrip("@"), everybody))
    joining = _joining(session, row, paper)
    new = [one for one in joining if one.name.casefold() == line(words).casefold()]
    found = found or ([] if new else list(find_misspelt(words.lstrip("@"), everybody)))
    if new and not found:
        return new[0]
    if len(found) != 1:
        names = ", ".join([*(one.person for one in found or everybody), *(one.name for one in joining if not found)])
        many = "could be several people" if found else "is nobody who sits at this table or is to join it"
        raise BadInput(f"{words[:60]!r} {many}.", f"Who of: {names}?")
    sits = seat_of(session, seat, found[0].id)
    may = {Role.SENIOR_MANAGER} if paper is PaperSigned.AGREEMENT else set(_OF_THE_OBJECTIVES)
    if not may & sits.roles:
        action = SIGN if paper is PaperSigned.AGREEMENT else SIGN_OBJECTIVES
        raise NotAllowed(why_not(sits.roles, action.name, whose=sits.name), "The coordinator says who has which role.")
    return _Signer(sits.name, sits.agency, _role(sits.roles, paper), sits.actor, sits.agency_id)


def _joining(session: Session, row: Agreement, paper: PaperSigned) -> list[_Signer]:
    """The senior managers of parties that are to join: they sign the agreement before they sit here."""
    if paper is PaperSigned.OBJECTIVES:
        return []
    return [
        _Signer(person.name, newcomer.code, Role.SENIOR_MANAGER, None, None)
        for newcomer in newcomers_in(session, row)
        if newcomer.agency_id is None
        for person in people_of(newcomer)
        if Role.SENIOR_MANAGER in person.roles
    ]


def _check_day(session: Session, seat: Seat, row: Agreement, paper: PaperSigned, signer: _Signer, day: date) -> None:
    """Raise BadInput for a day that has not come, or on which the text was not offered yet."""
    if day > seat.today:
        raise BadInput(f"{say_day(day)} has not come yet.", f"Today is {say_day(seat.today)}.")
    same = select(col(Agreement.offered_on)).where(col(Agreement.offered_on).is_not(None))
    same = same.where(
        Agreement.digest == row.digest
        if paper is PaperSigned.AGREEMENT
        else Agreement.objectives_digest == row.objectives_digest
    )
    offered = min(one for one in session.exec(same) if one is not None)
    if day < offered:
        raise BadInput(
            f"{signer.name} cannot have signed on {say_day(day)}: this text was offered on {say_day(offered)}.",
            "Look at the day on the paper.",
        )


def _put(
    session: Session, seat: Seat, row: Agreement, paper: PaperSigned, signer: _Signer, day: date, place: str
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


def _check_may_sign(session: Session, row: Agreement, paper: PaperSigned, signer: _Signer, digest: str) -> None:
    parties = select(AgreementParty.agency_id).where(AgreementParty.agreement_id == row.id)
    codes = {one.code for one in newcomers_in(session, row)}
    if signer.agency not in codes and signer.agency_id not in set(session.exec(parties)):
        raise Refused(f"{signer.agency} is no party of v{row.number}, so {signer.name} does not sign it.")
    if paper is PaperSigned.OBJECTIVES:
        some = select(AgreementObjective.id).where(AgreementObjective.agreement_id == row.id)
        if session.exec(some.limit(1)).first() is None:
            raise Refused(f"v{row.number} has no objectives to sign.", "casetable agreement amend adds some.")
    before = session.exec(
        select(Signature).where(Signature.paper == paper, Signature.digest == digest, Signature.name == signer.name)
    ).first()
    if before is not None:
        raise Refused(f"{signer.name} signed this text already, on {say_day(before.signed_on)}.")


def _consequence(session: Session, seat: Seat, row: Agreement, paper: PaperSigned) -> str:
    if paper is PaperSigned.OBJECTIVES or row.state is not AgreementState.OFFERED:
        return ""
    return f" {come_into_force_if_signed(session, seat, row)}"
