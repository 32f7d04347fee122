"""Considering and proposing somebody who said yes to it, and correcting what was written then. Rules: Participants."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from casetable.actions.choosing import give_answer, of_the_proposer
from casetable.actions.proposable import (
    agencies_named,
    check_age,
    check_new,
    check_shareable,
    checked_yes,
    name_of,
)
from casetable.actions.whom import check_seen, find_participant, known_participant
from casetable.actions.wording import line, lines
from casetable.errors import Refused
from casetable.models import Participant
from casetable.rules.dates import say_day
from casetable.rules.participants import standing
from casetable.store.references import draw, spell
from casetable.store.unit import change, speaker
from casetable.values.action import Action
from casetable.values.seat import Heard, Receipt, Seat
from casetable.words import Answer, Category, ParticipantState

CONSIDER = Action("participant.consider", "considered")
PROPOSE = Action("participant.propose", "proposed")
EDIT = Action("participant.edit", "corrected")

_WAIT = frozenset({ParticipantState.CONSIDERED, ParticipantState.PROPOSED})


@dataclass(frozen=True, slots=True)
class _Said:
    """What is said of somebody when they are considered."""

    name: str
    considered_on: date | None
    needs: str
    reason: str
    reason_category: Category
    considered_for: Sequence[str] | None
    year_of_birth: int | None
    hmis_id: str
    hmis_said: Mapping[str, Any] | None
    consenter: str
    adult_confirmed: bool


def consider(
    seat: Seat,
    *,
    name: str,
    considered_on: date | None,
    needs: str = "",
    reason: str = "",
    reason_category: Category = Category.GENERAL,
    considered_for: Sequence[str] | None = None,
    year_of_birth: int | None = None,
    hmis_id: str = "",
    hmis_said: Mapping[str, Any] | None = None,
    consenter: str = "",
    adult_confirmed: bool = False,
    heard: Heard | None = None,
) -> Receipt:
    """Write down that somebody said yes, on the day ``considered_on``, to being considered; nobody is asked yet.

    ``needs`` is what that yes covers, ``considered_for`` the codes of the agencies it names (None: all of them): it is
    all that these see besides the reference, and of a victim service provider's participant nobody sees anything.
    ``consenter`` is who consents for a minor or a person with a guardian. ``hmis_said`` is what HMIS says of them, by
    field. Raises BadInput without a recorded yes, for a minor, and for somebody who may be 17 (turning 18 this year,
    or year unknown) unless ``adult_confirmed``; Refused for a guardian where the agreement names nobody who consents.
    """
    said = _Said(
        name, considered_on, needs, reason, reason_category, considered_for,
        year_of_birth, hmis_id, hmis_said, consenter, adult_confirmed,
    )  # fmt: skip
    with change(seat, CONSIDER, heard) as session:
        voice = speaker(session, seat, heard)
        row, ref = _begin(session, seat, voice, said, ParticipantState.CONSIDERED)
        session.add(row)
        return Receipt(f"{ref} is considered by {voice.agency}. Once it is proposed, the other agencies answer.", ref)


def propose(
    seat: Seat,
    *,
    name: str,
    considered_on: date | None,
    needs: str = "",
    reason: str = "",
    reason_category: Category = Category.GENERAL,
    considered_for: Sequence[str] | None = None,
    year_of_birth: int | None = None,
    hmis_id: str = "",
    hmis_said: Mapping[str, Any] | None = None,
    consenter: str = "",
    adult_confirmed: bool = False,
    heard: Heard | None = None,
) -> Receipt:
    """Consider and propose somebody at once; see ``consider``. The proposing agency's own yes is recorded with it.

    Raises Refused, too, for a victim service provider: it considers somebody first, records its releases, and then
    proposes them.
    """
    said = _Said(
        name, considered_on, needs, reason, reason_category, considered_for,
        year_of_birth, hmis_id, hmis_said, consenter, adult_confirmed,
    )  # fmt: skip
    with change(seat, PROPOSE, heard) as session:
        voice = speaker(session, seat, heard)
        check_shareable(session, seat, voice, None, "")
        row, ref = _begin(session, seat, voice, said, ParticipantState.PROPOSED)
        session.add(row)
        session.flush()
        give_answer(session, seat, voice, heard, row, Answer.AGREE)
        return Receipt(f"{ref} is proposed. The other agencies agree or decline.", ref)


def propose_considered(seat: Seat, participant: str, *, heard: Heard | None = None) -> Receipt:
    """Propose somebody whom one's agency considered. The reason belongs to this day, on which the others hear it.

    Raises NotAllowed for another agency, Refused where a victim service provider's own written, dated general release
    is not in force to every other agency: those that miss are named, and nothing is changed.
    """
    with change(seat, PROPOSE, heard) as session:
        voice = speaker(session, seat, heard)
        for one in (seat, voice):
            row, ref = find_participant(session, one, participant)
        if row.state is not ParticipantState.CONSIDERED:
            raise Refused(f"{ref} {standing(row.state)} already.")
        of_the_proposer(session, voice, row, ref)
        check_shareable(session, seat, voice, row, ref)
        row.state = ParticipantState.PROPOSED
        row.proposed_on = seat.today
        row.proposed_by_id = voice.actor
        session.add(row)
        give_answer(session, seat, voice, heard, row, Answer.AGREE)
        return Receipt(f"{ref} is proposed. The other agencies agree or decline.", ref)


def edit(
    seat: Seat,
    participant: str,
    *,
    name: str | None = None,
    needs: str | None = None,
    reason: str | None = None,
    reason_category: Category | None = None,
    considered_for: Sequence[str] | None = None,
    year_of_birth: int | None = None,
    hmis_id: str | None = None,
    adult_confirmed: bool = False,
    seen: int | None = None,
    heard: Heard | None = None,
) -> Receipt:
    """Correct what was written when somebody was considered; None leaves a thing as it is.

    ``considered_for`` may be changed while they are considered or proposed; empty is all agencies. ``seen`` is the
    version that the form was filled from. Raises NotAllowed outside the proposing agency, Refused for a reason that was
    said to the others on an earlier day: a text belongs to its day.
    """
    with change(seat, EDIT, heard) as session:
        voice, row, ref = known_participant(session, seat, participant, heard)
        of_the_proposer(session, voice, row, ref)
        check_seen(session, seat, row, ref, seen, {"name": row.name, "needs": row.needs, "reason": row.reason})
        if name is not None:
            row.name = name_of(name)
        if needs is not None:
            row.needs = lines(needs)
        if reason is not None or reason_category is not None:
            _reword_reason(seat, row, ref, reason, reason_category)
        if considered_for is not None:
            if row.state not in _WAIT:
                raise Refused(f"{ref} {standing(row.state)}: releases say now who knows what.")
            row.considered_for = agencies_named(session, considered_for)
        if year_of_birth is not None:
            check_age(session, seat, year_of_birth, adult_confirmed, row.consenter or "")
            row.year_of_birth = year_of_birth
        if hmis_id is not None and line(hmis_id) != (row.hmis_id or ""):
            check_new(session, seat, line(hmis_id))
            row.hmis_id = line(hmis_id) or None
        session.add(row)
        return Receipt(f"{ref} is corrected.", ref)


def _reword_reason(seat: Seat, row: Participant, ref: str, reason: str | None, category: Category | None) -> None:
    """Before the proposal the reason is nobody else's, so that its day may move; on that day it may be mended."""
    if row.state is not ParticipantState.CONSIDERED and row.proposed_on != seat.today:
        raise Refused(
            f"The reason for {ref} was said on {say_day(row.proposed_on)} and stands as it was.",
            f"Add to it: casetable participant note {ref}",
        )
    row.proposed_on = seat.today
    row.reason = row.reason if reason is None else lines(reason)
    row.reason_category = category or row.reason_category


def _begin(session: Session, seat: Seat, voice: Seat, said: _Said, state: ParticipantState) -> tuple[Participant, str]:
    """A new participant, checked and not stored yet, with the reference drawn for them."""
    name = name_of(said.name)
    said_yes_on = checked_yes(seat, said.considered_on)
    consenter = line(said.consenter)
    check_age(session, seat, said.year_of_birth, said.adult_confirmed, consenter)
    hmis_id = line(said.hmis_id)
    if hmis_id:
        check_new(session, seat, hmis_id)
    row = Participant(
        number=draw(session, "P"),
        agency_id=voice.agency_id,
        proposed_by_id=voice.actor,
        state=state,
        name=name,
        needs=lines(said.needs),
        reason=lines(said.reason),
        reason_category=said.reason_category,
        year_of_birth=said.year_of_birth,
        hmis_id=hmis_id or None,
        hmis_said=dict(said.hmis_said) if said.hmis_said else None,
        considered_on=said_yes_on,
        considered_for=agencies_named(session, said.considered_for),
        consenter=consenter or None,
        proposed_on=seat.today,
    )
    return row, spell("P", row.number)
