"""What the agreement says to who asks: what applies, what is underway, who signed, what differs."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from casetable.actions import agreement as acts
from casetable.errors import NotFound
from casetable.queries.agreement import agreement, differences, objectives, setup_of, signatures, text, written
from casetable.queries.week import week
from casetable.rules.amending import with_objective
from casetable.seat import open_table
from casetable.values.partnership import ObjectiveSetup
from casetable.words import AgreementState, ObjectiveStatus, PaperSigned, SectionTopic
from tests.conftest import Files
from tests.queries.agreeing import LOAD, MANAGERS, WORKERS, amended, in_force, numbered, offered, signed, worded
from tests.store.tampering import tamper
from tests.tables import THU, TUE, WED, Room

OBJECTIVES = PaperSigned.OBJECTIVES


@pytest.fixture(scope="module")
def told(files: Files, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """Two versions signed by all, objectives with two readings; nobody writes to it any more."""
    where = files.founded(tmp_path_factory.mktemp("told"))
    with closing(open_table(where)) as table:
        room = Room(table, where, lambda: table)
        in_force(room)
        signed(room, 1, who=WORKERS, paper=OBJECTIVES)
        acts.read_objective(room.sit("lee"), 1, "2 of 5", ObjectiveStatus.BEHIND, "no bus passes", quarter="2026Q3")
        acts.read_objective(room.sit("dana"), 1, "3 of 5", ObjectiveStatus.ON_TARGET)
        amended(room, 2, TUE, missed_after_days=7)
        yield room


def test_a_founding_draft_applies_and_says_what_it_lacks(room: Room) -> None:
    view = agreement(room.sit("abe"))
    assert (view.version.number, view.version.state, view.underway) == (1, AgreementState.DRAFT, None)
    assert [one.agency for one in view.parties] == ["SS", "HS", "MH"]
    assert [one.signatories for one in view.parties] == [("Maria Stein",), ("Vera Mills",), ("Zoe Lund",)]
    assert SectionTopic.VOICE in view.lacking
    assert view.to_sign == ()
    assert any("programme manager" in one for one in view.nobody)
    acts.amend(room.sit("ruth"), worded)
    said = written(room.sit("abe"))
    assert LOAD in said
    assert "A promise counts as missed after: 14 days" in said
    assert said.endswith("\nNot offered: not for signing.\n")


def test_an_offer_asks_the_managers_and_the_frontline_for_their_names(room: Room) -> None:
    acts.amend(room.sit("ruth"), worded)
    offered(room)
    assert agreement(room.sit("maria")).to_sign == (PaperSigned.AGREEMENT,)
    assert week(room.sit("maria")).needs.to_sign == (PaperSigned.AGREEMENT,)
    assert week(room.sit("lee")).needs.to_sign == (OBJECTIVES,)
    assert week(room.sit("sol")).needs.to_sign == ()
    assert agreement(room.sit("sol")).to_sign == (OBJECTIVES,)
    assert week(room.sit("abe")).needs.to_sign == ()
    signed(room, 1, who=("maria",))
    signed(room, 1, who=("lee",), paper=OBJECTIVES)
    assert week(room.sit("maria")).needs.to_sign == week(room.sit("lee")).needs.to_sign == ()
    view = agreement(room.sit("ruth"))
    assert [one.signature and one.signature.name for one in view.parties] == ["Maria Stein", None, None]
    assert [one.name for one in view.signed_objectives] == ["Lee Park"]
    assert [name for name, _ in view.unsigned] == ["Dana Reyes", "Omar Haddad"]
    tamper(room.where, "UPDATE person SET left_on = '2026-11-03' WHERE name IN ('Lee Park', 'Omar Haddad')")
    view = agreement(room.sit("dana", THU))
    assert [name for name, _ in view.unsigned] == ["Dana Reyes"]
    assert [(one.name, one.is_current) for one in view.signed_objectives] == [("Lee Park", False)]


def test_the_coordinator_is_told_of_a_draft_to_offer_and_of_names_that_are_missing(room: Room) -> None:
    def told(who: str, day: date = TUE) -> tuple[bool, int]:
        needs = week(room.sit(who, day)).needs
        return needs.to_offer, needs.awaits_signatures

    assert told("ruth") == (True, 0)
    assert told("maria") == told("lee") == (False, 0)
    acts.amend(room.sit("ruth"), worded)
    offered(room)
    assert told("ruth") == (False, 3)
    signed(room, 1, who=("maria",))
    assert told("ruth") == (False, 2)
    signed(room, 1, who=("vera", "zoe"))
    assert told("ruth") == (False, 0)
    acts.amend(room.sit("ruth", TUE), numbered(missed_after_days=7))
    assert told("ruth") == (True, 0)
    offered(room, TUE)
    assert told("ruth") == (False, 3)


def test_an_amendment_stands_beside_what_applies(room: Room) -> None:
    in_force(room)
    acts.amend(room.sit("ruth", TUE), numbered(missed_after_days=7))
    view = agreement(room.sit("lee", TUE))
    assert view.underway is not None
    assert (view.version.number, view.underway.number, view.signing) == (1, 2, 1)
    (part,) = differences(room.sit("lee", TUE))
    assert part.lines == (("~", "A promise counts as missed after: 14 days -> 7 days"),)
    offered(room, TUE)
    view = agreement(room.sit("lee", TUE))
    assert (view.signing, [one.signature for one in view.parties]) == (2, [None, None, None])
    signed(room, 2, WED)
    view = agreement(room.sit("lee", WED))
    assert (view.version.number, view.underway) == (2, None)
    assert [one.number for one in view.versions] == [2, 1]
    assert [one.key for one in differences(room.sit("lee", WED))] == ["section:accountability"]
    acts.amend(room.sit("ruth", WED), lambda setup: with_objective(setup, 1, ObjectiveSetup("six people housed")))
    offered(room, WED)
    assert week(room.sit("lee", WED)).needs.to_sign == (OBJECTIVES,)
    (part,) = differences(room.sit("lee", WED))
    assert ("~", "Heading: five people housed -> six people housed") in part.lines


def test_what_is_shown_for_signing_ends_in_the_code_of_those_very_words(files: Files, tmp_path: Path) -> None:
    where = files.founded(tmp_path)
    with closing(open_table(where)) as table:
        room = Room(table, where, lambda: table)
        acts.amend(room.sit("ruth"), worded)
        offered(room)
        assert written(room.sit("maria"), 1).splitlines()[-1].startswith("Text code: v1 · ")
        before = written(room.sit("maria"), 1).splitlines()[-1]
        tamper(room.where, f"UPDATE agreement SET text = replace(text, '{LOAD}', 'Each agency may carry its load.')")
        after = written(room.sit("maria"), 1)
        assert "may carry" in after
        assert after.splitlines()[-1] != before


def test_names_under_objectives_that_stay_the_same_count_for_the_next_version(told: Room) -> None:
    view = agreement(told.sit("lee", TUE))
    assert view.unsigned == ()
    assert {(one.name, one.version) for one in view.signed_objectives} == {
        ("Dana Reyes", 1),
        ("Lee Park", 1),
        ("Omar Haddad", 1),
    }


def test_signatures_of_every_version_stay_on_record(told: Room) -> None:
    found = signatures(told.sit("abe", TUE))
    assert [(one.version, one.name) for one in found][:3] == [(1, "Vera Mills"), (1, "Zoe Lund"), (1, "Maria Stein")]
    assert len(found) == 2 * len(MANAGERS) + len(WORKERS)
    assert {one.code for one in signatures(told.sit("abe", TUE), 1) if one.paper is PaperSigned.AGREEMENT} == {
        found[0].code
    }
    assert found[0].code != found[-1].code


def test_an_objective_keeps_its_readings_through_an_amendment(told: Room) -> None:
    (one,) = objectives(told.sit("abe", TUE))
    assert [(each.quarter, each.value, each.person) for each in one.readings] == [
        ("2026Q4", "3 of 5", "Dana Reyes"),
        ("2026Q3", "2 of 5", "Lee Park"),
    ]
    assert objectives(told.sit("abe", TUE), 1)[0].readings == one.readings


def test_the_review_is_said_to_who_keeps_the_agreement_from_the_agreed_warning_on(told: Room) -> None:
    due = agreement(told.sit("ruth", WED)).version.review_on
    assert due == date(2027, 11, 3)
    early, soon, over = (due - timedelta(days=days) for days in (61, 60, -3))
    assert week(told.sit("ruth", early)).needs.review is None
    assert week(told.sit("ruth", soon)).needs.review == week(told.sit("vera", soon)).needs.review == 60
    assert week(told.sit("lee", soon)).needs.review is None
    assert week(told.sit("ruth", over)).needs.review == -3
    assert agreement(told.sit("lee", over)).review_in_days == -3


def test_a_version_as_a_file_to_amend_with_names_the_people_at_the_table(told: Room) -> None:
    setup = setup_of(told.sit("lee"))
    assert setup.terms.missed_after_days == 14
    assert {one.name for one in setup.people} >= {"Ruth Feld", "Maria Stein"}


def test_a_version_that_there_is_not_is_said_with_those_there_are(told: Room) -> None:
    for ask in (text, written, signatures, objectives, lambda seat, number: differences(seat, 1, number)):
        with pytest.raises(NotFound, match="no version 7") as refused:
            ask(told.sit("lee"), 7)
        assert refused.value.hint == "There is: v1, v2."
