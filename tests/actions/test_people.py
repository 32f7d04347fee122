"""Joining the table, being changed, roles, and being away."""

from datetime import date

import pytest

from casetable.actions import consent, participants, people, tasks
from casetable.actions.history import redo, undo
from casetable.errors import BadInput, NotAllowed, NotFound, Refused, SomebodyElseWasFirst
from casetable.queries.history import history
from casetable.queries.people import former_people
from casetable.queries.people import people as everybody
from casetable.queries.verify import verify
from casetable.queries.week import week
from casetable.values.people import Person, PersonChange
from casetable.values.seat import Heard
from casetable.values.tasks import NewTask
from casetable.values.week import Needs
from casetable.words import Category, Means, Role
from tests.tables import FRI, MON, THU, TUE, WED, Room


def who(room: Room, name: str, day: date = MON) -> Person:
    """Somebody as the list of people has them."""
    return next(one for one in everybody(room.sit("ruth", day)) if one.person == name)


def test_somebody_joins_is_undone_and_joins_again(room: Room) -> None:
    ruth = room.sit("ruth")
    said = people.add(
        ruth, "Nia  Cole", agency="mh", roles=[Role.FRONTLINE], reports_to=room.id_of("ines"), mail="nia@example.org"
    ).sentence
    assert said.startswith("Nia Cole joins the table for Mental Health (frontline).")
    assert "sign the objectives" in said
    nia = who(room, "Nia Cole")
    assert (nia.agency, nia.roles, nia.reports_to, nia.mail, nia.joined_on) == (
        "MH",
        (Role.FRONTLINE,),
        "Ines Roy",
        "nia@example.org",
        MON,
    )
    undo(ruth)
    assert "Nia Cole" not in [one.person for one in everybody(ruth)]
    redo(ruth)
    room.ask("call back", of="nia")
    with pytest.raises(Refused, match="built on it since"):
        undo(ruth)
    assert verify(ruth).problems == ()


def test_what_cannot_join_is_told(room: Room) -> None:
    for name, more, words in (
        ("lee park", {}, "Lee Park sits at this table already"),
        ("", {}, "needs a name"),
        ("clock", {}, "casetable's clock"),
        ("Nobody", {}, "a word of its own here"),
        ("-", {}, "has no letter in it"),
        ("N" * 101, {}, "has 101 characters; expected a name of at most 100"),
        ("Nia Cole", {"agency": "XX"}, "no agency at this table"),
        ("Nia Cole", {"roles": []}, "What is Nia Cole at the table"),
        ("Nia Cole", {"mail": "nia at example"}, "no mail address"),
    ):
        given = {"agency": "MH", "roles": [Role.FRONTLINE]} | more
        with pytest.raises(BadInput, match=words):
            people.add(room.sit("ruth"), name, **given)  # type: ignore[arg-type]


def test_only_the_coordinator_keeps_the_list_and_each_their_own_ways_to_be_reached(room: Room) -> None:
    dana = room.sit("dana")
    with pytest.raises(NotAllowed, match="the coordinator keeps the list"):
        people.add(dana, "Nia Cole", agency="MH", roles=[Role.FRONTLINE])
    with pytest.raises(NotAllowed):
        people.edit(dana, room.id_of("lee"), PersonChange(phone="555"))
    with pytest.raises(NotAllowed, match="written down by the coordinator"):
        people.edit(dana, dana.actor, PersonChange(reports_to=room.id_of("vera")))
    with pytest.raises(NotAllowed):
        people.away(dana, room.id_of("lee"), until=FRI)
    with pytest.raises(NotAllowed):
        people.leave(dana, room.id_of("lee"))
    people.edit(dana, dana.actor, PersonChange(phone="555 0142", mail="dana@example.org"))
    assert who(room, "Dana Reyes").phone == "555 0142"
    with pytest.raises(Refused, match="Nothing of Dana Reyes was changed"):
        people.edit(dana, dana.actor, PersonChange(phone="555 0142"))
    people.edit(room.sit("abe"), room.id_of("abe"), PersonChange(mail="abe@example.org"))
    undo(dana)
    assert who(room, "Dana Reyes").phone == ""


def test_nobody_reports_to_themselves_and_the_second_writer_is_told(room: Room) -> None:
    ruth, lee = room.sit("ruth"), who(room, "Lee Park")
    with pytest.raises(BadInput, match="reports to"):
        people.edit(ruth, room.id_of("sol"), PersonChange(reports_to=lee.id))
    people.edit(ruth, lee.id, PersonChange(name="Lee Parker", reports_to=""), seen=lee.version)
    assert who(room, "Lee Parker").reports_to == ""
    with pytest.raises(SomebodyElseWasFirst, match="Lee Parker was changed while this was open: Ruth Feld") as told:
        people.edit(ruth, lee.id, PersonChange(phone="555"), seen=lee.version)
    assert told.value.theirs["name"] == "Lee Parker"
    people.edit(ruth, room.id_of("sol"), PersonChange(reports_to=lee.id))
    people.edit(ruth, room.id_of("maria"), PersonChange(phone="1"))
    with pytest.raises(BadInput, match="Lee Parker sits at this table already"):
        people.edit(ruth, room.id_of("sol"), PersonChange(name="lee parker"))
    with pytest.raises(BadInput, match="a word of its own here"):
        people.edit(room.sit("sol"), room.id_of("sol"), PersonChange(name="Me"))


def test_roles_are_given_by_another_and_never_undone(room: Room) -> None:
    ruth, lee = room.sit("ruth"), who(room, "Lee Park")
    with pytest.raises(NotAllowed, match="Nobody changes their own roles"):
        people.set_roles(ruth, ruth.actor, [Role.COORDINATOR, Role.SUPERVISOR])
    with pytest.raises(NotAllowed):
        people.set_roles(room.sit("maria"), lee.id, [Role.SUPERVISOR])
    said = people.set_roles(ruth, lee.id, [Role.FRONTLINE, Role.SUPERVISOR], seen=lee.version).sentence
    assert said == "Lee Park is frontline, supervisor from today (before: frontline)."
    with pytest.raises(SomebodyElseWasFirst):
        people.set_roles(ruth, lee.id, [Role.ADVISER], seen=lee.version)
    people.set_roles(ruth, lee.id, [Role.FRONTLINE])
    with pytest.raises(Refused, match="already"):
        people.set_roles(ruth, lee.id, [Role.FRONTLINE])
    with pytest.raises(BadInput, match="nothing at the table"):
        people.set_roles(ruth, lee.id, [])
    with pytest.raises(Refused, match="cannot be undone"):
        undo(ruth)
    assert history(ruth).items[0].action == "person.roles"


def test_nobody_gives_up_working_with_work_in_hand(room: Room) -> None:
    ref, ruth, lee = room.agreed(), room.sit("ruth"), room.id_of("lee")
    promise, ask = room.promised("MINE", about=ref), room.ask("ASKED")
    participants.lead(room.sit("lee"), ref, lee)
    for roles, called in (([Role.ADVISER], "adviser"), ([Role.SENIOR_MANAGER], "senior manager")):
        with pytest.raises(Refused, match=rf"(T-\d+, ){{2}}{ref} in hand, and could do .* as {called}") as told:
            people.set_roles(ruth, lee, roles)
        assert told.value.hint.endswith("casetable person handover lee")
    people.set_roles(ruth, lee, [Role.SUPERVISOR])
    for one in (promise, ask):
        tasks.hand(room.sit("lee"), one, to=room.id_of("sol"))
    participants.lead(room.sit("lee"), ref, room.id_of("sol"))
    said = people.set_roles(ruth, lee, [Role.ADVISER]).sentence
    assert said == "Lee Park is adviser from today (before: supervisor)."


def test_what_finds_nobody_any_more_is_said_and_an_adviser_is_told_of_no_task(shelter: Room) -> None:
    ruth, paula = shelter.sit("ruth"), shelter.id_of("paula")
    said = people.set_roles(ruth, paula, [Role.FRONTLINE]).sentence
    assert said.endswith(
        "(before: programme manager). Ladder step 2 (programme managers) finds no programme manager in "
        "SS, HS, MH, VS: give somebody there the role."
    )
    assert "finds no" not in people.set_roles(ruth, shelter.id_of("hal"), [Role.SUPERVISOR, Role.FRONTLINE]).sentence
    hidden, given = shelter.of_the_shelter()
    for name in ("lee", "dana", "omar"):
        participants.agree(shelter.sit(name), hidden)
    people.add(ruth, "Una Reed", agency="VS", roles=[Role.FRONTLINE])
    shelter.ask("SECRET", by="tess", of="tess", about=hidden, category=Category.HEALTH)
    consent.revoke_release(shelter.sit("tess"), given[0])
    assert week(shelter.sit("tess")).needs.due
    said = people.set_roles(ruth, shelter.id_of("tess"), [Role.ADVISER]).sentence
    assert said.endswith("What only VS may see stays theirs until somebody there hands it on.")
    assert week(shelter.sit("tess")).needs == Needs()


def test_a_manager_appoints_a_coordinator_and_the_table_is_never_without_one(room: Room) -> None:
    ruth, dana = room.sit("ruth"), room.id_of("dana")
    with pytest.raises(NotAllowed, match="You are the only coordinator") as told:
        people.leave(ruth, ruth.actor)
    assert "person appoint" in told.value.hint
    with pytest.raises(NotAllowed, match="a manager appoints"):
        people.appoint(ruth, dana)
    with pytest.raises(NotAllowed, match="Nobody appoints themselves"):
        people.appoint(room.sit("maria"), room.id_of("maria"))
    with pytest.raises(NotAllowed, match="Nobody appoints themselves"):
        people.appoint(room.sit("dana"), dana, heard=Heard(room.id_of("maria"), Means.PHONE))
    for name in ("omar", "zoe", "abe"):
        with pytest.raises(NotAllowed, match=r"nly a coordinator writes down|adviser notes nobody"):
            people.appoint(room.sit(name), dana, heard=Heard(room.id_of("maria"), Means.PHONE))
    said = people.appoint(ruth, dana, heard=Heard(room.id_of("maria"), Means.PHONE)).sentence
    assert said == "Dana Reyes is a coordinator from today, appointed by Maria Stein, beside Ruth Feld."
    with pytest.raises(Refused, match="already"):
        people.appoint(room.sit("maria"), dana)
    with pytest.raises(NotAllowed, match="Nobody records their own leaving") as told:
        people.leave(ruth, ruth.actor)
    assert "Dana Reyes" in told.value.hint
    stale = room.sit("ruth")
    people.set_roles(room.sit("dana"), ruth.actor, [Role.FRONTLINE])
    with pytest.raises(NotAllowed, match="do not coordinate this table any more"):
        people.set_roles(stale, dana, [Role.FRONTLINE])
    with pytest.raises(NotAllowed, match="do not coordinate"):
        people.leave(stale, dana)


def test_who_is_away_is_said_to_those_who_ask_and_the_cover_is_asked(room: Room) -> None:
    lee, sol = room.id_of("lee"), room.id_of("sol")
    before = room.ask("BEFORE")
    assert people.away(room.sit("lee"), until=THU, cover=sol).sentence == (
        "Lee Park is away until Thu 5 Nov; Sol Grant is asked instead."
    )
    said = tasks.ask(room.sit("dana"), NewTask("NOW", lee, FRI)).sentence
    assert said.endswith("Lee Park is away until Thu 5 Nov: Sol Grant is asked instead.")
    shown = who(room, "Lee Park")
    assert (shown.away_until, shown.cover) == (THU, "Sol Grant")
    assert before in week(room.sit("sol")).needs.covering
    assert week(room.sit("sol", FRI)).needs.covering == ()
    assert week(room.sit("maria")).needs.covering == ()
    with pytest.raises(NotAllowed):
        tasks.hand(room.sit("maria"), before, to=sol)
    tasks.hand(room.sit("sol"), before, to=sol)
    said = people.away(room.sit("ruth", TUE), lee, until=FRI).sentence
    assert said == "Lee Park is away until Fri 6 Nov; Sol Grant is asked instead."
    assert (who(room, "Lee Park", FRI).away_until, who(room, "Lee Park", FRI).cover) == (FRI, "Sol Grant")
    assert "Nobody stands in" in people.away(room.sit("lee", TUE), until=FRI, cover="").sentence
    assert (who(room, "Lee Park", FRI).away_until, who(room, "Lee Park", FRI).cover) == (FRI, "")
    with pytest.raises(Refused, match="is not away"):
        people.back(room.sit("sol"))
    assert people.back(room.sit("lee", WED)).sentence == "Lee Park is back."
    assert who(room, "Lee Park", WED).away_until is None
    assert who(room, "Lee Park", TUE).away_until == FRI
    undo(room.sit("lee", WED))
    assert who(room, "Lee Park", WED).away_until == FRI
    people.away(room.sit("lee", WED), until=FRI, cover=sol)
    people.leave(room.sit("ruth", WED), sol)
    assert who(room, "Lee Park", WED).cover == ""
    assert "Nobody stands in" in people.away(room.sit("lee", WED), until=FRI).sentence
    assert tasks.ask(room.sit("dana", WED), NewTask("X", lee, FRI)).sentence.endswith("nobody stands in.")
    assert verify(room.sit("ruth")).problems == ()


def test_days_that_cannot_be_are_refused_and_later_ones_may_be_taken_back(room: Room) -> None:
    dana, lee = room.sit("dana", WED), room.id_of("lee")
    with pytest.raises(BadInput, match="Away until Tue 3 Nov"):
        people.away(dana, until=TUE)
    with pytest.raises(BadInput, match="stand in for themselves"):
        people.away(dana, until=FRI, cover=dana.actor)
    people.away(room.sit("lee", WED), until=FRI)
    said = people.away(dana, since=THU, until=FRI, cover=lee).sentence
    assert said == "Dana Reyes is away from Thu 5 Nov until Fri 6 Nov; Lee Park is asked instead. " + (
        "Lee Park is away until Fri 6 Nov too."
    )
    assert who(room, "Dana Reyes", WED).away_until is None
    assert people.back(dana).sentence == "Dana Reyes will not be away from Thu 5 Nov after all."
    assert who(room, "Dana Reyes", THU).away_until is None
    heard = Heard(dana.actor, Means.PHONE)
    assert "Dana Reyes is away until" in people.away(room.sit("omar", WED), until=FRI, heard=heard).sentence


def test_somebody_who_left_has_no_seat_and_comes_back_with_their_history(room: Room) -> None:
    ruth, lee = room.sit("ruth"), room.id_of("lee")
    old = room.sit("lee")
    people.leave(ruth, lee)
    assert [(one.person, one.left_on, one.roles) for one in former_people(ruth)] == [
        ("Lee Park", MON, (Role.FRONTLINE,))
    ]
    with pytest.raises(NotAllowed, match="Lee Park left the table on Mon 2 Nov"):
        room.sit(old.actor)
    with pytest.raises(NotFound, match="Lee Park left the table"):
        tasks.ask(room.sit("dana"), NewTask("NOW", lee, FRI))
    with pytest.raises(BadInput, match="Another Lee Park left"):
        people.add(ruth, "Lee Park", agency="HS", roles=[Role.FRONTLINE])
    said = people.add(room.sit("ruth", TUE), "Lee Park", agency="SS", roles=[Role.SUPERVISOR]).sentence
    assert said == "Lee Park is back at the table for Social Services (supervisor)."
    assert who(room, "Lee Park", TUE).id == lee
    assert who(room, "Lee Park", TUE).joined_on == TUE


def test_undo_brings_back_no_circle(room: Room) -> None:
    ruth, lee, sol = room.sit("ruth"), room.id_of("lee"), room.id_of("sol")
    people.appoint(room.sit("maria"), sol)
    people.edit(ruth, lee, PersonChange(reports_to=""))
    people.edit(room.sit("sol"), sol, PersonChange(reports_to=lee))
    with pytest.raises(Refused, match="reports to"):
        undo(ruth)
