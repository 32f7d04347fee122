"""Minutes in every state with corrections, replies, stored papers in every form, and what became of proposals."""

import hashlib
from base64 import b64encode
from datetime import date, timedelta

from sqlmodel import Session, col, select

from casetable.models import (
    Agency,
    Conference,
    ConferenceLine,
    Minutes,
    MinutesContent,
    MinutesCorrection,
    MinutesPaper,
    MinutesReply,
    MinutesTold,
    Participant,
    Person,
    Ratification,
)
from casetable.store.unit import change
from casetable.values.action import Action
from casetable.values.seat import Seat
from casetable.words import (
    Audience,
    Category,
    ConferenceState,
    CorrectionKind,
    LineKind,
    MinutesForm,
    MinutesState,
)
from tests.store.released.fill_people import LONG, ODD


def fill_minutes(seat: Seat, by_hand: Action, today: date) -> None:
    """Fill every column of the minutes' tables, with every word of their lists; after ``fill_conference``."""
    with change(seat, by_hand) as session:
        person = session.exec(select(Person).where(Person.name == "Dana Reyes")).one()
        other = session.exec(select(Person).where(Person.name == "Lee Park")).one()
        decided = select(ConferenceLine.participant_id).where(ConferenceLine.kind == LineKind.DECISION)
        about = session.exec(
            select(Participant).where(col(Participant.id).in_(decided)).order_by(col(Participant.number))
        ).first()
        assert about is not None
        rows = _revisions(session, person, seat, today)
        _corrections(session, rows[0], about, person, other, seat, today)
        for agency in session.exec(select(Agency).order_by(col(Agency.position)).limit(2)):
            said = {"agency_id": agency.id, "person_id": person.id, "noted_by_id": other.id, "at": seat.now}
            session.add(MinutesReply(minutes_id=rows[0].id, **said))
        _papers(session, rows[1], about, person)
        _ratified(session, about, person, other, seat, today)


def _revisions(session: Session, person: Person, seat: Seat, today: date) -> list[Minutes]:
    """One in each state, of conferences that have none yet; their papers are the second one's."""
    has_some = select(Minutes.conference_id)
    held = session.exec(
        select(Conference)
        .where(Conference.state == ConferenceState.CLOSED, col(Conference.id).not_in(has_some))
        .order_by(col(Conference.original_on))
    ).first()
    assert held is not None
    rows = [
        Minutes(
            conference_id=held.id,
            revision=len(MinutesState) - number,
            state=state,
            correct_until=today + timedelta(days=7),
            why=LONG,
            for_erasure=number % 2 == 1,
            reopened_by_id=person.id,
            agreed_at=seat.now,
            agreed_by_id=person.id,
            head="0123-abcd",
        )
        for number, state in enumerate(MinutesState)
    ]
    session.add_all(rows)
    session.flush()
    return rows


def _corrections(
    session: Session, minutes: Minutes, about: Participant, person: Person, other: Person, seat: Seat, today: date
) -> None:
    line = session.exec(select(ConferenceLine).order_by(col(ConferenceLine.at), col(ConferenceLine.id))).first()
    assert line is not None
    kinds = list(CorrectionKind)
    for number, category in enumerate(Category):
        session.add(
            MinutesCorrection(
                minutes_id=minutes.id,
                item_id=line.item_id,
                line_id=line.id if number % 2 else None,
                kind=kinds[number % len(kinds)],
                participant_id=about.id,
                category=category,
                writer_id=person.agency_id,
                person_id=person.id,
                noted_by_id=other.id,
                at=seat.now,
                on=today,
                before=LONG,
                after=ODD,
                note=ODD,
            )
        )


def _papers(session: Session, minutes: Minutes, about: Participant, person: Person) -> None:
    """One for each audience in each form, and what they tell in each category."""
    for audience in Audience:
        for form in MinutesForm:
            content = f"{ODD} {audience} {form}".encode()
            paper = MinutesPaper(
                minutes_id=minutes.id,
                audience=audience,
                agency_id=person.agency_id if audience is not Audience.MANAGERS else None,
                participant_id=about.id if audience is Audience.PARTICIPANT else None,
                form=form,
                sha256=hashlib.sha256(content).hexdigest(),
                size=len(content),
            )
            session.add(paper)
            session.flush()
            session.add(MinutesContent(paper_id=paper.id, content=b64encode(content).decode()))
        for category in Category:
            told = {"participant_id": about.id, "category": category, "writer_id": person.agency_id}
            session.add(MinutesTold(minutes_id=minutes.id, audience=audience, agency_id=person.agency_id, **told))


def _ratified(session: Session, about: Participant, person: Person, other: Person, seat: Seat, today: date) -> None:
    """A yes or a no in each category, to decisions about somebody."""
    lines = session.exec(
        select(ConferenceLine)
        .where(ConferenceLine.kind == LineKind.DECISION, ConferenceLine.participant_id == about.id)
        .order_by(col(ConferenceLine.position))
    ).all()
    assert lines
    agencies = session.exec(select(Agency).order_by(col(Agency.position)).limit(3)).all()
    pairs = [(line, agency) for line in lines for agency in agencies]
    for (line, agency), category in zip(pairs, Category, strict=False):
        said = {"person_id": person.id, "noted_by_id": other.id, "at": seat.now, "on": today}
        session.add(
            Ratification(
                line_id=line.id,
                agency_id=agency.id,
                is_yes=category is not Category.HEALTH,
                participant_id=about.id,
                category=category,
                writer_id=agency.id,
                why=ODD,
                **said,
            )
        )
