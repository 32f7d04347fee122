"""Finding anything this seat may know by a few letters."""

import re
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, false, func, or_
from sqlmodel import Session, col, select

from casetable.models import Note, Participant, Task
from casetable.queries.facts import needs_shown, note_shown, participant_known, participant_listed, task_text_shown
from casetable.queries.find_conferences import conferences_named, said_in_conferences
from casetable.queries.people import people_in
from casetable.queries.shape import TaskRows, read_tasks, task_rows
from casetable.rules.dates import say_day
from casetable.rules.names import find_people
from casetable.rules.notes import LONGEST, note_in_a_line
from casetable.store.references import spell
from casetable.store.unit import reading
from casetable.values.find import Hit
from casetable.values.seat import Seat


def find(seat: Seat, words: str, limit: int = 50) -> tuple[Hit, ...]:
    """Participants, people, conferences, tasks, then what is written and was said in conferences, the newest first.

    Every word of ``words`` fits. A participant is also found by the needs that their yes covers and by HMIS id; the
    hit of a note names the participant it is about, unless this seat may not list them any more.
    """
    wanted = words.lower().split()
    if not wanted:
        return ()
    with reading(seat) as session:
        hits = [*_participants(session, seat, wanted), *_people(session, words)]
        hits += [*conferences_named(session, seat, wanted), *_tasks(session, seat, wanted, limit)]
        if len(hits) < limit:
            hits += _notes(session, seat, wanted, limit - len(hits))
        if len(hits) < limit:
            hits += said_in_conferences(session, seat, wanted, limit - len(hits))
    return tuple(hits[:limit])


def _participants(session: Session, seat: Seat, wanted: list[str]) -> list[Hit]:
    known, needs = participant_known(seat), needs_shown(seat)
    fits = [
        or_(
            _numbered(col(Participant.number), "p", word),
            and_(known, or_(_like(col(Participant.name), word), func.lower(col(Participant.hmis_id)) == word)),
            and_(needs, _like(col(Participant.needs), word)),
        )
        for word in wanted
    ]
    rows = session.exec(
        select(Participant, known).where(participant_listed(seat), *fits).order_by(col(Participant.number))
    ).all()
    return [
        Hit("participant", spell("P", row.number), f"{row.name} · {row.state.label}" if shown else row.state.label)
        for row, shown in rows
    ]


def _people(session: Session, words: str) -> list[Hit]:
    found = find_people(words, people_in(session))
    return [Hit("person", one.person, f"{one.agency} · {', '.join(role.label for role in one.roles)}") for one in found]


def _tasks(session: Session, seat: Seat, wanted: list[str], limit: int) -> list[Hit]:
    shown = task_text_shown(seat)
    fits = [or_(_numbered(col(Task.number), "t", word), and_(shown, _like(col(Task.title), word))) for word in wanted]
    ordered = task_rows(seat).where(*fits).statement.order_by(col(Task.due_on).desc(), col(Task.number)).limit(limit)
    return [
        Hit("task", one.task, f"{one.title or 'not shared'} · {one.owner} · {one.state.label}")
        for one in read_tasks(session, seat, TaskRows(ordered))
    ]


def _notes(session: Session, seat: Seat, wanted: list[str], limit: int) -> list[Hit]:
    """Notes, contacts, their words and what they were told, by their words alone."""
    statement = (
        select(Note, Participant.number)
        .outerjoin(Participant, and_(col(Participant.id) == Note.participant_id, participant_listed(seat)))
        .where(note_shown(seat), *(_like(col(Note.text), word) for word in wanted))
        .order_by(col(Note.on).desc(), col(Note.id).desc())
        .limit(limit)
    )
    return [
        Hit(
            "note",
            spell("P", number) if number else "",
            f"{say_day(row.on)} {row.on.year} · {row.kind.label} · {_begins(row)}",
        )
        for row, number in session.exec(statement)
    ]


def _begins(row: Note) -> str:
    said = note_in_a_line(row.text, row.taking_part)
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…"


def _numbered(column: Any, space: str, word: str) -> ColumnElement[bool]:
    """The reference begins as a word that spells one does: ``318``, ``t318``, ``#31``, ``t-318``."""
    match = re.fullmatch(rf"#?(?:{space}-?)?(\d+)", word)
    return cast(column, String).startswith(match[1]) if match else false()


def _like(column: Any, word: str) -> ColumnElement[bool]:
    return func.lower(column).contains(word, autoescape=True)
