"""The card: everything of one participant that a seat may see, read at once."""

from datetime import timedelta

from sqlalchemy import and_, or_
from sqlalchemy import select as select_rows
from sqlmodel import Session, col, select

from casetable.models import Agency, HouseholdLink, Participant, Person, Task, TeamMember
from casetable.queries.conference_record import debates_in
from casetable.queries.consent import releases_in
from casetable.queries.facts import link_shown, participant_known, task_reference_shown, team_shown
from casetable.queries.listed import listed_id
from casetable.queries.notes import newest_of_each, notes_in, safe_contact
from casetable.queries.outcomes import outcomes_in
from casetable.queries.participants import missing_in, participant_in
from casetable.queries.shape import TaskRows, read_tasks, task_rows
from casetable.store.references import spell
from casetable.store.unit import reading
from casetable.values.card import Card, Household, SafeContact
from casetable.values.card import TeamMember as TeamMemberValue
from casetable.values.seat import Seat
from casetable.values.tasks import Task as TaskValue
from casetable.words import UNDER_WAY, NoteKind

NOTES = 50
"""How many notes a card brings; queries/notes.py lists the rest."""


def card(seat: Seat, words: str, *, notes: int = NOTES) -> Card:
    """Everything of one participant that this seat may see; parts it may not know of are empty, never told apart.

    Raises NotFound where this seat may not list them. Its ``participant.name`` is None where sharing ended.
    """
    with reading(seat) as session:
        who = participant_in(session, seat, words)
        listed = notes_in(session, seat, who.participant, limit=notes)
        newest = newest_of_each(session, seat, who.id, listed)
        facts = _facts(session, seat, who.id)
        return Card(
            participant=who,
            team=_team(session, seat, who.id),
            contact=safe_contact(session, seat, who.id),
            goal=newest.get(NoteKind.GOAL),
            taking_part=newest.get(NoteKind.TAKING_PART),
            told=newest.get(NoteKind.TOLD),
            last_contact=newest.get(NoteKind.CONTACT),
            releases=releases_in(session, seat, who.participant),
            tasks=_tasks(session, seat, who.id),
            outcomes=outcomes_in(session, seat, [who.id])[who.id],
            household=_household(session, seat, who.id, facts),
            notes=listed.items,
            note_total=listed.total,
            missing=missing_in(session, seat, facts) if facts else (),
            consenter=(facts.consenter or "") if facts else "",
            year_of_birth=facts.year_of_birth if facts else None,
            hmis_id=(facts.hmis_id or "") if facts else "",
            debates=debates_in(session, seat, who.id),
        )


def contact_of(seat: Seat, words: str) -> SafeContact | None:
    """How a participant may be reached; None where this seat knows nothing of it. Raises NotFound like ``card``."""
    with reading(seat) as session:
        return safe_contact(session, seat, listed_id(session, seat, words))


def team(seat: Seat, words: str) -> tuple[TeamMemberValue, ...]:
    """Who works with a participant, the lead first. Raises NotFound where this seat may not list them."""
    with reading(seat) as session:
        return _team(session, seat, listed_id(session, seat, words))


def _facts(session: Session, seat: Seat, participant_id: str) -> Participant | None:
    """The participant's row where this seat may know who they are."""
    return session.exec(select(Participant).where(Participant.id == participant_id, participant_known(seat))).first()


def _team(session: Session, seat: Seat, participant_id: str) -> tuple[TeamMemberValue, ...]:
    statement = (
        select_rows(col(Person.name), col(Person.id), col(Agency.code), col(TeamMember.leads))
        .join(Person, col(Person.id) == TeamMember.person_id)
        .join(Agency, col(Agency.id) == Person.agency_id)
        .where(col(TeamMember.participant_id) == participant_id, col(Person.left_on).is_(None), team_shown(seat))
        .order_by(col(TeamMember.leads).desc(), col(Agency.position), col(Person.name))
    )
    return tuple(TeamMemberValue(*row) for row in session.execute(statement))


def _household(session: Session, seat: Seat, participant_id: str, facts: Participant | None) -> Household:
    """Who lives with them, where both adults said that it may be shown."""
    linked = (
        select(Participant.number, Participant.name)
        .join(HouseholdLink, col(HouseholdLink.other_id) == Participant.id)
        .where(HouseholdLink.participant_id == participant_id, link_shown(seat))
        .order_by(col(Participant.number))
    )
    links = tuple((spell("P", number), name) for number, name in session.exec(linked))
    return Household(links, facts.child_in_household if facts else None)


def _tasks(session: Session, seat: Seat, participant_id: str) -> tuple[TaskValue, ...]:
    """What is under way or belongs to this week, by date."""
    monday = seat.today - timedelta(days=seat.today.weekday())
    week = (monday, monday + timedelta(days=6))
    stands = or_(
        col(Task.state).in_(sorted(UNDER_WAY)),
        and_(col(Task.ended_on).is_not(None), col(Task.ended_on).between(*week)),
        col(Task.due_on).between(*week),
    )
    rows = task_rows(seat).where(col(Task.participant_id) == participant_id, task_reference_shown(seat), stands)
    return read_tasks(session, seat, TaskRows(rows.statement.order_by(col(Task.due_on), col(Task.number))))
