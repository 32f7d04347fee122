"""What SQL lets through is exactly what rules/consent.py allows, in any world that hypothesis can think of."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete
from sqlmodel import Session, SQLModel, col, select

from casetable.models import (
    Agency,
    Attendance,
    ConferenceDraft,
    ConferenceItem,
    ConferenceLine,
    Disclosure,
    Draft,
    HouseholdLink,
    MinutesCorrection,
    MinutesPaper,
    MinutesTold,
    Note,
    OutcomeReading,
    Participant,
    ParticipantAnswer,
    Person,
    Ratification,
    Release,
    SafeContact,
    Task,
    TaskEvent,
    TeamMember,
    Viewing,
)
from casetable.queries import facts
from casetable.values.seat import Seat
from tests.tables import Room
from tests.world_rows import rows_of
from tests.worlds import AT, ROLES, Sat, World, expected, ids_of, revoked, wider, world_of

THOROUGHLY = bool(os.environ.get("CASETABLE_DRILL"))
MANY, SOME = (400, 100) if THOROUGHLY else (40, 8)

worlds = st.integers(0, 2**32).map(lambda seed: world_of(Random(seed)))


def examples(number: int) -> settings:
    """So many worlds, each as slow as it has to be."""
    return settings(max_examples=number, deadline=None, suppress_health_check=list(HealthCheck))


def test_the_worlds_are_crowded_enough_to_tell_something() -> None:
    """Of twenty, most hold texts that another agency may read, and texts that it may not."""
    read = hidden = guarded = linked = 0
    for seed in range(20):
        world = world_of(Random(seed))
        others = [(sat, text) for sat in world.seats[:4] for text in world.texts if text.about is not None]
        answers = [world.reads(sat, text) for sat, text in others if sat.agency != text.writer]
        read += any(answers)
        hidden += not all(answers)
        guarded += any(not world.lists(sat, about) for sat in world.seats[:4] for about in range(3))
        linked += any(world.shows_link(sat, number) for sat in world.seats for number in range(len(world.links)))
    assert min(read, hidden, guarded) >= 8
    assert linked >= 5


@contextmanager
def built(room: Room, world: World) -> Iterator[tuple[Session, dict[str, str], dict[str, str]]]:
    """A session in which the world's rows stand, taken back afterwards; ids by agency code and by person's name."""
    with Session(room.table.store.engine, autoflush=False) as session:
        agencies = dict(session.exec(select(Agency.code, Agency.id)).all())
        people = dict(session.exec(select(Person.name, Person.id)).all())
        for row in rows_of(world, agencies, people):
            session.add(row)
        session.flush()
        try:
            yield session, agencies, people
        finally:
            session.rollback()


def seat_of(room: Room, world: World, sat: Sat, agencies: dict[str, str], people: dict[str, str]) -> Seat:
    """The seat of somebody who looks at a world."""
    return Seat(
        people.get(sat.name, "nobody"),
        sat.name,
        sat.agency,
        agencies[sat.agency],
        sat.roles,
        world.today,
        AT,
        room.table.store,
        reads_only=sat.reads_only,
    )


def shown(session: Session, model: Any, predicate: facts.Predicate) -> set[str]:
    return set(session.exec(select(model.id).where(predicate)).all())


MODELS: dict[str, type[SQLModel]] = {
    "participant_known": Participant,
    "participant_listed": Participant,
    "needs_shown": Participant,
    "reason_shown": Participant,
    "on_board": Participant,
    "team_shown": TeamMember,
    "task_text_shown": Task,
    "task_line_shown": Task,
    "task_reference_shown": Task,
    "task_whom_listed": Task,
    "note_shown": Note,
    "safe_contact_shown": SafeContact,
    "reading_shown": OutcomeReading,
    "answer_text_shown": ParticipantAnswer,
    "release_shown": Release,
    "release_words_shown": Release,
    "release_why_shown": Release,
    "link_shown": HouseholdLink,
    "disclosure_shown": Disclosure,
    "draft_shown": Draft,
    "item_listed": ConferenceItem,
    "question_shown": ConferenceItem,
    "filed_line_shown": ConferenceLine,
    "correction_shown": MinutesCorrection,
    "ratification_shown": Ratification,
    "paper_shown": MinutesPaper,
    "kept_text_shown": MinutesTold,
}


def found(session: Session, seat: Seat) -> dict[str, set[str]]:
    """By predicate, the rows that SQL lets through."""
    said = {name: shown(session, model, getattr(facts, name)(seat)) for name, model in MODELS.items()}
    joined = select(TaskEvent.id).join(Task, col(Task.id) == TaskEvent.task_id)
    said["event_text_shown"] = set(session.exec(joined.where(facts.event_text_shown(seat))).all())
    guests = select(Attendance.id).where(col(Attendance.guest) != "")
    said["guest_shown"] = set(session.exec(guests.where(facts.guest_shown(seat))).all())
    typing = select(Person.name).join(ConferenceDraft, col(ConferenceDraft.person_id) == Person.id)
    said["typed_line_shown"] = set(session.exec(typing.where(facts.typed_line_shown(seat))).all())
    said["viewing_shown"] = set(session.exec(select(Viewing.participant_id).where(facts.viewing_shown(seat))).all())
    return said


def test_every_predicate_is_held_against_the_rules() -> None:
    built_once = {name for name, one in vars(facts).items() if hasattr(one, "__wrapped__") and name.endswith("shown")}
    named = {"participant_known", "participant_listed", "on_board", "task_whom_listed", "item_listed"}
    assert {*MODELS, "event_text_shown", "viewing_shown", "guest_shown", "typed_line_shown"} >= built_once | named


def check(room: Room, world: World) -> None:
    with built(room, world) as (session, agencies, people):
        for one in world.seats:
            for reads_only in (False, True):
                sat = Sat(one.agency, one.roles, one.name, reads_only)
                allowed = expected(world, sat)
                assert found(session, seat_of(room, world, sat, agencies, people)) == allowed
                if reads_only:
                    check_nothing_of_others(world, sat.agency, allowed)


def texts_about(world: World, people: set[str]) -> list[int]:
    """The numbers of texts about these participants (row ids) or about nobody."""
    return [number for number, text in enumerate(world.texts) if text.about is None or f"p{text.about}" in people]


def check_nothing_of_others(world: World, agency: str, allowed: dict[str, set[str]]) -> None:
    """The sentence that the header says, told without the rules."""
    people = {f"p{number}" for number, one in enumerate(world.people) if one.agency == agency}
    assert allowed["participant_known"] | allowed["participant_listed"] | allowed["needs_shown"] <= people
    texts = {number for number, text in enumerate(world.texts) if text.writer == agency or text.about is None}
    assert allowed["task_text_shown"] <= ids_of("t", texts)
    assert allowed["note_shown"] <= ids_of("n", texts)
    assert allowed["filed_line_shown"] <= ids_of("f", texts)
    assert allowed["correction_shown"] <= ids_of("b", texts)
    assert allowed["ratification_shown"] <= ids_of("y", texts)
    assert allowed["paper_shown"] == set()
    assert allowed["item_listed"] <= ids_of("i", texts_about(world, people))
    releases = (number for number, (_, one) in enumerate(world.releases) if one.discloser == agency)
    assert allowed["release_shown"] <= ids_of("r", releases)


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@examples(MANY)
@given(world=worlds)
def test_sql_shows_exactly_what_the_rules_allow(shelter: Room, world: World) -> None:
    check(shelter, world)


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
@examples(SOME)
@given(world=worlds)
def test_sql_shows_exactly_what_the_rules_allow_on_postgresql_too(shelter: Room, world: World) -> None:
    check(shelter, world)


@examples(SOME)
@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@given(world=worlds)
def test_taking_every_release_away_never_shows_anything_more(shelter: Room, world: World) -> None:
    with built(shelter, world) as (session, agencies, people):
        seat = seat_of(shelter, world, world.seats[0], agencies, people)
        before = found(session, seat)
        session.execute(delete(Release))
        after = found(session, seat)
    assert all(after[name] <= before[name] for name in before)


@examples(MANY * 5)
@given(world=worlds, which=st.integers(0, 29), data=st.data())
def test_widening_a_release_never_hides_and_revoking_never_shows(world: World, which: int, data: Any) -> None:
    """Of the rules; that SQL says the same is held above."""
    if not world.releases:
        return
    number = which % len(world.releases)
    roles = data.draw(st.sampled_from(ROLES))
    for sat in (*world.seats, Sat(world.releases[number][1].receiver, roles)):
        now = expected(world, sat)
        more, less = expected(wider(world, number), sat), expected(revoked(world, number), sat)
        assert {name: now[name] - more[name] for name in now} == {name: set() for name in now}
        assert {name: less[name] - now[name] for name in now} == {name: set() for name in now}
