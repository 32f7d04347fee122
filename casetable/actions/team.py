"""Who works with a participant: the lead worker and the team. Rules: Participants."""

from sqlmodel import Session, col, select

from casetable.actions.handing import hand, hand_on
from casetable.actions.reach import Reached, person_name
from casetable.actions.whom import find_participant, known_participant, may_know
from casetable.errors import NotAllowed, NotShared, Refused
from casetable.models import Participant, Person, Task, TeamMember
from casetable.queries.facts import task_line_shown
from casetable.rules.consent import reads_text
from casetable.rules.participants import standing
from casetable.store.references import spell
from casetable.store.unit import change, seat_of
from casetable.values.action import Action
from casetable.values.seat import Heard, Receipt, Seat
from casetable.words import UNDER_WAY, ParticipantState, Role

TEAM = Action("participant.team", "changed the team of")

_LEADS = frozenset({Role.SUPERVISOR, Role.COORDINATOR})


def lead(seat: Seat, participant: str, person: str, *, with_tasks: bool = False, heard: Heard | None = None) -> Receipt:
    """Make somebody (a person id) the lead worker; whoever led before stays in the team.

    ``with_tasks`` hands on the former lead's open tasks about this participant: only they do that, or a supervisor or
    coordinator of their agency. What the new lead may not read stays where it is, and the receipt names it. Raises
    NotShared where the new lead's agency does not know the participant.
    """
    with change(seat, TEAM, heard) as session:
        voice, row, ref = _to_be_led(session, seat, participant, heard)
        new = member_seat(session, seat, row, ref, person)
        former = leading(session, row)
        if former is not None and former.person_id == new.actor:
            raise Refused(f"{new.name} leads for {ref} already.")
        if former is not None:
            former.leads = False
            session.add(former)
        join(session, seat, row, new.actor, leads=True)
        said = f"{new.name} leads for {ref}."
        if former is None:
            return Receipt(said, ref)
        before = session.get_one(Person, former.person_id)
        handed = _hand_tasks(session, seat, voice, heard, row, before, new) if with_tasks else ""
        if before.left_on is not None:
            session.delete(former)
            return Receipt(f"{said} {before.name}, who has left, led before.{handed}", ref)
        return Receipt(f"{said} {before.name} stays in the team.{handed}", ref)


def join_team(seat: Seat, participant: str, person: str, *, heard: Heard | None = None) -> Receipt:
    """Add somebody (a person id) to the team. Raises NotShared where their agency does not know the participant."""
    with change(seat, TEAM, heard) as session:
        _, row, ref = known_participant(session, seat, participant, heard)
        new = member_seat(session, seat, row, ref, person)
        if member_of(session, row, new.actor) is not None:
            raise Refused(f"{new.name} is in the team of {ref} already.")
        join(session, seat, row, new.actor, leads=False)
        return Receipt(f"{new.name} is in the team of {ref}.", ref)


def leave_team(seat: Seat, participant: str, person: str, *, heard: Heard | None = None) -> Receipt:
    """Take somebody (a person id) out of the team; when they led, nobody does until somebody is named."""
    with change(seat, TEAM, heard) as session:
        _, row, ref = known_participant(session, seat, participant, heard)
        member = member_of(session, row, person)
        if member is None:
            raise Refused(f"They are not in the team of {ref}.", f"casetable participant show {ref} says who is.")
        name = person_name(session, person)
        session.delete(member)
        led = f" Nobody leads now: casetable participant lead {ref} PERSON" if member.leads else ""
        return Receipt(f"{name} has left the team of {ref}.{led}", ref)


def _to_be_led(session: Session, seat: Seat, participant: str, heard: Heard | None) -> tuple[Seat, Participant, str]:
    """A participant for whom somebody is to lead; after the lead has left, the coordinator may name one unseen."""
    if heard is None and Role.COORDINATOR in seat.roles:
        row, ref = find_participant(session, seat, participant)
        former = leading(session, row)
        if former is not None and session.get_one(Person, former.person_id).left_on is not None:
            return seat, row, ref
    return known_participant(session, seat, participant, heard)


def leading(session: Session, row: Participant) -> TeamMember | None:
    """Who leads for a participant; None where nobody does."""
    leads = select(TeamMember).where(TeamMember.participant_id == row.id, col(TeamMember.leads).is_(True))
    return session.exec(leads).first()


def member_of(session: Session, row: Participant, person_id: str) -> TeamMember | None:
    """Somebody's place in a participant's team; None where they have none."""
    mine = select(TeamMember).where(TeamMember.participant_id == row.id, TeamMember.person_id == person_id)
    return session.exec(mine).first()


def join(session: Session, seat: Seat, row: Participant, person_id: str, *, leads: bool) -> None:
    """Write somebody into a participant's team, leading it or not."""
    member = member_of(session, row, person_id)
    if member is None:
        member = TeamMember(participant_id=row.id, person_id=person_id, leads=leads, since=seat.today)
    member.leads = leads
    session.add(member)


def member_seat(session: Session, seat: Seat, row: Participant, ref: str, person: str) -> Seat:
    """The seat of somebody who may work with this participant.

    Raises Refused for a participant who left or somebody who does not work with people, NotShared where their agency
    does not know the participant.
    """
    if row.state in (ParticipantState.PASSED_OVER, ParticipantState.LEFT):
        raise Refused(f"{ref} {standing(row.state)}: nobody new works with them.")
    new = seat_of(session, seat, person)
    if not reads_text(new.roles):
        raise Refused(f"{new.name} does not work with participants.", "A worker or the coordinator does.")
    if not may_know(session, new, row):
        raise NotShared(
            f"{ref} is not shared with {new.agency} today, so {new.name} cannot work with them.",
            f"A general release opens it: casetable release add {ref} --to {new.agency} --method written",
        )
    return new


def _hand_tasks(
    session: Session, seat: Seat, voice: Seat, heard: Heard | None, row: Participant, former: Person, new: Seat
) -> str:
    """Hand the former lead's open tasks about the participant on; what the receipt says of it."""
    has_left, name = former.left_on is not None, former.name
    is_theirs = _LEADS & voice.roles and voice.agency_id == former.agency_id
    if not has_left and voice.actor != former.id and not is_theirs:
        raise NotAllowed(
            f"{name}'s promises are handed on by {name}, or by a supervisor or coordinator of the same agency.",
            f"Heard it from {name}? Say so: --heard-from.",
        )
    listed = (task_line_shown(seat),) if has_left else ()
    theirs = session.exec(
        select(Task)
        .where(
            Task.participant_id == row.id, Task.owner_id == former.id, *listed, col(Task.state).in_(sorted(UNDER_WAY))
        )
        .order_by(col(Task.number))
    ).all()
    handed, stays = 0, []
    for task in theirs:
        ref = spell("T", task.number)
        try:
            (hand if has_left else hand_on)(Reached(session, seat, voice, heard, task, ref), new)
            handed += 1
        except Refused:
            stays.append(ref)
    many = {0: "No task is", 1: "1 task is"}.get(handed, f"{handed} tasks are")
    left = f" Not shared with {new.agency}, so not handed on: {', '.join(stays)}." if stays else ""
    return f" {many} handed on.{left}"
