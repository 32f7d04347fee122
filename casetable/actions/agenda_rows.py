"""The rows of an agenda: made of what was proposed, found by what people call them, kept in order."""

from collections.abc import Iterable, Sequence

from sqlalchemy import and_, not_
from sqlmodel import Session, col, select

from casetable.errors import BadInput, NotFound
from casetable.models import Conference, ConferenceItem, Participant
from casetable.queries.agenda import agenda_in
from casetable.queries.agenda_left import LEFT_OPEN, left_in
from casetable.queries.facts import item_listed, question_shown
from casetable.rules.conference_clock import PLANNED_MINUTES
from casetable.store.references import read_reference, spell
from casetable.values.conference import AgendaItem, Occurrence
from casetable.values.seat import Seat
from casetable.words import ALWAYS_FIRST, ALWAYS_LAST, AT_THE_TABLE, ItemKind, ItemState

FAR_BEHIND = 1000
"""From where on the items are numbered that stand last on every agenda."""
LEFT_THE_TABLE = "they are not at the table any more"


def fix(session: Session, seat: Seat, occurrence: Occurrence, conference_row: Conference) -> list[ConferenceItem]:
    """Make rows of a conference's whole agenda, within a change, and return them in order.

    First what this seat sees, in the order in which it was proposed to it; then what stands there for others: items
    that it may not see, and everybody else at the table. What was proposed for a conference that will not be held
    moves here; what the last one did not reach is written anew. Nothing is made twice.
    """
    stored = {one.id: one for one in _rows(session, conference_row)}
    proposed = agenda_in(session, seat, occurrence).items
    shown = [_row(session, conference_row, one, stored) for one in proposed]
    placed = {one.id for one in shown}
    _let_go(session, stored.values())
    hidden = [one for one in stored.values() if one.id not in placed and one.state is not ItemState.REMOVED]
    hidden += _left_for_others(session, seat, occurrence, conference_row, placed)
    hidden += _others(session, conference_row, [*stored.values(), *shown, *hidden])
    first = [one for one in shown if one.kind in ALWAYS_FIRST]
    last = [one for one in shown if one.kind in ALWAYS_LAST]
    middle = [one for one in shown if one.kind not in (*ALWAYS_FIRST, *ALWAYS_LAST)]
    return in_order(session, [*first, *middle, *hidden, *last])


def in_order(session: Session, rows: Sequence[ConferenceItem]) -> list[ConferenceItem]:
    """Number rows as they come, touching only those that move.

    What stands last on every agenda is numbered far behind, so that an item more touches no other row.
    """
    behind = 0
    for position, row in enumerate(rows, start=1):
        behind += row.kind in ALWAYS_LAST
        wanted = FAR_BEHIND + behind if row.kind in ALWAYS_LAST else position
        if row.position != wanted:
            row.position = wanted
        session.add(row)
    session.flush()
    return list(rows)


def standing(session: Session, conference_row: Conference) -> list[ConferenceItem]:
    """The rows of an agenda in order, without those that were taken off."""
    return [one for one in _rows(session, conference_row) if one.state is not ItemState.REMOVED]


def append(session: Session, row: ConferenceItem, conference_row: Conference) -> ConferenceItem:
    """Put a new row at the end of what is debated, before what stands last on every agenda."""
    before = [one.position for one in _rows(session, conference_row) if one.kind not in ALWAYS_LAST]
    row.position = max(before, default=0) + 1
    session.add(row)
    session.flush()
    return row


def item_named(items: Sequence[AgendaItem], words: str) -> int:
    """Where in a seat's agenda the item stands that words name: its number, a reference, a title, its kind or its id.

    Raises NotFound where there is none, BadInput where there are several.
    """
    plain = words.strip()
    found = [place for place, one in enumerate(items) if one.id == plain]
    if not found and plain.isdecimal() and plain.isascii() and 1 <= int(plain) <= len(items):
        found = [int(plain) - 1]
    found = found or _by_reference(items, plain) or _by_title(items, plain.casefold())
    if not found:
        raise NotFound(f"There is no item {plain[:40]!r} on this agenda.", "casetable conference agenda lists them.")
    if len(found) > 1:
        numbers = ", ".join(str(place + 1) for place in found)
        raise BadInput(f"{plain[:40]!r} could be several items.", f"Say its number: {numbers}.")
    return found[0]


def _by_reference(items: Sequence[AgendaItem], words: str) -> list[int]:
    try:
        ref = spell("P", read_reference(words, "P"))
    except BadInput:
        return []
    return [place for place, one in enumerate(items) if one.participant == ref]


def _by_title(items: Sequence[AgendaItem], wanted: str) -> list[int]:
    called = [
        (place, (one.title or one.kind.label).casefold()) for place, one in enumerate(items) if not one.participant
    ]
    exact = [place for place, name in called if name == wanted]
    return exact or [place for place, name in called if wanted and name.startswith(wanted)]


def _let_go(session: Session, rows: Iterable[ConferenceItem]) -> None:
    """Take off the planned items of people who are not at the table any more."""
    for one in rows:
        if one.participant_id is None or one.state is not ItemState.PLANNED:
            continue
        if session.get_one(Participant, one.participant_id).state not in AT_THE_TABLE:
            one.state, one.why = ItemState.REMOVED, LEFT_THE_TABLE
            session.add(one)


def _rows(session: Session, conference_row: Conference) -> list[ConferenceItem]:
    mine = select(ConferenceItem).where(ConferenceItem.conference_id == conference_row.id)
    return list(session.exec(mine.order_by(col(ConferenceItem.position), col(ConferenceItem.id))))


def _row(
    session: Session, conference_row: Conference, one: AgendaItem, stored: dict[str, ConferenceItem]
) -> ConferenceItem:
    """The row of an item as it was proposed: its own, that of the conference it goes on from, or a new one."""
    if one.id is not None:
        return stored[one.id]
    if one.goes_on_from is not None:
        return _taken_over(conference_row, session.get_one(ConferenceItem, one.goes_on_from))
    return _new(conference_row, one.kind, one.participant_id)


def _new(conference_row: Conference, kind: ItemKind, participant_id: str | None = None) -> ConferenceItem:
    return ConferenceItem(
        conference_id=conference_row.id,
        position=0,
        kind=kind,
        participant_id=participant_id,
        minutes=PLANNED_MINUTES[kind],
    )


def _taken_over(conference_row: Conference, before: ConferenceItem) -> ConferenceItem:
    """An item of an earlier conference: moved here where that one is not held, else written anew with its question."""
    if before.state is ItemState.PLANNED:
        before.conference_id = conference_row.id
        return before
    row = _new(conference_row, before.kind, before.participant_id)
    row.title, row.question, row.category = before.title, before.question, before.category
    row.writer_id, row.proposed_by_id, row.written_on = before.writer_id, before.proposed_by_id, before.written_on
    return row


def _left_for_others(
    session: Session, seat: Seat, occurrence: Occurrence, conference_row: Conference, placed: Iterable[str]
) -> list[ConferenceItem]:
    """What earlier conferences left that this seat may not see."""
    left = left_in(session, seat, occurrence)
    if not left.is_next:
        return []
    at_table = select(Participant.id).where(col(Participant.state).in_(sorted(AT_THE_TABLE)))
    goes_on = col(ConferenceItem.participant_id).is_(None) | col(ConferenceItem.participant_id).in_(at_table)
    of = select(ConferenceItem).join(Conference, col(Conference.id) == ConferenceItem.conference_id).where(goes_on)
    free = of.where(
        col(Conference.original_on).in_(left.set_free),
        ConferenceItem.state == ItemState.PLANNED,
        col(ConferenceItem.proposed_by_id).is_not(None),
    )
    found = [one for one in session.exec(free.order_by(col(ConferenceItem.id))) if one.id not in placed]
    if left.last is not None and not occurrence.agenda_is_fixed:
        unreached = of.where(
            Conference.original_on == left.last,
            col(ConferenceItem.state).in_(sorted(LEFT_OPEN)),
            ConferenceItem.question != "",
            not_(and_(item_listed(seat), question_shown(seat))),
        )
        found += session.exec(unreached.order_by(col(ConferenceItem.position)))
    return [_taken_over(conference_row, one) for one in found]


def _others(session: Session, conference_row: Conference, items: Iterable[ConferenceItem]) -> list[ConferenceItem]:
    """Everybody else at the table, by reference."""
    there = {one.participant_id for one in items}
    everybody = select(Participant.id).where(col(Participant.state).in_(sorted(AT_THE_TABLE)))
    ids = session.exec(everybody.order_by(col(Participant.number))).all()
    return [_new(conference_row, ItemKind.PARTICIPANT, one) for one in ids if one not in there]
