"""What is removed of somebody who was passed over: everything that says who they are. Rules: Participants."""

from typing import Any

from sqlalchemy import delete, or_
from sqlmodel import Session, col, select

from casetable.actions.minutes_wiping import wipe_minutes
from casetable.actions.wiping import BLANKED, drop_typed
from casetable.models import (
    ConferenceItem,
    ConferenceLine,
    Disclosure,
    Draft,
    HouseholdLink,
    MinutesCorrection,
    Note,
    OutcomeReading,
    Participant,
    ParticipantAnswer,
    Ratification,
    Release,
    Row,
    SafeContact,
    TeamMember,
)
from casetable.store.forgetting import forget_details
from casetable.values.seat import Seat

_ABOUT: tuple[Any, ...] = (Note, SafeContact, OutcomeReading, TeamMember)
"""What is written about somebody and says nothing once nobody knows about whom."""


def forget_person(session: Session, seat: Seat, row: Participant) -> None:
    """Remove the name and everything that says who it is, from the rows and from the details of the log.

    Only within the change of an action that forgets. Agencies, answers with their reason codes, the releases' terms
    and the account of disclosures stay, without texts.
    """
    name = row.name
    touched: set[str] = {row.id}
    for answer in _of(session, ParticipantAnswer, row):
        answer.note = ""
        touched.add(_kept(session, answer))
    for release in _of(session, Release, row):
        release.purpose = release.paper = release.ends_when = release.revoked_why = ""
        touched.add(_kept(session, release))
    for told in _of(session, Disclosure, row):
        told.note = ""
        touched.add(_kept(session, told))
    for gone in [*_links(session, row), *(one for model in _ABOUT for one in _of(session, model, row))]:
        touched.add(gone.id)
        session.delete(gone)
    for model in (ConferenceItem, ConferenceLine, MinutesCorrection, Ratification):
        for said in _of(session, model, row):
            for attribute, blank in BLANKED[model].items():
                setattr(said, attribute, blank)
            touched.add(_kept(session, said))
    drop_typed(session, row.id)
    wipe_minutes(session, row.id)
    session.execute(delete(Draft).where(col(Draft.participant_id) == row.id))
    row.name = row.needs = row.reason = ""
    row.year_of_birth = row.hmis_id = row.hmis_said = row.consenter = row.child_in_household = None
    row.forgotten_on = seat.today
    session.add(row)
    forget_details(session, seat, touched, (name,) if len(name.split()) > 1 else ())


def _of(session: Session, model: Any, row: Participant) -> list[Any]:
    return list(session.exec(select(model).where(model.participant_id == row.id)))


def _kept(session: Session, row: Row) -> str:
    session.add(row)
    return row.id


def _links(session: Session, row: Participant) -> list[HouseholdLink]:
    sides = or_(col(HouseholdLink.participant_id) == row.id, col(HouseholdLink.other_id) == row.id)
    return list(session.exec(select(HouseholdLink).where(sides)))
