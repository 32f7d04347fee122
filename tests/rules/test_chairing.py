"""Who chairs: by rotation each quarter another agency, its supervisor first."""

from datetime import date, time

import pytest

from casetable.errors import BadInput
from casetable.rules.chairing import chair_agency, chair_of, runs, why_not_running
from casetable.values.conference import Occurrence
from casetable.values.people import Person
from casetable.words import ConferenceState, Role

DAY = date(2026, 12, 11)
CODES = ("SS", "HS", "MH")


def sits(name: str, agency: str, *roles: Role, left_on: date | None = None) -> Person:
    return Person(name, name.lower(), agency, roles, "", "", "", left_on)


def test_every_quarter_another_agency_has_its_turn_across_the_year_too() -> None:
    labels = ("2026Q3", "2026Q4", "2027Q1", "2027Q2", "2027Q3")
    turns = [chair_agency(CODES, label) for label in labels]
    assert set(turns[:3]) == set(CODES)
    assert turns[3:] == turns[:2]


def test_one_agency_always_has_its_turn_and_none_never() -> None:
    assert chair_agency(["HS"], "2026Q4") == "HS"
    assert chair_agency([], "2026Q4") == ""


def test_what_is_no_quarter_is_refused() -> None:
    with pytest.raises(BadInput):
        chair_agency(CODES, "winter")


def test_the_supervisor_chairs_else_a_worker_and_nobody_who_is_away_or_has_left() -> None:
    people = [
        sits("Dana", "HS", Role.FRONTLINE),
        sits("Hal", "HS", Role.SUPERVISOR),
        sits("Vera", "HS", Role.SENIOR_MANAGER),
        sits("Lee", "SS", Role.FRONTLINE),
    ]
    assert chair_of("HS", people, (), DAY) == people[1]
    assert chair_of("HS", people, ("hal",), DAY) == people[0]
    assert chair_of("HS", people, ("hal", "dana"), DAY) is None
    gone = [sits("Hal", "HS", Role.SUPERVISOR, left_on=date(2026, 12, 10)), people[0]]
    assert chair_of("HS", gone, (), DAY) == people[0]


def test_a_conference_is_run_by_its_chair_its_deputy_and_the_coordinator() -> None:
    one = Occurrence(
        DAY, DAY, ConferenceState.PLANNED, time(9), time(10, 30), 90, "", chair="Hal Brook", chair_id="h", deputy_id="d"
    )
    frontline = {Role.FRONTLINE}
    assert runs("h", frontline, one)
    assert runs("d", frontline, one)
    assert runs("r", {Role.COORDINATOR}, one)
    assert "Hal Brook" in why_not_running("x", frontline, one)
    assert why_not_running("h", frontline, one) == ""
