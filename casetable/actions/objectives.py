"""How an objective stands: a value, a word and a note for a quarter, added to what was read before."""

from datetime import date

from sqlmodel import Session, col, select

from casetable.actions.agreement_versions import versions_in
from casetable.actions.wording import line, lines
from casetable.errors import BadInput
from casetable.models import Agreement, AgreementObjective, ObjectiveReading, new_id
from casetable.rules.calendar import quarter_of, quarter_range
from casetable.rules.dates import say_day, say_day_in
from casetable.store.unit import change
from casetable.values.action import Action
from casetable.values.seat import Receipt, Seat
from casetable.words import ObjectiveStatus

READ = Action("objective.read", "noted how an objective stands")


def read_objective(
    seat: Seat,
    number: int,
    value: str,
    status: ObjectiveStatus,
    note: str = "",
    on: date | None = None,
    quarter: str | None = None,
) -> Receipt:
    """Note how the objective of a number (from 1) of the version that applies stands.

    ``on`` is the day it was read (default today), ``quarter`` which one it is about (default that of the day). What was
    noted before stays. Raises BadInput for a number that there is not, or a day or quarter that has not come.
    """
    with change(seat, READ) as session:
        row = versions_in(session, seat).applies
        objective = _objective(session, row, number)
        day = on or seat.today
        if day > seat.today:
            raise BadInput(f"{say_day_in(day, seat.today)} has not come yet.", f"Today is {say_day(seat.today)}.")
        label = _quarter(seat, row, quarter or quarter_of(day, row.quarter_first_month))
        if not line(value) and status is not ObjectiveStatus.NO_UPDATE:
            raise BadInput("How does it stand?", "Say a value, such as 3 of 5.")
        session.add(
            ObjectiveReading(
                lineage=objective.lineage or "",
                quarter=label,
                value=line(value),
                status=status,
                note=lines(note),
                read_on=day,
                at=seat.now,
                person_id=seat.actor,
            )
        )
        said = f"{line(value)}, {status.label}" if line(value) else status.label
        return Receipt(f"Objective {number} in {label}: {said}.", f"v{row.number}")


def _objective(session: Session, row: Agreement, number: int) -> AgreementObjective:
    found = session.exec(
        select(AgreementObjective)
        .where(AgreementObjective.agreement_id == row.id)
        .order_by(col(AgreementObjective.position))
    ).all()
    if not 1 <= number <= len(found):
        there = f"There are {len(found)}." if found else "It has none yet: casetable agreement amend adds some."
        raise BadInput(f"v{row.number} has no objective {number}.", there)
    objective = found[number - 1]
    if objective.lineage is None:
        objective.lineage = new_id()
    return objective


def _quarter(seat: Seat, row: Agreement, words: str) -> str:
    """A quarter as it is stored: ``2026Q3``. Raises BadInput for one that has not begun."""
    first, _ = quarter_range(words, row.quarter_first_month)
    if first > seat.today:
        raise BadInput(f"{words} begins on {say_day(first)}.", "Note it once the quarter has begun.")
    return quarter_of(first, row.quarter_first_month)
