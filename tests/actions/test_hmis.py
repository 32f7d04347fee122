"""A later HMIS export, written down at a real table: by whom, what, and what stays."""

from dataclasses import replace

import pytest
from sqlmodel import select

from casetable.actions.history import undo
from casetable.actions.hmis import update_from_hmis
from casetable.errors import BadInput, NotAllowed, NotFound, Refused, SomebodyElseWasFirst
from casetable.models import Participant
from casetable.queries.hmis import hmis_again
from casetable.queries.participants import participant
from casetable.store.unit import reading
from casetable.values.hmis import HmisClient, HmisDifference, HmisField
from casetable.values.seat import Seat
from tests.tables import MON, TUE, Room

NOW = HmisClient("A1", "Ana Rivas", 1981, False, 1, 1)


@pytest.fixture
def ana(room: Room) -> str:
    """Somebody who was typed in without a year, tied to an HMIS record, known to the proposing agency only."""
    said = {"name": "Ana Ruiz"}
    return room.propose("Ana Ruiz", by="dana", hmis_id="A1", year_of_birth=None, adult_confirmed=True, hmis_said=said)


def differences(seat: Seat) -> tuple[HmisDifference, ...]:
    return hmis_again(seat, [NOW]).differences


def stored(seat: Seat) -> Participant:
    with reading(seat) as session:
        return session.exec(select(Participant).where(Participant.hmis_id == "A1")).one()


def test_what_is_chosen_is_written_in_one_entry_that_can_be_undone(room: Room, ana: str) -> None:
    dana = room.sit("dana", TUE)

    receipt = update_from_hmis(dana, differences(dana))

    assert receipt.sentence == f"As HMIS says now: {ana} (name, year of birth)."
    assert participant(dana, ana).name == "Ana Rivas"
    assert stored(dana).year_of_birth == 1981
    assert differences(dana) == ()
    undo(dana)
    assert (stored(dana).name, stored(dana).year_of_birth, stored(dana).hmis_said) == (
        "Ana Ruiz", None, {"name": "Ana Ruiz"},
    )  # fmt: skip


def test_only_the_chosen_field_is_written_and_the_other_is_offered_again(room: Room, ana: str) -> None:
    dana = room.sit("dana", TUE)
    name, year = differences(dana)

    update_from_hmis(dana, [year])

    assert stored(dana).name == "Ana Ruiz"
    assert differences(dana) == (name,)


def test_an_agency_that_does_not_know_them_is_told_nothing(room: Room, ana: str) -> None:
    omar = room.sit("omar", TUE)
    update = hmis_again(omar, [NOW])

    assert (update.differences, update.hints, update.met, update.missing) == ((), (), (), ())
    with pytest.raises(NotFound):
        update_from_hmis(omar, differences(room.sit("dana", TUE)))


def test_whoever_knows_them_by_a_release_may_bring_them_up_to_date(room: Room, ana: str) -> None:
    room.release(ana)

    assert [one.key for one in differences(room.sit("omar", TUE))] == [f"{ana}:name", f"{ana}:year_of_birth"]


def test_what_a_worker_wrote_stays_even_when_it_is_named(room: Room, ana: str) -> None:
    dana = room.sit("dana", TUE)
    kept = replace(differences(dana)[0], kept="a worker wrote it here")

    with pytest.raises(Refused, match="stays"):
        update_from_hmis(dana, [kept])
    assert stored(dana).name == "Ana Ruiz"


def test_a_field_that_changed_since_it_was_shown_is_left_alone_and_so_are_the_others(room: Room, ana: str) -> None:
    dana = room.sit("dana", TUE)
    shown = differences(dana)
    update_from_hmis(dana, [replace(shown[0], hmis="Anna Rivas")])

    with pytest.raises(SomebodyElseWasFirst, match="name"):
        update_from_hmis(dana, list(reversed(shown)))
    assert (stored(dana).name, stored(dana).year_of_birth) == ("Anna Rivas", None)


def test_nothing_chosen_and_a_manager_are_refused(room: Room, ana: str) -> None:
    with pytest.raises(BadInput):
        update_from_hmis(room.sit("dana"), [])
    shown = differences(room.sit("dana", TUE))
    for manager in ("paula", "abe"):
        with pytest.raises(NotAllowed):
            update_from_hmis(room.sit(manager), shown)


def test_fields_are_columns_of_the_participant(room: Room, ana: str) -> None:
    row = stored(room.sit("dana", MON))

    assert all(hasattr(row, field.value) for field in HmisField)
