"""What is missing before work begins, to whom a provider may propose, and what ends when somebody leaves."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetable.rules.participants import (
    forgotten_on,
    is_told_nothing_more,
    missing_to_begin,
    unreleased,
    why_no_work,
)
from casetable.values.participants import ReleaseTerms
from casetable.words import Category, LeavingReason, Method, ParticipantState

MON = date(2026, 11, 2)
DOMAINS = ("housing", "health")


def terms(
    discloser: str = "HS",
    receiver: str = "SS",
    *,
    since: date = MON,
    until: date | None = date(2027, 6, 1),
    category: Category = Category.GENERAL,
    revoked_on: date | None = None,
    refused: bool = False,
) -> ReleaseTerms:
    return ReleaseTerms(discloser, receiver, category, since, until, Method.WRITTEN, revoked_on, refused)


def missing(
    *releases: ReleaseTerms, provider: bool = False, contact: bool = True, done: tuple[str, ...] = DOMAINS
) -> tuple[str, ...]:
    return missing_to_begin(
        proposed_by="HS",
        is_providers=provider,
        agencies=("SS", "HS"),
        releases=releases,
        domains=DOMAINS,
        baselines=done,
        contact_asked=contact,
        today=MON,
    )


def test_with_everything_there_nothing_is_missing() -> None:
    assert missing(terms()) == ()
    assert missing(terms(until=None)) == ()
    assert missing(terms(since=MON - timedelta(days=9), until=MON)) == ()


def test_what_may_be_hidden_is_missing_only_as_far_as_one_may_know() -> None:
    said = missing_to_begin(
        proposed_by="HS",
        is_providers=False,
        agencies=("HS",),
        releases=(),
        domains=DOMAINS,
        baselines=(),
        contact_asked=True,
        today=MON,
        narrow={"health"},
    )
    assert said == ("a baseline in housing", "a baseline in health, as far as you may know")


def test_everything_that_is_missing_is_named_at_once() -> None:
    assert missing(done=("housing",), contact=False) == (
        "a baseline in health",
        "a general release to SS",
        "how they may be reached safely",
    )


@pytest.mark.parametrize(
    "not_enough",
    [
        terms(until=MON - timedelta(days=1), since=MON - timedelta(days=9)),
        terms(refused=True),
        terms(revoked_on=MON),
        terms(category=Category.HEALTH),
        terms("SS", "HS"),
    ],
)
def test_only_a_general_release_in_force_today_counts(not_enough: ReleaseTerms) -> None:
    assert missing(not_enough) == ("a general release to SS",)


def test_a_release_of_a_future_day_does_not_count_and_is_named() -> None:
    later = MON + timedelta(days=1)
    assert missing(terms(since=later)) == ("a general release to SS (one begins only on Tue 3 Nov)",)


def test_anybodys_release_will_do_but_of_a_providers_participant_only_its_own() -> None:
    assert missing(terms("MH", "SS")) == ()
    assert missing(terms("MH", "SS"), provider=True) == ("a general release to SS",)
    assert missing(terms("HS", "SS"), provider=True) == ()


def test_a_provider_proposes_only_under_dated_releases_of_its_own_to_each_agency() -> None:
    to_all = [terms("VS", "SS"), terms("VS", "HS")]
    assert unreleased("VS", ("SS", "HS", "VS"), to_all, MON) == ()
    assert unreleased("VS", ("SS", "HS", "VS"), to_all[:1], MON) == ("HS",)
    assert unreleased("VS", ("SS", "VS"), [terms("VS", "SS", until=None)], MON) == ("SS",)
    assert unreleased("VS", ("SS", "VS"), [terms("HS", "SS")], MON) == ("SS",)


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(1, 730))
def test_a_name_goes_exactly_so_many_days_after(day: date, days: int) -> None:
    assert (forgotten_on(day, days) - day).days == days


@pytest.mark.parametrize("state", list(ParticipantState))
def test_work_is_asked_for_only_about_who_is_at_the_table(state: ParticipantState) -> None:
    open_to_work = state in (ParticipantState.AGREED, ParticipantState.ACTIVE)
    assert (why_no_work(state) == "") is open_to_work


def test_after_a_death_it_is_said_plainly() -> None:
    assert why_no_work(ParticipantState.LEFT, LeavingReason.DIED) == "has died: nothing more is asked."
    assert [reason for reason in LeavingReason if is_told_nothing_more(reason)] == [LeavingReason.DIED]
