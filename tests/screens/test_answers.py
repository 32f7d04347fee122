from dataclasses import replace
from datetime import date

import pytest

from casetable.errors import BadInput
from casetable.screens.answers import (
    find_person,
    is_at_the_table,
    read_heard,
    somebody_here,
    take_category,
    take_date,
    take_minutes,
    take_person,
    take_size,
)
from casetable.values.people import Person
from casetable.words import Category, Means
from tests.screens.values import AGENCIES, TODAY

PEOPLE = tuple(
    Person(name, name.split()[0].lower(), agency, (), "", "", "", None)
    for name, agency in (("Dana Reyes", "HS"), ("Omar Haddad", "MH"), ("Lee Park", "SS"), ("Lee Moss", "SS"))
)


@pytest.mark.parametrize(
    "line, minutes, rest",
    [
        ("30m filed ref 8812", 30, "filed ref 8812"),
        ("1h30 drove", 90, "drove"),
        ("half day", 240, ""),
        ("filed ref 8812", None, "filed ref 8812"),
        ("12 papers found", None, "12 papers found"),
        ("", None, ""),
    ],
)
def test_minutes_stand_in_front_of_the_note(line, minutes, rest):
    assert take_minutes(line) == (minutes, rest)


@pytest.mark.parametrize(
    "line, day, rest",
    [
        ("fri waiting for County", date(2026, 11, 27), "waiting for County"),
        ("1 dec landlord away", date(2026, 12, 1), "landlord away"),
        ("next conference because", date(2026, 12, 11), "because"),
        ("waiting", None, "waiting"),
    ],
)
def test_a_date_stands_in_front_of_the_reason(line, day, rest):
    assert take_date(line, TODAY, date(2026, 12, 11)) == (day, rest)


def test_a_category_may_stand_anywhere_and_only_once():
    assert take_category("30m new meds ~health") == ("30m new meds", Category.HEALTH)
    assert take_category("no tag") == ("no tag", None)
    with pytest.raises(BadInput, match="~helth is no category"):
        take_category("x ~helth")
    with pytest.raises(BadInput, match="one category"):
        take_category("~mh ~health")


def test_a_size_stands_at_the_end_of_an_edited_title():
    assert take_size("call landlord 30m") == ("call landlord", 30)
    assert take_size("bring 3 papers") == ("bring 3 papers", None)


def test_a_person_is_found_by_a_few_letters_and_never_guessed():
    assert find_person("@om", PEOPLE).id == "omar"
    assert take_person("Lee Park fri knows him", PEOPLE)[1] == "fri knows him"
    with pytest.raises(BadInput, match=r"several people.*Lee Park, Lee Moss"):
        find_person("lee", PEOPLE)
    with pytest.raises(BadInput, match="Nobody called"):
        find_person("zoe", PEOPLE)
    with pytest.raises(BadInput, match="Who"):
        take_person("", PEOPLE)


def test_me_is_oneself_and_never_a_piece_of_a_name():
    mercy = replace(PEOPLE[0], person="Mercy Okafor", id="mercy")
    assert find_person("me", (*PEOPLE, mercy), "omar").id == "omar"
    assert take_person("@me fri", (*PEOPLE, mercy), "omar")[0].id == "omar"
    assert find_person("mer", (*PEOPLE, mercy), "omar").id == "mercy"


def test_an_example_names_somebody_who_is_here_first_of_ones_own_agency():
    assert somebody_here(PEOPLE, "MH") == "@omar"
    assert somebody_here(PEOPLE, "MH", ("omar",)) == "@dana"
    assert somebody_here(PEOPLE, "SS") == "@Lee Park", "two are called Lee"
    assert take_person(f"{somebody_here(PEOPLE, 'SS')} fri", PEOPLE)[1] == "fri"
    away = [replace(one, away_until=TODAY) for one in PEOPLE[:2]]
    assert somebody_here([*away, replace(PEOPLE[2], left_on=TODAY)]) == "@name"


def test_whose_word_it_is_and_how_it_came():
    heard = read_heard("omar by phone", PEOPLE)
    assert (heard.person, heard.by) == ("omar", Means.PHONE)
    assert read_heard("omar on paper", PEOPLE).by is Means.PAPER
    with pytest.raises(BadInput, match="From whom"):
        read_heard("omar said so", PEOPLE)


@pytest.mark.parametrize("words, inside", [("County", False), ("MH", True), ("mental health", True), ("@omar", True),
                                           ("in the office", True), ("Omar Haddad", True), ("", False)])  # fmt: skip
def test_a_blocker_is_inside_or_outside_the_table(words, inside):
    assert is_at_the_table(words, PEOPLE, AGENCIES) is inside
