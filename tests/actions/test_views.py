"""Who opened a card: written down once a day for each person of another agency."""

from dataclasses import replace
from datetime import date

import pytest

from casetable.actions.consent import revoke_releases
from casetable.actions.views import look
from casetable.errors import BadInput
from casetable.queries.disclosures import account
from casetable.queries.history import history
from tests.tables import MON, TUE, WED, Room


def looked(room: Room, ref: str, by: str = "dana") -> list[tuple[str, str, date]]:
    return [(one.by, one.agency, one.on) for one in account(room.sit(by, WED), ref).viewings]


def test_somebody_of_another_agency_is_written_down_once_a_day(room: Room) -> None:
    ref = room.agreed()
    assert [look(room.sit("omar", day), ref) for day in (MON, MON, TUE)] == [True, False, True]
    assert look(room.sit("lee", TUE, 10), ref)
    assert looked(room, ref) == [
        ("Omar Haddad", "MH", MON),
        ("Omar Haddad", "MH", TUE),
        ("Lee Park", "SS", TUE),
    ]


def test_ones_own_agencys_participant_is_looked_at_without_a_word(room: Room) -> None:
    ref = room.agreed()
    assert not look(room.sit("dana"), ref)
    assert not look(room.sit("hal"), ref)
    assert looked(room, ref) == []


def test_who_sees_no_fact_leaves_no_trace(room: Room) -> None:
    ref = room.agreed(released=False)
    assert not look(room.sit("omar"), ref)
    assert not look(room.sit("omar"), "P-98765")
    assert not look(room.sit("zoe"), ref)
    assert not look(replace(room.sit("omar"), reads_only=True), room.agreed("Bo Lin"))
    assert looked(room, ref) == []
    with pytest.raises(BadInput):
        look(room.sit("omar"), "nobody")


def test_looking_is_no_entry_of_the_log_and_undo_does_not_know_of_it(room: Room) -> None:
    ref = room.agreed()
    before = history(room.sit("dana")).total
    look(room.sit("omar"), ref)
    assert history(room.sit("dana")).total == before


def test_who_may_not_know_them_is_not_told_who_looked(room: Room) -> None:
    ref = room.agreed()
    look(room.sit("omar"), ref)
    revoke_releases(room.sit("dana", TUE), ref, to="SS")
    assert looked(room, ref, by="lee") == []
    assert looked(room, ref, by="dana") != []
