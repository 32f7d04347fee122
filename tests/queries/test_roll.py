"""What the list says beside each name: until when releases that go on without a gap let others hear."""

from datetime import date, timedelta

from casetable.actions import consent
from casetable.queries.roll import roll
from casetable.words import Category, Method
from tests.tables import Room

END = date(2026, 12, 9)


def given(room: Room, ref: str, since: date, until: date | None) -> None:
    consent.add_release(
        room.sit("dana"), ref, to="MH", category=Category.GENERAL, since=since, until=until, method=Method.WRITTEN
    )


def ends_on(room: Room, ref: str) -> date | None:
    return roll(room.sit("dana"))[ref].ends_on


def test_a_renewed_release_ends_with_the_last_one_that_goes_on_without_a_gap(room: Room) -> None:
    ref = room.agreed(released=False)
    given(room, ref, room.sit("dana").today, END)
    assert ends_on(room, ref) == END
    given(room, ref, date(2026, 12, 12), date(2026, 12, 20))
    assert ends_on(room, ref) == END, "two days without a release lie between"
    given(room, ref, END + timedelta(days=1), date(2026, 12, 11))
    assert ends_on(room, ref) == date(2026, 12, 20)
    given(room, ref, date(2026, 12, 21), None)
    assert ends_on(room, ref) is None
