"""Texts that could not be saved, as their writer's own agency may read them."""

import re

from sqlalchemy import select as select_rows
from sqlmodel import Session, col

from casetable.models import Agency, Draft, Participant, Person
from casetable.queries.facts import draft_shown, participant_listed
from casetable.store.references import spell
from casetable.store.unit import reading
from casetable.values.drafts import Draft as DraftValue
from casetable.values.seat import Seat


def kept(seat: Seat) -> tuple[DraftValue, ...]:
    """The texts kept for this seat's agency, newest first; somebody who reads no texts finds their own.

    The participant is named only where this seat may still list them.
    """
    with reading(seat) as session:
        return kept_in(session, seat)


def kept_in(session: Session, seat: Seat, person_id: str = "") -> tuple[DraftValue, ...]:
    """The same, within a session; of one person where their id is given."""
    statement = (
        select_rows(Draft, col(Participant.number), participant_listed(seat), col(Person.name), col(Agency.code))
        .join(Person, col(Person.id) == Draft.person_id)
        .join(Agency, col(Agency.id) == Draft.agency_id)
        .outerjoin(Participant, col(Participant.id) == Draft.participant_id)
        .where(draft_shown(seat))
        .order_by(col(Draft.at).desc(), col(Draft.id).desc())
    )
    if person_id:
        statement = statement.where(col(Draft.person_id) == person_id)
    return tuple(
        DraftValue(
            id=row.id,
            what=row.what if listed or number is None else _unnamed(row.what, number),
            text=row.text,
            participant=spell("P", number) if listed and number is not None else None,
            category=row.category,
            by=name,
            agency=code,
            on=row.on,
            at=row.at,
        )
        for row, number, listed, name, code in session.execute(statement).all()
    )


def _unnamed(what: str, number: int) -> str:
    """What a text was to be, without the reference of whom it is about."""
    return re.sub(rf"#?\b(?:[Pp]-?)?{number}\b", "somebody", what)
