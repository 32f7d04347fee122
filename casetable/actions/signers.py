"""Whose signature stands on a paper, and on which day it can have been given."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from casetable.actions.agreement_parties import newcomers_in, people_of
from casetable.actions.wording import line
from casetable.errors import BadInput, NotAllowed
from casetable.models import Agency, Agreement
from casetable.queries.people import former_people_in, people_in
from casetable.rules.dates import say_day, say_day_in
from casetable.rules.names import find_misspelt, find_people
from casetable.rules.permissions import why_not
from casetable.values.people import Person
from casetable.values.seat import Seat
from casetable.words import PaperSigned, Role

_SIGNING = {PaperSigned.AGREEMENT: "agreement.sign", PaperSigned.OBJECTIVES: "agreement.sign_objectives"}
_OF_THE_OBJECTIVES = (Role.FRONTLINE, Role.SUPERVISOR, Role.COORDINATOR)


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody whose name stands under a text; without ids for somebody of a party that is still to join.

    ``left_on`` is their last day, of who has left.
    """

    name: str
    agency: str
    role: Role
    person_id: str | None
    agency_id: str | None
    left_on: date | None = None


def role_of(roles: frozenset[Role], paper: PaperSigned) -> Role:
    """The role in which somebody with ``roles`` signs a paper."""
    if paper is PaperSigned.AGREEMENT:
        return Role.SENIOR_MANAGER
    return next(role for role in _OF_THE_OBJECTIVES if role in roles)


def signer_on_paper(session: Session, seat: Seat, row: Agreement, paper: PaperSigned, words: str) -> Signer:
    """Whose name stands on a paper: somebody at the table, of a party that is to join, or who left since.

    ``words`` are a name or a person id. Raises BadInput for nobody or several, NotAllowed for other roles.
    """
    one = _named(session, _joining(session, row, paper), words)
    if isinstance(one, Signer):
        return one
    roles = frozenset(one.roles)
    may = {Role.SENIOR_MANAGER} if paper is PaperSigned.AGREEMENT else set(_OF_THE_OBJECTIVES)
    if not may & roles:
        refusal = why_not(roles, _SIGNING[paper], whose=one.person)
        raise NotAllowed(refusal, "The coordinator says who has which role.")
    home = session.exec(select(Agency.id).where(Agency.code == one.agency)).one()
    return Signer(one.person, one.agency, role_of(roles, paper), one.id, home, one.left_on)


def check_signing_day(
    session: Session, seat: Seat, row: Agreement, paper: PaperSigned, signer: Signer, day: date
) -> None:
    """Raise BadInput for a day that has not come, before the text was offered, or after the signer's last one."""
    if day > seat.today:
        raise BadInput(f"{say_day_in(day, seat.today)} has not come yet.", f"Today is {say_day(seat.today)}.")
    same = select(col(Agreement.offered_on)).where(col(Agreement.offered_on).is_not(None))
    same = same.where(
        Agreement.digest == row.digest
        if paper is PaperSigned.AGREEMENT
        else Agreement.objectives_digest == row.objectives_digest
    )
    offered = min(one for one in session.exec(same) if one is not None)
    late = signer.left_on is not None and day > signer.left_on
    if day < offered or late:
        why = f"this text was offered on {say_day_in(offered, seat.today)}"
        if late and signer.left_on is not None:
            why = f"their last day at the table was {say_day_in(signer.left_on, seat.today)}"
        on = say_day_in(day, seat.today)
        raise BadInput(f"{signer.name} cannot have signed on {on}: {why}.", "Look at the day on the paper.")


def _named(session: Session, joining: list[Signer], words: str) -> Person | Signer:
    here, left = people_in(session), former_people_in(session)
    name = words.lstrip("@")
    found = [one for one in (*here, *left) if one.id == words] or list(find_people(name, here))
    new = [one for one in joining if one.name.casefold() == line(words).casefold()]
    if new and not found:
        return new[0]
    found = found or list(find_people(name, left)) or list(find_misspelt(name, here))
    if len(found) == 1:
        return found[0]
    names = ", ".join([*(one.person for one in found or here), *(one.name for one in joining if not found)])
    many = "could be several people" if found else "is nobody who sits at this table or is to join it"
    raise BadInput(f"{words[:60]!r} {many}.", f"Who of: {names}?")


def _joining(session: Session, row: Agreement, paper: PaperSigned) -> list[Signer]:
    """The senior managers of parties that are to join: they sign the agreement before they sit here."""
    if paper is PaperSigned.OBJECTIVES:
        return []
    return [
        Signer(person.name, newcomer.code, Role.SENIOR_MANAGER, None, None)
        for newcomer in newcomers_in(session, row)
        if newcomer.agency_id is None
        for person in people_of(newcomer)
        if Role.SENIOR_MANAGER in person.roles
    ]
