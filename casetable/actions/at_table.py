"""The places at the table, and what undo must not break about them. Rules: Participants."""

from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from casetable.errors import Refused
from casetable.models import Participant, Task
from casetable.queries.governing import governing_in
from casetable.rules.participants import is_told_nothing_more
from casetable.store.log import Image, Images
from casetable.store.references import spell
from casetable.words import AT_THE_TABLE, UNDER_WAY, LeavingReason, NoteKind, ParticipantState, SectionTopic

_ASKED_OR_TOLD = frozenset(kind.value for kind in (NoteKind.GOAL, NoteKind.TAKING_PART, NoteKind.TOLD))


def check_place(session: Session, ref: str, today: date) -> None:
    """Raise Refused, with the way there, unless a place is free for one participant more."""
    taken, places = _places(session, today)
    if taken >= places:
        applies = governing_in(session, today)
        raise Refused(
            f"{ref} cannot join: {taken} of {places} places are taken.",
            f"So agreed in {applies.cite(SectionTopic.PARTICIPANTS)}. "
            f"Only {applies.gate.quarters} good quarters in a row open more: {applies.cite(SectionTopic.GROWTH)}.",
        )


def check_places(session: Session, today: date) -> None:
    """Raise Refused when more participants are at the table than it has places."""
    taken, places = _places(session, today)
    if taken > places:
        raise Refused(
            f"{places} of {places} places are taken since.",
            f"Only the gate opens more: {governing_in(session, today).cite(SectionTopic.GROWTH)}.",
        )


def check_nobody_lost_their_place(session: Session) -> None:
    """Raise Refused when tasks stand for somebody who is only proposed: undoing an agreement comes too late then."""
    waiting = [ParticipantState.CONSIDERED, ParticipantState.PROPOSED]
    about = select(Task.id).join(Participant, col(Participant.id) == Task.participant_id)
    if session.exec(about.where(col(Participant.state).in_(waiting)).limit(1)).first() is not None:
        raise Refused("Work was promised on it since.", "Correct it with a new entry instead.")


def check_nothing_is_asked_of_the_dead(session: Session) -> None:
    """Raise Refused when a task is under way about somebody who died: undo does not bring it back."""
    about = select(Task.id).join(Participant, col(Participant.id) == Task.participant_id)
    again = about.where(
        col(Participant.leaving_reason) == LeavingReason.DIED, col(Task.state).in_(sorted(UNDER_WAY))
    ).limit(1)
    if session.exec(again).first() is not None:
        raise Refused("It is about somebody who died since.", "Nothing more is asked about them.")


def check_nothing_is_told_to_the_dead(session: Session, images: Images) -> None:
    """Raise Refused when undo or redo brought back what is asked of somebody or told to them, and they died since."""
    for (table, _), (again, before) in images.items():
        if again is None or before is not None or not _is_asked_or_told(table, again):
            continue
        row = session.exec(select(Participant).where(Participant.id == again["participant_id"])).one()
        if is_told_nothing_more(row.leaving_reason):
            ref = spell("P", row.number)
            raise Refused(f"{ref} has died since: nothing more is asked or told.", "A note can still be written.")


def _is_asked_or_told(table: str, image: Image) -> bool:
    return table in ("safe_contact", "outcome_reading") or (table == "note" and image["kind"] in _ASKED_OR_TOLD)


def _places(session: Session, today: date) -> tuple[int, int]:
    """How many places are taken, and how many there are."""
    places = governing_in(session, today).places
    at_the_table = select(func.count()).select_from(Participant).where(col(Participant.state).in_(sorted(AT_THE_TABLE)))
    return session.exec(at_the_table).one(), places
