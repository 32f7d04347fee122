"""Finding by a few letters, alike on both engines."""

import pytest

from casetable.actions import notes
from casetable.queries.find import find
from casetable.words import Category, NoteKind
from tests.tables import Room


@pytest.mark.parametrize("words", ["rent", "RENT", "letter rent", "ärger", "ÄRGER", "straße", "100%", "a_b"])
def test_a_task_is_found_by_its_words_whatever_their_case(room: Room, words: str) -> None:
    ref = room.ask("Rent letter: Ärger in der Straße, 100% a_b")
    assert [hit.ref for hit in find(room.sit("dana"), words)] == [ref]


@pytest.mark.parametrize("words", ["", "  ", "%", "_", "zzz", "' OR 1=1", "rent zzz", "#", "t-", "-"])
def test_what_is_not_there_is_not_found(room: Room, words: str) -> None:
    room.ask("rent letter")
    assert find(room.sit("dana"), words) == ()


def test_a_reference_is_found_in_every_spelling(room: Room) -> None:
    ref = room.ask()
    for words in (ref, ref.lower(), ref[2:], f"#{ref[2:]}", f"t{ref[2:]}"):
        assert [hit.ref for hit in find(room.sit("dana"), words) if hit.kind == "task"] == [ref]


def test_a_participant_is_found_by_name_only_by_who_may_know_it(room: Room) -> None:
    ref = room.agreed("Chidi Okafor", released=False)
    assert [hit.ref for hit in find(room.sit("dana"), "chidi")] == [ref]
    assert find(room.sit("lee"), "chidi") == ()
    assert [hit.text for hit in find(room.sit("lee"), ref)] == ["agreed"]


def test_a_person_is_found_by_name(room: Room) -> None:
    assert [hit.ref for hit in find(room.sit("dana"), "omar")] == ["Omar Haddad"]


@pytest.mark.parametrize("words", ["phone again", "PHONE", "hàs"])
def test_a_note_is_found_by_its_words_and_leads_to_whom_it_is_about(room: Room, words: str) -> None:
    ref = room.agreed()
    notes.add_note(room.sit("dana"), ref, "hàs a phone again", kind=NoteKind.CONTACT)
    (hit,) = find(room.sit("omar"), words)
    assert (hit.kind, hit.ref, hit.text) == ("note", ref, "Mon 2 Nov 2026 · contact · hàs a phone again")


def test_a_note_is_found_only_by_who_may_read_it(room: Room) -> None:
    ref = room.agreed()
    notes.add_note(room.sit("dana"), ref, "back on methadone", category=Category.SUBSTANCE_USE)
    assert [hit.ref for hit in find(room.sit("hal"), "methadone")] == [ref]
    for who in ("omar", "lee", "vera", "abe"):
        assert find(room.sit(who), "methadone") == ()


def test_a_participant_is_found_by_needs_and_by_hmis_id_as_far_as_they_are_told(room: Room) -> None:
    ref = room.propose(needs="a ground floor room", hmis_id="AB77")
    assert [hit.ref for hit in find(room.sit("omar"), "ground floor")] == [ref]
    assert [hit.ref for hit in find(room.sit("dana"), "ab77")] == [ref]
    assert find(room.sit("omar"), "ab77") == ()
    assert find(room.sit("dana"), "ab7") == ()
