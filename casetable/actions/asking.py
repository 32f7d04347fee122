"""An ask as it begins, alone or within another change. Rules: Weekly tasks."""

from sqlmodel import Session

from casetable.actions.asked_about import about_whom
from casetable.actions.handing import begin
from casetable.actions.reach import Reached
from casetable.actions.wording import line, minutes_of, not_past
from casetable.errors import BadInput
from casetable.models import Task
from casetable.store.references import draw, spell
from casetable.store.unit import seat_of, speaker
from casetable.values.seat import Heard, Receipt, Seat
from casetable.values.tasks import NewTask
from casetable.words import TaskState


def ask_within(
    session: Session, seat: Seat, new: NewTask, *, heard: Heard | None = None, item_id: str | None = None
) -> tuple[Task, Receipt]:
    """Ask somebody for a task within a change; ``item_id`` is the conference item that it came out of.

    Returns its row and the receipt. Raises BadInput, NotFound and Refused as ``ask`` says.
    """
    title = title_of(new.title)
    not_past(new.due, seat)
    voice = speaker(session, seat, heard)
    owner = seat_of(session, seat, new.owner)
    participant = about_whom(session, seat, voice, owner, new.participant, new.category) if new.participant else None
    task = Task(
        number=draw(session, "T"),
        participant_id=participant.id if participant else None,
        owner_id=owner.actor,
        agency_id=owner.agency_id,
        asker_id=voice.actor,
        writer_id=voice.agency_id,
        item_id=item_id,
        title=title,
        category=new.category,
        size_minutes=minutes_of(new.size_minutes),
        written_on=seat.today,
        state=TaskState.ASKED,
        asked_on=seat.today,
        due_on=new.due,
    )
    return task, begin(Reached(session, seat, voice, heard, task, spell("T", task.number)), owner)


def title_of(words: str) -> str:
    """What a task is called, cleaned. Raises BadInput for no words."""
    cleaned = line(words)
    if not cleaned:
        raise BadInput("A task needs a few words.", "Say what is to be done.")
    return cleaned
