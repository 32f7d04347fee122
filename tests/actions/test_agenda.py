"""Before a conference: proposing items, arranging them, saying who comes; who may, and what is kept for others."""

import pytest

from casetable.actions import leaving
from casetable.actions.agenda import expect, move_item, propose, remove_item, reword_item, set_minutes
from casetable.actions.conference_calendar import name_chair
from casetable.actions.history import undo
from casetable.errors import BadInput, NotAllowed, NotFound, NotShared, Refused, SomebodyElseWasFirst
from casetable.queries.agenda import agenda
from casetable.queries.verify import verify
from casetable.values.conference import Agenda
from casetable.values.seat import Heard
from casetable.words import Category, ItemKind, LeavingReason, Means
from tests.conferences import BEFORE, held
from tests.tables import MON, TUE, Room

only_sqlite = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
"""For long stories whose queries other tests ask on both engines."""


def debated(found: Agenda) -> list[str]:
    """What is debated, in order."""
    always = (ItemKind.OPENING, ItemKind.PROMISES, ItemKind.PARKING, ItemKind.CLOSING)
    return [one.label for one in found.items if one.kind not in always]


@only_sqlite
def test_a_question_about_somebody_is_proposed_once_and_says_who_may_read_it(room: Room) -> None:
    ref = room.agreed()
    said = propose(room.sit("dana"), ref, "Motel now, or hold out for the unit?").sentence
    assert said == f"{ref}: stands on the agenda of Fri 13 Nov with this question. Shared with SS, MH."
    with pytest.raises(Refused, match="stands there already with these words"):
        propose(room.sit("dana"), ref, "Motel now, or hold out for the unit?")
    propose(room.sit("omar"), ref, "Who goes along?")
    items = [one for one in agenda(room.sit("lee")).items if one.participant == ref]
    assert [one.question for one in items] == ["Motel now, or hold out for the unit?", "Who goes along?"]
    with pytest.raises(BadInput, match="could be several items") as several:
        set_minutes(room.sit("ruth"), ref, 20)
    assert several.value.hint == "Say its number: 3, 4."


@only_sqlite
def test_business_is_about_nobody_has_a_title_and_is_read_by_everybody(room: Room) -> None:
    ref = room.agreed()
    said = propose(room.sit("paula"), None, "Who pays?", "Bus passes").sentence
    assert said == "Bus passes stands on the agenda of Fri 13 Nov, as business."
    propose(room.sit("omar"), None, "", "How do others do night shifts?", kind=ItemKind.CONSULTATION)
    assert debated(agenda(room.sit("abe"))) == ["Bus passes", "How do others do night shifts?"]
    with pytest.raises(Refused, match="stands there already"):
        propose(room.sit("lee"), None, "", "Bus passes")
    with pytest.raises(BadInput, match="read by everybody"):
        propose(room.sit("lee"), None, "", "Night shifts", category=Category.HEALTH)
    with pytest.raises(BadInput, match="What is it about"):
        propose(room.sit("lee"), None)
    with pytest.raises(NotAllowed, match="works with participants"):
        propose(room.sit("paula"), ref, "Why?")
    with pytest.raises(NotAllowed, match="adviser"):
        propose(room.sit("abe"), None, "", "Advice")


@only_sqlite
def test_only_somebody_at_the_table_and_known_is_proposed_and_only_for_a_conference_to_come(room: Room) -> None:
    held(room)
    hidden, waiting = room.agreed(released=False), room.propose("Ana Kay")
    with pytest.raises(NotShared):
        propose(room.sit("lee"), hidden, "Why?")
    with pytest.raises(Refused, match="an item is about somebody at the table"):
        propose(room.sit("dana"), waiting, "Why?")
    with pytest.raises(Refused, match="The conference of Fri 9 Oct is closed"):
        propose(room.sit("dana"), hidden, "Why?", conference=BEFORE)


def test_the_chair_the_deputy_and_the_coordinator_arrange_and_nobody_else(room: Room) -> None:
    room.agreed("Ana"), room.agreed("Bo")
    first, second = debated(agenda(room.sit("lee")))
    with pytest.raises(NotAllowed, match=r"arranged and run by its chair \(Hal Brook\) or the coordinator"):
        move_item(room.sit("lee"), second, 3)
    name_chair(room.sit("ruth"), room.id_of("omar"), deputy=room.id_of("lee"))
    assert not agenda(room.sit("hal")).may_arrange
    assert agenda(room.sit("lee")).may_arrange
    assert move_item(room.sit("lee"), second, 3).sentence == f"{second} is item 3 now."
    assert debated(agenda(room.sit("dana"))) == [second, first]
    assert agenda(room.sit("dana")).conference.agenda_is_fixed
    move_item(room.sit("omar"), "3", 99)
    assert debated(agenda(room.sit("dana"))) == [first, second]
    assert set_minutes(room.sit("ruth"), first, 40).sentence.endswith("ends at 10:18 by this plan.")
    found = agenda(room.sit("dana"))
    assert (f"{found.ends_at:%H:%M}", found.over) == ("10:18", 0)
    assert set_minutes(room.sit("ruth"), first, 60)
    assert agenda(room.sit("dana")).over == 8
    with pytest.raises(Refused, match="Open stays where it is"):
        move_item(room.sit("ruth"), "open", 4)
    with pytest.raises(NotFound, match="no item 'bus'"):
        move_item(room.sit("ruth"), "bus", 4)
    with pytest.raises(BadInput, match="0 is no number of minutes"):
        set_minutes(room.sit("ruth"), first, 0)
    assert verify(room.sit("ruth")).problems == ()


def test_arranging_keeps_those_whom_the_arranger_may_not_know_and_who_comes_later_joins(room: Room) -> None:
    theirs, shared = room.agreed("Ana", released=False), room.agreed("Bo")
    name_chair(room.sit("ruth"), room.id_of("lee"))
    assert debated(agenda(room.sit("lee"))) == [shared]
    propose(room.sit("dana"), theirs, "What now?")
    set_minutes(room.sit("lee"), shared, 20)
    assert debated(agenda(room.sit("lee"))) == [shared]
    found = agenda(room.sit("dana"))
    assert debated(found) == [shared, theirs]
    assert found.items[3].question == "What now?"
    third = room.agreed("Cy", day=TUE)
    assert debated(agenda(room.sit("lee", TUE))) == [shared, third]
    move_item(room.sit("lee", TUE), third, 3)
    assert debated(agenda(room.sit("lee", TUE))) == [third, shared]
    assert debated(agenda(room.sit("dana", TUE))) == [third, shared, theirs]
    leaving.leave(room.sit("dana", TUE), shared, reason=LeavingReason.MOVED)
    assert debated(agenda(room.sit("dana", TUE))) == [third, theirs]


@only_sqlite
def test_an_item_is_taken_off_with_a_reason_and_comes_back_when_it_is_proposed_again(room: Room) -> None:
    ref = room.agreed()
    with pytest.raises(BadInput, match="Why is it taken off"):
        remove_item(room.sit("ruth"), ref, " ")
    with pytest.raises(Refused, match="stands on every agenda"):
        remove_item(room.sit("ruth"), "close", "no time")
    assert remove_item(room.sit("ruth"), ref, "in hospital").sentence == f"{ref} is off the agenda of Fri 13 Nov."
    found = agenda(room.sit("lee"))
    assert debated(found) == []
    assert [(one.label, one.why) for one in found.removed] == [(ref, "in hospital")]
    undo(room.sit("ruth"))
    assert not agenda(room.sit("lee")).conference.agenda_is_fixed
    remove_item(room.sit("ruth"), ref, "in hospital")
    propose(room.sit("dana"), ref, "Who visits?")
    found = agenda(room.sit("lee"))
    assert (debated(found), found.removed) == ([ref], ())
    undo(room.sit("dana"))
    assert debated(agenda(room.sit("lee"))) == []


@only_sqlite
def test_a_question_is_reworded_by_whose_it_is_and_the_second_of_two_is_told(room: Room) -> None:
    ref = room.agreed()
    propose(room.sit("dana"), ref, "Motel now?")
    seen = agenda(room.sit("dana")).items[2].version
    with pytest.raises(NotAllowed, match="That question is Dana Reyes's"):
        reword_item(room.sit("ruth"), ref, "Or wait?", seen)
    assert reword_item(room.sit("dana"), ref, "Motel now, or wait?", seen).sentence.endswith("reworded.")
    with pytest.raises(SomebodyElseWasFirst) as first:
        reword_item(room.sit("dana"), ref, "Motel?", seen)
    assert first.value.theirs == {"question": "Motel now, or wait?"}
    assert agenda(room.sit("lee")).items[2].question == "Motel now, or wait?"


@only_sqlite
def test_whether_somebody_comes_is_their_own_word_and_a_deputy_is_of_their_agency(room: Room) -> None:
    dana, lee, hal = (room.id_of(name) for name in ("dana", "lee", "hal"))
    assert expect(room.sit("dana"), dana, comes=True).sentence == "Dana Reyes comes on Fri 13 Nov."
    with pytest.raises(NotAllowed, match="Whether Dana Reyes comes is theirs to say"):
        expect(room.sit("ruth"), dana, comes=False)
    heard = Heard(dana, Means.PHONE)
    assert "Hal Brook comes instead" in expect(room.sit("ruth"), dana, comes=False, deputy=hal, heard=heard).sentence
    with pytest.raises(BadInput, match="Lee Park is of another agency"):
        expect(room.sit("dana"), dana, comes=False, deputy=lee)
    with pytest.raises(BadInput, match="nobody needs to stand in"):
        expect(room.sit("dana"), dana, comes=True, deputy=hal)
    with pytest.raises(BadInput, match="cannot stand in for themselves"):
        expect(room.sit("dana"), dana, comes=False, deputy=dana)
    expect(room.sit("hal"), hal, comes=False)
    assert "Nobody of Homeless Services is expected then" in expect(room.sit("dana", MON), dana, comes=False).sentence


@only_sqlite
def test_a_second_question_about_somebody_is_a_short_item_of_its_own_and_is_said_so(room: Room) -> None:
    ref = room.agreed()
    move_item(room.sit("ruth"), ref, 3)
    propose(room.sit("dana"), ref, "Motel now?")
    assert debated(agenda(room.sit("lee"))) == [ref], "the item that stood there has the question now"
    said = propose(room.sit("omar"), ref, "Who goes along?").sentence
    assert "It is a second item of 6 minutes: somebody asked about them before, in item 3." in said
    items = [one for one in agenda(room.sit("lee")).items if one.participant == ref]
    assert [(one.question, one.minutes) for one in items] == [("Motel now?", 13), ("Who goes along?", 6)]
    with pytest.raises(Refused, match="stands there already, as item 3"):
        propose(room.sit("omar"), ref)


@only_sqlite
def test_a_question_that_the_proposer_may_not_read_is_not_told_by_a_shorter_item(room: Room) -> None:
    ref = room.agreed(released=False)
    room.release(ref, to="SS", from_agency="HS")
    propose(room.sit("dana"), ref, "Detox first?", category=Category.HEALTH)
    said = propose(room.sit("lee"), ref, "Who goes along?").sentence
    assert "second item" not in said
    assert [one.minutes for one in agenda(room.sit("lee")).items if one.participant == ref] == [13]
