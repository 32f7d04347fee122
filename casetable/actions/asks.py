"""Asking for work and answering: ask, accept, decline, hand over, ask again, reword. Rules: Weekly tasks."""

from datetime import date

from sqlmodel import select

from casetable.actions import handing
from casetable.actions.asked_about import check_still_here, still_about
from casetable.actions.asking import ask_within, title_of
from casetable.actions.reach import Words, person_name, reach
from casetable.actions.wording import lines, minutes_of, not_past
from casetable.errors import BadInput, NotAllowed
from casetable.models import Agency
from casetable.rules.dates import say_day
from casetable.store.unit import change, seat_of
from casetable.values.action import Action
from casetable.values.seat import Heard, Receipt, Seat
from casetable.values.tasks import NewTask
from casetable.words import Category, TaskEventKind, TaskState

ASK = Action("task.ask", "asked")
ACCEPT = Action("task.accept", "accepted")
DECLINE = Action("task.decline", "declined")
HAND = Action("task.hand", "handed over")
REOPEN = Action("task.reopen", "reopened")
EDIT = Action("task.edit", "reworded")


def ask(seat: Seat, new: NewTask, *, heard: Heard | None = None) -> Receipt:
    """Ask somebody for a task; within one's own agency it is accepted at once.

    Raises BadInput for an empty title or a past date, NotFound for an unknown person or participant, and
    Refused when the owner's agency lacks a release for this participant and category: before anything is sent.
    """
    with change(seat, ASK, heard) as session:
        return ask_within(session, seat, new, heard=heard)[1]


def accept(
    seat: Seat, task: str, *, by: date | None = None, seen: int | None = None, heard: Heard | None = None
) -> Receipt:
    """Accept an ask. ``by`` a later date offers that date instead; an earlier one is promised at once.

    The asker accepts a date that the owner offered. Raises NotAllowed for anybody else.
    """
    with change(seat, ACCEPT, heard) as session:
        reached = reach(session, seat, task, seen=seen, heard=heard)
        offered = reached.task.offered_due
        if offered is not None and reached.answers_for_asker and not reached.is_owner:
            reached.happen(TaskEventKind.ACCEPTED, Words(due=offered))
            return reached.receipt(f"is promised for {say_day(offered)}.")
        reached.owner_only()
        if by is not None:
            not_past(by, seat)
        elif reached.task.due_on < seat.today:
            raise BadInput(f"{reached.ref} was due {say_day(reached.task.due_on)}.", "Offer a date: accept --by fri.")
        if by is not None and by > reached.task.due_on:
            reached.happen(TaskEventKind.OFFERED, Words(due=by))
            asker = person_name(session, reached.task.asker_id)
            return reached.receipt(f"answered: {say_day(by)} offered instead. {asker} says yes or asks again.")
        due = by or reached.task.due_on
        reached.happen(TaskEventKind.ACCEPTED, Words(due=due))
        return reached.receipt(f"is promised for {say_day(due)}.")


def decline(seat: Seat, task: str, *, note: str = "", seen: int | None = None, heard: Heard | None = None) -> Receipt:
    """Say no to an ask: "no capacity" is honourable and counts for nothing.

    The asker may also decline a date that was offered, which ends the ask.
    """
    with change(seat, DECLINE, heard) as session:
        reached = reach(session, seat, task, seen=seen, heard=heard)
        if not (reached.task.offered_due is not None and reached.answers_for_asker):
            reached.owner_only()
        reached.happen(TaskEventKind.DECLINED, Words(note=lines(note)))
        return reached.receipt("declined. Thank you for answering.")


def hand(
    seat: Seat,
    task: str,
    *,
    to: str,
    by: date | None = None,
    why: str = "",
    seen: int | None = None,
    heard: Heard | None = None,
) -> Receipt:
    """Hand a task to somebody else (a person id): it ends here and a new one is asked of them.

    Its words stay the words of the agency that wrote them, on the day they were written.
    The owner hands it over, a supervisor or coordinator of the owner's agency, or who is asked while they are away;
    what somebody had who left, anybody of that agency or the coordinator. ``by`` is the new date; without it the old
    one stands, or a week from today when that has passed.
    """
    with change(seat, HAND, heard) as session:
        reached = reach(session, seat, task, seen=seen, heard=heard)
        return handing.hand(reached, seat_of(session, seat, to), by=by, why=why)


def reopen(
    seat: Seat,
    task: str,
    *,
    why: str = "",
    due: date | None = None,
    seen: int | None = None,
    heard: Heard | None = None,
) -> Receipt:
    """Take a done or dropped promise up again (its owner), or ask again what was declined or returned (the asker)."""
    with change(seat, REOPEN, heard) as session:
        reached = reach(session, seat, task, seen=seen, heard=heard)
        asks_again = reached.task.state in (TaskState.DECLINED, TaskState.RETURNED)
        if asks_again and not reached.answers_for_asker:
            raise NotAllowed(f"{person_name(session, reached.task.asker_id)} asked for {reached.ref}.")
        if not asks_again:
            reached.owner_only()
        if asks_again and due is None and reached.task.due_on < seat.today:
            raise BadInput(f"{reached.ref} was due {say_day(reached.task.due_on)}.", "By when now? Name a date.")
        if due is not None:
            not_past(due, seat)
        check_still_here(reached)
        folded = reached.happen(TaskEventKind.REOPENED, Words(due=due, note=lines(why)))
        state = "asked again" if folded.state is TaskState.ASKED else "open again"
        return reached.receipt(f"is {state}, due {say_day(folded.due_on)}.")


def edit(
    seat: Seat,
    task: str,
    *,
    title: str | None = None,
    size_minutes: int | None = None,
    category: Category | None = None,
    seen: int | None = None,
    heard: Heard | None = None,
) -> Receipt:
    """Reword a task, or change its size or category. Only where its words were written: the asker or their agency.

    New words belong to the day of the rewording, which decides who may read them.
    Raises Refused when the new category is one that the owner's agency has no release for.
    """
    with change(seat, EDIT, heard) as session:
        reached = reach(session, seat, task, seen=seen, heard=heard)
        row = reached.task
        if reached.voice.agency_id != row.writer_id:
            writer = session.exec(select(Agency.code).where(Agency.id == row.writer_id)).one()
            raise NotAllowed(f"{reached.ref} was worded by {writer}.", "Ask them.")
        if title is not None:
            row.title = title_of(title)
        if size_minutes is not None:
            row.size_minutes = minutes_of(size_minutes)
        if category is not None and row.participant_id is not None and category is not row.category:
            still_about(reached, seat_of(session, seat, row.owner_id), category)
        if category is not None:
            row.category = category
        if title is not None or category is not None:
            row.written_on = seat.today
        return reached.receipt("reworded.")
