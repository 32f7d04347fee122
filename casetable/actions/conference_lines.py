"""Filed lines read back, reworded and struck while the conference is in session. Rules: Conference."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from casetable.actions.conference_hearing import no_longer_heard
from casetable.actions.conference_items import ended_sharing
from casetable.actions.conference_reach import Sitting, sitting
from casetable.actions.reach import Reached, Words, fold_of, person_name
from casetable.actions.wording import line as one_line
from casetable.errors import KEPT, BadInput, NotAllowed, NotFound, Refused, SomebodyElseWasFirst
from casetable.models import ConferenceItem, ConferenceLine, MinutesCorrection, Ratification, Task, TaskEvent
from casetable.queries.facts import filed_line_shown
from casetable.rules.dates import say_day
from casetable.store.references import spell
from casetable.store.unit import change, seat_of
from casetable.values.action import Action
from casetable.values.seat import Receipt, Seat
from casetable.words import LineKind, Phase, TaskEventKind, TaskState

READ_BACK = Action("conference.file", "read back")
REWORD = Action("conference.file", "reworded a line")
STRIKE = Action("conference.file", "struck a line")

_AS_ASKED = frozenset({TaskEventKind.ASKED, TaskEventKind.ACCEPTED})


def read_back(seat: Seat, item: str | None = None) -> Receipt:
    """Write down that an item's actions (None: the open one's) were read out with owner and date.

    Whoever is in the room says yes to theirs by that; others are still asked. Raises Refused where there is nothing to
    read back, NotShared where sharing ended: the item is then closed as not discussed.
    """
    with change(seat, READ_BACK) as session:
        room = sitting(session, seat)
        row = room.item(item) if item is not None else room.open_item_shown()
        if row is None:
            raise Refused("No item is open.", "casetable conference item NUMBER opens one.")
        ended = no_longer_heard(room, row)
        receipt = Receipt("") if ended else _read_back(room, row)
    if ended:
        raise ended_sharing()
    return receipt


def reword(seat: Seat, line: str, text: str, seen: int | None = None) -> Receipt:
    """Say a filed line in other words; an action's task says them too. ``seen`` is the version that was read.

    For who filed it, who holds it, and its agency. Raises NotFound, BadInput without words, NotAllowed for others,
    SomebodyElseWasFirst with what stands there.
    """
    with change(seat, REWORD) as session:
        room = sitting(session, seat)
        row = _own_line(room, line, seen)
        words = one_line(text)
        if not words:
            raise BadInput("A line needs a few words.", "Strike it to take it back.")
        if _is_answered(session, row):
            raise Refused("An agency has answered to these very words.", "File the decision again.")
        task = _task_of(session, row)
        if task is not None and task.state not in (TaskState.ASKED, TaskState.OPEN):
            raise Refused(f"{spell('T', task.number)} is {task.state.label} by now.", "File a new line.")
        row.text, row.on = words, seat.today
        if task is not None:
            task.title, task.written_on = words, seat.today
        return Receipt("Reworded.", spell("T", task.number) if task is not None else "")


def strike(seat: Seat, line: str, seen: int | None = None) -> Receipt:
    """Take a filed line back, an action with its task. ``seen`` is the version that was read.

    For who filed it, who holds it, and its agency. Raises NotFound, NotAllowed for others, SomebodyElseWasFirst, and
    Refused for an option that has arguments or was decided for, and for an action that was read back.
    """
    with change(seat, STRIKE) as session:
        room = sitting(session, seat)
        row = _own_line(room, line, seen)
        built_on = select(ConferenceLine.id).where(ConferenceLine.option_id == row.id)
        if session.exec(built_on).first() is not None:
            raise Refused("Something was said about this option.", "Strike that first, or reword the option.")
        if _is_answered(session, row) or _is_corrected(session, row):
            raise Refused("The minutes say something beside this line.", "Reword it, or put a note beside it.")
        task = _task_of(session, row)
        if task is not None:
            _strike_task(session, row, task)
        kind = row.kind
        session.delete(row)
        session.flush()
        _debate_may_be_empty(room, row, kind)
        return Receipt(f"Struck: {kind.label.replace(', because', '')}.")


def _is_answered(session: Session, row: ConferenceLine) -> bool:
    """An agency that was missing said yes or no to it."""
    return session.exec(select(Ratification.id).where(Ratification.line_id == row.id)).first() is not None


def _is_corrected(session: Session, row: ConferenceLine) -> bool:
    """The minutes have a correction or a note beside it."""
    return session.exec(select(MinutesCorrection.id).where(MinutesCorrection.line_id == row.id)).first() is not None


def _read_back(room: Sitting, item: ConferenceItem) -> Receipt:
    unread = room.unread_actions(item)
    if not unread:
        raise Refused(f"Under {room.label(item)} there is no action to read back.")
    here = {one.person_id for one in room.here()}
    said = [_yes_or_asked(room, row, here) for row in unread]
    one_was = "1 action was" if len(unread) == 1 else f"{len(unread)} actions were"
    return Receipt(f"{one_was} read back. {' '.join(said)}", spell("T", _task(room.session, unread[0]).number))


def _yes_or_asked(room: Sitting, row: ConferenceLine, here: set[str | None]) -> str:
    """Mark one action as read back, accept it for an owner who is here; what is said of it."""
    row.read_back_at = room.seat.now
    task = _task(room.session, row)
    ref, owner = spell("T", task.number), person_name(room.session, task.owner_id)
    waits = task.state is TaskState.ASKED and task.offered_due is None
    if waits and task.owner_id not in here:
        return f"{ref} stays asked of {owner}, who is not here."
    if waits:
        voice = seat_of(room.session, room.seat, task.owner_id)
        reached = Reached(room.session, room.seat, voice, None, task, ref)
        reached.happen(TaskEventKind.ACCEPTED, Words(due=task.due_on))
    return f"{ref} is {owner}'s, due {say_day(fold_of(task).due_on)}."


def _own_line(room: Sitting, line: str, seen: int | None) -> ConferenceLine:
    """A line of this conference that this seat may change. Raises NotFound, NotAllowed, SomebodyElseWasFirst."""
    session, seat = room.session, room.seat
    mine = (
        select(ConferenceLine)
        .join(ConferenceItem, col(ConferenceItem.id) == ConferenceLine.item_id)
        .where(ConferenceItem.conference_id == room.row.id, ConferenceLine.id == line, filed_line_shown(seat))
    )
    row = session.exec(mine).first()
    if row is None:
        raise NotFound("There is no such line in this conference.", "casetable conference show lists them.")
    if seat.actor not in (row.person_id, row.holder_id) and row.writer_id != seat.agency_id:
        raise NotAllowed(f"{person_name(session, row.person_id)} filed this line.", "Ask them.")
    if seen is not None and row.version != seen:
        by = person_name(session, row.person_id)
        raise SomebodyElseWasFirst(f"The line that {by} filed changed while this was open.", KEPT, {"text": row.text})
    return row


def _strike_task(session: Session, row: ConferenceLine, task: Task) -> None:
    """Take an action's task away as if it was never asked. Raises Refused once somebody did something with it."""
    ref = spell("T", task.number)
    events: Sequence[TaskEvent] = session.exec(select(TaskEvent).where(TaskEvent.task_id == task.id)).all()
    if row.read_back_at is not None or any(one.kind not in _AS_ASKED for one in events):
        raise Refused(f"{ref} is under way by now.", f"Let it go instead: casetable task drop {ref}")
    row.task_id = None
    for event in events:
        session.delete(event)
    session.delete(task)


def _debate_may_be_empty(room: Sitting, row: ConferenceLine, kind: LineKind) -> None:
    """Where the last word of a debate that is over was struck, there was none."""
    if kind not in (LineKind.OPTION, LineKind.ARGUMENT):
        return
    item = room.session.get_one(ConferenceItem, row.item_id)
    over = item.phase in (Phase.DECISION, Phase.DISSENT, Phase.ACTIONS)
    if over and not room.lines(item, LineKind.OPTION, LineKind.ARGUMENT):
        item.had_no_debate = True


def _task(session: Session, row: ConferenceLine) -> Task:
    return session.get_one(Task, row.task_id)


def _task_of(session: Session, row: ConferenceLine) -> Task | None:
    return session.get(Task, row.task_id) if row.task_id is not None else None
