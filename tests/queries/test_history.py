"""The change log as a seat may see it: who did what to which thing when, and never a value."""

from contextlib import suppress
from datetime import date

import pytest

from casetable.actions import consent, tasks
from casetable.actions.history import undo
from casetable.errors import CasetableError
from casetable.queries.history import history
from casetable.values.history import Entry
from casetable.values.seat import Heard
from casetable.words import Category, Means
from tests.tables import MON, TUE, Room


def labels(entries: tuple[Entry, ...]) -> list[str]:
    return [one.label for one in entries]


def test_the_newest_stands_first_with_who_what_and_which(room: Room) -> None:
    ref = room.ask()
    tasks.accept(room.sit("lee", TUE), ref)
    newest, older, *_ = history(room.sit("omar", TUE)).items
    assert (newest.who, newest.label, newest.subjects, newest.on) == ("Lee Park", "task accept", (ref,), TUE)
    assert (older.who, older.label, older.on) == ("Dana Reyes", "task ask", MON)
    assert "task.state" in newest.fields


def test_by_person_shows_theirs_and_what_was_noted_for_them(room: Room) -> None:
    first, second = room.ask(), room.ask("another")
    tasks.accept(room.sit("lee"), first)
    tasks.accept(room.sit("dana"), second, heard=Heard(room.id_of("lee"), Means.PHONE))
    found = history(room.sit("dana"), person=room.id_of("lee")).items
    assert [(one.who, one.heard_from, one.means) for one in found] == [
        ("Dana Reyes", "Lee Park", Means.PHONE),
        ("Lee Park", None, None),
    ]


def test_by_subject_shows_the_story_of_one_thing(room: Room) -> None:
    first, second = room.ask(), room.ask("another")
    tasks.accept(room.sit("lee"), first)
    assert labels(history(room.sit("dana"), subject=first).items) == ["task accept", "task ask"]
    assert labels(history(room.sit("dana"), subject=second.lower()).items) == ["task ask"]


@pytest.mark.parametrize("name", ["Ruth Feld", "Tess Bay", "Paula King", "Dana Reyes", "nobody"])
def test_by_subject_takes_a_persons_name_whatever_it_begins_with(shelter: Room, name: str) -> None:
    found = history(shelter.sit("ruth"), subject=name)
    assert labels(found.items) == ([] if name == "nobody" else ["found"])


def test_by_day_shows_the_partnerships_day(room: Room) -> None:
    room.ask(day=MON)
    room.ask("another", day=TUE)
    assert labels(history(room.sit("dana"), day=TUE).items) == ["task ask"]
    assert history(room.sit("dana"), day=date(2026, 11, 9)).items == ()


def test_it_says_how_much_it_left_out(room: Room) -> None:
    for _ in range(4):
        room.ask()
    found = history(room.sit("dana"), limit=2)
    assert (len(found.items), found.total) == (2, 5)


def test_entries_about_what_a_seat_may_not_know_are_not_there(room: Room) -> None:
    about = room.agreed()
    hidden = room.ask("MEDS", by="dana", of="hal", about=about, category=Category.HEALTH)
    secret = room.release(about, to="SS", from_agency="HS", category=Category.HEALTH).ref
    for somebody, sees_task, sees_release in (("omar", False, False), ("hal", True, True), ("lee", True, True)):
        found = history(room.sit(somebody))
        subjects = {subject for one in found.items for subject in one.subjects}
        assert (hidden in subjects, secret in subjects) == (sees_task, sees_release)
        assert found.total == len(found.items)
    assert history(room.sit("omar"), subject=hidden).items == ()


def test_of_a_providers_participant_others_see_no_entry_at_all(shelter: Room) -> None:
    before = history(shelter.sit("lee")).total
    about = shelter.consider("Hidden", by="tess")
    assert history(shelter.sit("lee")).total == before
    assert history(shelter.sit("lee"), subject=about).items == ()
    release = shelter.release(about, by="tess", to="SS", from_agency="VS").ref
    assert history(shelter.sit("lee")).total == before + 2
    assert history(shelter.sit("dana")).total == before
    consent.revoke_release(shelter.sit("tess", TUE), release)
    assert history(shelter.sit("dana", TUE)).total == before


def test_what_was_undone_is_no_longer_anybody_elses(room: Room) -> None:
    ref = room.ask()
    assert history(room.sit("omar"), subject=ref).total == 1
    undo(room.sit("dana"))
    assert ref not in repr(history(room.sit("omar")))
    assert labels(history(room.sit("dana")).items)[:2] == ["task ask (undo)", "task ask"]


def test_values_never_leave(room: Room) -> None:
    about = room.agreed("UNIQUENAME")
    ref = room.promised("UNIQUETITLE", about=about)
    tasks.complete(room.sit("lee"), ref, note="UNIQUENOTE")
    for somebody in ("dana", "lee", "ruth", "maria"):
        assert "UNIQUE" not in repr(history(room.sit(somebody)))


@pytest.mark.parametrize("subject", ["T-1", "P-", "R-x", "", "T-99999999999"])
def test_a_reference_that_cannot_be_read_is_no_crash(room: Room, subject: str) -> None:
    with suppress(CasetableError):
        assert history(room.sit("dana"), subject=subject).total <= 1
