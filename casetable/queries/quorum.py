"""Whether the room of a conference may decide, as it is now."""

from collections.abc import Sequence

from sqlalchemy import select as select_rows
from sqlmodel import Session, col, select

from casetable.models import Participant, Person, TeamMember
from casetable.queries.governing import governing_in
from casetable.queries.people import agencies_in
from casetable.rules.quorum import Chairs, Team, quorum
from casetable.store.references import spell
from casetable.values.conference import Occurrence, Present, Quorum
from casetable.values.seat import Seat
from casetable.words import SectionTopic


def quorum_in(
    session: Session,
    seat: Seat,
    conference: Occurrence,
    present: Sequence[Present],
    participant_id: str | None = None,
) -> Quorum:
    """Judge the room by who is in it now; ``participant_id`` is whose item it is, None for an item about nobody.

    Whose item it is, is only asked for a seat that reads texts and may see that item: it says who works with them.
    """
    here = {one.person_id for one in present if one.left_at is None and one.person_id}
    codes = {one.agency for one in present if one.left_at is None and one.agency}
    applies = governing_in(session, seat.today)
    chairs = Chairs(
        conference.chair,
        conference.chair_id is not None and conference.chair_id in here,
        conference.deputy,
        conference.deputy_id is not None and conference.deputy_id in here,
    )
    return quorum(
        [(one.agency, one.name) for one in agencies_in(session)],
        codes,
        chairs,
        applies.decisions,
        clause=applies.cite(SectionTopic.DECISIONS),
        team=_team(session, participant_id, here) if participant_id else None,
    )


def _team(session: Session, participant_id: str, here: set[str]) -> Team:
    statement = (
        select_rows(col(Person.id), col(Person.name))
        .join(TeamMember, col(TeamMember.person_id) == Person.id)
        .where(col(TeamMember.participant_id) == participant_id, col(Person.left_on).is_(None))
        .order_by(col(TeamMember.leads).desc(), col(Person.name))
    )
    number = session.exec(select(Participant.number).where(Participant.id == participant_id)).one()
    people = session.execute(statement).all()
    return Team(
        spell("P", number),
        tuple(name for _, name in people),
        tuple(name for row_id, name in people if row_id in here),
    )
