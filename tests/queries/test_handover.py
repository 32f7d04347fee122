"""What somebody has in hand, as far as each seat may know of it."""

import pytest

from casetable.actions import consent, drafts, participants, people, tasks
from casetable.errors import NotFound
from casetable.queries.handover import handover
from casetable.queries.week import week
from casetable.values.handover import Handover
from casetable.words import Role, ThingKind
from tests.store.tampering import tamper
from tests.tables import TUE, Room


def refs(found: Handover) -> set[str]:
    return {one.ref for one in found.things}


def test_a_shelters_work_is_listed_at_the_shelter_alone_and_stays_there(shelter: Room) -> None:
    hidden, given = shelter.of_the_shelter()
    for name in ("lee", "dana", "omar"):
        participants.agree(shelter.sit(name), hidden)
    secret = shelter.ask("SECRET", by="tess", of="tess", about=hidden)
    plain = shelter.ask("PLAIN", by="tess", of="tess")
    tess, ruth = shelter.id_of("tess"), shelter.sit("ruth", TUE)
    participants.lead(shelter.sit("tess"), hidden, tess)
    consent.revoke_release(shelter.sit("tess"), given[0])
    everything = handover(shelter.sit("tess"), tess)
    assert {secret, plain, hidden} <= refs(everything)
    assert everything.elsewhere == ""
    told = handover(ruth, tess)
    assert refs(told) == {plain}
    assert told.elsewhere == "Who works for VS may see more: casetable person handover tess"
    people.add(ruth, "Una Reed", agency="VS", roles=[Role.FRONTLINE])
    receipt = people.leave(ruth, tess, rest=shelter.id_of("lee"))
    assert receipt.sentence.endswith("What only VS may see stays unassigned there.")
    assert not {secret, hidden} & set(receipt.sentence.replace(".", " ").replace(",", " ").split())
    assert week(ruth).needs.unassigned == ()
    una = shelter.sit("una", TUE)
    assert week(una).needs.unassigned == (secret,)
    tasks.hand(una, secret, to=una.actor)
    assert participants.lead(una, hidden, una.actor).sentence.startswith("Una Reed leads")


def test_kept_texts_stay_with_their_agency(room: Room) -> None:
    ref = room.agreed()
    drafts.keep(room.sit("lee"), f"a note about {ref}", "words", participant=ref)
    texts = [one for one in handover(room.sit("sol"), room.id_of("lee")).things if one.kind is ThingKind.TEXT]
    assert [(one.words, one.assignable) for one in texts] == [(f"a note about {ref}", False)]
    assert "casetable drafts" in texts[0].note
    assert handover(room.sit("dana"), room.id_of("lee")).things == ()
    with pytest.raises(NotFound):
        handover(room.sit("ruth"), "nobody")


def test_where_an_agency_has_no_supervisor_whoever_works_there_is_told(room: Room) -> None:
    task, other = room.promised("LEFT"), room.promised("OTHER", of="omar")
    people.leave(room.sit("ruth"), room.id_of("sol"))
    people.add(room.sit("ruth"), "New Hand", agency="SS", roles=[Role.FRONTLINE])
    people.leave(room.sit("ruth"), room.id_of("lee"))
    assert week(room.sit("new")).needs.unassigned == (task,)
    assert other not in week(room.sit("ruth")).needs.unassigned


def test_of_an_agency_that_left_nobody_is_said_to_see_more(room: Room) -> None:
    omar = room.id_of("omar")
    assert "Who works for MH may see more" in handover(room.sit("ruth"), omar).elsewhere
    tamper(room.where, "UPDATE agency SET left_on = '2026-11-02' WHERE code = 'MH'")
    assert handover(room.sit("ruth"), omar).elsewhere == ""
