"""HUD's housing codes: what kind of place a code names, and which of them there are."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from casetable.places import data_file
from casetable.words import HousingCategory

_BY_HUNDREDS = {
    1: HousingCategory.HOMELESS,
    2: HousingCategory.INSTITUTIONAL,
    3: HousingCategory.TEMPORARY,
    4: HousingCategory.PERMANENT,
}


@dataclass(frozen=True, slots=True)
class HousingCode:
    """One code of FY2024 or later. ``words`` fit on a screen; it may be a destination, a living situation or both."""

    code: int
    words: str
    category: HousingCategory
    is_destination: bool
    is_living_situation: bool


def housing_category(code: int) -> HousingCategory:
    """Return the category of a code of FY2024 or later by its hundreds digit (HMIS data standards, Appendix A).

    Codes below 100 (not collected, died, another place) and codes that HUD does not use are ``other``.
    """
    return _BY_HUNDREDS.get(code // 100, HousingCategory.OTHER)


@cache
def housing_codes() -> Mapping[int, HousingCode]:
    """Return HUD's codes by number, in its order, from the list that ships with casetable."""
    with data_file("hud", "housing_codes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    codes = (_read(int(row["code"]), row) for row in rows)
    return MappingProxyType({one.code: one for one in codes})


def _read(code: int, row: Mapping[str, str]) -> HousingCode:
    return HousingCode(
        code, row["words"], housing_category(code), row["destination"] == "yes", row["living_situation"] == "yes"
    )
