"""What is to be seen to after conferences: minutes to agree, proposals to ratify, participants to be told."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_
from sqlalchemy import select as select_rows
from sqlmodel import Session, col, select

from casetable.models import (
    Agency,
    Attendance,
    Conference,
    ConferenceItem,
    ConferenceLine,
    Minutes,
    MinutesCorrection,
    Task,
)
from casetable.models import Participant as ParticipantRow
from casetable.queries.conference_shape import occurrences_of
from casetable.queries.facts import correction_shown, filed_line_shown, participant_known
from casetable.queries.filed import tasks_of
from casetable.queries.governing import governing_in
from casetable.queries.minutes_parts import standing_in
from casetable.queries.ratifying import proposals_in
from casetable.queries.remembered import agencies_seated
from casetable.queries.safe_contacts import contacts_in
from casetable.rules.calendar import quarter_of, quarter_range
from casetable.rules.consent import reads_text
from casetable.rules.minutes import is_due
from casetable.rules.notes import say_contact
from casetable.store.references import spell
from casetable.store.unit import reading
from casetable.values.card import SafeContact
from casetable.values.conference import Occurrence
from casetable.values.minutes import PastConference, Proposal, Review, Telling
from casetable.values.seat import Seat
from casetable.values.tasks import Task as TaskValue
from casetable.words import AT_THE_TABLE, HELD, ItemState, MinutesState, ProposalState

MOST = 24
"""How many past conferences the review goes back."""


def review(seat: Seat) -> Review:
    """Past conferences, newest first, with how their minutes stand; who was there this quarter; what waits for a yes.

    ``proposals`` are those that wait, ``tellings`` of whom this seat knows.
    """
    with reading(seat) as session:
        rows = _held(session)
        occurrences = occurrences_of(session, seat, [(row.original_on, row.on) for row in rows])
        came = _came(session, [row.id for row in rows])
        proposals = proposals_in(session, seat)
        tellings = _tellings(session, seat, [row.id for row in rows])
        past = tuple(
            _past(session, seat, one, came.get(one.id or "", frozenset()), proposals, tellings.get(one.id or "", ()))
            for one in occurrences
        )
        first_month = governing_in(session, seat.today).quarter_first_month
        label = quarter_of(seat.today, first_month)
        attendance = _attendance(agencies_seated(session), past, *quarter_range(label, first_month))
    waiting = tuple(one for one in proposals if one.state is ProposalState.WAITING)
    return Review(label, past, attendance, waiting)


def _held(session: Session) -> Sequence[Conference]:
    asked = select(Conference).where(col(Conference.state).in_(sorted(HELD)))
    return session.exec(asked.order_by(col(Conference.on).desc(), col(Conference.original_on).desc()).limit(MOST)).all()


def _came(session: Session, conferences: Collection[str]) -> dict[str, frozenset[str]]:
    """By conference's id, the ids of the agencies that were there."""
    asked = select_rows(col(Attendance.conference_id), col(Attendance.agency_id)).where(
        col(Attendance.conference_id).in_(sorted(conferences)), col(Attendance.agency_id).is_not(None)
    )
    found: dict[str, frozenset[str]] = {}
    for conference, agency in session.execute(asked.distinct()):
        found[conference] = found.get(conference, frozenset()) | {agency}
    return found


def _past(
    session: Session,
    seat: Seat,
    one: Occurrence,
    came: frozenset[str],
    proposals: Iterable[Proposal],
    tellings: tuple[Telling, ...],
) -> PastConference:
    stands = standing_in(session, seat, one)
    at_table = _at_table(agencies_seated(session), one.on)
    there = tuple(agency.code for agency in agencies_seated(session) if agency.id in came)
    return PastConference(
        conference=one,
        revision=stands.number,
        state=stands.state,
        correct_until=stands.correct_until,
        agreed_on=stands.agreed_on,
        is_due=stands.state is MinutesState.OPEN and is_due(stands.correct_until, seat.today, there, stands.replied),
        there=there,
        missing=tuple(agency.code for agency in at_table if agency.id not in came),
        corrections=_corrections(session, seat, stands.row) if stands.row else 0,
        proposals=tuple(each for each in proposals if each.conference == one.original_on),
        tellings=tellings,
    )


def _corrections(session: Session, seat: Seat, row: Minutes) -> int:
    """How many corrections of one revision this seat may read."""
    asked = (
        select(func.count())
        .select_from(MinutesCorrection)
        .outerjoin(ConferenceLine, col(ConferenceLine.id) == MinutesCorrection.line_id)
    )
    readable = or_(col(MinutesCorrection.line_id).is_(None), filed_line_shown(seat))
    return session.exec(asked.where(MinutesCorrection.minutes_id == row.id, correction_shown(seat), readable)).one()


def _at_table(agencies: Iterable[Agency], on: date) -> list[Agency]:
    return [one for one in agencies if one.joined_on <= on and (one.left_on is None or one.left_on >= on)]


def _attendance(
    agencies: Sequence[Agency], past: Iterable[PastConference], since: date, until: date
) -> tuple[tuple[str, int, int], ...]:
    """Of each agency, how many conferences of a quarter it was at, of those held while it sat at the table."""
    held = [one for one in past if since <= one.conference.on <= until]
    found = []
    for agency in agencies:
        sat = [one for one in held if agency in _at_table(agencies, one.conference.on)]
        if sat:
            found.append((agency.code, sum(agency.code in one.there for one in sat), len(sat)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _ToTell:
    """A participant's item that was discussed; ``row_id`` is the participant's id."""

    conference: str
    item: str
    row_id: str
    number: int
    name: str


def _tellings(session: Session, seat: Seat, conferences: Collection[str]) -> dict[str, tuple[Telling, ...]]:
    """By conference's id, who is to tell each participant whom this seat knows what was agreed about them."""
    if not reads_text(seat.roles):
        return {}
    asked = (
        select_rows(
            col(ConferenceItem.conference_id),
            col(ConferenceItem.id),
            col(ParticipantRow.id),
            col(ParticipantRow.number),
            col(ParticipantRow.name),
        )
        .join(ParticipantRow, col(ParticipantRow.id) == ConferenceItem.participant_id)
        .where(
            col(ConferenceItem.conference_id).in_(sorted(conferences)),
            col(ConferenceItem.state) == ItemState.DONE,
            col(ParticipantRow.state).in_(sorted(AT_THE_TABLE)),
            participant_known(seat),
        )
        .order_by(col(ConferenceItem.conference_id), col(ConferenceItem.position))
    )
    discussed = [_ToTell(*row) for row in session.execute(asked)]
    tasks = _tasks(session, seat, [one.item for one in discussed])
    contacts = contacts_in(session, seat, {one.row_id for one in discussed})
    found: dict[str, dict[str, Telling]] = {}
    for one in discussed:
        of_it = found.setdefault(one.conference, {})
        said = _telling(one, tasks.get(one.item), contacts.get(one.row_id))
        if one.row_id not in of_it or of_it[one.row_id].task is None:
            of_it[one.row_id] = said
    return {conference: tuple(of_it.values()) for conference, of_it in found.items()}


def _tasks(session: Session, seat: Seat, items: Collection[str]) -> dict[str, TaskValue]:
    """By item's id, the newest task to tell them, as this seat may list it."""
    asked = select(Task.item_id, Task.id).where(col(Task.item_id).in_(sorted(items)), col(Task.tells).is_(True))
    ids = session.exec(asked.order_by(col(Task.id))).all() if items else []
    tasks = tasks_of(session, seat, [task for _, task in ids])
    return {item: tasks[task] for item, task in ids if item is not None and task in tasks}


def _telling(one: _ToTell, task: TaskValue | None, contact: SafeContact | None) -> Telling:
    return Telling(
        participant=spell("P", one.number),
        name=one.name or None,
        task=task.task if task else None,
        owner=task.owner if task else None,
        due=task.fold.due_on if task else None,
        told_on=task.fold.done_on if task else None,
        safe_contact=say_contact(contact) if contact else "",
        no_post=contact is not None and contact.no_post,
    )
