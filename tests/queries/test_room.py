"""The room of a conference: what everybody in it may hear, and nothing that one of them may not."""

from datetime import date, timedelta

import pytest

from casetable.actions import voice
from casetable.models import ConferenceItem
from casetable.queries import room as rooms
from casetable.queries.hearing import agencies_in_session
from casetable.store.unit import reading
from casetable.values.conference import Room as Shown
from casetable.words import Category, LineKind
from tests import conferences
from tests.conferences import SECOND_FRIDAY
from tests.tables import MON, Room

EVERYBODY = ("sol", "lee", "dana", "omar")


def shown(room: Room, name: str = "dana", day: date = SECOND_FRIDAY) -> Shown:
    found = rooms.room(room.sit(name, day))
    assert found is not None
    return found


def test_without_a_conference_in_session_there_is_no_room(room: Room) -> None:
    assert rooms.room(room.sit("dana", SECOND_FRIDAY)) is None


def test_the_card_of_the_open_item_shows_what_every_agency_in_the_room_may_hear(room: Room) -> None:
    ref = room.active()
    room.release(ref, category=Category.HEALTH, to="SS", from_agency="HS")
    voice.say_goal(room.sit("dana"), ref, "a door I can lock")
    room.promised("benefits form", of="lee", about=ref)
    room.ask("detox place", of="lee", about=ref, category=Category.HEALTH)
    conference = conferences.in_session(room, ref, here=EVERYBODY)
    conferences.open_item(room, conference, ref)
    for name in ("dana", "lee", "omar"):
        seen = shown(room, name)
        assert seen.blanked == ""
        assert seen.card is not None
        assert (seen.card.participant, seen.card.name) == (ref, "Chidi Okafor")
        assert seen.card.words == "a door I can lock"
        assert [one.title for one in seen.card.open_tasks] == ["benefits form"]
        assert seen.card.sharing == "general (all three)"
        assert seen.card.categories == (Category.GENERAL,)
    conferences.leave(room, "omar")
    without_omar = shown(room).card
    assert without_omar is not None
    assert {one.title for one in without_omar.open_tasks} == {"benefits form", "detox place"}
    assert without_omar.sharing == "general (both); health from HS"


def test_the_clock_of_the_open_phase_and_the_predicted_end_are_there(room: Room) -> None:
    ref = room.active()
    conference = conferences.in_session(room, ref, here=EVERYBODY)
    conferences.open_item(room, conference, ref, minutes_ago=4)
    seen = shown(room)
    assert (seen.elapsed, seen.budget) == (240, 360)
    assert seen.ends_at.isoformat() == "09:27:00"
    assert seen.over < 0
    assert seen.quorum.missing == (f"Nobody is named who works with {ref}.",)


def test_a_room_with_somebody_who_may_not_hear_says_who_and_shows_no_card(room: Room) -> None:
    ref = room.active("Bo Vance", by="dana")
    conference = conferences.in_session(room, ref, here=(*EVERYBODY, "abe"))
    conferences.open_item(room, conference, ref)
    conferences.file(room, conference, ref, LineKind.OPTION, "motel now")
    seen = shown(room)
    assert seen.card is None
    assert seen.lines == ()
    assert "Abe Old sits here as adviser" in seen.blanked
    assert seen.item is not None
    assert (seen.item.participant, seen.item.name, seen.item.label) == (None, None, "not for everybody here")
    assert ref not in repr(seen.items)


def test_when_sharing_ends_the_card_blanks_at_once_for_everybody(room: Room) -> None:
    ref = room.agreed(released=False)
    room.release(ref, to="SS", from_agency="HS", until=SECOND_FRIDAY)
    room.release(ref, to="MH", from_agency="HS")
    conference = conferences.in_session(room, ref, here=EVERYBODY)
    conferences.open_item(room, conference, ref)
    assert shown(room).card is not None
    for name in ("dana", "omar"):
        seen = shown(room, name, day=SECOND_FRIDAY + timedelta(days=1))
        assert seen.card is None
        assert "Social Services" in seen.blanked
    assert shown(room, "sol", day=SECOND_FRIDAY + timedelta(days=1)).item is None


def test_a_guest_hears_of_nobody_but_who_brought_them(room: Room) -> None:
    chidi, bo = room.active(), room.active("Bo Vance")
    conference = conferences.in_session(room, chidi, bo, here=EVERYBODY)
    conferences.come(room, conference, guest="Ada Okafor", brought_by=chidi)
    with reading(room.sit("dana", SECOND_FRIDAY)) as session:
        seat = room.sit("dana", SECOND_FRIDAY)
        ids = {one.participant: one.participant_id or "" for one in shown(room, "dana").items}
        assert rooms.may_room_hear(session, seat, ids[chidi]) == ()
    with_bo = [one for one in shown(room).items if one.label == "not for everybody here"]
    assert len(with_bo) == 1


def test_who_a_guest_is_shows_to_those_who_know_who_brought_them(room: Room) -> None:
    ref = room.agreed(released=False)
    conference = conferences.in_session(room, ref, here=EVERYBODY)
    conferences.come(room, conference, guest="Ada Okafor", brought_by=ref)
    assert [(one.name, one.invited_by) for one in shown(room).present if not one.agency] == [("Ada Okafor", ref)]
    assert [(one.name, one.invited_by) for one in shown(room, "omar").present if not one.agency] == [("a guest", None)]


def test_a_line_that_some_may_not_read_is_kept_for_those_who_may(room: Room) -> None:
    ref = room.active()
    room.release(ref, category=Category.HEALTH, to="SS", from_agency="HS", day=SECOND_FRIDAY)
    conference = conferences.in_session(room, ref, here=EVERYBODY)
    conferences.open_item(room, conference, ref)
    conferences.file(room, conference, ref, LineKind.OPTION, "motel now")
    conferences.file(room, conference, ref, LineKind.OPTION, "detox first", category=Category.HEALTH)
    conferences.file(room, conference, ref, LineKind.OPTION, "wait for the unit")
    assert [(one.number, one.text) for one in shown(room, "lee").lines] == [
        (1, "motel now"),
        (2, "detox first"),
        (3, "wait for the unit"),
    ]
    assert [(one.number, one.text) for one in shown(room, "omar").lines] == [(1, "motel now"), (2, "wait for the unit")]
    seat = room.sit("dana", SECOND_FRIDAY)
    with reading(seat) as session:
        about = session.get_one(ConferenceItem, shown(room).item.id).participant_id  # type: ignore[union-attr]
        assert agencies_in_session(session, seat) == ("SS", "HS", "MH")
        assert rooms.heard_by(session, seat, about, Category.HEALTH, seat.agency_id) == ("MH",)
        assert rooms.heard_by(session, seat, about, Category.GENERAL, seat.agency_id) == ()
        assert rooms.heard_by(session, seat, None, Category.HEALTH, seat.agency_id) == ()


def test_the_line_that_somebody_types_is_theirs_alone(room: Room) -> None:
    ref = room.active()
    conference = conferences.in_session(room, ref, here=EVERYBODY)
    conferences.typing(room, conference, "dana", "o mot")
    assert shown(room).draft == "o mot"
    assert shown(room, "lee").draft == ""


def test_opening_an_item_tells_each_agency_what_all_of_them_may_read(room: Room) -> None:
    ref = room.active()
    given = room.release(ref, category=Category.HEALTH, to="SS", from_agency="HS").ref
    voice.say_goal(room.sit("dana"), ref, "a door I can lock", category=Category.HEALTH)
    conference = conferences.in_session(room, ref, here=EVERYBODY)
    item_id = conferences.open_item(room, conference, ref)
    seat = room.sit("dana", SECOND_FRIDAY)
    with reading(seat) as session:
        item = session.get_one(ConferenceItem, item_id)
        for_all = rooms.room_told(session, seat, item, ("SS", "HS", "MH"))
        for_two = rooms.room_told(session, seat, item, ("SS", "HS"))
    assert {one.category for one in for_all} == {Category.GENERAL}
    assert {(one.discloser, one.to) for one in for_all} >= {("HS", "SS"), ("HS", "MH")}
    assert all(one.releases for one in for_all)
    assert [(one.to, one.releases) for one in for_two if one.category is Category.HEALTH] == [("SS", (given,))]


@pytest.mark.parametrize("name", ["maria", "abe"])
def test_managers_and_advisers_hear_nothing_of_the_open_item(room: Room, name: str) -> None:
    ref = room.active()
    conference = conferences.in_session(room, ref, here=EVERYBODY)
    conferences.open_item(room, conference, ref)
    conferences.file(room, conference, ref, LineKind.OPTION, "motel now")
    seen = shown(room, name)
    assert (seen.card, seen.lines) == (None, ())
    assert "Chidi" not in repr(seen)


def test_the_promises_of_last_time_are_those_that_the_room_may_hear(room: Room) -> None:
    ref = room.active(day=MON)
    last = conferences.held(room, ref, on=date(2026, 10, 9))
    task = room.promised("rent arrears letter", of="lee", about=ref)
    hidden = room.ask("detox place", of="dana", about=ref, category=Category.HEALTH)
    conferences.came_out_of(room, last, ref, task, hidden)
    conferences.in_session(room, ref, here=EVERYBODY)
    assert [one.task for one in shown(room).promises] == [task]
