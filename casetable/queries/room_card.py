"""What the room hears of the open item's participant: only what every agency in it may read."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import and_, func, or_, text
from sqlalchemy import select as select_rows
from sqlmodel import Session, col, select

from casetable.models import (
    Conference,
    ConferenceItem,
    ConferenceLine,
    Note,
    OutcomeReading,
    Person,
    Release,
    Task,
    TaskEvent,
)
from casetable.models.tasks import A_CONTACT
from casetable.queries.facts import (
    event_text_shown,
    filed_line_shown,
    in_force,
    note_shown,
    reading_shown,
    task_text_shown,
)
from casetable.queries.ratified import proposals_stand
from casetable.queries.shape import TaskRows, read_tasks, task_rows
from casetable.rules.conference_words import filed_sentence, sharing_words
from casetable.rules.dates import say_day
from casetable.rules.outcomes import domain_label
from casetable.values.conference import AgendaItem, RoomCard
from casetable.values.seat import Seat
from casetable.values.tasks import Task as TaskValue
from casetable.words import (
    UNDER_WAY,
    Category,
    LineKind,
    NoteKind,
    OutcomeView,
    TakingPart,
    TaskEventKind,
    Verdict,
)

EARLIER = 4
"""How many earlier decisions and dissents the room sees."""
_COUNTED = (Verdict.KEPT, Verdict.LATE, Verdict.MISSED)


def room_card(
    session: Session,
    seat: Seat,
    item: AgendaItem,
    participant_id: str,
    room: Sequence[Seat],
    since: date | None,
    asked: Sequence[str] = (),
) -> RoomCard:
    """The card of one participant for everybody in ``room`` and for this seat, who all know them.

    ``since`` is the day of the last conference, None before the first; ``asked`` are dissents (ids) that came back and
    are said elsewhere. What one of them may not read is not there.
    """
    everybody = _each_once((*room, seat))
    said = _newest_notes(session, everybody, participant_id)
    wish = said.get(NoteKind.TAKING_PART)
    goal, contact = said.get(NoteKind.GOAL), _last_contact(session, everybody, participant_id)
    tasks = _tasks(session, seat, everybody, participant_id)
    whole, partly = _covered(session, room or (seat,), participant_id)
    own = seat.agency in {one.agency for one in room}
    return RoomCard(
        participant=item.participant or "",
        name=item.name,
        sharing=sharing_words([one.agency for one in room], whole, partly if own else {}),
        categories=whole,
        words=goal.text if goal else None,
        wish=wish.taking_part if wish else None,
        message=wish.text or None if wish and wish.taking_part is TakingPart.MESSAGE else None,
        since=_since(session, everybody, participant_id, tasks, since),
        readings=_readings(session, everybody, participant_id),
        open_tasks=tuple(one for one in tasks if one.state in UNDER_WAY),
        last_contact=contact,
        earlier=_earlier(session, everybody, participant_id, item.id, asked),
    )


def _each_once(seats: Iterable[Seat]) -> tuple[Seat, ...]:
    """One seat for each agency: those of the room read as workers do, and so does whoever reads a card."""
    return tuple({one.agency_id: one for one in seats}.values())


def _newest_notes(session: Session, seats: Sequence[Seat], participant_id: str) -> dict[NoteKind, Note]:
    statement = (
        select(Note)
        .where(
            Note.participant_id == participant_id,
            col(Note.kind).in_([NoteKind.GOAL, NoteKind.TAKING_PART]),
            (col(Note.text) != "") | col(Note.taking_part).is_not(None),
            *[note_shown(one) for one in seats],
        )
        .order_by(col(Note.on), col(Note.id))
    )
    return {row.kind: row for row in session.exec(statement)}


def _last_contact(session: Session, seats: Sequence[Seat], participant_id: str) -> str | None:
    """The newest contact, noted by itself or on a task: ``Fri 20 Nov, Dana Reyes: has a phone again``."""
    noted = (
        select_rows(col(Note.on), col(Note.id), col(Person.name), col(Note.text))
        .join(Person, col(Person.id) == Note.person_id)
        .where(
            col(Note.participant_id) == participant_id,
            col(Note.kind) == NoteKind.CONTACT,
            *[note_shown(one) for one in seats],
        )
        .order_by(col(Note.on).desc(), col(Note.id).desc())
        .limit(1)
    )
    logged = (
        select_rows(col(TaskEvent.on), col(TaskEvent.id), col(Person.name), col(TaskEvent.note))
        .join(Task, col(Task.id) == TaskEvent.task_id)
        .join(Person, col(Person.id) == TaskEvent.person_id)
        .where(
            text(A_CONTACT),
            col(Task.participant_id) == participant_id,
            *[event_text_shown(one) for one in seats],
        )
        .order_by(col(TaskEvent.on).desc(), col(TaskEvent.id).desc())
        .limit(1)
    )
    found = [row for statement in (noted, logged) if (row := session.execute(statement).first()) is not None]
    if not found:
        return None
    on, _, by, words = max(found, key=lambda row: (row[0], row[1]))
    return f"{say_day(on)}, {by}" + (f": {words}" if words else "")


def _tasks(session: Session, seat: Seat, seats: Sequence[Seat], participant_id: str) -> tuple[TaskValue, ...]:
    """Every task of theirs whose words the room may hear, by date."""
    rows = task_rows(seat).where(col(Task.participant_id) == participant_id, *[task_text_shown(one) for one in seats])
    return read_tasks(session, seat, TaskRows(rows.statement.order_by(col(Task.due_on), col(Task.number))))


def _since(
    session: Session, seats: Sequence[Seat], participant_id: str, tasks: Sequence[TaskValue], day: date | None
) -> tuple[tuple[str, int], ...]:
    """What became of their promises since the last conference: kept, late, missed, moved; nothing that is none."""
    if day is None:
        return ()
    ended = [one for one in tasks if (one.fold.ended_on or one.fold.judged_on or date.min) >= day]
    counts = [(one.value, sum(task.ruling.verdict is one for task in ended)) for one in _COUNTED]
    moved = (
        select_rows(func.count(func.distinct(col(TaskEvent.task_id))))
        .join(Task, col(Task.id) == TaskEvent.task_id)
        .where(
            col(Task.participant_id) == participant_id,
            col(TaskEvent.kind) == TaskEventKind.MOVED,
            col(TaskEvent.on) >= day,
            *[task_text_shown(one) for one in seats],
        )
    )
    counts.append(("moved", int(session.execute(moved).scalar_one())))
    return tuple((word, number) for word, number in counts if number)


def _readings(session: Session, seats: Sequence[Seat], participant_id: str) -> tuple[tuple[str, str], ...]:
    """The newest reading by a worker in each domain, with the word for how it stands."""
    statement = (
        select(OutcomeReading)
        .where(
            OutcomeReading.participant_id == participant_id,
            col(OutcomeReading.value).is_not(None),
            OutcomeReading.view == OutcomeView.WORKER,
            *[reading_shown(one) for one in seats],
        )
        .order_by(col(OutcomeReading.on), col(OutcomeReading.id))
    )
    newest = {row.domain: row.value for row in session.exec(statement)}
    return tuple((domain_label(domain), value.value) for domain, value in newest.items() if value is not None)


def _earlier(
    session: Session, seats: Sequence[Seat], participant_id: str, item_id: str | None, asked: Sequence[str]
) -> tuple[str, ...]:
    """Decisions, dissents and what happened since them, of earlier conferences, newest first."""
    statement: Any = (
        select_rows(ConferenceLine, col(Person.name), col(Conference.on).label("met_on"))
        .join(ConferenceItem, col(ConferenceItem.id) == ConferenceLine.item_id)
        .join(Conference, col(Conference.id) == ConferenceItem.conference_id)
        .outerjoin(Person, col(Person.id) == ConferenceLine.holder_id)
        .where(
            col(ConferenceLine.participant_id) == participant_id,
            col(ConferenceLine.kind).in_([LineKind.DECISION, LineKind.DISSENT, LineKind.SINCE]),
            col(ConferenceLine.item_id) != (item_id or ""),
            col(ConferenceLine.id).not_in(asked),
            *[filed_line_shown(one) for one in seats],
        )
        .order_by(col(Conference.on).desc(), col(ConferenceLine.position).desc())
        .limit(EARLIER)
    )
    today, found = seats[0].today, session.execute(statement).all()
    stand = proposals_stand(session, [row.id for row, *_ in found if row.is_proposal], today)
    return tuple(
        filed_sentence(row, holder or "", met_on, today, stand[row.id].state if row.id in stand else None)
        for row, holder, met_on in found
    )


def _covered(
    session: Session, room: Sequence[Seat], participant_id: str
) -> tuple[tuple[Category, ...], dict[Category, tuple[str, ...]]]:
    """Which categories everybody in the room may hear from everybody in it, and of the others from whom (codes)."""
    whole, partly = [], {}
    given: dict[tuple[Category, str], set[str]] = {}
    rows: Any = session.exec(
        select(Release.category, Release.discloser_id, Release.receiver_id).where(
            Release.participant_id == participant_id,
            or_(*[and_(*in_force(Release, one, one.today)) for one in room]),
        )
    )
    for category, discloser, receiver in rows:
        given.setdefault((category, discloser), set()).add(receiver)
    for category in Category:
        tell = [
            one.agency
            for one in room
            if {other.agency_id for other in room} - {one.agency_id} <= given.get((category, one.agency_id), set())
        ]
        if len(tell) == len(room):
            whole.append(category)
        elif tell:
            partly[category] = tuple(tell)
    return tuple(whole), partly
