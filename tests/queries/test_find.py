"""Finding by a few letters, alike on both engines."""

import pytest

from casetable.queries.find import find
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
