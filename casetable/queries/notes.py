"""What is written about participants: notes, contacts, their words, what they were told, how they are reached."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import case, func, or_, text
from sqlalchemy import select as select_rows
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from casetable.models import Agency, Note, Participant, Person, SafeContact, Task, TaskEvent
from casetable.models.tasks import A_CONTACT
from casetable.queries.facts import (
    event_text_shown,
    note_shown,
    participant_known,
    participant_listed,
    safe_contact_shown,
)
from casetable.queries.listed import listed_id
from casetable.queries.shape import count_of
from casetable.rules.notes import note_in_a_line
from casetable.store.references import read_reference, spell
from casetable.store.unit import reading
from casetable.values.card import Note as NoteValue
from casetable.values.card import SafeContact as SafeContactValue
from casetable.values.listing import Listing
from casetable.values.seat import Seat
from casetable.values.week import NoteLine
from casetable.words import NoteKind

_NEWEST = (col(Note.on).desc(), col(Note.id).desc())
"""By the day a text belongs to; within a day as written, whatever a clock said: ids grow."""


def notes(
    seat: Seat, participant: str | None = None, *, kinds: Sequence[NoteKind] = (), limit: int = 500
) -> Listing[NoteValue]:
    """What is written about participants, newest first; about one when a reference is given, of some kinds if named.

    What one's own agency wrote about somebody whom it may not list any more is there without the reference. Raises
    BadInput for a reference that cannot be read, NotFound where this seat may not list them.
    """
    with reading(seat) as session:
        if participant is not None:
            listed_id(session, seat, participant)
        return notes_in(session, seat, participant, kinds=kinds, limit=limit)


def notes_in(
    session: Session, seat: Seat, participant: str | None = None, *, kinds: Sequence[NoteKind] = (), limit: int = 500
) -> Listing[NoteValue]:
    """The same, within a session."""
    statement = _noted(seat)
    if participant is not None:
        statement = statement.where(col(Participant.number) == read_reference(participant, "P"))
    if kinds:
        statement = statement.where(col(Note.kind).in_(kinds))
    ordered = statement.order_by(*_NEWEST).limit(limit)
    found = tuple(_note(row) for row in session.execute(ordered))
    total = count_of(session, statement.with_only_columns(col(Note.id)), len(found), limit)
    return Listing(found, total)


def newest_of_each(
    session: Session, seat: Seat, participant_id: str, listed: Listing[NoteValue] | None = None
) -> dict[NoteKind, NoteValue]:
    """The newest text of each kind about one participant; a contact logged on a task is a contact too.

    ``listed`` is what ``notes_in`` found about them: where nothing is left out there, it is not asked again.
    """
    if listed is not None and listed.total == len(listed.items):
        found = {one.kind: one for one in reversed(listed.items)}
    else:
        found = _newest_noted(session, seat, participant_id)
    logged = next(iter(_on_tasks(session, seat, participant_id)), None)
    noted = found.get(NoteKind.CONTACT)
    if logged is not None and (noted is None or (noted.on, noted.id) < (logged.on, logged.id)):
        found[NoteKind.CONTACT] = logged
    return found


def last_contacts(seat: Seat) -> dict[str, NoteValue]:
    """By participant's reference, the newest contact that this seat may read, on a task or by itself."""
    newest = (
        select_rows(col(Note.id))
        .where(col(Note.participant_id) == Participant.id, col(Note.kind) == NoteKind.CONTACT, note_shown(seat))
        .order_by(*_NEWEST)
        .limit(1)
        .correlate(Participant)
    )
    row = aliased(Note)
    newest_one = col(row.id) == newest.scalar_subquery()
    statement = _written(row, newest_one, col(Participant.number)).where(participant_listed(seat))
    with reading(seat) as session:
        noted = [_note(found) for found in session.execute(statement)]
        logged = _on_tasks(session, seat)
    return {one.participant: one for one in sorted([*noted, *logged], key=lambda one: (one.on, one.id))}


def own_lines(session: Session, seat: Seat, monday: date) -> list[NoteLine]:
    """My own notes of the week that begins on ``monday`` as case-note lines, oldest first."""
    statement = (
        select_rows(Note, col(Participant.number), col(Participant.name), participant_known(seat).label("known"))
        .join(Participant, col(Participant.id) == Note.participant_id)
        .where(
            col(Note.person_id) == seat.actor,
            col(Note.on).between(monday, monday + timedelta(days=6)),
            note_shown(seat),
            participant_listed(seat),
        )
        .order_by(col(Note.on), col(Note.id))
    )
    return [
        NoteLine(
            on=row.on,
            participant=spell("P", number),
            participant_name=name if known else "",
            what=row.kind.label,
            text=note_in_a_line(row.text, row.taking_part),
            minutes=row.minutes,
            category=row.category,
        )
        for row, number, name, known in session.execute(statement)
    ]


def safe_contact(
    session: Session, seat: Seat, participant_id: str, *, also: Seat | None = None, until: date | None = None
) -> SafeContactValue | None:
    """How a participant may be reached: the newest that this seat may see, None where there is none.

    ``also`` is a second seat that must be allowed to see it, ``until`` the last day on which it was asked.
    """
    statement = (
        select(SafeContact, Agency.code, Person.name)
        .join(Agency, col(Agency.id) == SafeContact.agency_id)
        .join(Person, col(Person.id) == SafeContact.person_id)
        .where(SafeContact.participant_id == participant_id, safe_contact_shown(seat))
        .order_by(col(SafeContact.on).desc(), col(SafeContact.id).desc())
        .limit(1)
    )
    if also is not None and also.agency_id != seat.agency_id:
        statement = statement.where(safe_contact_shown(also))
    if until is not None:
        statement = statement.where(col(SafeContact.on) <= until)
    found = session.exec(statement).first()
    if found is None:
        return None
    row, code, by = found
    return SafeContactValue(
        how=row.how,
        when=row.when,
        never=row.never,
        no_post=row.no_post,
        location_private=row.location_private,
        by=by,
        agency=code,
        on=row.on,
    )


def _noted(seat: Seat) -> Any:
    """Every text that this seat may read and that was not erased, with a number only for whom it may still list."""
    number = case((participant_listed(seat), col(Participant.number)))
    says_something = or_(col(Note.text) != "", col(Note.taking_part).is_not(None))
    of = col(Participant.id) == Note.participant_id
    return _written(Note, of, number).where(note_shown(seat), says_something)


def _written(row: Any, of: Any, number: Any) -> Any:
    """Texts with whom they are about and who wrote them; ``of`` is what joins a text to its participant."""
    return (
        select_rows(row, number.label("number"), col(Agency.code), col(Person.name).label("by"))
        .select_from(Participant)
        .join(row, of)
        .join(Agency, col(Agency.id) == row.agency_id)
        .join(Person, col(Person.id) == row.person_id)
    )


def _newest_noted(session: Session, seat: Seat, participant_id: str) -> dict[NoteKind, NoteValue]:
    place = func.row_number().over(partition_by=col(Note.kind), order_by=_NEWEST)
    of_them = _noted(seat).where(col(Note.participant_id) == participant_id)
    ranked = of_them.add_columns(place.label("place")).subquery()
    around = (ranked.c.number, ranked.c.code, ranked.c.by)
    wanted = select_rows(aliased(Note, ranked), *around).where(ranked.c.place == 1)
    return {row.kind: row for row in map(_note, session.execute(wanted))}


def _on_tasks(session: Session, seat: Seat, participant_id: str | None = None) -> list[NoteValue]:
    """Contacts logged on tasks, newest first: of one participant the newest, else the newest of each."""
    order = (col(TaskEvent.on).desc(), col(TaskEvent.id).desc())
    ranked = (
        select_rows(
            col(TaskEvent.id), func.row_number().over(partition_by=col(Task.participant_id), order_by=order).label("n")
        )
        .join(Task, col(Task.id) == TaskEvent.task_id)
        .where(text(A_CONTACT), col(Task.participant_id).is_not(None), event_text_shown(seat))
    )
    if participant_id is not None:
        ranked = ranked.where(col(Task.participant_id) == participant_id)
    first = ranked.subquery()
    statement = (
        select_rows(TaskEvent, col(Participant.number), col(Agency.code), col(Person.name))
        .join(Task, col(Task.id) == TaskEvent.task_id)
        .join(Participant, col(Participant.id) == Task.participant_id)
        .join(Agency, col(Agency.id) == TaskEvent.writer_id)
        .join(Person, col(Person.id) == TaskEvent.person_id)
        .where(col(TaskEvent.id).in_(select_rows(first.c.id).where(first.c.n == 1)), participant_listed(seat))
    )
    return [
        NoteValue(
            id=event.id,
            participant=spell("P", number),
            kind=NoteKind.CONTACT,
            text=event.note,
            category=event.category,
            agency=code,
            by=by,
            on=event.on,
            at=event.at,
            minutes=event.minutes,
        )
        for event, number, code, by in session.execute(statement)
    ]


def _note(found: Any) -> NoteValue:
    row, number, code, by = found
    return NoteValue(
        id=row.id,
        participant="" if number is None else spell("P", number),
        kind=row.kind,
        text=row.text,
        category=row.category,
        agency=code,
        by=by,
        on=row.on,
        at=row.at,
        minutes=row.minutes,
        taking_part=row.taking_part,
    )
