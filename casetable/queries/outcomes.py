"""Outcomes as a seat may see them: each domain's baseline and its readings over time, both views side by side."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select as select_rows
from sqlmodel import Session, col, select

from casetable.errors import NotFound
from casetable.models import Agency, OutcomeReading, Participant, Person
from casetable.queries.agreement import terms_in
from casetable.queries.facts import on_board, participant_known, participant_listed, reading_shown
from casetable.rules.hud import housing_category, housing_codes
from casetable.rules.outcomes import domain_label
from casetable.store.references import read_reference, spell
from casetable.store.unit import reading
from casetable.values.card import DomainOutcome
from casetable.values.card import OutcomeReading as ReadingValue
from casetable.values.outcomes import OutcomeRow
from casetable.values.seat import Seat
from casetable.words import OutcomeView


def outcomes(seat: Seat, participant: str) -> tuple[DomainOutcome, ...]:
    """Every domain of the agreement for one participant, and those with readings that it no longer has.

    Raises NotFound where this seat may not know of them.
    """
    number = read_reference(participant, "P")
    with reading(seat) as session:
        listed = select(Participant.id).where(Participant.number == number, participant_listed(seat))
        found = session.exec(listed).first()
        if found is None:
            ref = spell("P", number)
            raise NotFound(f"There is no {ref} here.", "casetable participant list shows who there is.")
        return outcomes_in(session, seat, [found])[found]


def outcomes_in(session: Session, seat: Seat, ids: Sequence[str]) -> dict[str, tuple[DomainOutcome, ...]]:
    """The same by participant's id, within a session."""
    read: dict[str, dict[str, list[ReadingValue]]] = {one: {} for one in ids}
    for participant_id, value in _readings(session, seat, ids):
        read[participant_id].setdefault(value.domain, []).append(value)
    domains = terms_in(session).domains
    return {
        one: tuple(_domain(domain, found.get(domain, [])) for domain in dict.fromkeys([*domains, *sorted(found)]))
        for one, found in read.items()
    }


def readings(seat: Seat) -> tuple[OutcomeRow, ...]:
    """Everybody on this seat's board whom its agency knows, with every domain: the rows of the outcomes pass."""
    with reading(seat) as session:
        rows = session.exec(
            select(Participant).where(on_board(seat), participant_known(seat)).order_by(col(Participant.number))
        ).all()
        found = outcomes_in(session, seat, [row.id for row in rows])
        return tuple(OutcomeRow(spell("P", row.number), row.name, row.state, found[row.id]) for row in rows)


def _readings(session: Session, seat: Seat, ids: Sequence[str]) -> list[tuple[str, ReadingValue]]:
    """What may be seen of some participants, oldest first, with the participant's id."""
    statement = (
        select_rows(OutcomeReading, col(Agency.code), col(Person.name))
        .join(Agency, col(Agency.id) == OutcomeReading.agency_id)
        .join(Person, col(Person.id) == OutcomeReading.person_id)
        .where(col(OutcomeReading.participant_id).in_(ids), reading_shown(seat))
        .order_by(col(OutcomeReading.on), col(OutcomeReading.at), col(OutcomeReading.id))
    )
    return [(row.participant_id, _value(row, code, by)) for row, code, by in session.execute(statement)]


def _value(row: Any, code: str, by: str) -> ReadingValue:
    named = housing_codes().get(row.housing_code) if row.housing_code is not None else None
    return ReadingValue(
        domain=row.domain,
        view=row.view,
        value=row.value,
        note=row.note,
        category=row.category,
        agency=code,
        by=by,
        on=row.on,
        housing_code=row.housing_code,
        housing_words=named.words if named else "",
        housing=housing_category(row.housing_code) if row.housing_code is not None else None,
    )


def _domain(domain: str, found: Sequence[ReadingValue]) -> DomainOutcome:
    """One domain: of baselines the newest counts."""
    baselines = [one for one in found if one.value is None]
    since = [one for one in found if one.value is not None]
    return DomainOutcome(
        domain=domain,
        label=domain_label(domain),
        baseline=baselines[-1] if baselines else None,
        worker=tuple(one for one in since if one.view is OutcomeView.WORKER),
        participant=tuple(one for one in since if one.view is OutcomeView.PARTICIPANT),
    )
