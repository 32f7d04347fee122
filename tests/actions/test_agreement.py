"""The life of a version: amended, offered, signed, in force, superseded, withdrawn, ended."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from casetable.actions import agreement
from casetable.actions.history import redo, undo
from casetable.errors import BadInput, NotAllowed, Refused, SomebodyElseWasFirst
from casetable.queries.agreement import differences, objectives, setup_of, text, text_code
from casetable.queries.agreement_verify import verify_agreement
from casetable.queries.governing import terms, timeline
from casetable.queries.verify import verify
from casetable.rules.amending import (
    add_section,
    part_for,
    seen_of,
    with_numbers,
    with_objective,
    with_party,
    with_section,
)
from casetable.values.agreement import Version
from casetable.values.partnership import ObjectiveSetup, Setup
from casetable.words import AgreementState, ObjectiveStatus, PaperSigned, SectionTopic
from tests.tables import FOUNDED, MON, THU, TUE, WED, Room

DRAFT, OFFERED, IN_FORCE = AgreementState.DRAFT, AgreementState.OFFERED, AgreementState.IN_FORCE
MANAGERS = ("maria", "vera", "zoe")

only_sqlite = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
"""For what is refused before the table is asked, and for long stories that another test tells on both engines."""


def wording(setup: Setup) -> Setup:
    return add_section(setup, "Accountability", "We say it when we cannot.", SectionTopic.ACCOUNTABILITY)


def numbers(**values: object):  # type: ignore[no-untyped-def]
    return lambda setup: with_numbers(setup, {name.replace("__", "."): value for name, value in values.items()})


def standing(room: Room, day: date = MON) -> dict[int, AgreementState]:
    return {one.number: one.state for one in timeline(room.sit("ruth", day)).versions}


def version(room: Room, number: int, day: date = MON) -> Version:
    return next(one for one in timeline(room.sit("ruth", day)).versions if one.number == number)


def code(room: Room, number: int, paper: PaperSigned = PaperSigned.AGREEMENT) -> str:
    return text_code(room.sit("ruth"), number, paper)


def signed_by_all(room: Room, number: int, day: date = MON) -> str:
    for who in MANAGERS:
        seat = room.sit(who, day)
        said = agreement.sign(seat, PaperSigned.AGREEMENT, seat.name, code(room, number)).sentence
    return said


def in_force(room: Room, number: int = 1, day: date = MON) -> None:
    agreement.offer(room.sit("ruth", day))
    signed_by_all(room, number, day)


@only_sqlite
def test_the_words_of_a_founding_draft_change_in_place(room: Room) -> None:
    said = agreement.amend(room.sit("ruth"), wording).sentence
    assert "v1 is changed" in said
    assert standing(room) == {1: DRAFT}
    assert "We say it when we cannot." in [part.text for part in text(room.sit("abe"))]


def test_a_version_comes_into_force_with_the_last_managers_signature(room: Room) -> None:
    agreement.amend(room.sit("maria"), wording)
    said = agreement.offer(room.sit("ruth", TUE)).sentence
    assert code(room, 1) in said
    assert "waits for a senior manager of SS, HS and MH" in said
    for who in ("maria", "vera"):
        seat = room.sit(who, TUE)
        agreement.sign(seat, PaperSigned.AGREEMENT, f"  {seat.name.upper()} ", code(room, 1).lower())
    assert standing(room) == {1: OFFERED}
    last = room.sit("zoe", WED)
    assert "v1 is in force." in agreement.sign(last, PaperSigned.AGREEMENT, "zoe lund", code(room, 1)).sentence
    one = version(room, 1)
    assert (one.state, one.in_force_on, one.review_on) == (IN_FORCE, WED, WED.replace(year=2027))
    assert verify(room.sit("ruth")).problems == ()


def test_the_first_version_is_in_force_from_its_last_signing_day_an_amendment_from_the_day_it_is_recorded(
    room: Room,
) -> None:
    agreement.offer(room.sit("ruth", MON))
    days = [("Maria Stein", MON), ("vera", TUE), ("zoe", MON)]
    agreement.record_papers(room.sit("ruth", THU), PaperSigned.AGREEMENT, days, code(room, 1), "folder 3")
    assert version(room, 1).in_force_on == TUE
    agreement.amend(room.sit("ruth", THU), numbers(terms__missed_after_days=7))
    agreement.offer(room.sit("ruth", THU))
    later = THU + timedelta(days=5)
    papers = [(who, THU) for who in MANAGERS]
    agreement.record_papers(room.sit("ruth", later), PaperSigned.AGREEMENT, papers, code(room, 2), "folder 3")
    assert version(room, 2).in_force_on == later
    assert (version(room, 1).state, version(room, 1).ended_on) == (AgreementState.SUPERSEDED, later)
    assert terms(room.sit("ruth", later - timedelta(days=1))).missed_after_days == 14
    assert terms(room.sit("ruth", later)).missed_after_days == 7


@only_sqlite
def test_an_amendment_is_a_draft_beside_the_version_in_force_and_takes_its_place_when_signed(room: Room) -> None:
    in_force(room)
    said = agreement.amend(room.sit("vera", TUE), numbers(gate__promises_kept="70%"), why="We learned.").sentence
    assert "v2 is a draft with your change. v1 applies until it is signed." in said
    agreement.amend(room.sit("ruth", TUE), wording)
    assert standing(room) == {1: IN_FORCE, 2: DRAFT}
    assert version(room, 2).why == "We learned."
    assert version(room, 2).gate.promises_kept == 0.70
    assert version(room, 1).gate.promises_kept == 0.75
    in_force(room, 2, WED)
    assert standing(room) == {1: AgreementState.SUPERSEDED, 2: IN_FORCE}


def test_numbers_of_a_founding_draft_change_in_place_only_on_the_day_of_founding(room: Room) -> None:
    agreement.amend(room.sit("ruth", FOUNDED), numbers(terms__missed_after_days=10))
    assert standing(room) == {1: DRAFT}
    assert terms(room.sit("ruth")).missed_after_days == 10
    said = agreement.amend(room.sit("ruth"), numbers(terms__missed_after_days=7)).sentence
    assert "The numbers of v1 have applied since it began, so v2 is a draft with these." in said
    assert standing(room) == {1: DRAFT, 2: DRAFT}
    assert terms(room.sit("ruth")).missed_after_days == 10
    in_force(room, 2, TUE)
    assert standing(room) == {1: AgreementState.SUPERSEDED, 2: IN_FORCE}
    assert terms(room.sit("ruth", MON)).missed_after_days == 10
    assert terms(room.sit("ruth", TUE)).missed_after_days == 7


@only_sqlite
def test_an_offer_that_nobody_signed_is_a_draft_again_and_its_words_change_again(room: Room) -> None:
    agreement.offer(room.sit("ruth"))
    with pytest.raises(Refused, match="v1 is offered for signing") as refused:
        agreement.amend(room.sit("ruth"), wording)
    assert "agreement withdraw" in refused.value.hint
    assert "a draft again" in agreement.withdraw(room.sit("ruth")).sentence
    agreement.amend(room.sit("ruth"), wording)
    assert standing(room) == {1: DRAFT}
    assert code(room, 1) == ""


def test_an_offer_with_a_signature_is_kept_and_a_draft_with_its_words_takes_its_place(room: Room) -> None:
    agreement.amend(room.sit("ruth"), wording)
    agreement.offer(room.sit("ruth"))
    agreement.sign(room.sit("vera"), PaperSigned.AGREEMENT, "Vera Mills", code(room, 1))
    with pytest.raises(BadInput, match="needs a reason"):
        agreement.withdraw(room.sit("ruth"))
    said = agreement.withdraw(room.sit("ruth", TUE), "A name is wrong.").sentence
    assert said == "v1 is withdrawn and kept with its 1 signature. v2 is a draft with the same words."
    assert standing(room) == {1: AgreementState.ENDED, 2: DRAFT}
    assert terms(room.sit("ruth", TUE)).missed_after_days == 14
    assert verify_agreement(room.sit("ruth")).findings == ()
    in_force(room, 2, WED)
    assert standing(room) == {1: AgreementState.ENDED, 2: IN_FORCE}


def test_a_draft_is_discarded_and_undo_brings_it_back(room: Room) -> None:
    with pytest.raises(Refused, match="v1 applies already"):
        agreement.discard(room.sit("ruth"))
    agreement.amend(room.sit("ruth"), numbers(places=6))
    assert "v2 is discarded; v1 stays" in agreement.discard(room.sit("ruth")).sentence
    assert standing(room) == {1: DRAFT}
    undo(room.sit("ruth"))
    assert version(room, 2).places == 6
    redo(room.sit("ruth"))
    assert standing(room) == {1: DRAFT}
    assert verify(room.sit("ruth")).problems == ()


@only_sqlite
def test_amending_is_undone_step_by_step_until_the_version_is_offered(room: Room) -> None:
    agreement.amend(room.sit("ruth"), wording)
    agreement.amend(room.sit("ruth"), numbers(terms__missed_after_days=7))
    undo(room.sit("ruth"))
    assert standing(room) == {1: DRAFT}
    undo(room.sit("ruth"))
    assert setup_of(room.sit("ruth")).sections == ()
    redo(room.sit("ruth"))
    agreement.offer(room.sit("ruth"))
    with pytest.raises(Refused, match="cannot be undone: an offered text may have been read"):
        undo(room.sit("ruth"))


@only_sqlite
def test_a_managers_amendment_cannot_be_undone_once_somebody_else_offered_it(room: Room) -> None:
    agreement.amend(room.sit("vera"), wording)
    agreement.offer(room.sit("ruth"))
    with pytest.raises(Refused, match="Somebody changed the same thing since"):
        undo(room.sit("vera"))
    assert verify_agreement(room.sit("ruth")).findings == ()


@only_sqlite
def test_numbers_of_the_day_of_founding_are_not_undone_on_a_later_day(room: Room) -> None:
    agreement.amend(room.sit("ruth", FOUNDED), numbers(places=4))
    with pytest.raises(Refused, match="have applied since Thu 1 Oct"):
        undo(room.sit("ruth"))
    undo(room.sit("ruth", FOUNDED))
    assert version(room, 1).places == 5


def test_a_stale_form_is_told_who_changed_the_part_and_when(room: Room) -> None:
    agreement.amend(room.sit("ruth"), wording)
    part = next(one for one in text(room.sit("maria")) if one.key == "section:accountability")
    agreement.amend(room.sit("vera"), lambda setup: with_section(setup, 1, "Accountability", "We help each other."))
    with pytest.raises(SomebodyElseWasFirst, match="Vera Mills changed it at 09:00 on Mon 2 Nov") as stale:
        agreement.amend(
            room.sit("maria"),
            lambda setup: with_section(setup, 1, "Accountability", "Mine."),
            part=part.key,
            seen=seen_of(part),
        )
    assert stale.value.theirs["text"] == "We help each other."
    fresh = part_for(setup_of(room.sit("maria")), 1, part.key)
    agreement.amend(
        room.sit("maria"),
        lambda setup: with_section(setup, 1, "Accountability", "Mine."),
        part=part.key,
        seen=seen_of(fresh),
    )
    assert "Mine." in [one.text for one in text(room.sit("abe"))]


@only_sqlite
def test_a_form_on_a_part_that_nobody_touched_is_saved_beside_other_changes(room: Room) -> None:
    agreement.amend(room.sit("ruth"), wording)
    (title, *_) = text(room.sit("maria"))
    hopes = part_for(setup_of(room.sit("maria")), 1, "party:HS")
    agreement.amend(room.sit("vera"), numbers(terms__missed_after_days=7))
    assert standing(room) == {1: DRAFT, 2: DRAFT}
    agreement.amend(
        room.sit("maria"), lambda setup: with_party(setup, "HS", hopes="A year."), part="party:HS", seen=seen_of(hopes)
    )
    agreement.amend(
        room.sit("maria"), lambda setup: replace(setup, name="Westside Table"), part=title.key, seen=seen_of(title)
    )
    assert "HS: hopes" not in str(differences(room.sit("abe")))
    assert version(room, 2).name == "Westside Table"
    assert version(room, 1).name == "Eastside Table"


@only_sqlite
def test_what_changes_nothing_is_refused_and_makes_no_draft(room: Room) -> None:
    with pytest.raises(Refused, match="v1 says so already"):
        agreement.amend(room.sit("ruth"), numbers(places=5))
    in_force(room)
    with pytest.raises(Refused, match="v1 says so already"):
        agreement.amend_to(room.sit("ruth"), setup_of(room.sit("ruth")))
    assert standing(room) == {1: IN_FORCE}


@only_sqlite
def test_what_may_not_stand_is_refused_with_every_reason(room: Room) -> None:
    six = tuple(ObjectiveSetup(f"objective {number}") for number in range(6))
    with pytest.raises(BadInput) as refused:
        agreement.amend(room.sit("ruth"), lambda setup: replace(setup, emergency=" ", zone="Mars", objectives=six))
    for said in ("3 problems", "at risk now is empty", "Mars", "6 objectives"):
        assert said in str(refused.value)
    with pytest.raises(BadInput, match="shares of effort add up to 1"):
        agreement.amend(room.sit("ruth"), lambda setup: with_party(setup, "HS", effort_share=0.4))
    with pytest.raises(BadInput, match="Expected a whole number from 1 to 90"):
        agreement.amend(room.sit("ruth"), numbers(terms__missed_after_days="soon"))
    with pytest.raises(BadInput, match="Social Security"):
        agreement.amend(room.sit("ruth"), lambda setup: add_section(setup, "Odd", "123-45-6789"))
    assert standing(room) == {1: DRAFT}


@only_sqlite
def test_who_may_not_amend_offer_or_end_is_told_why(room: Room) -> None:
    for who in ("dana", "abe", "hal"):
        with pytest.raises(NotAllowed, match="the coordinator and the managers amend"):
            agreement.amend(room.sit(who), wording)
    for change in (agreement.offer, lambda seat: agreement.withdraw(seat), lambda seat: agreement.end(seat, "why")):
        with pytest.raises(NotAllowed, match="the coordinator keeps the agreement"):
            change(room.sit("maria"))


@only_sqlite
def test_an_agreement_ends_with_a_reason_and_its_numbers_go_on(room: Room) -> None:
    with pytest.raises(Refused, match="No agreement is in force"):
        agreement.end(room.sit("ruth"), "done")
    agreement.amend(room.sit("ruth", FOUNDED), numbers(terms__missed_after_days=9))
    in_force(room)
    with pytest.raises(BadInput, match="Why does it end"):
        agreement.end(room.sit("ruth"), " ")
    agreement.end(room.sit("ruth", THU), "The grant is over.")
    assert (version(room, 1).state, version(room, 1).ended_on) == (AgreementState.ENDED, THU)
    assert terms(room.sit("ruth", date(2027, 1, 4))).missed_after_days == 9
    agreement.amend(room.sit("ruth", THU), numbers(terms__missed_after_days=8))
    in_force(room, 2, THU)
    assert standing(room) == {1: AgreementState.ENDED, 2: IN_FORCE}


@only_sqlite
def test_a_handshake_needs_no_signatures_unless_it_follows_a_signed_agreement(room: Room) -> None:
    agreement.amend(room.sit("ruth"), numbers(kind="handshake"))
    said = agreement.offer(room.sit("ruth")).sentence
    assert said.startswith("v1 is in force.")
    agreement.amend(room.sit("ruth", TUE), lambda setup: wording(with_numbers(setup, {"kind": "charter"})))
    in_force(room, 2, TUE)
    agreement.amend(room.sit("ruth", WED), numbers(kind="handshake"))
    assert "waits for a senior manager" in agreement.offer(room.sit("ruth", WED)).sentence
    assert standing(room)[3] is OFFERED


@only_sqlite
def test_a_handshake_after_anything_signed_needs_every_manager_also_when_that_has_ended(room: Room) -> None:
    in_force(room)
    agreement.end(room.sit("ruth", TUE), "The grant is over.")
    agreement.amend(room.sit("ruth", TUE), numbers(kind="handshake", terms__missed_after_days=60))
    said = agreement.offer(room.sit("ruth", TUE)).sentence
    assert "It waits for a senior manager of SS, HS and MH." in said
    assert terms(room.sit("ruth", TUE)).missed_after_days == 14
    signed_by_all(room, 2, WED)
    agreement.amend(room.sit("ruth", WED), numbers(terms__missed_after_days=9))
    assert "waits for a senior manager" in agreement.offer(room.sit("ruth", WED)).sentence


@only_sqlite
def test_the_reasons_of_an_amendment_its_withdrawal_and_its_end_are_all_kept_apart(room: Room) -> None:
    in_force(room)
    agreement.amend(room.sit("ruth", TUE), wording, why="We learned.")
    agreement.offer(room.sit("ruth", TUE))
    agreement.withdraw(room.sit("ruth", TUE), "Not yet.")
    assert (version(room, 2).why, version(room, 2).ended_why) == ("We learned.", "Not yet.")
    agreement.offer(room.sit("ruth", TUE))
    assert version(room, 2).ended_why == ""
    agreement.sign(room.sit("vera", TUE), PaperSigned.AGREEMENT, "Vera Mills", code(room, 2))
    agreement.withdraw(room.sit("ruth", WED), "A name is wrong.")
    assert (version(room, 2).why, version(room, 2).ended_why) == ("We learned.", "A name is wrong.")
    assert (version(room, 3).why, version(room, 3).ended_why) == ("We learned.", "")


@only_sqlite
def test_a_whole_file_becomes_the_next_version_and_says_what_it_leaves_alone(room: Room) -> None:
    wanted = wording(setup_of(room.sit("ruth")))
    other = tuple(replace(one, mail="other@example.org") for one in wanted.people)
    agencies = tuple(replace(one, holidays="GB" if one.code == "SS" else one.holidays) for one in wanted.agencies)
    said = agreement.amend_to(room.sit("ruth"), replace(wanted, people=other, agencies=agencies)).sentence
    assert "Holidays and closing days of SS are no part of the agreement" in said
    assert "People of agencies at the table are no part of the agreement" in said
    assert setup_of(room.sit("ruth")).sections == wanted.sections
    with pytest.raises(BadInput, match="MH sits at the table and is left out"):
        agreement.amend_to(room.sit("ruth"), replace(wanted, agencies=wanted.agencies[:2]))


@only_sqlite
def test_an_objective_keeps_its_readings_when_it_is_worded_anew_and_a_new_one_has_none(room: Room) -> None:
    pair = (ObjectiveSetup("Five people are housed for 90 days"), ObjectiveSetup("No appointment is lost"))
    agreement.amend(room.sit("ruth"), lambda setup: replace(setup, objectives=pair))
    agreement.read_objective(room.sit("dana"), 1, "3 of 5", ObjectiveStatus.ON_TARGET, on=MON)
    agreement.read_objective(room.sit("lee"), 2, "", ObjectiveStatus.NO_UPDATE, note="no bus passes", quarter="2026 q3")
    in_force(room)
    new = ObjectiveSetup("Ten visits a month")
    agreement.amend(
        room.sit("ruth", TUE),
        lambda setup: replace(setup, objectives=(new, pair[1], replace(pair[0], target="5 of 5"))),
    )
    in_force(room, 2, TUE)
    first, second, third = objectives(room.sit("abe", TUE))
    assert first.readings == ()
    assert [(one.quarter, one.status, one.person) for one in second.readings] == [
        ("2026Q3", ObjectiveStatus.NO_UPDATE, "Lee Park")
    ]
    assert [(one.value, one.quarter, one.read_on) for one in third.readings] == [("3 of 5", "2026Q4", MON)]


@only_sqlite
def test_readings_of_objectives_that_cannot_be_are_refused(room: Room) -> None:
    with pytest.raises(BadInput, match="v1 has no objective 1"):
        agreement.read_objective(room.sit("dana"), 1, "3", ObjectiveStatus.DONE)
    agreement.amend(room.sit("ruth"), lambda setup: with_objective(setup, 1, ObjectiveSetup("Five are housed")))
    for said, when in (("has not come yet", {"on": TUE}), ("begins on", {"quarter": "2027Q1"})):
        with pytest.raises(BadInput, match=said):
            agreement.read_objective(room.sit("dana"), 1, "3", ObjectiveStatus.DONE, **when)  # type: ignore[arg-type]
    with pytest.raises(BadInput, match="How does it stand"):
        agreement.read_objective(room.sit("dana"), 1, " ", ObjectiveStatus.DONE)
    with pytest.raises(NotAllowed, match="noted by the people who do the work"):
        agreement.read_objective(room.sit("maria"), 1, "3", ObjectiveStatus.DONE)
    agreement.read_objective(room.sit("dana"), 1, "3", ObjectiveStatus.DONE)
    undo(room.sit("dana"))
    assert objectives(room.sit("dana"))[0].readings == ()
