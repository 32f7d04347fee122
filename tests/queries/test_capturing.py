"""With what a line of the room is read, as somebody in it may know it."""

from datetime import date

from casetable.queries.capturing import capturing
from casetable.queries.room import room as room_of
from casetable.rules.capture import read_captured
from casetable.words import Category, LineKind
from tests.conferences import SECOND_FRIDAY, file, in_session, open_item
from tests.tables import Room


def test_a_line_is_read_with_what_the_open_item_holds(room: Room) -> None:
    ref = room.agreed()
    conference = in_session(room, ref, here=("lee", "dana", "omar"))
    open_item(room, conference, ref)
    seat = room.sit("dana", SECOND_FRIDAY)
    before = room_of(seat)
    assert before is not None
    file(room, conference, ref, LineKind.OPTION, "motel now")
    file(room, conference, ref, LineKind.OPTION, "detox bed", category=Category.SUBSTANCE_USE, by="omar")

    around = capturing(seat, before)

    assert (around.about, around.me, around.today) == (ref, seat.actor, SECOND_FRIDAY)
    assert around.conference == date(2026, 12, 11)
    assert [one.text for one in around.options] == ["motel now"]
    assert read_captured("+ safe tonight @lee", around).option == 1
    omars = room.sit("omar", SECOND_FRIDAY)
    assert [one.number for one in capturing(omars, before).options] == [1, 2]


def test_between_items_a_line_is_about_nobody_and_other_items_have_their_own_options(room: Room) -> None:
    ref = room.agreed()
    conference = in_session(room, ref, here=("dana",))
    file(room, conference, ref, LineKind.OPTION, "motel now")
    seat = room.sit("dana", SECOND_FRIDAY)
    found = room_of(seat)
    assert found is not None

    between = capturing(seat, found)
    assert (between.about, between.options) == ("", ())
    theirs = next(one for one in found.items if one.participant == ref)
    assert [one.text for one in capturing(seat, found, theirs).options] == ["motel now"]
