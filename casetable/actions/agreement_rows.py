"""The rows of one version of the agreement: written from a set-up, changed in place, stated in full when offered."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import Session, col, select

from casetable.actions.agreement_parties import parties_in, set_columns, write_newcomers, write_parties
from casetable.models import (
    Agreement,
    AgreementLadderStep,
    AgreementObjective,
    AgreementSection,
    new_id,
)
from casetable.queries.agreement_setup import facts_of, setup_in
from casetable.rules.agreement_text import topics_of
from casetable.rules.amending import with_stated_shares
from casetable.rules.objectives import same_objectives
from casetable.values.partnership import Setup
from casetable.words import AgreementState


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
    set_columns(row, **columns_of(setup))
    stated = with_stated_shares(setup)
    write_parties(session, row, stated)
    write_newcomers(session, row, stated)
    _write_sections(session, row, setup)
    _write_objectives(session, row, setup)
    steps = [asdict(step) for step in setup.ladder]
    _write_list(session, row, AgreementLadderStep, steps)
    flag_modified(row, "number")
    session.flush()


def freeze_content(session: Session, row: Agreement) -> None:
    """State what a version left to others: facts of its parties, topics of its sections, what each objective is.

    From its offer on nothing that happens elsewhere may change its words.
    """
    for party, agency in parties_in(session, row).values():
        if party.facts is None:
            party.facts = facts_of(agency)
    sections = _ordered(session, row, AgreementSection)
    values = setup_in(session, row).sections
    for stored, section in zip(sections, values, strict=True):
        set_columns(stored, topic=section.topic)
    for objective in _ordered(session, row, AgreementObjective):
        if objective.lineage is None:
            objective.lineage = new_id()
    session.flush()


def _ordered(session: Session, row: Agreement, model: Any) -> Sequence[Any]:
    return session.exec(select(model).where(model.agreement_id == row.id).order_by(col(model.position))).all()


def _write_list(session: Session, row: Agreement, model: Any, wanted: Sequence[dict[str, Any]]) -> None:
    """Rows by position: changed in place, added at the end, taken from the end."""
    stored = _ordered(session, row, model)
    for one in stored[len(wanted) :]:
        session.delete(one)
    for position, values in enumerate(wanted):
        if position < len(stored):
            set_columns(stored[position], position=position, **values)
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
