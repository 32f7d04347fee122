"""Bringing participants up to date from a later HMIS export. Rules: HMIS PersonalID is a foreign key."""

from collections.abc import Sequence

from sqlmodel import Session, select

from casetable.errors import BadInput, NotFound, Refused, SomebodyElseWasFirst
from casetable.models import Participant
from casetable.queries.facts import participant_known
from casetable.store.references import read_reference
from casetable.store.unit import change
from casetable.values.action import Action
from casetable.values.hmis import HmisDifference
from casetable.values.seat import Receipt, Seat

UPDATE = Action("participant.update", "brought up to date from HMIS")


def update_from_hmis(seat: Seat, chosen: Sequence[HmisDifference]) -> Receipt:
    """Write what HMIS says in place of what stands here, for all ``chosen`` in one entry.

    Raises BadInput for nothing chosen, Refused for a difference that is kept because a worker wrote the field,
    SomebodyElseWasFirst where a field is not any more what it was when the difference was shown.
    """
    if not chosen:
        raise BadInput("Nothing is chosen.", "Nothing was changed.")
    with change(seat, UPDATE) as session:
        for one in chosen:
            _apply(session, seat, one)
        return Receipt(_sentence(chosen), chosen[0].participant)


def _apply(session: Session, seat: Seat, one: HmisDifference) -> None:
    if one.kept:
        raise Refused(f"{one.participant}: the {one.field.label} stays, {one.kept}.", "Nothing was changed.")
    number = read_reference(one.participant, "P")
    row = session.exec(select(Participant).where(Participant.number == number, participant_known(seat))).first()
    if row is None or row.hmis_id != one.personal_id:
        raise NotFound(f"{one.participant} is not known here by that HMIS record.", "Nothing was changed.")
    if getattr(row, one.field.value) != one.here:
        raise SomebodyElseWasFirst(
            f"The {one.field.label} of {one.participant} was changed meanwhile.",
            "Nothing was changed: look at the differences again.",
        )
    setattr(row, one.field.value, one.hmis)
    row.hmis_said = {**(row.hmis_said or {}), one.field.value: one.hmis}
    session.add(row)


def _sentence(chosen: Sequence[HmisDifference]) -> str:
    fields: dict[str, list[str]] = {}
    for one in chosen:
        fields.setdefault(one.participant, []).append(one.field.label)
    told = "; ".join(f"{ref} ({', '.join(labels)})" for ref, labels in fields.items())
    return f"As HMIS says now: {told}."
