"""HUD's hundreds digit."""

import pytest

from casetable.exchange.hmis.codes import hud_codes
from casetable.rules.hud import housing_category, housing_codes


@pytest.mark.parametrize(
    ("code", "category"),
    [
        (8, "other"),
        (99, "other"),
        (101, "homeless"),
        (225, "institutional"),
        (302, "temporary"),
        (435, "permanent"),
        (500, "other"),
        (-1, "other"),
    ],
)
def test_a_code_says_what_kind_of_place_it_is_by_its_hundreds_digit(code, category):
    assert housing_category(code) == category


def test_every_destination_up_to_fy2022_has_a_code_of_today_in_the_shipped_lists():
    lists = hud_codes()
    assert len(lists.destinations) == 29
    not_destinations = {old for old, (now, _) in lists.of_fy2022.items() if now not in lists.destinations}
    assert not_destinations == {35, 36, 37}
    assert {subsidy for _, subsidy in lists.of_fy2022.values() if subsidy} <= lists.subsidies


def test_every_code_is_known_with_its_words_and_what_it_is_used_for():
    codes = housing_codes()
    destinations = {code for code, one in codes.items() if one.is_destination}
    assert destinations == set(hud_codes().destinations)
    assert codes[410].words.startswith("rental")
    assert (codes[336].is_destination, codes[336].is_living_situation) == (False, True)
    assert all(one.category is housing_category(code) for code, one in codes.items())
