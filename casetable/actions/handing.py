"""A task's beginning, and its going on as somebody else's. Rules: Weekly tasks."""

from dataclasses import replace
from datetime import date, timedelta

from sqlmodel import select

from casetable.actions.asked_about import still_about
from casetable.actions.reach import Reached, Words, refold
from casetable.actions.wording import lines, not_past
from casetable.errors import Refused
from casetable.models import Agency, Person, Task, TaskEvent
from casetable.queries.facts import audience, task_text_shown
from casetable.queries.people import away_in, cover_of
from casetable.rules.dates import say_day
from casetable.store.references import draw, spell
from casetable.values.seat import Receipt, Seat
from casetable.words import Role, TaskEventKind, TaskState


def begin(reached: Reached, owner: Seat, *, answered: bool = True) -> Receipt:
    """Store a new task with its first event; accepted at once within one agency, unless nobody ``answered`` it yet.

    Whoever takes it themselves says yes by that.
    """
    session, task = reached.session, reached.task
    session.add(task)
    session.add(
        TaskEvent(
            task_id=task.id,
            position=0,
            kind=TaskEventKind.ASKED,
            at=reached.seat.now,
            on=reached.seat.today,
            person_id=reached.voice.actor,
            noted_by_id=reached.seat.actor if reached.voice.actor != reached.seat.actor else None,
            means=reached.heard.by if reached.heard else None,
            writer_id=reached.voice.agency_id,
            category=task.category,
            due=task.due_on,
        )
    )
    session.flush()
    refold(session, task)
    gone = away_in(session, owner.actor, reached.seat.today) if owner.actor != reached.voice.actor else ""
    away = f" {gone}" if gone else ""
    takes_it = owner.actor == reached.voice.actor
    if takes_it or (answered and owner.agency_id == reached.voice.agency_id):
        reached.happen(TaskEventKind.ACCEPTED, Words(due=task.due_on))
        return reached.receipt(f"is {owner.name}'s, due {say_day(task.due_on)}.{away}")
    return reached.receipt(f"asked of {owner.name}, due {say_day(task.due_on)}.{away}")


def hand(reached: Reached, owner: Seat, *, by: date | None = None, why: str = "") -> Receipt:
    """Hand a task on, if whose word it is may do so.

    The owner does, a supervisor or coordinator of their agency, and while they are away who is asked instead. What
    somebody had who left is handed on by anybody of their agency, or by the coordinator. Raises NotAllowed for others.
    """
    session, voice, task = reached.session, reached.voice, reached.task
    is_there = voice.agency_id == task.agency_id
    if session.get_one(Person, task.owner_id).left_on is not None:
        if not reached.answers_for_owner:
            reached.still_owned()
        return hand_for_agency(reached, owner, by=by, why=why)
    leads = is_there and voice.roles & {Role.SUPERVISOR, Role.COORDINATOR}
    if not leads and cover_of(session, task.owner_id, reached.seat.today) != voice.actor:
        reached.owner_only()
    return hand_on(reached, owner, by=by, why=why)


def hand_for_agency(reached: Reached, owner: Seat, *, by: date | None = None, why: str = "") -> Receipt:
    """Hand on what somebody had who leaves or left, on behalf of the agency that has the task.

    Only what that agency may tell the new owner counts: who hands it on may be a coordinator who is not told the words.
    Raises Refused, saying no more than they may know.
    """
    session, task = reached.session, reached.task
    agency = session.get_one(Agency, task.agency_id)
    seat, voice = (replace(one, agency=agency.code, agency_id=agency.id) for one in (reached.seat, reached.voice))
    try:
        return hand_on(replace(reached, seat=seat, voice=voice), owner, by=by, why=why, asker=_asker(reached, owner))
    except Refused as error:
        if session.exec(select(Task.id).where(Task.id == task.id, task_text_shown(reached.seat))).first():
            raise
        said = f"{reached.ref} cannot go to {owner.name}: what it says is not shared with {owner.agency} today."
        raise Refused(said, f"Somebody of {agency.code} may take it.") from error


def _asker(reached: Reached, owner: Seat) -> str:
    """Whose ask it is once it has been handed to ``owner``: whose it was, while they are there.

    What was promised unasked becomes the new owner's own within one agency; else who hands it on asks (empty).
    """
    task = reached.task
    asker = reached.session.get_one(Person, task.asker_id)
    if task.asker_id != task.owner_id and asker.left_on is None:
        return asker.id
    return owner.actor if owner.agency_id == task.agency_id else ""


def hand_on(reached: Reached, owner: Seat, *, by: date | None = None, why: str = "", asker: str = "") -> Receipt:
    """End a task here and ask a new one of somebody else, within the change of whoever may hand it on.

    ``asker`` is whose ask the new one is (a person id; by default whoever hands it on). An ask that nobody answered
    waits for the new owner's answer, within one agency too. Everything is checked before anything is written. Raises
    Refused where the new owner may not read its words, and about somebody who is not at the table.
    """
    session, seat, old = reached.session, reached.seat, reached.task
    answered = old.state is not TaskState.ASKED
    if owner.actor == old.owner_id:
        raise Refused(f"{reached.ref} is {owner.name}'s already.")
    reached.may(TaskEventKind.HANDED_OVER)
    if old.participant_id is not None:
        about = still_about(reached, owner, old.category, first_writer_id=old.writer_id)
        then = replace(owner, today=old.written_on)
        if not audience(session, then, about, old.category, old.writer_id).covered:
            raise Refused(
                f"{reached.ref} is worded older than the release that lets {owner.agency} know.",
                f"Ask {owner.name} in new words instead.",
            )
    due = by or (old.due_on if old.due_on >= seat.today else seat.today + timedelta(days=7))
    not_past(due, seat)
    reached.happen(TaskEventKind.HANDED_OVER, Words(to_person_id=owner.actor, note=lines(why)))
    new = Task(
        number=draw(session, "T"),
        participant_id=old.participant_id,
        owner_id=owner.actor,
        agency_id=owner.agency_id,
        asker_id=asker or reached.voice.actor,
        writer_id=old.writer_id,
        handed_from_id=old.id,
        item_id=old.item_id,
        tells=old.tells,
        title=old.title,
        category=old.category,
        size_minutes=old.size_minutes,
        written_on=old.written_on,
        state=TaskState.ASKED,
        asked_on=seat.today,
        due_on=due,
    )
    begun = Reached(session, seat, reached.voice, reached.heard, new, spell("T", new.number))
    receipt = begin(begun, owner, answered=answered)
    return Receipt(f"{reached.ref} handed over. {receipt.sentence}", receipt.ref)
