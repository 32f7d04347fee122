"""Signatures: at one's own seat or on paper, bound to the exact text, never undone; two at once on both engines."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from threading import Barrier, Thread

import pytest

from casetable.actions import agreement, people
from casetable.actions.history import undo
from casetable.errors import BadInput, CasetableError, NotAllowed, Refused, SomebodyElseWasFirst
from casetable.queries.agreement import agreement as view
from casetable.queries.agreement import signatures, text_code
from casetable.queries.agreement_verify import verify_agreement
from casetable.queries.governing import timeline
from casetable.queries.people import people as everybody
from casetable.queries.verify import verify
from casetable.rules.amending import with_numbers, with_objective
from casetable.values.partnership import ObjectiveSetup, Setup
from casetable.values.people import PersonChange
from casetable.values.seat import Seat
from casetable.words import AgreementState, PaperSigned, Role
from tests.tables import FOUNDED, MON, THU, TUE, WED, Room

AGREEMENT, OBJECTIVES = PaperSigned.AGREEMENT, PaperSigned.OBJECTIVES

only_sqlite = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
"""For what is refused before the table is asked, and for long stories that another test tells on both engines."""


def code(room: Room, number: int = 1, paper: PaperSigned = AGREEMENT) -> str:
    return text_code(room.sit("ruth"), number, paper)


def sign(seat: Seat, paper: PaperSigned, code: str) -> str:
    return agreement.sign(seat, paper, seat.name, code).sentence


def housed(setup: Setup) -> Setup:
    return with_objective(setup, 1, ObjectiveSetup("Five people are housed for 90 days", target="5 of 5"))


def offered(room: Room) -> None:
    agreement.amend(room.sit("ruth"), housed)
    agreement.offer(room.sit("ruth"))


@only_sqlite
def test_nothing_is_signed_before_it_is_offered_nor_with_another_name_or_another_texts_code(room: Room) -> None:
    with pytest.raises(Refused, match="v1 is a draft that is not offered yet"):
        sign(room.sit("maria"), AGREEMENT, "v1 · 0000-0000")
    offered(room)
    with pytest.raises(BadInput, match="you sit here as Maria Stein"):
        agreement.sign(room.sit("maria"), AGREEMENT, "Mario Stein", code(room))
    for other in (code(room, 1, OBJECTIVES), "v1 · 0000-0000", "", code(room)[:10], code(room).replace("v1", "v9")):
        with pytest.raises(Refused, match="belongs to another text than the agreement of v1") as refused:
            sign(room.sit("maria"), AGREEMENT, other)
        assert "agreement show --text" in refused.value.hint
    assert signatures(room.sit("abe")) == ()


@only_sqlite
def test_a_text_that_was_shown_and_changed_meanwhile_is_to_be_read_again_and_nobody_is_blamed_for_a_code(
    room: Room,
) -> None:
    offered(room)
    shown = code(room)
    agreement.withdraw(room.sit("ruth"), "a word is missing")
    with pytest.raises(SomebodyElseWasFirst, match="taken back while you read it"):
        agreement.sign(room.sit("maria"), AGREEMENT, "Maria Stein", shown, is_shown=True)
    agreement.amend(room.sit("ruth"), lambda setup: with_numbers(setup, {"places": 9}))
    agreement.offer(room.sit("ruth"))
    with pytest.raises(SomebodyElseWasFirst, match="changed while you read it"):
        agreement.sign(room.sit("maria"), AGREEMENT, "Maria Stein", shown, is_shown=True)
    said = agreement.sign(room.sit("maria"), AGREEMENT, "Maria Stein", code(room, 2), is_shown=True).sentence
    assert "Signed" in said


@only_sqlite
def test_only_a_senior_manager_signs_the_agreement_and_only_workers_sign_the_objectives(room: Room) -> None:
    offered(room)
    for who in ("dana", "ruth", "paula"):
        with pytest.raises(NotAllowed, match="a senior manager signs for an agency"):
            sign(room.sit(who), AGREEMENT, code(room))
    for who in ("maria", "paula", "abe"):
        with pytest.raises(NotAllowed, match="the people who do the work sign the objectives"):
            sign(room.sit(who), OBJECTIVES, code(room, 1, OBJECTIVES))
    with pytest.raises(NotAllowed, match="Dana Reyes sits here as frontline"):
        agreement.record_paper(room.sit("ruth"), AGREEMENT, "dana", code(room), MON, "folder 3")
    with pytest.raises(NotAllowed, match="the coordinator keeps the agreement"):
        agreement.record_paper(room.sit("maria"), AGREEMENT, "maria", code(room), MON, "folder 3")


@only_sqlite
def test_a_signature_is_never_undone_and_given_once(room: Room) -> None:
    offered(room)
    sign(room.sit("vera", TUE), AGREEMENT, code(room))
    with pytest.raises(Refused, match="cannot be undone: a signature stays on record"):
        undo(room.sit("vera", TUE))
    with pytest.raises(Refused, match="Vera Mills signed this text already, on Tue 3 Nov"):
        sign(room.sit("vera", WED), AGREEMENT, code(room))
    (one,) = signatures(room.sit("abe"))
    assert (one.name, one.agency, one.role, one.signed_on) == ("Vera Mills", "HS", Role.SENIOR_MANAGER, TUE)
    assert (one.is_on_paper, one.code) == (False, code(room))


def test_paper_signatures_are_recorded_together_with_their_days_code_and_place(room: Room) -> None:
    offered(room)
    who = [("lee", MON), ("Dana Reyes", TUE), (room.id_of("omar"), None)]
    said = agreement.record_papers(room.sit("ruth", WED), OBJECTIVES, who, code(room, 1, OBJECTIVES), "folder 3")
    assert "Lee Park, Dana Reyes, Omar Haddad" in said.sentence
    given = {one.name: one for one in signatures(room.sit("abe", WED))}
    assert [given[name].signed_on for name in ("Lee Park", "Dana Reyes", "Omar Haddad")] == [MON, TUE, WED]
    kept = {(one.place, one.recorded_by, one.is_on_paper) for one in given.values()}
    assert kept == {("folder 3", "Ruth Feld", True)}
    assert view(room.sit("abe")).unsigned == ()
    assert verify_agreement(room.sit("abe")).findings == ()


@only_sqlite
def test_of_several_papers_all_are_recorded_or_none(room: Room) -> None:
    offered(room)
    seat, good = room.sit("ruth", WED), code(room, 1, OBJECTIVES)
    for who, place, said in (
        ([("lee", MON), ("nobody at all", MON)], "folder", "is nobody who sits at this table"),
        ([("lee", MON), ("lee", TUE)], "folder", "Lee Park signed this text already"),
        ([("lee", THU)], "folder", "has not come yet"),
        ([("lee", FOUNDED)], "folder", "this text was offered on Mon 2 Nov"),
        ([("lee", MON)], " ", "Where is the signed paper"),
        ([], "folder", "Whose signatures"),
    ):
        with pytest.raises(CasetableError, match=said):
            agreement.record_papers(seat, OBJECTIVES, who, good, place)  # type: ignore[arg-type]
    assert signatures(room.sit("abe")) == ()


@only_sqlite
def test_signatures_under_the_objectives_carry_over_while_their_words_stay(room: Room) -> None:
    offered(room)
    for who in ("maria", "vera", "zoe"):
        sign(room.sit(who), AGREEMENT, code(room))
    for who in ("dana", "lee"):
        sign(room.sit(who), OBJECTIVES, code(room, 1, OBJECTIVES))
    agreement.amend(room.sit("ruth", TUE), lambda setup: with_numbers(setup, {"terms.missed_after_days": 7}))
    agreement.offer(room.sit("ruth", TUE))
    assert [name for name, _ in view(room.sit("abe", TUE)).unsigned] == ["Omar Haddad"]
    with pytest.raises(Refused, match="Dana Reyes signed this text already"):
        sign(room.sit("dana", TUE), OBJECTIVES, code(room, 2, OBJECTIVES))
    sign(room.sit("omar", TUE), OBJECTIVES, code(room, 2, OBJECTIVES))
    agreement.withdraw(room.sit("ruth", TUE), "One more word.")
    agreement.amend(
        room.sit("ruth", TUE), lambda setup: with_objective(setup, 1, replace(setup.objectives[0], target="4"))
    )
    agreement.offer(room.sit("ruth", TUE))
    assert len(view(room.sit("abe", TUE)).unsigned) == 3
    assert verify_agreement(room.sit("abe", TUE)).findings == ()


@only_sqlite
def test_who_signs_later_signs_the_version_in_force(room: Room) -> None:
    offered(room)
    for who in ("maria", "vera", "zoe"):
        sign(room.sit(who), AGREEMENT, code(room))
    later = MON + timedelta(days=40)
    sign(room.sit("omar", later), OBJECTIVES, code(room, 1, OBJECTIVES))
    assert [one.name for one in view(room.sit("abe", later)).signed_objectives] == ["Omar Haddad"]
    with pytest.raises(Refused, match="Zoe Lund signed this text already"):
        sign(room.sit("zoe", later), AGREEMENT, code(room))


@only_sqlite
def test_who_signed_is_told_by_the_person_and_not_by_the_name(room: Room) -> None:
    offered(room)
    good = code(room)
    sign(room.sit("vera"), AGREEMENT, good)
    vera = room.sit("vera")
    people.edit(room.sit("ruth"), vera.actor, PersonChange(name="Verena Mills"))
    with pytest.raises(Refused, match="Verena Mills signed this text already"):
        agreement.sign(room.sit("verena"), AGREEMENT, "Verena Mills", good)
    people.add(room.sit("ruth"), "Vera Mills", agency="HS", roles=[Role.SENIOR_MANAGER])
    namesake = next(one for one in everybody(room.sit("ruth")) if one.person == "Vera Mills")
    said = agreement.record_paper(room.sit("ruth"), AGREEMENT, namesake.id, good, MON, "folder 3")
    assert "Vera Mills" in said.sentence
    first, second = signatures(room.sit("abe"))
    assert {(one.name, one.name_today) for one in (first, second)} == {
        ("Vera Mills", "Verena Mills"),
        ("Vera Mills", ""),
    }
    assert verify_agreement(room.sit("abe")).findings == ()


@only_sqlite
def test_a_paper_is_recorded_of_somebody_who_left_since_up_to_their_last_day(room: Room) -> None:
    offered(room)
    people.leave(room.sit("ruth", TUE), room.id_of("zoe"))
    record = partial(agreement.record_paper, room.sit("ruth", THU), AGREEMENT, "Zoe Lund", code(room))
    with pytest.raises(BadInput, match="cannot have signed on Wed 4 Nov: their last day at the table was Tue 3 Nov"):
        record(WED, "folder 3")
    record(MON, "folder 3")
    for who in ("maria", "vera"):
        said = sign(room.sit(who, THU), AGREEMENT, code(room))
    assert "v1 is in force" in said
    assert verify_agreement(room.sit("abe", THU)).findings == ()


@only_sqlite
def test_objectives_printed_under_an_earlier_version_are_recorded_while_their_words_are_the_same(room: Room) -> None:
    offered(room)
    for who in ("maria", "vera", "zoe"):
        sign(room.sit(who), AGREEMENT, code(room))
    agreement.amend(room.sit("ruth", TUE), lambda setup: with_numbers(setup, {"terms.missed_after_days": 7}))
    agreement.offer(room.sit("ruth", TUE))
    printed = code(room, 1, OBJECTIVES)
    assert printed.startswith("v1")
    agreement.record_paper(room.sit("ruth", TUE), OBJECTIVES, "lee", printed, TUE, "folder 3")
    with pytest.raises(Refused, match="belongs to another text"):
        agreement.record_paper(room.sit("ruth", TUE), OBJECTIVES, "dana", printed.replace("v1", "v7"), TUE, "folder 3")


def test_two_managers_who_sign_in_the_same_moment_bring_it_into_force_once(room: Room) -> None:
    offered(room)
    good = code(room)
    sign(room.sit("maria"), AGREEMENT, good)
    said = _at_once(
        lambda: sign(room.sit("vera"), AGREEMENT, good),
        lambda: sign(room.sit("zoe"), AGREEMENT, good),
    )
    assert sum("v1 is in force." in one for one in said) == 1
    assert sum("It waits for a senior manager of" in one for one in said) == 1
    assert timeline(room.sit("abe")).versions[0].state is AgreementState.IN_FORCE
    assert verify(room.sit("abe")).problems == ()


def test_a_withdrawal_and_a_signature_in_the_same_moment_leave_one_of_two_states(room: Room) -> None:
    offered(room)
    good = code(room)
    said = _at_once(
        lambda: agreement.withdraw(room.sit("ruth"), "not yet").sentence,
        lambda: sign(room.sit("vera"), AGREEMENT, good),
    )
    states = [one.state for one in timeline(room.sit("abe")).versions]
    if any("Signed" in one for one in said):
        assert states == [AgreementState.ENDED, AgreementState.DRAFT]
    else:
        assert states == [AgreementState.DRAFT]
    assert verify_agreement(room.sit("abe")).findings == ()


def test_two_who_amend_in_the_same_moment_make_one_draft(room: Room) -> None:
    def amended(who: str, **numbers: object) -> str:
        keys = {f"terms.{name}": value for name, value in numbers.items()}
        return agreement.amend(room.sit(who), lambda setup: with_numbers(setup, keys)).sentence

    _at_once(
        lambda: amended("ruth", missed_after_days=7),
        lambda: amended("vera", stalled_after_days=5),
    )
    first, second = timeline(room.sit("abe")).versions
    assert (first.terms.missed_after_days, first.terms.stalled_after_days) == (14, 7)
    assert (second.terms.missed_after_days, second.terms.stalled_after_days) == (7, 5)


def _at_once(*deeds: Callable[[], str]) -> list[str]:
    """What each deed said, or why it was refused, all begun in the same moment."""
    gate, said = Barrier(len(deeds)), list[str]()

    def run(deed: Callable[[], str]) -> None:
        gate.wait()
        try:
            said.append(deed())
        except CasetableError as error:
            said.append(str(error))

    threads = [Thread(target=run, args=(one,)) for one in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said
