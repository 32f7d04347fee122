"""Whoever was there corrects the minutes, with a note that says why. Rules: Conference."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from casetable.actions.agenda_rows import item_named
from casetable.actions.minutes_rows import Kept, kept
from casetable.actions.reach import person_name
from casetable.actions.wording import line as one_line
from casetable.actions.wording import lines as many_lines
from casetable.errors import KEPT, BadInput, NotAllowed, NotFound, NotShared, Refused, SomebodyElseWasFirst
from casetable.models import (
    ConferenceItem,
    ConferenceLine,
    MinutesCorrection,
    MinutesReply,
    Person,
    Ratification,
    Task,
)
from casetable.queries.agenda_items import items_in
from casetable.queries.facts import filed_line_shown
from casetable.queries.hearing import heard_by, knowing, room_seats
from casetable.queries.remembered import agency_codes
from casetable.rules.minutes import may_reword
from casetable.store.references import spell
from casetable.store.unit import change, speaker
from casetable.values.action import Action
from casetable.values.seat import Heard, Receipt, Seat
from casetable.words import UNDER_WAY, Category, CorrectionKind, ItemState, TaskState

CORRECT = Action("conference.correct", "corrected the minutes")


@dataclass(frozen=True, slots=True)
class _Correcting:
    """One correction on its way: ``voice`` is whose it is, ``text`` the line's new words or empty."""

    of: Kept
    voice: Seat
    text: str
    note: str

    @property
    def session(self) -> Session:
        """The change that it belongs to."""
        return self.of.session

    @property
    def both(self) -> tuple[Seat, ...]:
        """Who sits here, and whose word it is."""
        return tuple({one.actor: one for one in (self.of.seat, self.voice)}.values())


def correct(
    seat: Seat,
    conference: str | date | None,
    line: str | None = None,
    item: str | None = None,
    text: str = "",
    note: str = "",
    seen: int | None = None,
    heard: Heard | None = None,
    category: Category | None = None,
) -> Receipt:
    """Correct the minutes of a held conference (None: the last one), with a note that says why.

    With ``text`` a line (its id) says that from now on, its action's task too; without it the note stands beside the
    line, or beside an item (its number, reference or title). ``seen`` is the line's version that was read.
    ``category`` is that of a note beside an item, None general; beside a line it has the line's. Raises NotFound,
    BadInput without a note, NotAllowed for who was not there and for others' own words, Refused once corrections
    ended, SomebodyElseWasFirst with what stands there.
    """
    with change(seat, CORRECT, heard) as session:
        of = kept(session, seat, conference)
        voice = speaker(session, seat, heard)
        of.open_only()
        of.attended_only(voice)
        one = _Correcting(of, voice, one_line(text), many_lines(note))
        if not one.note:
            raise BadInput("A correction says why.", "Add a note: what was it really, or what is missing?")
        if line is None:
            return _note_at_item(one, item, category or Category.GENERAL)
        row = _line(one, line, seen)
        return _reword(one, row) if one.text else _note_at_line(one, row)


def _line(one: _Correcting, line: str, seen: int | None) -> ConferenceLine:
    """A line of this conference that both may read. Raises NotFound, SomebodyElseWasFirst."""
    mine = (
        select(ConferenceLine)
        .join(ConferenceItem, col(ConferenceItem.id) == ConferenceLine.item_id)
        .where(ConferenceItem.conference_id == one.of.row.id, ConferenceLine.id == line)
        .where(*[filed_line_shown(who) for who in one.both])
    )
    row = one.session.exec(mine).first()
    if row is None:
        raise NotFound(
            "There is no such line in these minutes.",
            f"casetable conference minutes {one.of.occurrence.conference} lists them.",
        )
    if seen is not None and row.version != seen:
        raise SomebodyElseWasFirst("This line changed while it was open.", KEPT, {"text": row.text})
    return row


def _reword(one: _Correcting, row: ConferenceLine) -> Receipt:
    if one.text == row.text:
        raise BadInput("These are the words that stand there.", "Say what it should say.")
    _check_may_reword(one, row)
    _add(one, row.item_id, row, CorrectionKind.REWORDED, before=row.text, after=one.text)
    row.text = one.text
    said = [f"Corrected in the minutes of {one.of.day}."]
    if row.task_id is not None:
        said.append(_reword_task(one, row.task_id))
    return Receipt(" ".join((*said, *_ask_again(one, _may_read(one, row)))), one.of.occurrence.conference)


def _check_may_reword(one: _Correcting, row: ConferenceLine) -> None:
    """Raise NotAllowed for others' own words and for another agency's narrower text, Refused for what was answered."""
    if not _is_theirs(one, row):
        whose = person_name(one.session, row.holder_id or row.person_id)
        raise NotAllowed(
            f"This is {whose}'s own: it is said in other words by {whose} or their agency.",
            "Leave out the new words, and your note stands beside it.",
        )
    if row.category is not Category.GENERAL and row.participant_id and row.writer_id != one.voice.agency_id:
        writer = agency_codes(one.session)[row.writer_id]
        raise NotAllowed(
            f"What {writer} wrote of {row.category.label} is said in other words by {writer}.",
            "Leave out the new words, and your note stands beside it.",
        )
    if one.session.exec(select(Ratification.id).where(Ratification.line_id == row.id)).first() is not None:
        raise Refused("An agency has answered to these very words.", "Leave them, and put a note beside them.")


def _is_theirs(one: _Correcting, row: ConferenceLine) -> bool:
    """The line is the room's, or belongs to whose word it is: they hold or filed it, or it is their agency's."""
    agencies = {row.writer_id}
    if row.holder_id is not None:
        agencies.add(one.session.exec(select(Person.agency_id).where(Person.id == row.holder_id)).one())
    return any(
        may_reword(
            row.kind,
            filed_by=row.person_id,
            holder=row.holder_id,
            writer=writer,
            actor=one.voice.actor,
            agency=one.voice.agency_id,
        )
        for writer in agencies
    )


def _reword_task(one: _Correcting, task_id: str) -> str:
    """An action's task says it too, unless it is over."""
    task = one.session.get_one(Task, task_id)
    while task.state is TaskState.HANDED_OVER and (on := _handed_on(one.session, task)) is not None:
        task = on
    ref = spell("T", task.number)
    if task.state not in UNDER_WAY:
        return f"{ref} is {task.state.label} and keeps its words."
    task.title, task.written_on = one.text, one.of.seat.today
    return f"{ref} says it too."


def _handed_on(session: Session, task: Task) -> Task | None:
    """The task that a handed-over one became."""
    return session.exec(select(Task).where(Task.handed_from_id == task.id)).first()


def _may_read(one: _Correcting, row: ConferenceLine) -> Callable[[Seat], bool]:
    """Whether an agency may read a line."""

    def reads(reader: Seat) -> bool:
        shown = select(ConferenceLine.id).where(ConferenceLine.id == row.id, filed_line_shown(reader))
        return one.session.exec(shown).first() is not None

    return reads


def _ask_again(one: _Correcting, reads: Callable[[Seat], bool]) -> list[str]:
    """Take back the word of other agencies that nothing is to be corrected, of those that may read what is new."""
    session, codes = one.session, agency_codes(one.session)
    mine = select(MinutesReply).where(MinutesReply.minutes_id == one.of.minutes.id)
    replies = [reply for reply in session.exec(mine) if reply.agency_id != one.voice.agency_id]
    readers = room_seats(session, one.of.seat, [codes[reply.agency_id] for reply in replies])
    again = [reader.agency for reader in readers if reads(reader)]
    for reply in replies:
        if codes[reply.agency_id] in again:
            session.delete(reply)
    return [f"Asked again whether anything is to be corrected: {', '.join(again)}."] if again else []


def _note_at_line(one: _Correcting, row: ConferenceLine) -> Receipt:
    seat, writer = one.of.seat, agency_codes(one.session)[row.writer_id]
    narrow = row.category is not Category.GENERAL and row.participant_id and row.writer_id != one.voice.agency_id
    if narrow:
        both = ((row.writer_id, one.voice.agency), (one.voice.agency_id, writer))
        if any(heard_by(one.session, seat, row.participant_id, row.category, who, [code]) for who, code in both):
            raise Refused(
                f"{one.voice.agency} and {writer} may not read each other's {row.category.label} today.",
                "Put the note beside the item instead, under your own agency.",
            )
    _add(one, row.item_id, row, CorrectionKind.NOTED)
    said = [f"Noted beside it in the minutes of {one.of.day}.", *_ask_again(one, _may_read(one, row))]
    return Receipt(" ".join(said), one.of.occurrence.conference)


def _note_at_item(one: _Correcting, item: str | None, category: Category) -> Receipt:
    if item is None or one.text:
        raise BadInput("Which line says something else?", "Name the line for new words, or an item for a note.")
    row = _item(one, item)
    if row.participant_id is None and category is not Category.GENERAL:
        raise BadInput("An item about nobody is read by everybody at the table.", f"Leave out {category.label}.")
    for who in one.both:
        if row.participant_id is not None and not knowing(one.session, [who], row.participant_id):
            raise NotShared(f"This item is not shared with {who.agency} today.", "Somebody who knows them notes it.")
    _add(one, row.id, None, CorrectionKind.NOTED, row.participant_id, category)

    def reads(reader: Seat) -> bool:
        return not heard_by(
            one.session, one.of.seat, row.participant_id, category, one.voice.agency_id, [reader.agency]
        )

    said = [f"Noted beside the item in the minutes of {one.of.day}.", *_ask_again(one, reads)]
    return Receipt(" ".join(said), one.of.occurrence.conference)


def _item(one: _Correcting, words: str) -> ConferenceItem:
    """The item that words name, as the seat may see it. Raises NotFound, BadInput."""
    found = items_in(one.session, one.of.seat, col(ConferenceItem.conference_id) == one.of.row.id)
    listed = tuple(each for each in found if each.state is not ItemState.REMOVED)
    return one.session.get_one(ConferenceItem, listed[item_named(listed, words)].id)


def _add(
    one: _Correcting,
    item_id: str,
    line: ConferenceLine | None,
    kind: CorrectionKind,
    participant_id: str | None = None,
    category: Category = Category.GENERAL,
    before: str = "",
    after: str = "",
) -> None:
    seat, voice = one.of.seat, one.voice
    one.session.add(
        MinutesCorrection(
            minutes_id=one.of.minutes.id,
            item_id=item_id,
            line_id=line.id if line is not None else None,
            kind=kind,
            participant_id=line.participant_id if line is not None else participant_id,
            category=line.category if line is not None else category,
            writer_id=line.writer_id if line is not None and kind is CorrectionKind.REWORDED else voice.agency_id,
            person_id=voice.actor,
            noted_by_id=seat.actor if voice.actor != seat.actor else None,
            at=seat.now,
            on=seat.today,
            before=before,
            after=after,
            note=one.note,
        )
    )
    one.session.flush()
