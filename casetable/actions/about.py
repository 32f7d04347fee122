"""Writing about a participant: who may, about whom it is still done, and which day a text belongs to."""

from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from casetable.actions.whom import agencies_at_table, known_participant
from casetable.errors import BadInput, Refused
from casetable.models import Agency, Participant
from casetable.queries.facts import audience
from casetable.rules.dates import say_day
from casetable.rules.participants import is_told_nothing_more
from casetable.values.seat import Heard, Receipt, Seat
from casetable.words import Category, ParticipantState


@dataclass(frozen=True, slots=True)
class About:
    """A participant whom this seat's agency knows. ``voice`` is the seat whose word is being recorded."""

    session: Session
    seat: Seat
    voice: Seat
    heard: Heard | None
    row: Participant
    ref: str

    def not_after_death(self) -> None:
        """Raise Refused where they died: nothing is asked of them or told to them any more."""
        if is_told_nothing_more(self.row.leaving_reason):
            raise Refused(f"{self.ref} has died: nothing more is asked or told.", "A note can still be written.")

    def receipt(self, sentence: str, category: Category) -> Receipt:
        """A receipt that names them first and says at the end which agencies may read what was written today."""
        return Receipt(f"{self.ref}: {sentence} {self._readers(category)}", self.ref)

    def _readers(self, category: Category) -> str:
        others = [one for one in agencies_at_table(self.session) if one.id != self.voice.agency_id]
        readers = [one.code for one in others if self._reads(one, category)]
        named = "" if category is Category.GENERAL else f" ({category.label})"
        return f"Shared with {', '.join(readers)}{named}." if readers else f"For {self.voice.agency} only{named}."

    def _reads(self, agency: Agency, category: Category) -> bool:
        theirs = replace(self.seat, agency=agency.code, agency_id=agency.id)
        heard = audience(self.session, theirs, self.row, category, self.voice.agency_id)
        return heard.knows and heard.covered


def about(session: Session, seat: Seat, participant: str, heard: Heard | None = None) -> About:
    """Somebody about whom something is written now.

    Raises NotFound where this seat may not know of them, NotShared where it knows no more than a reference or the
    one it was heard from does not, and Refused for somebody passed over or forgotten.
    """
    voice, row, ref = known_participant(session, seat, participant, heard)
    if row.state is ParticipantState.PASSED_OVER:
        raise Refused(f"{ref} was passed over: nothing new is written here.")
    return About(session, seat, voice, heard, row, ref)


def day_of(seat: Seat, on: date | None) -> date:
    """The day that a text belongs to, today where none is said. Raises BadInput for a day to come."""
    if on is not None and on > seat.today:
        raise BadInput(f"{say_day(on)} is still to come.", f"Today is {say_day(seat.today)}.")
    return on or seat.today
