"""An agency that was there says that there is nothing to correct in the minutes. Rules: Conference."""

from datetime import date

from casetable.actions.minutes_rows import kept
from casetable.models import MinutesReply
from casetable.store.unit import change, speaker
from casetable.values.action import Action
from casetable.values.seat import Heard, Receipt, Seat

CONFIRM = Action("conference.confirm_minutes", "had nothing to correct in the minutes")


def nothing_to_correct(seat: Seat, conference: str | date | None, heard: Heard | None = None) -> Receipt:
    """Say for one's agency that the minutes of a held conference (None: the last one) are right as they are.

    Once for each agency; saying it again changes nothing. Raises NotAllowed for who was not there, Refused once
    corrections ended.
    """
    with change(seat, CONFIRM, heard) as session:
        of = kept(session, seat, conference)
        voice = speaker(session, seat, heard)
        of.open_only()
        of.attended_only(voice)
        if voice.agency not in of.waiting:
            said = f"{voice.agency} has said so already: nothing to correct in the minutes of {of.day}."
            return Receipt(said, of.occurrence.conference)
        noted_by = seat.actor if voice.actor != seat.actor else None
        session.add(
            MinutesReply(
                minutes_id=of.minutes.id,
                agency_id=voice.agency_id,
                person_id=voice.actor,
                noted_by_id=noted_by,
                at=seat.now,
            )
        )
        session.flush()
        rest = ", ".join(of.waiting)
        left = f"Not yet: {rest}." if rest else "Every agency that was there says so: they can be agreed now."
        said = f"{voice.agency} has nothing to correct in the minutes of {of.day}. {left}"
        return Receipt(said, of.occurrence.conference)
