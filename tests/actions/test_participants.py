"""Choosing participants together."""

from collections.abc import Callable
from datetime import date

import pytest

from casetable.actions import participants
from casetable.actions.history import undo
from casetable.errors import BadInput, NotAllowed, NotFound, Refused
from casetable.queries.participants import participant
from casetable.queries.participants import participants as listed
from casetable.queries.verify import verify
from casetable.queries.week import week
from casetable.rules.participants import awaited_of
from casetable.values.seat import Heard, Receipt
from casetable.words import Answer, DeclineReason, Means, ParticipantState
from tests.tables import MON, TUE, Room

Answering = Callable[..., Receipt]


def test_nobody_is_proposed_without_their_recorded_yes(room: Room) -> None:
    with pytest.raises(BadInput, match="without their yes"):
        room.propose(considered_on=None)
    with pytest.raises(BadInput, match="future"):
        room.propose(considered_on=TUE)
    assert listed(room.sit("dana")) == ()


@pytest.mark.parametrize("year", [2009, 2015, 2026])
def test_a_minor_is_refused_even_when_confirmed(room: Room, year: int) -> None:
    with pytest.raises(BadInput, match="18 or over"):
        room.propose(year_of_birth=year, adult_confirmed=True)


@pytest.mark.parametrize("year", [2008, None])
def test_somebody_who_may_be_seventeen_is_asked_about_first(room: Room, year: int | None) -> None:
    with pytest.raises(BadInput, match="may still be under 18"):
        room.propose(year_of_birth=year)
    assert participant(room.sit("dana"), room.propose(year_of_birth=year, adult_confirmed=True)).name


@pytest.mark.parametrize("year", [1900, 0, -5, 2027, 99999])
def test_a_year_in_which_nobody_here_was_born_is_refused(room: Room, year: int) -> None:
    with pytest.raises(BadInput):
        room.propose(year_of_birth=year, adult_confirmed=True)


@pytest.mark.parametrize("name", ["", "  ", "\u200b", "\x00"])
def test_a_proposal_needs_a_name(room: Room, name: str) -> None:
    with pytest.raises(BadInput, match="name"):
        room.propose(name)


def test_before_a_release_other_agencies_see_reference_agency_and_needs_alone(room: Room) -> None:
    ref = room.propose()
    (seen,) = listed(room.sit("lee"))
    assert (seen.participant, seen.agency, seen.needs, seen.name, seen.reason) == (ref, "HS", "a room", None, None)
    assert participant(room.sit("hal"), ref).name == "Chidi Okafor"


def test_all_agencies_agree_and_the_last_one_gives_the_place(room: Room) -> None:
    ref = room.propose()
    assert participant(room.sit("dana"), ref).agencies_to_answer == ("SS", "MH")
    assert "Waiting for MH" in participants.agree(room.sit("lee"), ref, note="glad to").sentence
    assert "agreed by all" in participants.agree(room.sit("omar", TUE), ref).sentence
    seen = participant(room.sit("dana"), ref)
    assert (seen.state, seen.agreed_on, seen.agencies_to_answer) == (ParticipantState.AGREED, TUE, ())


def test_an_agency_answers_once_and_may_not_answer_what_is_settled(room: Room) -> None:
    ref = room.propose()
    with pytest.raises(Refused, match="HS has answered"):
        participants.agree(room.sit("hal"), ref)
    participants.agree(room.sit("lee"), ref)
    with pytest.raises(Refused, match="SS has answered"):
        participants.agree(room.sit("sol"), ref)
    participants.agree(room.sit("omar"), ref)
    with pytest.raises(Refused, match="agreed already"):
        participants.decline(room.sit("lee"), ref)


def test_an_agency_may_change_its_mind_while_others_are_still_asked(room: Room) -> None:
    ref = room.propose()
    participants.agree(room.sit("lee"), ref)
    participants.decline(room.sit("sol"), ref, note="we know too little")
    (_, answer) = sorted(participant(room.sit("sol"), ref).answers, key=lambda one: one.agency)
    assert (answer.agency, answer.note) == ("SS", "we know too little")


def test_one_decline_passes_a_proposal_over_once_its_proposer_is_told(room: Room) -> None:
    ref = room.propose()
    said = participants.decline(room.sit("omar"), ref, reason=DeclineReason.NO_CAPACITY).sentence
    assert said == f"{ref}: MH declines (no capacity). It is passed over once HS has been told."
    assert participant(room.sit("dana"), ref).state is ParticipantState.PROPOSED
    assert week(room.sit("dana")).needs.declined == (ref,)
    assert week(room.sit("hal")).needs.declined == ()
    assert "Sun 31 Jan 2027" in participants.pass_over(room.sit("hal"), ref).sentence
    assert week(room.sit("dana")).needs.declined == ()
    assert participant(room.sit("dana"), ref).state is ParticipantState.PASSED_OVER
    with pytest.raises(Refused, match="passed over already"):
        participants.agree(room.sit("lee"), ref)


def test_who_told_the_proposer_passes_a_proposal_over_at_once_and_the_reason_code_stays(room: Room) -> None:
    ref = room.propose()
    participants.decline(room.sit("omar"), ref, reason=DeclineReason.NOT_ELIGIBLE, note="MH WORDS", told=True)
    (seen,) = listed(room.sit("lee"))
    given = {one.agency: (one.answer, one.reason, one.note) for one in seen.answers}
    assert seen.state is ParticipantState.PASSED_OVER
    assert given["MH"] == (Answer.DECLINE, DeclineReason.NOT_ELIGIBLE, None)


def test_until_its_proposer_is_told_a_decline_may_turn_into_a_yes(room: Room) -> None:
    ref = room.propose()
    participants.decline(room.sit("omar"), ref)
    assert "MH (which declines)" in participants.agree(room.sit("lee"), ref).sentence
    assert "agreed by all" in participants.agree(room.sit("ines"), ref).sentence
    assert week(room.sit("dana")).needs.declined == ()


def test_a_proposing_agency_that_declines_its_own_proposal_takes_it_back(room: Room) -> None:
    ref = room.propose()
    assert "passed over" in participants.decline(room.sit("hal"), ref).sentence
    assert participant(room.sit("dana"), ref).state is ParticipantState.PASSED_OVER


def test_only_the_proposing_agency_knows_of_a_decline_for_itself(room: Room) -> None:
    ref = room.propose()
    with pytest.raises(Refused, match="Nobody declines"):
        participants.pass_over(room.sit("dana"), ref)
    participants.decline(room.sit("omar"), ref)
    with pytest.raises(NotAllowed) as refused:
        participants.pass_over(room.sit("omar"), ref)
    assert "--heard-from" in refused.value.hint
    participants.pass_over(room.sit("omar"), ref, heard=Heard(room.id_of("dana"), Means.PHONE))
    assert participant(room.sit("dana"), ref).state is ParticipantState.PASSED_OVER


@pytest.mark.parametrize("answer", [participants.agree, participants.decline])
def test_an_answer_for_another_agency_is_heard_from_somebody_there(room: Room, answer: Answering) -> None:
    ref = room.propose()
    with pytest.raises(NotAllowed, match="does not answer for MH") as refused:
        answer(room.sit("lee"), ref, agency="MH")
    assert "--heard-from" in refused.value.hint
    with pytest.raises(NotAllowed):
        answer(room.sit("lee"), ref, agency="MH", heard=Heard(room.id_of("dana"), Means.PHONE))
    answer(room.sit("lee"), ref, agency="mh", heard=Heard(room.id_of("omar"), Means.PHONE))
    given = {one.agency for one in participant(room.sit("dana"), ref).answers}
    assert given == {"HS", "MH"}


def test_the_sixth_place_is_refused_with_the_reason_and_frees_nothing(room: Room) -> None:
    for name in ("Ana", "Ben", "Cal", "Dee", "Eve"):
        room.agreed(name, released=False)
    sixth = room.propose("Fay")
    participants.agree(room.sit("lee"), sixth)
    with pytest.raises(Refused, match="5 of 5 places") as refused:
        participants.agree(room.sit("omar"), sixth)
    assert refused.value.hint
    seen = participant(room.sit("dana"), sixth)
    assert (seen.state, seen.agencies_to_answer) == (ParticipantState.PROPOSED, ("MH",))


def test_an_answer_heard_by_phone_is_that_agencys(room: Room) -> None:
    ref = room.propose()
    participants.agree(room.sit("dana"), ref, heard=Heard(room.id_of("lee"), Means.PHONE))
    assert participant(room.sit("dana"), ref).agencies_to_answer == ("MH",)


def test_who_declined_is_not_waited_for_and_the_proposer_is_to_know(room: Room) -> None:
    ref = room.propose()
    participants.decline(room.sit("lee"), ref)
    seen = participant(room.sit("dana"), ref)
    assert (seen.agencies_to_answer, awaited_of(seen)) == (("MH",), "HS to know")


def test_an_adviser_answers_nothing_and_the_refusal_says_whose_word_it_was(room: Room) -> None:
    ref, heard = room.propose(), Heard(room.id_of("abe"), Means.PHONE)
    with pytest.raises(NotAllowed, match=rf"^{room.sit('abe').name} sits here as adviser"):
        participants.agree(room.sit("omar"), ref, agency="HS", heard=heard)


def test_an_agency_that_is_not_here_is_named_and_not_asked_after(room: Room) -> None:
    ref = room.propose()
    with pytest.raises(BadInput, match="'XX' is no agency at this table") as refused:
        participants.agree(room.sit("omar"), ref, agency="XX")
    assert refused.value.hint == "One of: SS, HS, MH."


def test_the_same_hmis_record_is_not_proposed_twice(room: Room) -> None:
    ref = room.propose(hmis_id="A-1")
    with pytest.raises(Refused) as refused:
        room.propose("Again", hmis_id=" A-1 ")
    assert ref in refused.value.sentence


def test_a_proposal_that_others_answered_is_not_undone_under_their_hands(room: Room) -> None:
    ref = room.propose()
    participants.agree(room.sit("lee"), ref)
    with pytest.raises(Refused):
        undo(room.sit("dana"))
    assert participant(room.sit("lee"), ref).agencies_to_answer == ("MH",)
    assert verify(room.sit("ruth")).problems == ()


def test_a_proposal_nobody_answered_is_undone_whole(room: Room) -> None:
    room.propose()
    undo(room.sit("dana"))
    assert listed(room.sit("dana")) == ()


def test_somebody_agreed_without_a_release_is_on_no_other_agencys_board(room: Room) -> None:
    ref = room.agreed(released=False)
    assert [one.participant for one in week(room.sit("dana")).participants] == [ref]
    assert week(room.sit("lee")).participants == ()
    (seen,) = listed(room.sit("lee"))
    assert (seen.participant, seen.state, seen.name, seen.needs) == (ref, ParticipantState.AGREED, None, None)


def test_a_victim_service_providers_participant_is_nowhere_without_its_own_release(shelter: Room) -> None:
    ref = shelter.consider("Hidden Name", by="tess")
    for one in ("lee", "dana", "omar", "ruth", "maria", "abe"):
        assert listed(shelter.sit(one)) == ()
        with pytest.raises(NotFound):
            participant(shelter.sit(one), ref)
        with pytest.raises((NotFound, BadInput, Refused)):
            participants.agree(shelter.sit(one), ref)
    shelter.release(ref, by="tess", to="SS", from_agency="VS", until=date(2027, 1, 31), day=MON)
    assert participant(shelter.sit("lee"), ref).name == "Hidden Name"
    assert listed(shelter.sit("dana")) == ()
