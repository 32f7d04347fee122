"""What somebody has in their hands: all that others take over when they leave, as far as a seat may see it."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import and_, or_
from sqlalchemy import select as select_rows
from sqlmodel import Session, col, select

from casetable.errors import NotFound
from casetable.models import Agency, Away, Conference, Participant, Person, Task, TeamMember
from casetable.models import Release as ReleaseRow
from casetable.queries.consent import endings_in
from casetable.queries.drafts import kept_in
from casetable.queries.facts import participant_known, participant_listed, team_shown
from casetable.queries.governing import terms_in
from casetable.queries.shape import TaskRows, read_tasks, task_rows
from casetable.rules.consent import reads_text
from casetable.rules.dates import say_day
from casetable.store.references import spell
from casetable.store.unit import reading
from casetable.values.handover import Handover, Thing
from casetable.values.participants import Release
from casetable.values.seat import Seat
from casetable.values.tasks import Task as TaskValue
from casetable.words import AHEAD, UNDER_WAY, DropReason, ParticipantState, TaskState, ThingKind

_DROP_WAITS = and_(
    col(Task.state) == TaskState.DROPPED,
    col(Task.drop_agreed).is_(False),
    col(Task.promised_on).is_not(None),
    or_(col(Task.drop_reason).is_(None), col(Task.drop_reason) != DropReason.PARTICIPANT),
)
_ENDED = (ParticipantState.PASSED_OVER, ParticipantState.LEFT)


def handover(seat: Seat, person: str) -> Handover:
    """What somebody (a person id) has in their hands that others would take over.

    Of somebody who has left: what nobody has taken over yet. Raises NotFound for an unknown id.
    """
    with reading(seat) as session:
        found = session.exec(
            select(Person, Agency.code, col(Agency.left_on))
            .join(Agency, col(Agency.id) == Person.agency_id)
            .where(Person.id == person)
        ).first()
        if found is None:
            raise NotFound("Nobody of that name sits at this table.", "casetable person list shows who does.")
        row, code, agency_left = found
        things = things_in(session, seat, person)
    reads_all = (seat.agency == code and reads_text(seat.roles)) or agency_left is not None
    ask = f"Who works for {code} may see more: casetable person handover {row.name.split()[0].lower()}"
    return Handover(row.name, row.id, code, row.left_on, things, "" if reads_all else ask)


def things_in(session: Session, seat: Seat, person_id: str) -> tuple[Thing, ...]:
    """The same things, within a session: promises first, then what they lead, then people."""
    return (
        *_tasks(session, seat, person_id),
        *_teams(session, seat, person_id),
        *_releases(session, seat, person_id),
        *_people(session, seat, person_id),
        *_conferences(session, person_id),
        *_texts(session, seat, person_id),
    )


def _tasks(session: Session, seat: Seat, person_id: str) -> Iterator[Thing]:
    theirs = or_(col(Task.owner_id) == person_id, col(Task.asker_id) == person_id)
    waits = or_(col(Task.state).in_(sorted(UNDER_WAY)), _DROP_WAITS)
    rows = task_rows(seat).where(theirs, waits)
    ordered = TaskRows(rows.statement.order_by(col(Task.due_on), col(Task.number)))
    for task in read_tasks(session, seat, ordered):
        if task.owner_id == person_id and task.state is not TaskState.DROPPED:
            kind = ThingKind.ASK if task.state is TaskState.ASKED else ThingKind.PROMISE
            yield _task(task, kind, f"asked by {task.asked_by}" if task.asked_by_id != person_id else "")
        elif task.owner_id != person_id:
            yield _task(task, ThingKind.OWED, _waits_for(task))


def _task(task: TaskValue, kind: ThingKind, note: str) -> Thing:
    return Thing(task.task, kind, task.task, task.title or "", task.participant, task.fold.due_on, note)


def _waits_for(task: TaskValue) -> str:
    """What the one who asked would say next."""
    if task.state is TaskState.DROPPED:
        return f"{task.owner} let it go and waits for a yes"
    if task.fold.offered_due is not None:
        return f"{task.owner} offers {say_day(task.fold.offered_due)} and waits for a yes"
    return f"{task.owner} has it"


def _teams(session: Session, seat: Seat, person_id: str) -> Iterator[Thing]:
    statement = (
        select_rows(col(Participant.number), col(Participant.name), participant_known(seat), col(TeamMember.leads))
        .join(Participant, col(Participant.id) == TeamMember.participant_id)
        .where(
            col(TeamMember.person_id) == person_id,
            col(Participant.state).not_in(_ENDED),
            team_shown(seat),
            participant_listed(seat),
        )
        .order_by(col(TeamMember.leads).desc(), col(Participant.number))
    )
    for number, name, known, leads in session.execute(statement).all():
        ref = spell("P", number)
        yield Thing(ref, ThingKind.LEAD if leads else ThingKind.TEAM, ref, name if known else "", ref)


def _releases(session: Session, seat: Seat, person_id: str) -> Iterator[Thing]:
    """Releases that they renew: as the lead those that end soon, as who recorded them all that nobody else would.

    What goes with a lead stands there once for each participant, by the release that ends first.
    """
    led = select(TeamMember.participant_id).where(col(TeamMember.leads).is_(True))
    leads = led.where(TeamMember.person_id == person_id, team_shown(seat))
    soon = seat.today + timedelta(days=terms_in(session, seat.today).warn_release_days)
    follow = and_(col(ReleaseRow.participant_id).in_(leads), col(ReleaseRow.until) <= soon)
    recorded = and_(
        col(ReleaseRow.recorded_by_id) == person_id,
        participant_known(seat),
        col(ReleaseRow.participant_id).not_in(led),
    )
    of: dict[str, list[Release]] = {}
    for one in endings_in(session, seat, date.max, follow):
        of.setdefault(one.participant, []).append(one)
    for who, ending in of.items():
        many = "" if len(ending) == 1 else f"{len(ending)} releases"
        yield _release(ending[0], many, f"who leads {who} renews it", assignable=False)
    for one in endings_in(session, seat, date.max, recorded):
        yield _release(one, "", f"nobody leads {one.participant}: who takes it, does")


def _release(one: Release, words: str, note: str, *, assignable: bool = True) -> Thing:
    ref = one.release
    return Thing(ref, ThingKind.RELEASE, ref, words, one.participant, one.terms.until, note, assignable)


def _people(session: Session, seat: Seat, person_id: str) -> Iterator[Thing]:
    below = select(Person).where(Person.reports_to_id == person_id, col(Person.left_on).is_(None))
    for one in session.exec(below.order_by(col(Person.name))).all():
        yield Thing(f"person:{one.id}", ThingKind.REPORT, "", one.name)
    covered = (
        select(Away, Person.name)
        .join(Person, col(Person.id) == Away.person_id)
        .where(
            Away.cover_id == person_id,
            Away.until >= seat.today,
            col(Away.back_on).is_(None),
            col(Person.left_on).is_(None),
        )
        .order_by(col(Away.until), col(Away.id))
    )
    for away, name in session.exec(covered).all():
        note = f"away until {say_day(away.until)}"
        yield Thing(f"away:{away.id}", ThingKind.COVER, "", name, due=away.until, note=note)


def _conferences(session: Session, person_id: str) -> Iterator[Thing]:
    """Conferences to come of which they were named chair or deputy."""
    theirs = or_(col(Conference.chair_id) == person_id, col(Conference.deputy_id) == person_id)
    ahead = select(Conference).where(theirs, col(Conference.state).in_(sorted(AHEAD)))
    for one in session.exec(ahead.order_by(col(Conference.on), col(Conference.id))).all():
        words = f"conference of {say_day(one.on)}"
        note = "" if one.chair_id == person_id else "as deputy"
        yield Thing(f"conference:{one.id}", ThingKind.CHAIR, "", words, due=one.on, note=note)


def _texts(session: Session, seat: Seat, person_id: str) -> Iterator[Thing]:
    for one in kept_in(session, seat, person_id):
        note = f"kept for {one.agency} since {say_day(one.on)}: casetable drafts"
        yield Thing(f"text:{one.id}", ThingKind.TEXT, "", one.what, one.participant, note=note, assignable=False)
