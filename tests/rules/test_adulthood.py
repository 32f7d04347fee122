"""Who may be a participant by year of birth."""

from datetime import date

import pytest

from casetable.rules.adulthood import is_minor


@pytest.mark.parametrize(
    ("year", "verdict"), [(1950, False), (2007, False), (2008, None), (2009, True), (2026, True), (None, None)]
)
def test_the_year_of_the_eighteenth_birthday_has_to_be_asked_about(year, verdict):
    assert is_minor(year, date(2026, 11, 23)) is verdict
