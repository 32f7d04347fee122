"""Days an agency is closed."""

from datetime import date

import pytest

from casetable.errors import BadInput
from casetable.rules.holidays import CLOSED, day_names, days_off

YEAR = range(2026, 2027)


def test_a_country_has_its_holidays_by_name() -> None:
    assert day_names("US", (), YEAR)[date(2026, 11, 26)] == "Thanksgiving Day"


def test_a_holiday_on_a_saturday_is_observed_on_friday() -> None:
    assert date(2026, 7, 3) in days_off("US", (), YEAR)


def test_a_state_has_days_of_its_own_besides() -> None:
    assert date(2026, 11, 27) in days_off("us-ca", (), YEAR) - days_off("US", (), YEAR)


def test_closing_days_count_and_a_holiday_keeps_its_name() -> None:
    named = day_names("US", (date(2026, 12, 31), date(2026, 12, 25)), YEAR)
    assert named[date(2026, 12, 31)] == CLOSED
    assert named[date(2026, 12, 25)] == "Christmas Day"
    assert list(named) == sorted(named)


def test_without_a_code_only_closing_days_are_off() -> None:
    assert days_off("", (date(2026, 12, 31),), YEAR) == {date(2026, 12, 31)}


@pytest.mark.parametrize("code", ["XX", "US-QQ", "california", "U", "US-", "[/red]"])
def test_an_unknown_code_is_refused_with_an_example(code: str) -> None:
    with pytest.raises(BadInput, match="US-CA"):
        days_off(code, (), YEAR)
