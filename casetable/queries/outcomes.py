"""Outcomes as a seat may see them: each domain's baseline and its readings over time, both views side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select as select_rows
from sqlmodel import Session, col, select

from casetable.models import Agency, OutcomeReading, Participant, Person
from casetable.queries.facts import on_board, participant_known, reading_shown
from casetable.queries.governing import terms_in
from casetable.queries.listed import listed_id
from casetable.rules.hud import housing_category, housing_codes
from casetable.rules.outcomes import domain_label
from casetable.store.references import spell
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
    with reading(seat) as session:
        found = listed_id(session, seat, participant)
        return outcomes_in(session, seat, [found])[found]


def outcomes_in(session: Session, seat: Seat, ids: Sequence[str]) -> dict[str, tuple[DomainOutcome, ...]]:
    """The same by participant's id, within a session."""
    read: dict[str, dict[str, list[_Read]]] = {one: {} for one in ids}
    for one in _readings(session, seat, ids):
        read[one.row.participant_id].setdefault(one.row.domain, []).append(one)
    domains = terms_in(session, seat.today).domains
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


@dataclass(frozen=True, slots=True)
class _Read:
    """A stored reading, the code of the agency and the name of the person that read it."""

    row: OutcomeReading
    agency: str
    by: str

    @property
    def value(self) -> ReadingValue:
        """What a face shows of it."""
        row = self.row
        named = housing_codes().get(row.housing_code) if row.housing_code is not None else None
        return ReadingValue(
            domain=row.domain,
            view=row.view,
            value=row.value,
            note=row.note,
            category=row.category,
            agency=self.agency,
            by=self.by,
            on=row.on,
            housing_code=row.housing_code,
            housing_words=named.words if named else "",
            housing=housing_category(row.housing_code) if row.housing_code is not None else None,
        )


def _readings(session: Session, seat: Seat, ids: Sequence[str]) -> list[_Read]:
    """What may be seen of some participants, oldest first."""
    statement = (
        select_rows(OutcomeReading, col(Agency.code), col(Person.name))
        .join(Agency, col(Agency.id) == OutcomeReading.agency_id)
        .join(Person, col(Person.id) == OutcomeReading.person_id)
        .where(col(OutcomeReading.participant_id).in_(ids), reading_shown(seat))
        .order_by(col(OutcomeReading.on), col(OutcomeReading.id))
    )
    return [_Read(*found) for found in session.execute(statement)]


def _domain(domain: str, found: Sequence[_Read]) -> DomainOutcome:
    """One domain. Of its baselines the one written last counts, whatever day it is of: it corrects the others."""
    baselines = [one for one in found if one.row.value is None]
    since = [one.value for one in found if one.row.value is not None]
    return DomainOutcome(
        domain=domain,
        label=domain_label(domain),
        baseline=max(baselines, key=lambda one: one.row.id).value if baselines else None,
        worker=tuple(one for one in since if one.view is OutcomeView.WORKER),
        participant=tuple(one for one in since if one.view is OutcomeView.PARTICIPANT),
    )
