"""Who lives with a participant, as far as each adult allowed it to be shown. Rules: Participants."""

from datetime import date

from sqlmodel import Session, col, select

from casetable.actions.whom import known_participant
from casetable.errors import BadInput, Refused
from casetable.models import HouseholdLink, Participant
from casetable.rules.dates import say_day
from casetable.store.unit import change
from casetable.values.action import Action
from casetable.values.seat import Heard, Receipt, Seat

HOUSEHOLD = Action("participant.household", "changed the household of")


def allow_link(
    seat: Seat, participant: str, other: str, *, allowed_on: date | None, heard: Heard | None = None
) -> Receipt:
    """Write down that one adult allows it to be shown that they live with another, as said on ``allowed_on``.

    It shows once both allowed it: nobody consents for a partner. Both must be known to who writes it down. Raises
    BadInput without a day, or for one that lies ahead.
    """
    if allowed_on is None or allowed_on > seat.today:
        raise BadInput("On which day did they allow it?", "Each adult says so themselves: --allowed-on DATE.")
    with change(seat, HOUSEHOLD, heard) as session:
        voice, row, ref = known_participant(session, seat, participant, heard)
        _, partner, other_ref = known_participant(session, seat, other, heard)
        if row.id == partner.id:
            raise BadInput(f"{ref} and {other_ref} are one person.", "Name the other one.")
        if _side(session, row, partner) is not None:
            raise Refused(f"{ref} has allowed it already.")
        session.add(
            HouseholdLink(
                participant_id=row.id,
                other_id=partner.id,
                agency_id=voice.agency_id,
                person_id=voice.actor,
                allowed_on=allowed_on,
            )
        )
        session.flush()
        said = f"{ref} allowed it on {say_day(allowed_on)}."
        if _side(session, partner, row) is not None:
            return Receipt(f"{said} So did {other_ref}: it shows to those who know both.", ref)
        return Receipt(f"{said} It shows once {other_ref} allows it too.", ref)


def end_link(seat: Seat, participant: str, other: str, *, heard: Heard | None = None) -> Receipt:
    """Take back what one adult allowed: the link shows no more, for either of them."""
    with change(seat, HOUSEHOLD, heard) as session:
        _, row, ref = known_participant(session, seat, participant, heard)
        _, partner, other_ref = known_participant(session, seat, other, heard)
        side = _side(session, row, partner)
        if side is None:
            raise Refused(f"{ref} has not allowed it.")
        side.ended_on = seat.today
        session.add(side)
        return Receipt(f"That {ref} lives with {other_ref} is shown no more.", ref)


def set_child(seat: Seat, participant: str, child: bool | None, *, heard: Heard | None = None) -> Receipt:
    """Note whether a child lives in the household, None for not asked: no name and no row for the child."""
    with change(seat, HOUSEHOLD, heard) as session:
        _, row, ref = known_participant(session, seat, participant, heard)
        row.child_in_household = child
        session.add(row)
        words = {True: "a child lives in the household", False: "no child lives in the household", None: "not asked"}
        return Receipt(f"{ref}: {words[child]}.", ref)


def _side(session: Session, row: Participant, partner: Participant) -> HouseholdLink | None:
    """What one adult allowed about the other and did not take back."""
    stands = select(HouseholdLink).where(
        HouseholdLink.participant_id == row.id,
        HouseholdLink.other_id == partner.id,
        col(HouseholdLink.ended_on).is_(None),
    )
    return session.exec(stands).first()
