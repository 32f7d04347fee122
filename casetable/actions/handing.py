"""A task's beginning, and its going on as somebody else's. Rules: Weekly tasks."""

from dataclasses import replace
from datetime import date, timedelta

from casetable.actions.asked_about import still_about
from casetable.actions.reach import Reached, Words, refold
from casetable.actions.wording import lines, not_past
from casetable.errors import Refused
from casetable.models import Task, TaskEvent
from casetable.queries.facts import audience
from casetable.rules.dates import say_day
from casetable.store.references import draw, spell
from casetable.values.seat import Receipt, Seat
from casetable.words import TaskEventKind, TaskState


def begin(reached: Reached, owner: Seat) -> Receipt:
    """Store a new task with its first event; accepted at once within one agency."""
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
    if owner.agency_id == reached.voice.agency_id:
        reached.happen(TaskEventKind.ACCEPTED, Words(due=task.due_on))
        return reached.receipt(f"is {owner.name}'s, due {say_day(task.due_on)}.")
    return reached.receipt(f"asked of {owner.name}, due {say_day(task.due_on)}.")


def hand_on(reached: Reached, owner: Seat, *, by: date | None = None, why: str = "", asker: str = "") -> Receipt:
    """End a task here and ask a new one of somebody else, within the change of whoever may hand it on.

    ``asker`` is whose ask the new one is (a person id; by default whoever hands it on). Everything is checked before anything is written. Raises Refused where the new owner may not read its words, and
    about somebody who is not at the table.
    """
    session, seat, old = reached.session, reached.seat, reached.task
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
        title=old.title,
        category=old.category,
        size_minutes=old.size_minutes,
        written_on=old.written_on,
        state=TaskState.ASKED,
        asked_on=seat.today,
        due_on=due,
    )
    receipt = begin(Reached(session, seat, reached.voice, reached.heard, new, spell("T", new.number)), owner)
    return Receipt(f"{reached.ref} handed over. {receipt.sentence}", receipt.ref)
