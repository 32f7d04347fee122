"""Who stands in for whom, and what nobody does for themselves."""

from datetime import date, timedelta

import pytest

from casetable.rules.people import (
    away_words,
    cover_on,
    in_the_way,
    roles_words,
    why_in_hand,
    why_no_appointing,
    why_no_leaving,
    why_no_noting,
    why_no_roles,
)
from casetable.values.people import Absence
from casetable.words import Role, ThingKind

MON, FRI = date(2026, 11, 2), date(2026, 11, 6)


def absence(who: str, cover: str | None = None, *, back_on: date | None = None) -> Absence:
    return Absence(who, MON, FRI, cover, back_on)


@pytest.mark.parametrize(
    ("day", "holds"),
    [(MON - timedelta(days=1), False), (MON, True), (FRI, True), (FRI + timedelta(days=1), False)],
)
def test_both_days_said_are_days_away(day: date, holds: bool) -> None:
    assert absence("lee").holds_on(day) is holds
    assert not absence("lee", back_on=MON).holds_on(day)


def test_the_cover_is_asked_and_the_covers_cover_while_both_are_away() -> None:
    assert cover_on([absence("lee", "sol")], "lee", MON) == "sol"
    assert cover_on([absence("lee", "sol"), absence("sol", "maria")], "lee", MON) == "maria"
    assert cover_on([absence("lee", "sol"), absence("sol", "maria", back_on=MON)], "lee", MON) == "sol"


def test_nobody_is_asked_for_somebody_who_is_there_or_whom_nobody_covers() -> None:
    assert cover_on([absence("lee", "sol")], "dana", MON) is None
    assert cover_on([absence("lee")], "lee", MON) is None
    assert cover_on([absence("lee", "sol"), absence("sol")], "lee", MON) is None
    assert cover_on([absence("lee", "sol"), absence("sol", "lee")], "lee", MON) is None


def test_what_nobody_does_for_themselves_names_the_way() -> None:
    assert why_no_roles(own=False) == ("", "")
    assert "appoint" in why_no_roles(own=True)[1]
    assert why_no_leaving(own=False, others=()) == ("", "")
    assert why_no_leaving(own=True, others=("Ann", "Bo")) == (
        "Nobody records their own leaving.",
        "Ann or Bo does, as another coordinator.",
    )
    assert "only coordinator" in why_no_leaving(own=True, others=())[0]
    assert why_no_appointing(own=False, name="Ann", roles={Role.FRONTLINE}) == ("", "")
    assert "themselves" in why_no_appointing(own=True, name="Ann", roles=())[0]
    assert "already" in why_no_appointing(own=False, name="Ann", roles={Role.COORDINATOR})[0]


def test_people_are_told_in_words() -> None:
    assert away_words("Lee Park", FRI, "Sol Grant") == "Lee Park is away until Fri 6 Nov: Sol Grant is asked instead."
    assert away_words("Lee Park", FRI, "").endswith("nobody stands in.")
    assert roles_words({Role.COORDINATOR, Role.FRONTLINE}) == "frontline, coordinator"
    assert roles_words(()) == "no role"


def test_who_stops_working_has_nothing_of_a_worker_in_hand() -> None:
    worker, manager, adviser = {Role.FRONTLINE}, {Role.PROGRAMME_MANAGER}, {Role.ADVISER}
    assert in_the_way(worker, {Role.SUPERVISOR}) == frozenset()
    assert in_the_way(manager, {Role.SENIOR_MANAGER}) == frozenset()
    for before, after in ((worker, manager), (worker, adviser), (manager, adviser)):
        assert in_the_way(before, after) == {ThingKind.PROMISE, ThingKind.ASK, ThingKind.LEAD}


def test_a_refusal_names_ten_things_and_how_many_more_there_are() -> None:
    said, way = why_in_hand("Lee Park", [Role.ADVISER], [f"T-{number}" for number in range(100, 112)])
    assert "T-109 and 2 more in hand" in said
    assert "T-110" not in said
    assert way.endswith("casetable person handover lee")


def test_only_a_coordinator_notes_that_a_manager_appoints() -> None:
    assert why_no_noting({Role.COORDINATOR}, manager="Ann") == ("", "")
    assert "Ann appoints" in why_no_noting({Role.FRONTLINE, Role.SENIOR_MANAGER}, manager="Ann")[1]
