"""A real table for the app's tests: three agencies, five people, four participants, a week of tasks."""

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from casetable.values.partnership import AgencySetup, PersonSetup, Setup
from casetable.values.tasks import NewTask
from casetable.words import (
    AgreementKind,
    Category,
    Method,
    NoteKind,
    OutcomeValue,
    OutcomeView,
    Role,
    Sector,
    TakingPart,
)

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)

SETUP = Setup(
    name="Eastside Table",
    shared_challenge="Nobody falls between three offices.",
    kind=AgreementKind.MOU,
    zone="America/New_York",
    emergency="Call 911",
    agencies=(
        AgencySetup("SS", "Social Services", Sector.SOCIAL_SERVICES),
        AgencySetup("HS", "Homeless Services", Sector.HOMELESS_SERVICES),
        AgencySetup("MH", "Mental Health", Sector.COMMUNITY_MENTAL_HEALTH),
    ),
    people=(
        PersonSetup("Lee Park", "SS", (Role.FRONTLINE,)),
        PersonSetup("Dana Reyes", "HS", (Role.FRONTLINE,)),
        PersonSetup("Nia Cole", "HS", (Role.COORDINATOR, Role.FRONTLINE)),
        PersonSetup("Omar Haddad", "MH", (Role.FRONTLINE,)),
        PersonSetup("Marta Okafor", "HS", (Role.SENIOR_MANAGER,)),
    ),
)


class Hand:
    """A clock that is set by hand."""

    def __init__(self, now=NOW):
        self.now = now

    def __call__(self):
        return self.now

    def go(self, **delta):
        self.now += timedelta(**delta)


def someone(table, name):
    from casetable.queries.people import people

    clock = Hand()
    return next(p.id for p in people(table.seat("Dana Reyes", clock)) if p.person == name)


def _populate(where):
    from casetable.actions import consent, participants, tasks
    from casetable.actions.partnership import found
    from casetable.seat import open_table

    clock = Hand(NOW - timedelta(days=10))
    found(where, SETUP, clock=clock)
    table = open_table(where)

    def seat(name):
        return table.seat(name, clock)

    ids = {name: someone(table, name) for name in ("Lee Park", "Dana Reyes", "Nia Cole", "Omar Haddad")}
    refs = []
    for name in ("Ana Ruiz", "Bo Lindgren", "Chidi Okafor", "Di Marsh"):
        ref = participants.propose(
            seat("Dana Reyes"), name=name, considered_on=seat("Dana Reyes").today, year_of_birth=1980, needs="housing"
        ).ref
        refs.append(ref)
        if name == "Di Marsh":
            continue
        for who in ("Lee Park", "Omar Haddad"):
            participants.agree(seat(who), ref)
        consent.add_release(
            seat("Dana Reyes"), ref, to="all", category=Category.GENERAL, since=date(2026, 11, 1), method=Method.WRITTEN
        )
    ana, bo, chidi, _ = refs

    def ask(by, to, title, participant, due):
        return tasks.ask(seat(by), NewTask(title, ids[to], due, participant)).ref

    ask("Dana Reyes", "Dana Reyes", "ID papers", bo, date(2026, 11, 20))
    ask("Lee Park", "Lee Park", "benefits form", chidi, date(2026, 11, 27))
    clock.now = NOW - timedelta(hours=3)
    ask("Omar Haddad", "Dana Reyes", "bring papers", ana, date(2026, 11, 25))
    ask("Omar Haddad", "Omar Haddad", "home visit", bo, date(2026, 11, 25))
    ask("Dana Reyes", "Dana Reyes", "lease", chidi, date(2026, 11, 26))
    table.close()
    return tuple(refs)


def _copy(source, path):
    for end in ("", "-wal", "-shm"):
        if Path(f"{source}{end}").exists():
            shutil.copy(f"{source}{end}", f"{path}{end}")


@pytest.fixture(scope="session")
def a_full_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("table") / "full.casetable"
    return path, _populate(str(path))


@pytest.fixture
def full_table(a_full_file, tmp_path):
    from casetable.seat import open_table

    path = tmp_path / "table.casetable"
    _copy(a_full_file[0], path)
    table = open_table(str(path))
    yield table
    table.close()


DOMAINS = ("housing", "safety", "health", "income", "documents", "social", "own_goal")


def _live(where):
    """Let work begin for Chidi Okafor: safe contact, their words, baselines, readings, notes; Dana leads."""
    from casetable.actions import notes, outcomes, participants, voice
    from casetable.queries.participants import participants as listed
    from casetable.seat import open_table
    from casetable.values.outcomes import NewReading

    clock = Hand(NOW - timedelta(days=9))
    table = open_table(where)

    def seat(name="Dana Reyes"):
        return table.seat(name, clock)

    ref = next(one.participant for one in listed(seat()) if one.name == "Chidi Okafor")
    voice.set_contact(seat(), ref, how="text", when="after 10", never="voicemail", no_post=True, location_private=True)
    voice.say_goal(seat(), ref, "A door I can lock, and my sister knowing where I am.")
    voice.take_part(seat(), ref, TakingPart.MESSAGE, note="Dana asks by Wed")
    outcomes.record_baselines(
        seat(), ref, [NewReading(ref, domain, None, note=f"{domain} as it was") for domain in DOMAINS]
    )
    participants.activate(seat(), ref)
    participants.lead(seat(), ref, someone(table, "Dana Reyes"))
    participants.join_team(seat(), ref, someone(table, "Omar Haddad"))
    clock.go(days=6)
    better = [NewReading(ref, domain, OutcomeValue.BETTER) for domain in ("housing", "own_goal")]
    own = NewReading(ref, "own_goal", OutcomeValue.SAME, OutcomeView.PARTICIPANT)
    outcomes.record_readings(seat(), [*better, own])
    notes.add_note(seat(), ref, "has a phone again", kind=NoteKind.CONTACT, minutes=10)
    notes.add_note(seat("Lee Park"), ref, "arrears letter received, two weeks to answer")
    table.close()
    return ref


@pytest.fixture(scope="session")
def a_lived_file(a_full_file, tmp_path_factory):
    path = tmp_path_factory.mktemp("lived") / "lived.casetable"
    _copy(a_full_file[0], path)
    return path, _live(str(path))


@pytest.fixture
def lived(a_lived_file, tmp_path):
    """A full table where work has begun for one, and that one's reference."""
    from casetable.seat import open_table

    path = tmp_path / "lived.casetable"
    _copy(a_lived_file[0], path)
    table = open_table(str(path))
    yield table, a_lived_file[1]
    table.close()


@pytest.fixture
def new_table(tmp_path):
    from casetable.actions.partnership import found
    from casetable.seat import open_table

    path = str(tmp_path / "new.casetable")
    found(path, replace(SETUP), clock=Hand())
    table = open_table(path)
    yield table
    table.close()


@pytest.fixture(scope="session")
def an_agreed_file(tmp_path_factory):
    from casetable.actions.partnership import found
    from tests.screens.agreed import agreed_setup

    path = tmp_path_factory.mktemp("agreed") / "agreed.casetable"
    found(str(path), agreed_setup(), clock=Hand(NOW - timedelta(days=3)))
    return path


@pytest.fixture
def agreed(an_agreed_file, tmp_path):
    """A table with a draft of its agreement, founded three days ago."""
    from casetable.seat import open_table

    path = tmp_path / "agreed.casetable"
    _copy(an_agreed_file, path)
    table = open_table(str(path))
    yield table
    table.close()
