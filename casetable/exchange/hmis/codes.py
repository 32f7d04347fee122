"""HUD's code lists as shipped in data/hud, and the reading of a destination."""

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache

from casetable.places import data_file
from casetable.rules.hud import housing_category
from casetable.values.hmis import Destination

NOT_COLLECTED = 99
WITH_SUBSIDY = 435
OLD_VERSION = "FY2022"

_CODE = re.compile(r"(\d{1,4})(?:\.0+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class HudCodes:
    """The lists: words by destination code, old code to (code, subsidy) of today, and subsidy codes."""

    destinations: dict[int, str]
    of_fy2022: dict[int, tuple[int, int | None]]
    subsidies: frozenset[int]


@cache
def hud_codes() -> HudCodes:
    """Return HUD's lists from the packaged files."""
    return HudCodes(
        destinations={int(row["code"]): row["words"] for row in _rows("housing_codes") if row["destination"] == "yes"},
        of_fy2022={
            int(row["until_fy2022"]): (int(row["now"]), int(row["subsidy"]) if row["subsidy"] else None)
            for row in _rows("codes_of_fy2022")
        },
        subsidies=frozenset(int(row["subsidy"]) for row in _rows("rental_subsidies")),
    )


def _rows(name: str) -> list[dict[str, str]]:
    with data_file("hud", f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@lru_cache(maxsize=4096)
def read_destination(code: str, subsidy: str, versions: frozenset[str]) -> tuple[Destination, str]:
    """Return the destination in today's codes, and ``""`` or one sentence on what HUD's lists do not have.

    ``versions`` are those the export may be of: FY2022 codes are understood only where it is among them. An empty
    code is 99, not collected. A code that HUD does not list is counted as 99 too, never guessed from its digits.
    """
    lists = hud_codes()
    unknown = Destination(NOT_COLLECTED, lists.destinations[NOT_COLLECTED], housing_category(NOT_COLLECTED))
    if not code:
        return unknown, ""
    number = _number(code)
    if number is None:
        return unknown, "Destination is not a number: counted as other."
    now, carried = number, None
    if OLD_VERSION in versions and number in lists.of_fy2022:
        now, carried = lists.of_fy2022[number]
    if now not in lists.destinations:
        return unknown, f"Destination {number} is not in HUD's list{_old_hint(number, versions)}: counted as other."
    paid_by, problem = _subsidy(now, subsidy, lists)
    if versions == {OLD_VERSION} and number not in lists.of_fy2022:
        problem = f"Destination {number} is a code of FY2024 and later in an export of FY2022: read as such."
    return Destination(now, lists.destinations[now], housing_category(now), carried or paid_by), problem


def _subsidy(destination: int, words: str, lists: HudCodes) -> tuple[int | None, str]:
    number = _number(words)
    if destination != WITH_SUBSIDY or not words:
        return None, ""
    if number not in lists.subsidies:
        return None, f"DestinationSubsidyType {'' if number is None else f'{number} '}is not in HUD's list."
    return number, ""


def _old_hint(number: int, versions: frozenset[str]) -> str:
    lists = hud_codes()
    was = number in lists.of_fy2022 and lists.of_fy2022[number][0] in lists.destinations
    return " (it was up to FY2022)" if was and OLD_VERSION not in versions else ""


def _number(words: str) -> int | None:
    match = _CODE.fullmatch(words)
    return int(match[1]) if match else None
