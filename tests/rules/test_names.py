"""Which people a typed name may mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetable.rules.names import find_agencies, find_misspelt, find_people, handle, plain
from casetable.values.people import Person
from tests.rules.table import AGENCIES, ALVAREZ, DANA, LEE, OMAR, PEOPLE, PRIYA, SAM, somebody

LEE_ANN = somebody("Lee Ann", "MH")


@pytest.mark.parametrize(
    "words, person",
    [
        ("Dana Reyes", DANA),
        ("dana", DANA),
        ("REYES", DANA),
        ("re", DANA),
        ("om", OMAR),
        ("lp", LEE),
        ("lee.park", LEE),
        ("zoe", SAM),
        ("okafor-lind", SAM),
        ("alvarez", ALVAREZ),
        ("danareyes", DANA),
    ],
)
def test_a_name_is_found_by_what_people_call_somebody(words: str, person: Person) -> None:
    assert find_people(words, PEOPLE) == (person,)


def test_a_whole_name_comes_before_the_beginning_of_another() -> None:
    leeds = somebody("Leeds Miller", "SS")
    assert find_people("lee", (leeds, LEE)) == (LEE,)


def test_equal_candidates_are_all_returned() -> None:
    assert find_people("lee", (*PEOPLE, LEE_ANN)) == (LEE, LEE_ANN)


@pytest.mark.parametrize("words", ["", "@", "x", "nobody", "[/red]"])
def test_nobody_is_found_for_other_words(words: str) -> None:
    assert find_people(words, PEOPLE) == ()


@pytest.mark.parametrize(
    "words, people", [("omra", (OMAR,)), ("alvares", (ALVAREZ,)), ("priay", (PRIYA,)), ("lea", ())]
)
def test_a_misspelt_name_is_found_unless_it_is_short(words: str, people: tuple[Person, ...]) -> None:
    assert find_misspelt(words, PEOPLE) == people


def test_an_agency_is_found_by_code_and_name_and_by_a_beginning_when_wanted() -> None:
    assert [one.agency for one in find_agencies("mh", AGENCIES)] == ["MH"]
    assert [one.agency for one in find_agencies("mental-health", AGENCIES)] == ["MH"]
    assert find_agencies("mental", AGENCIES) == ()
    assert [one.agency for one in find_agencies("mental", AGENCIES, beginnings=True)] == ["MH"]


def test_a_handle_is_as_short_as_can_be_and_means_one_person() -> None:
    everybody = (*PEOPLE, LEE_ANN, twin := somebody("Dana Reyes", "MH"))
    handles = [handle(person, everybody) for person in (OMAR, LEE, LEE_ANN, ALVAREZ, twin)]
    assert handles == ["@omar", "@lee.park", "@lee.ann", "@alvarez", "@dana.reyes/mh"]


@given(st.text())
def test_any_text_finds_people_or_nobody(words: str) -> None:
    assert plain(plain(words)) == plain(words)
    assert set(find_people(words, PEOPLE)) <= set(PEOPLE)
    assert set(find_misspelt(words, PEOPLE)) <= set(PEOPLE)
