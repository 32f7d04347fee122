"""Keeping a promise: do, move, block, help, log, drop. One verb, one function. Rules: Weekly tasks."""

from datetime import date

from sqlmodel import Session, col, select

from casetable.actions.reach import Words, person_name, reach
from casetable.actions.telling import keep_as_told
from casetable.actions.wording import line, lines, minutes_of, not_past
from casetable.errors import BadInput, NotAllowed, Refused
from casetable.models import Person, PersonRole, Task
from casetable.rules.dates import say_day
from casetable.store.unit import change
from casetable.text import clean
from casetable.values.action import Action
from casetable.values.seat import Heard, Receipt, Seat
from casetable.words import Category, DropReason, Role, TaskEventKind, TaskState

DONE = Action("task.done", "done")
MOVE = Action("task.move", "moved")
BLOCK = Action("task.block", "blocked")
UNBLOCK = Action("task.unblock", "unblocked")
WANT_HELP = Action("task.want_help", "wants help")
HELP = Action("task.help", "helped")
LOG = Action("task.log", "logged")
DROP = Action("task.drop", "dropped")
AGREE_DROP = Action("task.agree_drop", "agreed to the drop")


def complete(
    seat: Seat,
    task: str,
    *,
    minutes: int | None = None,
    note: str = "",
    category: Category | None = None,
    seen: int | None = None,
    heard: Heard | None = None,
) -> Receipt:
    """Mark a promise done. ``minutes`` is what it took. An unanswered ask is accepted first, as its owner did it.

    That a participant was told what was agreed stands on their card from then on.
    """
    with change(seat, DONE, heard) as session:
        reached = reach(session, seat, task, seen=seen, heard=heard)
        reached.owner_only()
        if reached.task.state is TaskState.ASKED:
            reached.happen(TaskEventKind.ACCEPTED, Words(due=reached.task.due_on))
        said = lines(note)
        reached.happen(TaskEventKind.DONE, Words(minutes=minutes_of(minutes), note=said, category=category))
        return reached.receipt(f"done.{keep_as_told(reached, said, category)}")


def move(
    seat: Seat,
    task: str,
    *,
    to: date,
    why: str = "",
    category: Category | None = None,
    seen: int | None = None,
    heard: Heard | None = None,
) -> Receipt:
    """Move a promise to another date. Said on or before its date, once, it may still be kept."""
    not_past(to, seat)
    with change(seat, MOVE, heard) as session:
        reached = reach(session, seat, task, seen=seen, heard=heard)
        reached.owner_only()
        if to == reached.task.due_on:
            raise Refused(f"{reached.ref} is due on {say_day(to)} already.")
        reached.happen(TaskEventKind.MOVED, Words(due=to, note=lines(why), category=category))
        return reached.receipt(f"moved to {say_day(to)}.")


def block(
    seat: Seat,
    task: str,
    *,
    on_whom: str,
    outside: bool,
    note: str = "",
    seen: int | None = None,
    heard: Heard | None = None,
) -> Receipt:
    """Say that a promise waits for somebody. ``outside``: for somebody who does not sit at this table."""
    whom = line(on_whom)
    if not whom:
        raise BadInput("Blocked on whom?", "Name who it waits for.")
    with change(seat, BLOCK, heard) as session:
        reached = reach(session, seat, task, seen=seen, heard=heard)
        reached.owner_only()
        reached.happen(TaskEventKind.BLOCKED, Words(blocked_on=whom, outside=outside, note=lines(note)))
        return reached.receipt(f"is blocked: {whom}{' (outside the table)' if outside else ''}.")


def unblock(seat: Seat, task: str, *, note: str = "", seen: int | None = None, heard: Heard | None = None) -> Receipt:
    """Say that a promise no longer waits for anybody."""
    with change(seat, UNBLOCK, heard) as session:
        reached = reach(session, seat, task, seen=seen, heard=heard)
        reached.owner_only()
        reached.happen(TaskEventKind.UNBLOCKED, Words(note=lines(note)))
        return reached.receipt("is open again.")


def want_help(seat: Seat, task: str, *, note: str = "", seen: int | None = None, heard: Heard | None = None) -> Receipt:
    """Ask the table for help with one's own promise."""
    with change(seat, WANT_HELP, heard) as session:
        reached = reach(session, seat, task, seen=seen, heard=heard)
        reached.owner_only()
        reached.happen(TaskEventKind.HELP_WANTED, Words(note=lines(note)))
        return reached.receipt("wants help.")


def offer_help(
    seat: Seat,
    task: str,
    *,
    note: str = "",
    minutes: int | None = None,
    seen: int | None = None,
    heard: Heard | None = None,
) -> Receipt:
    """Offer help with somebody else's promise. ``minutes`` count on the helper's side."""
    with change(seat, HELP, heard) as session:
        reached = reach(session, seat, task, seen=seen, heard=heard)
        if reached.is_owner:
            raise Refused(f"{reached.ref} is your own.", "Ask the table for help with it: want-help.")
        reached.happen(TaskEventKind.HELPED, Words(note=lines(note), minutes=minutes_of(minutes)))
        owner = person_name(session, reached.task.owner_id)
        return reached.receipt(f"{reached.voice.name} helps {owner}. Thank you.")


def log(
    seat: Seat,
    task: str,
    *,
    minutes: int | None = None,
    note: str = "",
    contact: bool = False,
    category: Category | None = None,
    seen: int | None = None,
    heard: Heard | None = None,
) -> Receipt:
    """Log work or a contact on a task. Raises BadInput when there is neither a note nor minutes."""
    if not clean(note) and minutes is None:
        raise BadInput("Nothing to log.", "Say what was done, or how many minutes it took.")
    with change(seat, LOG, heard) as session:
        reached = reach(session, seat, task, seen=seen, heard=heard)
        words = Words(minutes=minutes_of(minutes), note=lines(note), contact=contact, category=category)
        reached.happen(TaskEventKind.LOGGED, words)
        return reached.receipt("logged.")


def drop(
    seat: Seat,
    task: str,
    *,
    reason: DropReason,
    why: str = "",
    seen: int | None = None,
    heard: Heard | None = None,
) -> Receipt:
    """Let a promise go, or take back an ask that nobody accepted (owner or asker).

    What somebody had who left may be let go by whoever may hand it on.
    """
    with change(seat, DROP, heard) as session:
        reached = reach(session, seat, task, seen=seen, heard=heard)
        takes_back = reached.is_asker and reached.task.state is TaskState.ASKED
        if not takes_back and not reached.answers_for_owner:
            reached.owner_only()
        folded = reached.happen(TaskEventKind.DROPPED, Words(reason=reason, note=lines(why)))
        needs_yes = folded.promised_on is not None and reason is not DropReason.PARTICIPANT
        who = _who_agrees(session, reached.task)
        return reached.receipt(f"dropped ({reason.label}).{f' {who} is asked for a yes.' if needs_yes else ''}")


def agree_drop(seat: Seat, task: str, *, seen: int | None = None, heard: Heard | None = None) -> Receipt:
    """Say yes to a drop: the asker, for one's own ask the coordinator; for who left, somebody of their agency too."""
    with change(seat, AGREE_DROP, heard) as session:
        reached = reach(session, seat, task, seen=seen, heard=heard)
        own_ask = reached.task.asker_id == reached.task.owner_id
        may = Role.COORDINATOR in reached.voice.roles if own_ask else reached.answers_for_asker
        alone = own_ask and _is_lone_coordinator(session, reached.task.owner_id)
        if alone:
            may = reached.voice.actor == _reports_to(session, reached.task.owner_id)
        if not may or (own_ask and reached.is_owner):
            raise NotAllowed(f"{_who_agrees(session, reached.task)} says yes to this drop.")
        reached.happen(TaskEventKind.DROP_AGREED)
        return reached.receipt("drop agreed.")


def _who_agrees(session: Session, task: Task) -> str:
    if task.asker_id != task.owner_id:
        asker = session.get_one(Person, task.asker_id)
        return asker.name if asker.left_on is None else f"Since {asker.name} has left, the coordinator"
    if _is_lone_coordinator(session, task.owner_id):
        above = _reports_to(session, task.owner_id)
        return person_name(session, above) if above else "Nobody else"
    return "The coordinator"


def _is_lone_coordinator(session: Session, person_id: str) -> bool:
    query = select(PersonRole.person_id).join(Person, col(Person.id) == PersonRole.person_id)
    held = session.exec(query.where(PersonRole.role == Role.COORDINATOR, col(Person.left_on).is_(None))).all()
    return set(held) == {person_id}


def _reports_to(session: Session, person_id: str) -> str | None:
    above = session.get_one(Person, person_id).reports_to_id
    return above if above and session.get_one(Person, above).left_on is None else None
