"""Beginning the work and ending it: activate, leave, come back. Rules: Participants."""

from datetime import date

from sqlmodel import Session, col, select

from casetable.actions.at_table import check_place
from casetable.actions.reach import Reached, Words
from casetable.actions.whom import known_participant, note_beside
from casetable.actions.wording import lines
from casetable.errors import BadInput, Refused
from casetable.models import Agency, Participant, Task
from casetable.queries.participants import missing_in
from casetable.rules.dates import say_day
from casetable.rules.hud import housing_codes
from casetable.rules.participants import standing
from casetable.store.references import spell
from casetable.store.unit import change
from casetable.values.action import Action, never
from casetable.values.seat import Heard, Receipt, Seat
from casetable.words import (
    AT_THE_TABLE,
    UNDER_WAY,
    Category,
    DropReason,
    LeavingReason,
    ParticipantState,
    TaskEventKind,
)

ACTIVATE = Action("participant.activate", "began the work with")
LEAVE = Action(
    "participant.leave", "noted that somebody left", never("somebody who left by mistake comes back by a new entry")
)
RETURN = Action("participant.return", "brought back", never("somebody who came back leaves by a new entry"))

_THEY_DIED = "They have died."


def activate(seat: Seat, participant: str, *, heard: Heard | None = None) -> Receipt:
    """Begin the work with somebody agreed. That a release ends later leaves them active.

    Raises Refused with all that is missing, as far as this seat may know: a baseline in every domain, a general
    release in force today to every agency at the table, how they may be reached.
    """
    with change(seat, ACTIVATE, heard) as session:
        _, row, ref = known_participant(session, seat, participant, heard)
        if row.state is not ParticipantState.AGREED:
            already = row.state is ParticipantState.ACTIVE
            hint = "" if already else "Work begins with somebody whom all agencies agreed on."
            raise Refused(f"{ref} {standing(row.state)}{' already' if already else ''}.", hint)
        missing = missing_in(session, seat, row)
        if missing:
            raise Refused(
                f"{ref} is not active yet. Missing: {'; '.join(missing)}.", f"See casetable participant show {ref}"
            )
        row.state = ParticipantState.ACTIVE
        row.active_on = row.active_on or seat.today
        session.add(row)
        return Receipt(f"{ref} is active.", ref)


def leave(
    seat: Seat,
    participant: str,
    *,
    reason: LeavingReason,
    destination: int | None = None,
    on: date | None = None,
    note: str = "",
    category: Category = Category.GENERAL,
    heard: Heard | None = None,
) -> Receipt:
    """Note that somebody left the table, on the day ``on`` (default today); their place is free. Never undone.

    ``destination`` is HUD's code of where they went, None where it is not known; ``note`` is kept as a note of
    ``category``. When they died, all open tasks about them are let go with it. Raises BadInput for a code that is no
    destination and for a day that lies ahead or before they were agreed.
    """
    _check_destination(destination)
    with change(seat, LEAVE, heard) as session:
        voice, row, ref = known_participant(session, seat, participant, heard)
        if row.state not in AT_THE_TABLE:
            raise Refused(f"{ref} {standing(row.state)}: only somebody at the table leaves it.")
        row.left_on = _left_on(seat, row, on)
        row.state = ParticipantState.LEFT
        row.leaving_reason = reason
        row.destination = destination
        session.add(row)
        note_beside(session, seat, voice, heard, row, note, category)
        left = f"{ref} has left ({reason.label}) on {say_day(row.left_on)}."
        if reason is not LeavingReason.DIED:
            return Receipt(f"{left} Their place is free; open tasks stay with their owners.", ref)
        return Receipt(f"{left} {_let_go(session, seat, voice, heard, row)}", ref)


def come_back(
    seat: Seat, participant: str, *, why: str, category: Category = Category.GENERAL, heard: Heard | None = None
) -> Receipt:
    """Take back that somebody left: they are agreed again and the work begins anew. Tasks let go stay so.

    ``why`` is kept as a note of ``category``. Raises Refused when no place is free any more.
    """
    if not lines(why):
        raise BadInput("Why do they come back?", "A few words, like: noted by mistake.")
    with change(seat, RETURN, heard) as session:
        voice, row, ref = known_participant(session, seat, participant, heard)
        if row.state is not ParticipantState.LEFT:
            raise Refused(f"{ref} {standing(row.state)} and has not left.")
        check_place(session, ref, seat.today)
        row.state = ParticipantState.AGREED
        row.left_on = row.leaving_reason = row.destination = None
        row.erasure_asked_on = row.erasure_why = None
        session.add(row)
        note_beside(session, seat, voice, heard, row, why, category)
        return Receipt(f"{ref} is back and agreed. casetable participant activate {ref} begins the work again.", ref)


def _check_destination(destination: int | None) -> None:
    if destination is None:
        return
    code = housing_codes().get(destination)
    if code is None or not code.is_destination:
        raise BadInput(
            f"{destination} is no destination in HUD's list.", "Like 410 (rental), 116 (a place not meant to live in)."
        )


def _left_on(seat: Seat, row: Participant, on: date | None) -> date:
    day = on or seat.today
    if day > seat.today:
        raise BadInput(f"{say_day(day)} lies ahead.", f"Today is {say_day(seat.today)}.")
    if row.agreed_on is not None and day < row.agreed_on:
        raise BadInput(f"They were agreed on {say_day(row.agreed_on)} and cannot have left before.", "On which day?")
    return day


def _let_go(session: Session, seat: Seat, voice: Seat, heard: Heard | None, row: Participant) -> str:
    """Drop every open task about somebody who died, whoever holds it; what the receipt says of it."""
    open_tasks = session.exec(
        select(Task)
        .where(Task.participant_id == row.id, col(Task.state).in_(sorted(UNDER_WAY)))
        .order_by(col(Task.number))
    ).all()
    for task in open_tasks:
        reached = Reached(session, seat, voice, heard, task, spell("T", task.number))
        reached.happen(TaskEventKind.DROPPED, Words(reason=DropReason.PARTICIPANT, note=_THEY_DIED))
    holding = len({task.agency_id for task in open_tasks})
    there = len(session.exec(select(Agency.id).where(col(Agency.left_on).is_(None))).all())
    if not open_tasks:
        return "No task was open. Nothing more is asked about them."
    many = "1 open task is" if len(open_tasks) == 1 else f"{len(open_tasks)} open tasks are"
    return f"{many} let go, at {holding} of {there} agencies. Nothing more is asked about them."
