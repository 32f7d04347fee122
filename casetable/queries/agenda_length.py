"""How long a whole agenda takes, whoever asks: its end is a fact of the conference. Never whom it is about."""

from sqlmodel import Session, col, func, select

from casetable.models import Conference, ConferenceItem, Participant
from casetable.rules.agenda import takes_time
from casetable.rules.conference_clock import PLANNED_MINUTES
from casetable.values.conference import Occurrence
from casetable.words import AHEAD, AT_THE_TABLE, ConferenceState, ItemKind


def whole_minutes(session: Session, occurrence: Occurrence) -> int:
    """The minutes of all stored items and of everybody at the table who has none yet, within a session.

    What stands on every agenda, and business that goes on, counts once it is stored: a reader's own agenda holds the
    rest. 0 for a conference that is over, whose items say themselves how they went.
    """
    rows = select(ConferenceItem.minutes, ConferenceItem.state, ConferenceItem.participant_id, Participant.state)
    here = (
        rows.join(Conference, col(Conference.id) == ConferenceItem.conference_id)
        .outerjoin(Participant, col(Participant.id) == ConferenceItem.participant_id)
        .where(Conference.original_on == occurrence.original_on)
    )
    is_ahead = occurrence.state in AHEAD
    if not is_ahead and occurrence.state is not ConferenceState.IN_SESSION:
        return 0
    found = session.exec(here).all()
    stands = [one for one in found if not is_ahead or one[3] is None or one[3] in AT_THE_TABLE]
    stored = sum(one[0] for one in stands if takes_time(one[1]))
    if not is_ahead:
        return stored
    everybody = session.exec(
        select(func.count()).select_from(Participant).where(col(Participant.state).in_(sorted(AT_THE_TABLE)))
    ).one()
    with_one = {participant_id for _, _, participant_id, at in found if participant_id and at in AT_THE_TABLE}
    return stored + (everybody - len(with_one)) * PLANNED_MINUTES[ItemKind.PARTICIPANT]
