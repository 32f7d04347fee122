"""After a conference somebody tells each participant what was agreed; that they were told stands on the card."""

from collections.abc import Iterator
from datetime import date

from sqlmodel import Session, col, select

from casetable.actions.about import About
from casetable.actions.conference_reach import Sitting, is_listed
from casetable.actions.handing import begin
from casetable.actions.notes import write
from casetable.actions.reach import Reached, Words
from casetable.actions.whom import may_know
from casetable.errors import NotFound
from casetable.models import Conference, ConferenceItem, Participant, Task, TeamMember
from casetable.queries.conference import days_off_in
from casetable.rules.calendar import add_working_days
from casetable.rules.consent import reads_text
from casetable.rules.dates import say_day_in
from casetable.rules.participants import is_told_nothing_more, why_no_work
from casetable.rules.permissions import why_not
from casetable.rules.telling import TELL_WORKING_DAYS, tell_title, told_words
from casetable.store.references import draw, spell
from casetable.store.unit import seat_of
from casetable.values.seat import Seat
from casetable.words import Category, ItemKind, ItemState, NoteKind, TaskEventKind, TaskState


def ask_to_tell(room: Sitting) -> list[str]:
    """Ask somebody to tell each participant whose item is done what was agreed; sentences for the receipt.

    Whoever leads their team is asked, else a member of it who was there, else any member, else who closes. Somebody
    who was there says yes by that. Once for each item, and never after death. The sentences name only participants
    whom this seat may list, those for whom nobody was found among them.
    """
    asked: list[str] = []
    nobody: list[str] = []
    for item, row in _to_be_told(room):
        label, owner = room.label(item), _who_tells(room, row)
        by = _ask(room, item, row, owner) if owner is not None else ""
        if is_listed(room.session, room.seat, item):
            (asked if by else nobody).append(f"{label} by {by}" if by else label)
    said = [f"To be told what was agreed: {', '.join(asked)}."] if asked else []
    if nobody:
        said.append(
            f"Nobody was found to tell {', '.join(nobody)}: casetable participant lead names somebody, "
            "casetable ask asks them."
        )
    return said


def keep_as_told(reached: Reached, note: str, category: Category | None) -> str:
    """Record on the card that they were told, when the task to tell them is done; what the receipt adds.

    Only where whoever told them may still know them and may write on the card; empty for every other task.
    """
    task, session = reached.task, reached.session
    if not task.tells or task.participant_id is None:
        return ""
    row = session.exec(select(Participant).where(Participant.id == task.participant_id)).one()
    both = (reached.seat, reached.voice)
    is_shut = row.erased_on is not None or row.forgotten_on is not None or is_told_nothing_more(row.leaving_reason)
    if is_shut or why_not(reached.voice.roles, "participant.told"):
        return ""
    if not all(may_know(session, one, row) for one in both):
        return " It could not be put on the card: they are not shared with you any more. Tell who leads their team."
    ref = spell("P", row.number)
    whom = About(session, reached.seat, reached.voice, reached.heard, row, ref)
    write(whom, NoteKind.TOLD, told_words(_met_on(session, task), note), category=category or task.category)
    return f" That {ref} was told stands on the card."


def _to_be_told(room: Sitting) -> Iterator[tuple[ConferenceItem, Participant]]:
    """The done items about somebody whom nobody was asked to tell yet, and who is still told things."""
    for item in room.rows():
        if item.kind is not ItemKind.PARTICIPANT or item.state is not ItemState.DONE or item.participant_id is None:
            continue
        asked = select(Task.id).where(Task.item_id == item.id, col(Task.tells).is_(True))
        if room.session.exec(asked).first() is not None:
            continue
        row = room.session.exec(select(Participant).where(Participant.id == item.participant_id)).one()
        if not why_no_work(row.state, row.leaving_reason):
            yield item, row


def _who_tells(room: Sitting, row: Participant) -> Seat | None:
    """The seat of who is to tell a participant; None where nobody of their team, nor who closes, may."""
    session, seat = room.session, room.seat
    team = list(
        session.exec(
            select(TeamMember)
            .where(TeamMember.participant_id == row.id)
            .order_by(col(TeamMember.since), col(TeamMember.id))
        )
    )
    there = _were_there(room)
    team.sort(key=lambda one: (not one.leads, one.person_id not in there))
    for person_id in (*(one.person_id for one in team), seat.actor):
        try:
            found = seat_of(session, seat, person_id)
        except NotFound:  # who left the table tells nobody
            continue
        if reads_text(found.roles) and may_know(session, found, row):
            return found
    return None


def _were_there(room: Sitting) -> set[str | None]:
    return {one.person_id for one in room.present()}


def _ask(room: Sitting, item: ConferenceItem, row: Participant, owner: Seat) -> str:
    """Ask it of somebody, in the words of their own agency; who, as which task and by when."""
    session, seat = room.session, room.seat
    due = _due(session, owner, seat.today)
    task = Task(
        number=draw(session, "T"),
        participant_id=row.id,
        owner_id=owner.actor,
        agency_id=owner.agency_id,
        asker_id=seat.actor,
        writer_id=owner.agency_id,
        item_id=item.id,
        tells=True,
        title=tell_title(room.row.on),
        category=Category.GENERAL,
        written_on=seat.today,
        state=TaskState.ASKED,
        asked_on=seat.today,
        due_on=due,
    )
    ref = spell("T", task.number)
    begin(Reached(session, seat, seat, None, task, ref), owner)
    if task.state is TaskState.ASKED and owner.actor in _were_there(room):
        Reached(session, seat, owner, None, task, ref).happen(TaskEventKind.ACCEPTED, Words(due=due))
    waits = ", asked" if task.state is TaskState.ASKED else ""
    return f"{owner.name} ({ref}{waits}, {say_day_in(due, seat.today)})"


def _due(session: Session, owner: Seat, today: date) -> date:
    off = days_off_in(session, {owner.agency_id}, range(today.year, today.year + 2))
    return add_working_days(today, TELL_WORKING_DAYS, off)


def _met_on(session: Session, task: Task) -> date:
    """The day of the conference that a task came out of; the day it was worded for one without."""
    of_item = select(Conference).join(ConferenceItem, col(ConferenceItem.conference_id) == Conference.id)
    met = session.exec(of_item.where(ConferenceItem.id == task.item_id)).first()
    return task.written_on if met is None else met.on
