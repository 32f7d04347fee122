"""Conferences in the canary's world: what was asked, filed, typed, and who came; and what is asked about them."""

from collections.abc import Callable, Iterator
from datetime import date, time

from sqlmodel import Session, col, select

from casetable.errors import CasetableError
from casetable.models import (
    Attendance,
    Conference,
    ConferenceDraft,
    ConferenceItem,
    ConferenceLine,
    Participant,
)
from casetable.queries import (
    capturing,
    conference_export,
    conference_record,
    dissents,
    filed,
    hearing,
    own_texts,
    quorum,
    room,
    room_agenda,
    room_card,
    room_told,
    topics,
)
from casetable.queries.agenda import agenda_in
from casetable.queries.conference import previous_in, session_now_in
from casetable.store.aside import aside
from casetable.store.references import read_reference
from casetable.store.unit import change, reading
from casetable.values.action import Action
from casetable.values.conference import Occurrence
from casetable.values.seat import Seat
from casetable.words import Category, ConferenceState, ItemKind, ItemState, LineKind, Phase
from tests.canary import HEARD_ON, SOME_CATEGORIES, Canary
from tests.tables import MON, TUE

Recipe = Callable[[Canary, Seat], Iterator[object]]

HELD_ON = date(2026, 11, 3)
_WROTE = Action("conference.file", "wrote rows for a test")


def fill_conferences(canary: Canary, *, everybodys: str, shared: str, shelters: str) -> None:
    """One conference was held and one is in session; every question, line, guest and typed line is a token."""
    with change(canary.room.sit("ruth", TUE), _WROTE) as session:
        held = _conference(session, HELD_ON, ConferenceState.CLOSED)
        now = _conference(session, HEARD_ON, ConferenceState.IN_SESSION)
        for place, (ref, by) in enumerate(((everybodys, "omar"), (shared, "dana"), (shelters, "tess")), start=3):
            seat = canary.room.sit(by, TUE)
            before = _item(session, canary, held, ref, seat, place, ItemState.DONE)
            for kind in (LineKind.WORDS, LineKind.OPTION, LineKind.DECISION, LineKind.DISSENT, LineKind.PARKED):
                _line(session, canary, before, ref, seat, kind)
            for category in SOME_CATEGORIES:
                _line(session, canary, before, ref, seat, LineKind.OPTION, category)
            state = ItemState.OPEN if ref == everybodys else ItemState.PLANNED
            _line(session, canary, _item(session, canary, now, ref, seat, place, state), ref, seat, LineKind.DISSENT)
            _guest(session, canary, now, ref, seat)
        for name in ("lee", "dana", "omar"):
            person = canary.room.sit(name, TUE)
            session.add(
                Attendance(conference_id=now, person_id=person.actor, agency_id=person.agency_id, arrived_at=person.now)
            )
    for name in ("dana", "omar"):
        typist = canary.room.sit(name, TUE)
        with aside(typist) as session:
            typed = canary.token("typed", everybodys, typist.agency, actor=typist.actor)
            session.add(ConferenceDraft(conference_id=now, person_id=typist.actor, text=typed, at=typist.now))


def _conference(session: Session, on: date, state: ConferenceState) -> str:
    row = Conference(original_on=on, on=on, state=state, is_extraordinary=True, starts_at=time(9), minutes=90, place="")
    session.add(row)
    kinds = ((1, ItemKind.OPENING), (2, ItemKind.PROMISES), (8, ItemKind.PARKING), (9, ItemKind.CLOSING))
    for position, kind in kinds:
        session.add(ConferenceItem(conference_id=row.id, position=position, kind=kind, minutes=5))
    return row.id


def _item(
    session: Session, canary: Canary, conference: str, ref: str, seat: Seat, place: int, state: ItemState
) -> ConferenceItem:
    is_open = state is ItemState.OPEN
    row = ConferenceItem(
        conference_id=conference,
        position=place,
        kind=ItemKind.PARTICIPANT,
        participant_id=_id_of(session, ref),
        question=canary.token("question", ref, seat.agency, day=seat.today),
        why=canary.token("left", ref, seat.agency, day=seat.today),
        writer_id=seat.agency_id,
        proposed_by_id=seat.actor,
        written_on=seat.today,
        minutes=13,
        state=state,
        phase=Phase.DEBATE if is_open else None,
        phase_began_at=seat.now if is_open else None,
    )
    session.add(row)
    return row


def _line(
    session: Session,
    canary: Canary,
    item: ConferenceItem,
    ref: str,
    seat: Seat,
    kind: LineKind,
    category: Category = Category.GENERAL,
) -> None:
    there = session.exec(select(ConferenceLine.id).where(ConferenceLine.item_id == item.id)).all()
    session.add(
        ConferenceLine(
            item_id=item.id,
            position=len(there) + 1,
            kind=kind,
            participant_id=item.participant_id,
            text=canary.token("line", ref, seat.agency, category=category, day=seat.today),
            category=category,
            writer_id=seat.agency_id,
            person_id=seat.actor,
            at=seat.now,
            on=seat.today,
            look_again_on=date(2026, 12, 11) if kind is LineKind.DISSENT else None,
        )
    )
    session.flush()


def _guest(session: Session, canary: Canary, conference: str, ref: str, seat: Seat) -> None:
    """Whom a participant brought, and who is gone again, so that the room may hear of the others."""
    session.add(
        Attendance(
            conference_id=conference,
            guest=canary.token("guest", ref, seat.agency),
            organisation=canary.token("guest", ref, seat.agency),
            invited_by_id=_id_of(session, ref),
            arrived_at=seat.now,
            left_at=seat.now,
        )
    )


def _id_of(session: Session, ref: str) -> str:
    return session.exec(select(Participant.id).where(Participant.number == read_reference(ref, "P"))).one()


def _in_the_room(ask: Callable[[Session, Seat, Occurrence], Iterator[object]]) -> Recipe:
    """Asked of the conference in session; where there is none, nothing."""

    def recipe(_: Canary, seat: Seat) -> Iterator[object]:
        with reading(seat) as session:
            occurrence = session_now_in(session, seat)
            if occurrence is not None:
                yield from ask(session, seat, occurrence)

    return recipe


def _rooms(session: Session, seat: Seat, occurrence: Occurrence) -> Iterator[object]:
    yield room.room_in(session, seat, occurrence)


def _of_the_room(session: Session, seat: Seat, occurrence: Occurrence) -> Iterator[object]:
    """Who is there, and what the room is told of everybody whose item this seat sees."""
    present = hearing.present_in(session, seat, occurrence.id or "")
    codes = hearing.agencies_here(present)
    yield present, codes, hearing.agencies_in_session(session, seat)
    seats = hearing.room_seats(session, seat, codes)
    yield [one.name for one in seats], quorum.quorum_in(session, seat, occurrence, present)
    yield room_agenda.agenda_for_the_room(session, seat, occurrence, seats, present)
    for item in agenda_in(session, seat, occurrence).items:
        about = item.participant_id
        if about is None or item.id is None:
            continue
        yield hearing.may_room_hear(session, seat, about, present)
        yield [one.agency for one in hearing.knowing(session, seats, about)]
        yield hearing.heard_by(session, seat, about, Category.HEALTH, seat.agency_id)
        yield room_told.room_told(session, seat, session.get_one(ConferenceItem, item.id), codes)
        lines = select(ConferenceLine).where(ConferenceLine.item_id == item.id)
        yield [room_told.line_told(session, seat, one, codes) for one in session.exec(lines)]
        if hearing.knowing(session, [seat], about) and item.name:
            last = previous_in(session, seat, occurrence.on)
            yield room_card.room_card(session, seat, item, about, seats, last.on if last else None)


def _filed(session: Session, seat: Seat, occurrence: Occurrence) -> Iterator[object]:
    ids = session.exec(select(ConferenceItem.id).order_by(col(ConferenceItem.id))).all()
    found = filed.lines_in(session, seat, dict.fromkeys(ids, 1))
    yield found
    yield filed.tasks_of(session, seat, [line.task.id for lines in found.values() for line in lines if line.task])
    said = [one.words for one in topics.topics_in(session, seat, ids).values()]
    yield [words for words in said if not words.startswith("conference of")]
    yield [options for one in ids if (options := filed.options_in(session, seat, one))]
    yield from _dissents(session, seat, [line.id for lines in found.values() for line in lines])


def _dissents(session: Session, seat: Seat, lines: list[str]) -> Iterator[object]:
    """What came back with every item, once its day has come, and who dissented; a line's id says nothing."""
    for item in session.exec(select(ConferenceItem).order_by(col(ConferenceItem.id))).all():
        due = [(one.text, one.holder) for one in dissents.due_on_item(session, seat, item, date(2027, 1, 8))]
        if due:
            yield due
    yield list(dissents.said_of(session, seat, lines).values())
    yield [len(one) for one in dissents.answers_to(session, [seat], lines)]


def _records(_: Canary, seat: Seat) -> Iterator[object]:
    for which in (None, HELD_ON, HEARD_ON, MON):
        try:
            yield conference_record.record(seat, which)
        except CasetableError as error:
            yield error.sentence, error.hint


def _debates(canary: Canary, seat: Seat) -> Iterator[object]:
    for ref in canary.proposed_by:
        try:
            yield conference_record.debates_of(seat, ref)
        except CasetableError as error:
            yield error.sentence, error.hint


def _captured(_: Canary, seat: Seat) -> Iterator[object]:
    """What a line of each item is read with."""
    found = room.room(seat)
    if found is not None:
        yield from (capturing.capturing(seat, found, one) for one in (None, *found.items))


def _own_texts(_: Canary, seat: Seat) -> Iterator[object]:
    with reading(seat) as session:
        for one in session.exec(select(Participant.id)).all():
            yield list(own_texts.texts_of(session, seat, one))


RECIPES: dict[str, Recipe] = {
    "capturing.capturing": _captured,
    "conference_export.own_lines_left": lambda _, seat: iter([conference_export.own_lines_left(seat)]),
    "conference_export.records": lambda _, seat: iter([conference_export.records(seat)]),
    "conference_record.debates_in": _debates,
    "conference_record.debates_of": _debates,
    "conference_record.record": _records,
    "filed.lines_in": _in_the_room(_filed),
    "hearing.present_in": _in_the_room(_of_the_room),
    "own_texts.texts_of": _own_texts,
    "room.room": lambda _, seat: iter([room.room(seat)]),
    "room.room_in": _in_the_room(_rooms),
}
_ASKED_TOGETHER = {
    "dissents": ("answers_to", "due_on_item", "said_of"),
    "filed": ("options_in", "tasks_of"),
    "hearing": (
        "agencies_here",
        "agencies_in_session",
        "heard_by",
        "knowing",
        "may_hear",
        "may_room_hear",
        "room_seats",
    ),
    "quorum": ("quorum_in",),
    "remembered": ("agencies_seated", "agency_codes", "remembered"),
    "room_agenda": ("agenda_for_the_room",),
    "room_card": ("room_card",),
    "room_told": ("line_told", "room_told"),
    "several": ("flags", "for_each", "narrowed"),
    "topics": ("topics_in",),
}
"""What the recipes above ask as well."""
RECIPES |= {f"{module}.{name}": lambda *_: iter(()) for module, names in _ASKED_TOGETHER.items() for name in names}
