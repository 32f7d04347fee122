"""What is to be seen to after conferences: minutes, tellings, who was there, and what was said, found by its words."""

from datetime import date

import pytest
from sqlmodel import select

from casetable.actions import voice
from casetable.actions.consent import revoke_release
from casetable.errors import NotFound
from casetable.models import Task
from casetable.queries.item_history import item_history
from casetable.queries.minutes_find import search_minutes
from casetable.queries.minutes_review import review
from casetable.store.references import read_reference
from casetable.store.unit import change
from casetable.words import ItemState, LineKind, MinutesState, TurnedOut
from tests.conferences import WROTE, came_out_of, come, file, held
from tests.tables import MON, Room

FIRST, SECOND = date(2026, 10, 9), date(2026, 10, 23)
TODAY = date(2026, 11, 3)
CLOSES = date(2026, 10, 14)


def discussed(room: Room, *on: date, released: bool = True) -> tuple[str, list[str]]:
    """Somebody whom conferences on these days talked about, with Dana there; the reference and the conferences."""
    ref = room.agreed(day=date(2026, 10, 2), released=released)
    made = [held(room, ref, on=day, question="which room?") for day in on or (FIRST,)]
    for one in made:
        come(room, one, "dana")
    return ref, made


def tells(room: Room, conference: str, ref: str, task: str) -> None:
    """A task is the one to tell them."""
    came_out_of(room, conference, ref, task)
    with change(room.sit("dana", TODAY), WROTE) as session:
        row = session.exec(select(Task).where(Task.number == read_reference(task, "T"))).one()
        row.tells = True


def test_past_conferences_come_newest_first_with_who_was_missing_and_how_their_minutes_stand(room: Room) -> None:
    discussed(room, FIRST, SECOND)
    found = review(room.sit("dana", CLOSES))
    assert [one.conference.on for one in found.past] == [SECOND, FIRST]
    one = found.past[1]
    assert (one.there, one.missing, one.state, one.revision) == (("HS",), ("SS", "MH"), MinutesState.OPEN, 1)
    assert not one.is_due
    assert review(room.sit("dana", TODAY)).past[1].is_due
    assert found.quarter == "2026Q4"
    assert found.attendance == (("SS", 0, 2), ("HS", 2, 2), ("MH", 0, 2))


def test_who_tells_a_participant_is_said_with_their_safe_contact_to_who_knows_them(room: Room) -> None:
    ref, (conference,) = discussed(room)
    voice.set_contact(room.sit("dana", TODAY), ref, how="text", never="voicemail", no_post=True)
    (waits,) = review(room.sit("lee", TODAY)).past[0].tellings
    assert (waits.participant, waits.name, waits.task, waits.told_on) == (ref, "Chidi Okafor", None, None)
    assert "text" in waits.safe_contact
    assert waits.no_post
    task = room.promised("tell them", by="dana", of="dana", about=ref, day=TODAY, due=date(2026, 11, 6))
    tells(room, conference, ref, task)
    (asked,) = review(room.sit("lee", TODAY)).past[0].tellings
    assert (asked.task, asked.owner, asked.due) == (task, "Dana Reyes", date(2026, 11, 6))
    assert review(room.sit("paula", TODAY)).past[0].tellings == ()


def test_nobody_is_told_of_a_participant_whom_they_do_not_know_and_of_what_was_not_reached(room: Room) -> None:
    alone, _ = discussed(room, released=False)
    held(room, alone, on=SECOND, item_state=ItemState.NOT_REACHED)
    assert [one.tellings for one in review(room.sit("lee", TODAY)).past] == [(), ()]
    assert [len(one.tellings) for one in review(room.sit("dana", TODAY)).past] == [0, 1]


def test_decisions_and_dissents_are_found_by_their_words_as_far_as_they_may_be_read(room: Room) -> None:
    ref, (conference,) = discussed(room)
    file(room, conference, ref, LineKind.DECISION, "Take the room on Elm Street", on=FIRST)
    file(room, conference, ref, LineKind.DISSENT, "the room is too far", on=FIRST)
    file(room, conference, ref, LineKind.OPTION, "another room", on=FIRST)
    found = search_minutes(room.sit("lee", TODAY), "ROOM")
    assert [(one.conference, one.item, one.label, one.line.kind) for one in found] == [
        (FIRST, 3, ref, LineKind.DECISION),
        (FIRST, 3, ref, LineKind.DISSENT),
    ]
    assert [one.line.text for one in search_minutes(room.sit("lee", TODAY), "elm room")] == [
        "Take the room on Elm Street"
    ]
    assert search_minutes(room.sit("paula", TODAY), "room") == ()
    assert search_minutes(room.sit("lee", TODAY), "  ") == ()
    assert search_minutes(room.sit("lee", TODAY), "100%_") == ()


def test_the_history_of_an_item_says_what_was_decided_who_differed_and_how_it_turned_out(room: Room) -> None:
    ref, (first, second) = discussed(room, FIRST, SECOND)
    file(room, first, ref, LineKind.DECISION, "take the room", on=FIRST)
    dissent = file(room, first, ref, LineKind.DISSENT, "too far out", by="omar", on=FIRST, holder_id=room.id_of("omar"))
    said = {"about_id": dissent, "turned_out": TurnedOut.RIGHT, "on": SECOND}
    file(room, second, ref, LineKind.SINCE, "he missed the bus", **said)  # type: ignore[arg-type]
    found = item_history(room.sit("lee", TODAY), ref)
    assert (found.participant, found.name) == (ref, "Chidi Okafor")
    newest, oldest = found.items
    assert (newest.debate.on, oldest.debate.on) == (SECOND, FIRST)
    assert [line.text for line in oldest.decided] == ["take the room"]
    assert [line.text for line in oldest.differed] == ["too far out"]
    assert [(one.text, one.turned_out, one.dissent) for one in oldest.since] == [
        ("he missed the bus", TurnedOut.RIGHT, "too far out")
    ]
    assert oldest.outcome == ("Omar Haddad was right (Fri 23 Oct): he missed the bus",)
    assert newest.outcome == ()


def test_once_sharing_ended_ones_own_words_stay_in_the_history_and_nobody_has_a_name(room: Room) -> None:
    ref = room.agreed(day=date(2026, 10, 2), released=False)
    given = room.release(ref, to="SS", from_agency="HS", day=date(2026, 10, 2)).ref
    conference = held(room, ref, on=FIRST)
    file(room, conference, ref, LineKind.DISSENT, "I would wait", by="lee", on=FIRST)
    file(room, conference, ref, LineKind.DECISION, "go now", on=FIRST)
    revoke_release(room.sit("dana", TODAY), given, why="they asked")
    found = item_history(room.sit("lee", TODAY), ref)
    assert found.name is None
    assert [[line.text for line in one.debate.lines] for one in found.items] == [["I would wait"]]


def test_there_is_no_history_of_somebody_who_may_not_be_listed(shelter: Room) -> None:
    ref, releases = shelter.of_the_shelter()
    revoke_release(shelter.sit("tess", MON), releases[0], why="they asked")
    with pytest.raises(NotFound):
        item_history(shelter.sit("lee", MON), ref)
