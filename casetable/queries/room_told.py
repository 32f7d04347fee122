"""What the agencies in the room are told when a participant's item is opened, for the account of disclosures."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import and_, or_
from sqlalchemy import select as select_rows
from sqlmodel import Session, col, select

from casetable.models import ConferenceItem, ConferenceLine, Note, OutcomeReading, Participant, Release, Task
from casetable.queries.facts import (
    filed_line_shown,
    in_force,
    note_shown,
    question_shown,
    reading_shown,
    task_text_shown,
)
from casetable.queries.hearing import room_seats
from casetable.queries.remembered import agency_codes
from casetable.store.references import spell
from casetable.values.disclosures import Told
from casetable.values.seat import Seat
from casetable.words import UNDER_WAY, Basis, Category, LineKind, NoteKind

_Behind = dict[tuple[str, Category], tuple[str, ...]]
"""By discloser's row id and category, the releases in force to one receiver: their references."""

_ON_THE_CARD = (NoteKind.GOAL, NoteKind.TAKING_PART, NoteKind.CONTACT)
_EARLIER = (LineKind.DECISION, LineKind.DISSENT, LineKind.SINCE)


def room_told(session: Session, seat: Seat, item: ConferenceItem, agencies: Iterable[str]) -> tuple[Told, ...]:
    """What opening an item tells each agency in the room (by code): only what all of them may read.

    One line for each agency that is told, category, and agency whose words they are; nothing for an item about nobody,
    and nothing of an agency's own.
    """
    if item.participant_id is None:
        return ()
    seats = room_seats(session, seat, agencies)
    participant = session.get_one(Participant, item.participant_id)
    codes = agency_codes(session)
    texts = sorted(set(_texts(session, seats, item)), key=lambda one: (one[0], codes[one[1]]))
    found: dict[Told, None] = {}
    all_behind = _behind(session, seats, item.participant_id)
    for receiver in seats:
        behind = all_behind.get(receiver.agency_id, {})
        teller = _who_told(behind, participant.agency_id)
        spoken = [(Category.GENERAL, teller)] if participant.agency_id != receiver.agency_id else []
        for category, writer in (*spoken, *texts):
            if writer != receiver.agency_id:
                ref, by = spell("P", participant.number), behind.get((writer, category), ())
                basis = Basis.RELEASE if by else Basis.CONSIDERED
                found[Told(ref, category, codes[writer], receiver.agency, basis=basis, releases=by)] = None
    return tuple(found)


def line_told(session: Session, seat: Seat, line: ConferenceLine, agencies: Iterable[str]) -> tuple[Told, ...]:
    """What a filed line tells each of those agencies in the room that may read it; nothing where it is about nobody."""
    if line.participant_id is None:
        return ()
    number = session.exec(select(Participant.number).where(Participant.id == line.participant_id)).one()
    codes = agency_codes(session)
    receivers = [one for one in room_seats(session, seat, agencies) if one.agency_id != line.writer_id]
    hearing = _reading(session, receivers, line)
    behind = _behind(session, hearing, line.participant_id)
    found = []
    for receiver in hearing:
        by = behind.get(receiver.agency_id, {}).get((line.writer_id, line.category), ())
        found.append(Told(spell("P", number), line.category, codes[line.writer_id], receiver.agency, releases=by))
    return tuple(found)


def _reading(session: Session, seats: Sequence[Seat], line: ConferenceLine) -> list[Seat]:
    """Those of some seats that may read a line."""
    if not seats:
        return []
    may = [filed_line_shown(one).label(f"may_{place}") for place, one in enumerate(seats)]
    shown = session.execute(select_rows(*may).where(col(ConferenceLine.id) == line.id)).one()
    return [one for one, reads in zip(seats, shown, strict=True) if reads]


def _texts(session: Session, seats: tuple[Seat, ...], item: ConferenceItem) -> Iterator[tuple[Category, str]]:
    """Category and writer of every text about the participant that the room may hear when the item is opened."""
    about = item.participant_id
    asked: tuple[tuple[Any, Any, Any, Any], ...] = (
        (
            Note.category,
            Note.agency_id,
            note_shown,
            [col(Note.participant_id) == about, col(Note.kind).in_(_ON_THE_CARD)],
        ),
        (
            OutcomeReading.category,
            OutcomeReading.agency_id,
            reading_shown,
            [col(OutcomeReading.participant_id) == about, col(OutcomeReading.value).is_not(None)],
        ),
        (
            Task.category,
            Task.writer_id,
            task_text_shown,
            [col(Task.participant_id) == about, col(Task.state).in_(sorted(UNDER_WAY))],
        ),
        (
            ConferenceItem.category,
            ConferenceItem.writer_id,
            question_shown,
            [col(ConferenceItem.id) == item.id, col(ConferenceItem.question) != ""],
        ),
        (
            ConferenceLine.category,
            ConferenceLine.writer_id,
            filed_line_shown,
            [col(ConferenceLine.participant_id) == about, col(ConferenceLine.kind).in_(_EARLIER)],
        ),
    )
    for category, writer, shown, conditions in asked:
        heard = [shown(one) for one in seats]
        statement = select_rows(col(category), col(writer)).where(col(writer).is_not(None), *conditions, *heard)
        yield from ((row[0], row[1]) for row in session.execute(statement.distinct()))


def _behind(session: Session, receivers: Sequence[Seat], participant_id: str) -> dict[str, _Behind]:
    """The releases in force to each of some receivers, by agency id."""
    if not receivers:
        return {}
    rows = session.exec(
        select(Release)
        .where(
            Release.participant_id == participant_id,
            or_(*[and_(*in_force(Release, one, one.today)) for one in receivers]),
        )
        .order_by(col(Release.number))
    )
    found: dict[str, _Behind] = {}
    for row in rows:
        to, key = found.setdefault(row.receiver_id, {}), (row.discloser_id, row.category)
        to[key] = (*to.get(key, ()), spell("R", row.number))
    return found


def _who_told(behind: _Behind, owner_id: str) -> str:
    """By whose general release an agency knows somebody: the proposing agency's, else another's."""
    if (owner_id, Category.GENERAL) in behind:
        return owner_id
    return next((teller for teller, category in behind if category is Category.GENERAL), owner_id)
