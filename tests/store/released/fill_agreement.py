"""Fills what a table holds about its agreement: versions of every state, signatures, readings, who joins, who is away.

What people can do goes through the actions, so that ``agreement verify`` finds it sound; words that no action writes
go in as rows.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from sqlmodel import Session, col, select

from casetable.actions import agreement
from casetable.models import (
    Agency,
    Agreement,
    AgreementNewcomer,
    AgreementObjective,
    AgreementParty,
    AgreementSection,
    Away,
    Person,
    Signature,
)
from casetable.queries.agreement import text_code
from casetable.queries.people import agencies, people
from casetable.rules.agreement_text import seal_of
from casetable.rules.amending import with_joining, with_leaving, with_numbers, with_party
from casetable.store.unit import change
from casetable.values.action import Action
from casetable.values.partnership import AgencySetup, ObjectiveSetup, PersonSetup, Readiness, Section, Setup
from casetable.values.seat import Seat
from casetable.words import (
    AgreementKind,
    ObjectiveStatus,
    PaperSigned,
    Ready,
    Role,
    SectionTopic,
    Sector,
    Sharing,
)
from tests.store.released.fill_people import LONG, ODD, like

Sit = Callable[[str], Seat]

_NEWCOMERS = (
    PersonSetup("Nour New", "", (Role.SENIOR_MANAGER,), phone="555 0100"),
    PersonSetup("Noa New", "", (Role.FRONTLINE, Role.SUPERVISOR), reports_to="Nour New", mail="noa@example.org"),
)


def fill_agreement(sit: Sit, by_hand: Action, today: date) -> None:
    """Amend, withdraw, sign and amend again, until every state, paper and word of the agreement stands somewhere."""
    ruth = sit("Ruth")
    agreement.amend(ruth, lambda setup: _everything(setup, ruth), why=ODD)
    offered = agreement.offer(ruth).ref
    agreement.withdraw(ruth)
    agreement.offer(ruth)
    first = next(one for one in people(ruth) if Role.SENIOR_MANAGER in one.roles)
    agreement.sign(sit(first.id), PaperSigned.AGREEMENT, first.person, text_code(ruth, int(offered[1:])))
    agreement.withdraw(ruth, why=LONG)
    agreement.offer(ruth)
    _sign(sit, today)
    for number, status in enumerate(ObjectiveStatus):
        agreement.read_objective(ruth, 1, f"{number} of 5", status, note=ODD if number else LONG)
    agreement.amend(ruth, lambda setup: _join_later(with_leaving(setup, "NEW", today + timedelta(days=30)), today))
    agreement.offer(ruth)
    with change(ruth, by_hand) as session:
        _signatures(session, ruth)
        _drafts(session, today)
        _away(session, ruth, today)


def _everything(setup: Setup, seat: Seat) -> Setup:
    party = agencies(seat)[0].agency
    ready = {"goals": Readiness(Ready.YES, ODD), "gaps": Readiness(Ready.NOT_YET, LONG)}
    said = with_party(setup, party, hopes=ODD, risks=LONG, success=ODD, name=ODD[:40], **ready)
    new = AgencySetup("NEW", ODD, Sector.OTHER, hopes=ODD, closing_days=(date(2026, 12, 24),))
    sections = (*(Section(topic.label, LONG, topic) for topic in SectionTopic), Section(ODD, LONG))
    objectives = (ObjectiveSetup(ODD, LONG, ODD, ODD, "2027Q1"), ObjectiveSetup("No appointment is lost"))
    whole = replace(with_joining(said, new, _NEWCOMERS), sections=sections, objectives=objectives)
    return with_numbers(whole, {"places": 9, "decisions.quorum_agencies": 2, "decisions.rule": "vote"})


def _join_later(setup: Setup, today: date) -> Setup:
    people = [replace(one, name=f"{one.name} Later", reports_to="") for one in _NEWCOMERS]
    return with_joining(setup, AgencySetup("LATER", ODD, Sector.OTHER), people, joins_on=today + timedelta(days=60))


def _sign(sit: Sit, today: date) -> None:
    """Managers at their seats, the newcomer's on paper, which brings it into force; then the objectives."""
    ruth = sit("Ruth")
    number = agreement_number(ruth)
    code = text_code(ruth, number)
    for manager in {one.agency: one for one in people(ruth) if Role.SENIOR_MANAGER in one.roles}.values():
        agreement.sign(sit(manager.id), PaperSigned.AGREEMENT, manager.person, code)
    agreement.record_paper(ruth, PaperSigned.AGREEMENT, "Nour New", code, today, ODD)
    code = text_code(ruth, number, PaperSigned.OBJECTIVES)
    for worker in people(ruth):
        if Role.FRONTLINE in worker.roles:
            agreement.sign(sit(worker.id), PaperSigned.OBJECTIVES, worker.person, code)


def agreement_number(seat: Seat) -> int:
    """The number of the version whose signatures are asked for."""
    from casetable.queries.agreement import agreement as view

    return view(seat).signing


def _signatures(session: Session, seat: Seat) -> None:
    """One in every role: a later casetable may let others sign."""
    model = session.exec(select(Signature).where(Signature.paper == PaperSigned.OBJECTIVES)).first()
    assert model is not None
    version = session.exec(select(Agreement).where(Agreement.id == model.agreement_id)).one()
    for role in Role:
        who = f"{ODD} {role}"
        seal = seal_of(version.number, model.paper.value, who, role.value, model.signed_on, model.digest)
        session.add(like(model, person_id=None, agency_id=None, name=who, role=role, seal=seal, place=LONG))


def _drafts(session: Session, today: date) -> None:
    """Kinds and ways of sharing that the other versions do not have, as drafts; who is asked where nobody is named."""
    model = session.exec(select(Agreement).order_by(col(Agreement.number).desc())).first()
    assert model is not None
    frozen = dict.fromkeys(("text_form", "text", "digest", "objectives_text", "objectives_digest", "offered_on"))
    drafts = []
    for number, (kind, sharing) in enumerate(zip(AgreementKind, Sharing, strict=True), start=model.number + 1):
        said: dict[str, Any] = {"kind": kind, "sharing": sharing, "state": "draft", "review_on": today}
        moment = time(23, 59, 59, 999999)
        drafts.append(like(model, number=number, conference_starts_at=moment, **frozen, **said))
    session.add_all(drafts)
    session.flush()
    party = session.exec(select(AgreementParty)).first()
    assert party is not None
    of: dict[str, Any] = {"agreement_id": drafts[-1].id}
    session.add(like(party, effort_share=1 / 3, leaves_on=today, **of))
    session.add(AgreementSection(position=1, heading=ODD, text=LONG, topic=None, **of))
    session.add(AgreementObjective(position=1, text=ODD, measure="", baseline=ODD, due_quarter="2027Q1", **of))
    joined = session.exec(select(AgreementNewcomer).where(col(AgreementNewcomer.agency_id).is_not(None))).first()
    assert joined is not None
    session.add(like(joined, joins_on=today, **of))


def _away(session: Session, seat: Seat, today: date) -> None:
    agency = session.exec(select(Agency).where(Agency.id == seat.agency_id)).one()
    some = session.exec(select(Person).where(Person.agency_id == agency.id, col(Person.left_on).is_(None))).all()
    days: dict[str, Any] = {"since": today, "until": today + timedelta(days=9), "recorded_by_id": seat.actor}
    session.add(Away(person_id=some[0].id, cover_id=some[1].id, back_on=today, **days))
    session.add(Away(person_id=some[1].id, **days))
