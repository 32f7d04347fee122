"""Dissents that came back: what the room is asked, who is asked, and when nobody is asked any more."""

from datetime import date
from typing import Any

from sqlmodel import col, select

from casetable.models import ConferenceItem
from casetable.queries.dissents import due_on_item
from casetable.queries.room import room as room_of
from casetable.store.unit import reading
from casetable.values.conference import DueDissent
from casetable.words import Category, LineKind, TurnedOut
from tests.conferences import BEFORE, SECOND_FRIDAY, file, held, in_session, open_item
from tests.tables import MON, Room

DECEMBER = date(2026, 12, 11)


def dissented(room: Room, conference: str, ref: str, text: str = "winter", by: str = "dana", **more: object) -> str:
    """Somebody dissents in a conference that was held, to be looked at in November unless said otherwise."""
    said: Any = {"look_again_on": SECOND_FRIDAY, "holder_id": room.id_of(by)} | more
    return file(room, conference, ref, LineKind.DISSENT, text, by=by, on=MON, **said)


def came_back(room: Room, who: str = "dana") -> tuple[DueDissent, ...]:
    """What the conference in session is asked, as somebody sees it."""
    found = room_of(room.sit(who, SECOND_FRIDAY))
    assert found is not None
    return found.due


def test_a_dissent_whose_day_has_come_is_asked_in_the_room_until_it_is_answered_there(room: Room) -> None:
    ref = room.agreed()
    past = held(room, ref, on=BEFORE)
    dissent = dissented(room, past, ref)
    dissented(room, past, ref, "the rule starts again", by="omar")
    dissented(room, past, ref, "not before spring", look_again_on=DECEMBER)
    now = in_session(room, ref, here=("dana", "lee", "omar"))
    assert came_back(room) == ()
    open_item(room, now, ref)

    assert [(one.number, one.holder, one.text, one.on) for one in came_back(room)] == [
        (1, "Dana Reyes", "winter", BEFORE),
        (2, "Omar Haddad", "the rule starts again", BEFORE),
    ]
    assert not any(one.is_answered for one in came_back(room, "omar"))

    since: Any = {"about_id": dissent, "turned_out": TurnedOut.RIGHT}
    file(room, now, ref, LineKind.SINCE, "it froze twice", **since)
    assert [(one.number, one.is_answered) for one in came_back(room)] == [(1, True), (2, False)]
    found = room_of(room.sit("lee", SECOND_FRIDAY))
    assert found is not None
    assert [(one.text, one.dissenter, one.turned_out) for one in found.lines] == [
        ("it froze twice", "Dana Reyes", TurnedOut.RIGHT)
    ]


def test_the_card_says_no_dissent_twice_and_keeps_what_happened_since_among_what_was_earlier(room: Room) -> None:
    ref = room.agreed()
    first = held(room, ref, on=date(2026, 10, 8))
    answered = dissented(room, first, ref, look_again_on=BEFORE)
    dissented(room, first, ref, "too far out", by="omar")
    second = held(room, ref, on=BEFORE)
    since: Any = {"about_id": answered, "turned_out": TurnedOut.OTHERWISE}
    file(room, second, ref, LineKind.SINCE, "a mild autumn", on=MON, **since)
    now = in_session(room, ref, here=("dana", "lee", "omar"))
    open_item(room, now, ref)
    found = room_of(room.sit("lee", SECOND_FRIDAY))
    assert found is not None
    assert found.card is not None
    assert [one.text for one in found.due] == ["too far out"]
    assert found.card.earlier == (
        "9 Oct, what happened since (it came otherwise): a mild autumn",
        "8 Oct, dissent (Dana Reyes): winter; look again 9 Oct",
    )


def test_too_early_to_say_puts_a_dissent_off_and_what_came_otherwise_settles_it(room: Room) -> None:
    ref = room.agreed()
    dissent = dissented(room, held(room, ref, on=date(2026, 10, 8)), ref, look_again_on=BEFORE)
    later = held(room, ref, on=BEFORE)
    early: Any = {"about_id": dissent, "turned_out": TurnedOut.EARLY, "look_again_on": DECEMBER}
    file(room, later, ref, LineKind.SINCE, "no frost yet", on=MON, **early)
    seat = room.sit("lee", DECEMBER)
    ours = in_session(room, ref)
    with reading(seat) as session:
        theirs = (ConferenceItem.conference_id == ours, col(ConferenceItem.participant_id).is_not(None))
        item = session.exec(select(ConferenceItem).where(*theirs)).one()
        assert due_on_item(session, seat, item, SECOND_FRIDAY) == ()
        assert [one.look_again_on for one in due_on_item(session, seat, item, DECEMBER)] == [DECEMBER]
    settled: Any = {"about_id": dissent, "turned_out": TurnedOut.OTHERWISE}
    file(room, later, ref, LineKind.SINCE, "a mild autumn", on=SECOND_FRIDAY, **settled)
    with reading(seat) as session:
        assert due_on_item(session, seat, session.get_one(ConferenceItem, item.id), DECEMBER) == ()


def test_the_room_is_asked_only_what_everybody_in_it_may_read(room: Room) -> None:
    ref = room.agreed()
    past = held(room, ref, on=BEFORE)
    dissented(room, past, ref, "the clinic first", category=Category.HEALTH)
    dissented(room, past, ref)
    now = in_session(room, ref, here=("dana", "lee", "omar"))
    open_item(room, now, ref)
    assert [one.text for one in came_back(room, "dana")] == ["winter"]
    assert [one.text for one in came_back(room, "lee")] == ["winter"]
