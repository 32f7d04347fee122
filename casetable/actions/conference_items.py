"""The room goes through its agenda: an item opens, its phases follow, it is done or left. Rules: Conference."""

from casetable.actions.conference_hearing import no_longer_heard, record_further
from casetable.actions.conference_reach import (
    STILL_HERE,
    Sitting,
    begin_phase,
    end_item,
    end_presence,
    end_recess,
    sitting,
)
from casetable.actions.wording import line
from casetable.errors import NotShared, Refused
from casetable.models import ConferenceItem
from casetable.queries.hearing import may_room_hear
from casetable.queries.room_told import room_told
from casetable.rules.conference_clock import first_phase, next_phase
from casetable.store.unit import change
from casetable.values.action import Action, never
from casetable.values.seat import Receipt, Seat
from casetable.words import DEBATED, ItemKind, ItemState, LineKind, Phase

OPEN_ITEM = Action(
    "conference.open_item",
    "opened an item",
    never("the room heard about the participant; go to another item instead"),
)
GO_ON = Action("conference.run", "went on in the conference")
LEAVE = Action("conference.run", "left an item")

_STILL_TO_COME = frozenset({ItemState.PLANNED, ItemState.NOT_DISCUSSED, ItemState.DONE})


def open_item(seat: Seat, item: str) -> Receipt:
    """Go to an item: a participant's is told to every agency in the room, and written down as told.

    Another open item is done if it came to its end, else it waits with its phase. For who runs the conference. Raises
    NotFound for no such item; NotShared, naming who may not hear and both ways out, where the room may not hear it.
    """
    with change(seat, OPEN_ITEM) as session:
        room = sitting(session, seat)
        room.runners_only()
        row = room.item(item)
        other = room.open_item()
        if other is not None and other.id == row.id:
            return Receipt(f"The room is at {room.label(row)} already.", _ref(room, row))
        if row.state not in _STILL_TO_COME:
            raise Refused(f"{room.label(row)} is {row.state.label}.", "casetable conference show lists the agenda.")
        _all_may_hear(room, row)
        _nobody_elses_business(room, row, other)
        end_recess(room)
        was_present = False
        if other is not None:
            was_present = end_presence(room, other)
            _put_aside(room, other)
        row.state, row.why, row.closed_at = ItemState.OPEN, "", None
        row.opened_at = row.opened_at or seat.now
        begin_phase(row, row.phase or first_phase(row.kind), seat.now)
        session.flush()
        if row.participant_id is not None:
            record_further(room, OPEN_ITEM, row, room_told(session, seat, row, room.agencies_here()))
        return Receipt(_opened(room, row, other) + (STILL_HERE if was_present else ""), _ref(room, row))


def advance(seat: Seat, item_id: str, phase: Phase) -> Receipt:
    """Go on from ``phase`` of the open item to its next one, after the last the item is done.

    Where the room is further already nothing happens, and the receipt says where it is. For who runs the conference.
    Raises Refused where the phase may not be left yet: the opening line was not accepted, there are no words of the
    participant and no reason why, or an action was not read back. Raises NotShared where sharing ended: the item is
    then closed as not discussed.
    """
    with change(seat, GO_ON) as session:
        room = sitting(session, seat)
        room.runners_only()
        row = room.open_item()
        if row is None or row.id != item_id or row.phase is not phase:
            return Receipt(_where(room, row), _ref(room, row))
        ended = no_longer_heard(room, row)
        receipt = Receipt("", "") if ended else _go_on(room, row, phase)
    if ended:
        raise ended_sharing()
    return receipt


def leave_item(seat: Seat, item: str, why: str) -> Receipt:
    """Leave an item undiscussed: it is closed as that, with the reason if one is said. For who runs the conference.

    Raises NotFound for no such item, Refused for one that is over.
    """
    with change(seat, LEAVE) as session:
        room = sitting(session, seat)
        room.runners_only()
        row = room.item(item)
        if row.state not in (ItemState.PLANNED, ItemState.OPEN):
            raise Refused(f"{room.label(row)} is {row.state.label}.")
        end_recess(room)
        was_present = row.state is ItemState.OPEN and end_presence(room, row)
        end_item(row, ItemState.NOT_DISCUSSED, seat.now, line(why))
        if row.why and row.writer_id is None:
            row.writer_id, row.written_on = seat.agency_id, seat.today
        still = STILL_HERE if was_present else ""
        return Receipt(f"{room.label(row)}: not discussed.{still}", _ref(room, row))


def ended_sharing() -> NotShared:
    """What is raised once an item was closed because sharing ended while it was open."""
    return NotShared(
        "Sharing ended while this item was open: it is closed, not discussed.",
        "What you typed was not filed. Go to the next item.",
    )


def _all_may_hear(room: Sitting, row: ConferenceItem) -> None:
    if row.participant_id is None:
        return
    sentences = may_room_hear(room.session, room.seat, row.participant_id, room.present())
    if sentences:
        raise NotShared(
            " ".join(sentences),
            "They step out (casetable conference attend --out NAME), or the item is left: casetable conference item "
            f"{room.label(row)} --not-discussed",
        )


def _nobody_elses_business(room: Sitting, row: ConferenceItem, other: ConferenceItem | None) -> None:
    """Raise Refused where a participant is in the room whose item is open: they hear of nobody else."""
    about = {one.participant_id for one in (row, other) if one is not None and one.participant_id is not None}
    if other is not None and room.row.person_present and len(about) > 1:
        raise Refused(
            f"{room.label(other)} is in the room and hears of nobody else.",
            "Once they have left: i, or casetable conference person gone",
        )


def _put_aside(room: Sitting, row: ConferenceItem) -> None:
    """What the room goes away from is done at its end; before it, it waits where it is."""
    if row.kind not in DEBATED or (row.phase is Phase.ACTIONS and not room.unread_actions(row)):
        end_item(row, ItemState.DONE, room.seat.now)
    else:
        row.state = ItemState.PLANNED


def _go_on(room: Sitting, row: ConferenceItem, phase: Phase) -> Receipt:
    _may_leave(room, row, phase)
    end_recess(room)
    if phase is Phase.DEBATE:
        row.had_no_debate = not room.lines(row, LineKind.OPTION, LineKind.ARGUMENT)
    following = next_phase(row.kind, phase)
    label = room.label(row)
    if following is not None:
        begin_phase(row, following, room.seat.now)
        no_debate = " No debate is recorded." if phase is Phase.DEBATE and row.had_no_debate else ""
        return Receipt(f"{label}: {following.label}.{no_debate}", _ref(room, row))
    still = STILL_HERE if end_presence(room, row) else ""
    end_item(row, ItemState.DONE, room.seat.now)
    room.session.flush()
    listed = room.listed()
    coming = next((n for n, one in enumerate(listed, start=1) if one.state is ItemState.PLANNED), None)
    after = f" Next: {coming}, {listed[coming - 1].label}." if coming else " It was the last item."
    return Receipt(f"{label} is done.{after}{still}", _ref(room, row))


def _may_leave(room: Sitting, row: ConferenceItem, phase: Phase) -> None:
    """Raise Refused with the way where a phase may not be left yet."""
    if row.kind is ItemKind.OPENING and room.row.opening_accepted_at is None:
        raise Refused(
            "The opening line was not accepted yet.",
            "Read it aloud and accept it first: y, or casetable conference attend --accepted",
        )
    if phase is Phase.WORDS and not room.lines(row, LineKind.WORDS, LineKind.NO_WORDS):
        raise Refused(
            f"Nothing of {room.label(row)}'s own words is filed yet.",
            "s TEXT are their words, n REASON says why there are none.",
        )
    unread = room.unread_actions(row)
    if phase is Phase.ACTIONS and unread:
        one_is = "1 action is" if len(unread) == 1 else f"{len(unread)} actions are"
        raise Refused(f"{one_is} not read back yet.", "Read them out with owner and date: y, or read-back.")


def _opened(room: Sitting, row: ConferenceItem, other: ConferenceItem | None) -> str:
    phase = f", {row.phase.label}" if row.phase and row.phase is not Phase.ROOM else ""
    said = [f"{room.label(row)}{phase}, {row.minutes} min."]
    if other is not None and other.state is ItemState.PLANNED:
        said.append(f"{room.label(other)} waits at {other.phase.label if other.phase else 'its beginning'}.")
    if other is not None and other.kind is ItemKind.OPENING and room.row.opening_accepted_at is None:
        said.append("The opening line was not accepted yet: casetable conference attend --accepted.")
    if row.participant_id is not None and room.row.person_present:
        said.append("A participant is in the room.")
    return " ".join(said)


def _where(room: Sitting, row: ConferenceItem | None) -> str:
    if row is None:
        return "No item is open: go to the next one."
    phase = f", {row.phase.label}" if row.phase and row.phase is not Phase.ROOM else ""
    return f"The room is at {room.label(row)}{phase}."


def _ref(room: Sitting, row: ConferenceItem | None) -> str:
    """The participant's reference where this seat may name them, else the conference."""
    label = room.label(row) if row is not None and row.participant_id is not None else ""
    return label if label.startswith("P-") else room.row.original_on.isoformat()
