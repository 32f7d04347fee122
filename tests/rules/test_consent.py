"""Who may see what: the properties that hold whatever the releases are."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetable.rules.consent import Known, covers, knows, may_list, may_read, may_see_release, state_on
from casetable.values.participants import ReleaseTerms
from casetable.words import Category, Method, ReleaseState

FIRST = date(2026, 11, 2)
AGENCIES = ("SS", "HS", "VS")
days = st.integers(0, 8).map(lambda number: FIRST + timedelta(days=number))
agencies = st.sampled_from(AGENCIES)
categories = st.sampled_from([Category.GENERAL, Category.HEALTH])


@st.composite
def releases(draw: st.DrawFn) -> ReleaseTerms:
    discloser = draw(agencies)
    since = draw(days)
    return ReleaseTerms(
        discloser=discloser,
        receiver=draw(agencies.filter(lambda one: one != discloser)),
        category=draw(categories),
        since=since,
        until=draw(st.none() | days.filter(lambda day: day >= since)),
        method=Method.WRITTEN,
        revoked_on=draw(st.none() | days),
        refused=draw(st.booleans()),
    )


known = st.builds(Known, agencies, st.booleans())
held = st.lists(releases(), max_size=6)
texts = st.fixed_dictionaries({"writer": agencies, "category": categories, "written_on": days, "today": days})


@given(known, held, releases(), texts, agencies)
def test_one_more_release_never_hides_anything(
    participant: Known, some: list[ReleaseTerms], more: ReleaseTerms, text: dict[str, object], agency: str
) -> None:
    before = may_read(agency, participant, some, **text)  # type: ignore[arg-type]
    after = may_read(agency, participant, [*some, more], **text)  # type: ignore[arg-type]
    assert after or not before


@given(known, st.lists(releases(), min_size=1, max_size=6), texts, agencies)
def test_a_longer_release_never_hides_anything(
    participant: Known, some: list[ReleaseTerms], text: dict[str, object], agency: str
) -> None:
    longer = [replace(one, since=FIRST - timedelta(days=9), until=None) for one in some]
    before = may_read(agency, participant, some, **text)  # type: ignore[arg-type]
    assert may_read(agency, participant, longer, **text) or not before  # type: ignore[arg-type]


@given(known, st.lists(releases(), min_size=1, max_size=6), days, texts, agencies, st.booleans())
def test_revoking_refusing_or_taking_away_never_shows_anything(
    participant: Known,
    some: list[ReleaseTerms],
    day: date,
    text: dict[str, object],
    agency: str,
    is_refused: bool,
) -> None:
    first, *others = some
    earlier = min(day, first.revoked_on or day)
    ended = replace(first, refused=True) if is_refused else replace(first, revoked_on=earlier)
    before = may_read(agency, participant, some, **text)  # type: ignore[arg-type]
    for less in ([ended, *others], others):
        assert before or not may_read(agency, participant, less, **text)  # type: ignore[arg-type]


@given(known, held, texts, agencies)
def test_who_does_not_know_the_person_reads_only_its_own_words(
    participant: Known, some: list[ReleaseTerms], text: dict[str, object], agency: str
) -> None:
    if not knows(agency, participant, some, text["today"]):  # type: ignore[arg-type]
        assert may_read(agency, participant, some, **text) == (agency == text["writer"])  # type: ignore[arg-type]


@given(held, texts, agencies)
def test_a_providers_participant_is_known_by_its_own_release_alone(
    some: list[ReleaseTerms], text: dict[str, object], agency: str
) -> None:
    others = [one for one in some if one.discloser != "VS"]
    if agency != "VS":
        assert not knows(agency, Known("VS", True), others, text["today"])  # type: ignore[arg-type]


@given(releases(), days)
def test_every_release_is_in_exactly_one_state_on_a_day(terms: ReleaseTerms, day: date) -> None:
    in_force = state_on(terms, day) is ReleaseState.IN_FORCE
    assert covers([terms], day, receiver=terms.receiver, category=terms.category) == in_force


@pytest.mark.parametrize(
    "day, state",
    [
        (1, ReleaseState.NOT_YET),
        (2, ReleaseState.IN_FORCE),
        (4, ReleaseState.IN_FORCE),
        (5, ReleaseState.REVOKED),
        (9, ReleaseState.REVOKED),
    ],
)
def test_a_revoked_release_held_until_the_day_before(day: int, state: ReleaseState) -> None:
    terms = ReleaseTerms(
        "HS",
        "SS",
        Category.GENERAL,
        date(2026, 11, 2),
        date(2026, 11, 8),
        Method.WRITTEN,
        revoked_on=date(2026, 11, 5),
    )
    assert state_on(terms, date(2026, 11, day)) is state


@given(known, held, texts, agencies, releases())
def test_where_only_reading_is_possible_nothing_of_another_agencys_shows(
    participant: Known, some: list[ReleaseTerms], text: dict[str, object], agency: str, terms: ReleaseTerms
) -> None:
    today = text["today"]
    assert isinstance(today, date)
    seen = may_read(agency, participant, some, reads_only=True, **text)  # type: ignore[arg-type]
    assert seen == (text["writer"] == agency)
    for asked in (knows, may_list):
        assert asked(agency, participant, some, today, reads_only=True) == (participant.proposed_by == agency)
    if may_see_release(agency, participant, [*some, terms], terms, today, reads_only=True):
        assert terms.discloser == agency
        assert may_see_release(agency, participant, [*some, terms], terms, today, reads_only=False)
