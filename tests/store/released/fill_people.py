"""Fills what a table holds about participants: every table, every word of every list, every column."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any, TypeVar

from sqlalchemy import Enum, inspect
from sqlmodel import Session, SQLModel, col, select

from casetable.models import (
    Agency,
    Disclosure,
    Draft,
    ErasureAnswer,
    HouseholdLink,
    Note,
    OutcomeReading,
    Participant,
    ParticipantAnswer,
    Person,
    Release,
    SafeContact,
    TeamMember,
    Viewing,
    new_id,
)
from casetable.store.references import draw
from casetable.words import ParticipantState

ODD = 'Zoë Ångström-O\'Brien 李小龍 \U0001f468\u200d\U0001f469\u200d\U0001f467 "quoted" ; -- 100% \\ NULL'
LONG = "\n".join(f"{number}: кто что обещал, à qui, 何時まで? {'and on ' * 9}" for number in range(200))

M = TypeVar("M", bound=SQLModel)


def fill_people(session: Session, person: Person, today: date) -> None:
    """Somebody of every kind, and every word about one of them, put in as rows."""
    everybody = _people(session, today)
    agencies = session.exec(select(Agency).where(col(Agency.left_on).is_(None)).order_by(col(Agency.position))).all()
    moment: dict[str, Any] = {"at": datetime(2028, 2, 29, 12, 0, 0, 1, tzinfo=UTC), "on": today}
    by: dict[str, Any] = {"agency_id": person.agency_id, "person_id": person.id} | moment
    about = {"participant_id": everybody[0].id} | by
    _every_word(session, Note, text=LONG, minutes=15, noted_by_id=person.id, **about)
    _every_word(session, SafeContact, how=ODD, when="", never=LONG, no_post=True, location_private=True, **about)
    _every_word(session, OutcomeReading, domain="housing", note=ODD, housing_code=435, **about)
    _every_word(session, Draft, what=ODD, text=LONG, **about)
    told = {key: value for key, value in about.items() if key != "agency_id"}
    sides = {"document_id": new_id(), "discloser_id": agencies[0].id, "receiver_id": agencies[1].id}
    _every_word(session, Disclosure, receiver=ODD, releases="R-101, R-102", note=LONG, **sides, **told)
    session.add(Viewing(**about))
    session.add(TeamMember(participant_id=everybody[0].id, person_id=person.id, leads=True, since=today))
    whose: dict[str, Any] = {"agency_id": person.agency_id, "person_id": person.id}
    yes: dict[str, Any] = whose | {"allowed_on": today, "ended_on": today}
    for one, other in pairwise(everybody[:3]):
        session.add(HouseholdLink(participant_id=one.id, other_id=other.id, **yes))
    _answers(session, everybody, person, today)
    _releases(session, today)


def like(row: M, **changes: Any) -> M:
    """A new row with everything as in ``row`` but what is named."""
    values = {one.key: getattr(row, one.key) for one in inspect(type(row)).column_attrs}
    return type(row)(**(values | {"id": new_id(), "version": 0} | changes))


def _people(session: Session, today: date) -> list[Participant]:
    model = session.exec(select(Participant)).first()
    assert model is not None
    said: dict[str, Any] = {"considered_for": " HS MH ", "consenter": ODD, "child_in_household": True}
    said |= {"hmis_said": {"name": ODD, "destination": 410}, "destination": 410, "erasure_why": LONG}
    days = ("passed_over_on", "agreed_on", "active_on", "left_on", "forgotten_on", "erasure_asked_on", "erased_on")
    rows = _every_word(session, model, number=lambda: draw(session, "P"), **said, **dict.fromkeys(days, today))
    for row in rows:
        if row.state in (ParticipantState.AGREED, ParticipantState.ACTIVE):
            row.state = ParticipantState.LEFT  # no more places than there are
    rows[0].state = ParticipantState.ACTIVE
    return rows


def _answers(session: Session, everybody: list[Participant], person: Person, today: date) -> None:
    """One of each word: an agency answers about each participant once."""
    by: dict[str, Any] = {"agency_id": person.agency_id, "person_id": person.id, "on": today}
    whom = iter([one.id for one in everybody])
    _every_word(session, ParticipantAnswer, participant_id=whom.__next__, note=ODD, noted_by_id=person.id, **by)
    whom = iter([one.id for one in everybody])
    _every_word(session, ErasureAnswer, participant_id=whom.__next__, why=ODD, **by)


def _releases(session: Session, today: date) -> None:
    model = session.exec(select(Release)).first()
    assert model is not None
    terms = {"since": today, "until": today + timedelta(days=9), "revoked_on": today, "revoked_why": LONG}
    _every_word(session, model, number=lambda: draw(session, "R"), ends_when=ODD, **terms)


def _every_word(session: Session, model: type[M] | M, **values: Any) -> list[M]:
    """As many rows as the longest of a model's lists has words, so that each word of each list stands somewhere.

    ``model`` may be a row whose other values are taken over; a value that can be called is made anew for each row.
    """
    kind: Any = model if isinstance(model, type) else type(model)
    columns = {one.key: one.columns[0].type for one in inspect(kind).column_attrs}
    lists = {key: list(type_.enum_class or ()) for key, type_ in columns.items() if isinstance(type_, Enum)}
    rows = []
    for turn in range(max(map(len, lists.values()))):
        words = {key: members[turn % len(members)] for key, members in lists.items() if key not in values}
        made = words | {key: value() if callable(value) else value for key, value in values.items()}
        rows.append(kind(**made) if isinstance(model, type) else like(model, **made))
    session.add_all(rows)
    session.flush()
    return rows
