"""Proposing whom somebody picked from an HMIS export: all is checked first, then each is one change."""

from pathlib import Path

import pytest

from casetable.actions.participants import edit
from casetable.errors import BadFile
from casetable.jobs.hmis import propose_picked
from casetable.queries.hmis import hmis_again
from casetable.queries.participants import participants
from casetable.values.hmis import HmisExport
from casetable.words import ParticipantState
from tests.exchange.hmis_exports import read, texts
from tests.tables import MON, TUE, Room, at

CLIENTS = [{"PersonalID": "A1"}, {"PersonalID": "B2", "DOB": "2015-01-01"}, {"PersonalID": "C3", "DOB": ""}]


@pytest.fixture
def export(tmp_path: Path) -> HmisExport:
    return read(tmp_path / "export", texts(CLIENTS))


def test_each_pick_is_proposed_once_with_its_yes(room: Room, export: HmisExport) -> None:
    done = propose_picked(room.table, "dana", export, ["A1", "A1"], asked_on=MON, needs="a room", clock=at(TUE))

    (one,) = participants(room.sit("dana", TUE))
    assert [receipt.ref for receipt in done.receipts] == [one.participant]
    assert (one.name, one.needs, one.proposed_on) == ("Ana Ruiz", "a room", TUE)


@pytest.mark.parametrize(
    ("picks", "day", "problems"),
    [
        (["A1"], None, ["--asked-on"]),
        (["A1"], TUE, ["ahead"]),
        ([], MON, ["Nobody is picked"]),
        (["A1", "B2", "C3", "D4"], MON, ["B2: ", "C3: ", "D4: "]),
    ],
)
def test_nobody_is_proposed_while_anything_is_wrong(
    room: Room, export: HmisExport, picks: list[str], day: object, problems: list[str]
) -> None:
    with pytest.raises(BadFile) as told:
        propose_picked(room.table, "dana", export, picks, asked_on=day, clock=at(MON))  # type: ignore[arg-type]

    assert len(told.value.problems) == len(problems)
    assert all(start in said for start, said in zip(problems, told.value.problems, strict=True))
    assert participants(room.sit("dana")) == ()


def test_somebody_at_the_table_already_is_told_of_and_stops_nobody(room: Room, export: HmisExport) -> None:
    propose_picked(room.table, "dana", export, ["A1"], asked_on=MON, clock=at(MON))

    done = propose_picked(room.table, "dana", export, ["A1", "C3"], asked_on=MON, adult_confirmed=True, clock=at(MON))

    assert len(done.receipts) == 1
    assert len(done.refused) == 1
    assert done.refused[0].startswith("A1: This HMIS record is P-")


def test_what_hmis_said_of_a_pick_is_kept_and_a_later_export_changes_only_that(
    room: Room, export: HmisExport, tmp_path: Path
) -> None:
    picks = ["A1", "C3"]
    done = propose_picked(room.table, "dana", export, picks, asked_on=MON, adult_confirmed=True, clock=at(MON))
    ana, nobody_knew = (receipt.ref for receipt in done.receipts)
    edit(room.sit("dana", TUE), nobody_knew, name="Lou as they say it")
    later = [CLIENTS[0] | {"LastName": "Rivas", "DOB": "1981-05-17"}, CLIENTS[2] | {"DOB": "1975-01-01"}]

    update = hmis_again(room.sit("dana", TUE), read(tmp_path / "later", texts(later)).clients)

    assert {one.key: bool(one.kept) for one in update.differences} == {
        f"{ana}:name": False,
        f"{ana}:year_of_birth": False,
        f"{nobody_knew}:name": True,
        f"{nobody_knew}:year_of_birth": False,
    }


def test_a_pick_that_is_only_considered_is_seen_by_nobody_else_as_a_proposal(room: Room, export: HmisExport) -> None:
    done = propose_picked(room.table, "dana", export, ["A1"], asked_on=MON, only_consider=True, clock=at(MON))

    (one,) = participants(room.sit("dana"))
    assert (one.participant, one.state) == (done.receipts[0].ref, ParticipantState.CONSIDERED)
