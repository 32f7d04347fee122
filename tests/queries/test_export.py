"""What leaves the table: whom two agencies know, whose facts a seat reads, and everything on the cards at once."""

import pytest

from casetable.actions import consent, notes, participants, tasks, voice
from casetable.errors import BadInput
from casetable.queries.about_people import about_people
from casetable.queries.card import card
from casetable.queries.export import others_facts, reader, shared_people, task_events
from casetable.queries.tasks import story
from casetable.values.seat import Seat
from casetable.values.tasks import StoryLine
from casetable.words import Basis, Category
from tests.tables import MON, TUE, WED, Room


def shared(seat: Seat, agency: str) -> dict[str, tuple[str, ...]]:
    return {one.participant.participant: one.releases for one in shared_people(seat, agency)}


def plainly(line: StoryLine) -> tuple[object, ...]:
    return line.kind, line.on, line.by, line.minutes, line.contact, line.note is None


def test_only_whom_both_know_is_shared_and_under_which_releases(shelter: Room) -> None:
    both = shelter.agreed(released=False)
    shelter.release(both, from_agency="HS", to="SS")
    given = shelter.release(both, from_agency="HS", to="MH").ref
    shelter.agreed("Never Released", released=False)
    guarded, to_agencies = shelter.of_the_shelter()
    assert shared(shelter.sit("dana"), "MH") == {both: (given,)}
    assert shared(shelter.sit("lee"), "mental health") == shared(shelter.sit("lee"), "HS") == {}
    own = shelter.release(both, from_agency="SS", to="MH").ref
    assert shared(shelter.sit("lee"), "mental health") == {both: (own,)}
    assert shared(shelter.sit("dana"), "MH") == {both: (given,)}
    assert shared(shelter.sit("tess"), "MH") == {guarded: (to_agencies[2],)}
    consent.revoke_release(shelter.sit("dana", TUE), given)
    assert shared(shelter.sit("dana", TUE), "MH") == {}
    assert shared(shelter.sit("zoe"), "SS") == {}


def test_a_line_of_two_agencies_holds_what_both_may_read(room: Room) -> None:
    ref = room.agreed()
    (one,) = shared_people(room.sit("dana"), "MH")
    who = one.participant
    assert (who.participant, who.name, who.needs, who.agency) == (ref, "Chidi Okafor", "a room", "HS")
    assert (who.reason, who.answers) == (None, ())


def test_an_agency_is_named_by_code_or_name(room: Room) -> None:
    seat = reader(room.sit("dana"), " mental HEALTH ")
    assert (seat.agency, seat.actor) == ("MH", "")
    with pytest.raises(BadInput, match="no agency here"):
        reader(room.sit("dana"), "XY")


def test_others_facts_are_told_by_whom_in_which_category_and_under_which_release(room: Room) -> None:
    ref = room.agreed()
    health = room.release(ref, to="SS", category=Category.HEALTH, from_agency="HS").ref
    notes.add_note(room.sit("dana", TUE), ref, "insulin", category=Category.HEALTH)
    notes.add_note(room.sit("omar", TUE), ref, "own of MH", category=Category.MENTAL_HEALTH)
    tasks.log(room.sit("omar", TUE), room.promised("call", of="omar", about=ref), note="called")

    def told(by: str) -> list[tuple[str, Category, str, str | None]]:
        return [(one.participant, one.category, one.discloser, one.to) for one in others_facts(room.sit(by, WED))]

    assert sorted(told("lee")) == [
        (ref, Category.GENERAL, "HS", "SS"),
        (ref, Category.GENERAL, "MH", "SS"),
        (ref, Category.HEALTH, "HS", "SS"),
    ]
    assert {one.releases for one in others_facts(room.sit("lee", WED)) if one.category is Category.HEALTH} == {
        (health,)
    }
    assert told("dana") == [(ref, Category.GENERAL, "MH", "HS")]
    assert told("zoe") == []


def test_what_no_release_opens_was_told_by_their_yes_to_being_considered(room: Room) -> None:
    ref = room.propose()
    (line,) = others_facts(room.sit("omar"))
    assert (line.participant, line.discloser, line.basis, line.releases) == (ref, "HS", Basis.CONSIDERED, ())


def test_a_name_known_by_another_agencys_release_is_told_by_that_agency(room: Room) -> None:
    ref = room.agreed(released=False)
    given = room.release(ref, from_agency="SS", to="MH").ref
    told = [(one.discloser, one.basis, one.releases) for one in others_facts(room.sit("omar"))]
    assert told == [("HS", Basis.CONSIDERED, ()), ("SS", Basis.RELEASE, (given,))]


def test_events_of_all_tasks_are_those_of_each(room: Room) -> None:
    ref = room.agreed()
    done = room.promised("benefits form", about=ref)
    tasks.complete(room.sit("lee", TUE), done, note="filed", minutes=20)
    blocked = room.promised("lease", of="dana", by="dana", about=ref, category=Category.JUSTICE)
    tasks.block(room.sit("dana", TUE), blocked, on_whom="County", outside=True, note="slow")
    for name in ("dana", "lee", "omar", "ruth"):
        seat = room.sit(name, WED)
        found = task_events(seat)
        listed = dict.fromkeys(task for task, _ in found)
        each = [(task, line) for task in listed for line in story(seat, task).events]
        assert [(task, plainly(line)) for task, line in found] == [(task, plainly(line)) for task, line in each]
    assert "County; slow" in {line.note for _, line in task_events(room.sit("dana", WED))}


def test_what_stands_on_all_cards_is_what_stands_on_each(room: Room) -> None:
    ref, hidden = room.agreed(), room.agreed("Never Released", by="omar", released=False)
    participants.lead(room.sit("dana"), ref, room.id_of("dana"))
    participants.join_team(room.sit("dana"), ref, room.id_of("lee"))
    voice.set_contact(room.sit("dana", MON), ref, how="letters")
    voice.set_contact(room.sit("lee", TUE), ref, how="text after ten", no_post=True)
    for name in ("dana", "lee", "omar", "zoe"):
        seat = room.sit(name, WED)
        found, whole = about_people(seat), card(seat, ref)
        assert {one for about, one in found.team if about == ref} == set(whole.team)
        assert [one for about, one in found.contacts if about == ref][-1:] == ([whole.contact] if whole.contact else [])
        assert (ref in found.facts) is (whole.participant.name is not None)
    assert hidden not in about_people(room.sit("dana", WED)).facts
