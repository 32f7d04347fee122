"""Filing what the room says: one line, one row; an action is a task at once. Rules: Conference."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete
from sqlmodel import col, select

from casetable.actions.asking import ask_within
from casetable.actions.conference_deciding import decide
from casetable.actions.conference_hearing import agencies_named, no_longer_heard, record_further, telling
from casetable.actions.conference_items import ended_sharing
from casetable.actions.conference_reach import Sitting, next_position, sitting
from casetable.actions.conference_session import next_after
from casetable.actions.wording import line as one_line
from casetable.actions.wording import not_past
from casetable.errors import BadInput, NotShared, Refused
from casetable.models import ConferenceDraft, ConferenceItem, ConferenceLine, Participant, Task
from casetable.queries.dissents import due_on_item
from casetable.queries.filed import options_in
from casetable.queries.hearing import heard_by, knowing, room_seats
from casetable.queries.room_told import line_told
from casetable.rules.conference_words import turned_out_said
from casetable.rules.dates import say_day_in
from casetable.store.references import spell
from casetable.store.unit import change, seat_of
from casetable.values.action import Action, never
from casetable.values.conference import Filed, Typed
from casetable.values.seat import Receipt, Seat
from casetable.values.tasks import NewTask
from casetable.words import DEBATED, Category, ItemKind, ItemState, LineKind, TurnedOut

FILE = Action("conference.file", "filed a line")
FILE_AND_TELL = Action(
    "conference.file",
    "filed a line",
    never("the room heard something new about the participant; strike the line instead"),
)

_DEBATED_ONLY = frozenset({LineKind.OPTION, LineKind.ARGUMENT, LineKind.DECISION, LineKind.DISSENT, LineKind.SINCE})
_OF_A_PARTICIPANT = frozenset({LineKind.WORDS, LineKind.NO_WORDS, LineKind.ASKED})


@dataclass(slots=True)
class _Line:
    """A line on its way into the table: the row so far, and what its receipt says."""

    row: ConferenceLine
    said: str


def file_line(seat: Seat, item: str | None, typed: Typed) -> Filed:
    """File a line under an item, by default the open one; what this person was typing is no draft any more.

    An action is asked as a task in the same entry. A decision without quorum becomes a proposal. What some in the room
    may not read is kept and shown to those who may; ``Filed.hidden_from`` says to whom not. Raises BadInput for a line
    that could not be read or does not fit the item, Refused where no item is open or no release lets an action's owner
    know, NotShared where this seat does not know the participant, and where sharing ended: the item is then closed as
    not discussed, and the line is not filed.
    """
    return telling(FILE, FILE_AND_TELL, lambda action: _file(seat, item, typed, action))


def _file(seat: Seat, item: str | None, typed: Typed, action: Action) -> Filed:
    if typed.unread:
        raise BadInput(f"{typed.unread[0][:1].upper()}{typed.unread[0][1:]}.", " ".join(typed.unread[1:]))
    with change(seat, action) as session:
        room = sitting(session, seat)
        under = _item_for(room, item, typed.kind)
        ended = no_longer_heard(room, under)
        if not ended:
            filed = _store(room, under, typed, action)
    if ended:
        raise ended_sharing()
    return filed


def _item_for(room: Sitting, words: str | None, kind: LineKind) -> ConferenceItem:
    """The item that a line is filed under. Raises Refused where none is open, BadInput where the line has no place."""
    row = room.item(words) if words is not None else room.open_item_shown()
    if row is None and kind is LineKind.PARKED:
        row = room.item(ItemKind.PARKING.label)
    if row is None:
        raise Refused("No item is open.", "casetable conference item NUMBER opens one.")
    label = room.label(row)
    _check_known(room, row, label)
    if row.participant_id is not None and row.state not in (ItemState.OPEN, ItemState.DONE):
        raise Refused(f"{label} is not open ({row.state.label}).", f"casetable conference item {label} opens it.")
    if kind in _OF_A_PARTICIPANT and row.kind is not ItemKind.PARTICIPANT:
        what = "nobody is asked for anything" if kind is LineKind.ASKED else "there are no words of theirs"
        raise BadInput(f"{label} is about nobody: {what}.", "File it as an option, or park it.")
    if kind in _DEBATED_ONLY and row.kind not in DEBATED:
        raise BadInput(f"Under {label} nothing is debated.", "An action (a) and the parking lot (k) are open to it.")
    return row


def _check_known(room: Sitting, row: ConferenceItem, label: str) -> None:
    """Raise NotShared for an item of somebody whom this seat knows by reference only."""
    if row.participant_id is None or knowing(room.session, [room.seat], row.participant_id):
        return
    raise NotShared(f"{label} is not shared with {room.seat.agency} today.", "Somebody who knows them files it.")


def _store(room: Sitting, item: ConferenceItem, typed: Typed, action: Action) -> Filed:
    here = room.agencies_here()
    line = _made(room, item, typed)
    session = room.session
    session.add(line.row)
    if typed.kind in (LineKind.OPTION, LineKind.ARGUMENT) and item.had_no_debate:
        item.had_no_debate = False
    session.execute(
        delete(ConferenceDraft).where(
            col(ConferenceDraft.conference_id) == room.row.id, col(ConferenceDraft.person_id) == room.seat.actor
        )
    )
    session.flush()
    record_further(room, action, item, line_told(session, room.seat, line.row, here))
    deaf = heard_by(session, room.seat, item.participant_id, typed.category, line.row.writer_id, here)
    hidden = f"Not shown to {agencies_named(session, deaf)}: no release covers {typed.category.label}." if deaf else ""
    sentence = " ".join(part for part in (line.said, hidden) if part)
    return Filed(Receipt(sentence, _ref(room, item, line.row)), line.row.id, hidden)


def _made(room: Sitting, item: ConferenceItem, typed: Typed) -> _Line:
    """The row of a line, by what it is, and what the receipt says of it."""
    row = _row(room, item, typed)
    if typed.kind is LineKind.ARGUMENT:
        row.option_id, row.is_for = _option(room, item, typed.option, newest=True), bool(typed.is_for)
        return _Line(row, f"{'For' if row.is_for else 'Against'}: filed.")
    if typed.kind is LineKind.DECISION:
        row.option_id = _option(room, item, typed.option, newest=False)
        return _Line(row, decide(room, item, row, typed.decided_by))
    if typed.kind is LineKind.DISSENT:
        row.look_again_on = _look_again(room, typed.look_again_on)
        row.may_tell = typed.may_tell and item.participant_id is not None
        return _Line(row, f"Dissent filed: looked at again on {say_day_in(row.look_again_on, room.seat.today)}.")
    if typed.kind is LineKind.SINCE:
        return _Line(row, _since(room, item, row, typed))
    if typed.kind is LineKind.ACTION:
        return _Line(row, _task(room, item, row, typed))
    return _Line(row, f"{typed.kind.label[:1].upper()}{typed.kind.label[1:]}: filed.".replace(", because", ""))


def _row(room: Sitting, item: ConferenceItem, typed: Typed) -> ConferenceLine:
    seat = room.seat
    text = one_line(typed.text)
    if not text:
        raise BadInput("There are no words to file.", "Say it after the key.")
    if item.participant_id is None and typed.category is not Category.GENERAL:
        raise BadInput(
            "An item about nobody is read by everybody at the table.",
            f"Leave out {typed.category.label}, or file it under whom it is about.",
        )
    holder_id = typed.owner if typed.kind is LineKind.ACTION else typed.holder
    if typed.kind is LineKind.DISSENT:
        holder_id = holder_id or seat.actor
    holder = seat_of(room.session, seat, holder_id) if holder_id else None
    speaks = holder if holder is not None and typed.kind is not LineKind.ACTION else seat
    _check_held(room, item, typed, speaks)
    return ConferenceLine(
        item_id=item.id,
        position=next_position(room.session, item),
        kind=typed.kind,
        participant_id=item.participant_id,
        text=text,
        category=typed.category,
        writer_id=speaks.agency_id,
        person_id=seat.actor,
        holder_id=holder.actor if holder else None,
        at=seat.now,
        on=seat.today,
    )


def _check_held(room: Sitting, item: ConferenceItem, typed: Typed, holder: Seat) -> None:
    """Raise Refused for a narrower line of another agency's unless each may read the other's of that category today."""
    seat, category = room.seat, typed.category
    if category is Category.GENERAL or holder.agency_id == seat.agency_id:
        return
    both = ((holder.agency_id, seat.agency), (seat.agency_id, holder.agency))
    if any(heard_by(room.session, seat, item.participant_id, category, writer, [code]) for writer, code in both):
        raise Refused(
            f"{holder.name}'s words on {category.label} are not filed at {seat.agency}: {seat.agency} and "
            f"{holder.agency} may not read each other's today.",
            f"Let {holder.name} file them at their own seat, or file them without @.",
        )


def _option(room: Sitting, item: ConferenceItem, number: int | None, *, newest: bool) -> str | None:
    """The id of an item's option as this seat numbers them; without a number the newest, or none."""
    options: Sequence[str] = options_in(room.session, room.seat, item.id)
    if number is None:
        return options[-1] if newest and options else None
    if not 1 <= number <= len(options):
        there = f"only {', '.join(str(n + 1) for n in range(len(options)))}" if options else "none is filed yet"
        raise BadInput(f"There is no option {number}, {there}.", "o TEXT files one.")
    return options[number - 1]


def _look_again(room: Sitting, day: date | None) -> date:
    day = day or next_after(room.session, room.seat, room.row)
    if day is None:
        raise BadInput("When is it looked at again?", "Say the day: ; look again 8 jan")
    not_past(day, room.seat)
    return day


def _since(room: Sitting, item: ConferenceItem, row: ConferenceLine, typed: Typed) -> str:
    """Say of a dissent that came back how it turned out; too early to say is looked at again."""
    seats = room_seats(room.session, room.seat, room.agencies_here())
    due = due_on_item(room.session, room.seat, item, room.row.on, seats)
    dissent = next((one for one in due if one.id == typed.about), None)
    if dissent is None:
        raise BadInput("There is no such dissent to be looked at under this item.", "casetable conference show")
    if typed.turned_out is None:
        raise BadInput("How did it turn out?", "End with (right), (otherwise) or (early).")
    row.about_id, row.turned_out = dissent.id, typed.turned_out
    said = turned_out_said(typed.turned_out, dissent.holder or "")
    if typed.turned_out is not TurnedOut.EARLY:
        return f"What happened since is filed: {said}."
    row.look_again_on = _look_again(room, typed.look_again_on)
    return f"What happened since is filed: {said}, looked at again on {say_day_in(row.look_again_on, room.seat.today)}."


def _task(room: Sitting, item: ConferenceItem, row: ConferenceLine, typed: Typed) -> str:
    """Ask the action as a task; its words are the asker's, like the task's. Raises BadInput without owner or date."""
    if typed.owner is None or typed.due is None:
        raise BadInput("An action has an owner and a date before it leaves the room.", "Like: a call Rosa @lee fri")
    ref = None
    if item.participant_id is not None:
        whom = select(Participant.number).where(Participant.id == item.participant_id)
        ref = spell("P", room.session.exec(whom).one())
    new = NewTask(row.text, typed.owner, typed.due, ref, row.category, typed.size_minutes)
    task, receipt = ask_within(room.session, room.seat, new, item_id=item.id)
    row.task_id = task.id
    return receipt.sentence


def _ref(room: Sitting, item: ConferenceItem, row: ConferenceLine) -> str:
    """The action's task, else the participant, else the conference."""
    if row.task_id is not None:
        return spell("T", room.session.exec(select(Task.number).where(Task.id == row.task_id)).one())
    label = room.label(item) if item.participant_id is not None else ""
    return label if label.startswith("P-") else room.row.original_on.isoformat()
