"""What the agreement says to who asks: what applies, what is underway, who signed, what differs."""

from datetime import date, timedelta

import pytest

from casetable.actions import agreement as acts
from casetable.errors import NotFound
from casetable.queries.agreement import agreement, differences, objectives, setup_of, signatures, text, written
from casetable.queries.week import week
from casetable.rules.amending import with_objective
from casetable.values.partnership import ObjectiveSetup
from casetable.words import AgreementState, ObjectiveStatus, PaperSigned, SectionTopic
from tests.queries.agreeing import LOAD, MANAGERS, WORKERS, amended, in_force, numbered, offered, signed, worded
from tests.store.tampering import tamper
from tests.tables import MON, THU, TUE, WED, Room

OBJECTIVES = PaperSigned.OBJECTIVES


def test_a_founding_draft_applies_and_says_what_it_lacks(room: Room) -> None:
    view = agreement(room.sit("abe"))
    assert (view.version.number, view.version.state, view.underway) == (1, AgreementState.DRAFT, None)
    assert [one.agency for one in view.parties] == ["SS", "HS", "MH"]
    assert [one.signatories for one in view.parties] == [("Maria Stein",), ("Vera Mills",), ("Zoe Lund",)]
    assert SectionTopic.VOICE in view.lacking
    assert view.to_sign == ()
    assert any("programme manager" in one for one in view.nobody)


def test_a_draft_is_read_whole_and_says_that_it_is_not_for_signing(room: Room) -> None:
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


def test_what_is_shown_for_signing_ends_in_the_code_of_those_very_words(room: Room) -> None:
    acts.amend(room.sit("ruth"), worded)
    offered(room)
    assert written(room.sit("maria"), 1).splitlines()[-1].startswith("Text code: v1 · ")
    before = written(room.sit("maria"), 1).splitlines()[-1]
    tamper(room.where, f"UPDATE agreement SET text = replace(text, '{LOAD}', 'Each agency may carry its load.')")
    after = written(room.sit("maria"), 1)
    assert "may carry" in after
    assert after.splitlines()[-1] != before


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


def test_names_under_objectives_that_stay_the_same_count_for_the_next_version(room: Room) -> None:
    in_force(room)
    signed(room, 1, who=WORKERS, paper=OBJECTIVES)
    amended(room, 2, TUE, missed_after_days=7)
    view = agreement(room.sit("lee", TUE))
    assert view.unsigned == ()
    assert {(one.name, one.version) for one in view.signed_objectives} == {
        ("Dana Reyes", 1),
        ("Lee Park", 1),
        ("Omar Haddad", 1),
    }
    acts.amend(room.sit("ruth", WED), lambda setup: with_objective(setup, 1, ObjectiveSetup("six people housed")))
    offered(room, WED)
    assert week(room.sit("lee", WED)).needs.to_sign == (OBJECTIVES,)
    found = differences(room.sit("lee", WED))
    assert ("~", "Heading: five people housed -> six people housed") in found[0].lines


def test_signatures_of_every_version_stay_on_record(room: Room) -> None:
    in_force(room)
    amended(room, 2, TUE, missed_after_days=7)
    found = signatures(room.sit("abe", TUE))
    assert [(one.version, one.name) for one in found][:3] == [(1, "Vera Mills"), (1, "Zoe Lund"), (1, "Maria Stein")]
    assert len(found) == 2 * len(MANAGERS)
    assert {one.code for one in signatures(room.sit("abe", TUE), 1)} == {found[0].code}
    assert found[0].code != found[-1].code


def test_an_objective_keeps_its_readings_through_an_amendment(room: Room) -> None:
    in_force(room)
    acts.read_objective(room.sit("lee"), 1, "2 of 5", ObjectiveStatus.BEHIND, "no bus passes", quarter="2026Q3")
    acts.read_objective(room.sit("dana"), 1, "3 of 5", ObjectiveStatus.ON_TARGET)
    amended(room, 2, TUE, missed_after_days=7)
    (one,) = objectives(room.sit("abe", TUE))
    assert [(each.quarter, each.value, each.person) for each in one.readings] == [
        ("2026Q4", "3 of 5", "Dana Reyes"),
        ("2026Q3", "2 of 5", "Lee Park"),
    ]
    assert objectives(room.sit("abe", TUE), 1)[0].readings == one.readings


def test_the_review_is_said_to_who_keeps_the_agreement_from_the_agreed_warning_on(room: Room) -> None:
    in_force(room)
    due = agreement(room.sit("ruth")).version.review_on
    assert due == date(2027, 11, 2)
    early, soon, over = (due - timedelta(days=days) for days in (61, 60, -3))
    assert week(room.sit("ruth", early)).needs.review is None
    assert week(room.sit("ruth", soon)).needs.review == week(room.sit("vera", soon)).needs.review == 60
    assert week(room.sit("lee", soon)).needs.review is None
    assert week(room.sit("ruth", over)).needs.review == -3
    assert agreement(room.sit("lee", over)).review_in_days == -3


def test_a_version_as_a_file_to_amend_with_names_the_people_at_the_table(room: Room) -> None:
    setup = setup_of(room.sit("lee"))
    assert setup.terms.missed_after_days == 14
    assert {one.name for one in setup.people} >= {"Ruth Feld", "Maria Stein"}


def test_a_version_that_there_is_not_is_said_with_those_there_are(room: Room) -> None:
    for ask in (text, written, signatures, objectives, lambda seat, number: differences(seat, 1, number)):
        with pytest.raises(NotFound, match="no version 7") as refused:
            ask(room.sit("lee"), 7)
        assert refused.value.hint == "There is: v1."


def test_who_left_is_waited_for_no_more(room: Room) -> None:
    in_force(room)
    signed(room, 1, who=("lee",), paper=OBJECTIVES)
    tamper(room.where, "UPDATE person SET left_on = '2026-11-03' WHERE name IN ('Lee Park', 'Omar Haddad')")
    view = agreement(room.sit("dana", THU))
    assert [name for name, _ in view.unsigned] == ["Dana Reyes"]
    assert [(one.name, one.is_current) for one in view.signed_objectives] == [("Lee Park", False)]


def test_nothing_of_the_agreement_needs_a_participant(room: Room) -> None:
    ref = room.active()
    in_force(room, MON)
    said = repr(agreement(room.sit("abe"))) + written(room.sit("abe"))
    assert ref not in said
    assert "Chidi" not in said
