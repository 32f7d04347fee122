"""What is kept of conferences: one conference's items with their lines, and every debate about one participant."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import or_
from sqlalchemy import select as select_rows
from sqlmodel import Session, col, select

from casetable.models import Conference, ConferenceItem, ConferenceLine, Participant
from casetable.queries.agenda_items import items_in
from casetable.queries.conference import Looks, occurrence_in
from casetable.queries.facts import filed_line_shown, item_listed, participant_known, question_shown
from casetable.queries.filed import lines_in
from casetable.queries.hearing import present_in
from casetable.queries.listed import listed_id
from casetable.rules.debates import Sitting, to_look_at, why_open
from casetable.store.unit import reading
from casetable.values.conference import ConferenceRecord, Debate, Debates, RecordedItem
from casetable.values.seat import Seat
from casetable.words import ItemState


def record(seat: Seat, conference: str | date | None = None) -> ConferenceRecord:
    """What is kept of one conference, as this seat may read it; ``conference`` is its date, None the last one held.

    Removed items are left out. A conference that nobody touched yet has neither items nor anybody there. Raises
    NotFound for a day without one.
    """
    with reading(seat) as session:
        occurrence = occurrence_in(session, seat, "last" if conference is None else conference, Looks.BACK)
        if occurrence.id is None:
            return ConferenceRecord(occurrence, (), ())
        of_it = [
            col(ConferenceItem.conference_id) == occurrence.id,
            col(ConferenceItem.state) != ItemState.REMOVED,
        ]
        items = [replace(one, number=number) for number, one in enumerate(items_in(session, seat, *of_it), start=1)]
        lines = lines_in(session, seat, {one.id: one.number for one in items if one.id})
        recorded = tuple(RecordedItem(one, lines.get(one.id or "", ())) for one in items)
        return ConferenceRecord(occurrence, recorded, present_in(session, seat, occurrence.id))


def debates_of(seat: Seat, participant: str) -> Debates:
    """Every debate about one participant, the newest first, and those whose matter is still open.

    What one's own agency said stays readable for it when sharing has ended. Raises NotFound where this seat may not
    list them.
    """
    with reading(seat) as session:
        return debates_in(session, seat, listed_id(session, seat, participant))


def debates_in(session: Session, seat: Seat, participant_id: str) -> Debates:
    """The same by the participant's id, within a session."""
    said = select(ConferenceLine.item_id).where(ConferenceLine.participant_id == participant_id, filed_line_shown(seat))
    statement = (
        select_rows(
            ConferenceItem,
            col(Conference.original_on),
            col(Conference.on),
            question_shown(seat).label("shown"),
            participant_known(seat).label("known"),
        )
        .join(Participant, col(Participant.id) == ConferenceItem.participant_id)
        .join(Conference, col(Conference.id) == ConferenceItem.conference_id)
        .where(
            col(ConferenceItem.participant_id) == participant_id,
            col(ConferenceItem.state) != ItemState.REMOVED,
            or_(item_listed(seat), col(ConferenceItem.id).in_(said)),
        )
        .order_by(col(Conference.on), col(ConferenceItem.position))
    )
    found = [_Found(*row) for row in session.execute(statement)]
    lines = lines_in(session, seat, {one.row.id: place for place, one in enumerate(found, start=1)})
    debates = [
        Debate(
            conference=one.original_on,
            on=one.on,
            state=one.row.state,
            question=one.row.question or None if one.shown else None,
            lines=lines.get(one.row.id, ()),
            had_no_debate=one.row.had_no_debate,
            why=one.row.why if one.shown or (one.row.writer_id is None and one.known) else "",
        )
        for one in found
    ]
    told = tuple(reversed(_with_what_is_open(debates, seat.today)))
    return Debates(tuple(one for one in told if one.open_because), told)


@dataclass(frozen=True, slots=True)
class _Found:
    """A participant's item, the days of its conference, whether its question may be read and its participant known."""

    row: ConferenceItem
    original_on: date
    on: date
    shown: bool
    known: bool


def _with_what_is_open(debates: Sequence[Debate], today: date) -> list[Debate]:
    """The debates, oldest first, each with why its matter is still open."""
    sittings = [Sitting(one.on, one.state, bool(one.question), one.lines) for one in debates]
    return [
        replace(
            one,
            open_because=why_open(sittings[place], sittings[place + 1 :], today),
            to_look_at=to_look_at(sittings[place], sittings[place + 1 :]),
        )
        for place, one in enumerate(debates)
    ]
