"""A conference opens, rests, saves time and closes. Rules: Conference."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlmodel import Session, col, select

from casetable.actions.agenda_rows import fix
from casetable.actions.conference_reach import Sitting, begin_phase, check_runs, end_item, end_recess, sitting
from casetable.actions.conference_rows import row_of
from casetable.actions.minutes_rows import begin_minutes
from casetable.actions.telling import ask_to_tell
from casetable.errors import Refused
from casetable.models import Attendance, Conference, ConferenceItem
from casetable.queries.conference import occurrence_in, occurrences_in
from casetable.queries.conference_shape import touched_in
from casetable.queries.governing import timeline_in
from casetable.rules.conference_clock import first_phase
from casetable.rules.conference_dates import next_day
from casetable.rules.conference_words import OPENING_LINE
from casetable.rules.dates import say_day, say_day_in
from casetable.store.unit import change
from casetable.values.action import Action, never
from casetable.values.conference import Occurrence
from casetable.values.seat import Receipt, Seat
from casetable.words import AHEAD, DEBATED, HELD, ConferenceState, ItemKind, ItemState, Phase

OPEN = Action("conference.open", "opened the conference", never("a conference that was opened is closed, not undone"))
RUN = Action("conference.run", "ran the conference")
CLOSE = Action(
    "conference.close",
    "closed the conference",
    never("opened again on the same day it goes on: casetable conference open"),
)


def open_conference(seat: Seat, conference: str | date | None = None) -> Receipt:
    """Open a conference on its day (None: the next one): its agenda is fixed, its opening begins, who opens is here.

    One that was closed today goes on where it stood. For its chair, deputy or the coordinator. Raises Refused where
    another one is in session, on another day, and for one that is cancelled or was held; NotAllowed for others.
    """
    with change(seat, OPEN) as session:
        _nothing_in_session(session)
        occurrence = occurrence_in(session, seat, conference if conference is not None else _of_today(session, seat))
        _check_can_open(session, seat, occurrence)
        row = row_of(session, seat, occurrence)
        row.chair_id = row.chair_id or occurrence.chair_id
        row.deputy_id = row.deputy_id or occurrence.deputy_id
        check_runs(session, seat, row)
        room = Sitting(session, seat, row)
        if occurrence.state is ConferenceState.CLOSED:
            _go_on(room)
            return Receipt(f"The conference of {say_day(row.on)} goes on.", occurrence.conference)
        items = fix(session, seat, occurrence, row)
        _state_it(seat, row, occurrence)
        _begin(room, items)
        said = f"The conference of {say_day(row.on)} is open. Read the opening line: {' '.join(OPENING_LINE)}"
        return Receipt(said, occurrence.conference)


def accept_opening(seat: Seat) -> Receipt:
    """Write down that the room heard the opening line and said yes to it. For who runs the conference."""
    with change(seat, RUN) as session:
        room = sitting(session, seat)
        room.runners_only()
        if room.row.opening_accepted_at is None:
            room.row.opening_accepted_at = seat.now
        return Receipt("The room has heard the opening line and agrees.", room.row.original_on.isoformat())


def close_conference(seat: Seat) -> Receipt:
    """Close the conference in session: what was not reached comes first next time, and everybody is out.

    Somebody is asked to tell each participant who was discussed what was agreed. The receipt names what was not
    reached, what was not read back, who tells whom, and the next date. For its chair, deputy or the
    coordinator; never undone, but opened again on the same day it goes on.
    """
    with change(seat, CLOSE) as session:
        room = sitting(session, seat)
        room.runners_only()
        end_recess(room)
        not_reached = _end_items(room)
        for one in session.exec(select(Attendance).where(Attendance.conference_id == room.row.id)):
            if one.left_at is None:
                one.left_at = seat.now
        room.row.state = ConferenceState.CLOSED
        room.row.closed_at = seat.now
        room.row.person_present = False
        begin_minutes(session, seat, room.row)
        said = [f"The conference of {say_day(room.row.on)} is closed."]
        if not_reached:
            said.append(f"Not reached, first next time: {', '.join(not_reached)}.")
        if unread := _not_read_back(room):
            one_was = "1 action was" if unread == 1 else f"{unread} actions were"
            said.append(f"{one_was} not read back.")
        said += ask_to_tell(room)
        following = next_after(session, seat, room.row)
        said.append(f"Next: {say_day_in(following, seat.today)}." if following else "No other is planned.")
        return Receipt(" ".join(said), room.row.original_on.isoformat())


def next_after(session: Session, seat: Seat, row: Conference) -> date | None:
    """The day of the first conference still ahead after this one's; None where none is to come."""
    after = max(row.on, seat.today) + timedelta(days=1)
    found = next_day(timeline_in(session), touched_in(session), after)
    return found[1] if found else None


def _nothing_in_session(session: Session) -> None:
    other = session.exec(select(Conference).where(Conference.state == ConferenceState.IN_SESSION)).first()
    if other is not None:
        raise Refused(
            f"The conference of {say_day(other.on)} is in session.", "casetable conference close closes it first."
        )


def _of_today(session: Session, seat: Seat) -> date | None:
    """The conference that was closed today, if nothing else is planned for today; None asks for the next one."""
    found = _closed_today(session, seat)
    if found is None or any(one.state in AHEAD for one in occurrences_in(session, seat, seat.today, seat.today)):
        return None
    return found.original_on


def _closed_today(session: Session, seat: Seat) -> Conference | None:
    """The conference that was closed today; the last one of several."""
    closed = select(Conference).where(Conference.on == seat.today, Conference.state == ConferenceState.CLOSED)
    return session.exec(closed.order_by(col(Conference.closed_at).desc())).first()


def _check_can_open(session: Session, seat: Seat, occurrence: Occurrence) -> None:
    """Raise Refused for a conference that is cancelled, was held, or is on another day."""
    day = say_day_in(occurrence.on, seat.today)
    if occurrence.state is ConferenceState.CANCELLED:
        raise Refused(
            f"The conference of {day} is cancelled.",
            f"Moving it gives it a date again: casetable conference move {occurrence.conference} DATE",
        )
    was_today = occurrence.state is ConferenceState.CLOSED and occurrence.on == seat.today
    if occurrence.state in HELD and not was_today:
        raise Refused(f"The conference of {day} was held.", "casetable conference next says when the next one is.")
    if occurrence.on != seat.today:
        closed = _closed_today(session, seat)
        if closed is not None:
            raise Refused(
                f"That conference is on {day}; today's was closed.",
                f"It goes on with: casetable conference open {closed.original_on.isoformat()}",
            )
        raise Refused(
            f"That conference is on {day}; today is {say_day(seat.today)}.",
            f"To meet today, move it (casetable conference move {occurrence.conference} today) or call an "
            "extraordinary one (casetable conference extraordinary today).",
        )


def _state_it(seat: Seat, row: Conference, occurrence: Occurrence) -> None:
    """From its opening on a conference states when and where it is, whatever becomes of the rule."""
    row.state = ConferenceState.IN_SESSION
    row.starts_at, row.minutes, row.place = occurrence.starts_at, occurrence.minutes, occurrence.place
    row.opened_at = seat.now
    row.opened_by_id = seat.actor


def _begin(room: Sitting, items: Sequence[ConferenceItem]) -> None:
    opening = next((one for one in items if one.kind is ItemKind.OPENING), None)
    if opening is not None:
        opening.state, opening.opened_at = ItemState.OPEN, room.seat.now
        begin_phase(opening, first_phase(opening.kind), room.seat.now)
    _arrive(room)


def _go_on(room: Sitting) -> None:
    """A conference that was closed too early stands where it stood, with who takes it up again."""
    room.row.state = ConferenceState.IN_SESSION
    room.row.closed_at = None
    for item in room.rows():
        if item.state is ItemState.NOT_REACHED:
            item.state, item.closed_at = ItemState.PLANNED, None
    _arrive(room)


def _arrive(room: Sitting) -> None:
    seat = room.seat
    room.session.add(
        Attendance(conference_id=room.row.id, person_id=seat.actor, agency_id=seat.agency_id, arrived_at=seat.now)
    )
    room.session.flush()


def _not_read_back(room: Sitting) -> int:
    """How many actions were filed that this seat may read, and were not read back in the room."""
    return sum(len(room.unread_actions(item)) for item in room.rows())


def _end_items(room: Sitting) -> list[str]:
    """Close what is open, mark what was not reached; the names of what was not, as this seat may name them."""
    missed = []
    for item in room.rows():
        at_its_end = item.state is ItemState.OPEN and (item.kind not in DEBATED or item.phase is Phase.ACTIONS)
        if at_its_end:
            end_item(item, ItemState.DONE, room.seat.now)
        elif item.state in (ItemState.OPEN, ItemState.PLANNED):
            begun = f" (left at {item.phase.label})" if item.phase and item.kind in DEBATED else ""
            end_item(item, ItemState.NOT_REACHED, room.seat.now)
            name = room.label(item)
            if item.kind in DEBATED and name != "this item":
                missed.append(f"{name}{begun}")
    return missed
