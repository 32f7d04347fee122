"""The account of disclosures: who was told what about somebody, and who looked."""

from typing import Any

from sqlalchemy import select as select_rows
from sqlmodel import Session, col, select

from casetable.errors import NotFound
from casetable.models import Agency, Disclosure, Participant, Person, Viewing
from casetable.queries.facts import disclosure_shown, participant_listed, viewing_shown
from casetable.store.references import read_reference, spell
from casetable.store.unit import reading
from casetable.values.card import Account, DisclosureLine, ViewingLine
from casetable.values.seat import Seat


def account(seat: Seat, participant: str) -> Account:
    """What was told about one participant and who opened their card, oldest first, as this seat may know of it.

    Raises NotFound where this seat may not list them.
    """
    number = read_reference(participant, "P")
    ref = spell("P", number)
    with reading(seat) as session:
        listed = select(Participant.id).where(Participant.number == number, participant_listed(seat))
        row_id = session.exec(listed).first()
        if row_id is None:
            raise NotFound(f"There is no {ref} here.", "casetable participant list shows who there is.")
        return Account(ref, disclosed_in(session, seat, row_id), _viewings(session, seat, row_id))


def disclosures(seat: Seat) -> tuple[DisclosureLine, ...]:
    """Every line of every account that this seat may know of, oldest first."""
    with reading(seat) as session:
        return disclosed_in(session, seat)


def disclosed_in(session: Session, seat: Seat, participant_id: str | None = None) -> tuple[DisclosureLine, ...]:
    """The same within a session, of one participant by row id or of all that this seat may list."""
    statement = (
        select(Disclosure, Participant.number, Person.name)
        .join(Participant, col(Participant.id) == Disclosure.participant_id)
        .join(Person, col(Person.id) == Disclosure.person_id)
        .where(disclosure_shown(seat), participant_listed(seat))
        .order_by(col(Disclosure.on), col(Disclosure.at), col(Participant.number), col(Disclosure.id))
    )
    if participant_id is not None:
        statement = statement.where(Disclosure.participant_id == participant_id)
    codes = dict(session.exec(select(Agency.id, Agency.code)).all())
    return tuple(_line(row, number, name, codes) for row, number, name in session.exec(statement).all())


def _line(row: Disclosure, number: int, name: str, codes: dict[Any, str]) -> DisclosureLine:
    return DisclosureLine(
        document=row.document_id,
        participant=spell("P", number),
        kind=row.kind,
        category=row.category,
        discloser=codes[row.discloser_id],
        to=codes[row.receiver_id] if row.receiver_id else row.receiver,
        by=name,
        basis=row.basis,
        releases=row.releases,
        note=row.note,
        on=row.on,
        at=row.at,
    )


def _viewings(session: Session, seat: Seat, participant_id: str) -> tuple[ViewingLine, ...]:
    statement = (
        select_rows(col(Person.name), col(Agency.code), col(Viewing.on))
        .join(Person, col(Person.id) == Viewing.person_id)
        .join(Agency, col(Agency.id) == Viewing.agency_id)
        .where(col(Viewing.participant_id) == participant_id, viewing_shown(seat))
        .order_by(col(Viewing.on), col(Viewing.at), col(Person.name))
    )
    return tuple(ViewingLine(*row) for row in session.execute(statement).all())
