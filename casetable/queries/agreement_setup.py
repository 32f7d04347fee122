"""A stored version of the agreement as the set-up that it says: for its text, for comparing, for amending."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from casetable.models import (
    Agency,
    Agreement,
    AgreementLadderStep,
    AgreementNewcomer,
    AgreementObjective,
    AgreementParty,
    AgreementSection,
)
from casetable.queries.governing import named
from casetable.rules.agreement_text import topics_of
from casetable.values.partnership import (
    AgencySetup,
    ConferenceRule,
    Decisions,
    Gate,
    LadderStep,
    ObjectiveSetup,
    Readiness,
    Section,
    Setup,
)
from casetable.values.terms import Terms
from casetable.words import Method, Ready, Sector


def setup_in(session: Session, row: Agreement) -> Setup:
    """What a version says, without people. Parties in the order of the board, then newcomers."""
    return Setup(
        name=row.name,
        shared_challenge=row.shared_challenge,
        kind=row.kind,
        zone=row.zone,
        emergency=row.emergency,
        agencies=(*_parties(session, row), *_newcomers(session, row)),
        people=(),
        quarter_first_month=row.quarter_first_month,
        places=row.places,
        sharing=row.sharing,
        mail_weekday=row.mail_weekday,
        conference=ConferenceRule(
            row.conference_rrule, row.conference_starts_at, row.conference_minutes, row.conference_place
        ),
        objectives=_objectives(session, row),
        ladder=_ladder(session, row),
        gate=named(Gate, row.gate),
        decisions=named(Decisions, row.decisions or {}),
        terms=named(Terms, row.terms),
        sections=_sections(session, row),
    )


def facts_of(agency: AgencySetup | Agency) -> dict[str, Any]:
    """What a version states of an agency itself, as it is stored: as a set-up says it, or as the agency stands."""
    return {
        "name": agency.name,
        "sector": agency.sector.value,
        "victim_service_provider": agency.victim_service_provider,
        "minimum_method": agency.minimum_method.value,
    }


def readiness_of(agency: AgencySetup) -> dict[str, Any]:
    """How ready an agency is, as it is stored."""
    points = {"goals": agency.goals, "resources": agency.resources, "gaps": agency.gaps}
    return {
        name: {"answer": point.answer.value if point.answer else None, "note": point.note}
        for name, point in points.items()
    }


def agency_as_stored(agency: AgencySetup) -> dict[str, Any]:
    """A newcomer's whole part, as it is stored."""
    return {
        **facts_of(agency),
        **{name: getattr(agency, name) for name in ("code", "hopes", "risks", "success", "effort_share", "holidays")},
        "closing_days": [day.isoformat() for day in agency.closing_days],
        "readiness": readiness_of(agency),
    }


def newcomer_setup(row: AgreementNewcomer) -> AgencySetup:
    """A newcomer as it stands in the version."""
    stored = row.setup
    return AgencySetup(
        code=row.code,
        hopes=stored["hopes"],
        risks=stored["risks"],
        success=stored["success"],
        effort_share=stored["effort_share"],
        holidays=stored["holidays"],
        closing_days=tuple(date.fromisoformat(day) for day in stored["closing_days"]),
        joins_on=row.joins_on,
        **_facts(stored),
        **_readiness(stored["readiness"]),
    )


def _parties(session: Session, row: Agreement) -> tuple[AgencySetup, ...]:
    found = session.exec(
        select(AgreementParty, Agency)
        .join(Agency, col(Agency.id) == AgreementParty.agency_id)
        .where(AgreementParty.agreement_id == row.id)
        .order_by(col(Agency.position), col(Agency.code))
    ).all()
    return tuple(_party(party, agency) for party, agency in found)


def _party(party: AgreementParty, agency: Agency) -> AgencySetup:
    stored = party.facts or facts_of(agency)
    return AgencySetup(
        code=agency.code,
        hopes=party.hopes,
        risks=party.risks,
        success=party.success,
        effort_share=party.effort_share,
        holidays=agency.holidays,
        closing_days=tuple(date.fromisoformat(day) for day in agency.closing_days),
        leaves_on=party.leaves_on,
        **_facts(stored),
        **_readiness(party.readiness or {}),
    )


def _facts(stored: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": stored["name"],
        "sector": Sector(stored["sector"]),
        "victim_service_provider": stored["victim_service_provider"],
        "minimum_method": Method(stored["minimum_method"]),
    }


def _readiness(stored: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: Readiness(Ready(one["answer"]) if one["answer"] else None, one["note"]) for name, one in stored.items()
    }


def _newcomers(session: Session, row: Agreement) -> tuple[AgencySetup, ...]:
    found = session.exec(
        select(AgreementNewcomer)
        .where(AgreementNewcomer.agreement_id == row.id)
        .order_by(col(AgreementNewcomer.position))
    )
    return tuple(newcomer_setup(one) for one in found)


def _objectives(session: Session, row: Agreement) -> tuple[ObjectiveSetup, ...]:
    found = session.exec(
        select(AgreementObjective)
        .where(AgreementObjective.agreement_id == row.id)
        .order_by(col(AgreementObjective.position))
    )
    return tuple(ObjectiveSetup(one.text, one.measure, one.baseline, one.target, one.due_quarter) for one in found)


def _ladder(session: Session, row: Agreement) -> tuple[LadderStep, ...]:
    found = session.exec(
        select(AgreementLadderStep)
        .where(AgreementLadderStep.agreement_id == row.id)
        .order_by(col(AgreementLadderStep.position))
    )
    return tuple(LadderStep(one.name, one.who, one.working_days) for one in found)


def _sections(session: Session, row: Agreement) -> tuple[Section, ...]:
    found = session.exec(
        select(AgreementSection).where(AgreementSection.agreement_id == row.id).order_by(col(AgreementSection.position))
    ).all()
    plain = tuple(Section(one.heading, one.text, one.topic) for one in found)
    topics = topics_of(plain)
    return tuple(Section(one.heading, one.text, topic) for one, topic in zip(plain, topics, strict=True))
