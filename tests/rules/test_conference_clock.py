"""The clock of a conference: budgets that add up, ends that are predicted, minutes that are shaved."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetable.rules.conference_clock import (
    LEAST,
    PLANNED_MINUTES,
    Underway,
    budget,
    elapsed,
    first_phase,
    minutes_over,
    next_phase,
    phases,
    planned_end,
    predicted_end,
    remaining,
    shaved,
    starts_of,
)
from casetable.words import ItemKind, Phase

NINE = datetime(2026, 12, 11, 17, 0, tzinfo=UTC)
KINDS = st.sampled_from(list(ItemKind))


def test_a_participants_thirteen_minutes_are_shared_as_the_agreement_says() -> None:
    shares = [budget(ItemKind.PARTICIPANT, phase, 13) // 60 for phase in phases(ItemKind.PARTICIPANT)]
    assert shares == [1, 1, 6, 2, 1, 2]
    assert [phase.label for phase in phases(ItemKind.PARTICIPANT)][:3] == ["snapshot", "their words", "debate"]
    assert phases(ItemKind.BUSINESS) == (Phase.DEBATE, Phase.DECISION, Phase.DISSENT, Phase.ACTIONS)
    assert phases(ItemKind.PROMISES) == (Phase.ROOM,)


def test_the_standard_conference_of_five_takes_ninety_minutes() -> None:
    standing = [PLANNED_MINUTES[kind] for kind in (ItemKind.OPENING, ItemKind.PROMISES)]
    ending = [PLANNED_MINUTES[kind] for kind in (ItemKind.PARKING, ItemKind.CLOSING)]
    assert sum(standing) + 5 * PLANNED_MINUTES[ItemKind.PARTICIPANT] + sum(ending) == 90
    assert starts_of(time(9), [5, 10, 13])[-2:] == (time(9, 15), time(9, 28))


@given(KINDS, st.integers(1, 240))
def test_the_phases_of_an_item_add_up_to_its_minutes(kind: ItemKind, minutes: int) -> None:
    assert sum(budget(kind, phase, minutes) for phase in phases(kind)) == minutes * 60


@given(KINDS)
def test_going_on_from_the_first_phase_leads_through_all_of_them_and_ends(kind: ItemKind) -> None:
    walked, phase = [first_phase(kind)], next_phase(kind, first_phase(kind))
    while phase is not None:
        walked.append(phase)
        phase = next_phase(kind, phase)
    assert tuple(walked) == phases(kind)
    assert budget(ItemKind.OPENING, Phase.DEBATE, 5) == 0
    assert next_phase(ItemKind.OPENING, Phase.DEBATE) is None


def test_a_phase_grows_by_the_second_and_stands_still_while_the_room_rests() -> None:
    at = NINE + timedelta(minutes=4, seconds=12)
    assert elapsed(NINE, at) == 252
    assert elapsed(NINE, at, recess_since=NINE + timedelta(minutes=3)) == 180
    assert elapsed(None, at) == 0
    assert elapsed(at, NINE) == 0


def test_what_a_phase_took_too_long_pushes_the_end_and_what_it_saved_pulls_it() -> None:
    in_time = Underway(ItemKind.PARTICIPANT, Phase.DEBATE, 13, elapsed=60)
    assert remaining(in_time) == (5 + 2 + 1 + 2) * 60
    too_long = Underway(ItemKind.PARTICIPANT, Phase.DEBATE, 13, elapsed=9 * 60)
    assert remaining(too_long) == (2 + 1 + 2) * 60
    ends = predicted_end(NINE, in_time, [13, 5, 5])
    assert ends == NINE + timedelta(minutes=33)
    assert predicted_end(NINE, None, []) == NINE


@pytest.mark.parametrize(("seconds", "over"), [(-61, -1), (-60, -1), (0, 0), (1, 1), (60, 1), (180, 3), (181, 4)])
def test_a_begun_minute_over_plan_counts_whole(seconds: int, over: int) -> None:
    assert minutes_over(NINE + timedelta(seconds=seconds), NINE) == over


def test_the_planned_end_is_wall_time_where_the_table_is() -> None:
    assert planned_end(date(2026, 12, 11), time(9), 90, "America/Los_Angeles") == NINE + timedelta(minutes=90)
    assert planned_end(date(2026, 7, 10), time(9), 90, "America/Los_Angeles").hour == 17


def test_shaving_takes_from_all_that_is_to_come_and_leaves_each_a_few_minutes() -> None:
    to_come = [(ItemKind.PARTICIPANT, 13), (ItemKind.PARTICIPANT, 13), (ItemKind.PARKING, 5), (ItemKind.CLOSING, 5)]
    assert shaved(to_come, 6) == (11, 11, 4, 4)
    assert shaved(to_come, 500) == (4, 4, 1, 1)
    assert shaved(to_come, 0) == shaved(to_come, -4) == (13, 13, 5, 5)
    assert shaved([], 5) == ()


@given(st.lists(st.tuples(KINDS, st.integers(1, 60)), max_size=9), st.integers(-5, 120))
def test_shaving_saves_exactly_what_is_late_as_far_as_it_can(items: list[tuple[ItemKind, int]], over: int) -> None:
    left = shaved(items, over)
    spare = sum(max(0, minutes - LEAST[kind]) for kind, minutes in items)
    assert sum(minutes for _, minutes in items) - sum(left) == min(max(0, over), spare)
    for (kind, minutes), now in zip(items, left, strict=True):
        assert min(minutes, LEAST[kind]) <= now <= minutes
