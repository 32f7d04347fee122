"""What a later HMIS export may change: never what a worker wrote."""

from dataclasses import replace
from datetime import date

import pytest

from casetable.errors import BadFile
from casetable.rules.hmis import TOO_YOUNG, WRITTEN_HERE, choose, compare, said_when_picked
from casetable.values.hmis import Destination, HmisClient, HmisDifference, HmisRecord, HmisUpdate
from casetable.words import HousingCategory, ParticipantState

TODAY = date(2026, 11, 23)
AGREED = HmisRecord(
    "P-473",
    "A1",
    "Ana Ruiz",
    ParticipantState.AGREED,
    date(2026, 5, 4),
    year_of_birth=1980,
    said={"name": "Ana Ruiz", "year_of_birth": 1980},
)
LEFT = replace(AGREED, state=ParticipantState.LEFT)
CLIENT = HmisClient("A1", "Ana Ruiz", 1980, False, 1, 1)
RENTED = Destination(410, "rental, no ongoing subsidy", HousingCategory.PERMANENT)
IN_MARCH, IN_AUGUST = date(2026, 3, 1), date(2026, 8, 3)


def told(record: HmisRecord, client: HmisClient) -> HmisUpdate:
    return compare([record], {client.personal_id: client}, TODAY)


def fields(update: HmisUpdate) -> list[tuple[str, object, object, str]]:
    return [(one.field.value, one.here, one.hmis, one.kept) for one in update.differences]


@pytest.mark.parametrize(
    ("record", "client", "differences"),
    [
        pytest.param(AGREED, CLIENT, [], id="nothing differs"),
        pytest.param(
            AGREED, replace(CLIENT, name="Ana Rivas"), [("name", "Ana Ruiz", "Ana Rivas", "")], id="HMIS was corrected"
        ),
        pytest.param(
            replace(AGREED, name="Anita R."),
            replace(CLIENT, name="Ana Rivas"),
            [("name", "Anita R.", "Ana Rivas", WRITTEN_HERE)],
            id="a worker wrote the name",
        ),
        pytest.param(
            replace(AGREED, said=None),
            replace(CLIENT, name="Ana Rivas", year_of_birth=1981),
            [("name", "Ana Ruiz", "Ana Rivas", WRITTEN_HERE), ("year_of_birth", 1980, 1981, WRITTEN_HERE)],
            id="tied to the record by hand: everything was written by a worker",
        ),
        pytest.param(
            replace(AGREED, year_of_birth=None, said=None),
            CLIENT,
            [("year_of_birth", None, 1980, "")],
            id="nothing was ever written",
        ),
        pytest.param(
            replace(AGREED, year_of_birth=None),
            CLIENT,
            [("year_of_birth", None, 1980, WRITTEN_HERE)],
            id="a worker took the year away",
        ),
        pytest.param(AGREED, replace(CLIENT, name="", year_of_birth=None), [], id="a hashed export says no name"),
        pytest.param(
            AGREED, replace(CLIENT, year_of_birth=2012), [("year_of_birth", 1980, 2012, TOO_YOUNG)], id="a minor"
        ),
        pytest.param(LEFT, replace(CLIENT, left_to=RENTED, left_on=IN_MARCH), [], id="an exit before this table"),
        pytest.param(
            LEFT,
            replace(CLIENT, left_to=RENTED, left_on=IN_AUGUST),
            [("destination", None, 410, "")],
            id="where somebody went who left",
        ),
        pytest.param(
            replace(LEFT, destination=435),
            replace(CLIENT, left_to=RENTED, left_on=IN_AUGUST),
            [("destination", 435, 410, WRITTEN_HERE)],
            id="a worker knew where they went",
        ),
        pytest.param(
            LEFT,
            replace(CLIENT, left_to=Destination(30, "no exit interview", HousingCategory.OTHER), left_on=IN_AUGUST),
            [],
            id="a code that says nobody knows",
        ),
    ],
)
def test_only_what_hmis_said_last_may_be_changed(
    record: HmisRecord, client: HmisClient, differences: list[tuple[str, object, object, str]]
) -> None:
    assert fields(told(record, client)) == differences


def test_an_exit_of_somebody_at_the_table_is_shown_and_no_difference() -> None:
    active = replace(AGREED, state=ParticipantState.ACTIVE)
    update = told(active, replace(CLIENT, open_enrollments=0, left_to=RENTED, left_on=IN_AUGUST))

    assert update.differences == ()
    (hint,) = update.hints
    assert "410, rental, no ongoing subsidy" in hint.sentence
    assert hint.ways == (
        "casetable participant outcome 473 housing=… --code 410",
        "casetable participant leave 473 --reason housed --destination 410 --left-on 2026-08-03",
    )
    still_enrolled = told(active, replace(CLIENT, open_enrollments=1, left_to=RENTED, left_on=IN_AUGUST))
    assert all("leave" not in way for way in still_enrolled.hints[0].ways)


def test_who_is_not_in_the_export_is_said() -> None:
    update = compare([AGREED, replace(AGREED, participant="P-371", personal_id="gone")], {"A1": CLIENT}, TODAY)

    assert (update.met, update.missing) == (("P-473",), ("P-371",))


def some() -> HmisUpdate:
    record = replace(AGREED, year_of_birth=1979)
    return told(record, replace(CLIENT, name="Ana Rivas"))


def keys(found: tuple[HmisDifference, ...]) -> list[str]:
    return [one.key for one in found]


@pytest.mark.parametrize(
    ("words", "everything", "chosen"),
    [
        ([], True, ["P-473:name"]),
        (["P-473"], False, ["P-473:name"]),
        (["473:name"], False, ["P-473:name"]),
        (["p-473:NAME", "473"], False, ["P-473:name"]),
        ([], False, []),
    ],
)
def test_differences_are_named_by_reference_and_field(words: list[str], everything: bool, chosen: list[str]) -> None:
    assert keys(choose(some(), words, everything=everything)) == chosen


@pytest.mark.parametrize(
    ("word", "problem"),
    [
        ("999", "P-999: HMIS says nothing different about them."),
        ("473:year", f"P-473: the year of birth stays, {WRITTEN_HERE}."),
        ("473:destination", "P-473: HMIS says no different destination."),
    ],
)
def test_what_cannot_be_changed_is_said_and_nothing_is_chosen(word: str, problem: str) -> None:
    with pytest.raises(BadFile) as told_of:
        choose(some(), ["473:name", word], everything=False)

    assert told_of.value.problems == (problem,)


def test_what_hmis_says_of_a_pick_is_what_is_compared_later() -> None:
    nameless = HmisClient("A1", "", None, None, 1, 1)

    assert said_when_picked(CLIENT) == {"name": "Ana Ruiz", "year_of_birth": 1980}
    assert said_when_picked(nameless) == {"name": "A1"}
