"""Founding a partnership: the table and agreement version 1 in one change."""

from contextlib import closing
from datetime import UTC, date
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlmodel import Session, select

from casetable.actions.agreement_rows import freeze_content, new_version, write_version
from casetable.actions.coming import come_into_force
from casetable.actions.offering import freeze
from casetable.errors import NoTable, Refused
from casetable.models import Agency, Partnership, Person, PersonRole
from casetable.seat import Clock, system_clock
from casetable.store.opening import Store, open_store
from casetable.store.schema import HEAD, make_current, stored_version
from casetable.store.unit import change
from casetable.values.action import Action, never
from casetable.values.partnership import PersonSetup, Setup
from casetable.values.seat import Receipt, Seat
from casetable.words import AgreementKind, Role

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
    agencies = _agencies(setup, today)
    sitting = [one for one in setup.people if one.agency in agencies]
    _check_people(setup, sitting)
    people = {
        one.name: Person(
            name=one.name, agency_id=agencies[one.agency].id, mail=one.mail, phone=one.phone, joined_on=today
        )
        for one in sitting
    }
    for one in sitting:
        people[one.name].reports_to_id = people[one.reports_to].id if one.reports_to in people else None
    founder = next((one for one in sitting if one.name == by), sitting[0])
    seat = Seat(
        people[founder.name].id,
        founder.name,
        founder.agency,
        agencies[founder.agency].id,
        frozenset(founder.roles),
        today,
        now,
        store,
        setup.zone,
    )
    with change(seat, FOUND) as session:
        session.add(Partnership(is_plain=True, is_sample=sample, founded_on=today))
        session.add_all(agencies.values())
        session.add_all(people.values())
        session.add_all(PersonRole(person_id=people[one.name].id, role=role) for one in sitting for role in one.roles)
        session.flush()
        _write_agreement(session, setup, seat)


def _agencies(setup: Setup, today: date) -> dict[str, Agency]:
    """The agencies that sit at the table from the first day, by code; one that joins later is a newcomer till then."""
    now = [party for party in setup.agencies if party.joins_on is None or party.joins_on <= today]
    return {
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
        for position, party in enumerate(now)
    }


def _check_people(setup: Setup, sitting: list[PersonSetup]) -> None:
    if not sitting:
        raise NoTable("A table needs somebody to sit at it.", "Add people to the file.")
    coordinated = any(Role.COORDINATOR in one.roles for one in setup.people)
    if coordinated and not any(Role.COORDINATOR in one.roles for one in sitting):
        raise Refused(
            "Who coordinates the table is of an agency that joins later.", "Let it sit here from the first day."
        )


def _write_agreement(session: Session, setup: Setup, seat: Seat) -> None:
    """Version 1: a draft that applies at once; a handshake is in force as well, as it needs no signatures."""
    row = new_version(session, setup, 1)
    write_version(session, row, setup)
    freeze_content(session, row)
    if setup.kind is AgreementKind.HANDSHAKE:
        freeze(session, seat, row)
        come_into_force(session, seat, row, seat.today)
