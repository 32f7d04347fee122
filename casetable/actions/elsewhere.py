"""Where else the texts of a table say a name, and which of those places a seat may be told of."""

from typing import Any

from sqlmodel import Session, SQLModel, col, exists, select

from casetable.models import (
    Agency,
    Attendance,
    ConferenceDraft,
    ConferenceItem,
    ConferenceLine,
    Disclosure,
    Draft,
    ErasureAnswer,
    MinutesCorrection,
    Note,
    OutcomeReading,
    Participant,
    ParticipantAnswer,
    Person,
    Ratification,
    Release,
    SafeContact,
    Task,
    TaskEvent,
)
from casetable.queries.facts import (
    Predicate,
    answer_text_shown,
    correction_shown,
    disclosure_shown,
    draft_shown,
    event_text_shown,
    filed_line_shown,
    guest_shown,
    needs_shown,
    note_shown,
    participant_known,
    question_shown,
    ratification_shown,
    reading_shown,
    reason_shown,
    release_why_shown,
    release_words_shown,
    safe_contact_shown,
    task_text_shown,
)
from casetable.queries.naming import name_row
from casetable.store.forgetting import Model, rows_saying, says
from casetable.values.seat import Seat

Place = tuple[Model, str, tuple[str, ...]]
"""A row that says something: its model, its id and the attributes that do."""

_MOST_NAMED = 10


def places_saying(session: Session, names: tuple[str, ...], own: set[str]) -> list[Place]:
    """Every row one of whose texts says a name; what somebody else is called is left out, unless it is ``own``.

    A line that somebody is typing in a conference is theirs alone and no place: see ``drop_typed_lines``.
    """
    return [
        place for place in rows_saying(session, names) if place[0] is not ConferenceDraft and not _is_a_name(place, own)
    ]


def drop_typed_lines(session: Session, names: tuple[str, ...]) -> None:
    """Remove the lines that are being typed in a conference and say a name."""
    said = says(names)
    for one in session.exec(select(ConferenceDraft)).all():
        if said(one.text):
            session.delete(one)
    session.flush()


def may_be_told(session: Session, seat: Seat, place: Place) -> bool:
    """The seat may read what a row says there: one of its attributes at least."""
    model, row_id, attributes = place
    about: Any = model
    return any(
        predicate is None or session.exec(select(about.id).where(about.id == row_id, predicate)).first() is not None
        for predicate in (_shown(seat, model, attribute) for attribute in attributes)
    )


def called(session: Session, seat: Seat, places: list[Place]) -> str:
    """Places in the middle of a sentence: ``T-318, a note about P-473 and 3 more``. Each only once."""
    named = dict.fromkeys(
        name_row(session, seat, str(model.__tablename__), row_id, None) for model, row_id, _ in places
    )
    said = [one if one[1:2] == "-" else one[:1].lower() + one[1:] for one in named]
    more = f" and {len(said) - _MOST_NAMED} more" if len(said) > _MOST_NAMED else ""
    return f"{', '.join(said[:_MOST_NAMED])}{more}"


def doubtful(session: Session, seat: Seat, names: tuple[str, ...], own: set[str]) -> list[str]:
    """A sentence for each given name that texts of others say alone, as far as this seat may read them.

    What is about somebody else of the same given name is not meant.
    """
    whole, sentences = says(names), []
    for given in dict.fromkeys(one for name in names if (one := _given(name))):
        namesakes = _namesakes(session, given)
        places = [
            place
            for place in places_saying(session, (given,), own)
            if place[1] not in own
            and not (_says_all(session, place, whole) or _about(session, place) in namesakes)
            and may_be_told(session, seat, place)
        ]
        if places:
            verb, them = ("says", "it if it is") if len(places) == 1 else ("say", "what is")
            sentences.append(f"{called(session, seat, places)} {verb} {given!r}: reword {them} about them.")
    return sentences


def _is_a_name(place: Place, own: set[str]) -> bool:
    """What says it is what somebody else is called, in part: an agency, a person, another participant."""
    model, row_id, attributes = place
    return model in (Agency, Person) or (model is Participant and attributes == ("name",) and row_id not in own)


def _shown(seat: Seat, model: type[SQLModel], attribute: str) -> Predicate | None:
    """What lets a seat read an attribute; None for what everybody at the table may read."""
    if model is Participant and attribute == "erasure_why":
        return None  # the coordinator's, and only a coordinator erases
    if model is Participant:
        return {"needs": needs_shown(seat), "reason": reason_shown(seat)}.get(attribute, participant_known(seat))
    if model is Release:
        return release_why_shown(seat) if attribute == "revoked_why" else release_words_shown(seat)
    if model is TaskEvent:
        return exists().where(col(Task.id) == TaskEvent.task_id, event_text_shown(seat))
    if model is ErasureAnswer:
        own: Predicate = col(ErasureAnswer.agency_id) == seat.agency_id
        return own
    return _READ[model](seat) if model in _READ else None


_READ = {
    Task: task_text_shown,
    Note: note_shown,
    SafeContact: safe_contact_shown,
    OutcomeReading: reading_shown,
    ParticipantAnswer: answer_text_shown,
    Disclosure: disclosure_shown,
    Draft: draft_shown,
    ConferenceItem: question_shown,
    ConferenceLine: filed_line_shown,
    MinutesCorrection: correction_shown,
    Ratification: ratification_shown,
    Attendance: guest_shown,
}


def _given(name: str) -> str:
    """The given name of a name of several words: ``Ana`` of ``Ana Kowal`` and of ``Kowal, Ana``; else nothing."""
    words = name.rpartition(",")[2].split()
    return words[0] if len(name.split()) > 1 and words and len(words[0]) > 1 else ""


def _namesakes(session: Session, given: str) -> set[str]:
    """Participants of that name, the one who is meant among them."""
    borne = says((given,))
    return {row_id for row_id, name in session.exec(select(Participant.id, Participant.name)) if borne(name)}


def _about(session: Session, place: Place) -> str | None:
    model, row_id, _ = place
    row: Any = session.get(model, row_id)
    if isinstance(row, TaskEvent):
        row = session.get(Task, row.task_id)
    about: str | None = getattr(row, "participant_id", None)
    return about


def _says_all(session: Session, place: Place, whole: Any) -> bool:
    """The whole name stands there too: the erasure finds it by that."""
    model, row_id, attributes = place
    row = session.get(model, row_id)
    return any(whole(text) for name in attributes if isinstance(text := getattr(row, name), str))
