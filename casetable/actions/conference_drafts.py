"""The line that somebody is typing in the room, kept so that a killed terminal finds it again. Outside the log."""

from sqlmodel import select

from casetable.actions.conference_reach import sitting
from casetable.actions.wording import line
from casetable.models import ConferenceDraft
from casetable.queries.facts import typed_line_shown
from casetable.rules.permissions import check
from casetable.store.aside import aside
from casetable.values.seat import Seat


def keep_line(seat: Seat, text: str) -> None:
    """Keep what this person is typing in the conference in session; no words throw away what was kept.

    Raises Refused where none is in session, NotAllowed for who files nothing, BadInput for what is never kept (a
    Social Security number), OnlyReading and its like where nothing can be kept.
    """
    check(seat.roles, "conference.file", is_clock=seat.is_clock)
    words = line(text)
    with aside(seat) as session:
        room = sitting(session, seat)
        item = room.open_item()
        mine = select(ConferenceDraft).where(ConferenceDraft.conference_id == room.row.id, typed_line_shown(seat))
        draft = session.exec(mine).first()
        if not words:
            if draft is not None:
                session.delete(draft)
            return
        draft = draft or ConferenceDraft(conference_id=room.row.id, person_id=seat.actor, text="", at=seat.now)
        draft.text, draft.at = words, seat.now
        draft.item_id = item.id if item is not None else None
        session.add(draft)
