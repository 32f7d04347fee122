"""The rows of one version of the agreement: written from a set-up, changed in place, copied into the next version."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import Session, col, select

from casetable.models import (
    Agency,
    Agreement,
    AgreementLadderStep,
    AgreementNewcomer,
    AgreementObjective,
    AgreementParty,
    AgreementSection,
    Row,
    new_id,
)
from casetable.queries.agreement_setup import agency_as_stored, facts_of, newcomer_setup, readiness_of, setup_in
from casetable.rules.agreement_text import topics_of
from casetable.rules.amending import with_stated_shares
from casetable.rules.objectives import same_objectives
from casetable.values.partnership import AgencySetup, PersonSetup, Setup
from casetable.words import AgreementState, Role

CONTENT = (AgreementParty, AgreementNewcomer, AgreementSection, AgreementObjective, AgreementLadderStep)
"""The tables whose rows belong to one version."""


def new_version(session: Session, setup: Setup, number: int) -> Agreement:
    """Add the row of a version, a draft without content; ``write_version`` adds that."""
    row = Agreement(number=number, state=AgreementState.DRAFT, **columns_of(setup))
    session.add(row)
    session.flush()
    return row


def columns_of(setup: Setup) -> dict[str, Any]:
    """What a version's own row says of a set-up, by column."""
    return {
        "kind": setup.kind,
        "name": setup.name,
        "shared_challenge": setup.shared_challenge,
        "zone": setup.zone,
        "quarter_first_month": setup.quarter_first_month,
        "places": setup.places,
        "emergency": setup.emergency,
        "sharing": setup.sharing,
        "mail_weekday": setup.mail_weekday,
        "conference_rrule": setup.conference.rrule,
        "conference_starts_at": setup.conference.starts_at,
        "conference_minutes": setup.conference.minutes,
        "conference_place": setup.conference.place,
        "gate": asdict(setup.gate),
        "terms": asdict(setup.terms) | {"domains": list(setup.terms.domains)},
        "decisions": asdict(setup.decisions) | {"rule": setup.decisions.rule.value},
    }


def write_version(session: Session, row: Agreement, setup: Setup) -> None:
    """Make the rows of a version say ``setup``; a row that says it already is left alone.

    Parties are those agencies of ``setup`` that sit at the table; the others are newcomers, with their people. The
    version's own row moves on even when nothing else of it does, so that everybody else's undo is told.
    """
    _set(row, **columns_of(setup))
    stated = with_stated_shares(setup)
    _write_parties(session, row, stated)
    _write_newcomers(session, row, stated)
    _write_sections(session, row, setup)
    _write_objectives(session, row, setup)
    steps = [asdict(step) for step in setup.ladder]
    _write_list(session, row, AgreementLadderStep, steps)
    flag_modified(row, "number")
    session.flush()


def content_of(session: Session, row: Agreement) -> Setup:
    """What a version says, with the people of its newcomers."""
    newcomers = _newcomers(session, row).values()
    people = tuple(person for one in newcomers for person in people_of(one))
    return replace(setup_in(session, row), people=people)


def people_of(newcomer: AgreementNewcomer) -> tuple[PersonSetup, ...]:
    """The people of a newcomer as they will sit at the table."""
    return tuple(
        PersonSetup(
            name=one["name"],
            agency=newcomer.code,
            roles=tuple(Role(role) for role in one["roles"]),
            reports_to=one["reports_to"],
            mail=one["mail"],
            phone=one["phone"],
        )
        for one in newcomer.people
    )


def copy_version(session: Session, row: Agreement, number: int) -> Agreement:
    """Make version ``number`` as a draft that says what ``row`` says today.

    Who has joined since is a party like the others; who has left is none any more, and the shares of the others grow
    in proportion.
    """
    copy = new_version(session, replace(setup_in(session, row), agencies=(), people=()), number)
    _copy_parties(session, row, copy)
    for model in (AgreementSection, AgreementObjective, AgreementLadderStep):
        for one in session.exec(select(model).where(model.agreement_id == row.id)).all():
            if isinstance(one, AgreementObjective) and one.lineage is None:
                one.lineage = new_id()
            session.add(_like(one, agreement_id=copy.id))
    session.flush()
    return copy


def delete_version(session: Session, row: Agreement) -> None:
    """Take away a version with everything in it."""
    for model in CONTENT:
        for one in session.exec(select(model).where(model.agreement_id == row.id)).all():
            session.delete(one)
    session.delete(row)


def freeze_content(session: Session, row: Agreement) -> None:
    """State what a version left to others: facts of its parties, topics of its sections, what each objective is.

    From its offer on nothing that happens elsewhere may change its words.
    """
    for party, agency in _parties(session, row).values():
        if party.facts is None:
            party.facts = stated_facts(agency)
    sections = _ordered(session, row, AgreementSection)
    values = setup_in(session, row).sections
    for stored, section in zip(sections, values, strict=True):
        _set(stored, topic=section.topic)
    for objective in _ordered(session, row, AgreementObjective):
        if objective.lineage is None:
            objective.lineage = new_id()
    session.flush()


def stated_facts(agency: Agency) -> dict[str, Any]:
    """The facts of an agency as it stands, as a version states them."""
    return facts_of(
        AgencySetup(
            agency.code,
            agency.name,
            agency.sector,
            victim_service_provider=agency.victim_service_provider,
            minimum_method=agency.minimum_method,
        )
    )


def party_codes(session: Session, row: Agreement) -> dict[str, AgencySetup]:
    """Every party of a version by its code, newcomers too."""
    return {one.code: one for one in setup_in(session, row).agencies}


def newcomers_in(session: Session, row: Agreement) -> list[AgreementNewcomer]:
    """The newcomers of a version in order."""
    return list(_newcomers(session, row).values())


def _set(row: Row, **values: Any) -> None:
    """Set only what differs, so that a row that stays as it is is not written."""
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def _ordered(session: Session, row: Agreement, model: Any) -> Sequence[Any]:
    return session.exec(select(model).where(model.agreement_id == row.id).order_by(col(model.position))).all()


def _write_list(session: Session, row: Agreement, model: Any, wanted: Sequence[dict[str, Any]]) -> None:
    """Rows by position: changed in place, added at the end, taken from the end."""
    stored = _ordered(session, row, model)
    for one in stored[len(wanted) :]:
        session.delete(one)
    for position, values in enumerate(wanted):
        if position < len(stored):
            _set(stored[position], position=position, **values)
        else:
            session.add(model(agreement_id=row.id, position=position, **values))


def _write_sections(session: Session, row: Agreement, setup: Setup) -> None:
    topics = topics_of(setup.sections)
    wanted = [
        {"heading": one.heading, "text": one.text, "topic": topic}
        for one, topic in zip(setup.sections, topics, strict=True)
    ]
    _write_list(session, row, AgreementSection, wanted)


def _write_objectives(session: Session, row: Agreement, setup: Setup) -> None:
    """An objective that is still the same one keeps its lineage, and with it its readings."""
    stored = _ordered(session, row, AgreementObjective)
    kept = same_objectives([(one.text, one.measure) for one in stored], [(o.text, o.measure) for o in setup.objectives])
    lineages = [stored[place].lineage or new_id() if place is not None else new_id() for place in kept]
    wanted = [asdict(one) | {"lineage": lineage} for one, lineage in zip(setup.objectives, lineages, strict=True)]
    _write_list(session, row, AgreementObjective, wanted)


def _parties(session: Session, row: Agreement) -> dict[str, tuple[AgreementParty, Agency]]:
    """The parties that sit, or sat, at the table, by code."""
    found = session.exec(
        select(AgreementParty, Agency)
        .join(Agency, col(Agency.id) == AgreementParty.agency_id)
        .where(AgreementParty.agreement_id == row.id)
    ).all()
    return {agency.code: (party, agency) for party, agency in found}


def _write_parties(session: Session, row: Agreement, setup: Setup) -> None:
    stored = _parties(session, row)
    seated = {one.code: one for one in session.exec(select(Agency).where(col(Agency.left_on).is_(None)))}
    wanted = {one.code: one for one in setup.agencies if one.code in stored or one.code in seated}
    for code, (party, _) in stored.items():
        if code not in wanted:
            session.delete(party)
    for code, one in wanted.items():
        agency = seated.get(code) or stored[code][1]
        party = stored[code][0] if code in stored else AgreementParty(agreement_id=row.id, agency_id=agency.id,
                                                                      effort_share=0.0)
        _set(party, **_party_columns(one))
        stands = stated_facts(agency)
        if party.facts is not None or facts_of(one) != stands:
            _set(party, facts=facts_of(one))
        session.add(party)


def _party_columns(one: AgencySetup) -> dict[str, Any]:
    return {
        "hopes": one.hopes,
        "risks": one.risks,
        "success": one.success,
        "effort_share": one.effort_share,
        "readiness": readiness_of(one),
        "leaves_on": one.leaves_on,
    }


def _newcomers(session: Session, row: Agreement) -> dict[str, AgreementNewcomer]:
    return {one.code: one for one in _ordered(session, row, AgreementNewcomer)}


def _write_newcomers(session: Session, row: Agreement, setup: Setup) -> None:
    parties = _parties(session, row)
    stored = _newcomers(session, row)
    wanted = [one for one in setup.agencies if one.code not in parties]
    for code, newcomer in stored.items():
        if code not in {one.code for one in wanted}:
            session.delete(newcomer)
    for position, one in enumerate(wanted):
        newcomer = stored.get(one.code) or AgreementNewcomer(agreement_id=row.id, position=position, code=one.code)
        people = [person_as_stored(person) for person in setup.people if person.agency == one.code]
        _set(newcomer, position=position, setup=agency_as_stored(one), people=people, joins_on=one.joins_on)
        session.add(newcomer)


def person_as_stored(person: PersonSetup) -> dict[str, Any]:
    """One of a newcomer's people as it is stored."""
    return {
        "name": person.name,
        "roles": [role.value for role in person.roles],
        "reports_to": person.reports_to,
        "mail": person.mail,
        "phone": person.phone,
    }


def _like(row: Any, **changes: Any) -> Any:
    """A new row with everything as in ``row`` but what is named."""
    names = [name for name in type(row).model_fields if name not in ("id", "version")]
    return type(row)(**{name: getattr(row, name) for name in names} | changes)


def _copy_parties(session: Session, row: Agreement, copy: Agreement) -> None:
    left = [one for one, agency in _parties(session, row).values() if agency.left_on is not None]
    whole = 1 - sum(one.effort_share for one in left)
    grow = 1 / whole if left and whole > 0 else 1.0
    for party, agency in _parties(session, row).values():
        if agency.left_on is None:
            session.add(_like(party, agreement_id=copy.id, effort_share=party.effort_share * grow))
    seated = {one.id for one in session.exec(select(Agency).where(col(Agency.left_on).is_(None)))}
    for newcomer in _newcomers(session, row).values():
        if newcomer.agency_id is None:
            session.add(_like(newcomer, agreement_id=copy.id))
        elif newcomer.agency_id in seated:
            session.add(party_from(newcomer, copy.id))


def party_from(newcomer: AgreementNewcomer, agreement_id: str) -> AgreementParty:
    """A newcomer that has joined as the party it is from now on."""
    one = newcomer_setup(newcomer)
    assert newcomer.agency_id is not None  # noqa: S101
    return AgreementParty(
        agreement_id=agreement_id, agency_id=newcomer.agency_id, facts=facts_of(one), **_party_columns(one)
    )
