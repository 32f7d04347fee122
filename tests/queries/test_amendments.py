"""An amendment changes no verdict of an earlier day, and every verdict names the section and version it comes from."""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from casetable.actions import agreement, clock, participants, tasks
from casetable.errors import Refused
from casetable.queries.consent import warning
from casetable.queries.due import asks_to_return
from casetable.queries.governing import timeline
from casetable.queries.tasks import task as one_task
from casetable.queries.tasks import tasks as listed
from casetable.rules.amending import with_numbers
from casetable.seat import open_table
from casetable.values.agreement import Timeline, Version
from casetable.values.partnership import ConferenceRule, Decisions, Gate
from casetable.values.tasks import Task
from casetable.values.terms import Terms
from casetable.words import AgreementKind, AgreementState, SectionTopic, TaskState, Verdict
from tests.conftest import Ground
from tests.queries.agreeing import amended, in_force, signed
from tests.tables import FRI, MON, Room

DAYS = 24
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
"""Nothing is shrunk: each example founds a table of its own."""

PLAIN = Version(
    number=1,
    kind=AgreementKind.MOU,
    state=AgreementState.SUPERSEDED,
    name="",
    zone="UTC",
    emergency="911",
    places=5,
    quarter_first_month=1,
    mail_weekday=0,
    conference=ConferenceRule(),
    gate=Gate(),
    decisions=Decisions(),
    terms=Terms(),
)


@dataclass(frozen=True)
class Work:
    """A task of a story, days counted from ``MON``: asked, due so many days later, accepted or not, moved, done."""

    asked: int
    due: int
    accepted: bool
    moved: int | None
    done: int | None


WORKS = st.builds(
    Work,
    asked=st.integers(0, 14),
    due=st.integers(0, 8),
    accepted=st.booleans(),
    moved=st.none() | st.integers(1, 10),
    done=st.none() | st.integers(0, 20),
)


def day(number: int) -> date:
    return MON + timedelta(days=number)


def told(room: Room, works: Sequence[Work]) -> list[tuple[int, Callable[[], None]]]:
    """What happens on which day; a task is made on its own day."""
    happenings: list[tuple[int, Callable[[], None]]] = []
    for number, work in enumerate(works):
        refs: list[str] = []

        def begin(work: Work = work, refs: list[str] = refs, number: int = number) -> None:
            due = day(work.asked + work.due)
            refs.append(room.ask(f"call number {number}", of="lee", day=day(work.asked), due=due))
            if work.accepted:
                tasks.accept(room.sit("lee", day(work.asked)), refs[0])

        def move(work: Work = work, refs: list[str] = refs) -> None:
            due = day(work.asked + work.due + (work.moved or 0))
            tasks.move(room.sit("lee", day(work.asked)), refs[0], to=due, why="the office is closed")

        def finish(work: Work = work, refs: list[str] = refs) -> None:
            tasks.complete(room.sit("lee", day(work.asked + (work.done or 0))), refs[0])

        happenings.append((work.asked, begin))
        happenings += [(work.asked, move)] if work.accepted and work.moved is not None else []
        happenings += [(work.asked + work.done, finish)] if work.accepted and work.done is not None else []
    return happenings


def verdicts(room: Room, look: date) -> dict[str, tuple[Verdict, str, str]]:
    """How every task counts on a day, and where that is agreed."""
    found: Sequence[Task] = listed(room.sit("lee", look)).items
    return {one.task: (one.ruling.verdict, one.ruling.week, one.ruling.because.clause) for one in found}


def begun(room: Room, before: date) -> set[str]:
    """What began before a day: promises by their first date, asks by the day they were asked."""
    found = listed(room.sit("lee", before)).items
    return {one.task for one in found if (one.fold.promised_on or one.fold.asked_on) < before}


def seen(room: Room, amended_on: date) -> dict[tuple[date, str], object]:
    """What may not change by an amendment: earlier days whole, of later ones what began before it."""
    earlier = begun(room, amended_on)
    found: dict[tuple[date, str], object] = {}
    for look in (amended_on + timedelta(days=days) for days in (-6, -1, 0, 5, 12, 30)):
        for ref, (verdict, week, clause) in verdicts(room, look).items():
            if ref in earlier:
                found[look, ref] = (verdict, week, clause)
            elif look < amended_on:
                found[look, ref] = (verdict, week)
        asked_before = {ref for ref in earlier if one_task(room.sit("lee", look), ref).state is TaskState.ASKED}
        found |= {(look, f"{ref} returns"): on for ref, on in asks_to_return(room.clock(look)) if ref in asked_before}
    return found


@pytest.mark.slow
def test_an_amendment_changes_no_verdict_of_an_earlier_day(engine: str, ground: Ground, tmp_path: Path) -> None:
    many = 4 if engine == "sqlite" else 2

    @settings(max_examples=many, deadline=None, phases=PHASES, suppress_health_check=list(HealthCheck), database=None)
    @given(
        works=st.lists(WORKS, min_size=2, max_size=4),
        on=st.integers(6, DAYS),
        missed=st.integers(1, 60).filter(lambda days: days != 14),
        asked=st.integers(1, 15),
    )
    def story(works: list[Work], on: int, missed: int, asked: int) -> None:
        where = ground.founded(tmp_path)
        with closing(open_table(where)) as table:
            room = Room(table, where, lambda: table)
            in_force(room)
            for _, happens in sorted((one for one in told(room, works) if one[0] < on), key=lambda one: one[0]):
                happens()
            before = seen(room, day(on))
            amended(room, 2, day(on), missed_after_days=missed, ask_working_days=asked)
            assert seen(room, day(on)) == before

    story()


def test_a_promise_is_measured_by_the_version_of_its_first_date_and_says_so(room: Room) -> None:
    in_force(room)
    earlier = room.promised("an earlier call", due=FRI)
    amended(room, 2, MON + timedelta(days=7), missed_after_days=2)
    later = room.promised("a later call", day=day(7), due=day(8))
    ask = room.ask("a question", day=day(7), due=day(20))
    ruled = {one.task: one.ruling for one in listed(room.sit("dana", day(13))).items}
    assert (ruled[earlier].verdict, ruled[later].verdict) == (Verdict.PENDING, Verdict.MISSED)
    assert ruled[earlier].because.clause == "Accountability and recourse (section 1, v1)"
    assert ruled[later].because.clause == ruled[ask].because.clause == "Accountability and recourse (section 1, v2)"
    assert "missed if not done by Fri 20 Nov" in ruled[earlier].because.arithmetic
    assert "more than 2 days after Tue 10 Nov, missed" in ruled[later].because.arithmetic
    assert "it returns after 3 working days without an answer" in ruled[ask].because.arithmetic


def test_an_ask_returns_by_the_version_of_the_day_it_was_asked_and_says_so(room: Room) -> None:
    in_force(room)
    ask = room.ask("a question", due=day(20))
    amended(room, 2, day(1), ask_working_days=9)
    (due,) = asks_to_return(room.clock(day(9)))
    assert due == (ask, date(2026, 11, 6))
    receipt = clock.return_unanswered(room.clock(day(9)), ask, due_on=due[1])
    assert receipt is not None
    assert receipt.sentence.endswith("After 3 working days: Accountability and recourse (section 1, v1).")
    ruling = one_task(room.sit("dana", day(9)), ask).ruling
    assert "unanswered for 3 working days and returned" in ruling.because.arithmetic


def test_places_and_warnings_name_their_section(room: Room) -> None:
    in_force(room)
    agreement.amend(room.sit("ruth"), lambda setup: with_numbers(setup, {"places": 1, "terms.warn_release_days": 14}))
    agreement.offer(room.sit("ruth"))
    signed(room, 2)
    room.agreed(released=False)
    ref = room.propose("Second Person", by="lee")
    participants.agree(room.sit("dana"), ref)
    with pytest.raises(Refused, match="1 of 1 places are taken") as refused:
        participants.agree(room.sit("omar"), ref)
    assert "Only 2 good quarters in a row open more: Growth and pause (section 2, v2)." in refused.value.hint
    assert warning(room.sit("lee")) == "14 days before: information sharing and releases (v2)"


DATES = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@given(came=st.lists(DATES, unique=True, min_size=1, max_size=5), new=DATES, look=DATES)
def test_a_new_version_governs_no_day_before_its_own(came: list[date], new: date, look: date) -> None:
    versions = [replace(PLAIN, number=number, in_force_on=on) for number, on in enumerate(sorted(came), start=1)]
    one_more = replace(PLAIN, number=len(versions) + 1, in_force_on=new)
    before, after = Timeline(tuple(versions)).on(look), Timeline((*versions, one_more)).on(look)
    assert after in (before, one_more)
    if look < new and new > min(came):
        assert after == before


def test_before_any_version_is_in_force_the_founding_one_applies(room: Room) -> None:
    (founded,) = timeline(room.sit("lee")).versions
    assert timeline(room.sit("lee")).on(date(2020, 1, 1)) == founded
    assert founded.cite(SectionTopic.GROWTH) == "growth and pause (v1, not in force yet)"
