"""What SQL lets through is exactly what rules/consent.py allows, in any world that hypothesis can think of."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete
from sqlmodel import Session, col, select

from casetable.models import Agency, Participant, ParticipantAnswer, Person, Release, Task, TaskEvent
from casetable.queries import facts
from casetable.rules.consent import (
    Known,
    knows,
    may_list,
    may_read,
    may_see_release,
    reads_lines,
    reads_references,
    reads_text,
)
from casetable.values.seat import Seat
from casetable.words import Answer, Category, Method, ParticipantState, Role, TaskEventKind, TaskState
from tests.tables import MON, Room

CODES = ("SS", "HS", "MH", "VS")
ROLES = (
    frozenset({Role.FRONTLINE}),
    frozenset({Role.SUPERVISOR}),
    frozenset({Role.COORDINATOR}),
    frozenset({Role.PROGRAMME_MANAGER}),
    frozenset({Role.SENIOR_MANAGER}),
    frozenset({Role.ADVISER}),
    frozenset({Role.ADVISER, Role.FRONTLINE}),
    frozenset({Role.COORDINATOR, Role.SENIOR_MANAGER}),
    frozenset(),
)
CATEGORIES = (Category.GENERAL, Category.GENERAL, Category.GENERAL, Category.HEALTH, Category.SUBSTANCE_USE)


@dataclass(frozen=True)
class Text:
    about: int | None
    writer: str
    category: Category
    day: date


@dataclass(frozen=True)
class World:
    today: date
    people: tuple[tuple[str, ParticipantState], ...]
    releases: tuple[tuple[int, facts.ReleaseTerms], ...]
    texts: tuple[Text, ...]
    seats: tuple[tuple[str, frozenset[Role]], ...]

    def known(self, about: int) -> Known:
        agency = self.people[about][0]
        return Known(agency, agency == "VS")

    def held(self, about: int) -> list[facts.ReleaseTerms]:
        return [terms for whose, terms in self.releases if whose == about]

    def knows(self, agency: str, about: int, *, reads_only: bool = False) -> bool:
        return knows(agency, self.known(about), self.held(about), self.today, reads_only=reads_only)

    def lists(self, agency: str, about: int | None, *, reads_only: bool) -> bool:
        if about is None:
            return True
        return may_list(agency, self.known(about), self.held(about), self.today, reads_only=reads_only)

    def reads(self, agency: str, roles: frozenset[Role], text: Text, *, reads_only: bool = False) -> bool:
        if text.about is None:
            return True
        return reads_text(roles) and may_read(
            agency,
            self.known(text.about),
            self.held(text.about),
            writer=text.writer,
            category=text.category,
            written_on=text.day,
            today=self.today,
            reads_only=reads_only,
        )

    def guarded(self, agency: str, about: int) -> bool:
        return self.known(about).victim_service_provider and not self.knows(agency, about)

    def shows_release(self, agency: str, roles: frozenset[Role], number: int, *, reads_only: bool) -> bool:
        about, terms = self.releases[number]
        if reads_text(roles):
            return may_see_release(
                agency, self.known(about), self.held(about), terms, self.today, reads_only=reads_only
            )
        general = terms.category is Category.GENERAL and not self.guarded(agency, about)
        return reads_lines(roles) and general and not (reads_only and terms.discloser != agency)


def _terms(dice: Random) -> facts.ReleaseTerms:
    discloser, receiver = dice.sample(CODES, 2)
    since = MON + timedelta(days=dice.choice([0, 0, 0, 1, 2, 4]))
    return facts.ReleaseTerms(
        discloser=discloser,
        receiver=receiver,
        category=dice.choice(CATEGORIES),
        since=since,
        until=since + timedelta(days=dice.randrange(5)) if dice.random() < 0.4 else None,
        method=Method.WRITTEN,
        revoked_on=MON + timedelta(days=dice.randrange(7)) if dice.random() < 0.3 else None,
        refused=dice.random() < 0.1,
    )


def world_of(dice: Random) -> World:
    """A crowded world: hypothesis's own small ones hold hardly a text that another agency may read."""
    people = [(dice.choice(CODES), dice.choice(list(ParticipantState))) for _ in range(3)]
    return World(
        today=MON + timedelta(days=dice.randrange(1, 6)),
        people=tuple(people),
        releases=tuple((dice.randrange(3), _terms(dice)) for _ in range(dice.randrange(30))),
        texts=tuple(
            Text(
                about=dice.choice([None, 0, 0, 1, 1, 2, 2]),
                writer=dice.choice(CODES),
                category=dice.choice(CATEGORIES),
                day=MON + timedelta(days=dice.randrange(5)),
            )
            for _ in range(12)
        ),
        seats=(*((code, ROLES[0]) for code in CODES), (dice.choice(CODES), dice.choice(ROLES))),
    )


worlds = st.integers(0, 2**32).map(lambda seed: world_of(Random(seed)))


def test_the_worlds_are_crowded_enough_to_tell_something() -> None:
    """Of twenty, most hold texts that another agency may read, and texts that it may not."""
    read = hidden = guarded = 0
    for seed in range(20):
        world = world_of(Random(seed))
        others = [(one, text) for one, _ in world.seats[:4] for text in world.texts if text.about is not None]
        answers = [world.reads(one, ROLES[0], text) for one, text in others if one != text.writer]
        read += any(answers)
        hidden += not all(answers)
        guarded += any(world.guarded(one, about) for one, _ in world.seats[:4] for about in range(3))
    assert min(read, hidden, guarded) >= 8


@contextmanager
def built(room: Room, world: World) -> Iterator[tuple[Session, dict[str, str], str]]:
    """A session in which the world's rows stand, taken back afterwards; agency ids by code; somebody's id."""
    with Session(room.table.store.engine, autoflush=False) as session:
        ids = dict(session.exec(select(Agency.code, Agency.id)).all())
        somebody = session.exec(select(Person.id).where(Person.name == "Ruth Feld")).one()
        for number, (agency, state) in enumerate(world.people):
            session.add(
                Participant(
                    id=f"p{number}",
                    number=number,
                    agency_id=ids[agency],
                    proposed_by_id=somebody,
                    state=state,
                    name="somebody",
                    considered_on=MON,
                    proposed_on=MON,
                )
            )
        for number, (about, one) in enumerate(world.releases):
            session.add(_release(number, f"p{about}", one, ids, somebody))
        for number, text in enumerate(world.texts):
            session.add_all(_text_rows(number, text, ids, somebody))
        session.flush()
        try:
            yield session, ids, somebody
        finally:
            session.rollback()


def _release(number: int, about: str, one: facts.ReleaseTerms, ids: dict[str, str], somebody: str) -> Release:
    return Release(
        id=f"r{number}",
        number=number,
        participant_id=about,
        discloser_id=ids[one.discloser],
        receiver_id=ids[one.receiver],
        category=one.category,
        since=one.since,
        until=one.until,
        method=one.method,
        refused=one.refused,
        revoked_on=one.revoked_on,
        recorded_by_id=somebody,
        recorded_on=MON,
    )


def _text_rows(number: int, text: Text, ids: dict[str, str], somebody: str) -> list[Any]:
    """The text as a task's title, and as the note of an event on a task of nobody in particular's."""
    about = None if text.about is None else f"p{text.about}"
    shared = {"owner_id": somebody, "agency_id": ids["SS"], "asker_id": somebody, "state": TaskState.ASKED}
    dates = {"asked_on": MON, "due_on": MON}
    rows: list[Any] = [
        Task(
            id=f"t{number}",
            number=number,
            participant_id=about,
            writer_id=ids[text.writer],
            title="title",
            category=text.category,
            written_on=text.day,
            **shared,
            **dates,
        ),
        TaskEvent(
            id=f"e{number}",
            task_id=f"t{number}",
            position=0,
            kind=TaskEventKind.ASKED,
            at=datetime(2026, 11, 2, tzinfo=UTC),
            on=text.day,
            writer_id=ids[text.writer],
            category=text.category,
            note="note",
        ),
    ]
    return rows


def shown(session: Session, model: Any, predicate: facts.Predicate) -> set[str]:
    return set(session.exec(select(model.id).where(predicate)).all())


def check(room: Room, world: World) -> None:
    with built(room, world) as (session, ids, _):
        for agency, roles in world.seats:
            for reads_only in (False, True):
                now = datetime(2026, 11, 2, tzinfo=UTC)
                seat = Seat("somebody else", "?", agency, ids[agency], roles, world.today, now, room.table.store)
                check_seat(session, world, replace(seat, reads_only=reads_only))


def check_seat(session: Session, world: World, seat: Seat) -> None:
    agency, roles, only = seat.agency, seat.roles, seat.reads_only
    people = range(len(world.people))
    known = {f"p{one}" for one in people if reads_text(roles) and world.knows(agency, one, reads_only=only)}
    listed = {f"p{one}" for one in people if reads_references(roles) and world.lists(agency, one, reads_only=only)}
    texts = {number for number, text in enumerate(world.texts) if world.reads(agency, roles, text, reads_only=only)}
    lines = texts | {
        number
        for number, text in enumerate(world.texts)
        if reads_lines(roles) and world.lists(agency, text.about, reads_only=only)
    }
    releases = {
        f"r{one}" for one in range(len(world.releases)) if world.shows_release(agency, roles, one, reads_only=only)
    }
    assert shown(session, Participant, facts.participant_known(seat)) == known
    assert shown(session, Participant, facts.participant_listed(seat)) == listed
    assert shown(session, Task, facts.task_text_shown(seat)) == {f"t{one}" for one in texts}
    assert shown(session, Task, facts.task_line_shown(seat)) == {f"t{one}" for one in lines}
    joined = select(TaskEvent.id).join(Task, col(Task.id) == TaskEvent.task_id)
    events = set(session.exec(joined.where(facts.event_text_shown(seat))).all())
    assert events == {f"e{one}" for one in texts}
    assert shown(session, Release, facts.release_shown(seat)) == releases
    if only:
        check_nothing_of_others(world, agency, known | listed, texts, releases)


def check_nothing_of_others(world: World, agency: str, people: set[str], texts: set[int], releases: set[str]) -> None:
    """The sentence that the header says, told without the rules."""
    assert people <= {f"p{number}" for number, (proposer, _) in enumerate(world.people) if proposer == agency}
    assert all(world.texts[number].writer == agency for number in texts if world.texts[number].about is not None)
    assert releases <= {f"r{number}" for number, (_, one) in enumerate(world.releases) if one.discloser == agency}


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(world=worlds)
def test_sql_shows_exactly_what_the_rules_allow(shelter: Room, world: World) -> None:
    check(shelter, world)


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(world=worlds)
def test_sql_shows_exactly_what_the_rules_allow_on_postgresql_too(shelter: Room, world: World) -> None:
    check(shelter, world)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@given(world=worlds)
def test_taking_every_release_away_never_shows_anything_more(shelter: Room, world: World) -> None:
    agency, roles = world.seats[0]
    with built(shelter, world) as (session, ids, _):
        now = datetime(2026, 11, 2, tzinfo=UTC)
        seat = Seat("somebody else", "?", agency, ids[agency], roles, world.today, now, shelter.table.store)
        before = shown(session, Task, facts.task_text_shown(seat))
        session.execute(delete(Release))
        assert shown(session, Task, facts.task_text_shown(seat)) <= before


def test_the_answers_of_agencies_follow_the_same_rule(shelter: Room) -> None:
    """An agency's note to a proposal is a text of its writer, category and day like any other."""
    ref = shelter.propose(by="dana")
    with Session(shelter.table.store.engine, autoflush=False) as session:
        ids = dict(session.exec(select(Agency.code, Agency.id)).all())
        person = session.exec(select(Person.id)).first()
        row = session.exec(select(Participant).where(Participant.number == int(ref[2:]))).one()
        assert person is not None
        session.add(
            ParticipantAnswer(
                id="a",
                participant_id=row.id,
                agency_id=ids["SS"],
                person_id=person,
                answer=Answer.AGREE,
                on=MON,
                note="note",
                note_category=Category.HEALTH,
            )
        )
        for number, category in enumerate([Category.GENERAL, Category.HEALTH]):
            one = facts.ReleaseTerms("SS", "HS", category, MON, None, Method.WRITTEN)
            session.add(_release(number, row.id, one, ids, person))
        session.flush()
        now = datetime(2026, 11, 2, tzinfo=UTC)
        readers = {
            code
            for code in CODES
            if "a"
            in shown(
                session,
                ParticipantAnswer,
                facts.answer_text_shown(
                    Seat("x", "?", code, ids[code], frozenset({Role.FRONTLINE}), MON, now, shelter.table.store)
                ),
            )
        }
        session.rollback()
    assert readers == {"SS", "HS"}
