"""Outcome domains and readings: how they are typed, and how they are said over time."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetable.errors import BadInput
from casetable.rules.outcomes import (
    arrows,
    category_of_domain,
    domain_in_full,
    domain_label,
    read_domain,
    read_value,
    say_domain,
    say_over_time,
)
from casetable.values.card import DomainOutcome, OutcomeReading
from casetable.values.terms import DOMAINS
from casetable.words import Category, OutcomeValue, OutcomeView

BETTER, SAME, WORSE, UNKNOWN = OutcomeValue


def read(value: OutcomeValue | None, day: int = 2, view: OutcomeView = OutcomeView.WORKER) -> OutcomeReading:
    return OutcomeReading("housing", view, value, "", Category.GENERAL, "HS", "Dana", date(2026, 11, day))


@pytest.mark.parametrize(
    ("words", "domain"),
    [
        ("housing", "housing"),
        ("HOUSING", "housing"),
        ("own goal", "own_goal"),
        ("own_goal", "own_goal"),
        ("own", "own_goal"),
        ("doc", "documents"),
        ("safety and stability", "safety"),
        ("Income and benefits", "income"),
        ("social connection", "social"),
    ],
)
def test_a_domain_is_read_from_its_name_or_its_beginning(words: str, domain: str) -> None:
    assert read_domain(words, DOMAINS) == domain


@pytest.mark.parametrize("words", ["", " ", "h", "s", "hous ing", "rent"])
def test_what_fits_no_domain_or_several_is_refused_with_the_list(words: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_domain(words, DOMAINS)
    assert "housing, safety, health, income, documents, social, own goal" in refused.value.hint


def test_the_domains_of_another_agreement_are_read_too() -> None:
    assert read_domain("legal", ("housing", "legal_matters")) == "legal_matters"
    assert domain_label("legal_matters") == domain_in_full("legal_matters") == "legal matters"
    assert category_of_domain("legal_matters") is Category.GENERAL


def test_health_carries_its_own_category_and_nothing_else_does() -> None:
    assert {one: category_of_domain(one) for one in DOMAINS if category_of_domain(one) is not Category.GENERAL} == {
        "health": Category.HEALTH
    }


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("better", BETTER), ("b", BETTER), ("+", BETTER), ("▲", BETTER),
        ("same", SAME), ("=", SAME), ("Worse", WORSE), ("-", WORSE), ("▼", WORSE),
        ("0", UNKNOWN), ("unknown", UNKNOWN), ("?", UNKNOWN),
    ],
)  # fmt: skip
def test_a_reading_is_a_word_its_beginning_or_one_sign(words: str, value: OutcomeValue) -> None:
    assert read_value(words) is value


@pytest.mark.parametrize("words", ["", " ", "good", "++", "1"])
def test_anything_else_is_no_reading(words: str) -> None:
    with pytest.raises(BadInput, match="is no reading"):
        read_value(words)


def test_where_things_stand_is_said_with_how_they_came_to() -> None:
    readings = [read(UNKNOWN, 2), read(SAME, 9), read(SAME, 16), read(BETTER, 20), read(BETTER, 23)]
    assert say_over_time(readings) == "▲ better since Fri 20 Nov, before that = same, – unknown"
    assert say_over_time(readings, unicode=False) == "^ better since Fri 20 Nov, before that ~ same, - unknown"
    assert arrows(readings) == "–==▲▲"
    assert say_over_time([]) == ""


@given(st.lists(st.sampled_from(OutcomeValue), max_size=12))
def test_what_is_said_begins_with_the_newest_and_says_every_turn_once(values: list[OutcomeValue]) -> None:
    said = say_over_time([read(value) for value in values])
    turns = [value for n, value in enumerate(values) if n == 0 or values[n - 1] is not value]
    assert sum(said.count(value.value) for value in OutcomeValue) == len(turns)
    assert not values or said.startswith(f"{values[-1].sign.value} {values[-1].value}")
    assert len(arrows([read(value) for value in values])) == len(values)


def test_both_views_stand_side_by_side_and_are_never_one_number() -> None:
    own = (read(SAME, view=OutcomeView.PARTICIPANT),)
    assert say_domain(DomainOutcome("own_goal", "own goal", None, (read(BETTER),), own)) == "own goal: worker ▲, self ="
    assert say_domain(DomainOutcome("own_goal", "own goal", None, (), own)) == "own goal: self ="
    assert say_domain(DomainOutcome("housing", "housing", None, (read(BETTER),))) == "housing ▲"
    assert say_domain(DomainOutcome("housing", "housing", read(None))) == "housing –"
    assert say_domain(DomainOutcome("housing", "housing", None), unicode=False) == "housing -"
