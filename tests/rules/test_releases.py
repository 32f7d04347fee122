"""Releases beside one another: what gives as much, what goes on without a gap, where a renewal begins."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetable.rules.consent import state_on
from casetable.rules.releases import goes_on, renewed_from, says_as_much, shared_until, stands
from casetable.values.participants import ReleaseTerms
from casetable.words import Category, Method, ReleaseState

FIRST = date(2026, 11, 2)
days = st.integers(0, 8).map(lambda number: FIRST + timedelta(days=number))


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


HELD = ReleaseTerms("HS", "SS", Category.GENERAL, day(0), day(4), Method.VERBAL)


@st.composite
def terms(draw: st.DrawFn) -> ReleaseTerms:
    since = draw(days)
    until = draw(st.none() | days.filter(lambda one: one >= since))
    more = draw(st.fixed_dictionaries({"revoked_on": st.none() | days, "refused": st.booleans()}))
    return ReleaseTerms(
        "HS",
        "SS",
        Category.GENERAL,
        since,
        until,
        draw(st.sampled_from(list(Method))),
        more["revoked_on"],
        more["refused"],
    )


@pytest.mark.parametrize(
    ("wanted", "is_on_file"),
    [
        (HELD, True),
        (replace(HELD, since=day(1), until=day(3)), True),
        (replace(HELD, until=day(5)), False),
        (replace(HELD, until=None), False),
        (replace(HELD, since=day(-1)), False),
        (replace(HELD, method=Method.WRITTEN), False),
        (replace(HELD, method=Method.INFERRED), True),
        (replace(HELD, receiver="MH"), False),
        (replace(HELD, discloser="MH"), False),
        (replace(HELD, category=Category.HEALTH), False),
    ],
)
def test_a_release_gives_as_much_with_all_the_days_and_as_firm_a_word(wanted: ReleaseTerms, is_on_file: bool) -> None:
    assert says_as_much(HELD, wanted, day(1)) is is_on_file
    for gone in (replace(HELD, refused=True), replace(HELD, revoked_on=day(1)), replace(HELD, until=day(0))):
        assert not says_as_much(gone, wanted, day(1))


@pytest.mark.parametrize(
    ("other", "is_without_a_gap"),
    [
        (replace(HELD, since=day(5), until=day(9)), True),
        (replace(HELD, since=day(2), until=None), True),
        (replace(HELD, since=day(6), until=day(9)), False),
        (replace(HELD, since=day(1), until=day(4)), False),
        (replace(HELD, since=day(5), until=day(9), revoked_on=day(7)), False),
        (replace(HELD, since=day(5), until=day(9), refused=True), False),
        (replace(HELD, since=day(5), until=day(9), category=Category.HEALTH), False),
    ],
)
def test_only_a_standing_release_from_the_day_after_goes_on(other: ReleaseTerms, is_without_a_gap: bool) -> None:
    assert goes_on(HELD, [other]) is is_without_a_gap


def test_a_chain_of_renewals_ends_where_its_last_one_without_a_gap_does() -> None:
    second, third = replace(HELD, since=day(5), until=day(6)), replace(HELD, since=day(7), until=day(8))
    assert shared_until(HELD, [third, second]) == day(8)
    assert shared_until(HELD, [third]) == day(4)
    assert shared_until(HELD, [second, replace(third, until=None)]) is None
    assert shared_until(HELD, [replace(second, receiver="MH"), replace(second, refused=True)]) == day(4)


def test_what_has_no_end_goes_on_by_itself() -> None:
    assert goes_on(replace(HELD, until=None), [])
    assert not goes_on(HELD, [])


@given(terms(), days)
def test_a_renewal_never_begins_in_the_past_nor_overlaps_what_stands(held: ReleaseTerms, today: date) -> None:
    begins = renewed_from(held, today)
    assert begins >= today
    if stands(held, today) and held.until is not None:
        assert state_on(held, begins) is not ReleaseState.IN_FORCE
        assert begins == held.until + timedelta(days=1)
    else:
        assert begins == today


@given(terms(), terms(), days)
def test_what_is_left_out_would_have_opened_nothing_more(held: ReleaseTerms, wanted: ReleaseTerms, today: date) -> None:
    asked = replace(wanted, refused=False, revoked_on=None)
    if says_as_much(held, asked, today):
        for number in range(10):
            on = day(number)
            if on >= today and state_on(asked, on) is ReleaseState.IN_FORCE and held.revoked_on is None:
                assert state_on(held, on) is ReleaseState.IN_FORCE
