"""Conferences are found by their day, and by what was to be debated in them, as far as a seat may read it."""

from casetable.actions.agenda import propose
from casetable.queries.find import find
from casetable.words import Category, ItemKind


def hits(room, who, words):
    return [(hit.ref, hit.text) for hit in find(room.sit(who), words) if hit.kind == "conference"]


def test_a_conference_is_found_by_its_day_and_the_nearest_comes_first(room):
    assert hits(room, "dana", "13 nov") == [("2026-11-13", "Conference Fri 13 Nov 2026 · planned")]
    assert [ref for ref, _ in hits(room, "dana", "conference")][:2] == ["2026-11-13", "2026-12-11"]
    assert hits(room, "dana", "2026-11-13")[0][0] == "2026-11-13"
    assert hits(room, "dana", "14 nov") == []
    assert hits(room, "dana", "fri") == []


def test_a_question_is_found_by_who_may_read_it_alone(room):
    ref = room.agreed()
    propose(room.sit("dana"), ref, "Motel now, or hold out?", category=Category.HEALTH)
    propose(room.sit("lee"), None, title="Bus passes", kind=ItemKind.BUSINESS)
    ((day, text),) = hits(room, "dana", "hold out")
    assert day == "2026-11-13"
    assert text == f"Conference Fri 13 Nov 2026 · {ref} · Motel now, or hold out?"
    assert hits(room, "lee", "hold out") == []
    assert hits(room, "vera", "hold out") == []
    assert [text for _, text in hits(room, "omar", "bus")] == ["Conference Fri 13 Nov 2026 · Bus passes"]
