"""Saying whether somebody comes to a conference, and who comes instead."""

from datetime import date

from sqlmodel import Session, select

from casetable.actions.conference_rows import row_of
from casetable.actions.people_rows import person_row
from casetable.errors import BadInput, NotAllowed, Refused
from casetable.models import Conference, ConferenceReply, Person
from casetable.queries.conference import Looks, occurrence_in
from casetable.queries.expected import expected_in
from casetable.queries.people import agencies_in
from casetable.rules.dates import say_day
from casetable.rules.forecast import expected_agencies
from casetable.store.unit import change, speaker
from casetable.values.action import Action
from casetable.values.conference import Occurrence
from casetable.values.seat import Heard, Receipt, Seat
from casetable.words import AHEAD, ConferenceState

EXPECT = Action("conference.expect", "said who comes")


def expect(
    seat: Seat,
    person: str,
    comes: bool,
    deputy: str | None = None,
    *,
    conference: str | date | None = None,
    heard: Heard | None = None,
) -> Receipt:
    """Say whether somebody (a person id) comes to a conference (None: the next one), and who (``deputy``) if not.

    One's own word, or what was heard from them. The newest word counts. A deputy comes from the same agency. Raises
    NotAllowed for somebody else's word, BadInput for a deputy who cannot stand in, Refused for a conference that is
    over.
    """
    with change(seat, EXPECT, heard) as session:
        occurrence = occurrence_in(session, seat, conference, Looks.AHEAD)
        if occurrence.state not in AHEAD and occurrence.state is not ConferenceState.IN_SESSION:
            day = say_day(occurrence.on)
            raise Refused(f"The conference of {day} is {occurrence.state.label}.", "Name another one.")
        row = person_row(session, person)
        if speaker(session, seat, heard).actor != row.id:
            raise NotAllowed(f"Whether {row.name} comes is theirs to say.", "Heard it from them? Say so: --heard-from.")
        instead = _deputy(session, row, deputy, comes=comes)
        _write(session, seat, row_of(session, seat, occurrence), row, instead, comes=comes)
        session.flush()
        return Receipt(_said(session, occurrence, row, instead, comes=comes), occurrence.conference)


def _deputy(session: Session, row: Person, deputy: str | None, *, comes: bool) -> Person | None:
    if not deputy:
        return None
    if comes:
        raise BadInput(f"{row.name} comes: nobody needs to stand in.", "Say that they do not come, or leave it out.")
    instead = person_row(session, deputy)
    if instead.id == row.id:
        raise BadInput(f"{row.name} cannot stand in for themselves.", "Name somebody else, or nobody.")
    if instead.agency_id != row.agency_id:
        raise BadInput(
            f"{instead.name} is of another agency.", "A deputy comes from the same agency: it is there with them."
        )
    return instead


def _write(
    session: Session, seat: Seat, conference: Conference, row: Person, instead: Person | None, *, comes: bool
) -> None:
    mine = select(ConferenceReply).where(
        ConferenceReply.conference_id == conference.id, ConferenceReply.person_id == row.id
    )
    reply = session.exec(mine).first() or ConferenceReply(conference_id=conference.id, person_id=row.id, comes=comes)
    reply.comes, reply.deputy_id = comes, instead.id if instead else None
    reply.noted_by_id = seat.actor if seat.actor != row.id else None
    session.add(reply)


def _said(session: Session, occurrence: Occurrence, row: Person, instead: Person | None, *, comes: bool) -> str:
    day = say_day(occurrence.on)
    everybody = expected_in(session, occurrence)
    agency = next(one for one in agencies_in(session) if one.id == row.agency_id)
    if comes:
        away = next((one.away for one in everybody if one.person_id == row.id), "")
        return f"{row.name} comes on {day}{f', though {away}' if away else ''}."
    if instead is not None:
        theirs = next((one for one in everybody if one.person_id == instead.id), None)
        away = f" {instead.name} is {theirs.away}, though." if theirs is not None and theirs.away else ""
        refused = f" {instead.name} said no, though." if theirs is not None and theirs.comes is False else ""
        return f"{row.name} does not come on {day}; {instead.name} comes instead.{away}{refused}"
    if agency.agency not in expected_agencies(everybody):
        return f"{row.name} does not come on {day}. Nobody of {agency.name} is expected then: name a deputy."
    return f"{row.name} does not come on {day}."
