"""Founding a partnership: the table and agreement version 1 in one change."""

from contextlib import closing
from dataclasses import asdict
from datetime import UTC
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlmodel import Session, select

from casetable.errors import NoTable, Refused
from casetable.models import (
    Agency,
    Agreement,
    AgreementLadderStep,
    AgreementObjective,
    AgreementParty,
    AgreementSection,
    Partnership,
    Person,
    PersonRole,
)
from casetable.seat import Clock, system_clock
from casetable.store.opening import Store, open_store
from casetable.store.schema import HEAD, make_current, stored_version
from casetable.store.unit import change
from casetable.values.action import Action, never
from casetable.values.partnership import Setup
from casetable.values.seat import Receipt, Seat
from casetable.words import AgreementState

FOUND = Action("found", "founded the table", never("a table is not unmade; delete its file"))


def found(where: str, setup: Setup, *, by: str = "", clock: Clock = system_clock, sample: bool = False) -> Receipt:
    """Make a new table at a path or URL and store ``setup`` as agreement version 1.

    ``by`` names the person who founds it (default: the first of the file). Every table is marked plain until
    passphrases exist. Raises Refused when a table stands there already.
    """
    store = open_store(where, must_exist=False)
    fresh_file = store.path if store.path is not None and not store.path.exists() else None
    try:
        if fresh_file is None:
            _check_is_free(store)
        make_current(store)
        _fill(store, setup, by, clock, sample)
    except BaseException:
        store.close()
        if fresh_file is not None:
            _remove(fresh_file)
        raise
    store.close()
    return Receipt(f"{setup.name} is founded: {len(setup.agencies)} agencies, {len(setup.people)} people.")


def check_place(where: str) -> None:
    """Raise the reason why no table can be founded at a path or URL, before anybody answers questions for it.

    Raises Refused when a table stands there already, NoTable for a place where none may stand.
    """
    with closing(open_store(where, must_exist=False)) as store:
        if store.path is None or store.path.exists():
            _check_is_free(store)


def _check_is_free(store: Store) -> None:
    if _is_founded(store):
        raise Refused(f"There is a table at {store.where} already.", "Name another place with --table.")


def _is_founded(store: Store) -> bool:
    """A table stands here. One whose founding broke off is none."""
    version = store.stood if store.is_sqlite else stored_version(store)
    if version != HEAD:
        return version is not None
    with store.reading() as session:
        return session.exec(select(Partnership.id)).first() is not None


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _fill(store: Store, setup: Setup, by: str, clock: Clock, sample: bool) -> None:
    now = clock().astimezone(UTC)
    today = now.astimezone(ZoneInfo(setup.zone)).date()
    if not setup.people:
        raise NoTable("A table needs somebody to sit at it.", "Add people to the file.")
    agencies = {
        party.code: Agency(
            code=party.code,
            name=party.name,
            sector=party.sector,
            position=position,
            victim_service_provider=party.victim_service_provider,
            minimum_method=party.minimum_method,
            holidays=party.holidays,
            closing_days=[day.isoformat() for day in party.closing_days],
            joined_on=today,
        )
        for position, party in enumerate(setup.agencies)
    }
    people = {
        one.name: Person(
            name=one.name, agency_id=agencies[one.agency].id, mail=one.mail, phone=one.phone, joined_on=today
        )
        for one in setup.people
    }
    for one in setup.people:
        people[one.name].reports_to_id = people[one.reports_to].id if one.reports_to else None
    founder = next((one for one in setup.people if one.name == by), setup.people[0])
    seat = Seat(
        people[founder.name].id,
        founder.name,
        founder.agency,
        agencies[founder.agency].id,
        frozenset(founder.roles),
        today,
        now,
        store,
    )
    with change(seat, FOUND) as session:
        session.add(Partnership(is_plain=True, is_sample=sample, founded_on=today))
        session.add_all(agencies.values())
        session.add_all(people.values())
        session.add_all(
            PersonRole(person_id=people[one.name].id, role=role) for one in setup.people for role in one.roles
        )
        _write_agreement(session, setup, agencies, seat)


def _write_agreement(session: Session, setup: Setup, agencies: dict[str, Agency], seat: Seat) -> None:
    agreement = Agreement(
        number=1,
        kind=setup.kind,
        state=AgreementState.DRAFT,
        in_force_on=None,
        name=setup.name,
        shared_challenge=setup.shared_challenge,
        zone=setup.zone,
        quarter_first_month=setup.quarter_first_month,
        places=setup.places,
        emergency=setup.emergency,
        sharing=setup.sharing,
        mail_weekday=setup.mail_weekday,
        conference_rrule=setup.conference.rrule,
        conference_starts_at=setup.conference.starts_at,
        conference_minutes=setup.conference.minutes,
        conference_place=setup.conference.place,
        gate=asdict(setup.gate),
        terms=asdict(setup.terms),
    )
    session.add(agreement)
    equal = 1 / len(setup.agencies)
    for party in setup.agencies:
        session.add(
            AgreementParty(
                agreement_id=agreement.id,
                agency_id=agencies[party.code].id,
                hopes=party.hopes,
                risks=party.risks,
                success=party.success,
                effort_share=equal if party.effort_share is None else party.effort_share,
            )
        )
    for position, section in enumerate(setup.sections):
        session.add(
            AgreementSection(agreement_id=agreement.id, position=position, heading=section.heading, text=section.text)
        )
    for position, objective in enumerate(setup.objectives):
        session.add(AgreementObjective(agreement_id=agreement.id, position=position, **asdict(objective)))
    for position, step in enumerate(setup.ladder):
        session.add(AgreementLadderStep(agreement_id=agreement.id, position=position, **asdict(step)))
