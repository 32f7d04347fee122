"""Whether a participant may be listed for a seat at all, which every question about one of them asks first."""

from sqlmodel import Session, select

from casetable.errors import NotFound
from casetable.models import Participant
from casetable.queries.facts import participant_listed
from casetable.store.references import read_reference, spell
from casetable.values.seat import Seat


def listed_id(session: Session, seat: Seat, words: str) -> str:
    """The id of a participant by reference. Raises BadInput, or NotFound where this seat may not know of them."""
    number = read_reference(words, "P")
    found = session.exec(select(Participant.id).where(Participant.number == number, participant_listed(seat))).first()
    if found is None:
        raise NotFound(f"There is no {spell('P', number)} here.", "casetable participant list shows who there is.")
    return found
