from dataclasses import replace

import pytest

from casetable.rules.partnership import (
    month_from_words,
    person_name_problem,
    reporting_circle,
    roles_in,
    share_problem,
    warnings,
)
from casetable.rules.setup import setup_from
from casetable.values.partnership import DEFAULT_LADDER, LadderStep
from casetable.words import AgreementKind, Role
from tests.rules.test_setup import FULL


def small(people: str, **changes):
    """A set-up with these people at three agencies."""
    return replace(setup_from(replace(FULL, people=people)), **changes)


def test_every_ladder_step_that_finds_nobody_is_named_with_the_agencies():
    setup = small("Dana, HS, coordinator + supervisor\nLee, SS, program manager/director\nOmar, MH, director")
    assert warnings(setup) == (
        "Nobody can sign for HS: give somebody there the role senior manager.",
        "Ladder step 1 (supervisors) finds no supervisor in SS, MH: give somebody there the role.",
        "Ladder step 2 (programme managers) finds no programme manager in HS, MH: give somebody there the role.",
        "Ladder step 3 (senior managers) finds no senior manager in HS: give somebody there the role.",
    )


def test_somebody_who_is_reported_to_counts_as_supervisor():
    setup = small("Dana, HS, coordinator\nAva, HS, supervisor\nLee, SS, supervisor\nOmar, MH\nNia, MH, adviser")
    people = tuple(replace(each, reports_to="Nia") if each.name == "Omar" else each for each in setup.people)
    ladder = (LadderStep("supervisors", "the two supervisors", 5),)
    assert warnings(replace(setup, kind=AgreementKind.HANDSHAKE, people=people, ladder=ladder)) == ()


def test_a_step_without_anybody_to_find_is_asked_about_and_a_name_is_enough():
    ladder = (
        LadderStep("talk", "the two people", 2),
        LadderStep("mediate", "a mediator", 5),
        LadderStep("ask", "Dana", 1),
    )
    setup = small("Dana, HS, coordinator\nLee, SS\nOmar, MH", kind=AgreementKind.HANDSHAKE, ladder=ladder)
    assert warnings(setup) == ("Ladder step 1 (mediate) does not say who talks: name a role or somebody at the table.",)


def test_an_agency_without_anybody_is_named_once():
    setup = small("Dana, HS, coordinator\nLee, SS", ladder=DEFAULT_LADDER[:1], kind=AgreementKind.HANDSHAKE)
    assert warnings(setup) == ("Nobody sits at the table for MH: add somebody of MH to the people.",)


@pytest.mark.parametrize(
    ("words", "roles"),
    [
        ("the two people", ()),
        ("the two supervisors, coordinator helps", (Role.SUPERVISOR, Role.COORDINATOR)),
        ("the program managers", (Role.PROGRAMME_MANAGER,)),
        ("Senior Managers who signed", (Role.SENIOR_MANAGER,)),
    ],
)
def test_the_roles_of_a_step_are_read_from_its_words(words, roles):
    assert roles_in(words) == roles


@pytest.mark.parametrize(
    ("words", "month"), [("10", 10), ("oct", 10), ("October", 10), ("ma", None), ("13", None), ("", None)]
)
def test_months_are_understood_as_numbers_and_names(words, month):
    assert month_from_words(words) == month


@pytest.mark.parametrize("name", ["-", ".", "123", "me", "Nobody", "unassigned", "NONE", "all", "everybody", "n" * 101])
def test_a_name_is_no_word_of_the_command_line_has_letters_and_an_end(name):
    assert 'expected a name such as "Dana Reyes"' in person_name_problem(name) or "at most 100" in person_name_problem(
        name
    )


@pytest.mark.parametrize("name", ["Mei", "Allan Noneman", "O'Hara 2nd", "Ł. Żak", "李", "n" * 100])
def test_other_names_are_as_people_have_them(name):
    assert person_name_problem(name) == ""


def test_a_circle_of_superiors_is_found_behind_a_chain():
    assert reporting_circle([("a", "b"), ("b", "c"), ("c", "d"), ("d", "b")]) == ("b", "c", "d", "b")
    assert reporting_circle([("a", "b"), ("c", "b"), ("b", "d")]) == ()


def test_shares_are_all_stated_or_none():
    assert share_problem([None, None]) == ""
    assert share_problem([0.33, 0.33, 0.33]) == ""
    assert "2 of 3 agencies" in share_problem([0.5, 0.5, None])
    assert "add up to 1.2" in share_problem([0.6, 0.6])
