"""Considering somebody, a provider's proposal, a guardian's consent, and mending what was written."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlmodel import select

from casetable.actions import consent, participants
from casetable.actions.history import undo
from casetable.errors import BadInput, NotAllowed, NotFound, NotShared, Refused, SomebodyElseWasFirst
from casetable.models import Agreement
from casetable.queries.participants import participant
from casetable.queries.participants import participants as listed
from casetable.queries.verify import verify
from casetable.store.unit import change
from casetable.values.action import Action
from casetable.values.seat import Heard
from casetable.words import Answer, Category, Means, Method, ParticipantState
from tests.tables import TUE, WED, Room

DATED = date(2027, 1, 31)


def consents_for_others(room: Room, who: str) -> None:
    """The agreement names who consents for minors and persons with a guardian."""
    with change(room.sit("ruth"), Action("participant.edit", "amended")) as session:
        agreement = session.exec(select(Agreement)).one()
        agreement.terms = {**agreement.terms, "consents_for_others": who}
        session.add(agreement)


def test_somebody_considered_is_their_own_agencys_work_and_nobody_answers_yet(room: Room) -> None:
    ref = room.consider(reason="WHY THEM")
    assert participant(room.sit("hal"), ref).name == "Chidi Okafor"
    (seen,) = listed(room.sit("lee"))
    assert (seen.state, seen.agency, seen.needs) == (ParticipantState.CONSIDERED, "HS", "a room")
    assert (seen.name, seen.reason, seen.proposed_by, seen.agencies_to_answer) == (None, None, "", ())
    for answer in (participants.agree, participants.decline):
        with pytest.raises(Refused, match="not proposed yet"):
            answer(room.sit("lee"), ref)


def test_only_the_agencies_that_their_yes_names_hear_what_it_covers(room: Room) -> None:
    ref = room.consider(considered_for=["Mental Health"])
    assert participant(room.sit("omar"), ref).needs == "a room"
    assert participant(room.sit("lee"), ref).needs is None
    assert participant(room.sit("maria"), ref).needs is None
    participants.edit(room.sit("dana"), ref, considered_for=["all"])
    assert participant(room.sit("lee"), ref).needs == "a room"
    with pytest.raises(BadInput, match="no agency at this table"):
        room.consider(considered_for=["XX"])


def test_their_own_agency_proposes_them_and_says_yes_with_it(room: Room) -> None:
    ref = room.consider()
    with pytest.raises(NotAllowed) as refused:
        participants.propose_considered(room.sit("lee", TUE), ref)
    assert "--heard-from" in refused.value.hint
    participants.propose_considered(room.sit("hal", TUE), ref)
    seen = participant(room.sit("dana", TUE), ref)
    assert (seen.state, seen.proposed_on, seen.proposed_by) == (ParticipantState.PROPOSED, TUE, "Hal Brook")
    assert [(one.agency, one.answer) for one in seen.answers] == [("HS", Answer.AGREE)]
    with pytest.raises(Refused, match="proposed already"):
        participants.propose_considered(room.sit("dana", TUE), ref)
    undo(room.sit("hal", TUE))
    assert participant(room.sit("dana", TUE), ref).state is ParticipantState.CONSIDERED
    assert verify(room.sit("ruth", TUE)).problems == ()


def test_somebody_considered_and_let_be_is_passed_over(room: Room) -> None:
    ref = room.consider()
    with pytest.raises(NotAllowed):
        participants.pass_over(room.sit("lee"), ref)
    participants.pass_over(room.sit("dana"), ref)
    assert participant(room.sit("dana"), ref).state is ParticipantState.PASSED_OVER


def test_a_provider_proposes_nobody_before_its_own_written_releases_to_all(shelter: Room) -> None:
    with pytest.raises(Refused, match="VS has no written, dated general release in force to SS, HS, MH") as refused:
        shelter.propose("Hidden Name", by="tess")
    assert "consider" in refused.value.hint
    assert listed(shelter.sit("tess")) == ()


def test_the_releases_that_a_provider_lacks_are_named_and_nothing_is_changed(shelter: Room) -> None:
    ref = shelter.consider("Hidden Name", by="tess")
    to_ss = shelter.release(ref, by="tess", to="SS", from_agency="VS", until=DATED).ref
    shelter.release(ref, by="tess", to="HS", from_agency="VS", since=WED, until=DATED)
    shelter.release(ref, by="tess", to="MH", from_agency="HS", until=DATED)
    with pytest.raises(Refused, match=r"in force to HS \(one begins only on Wed 4 Nov\), MH\."):
        participants.propose_considered(shelter.sit("tess"), ref)
    assert participant(shelter.sit("tess"), ref).state is ParticipantState.CONSIDERED
    shelter.release(ref, by="tess", to="MH", from_agency="VS", until=DATED)
    consent.revoke_release(shelter.sit("tess", WED), to_ss)
    with pytest.raises(Refused, match="in force to SS"):
        participants.propose_considered(shelter.sit("tess", WED), ref)
    shelter.release(ref, by="tess", to="SS", from_agency="VS", until=DATED, day=WED)
    assert "is proposed" in participants.propose_considered(shelter.sit("tess", WED), ref).sentence
    assert participant(shelter.sit("dana", WED), ref).name == "Hidden Name"


def test_a_minor_and_a_person_with_a_guardian_are_refused_unless_the_agreement_names_who_consents(room: Room) -> None:
    with pytest.raises(BadInput, match="18 or over"):
        room.consider(year_of_birth=2010, consenter="")
    with pytest.raises(Refused, match="does not name who consents"):
        room.consider(consenter="their aunt")
    consents_for_others(room, "the public guardian")
    with pytest.raises(BadInput, match="Who consents for them") as refused:
        room.propose(year_of_birth=2010)
    assert "the public guardian" in refused.value.hint
    assert listed(room.sit("dana")) == ()
    assert participant(room.sit("dana"), room.propose(year_of_birth=2010, consenter="the public guardian")).name


def test_what_was_written_is_mended_by_the_proposing_agency_alone(room: Room) -> None:
    ref = room.agreed()
    participants.edit(room.sit("hal"), ref, name="Chidi O.", needs="a flat", year_of_birth=1981, hmis_id="A-1")
    seen = participant(room.sit("lee"), ref)
    assert (seen.name, seen.needs) == ("Chidi O.", "a flat")
    with pytest.raises(NotAllowed, match="HS's to say"):
        participants.edit(room.sit("lee"), ref, name="Other")
    with pytest.raises(BadInput, match="18 or over"):
        participants.edit(room.sit("dana"), ref, year_of_birth=2012)
    with pytest.raises(Refused, match="releases say now"):
        participants.edit(room.sit("dana"), ref, considered_for=["SS"])
    undo(room.sit("hal"))
    assert participant(room.sit("dana"), ref).name == "Chidi Okafor"


def test_a_reason_said_to_the_others_stands_but_on_its_day(room: Room) -> None:
    ref = room.consider()
    participants.edit(room.sit("dana", TUE), ref, reason="BETTER", reason_category=Category.HEALTH)
    participants.propose_considered(room.sit("dana", TUE), ref)
    participants.edit(room.sit("dana", TUE), ref, reason="BEST")
    with pytest.raises(Refused, match="said on Tue 3 Nov and stands"):
        participants.edit(room.sit("dana", WED), ref, reason="OTHER")
    room.release(ref, day=TUE)
    assert participant(room.sit("dana", TUE), ref).reason == "BEST"
    assert participant(room.sit("lee", TUE), ref).name is not None
    assert participant(room.sit("lee", TUE), ref).reason is None


def test_the_second_of_two_who_mend_at_once_is_told_and_nothing_is_lost(room: Room) -> None:
    ref = room.consider()
    seen = participant(room.sit("dana"), ref).version
    participants.edit(room.sit("hal"), ref, needs="a flat", seen=seen)
    with pytest.raises(SomebodyElseWasFirst, match="Hal Brook at 09:00") as refused:
        participants.edit(room.sit("dana"), ref, needs="a house", seen=seen)
    assert refused.value.theirs["needs"] == "a flat"
    assert participant(room.sit("dana"), ref).needs == "a flat"


def test_who_may_not_know_somebody_changes_nothing_about_them(room: Room) -> None:
    ref = room.agreed(released=False)
    lee, omar = room.sit("lee"), room.sit("omar")
    acts: tuple[Callable[[], object], ...] = (
        lambda: participants.edit(lee, ref, name="Other"),
        lambda: participants.activate(lee, ref),
        lambda: participants.lead(lee, ref, omar.actor),
        lambda: participants.join_team(lee, ref, omar.actor),
        lambda: participants.leave_team(lee, ref, omar.actor),
        lambda: participants.set_child(lee, ref, True),
        lambda: participants.set_child(lee, ref, True, heard=Heard(room.id_of("dana"), Means.PHONE)),
    )
    for act in acts:
        with pytest.raises(NotShared, match=f"{ref} is not shared with SS today"):
            act()


def test_a_providers_participant_is_not_there_for_who_may_not_know_them(shelter: Room) -> None:
    ref = shelter.consider("Hidden Name", by="tess")
    heard = Heard(shelter.id_of("tess"), Means.PHONE)
    for hidden in (ref, "P-98765"):
        with pytest.raises(NotFound, match=f"There is no {hidden} here"):
            participants.propose_considered(shelter.sit("lee"), hidden, heard=heard)
        with pytest.raises(NotFound, match=f"There is no {hidden} here"):
            participants.edit(shelter.sit("lee"), hidden, name="x", heard=heard)


def test_a_provider_shares_nobody_on_a_word_of_mouth(shelter: Room) -> None:
    ref = shelter.consider("Hidden Name", by="tess")
    with pytest.raises(BadInput):
        shelter.release(ref, by="tess", to="SS", from_agency="VS", method=Method.VERBAL)
    assert participant(shelter.sit("tess"), ref).state is ParticipantState.CONSIDERED
