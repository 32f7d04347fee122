"""Texts that could not be saved: kept for their writer's own agency alone, and gone when they are thrown away."""

import pytest

from casetable.actions import drafts
from casetable.errors import BadInput, NotFound
from casetable.queries.history import history
from casetable.words import Category
from tests.tables import MON, TUE, Room


def test_a_kept_text_is_read_by_ones_own_agency_alone(room: Room) -> None:
    ref = room.agreed()
    said = drafts.keep(
        room.sit("omar"), f"a note about {ref}", "two lines\nof it", participant=ref, category=Category.HEALTH
    )
    assert "for MH alone" in said.sentence
    (kept,) = drafts.kept(room.sit("ines"))
    assert (kept.what, kept.text) == (f"a note about {ref}", "two lines\nof it")
    assert (kept.participant, kept.by, kept.agency, kept.on) == (ref, "Omar Haddad", "MH", MON)
    assert kept.category is Category.HEALTH
    for name in ("dana", "lee", "ruth", "zoe", "abe"):
        assert drafts.kept(room.sit(name)) == ()


def test_who_reads_no_texts_finds_what_they_wrote_themselves(room: Room) -> None:
    drafts.keep(room.sit("zoe"), "an answer", "no capacity until spring")
    assert [one.text for one in drafts.kept(room.sit("zoe"))] == ["no capacity until spring"]


def test_the_newest_stands_first_and_one_can_be_thrown_away(room: Room) -> None:
    drafts.keep(room.sit("omar", MON), "a note", "first")
    drafts.keep(room.sit("omar", TUE), "a note", "second")
    newest, oldest = drafts.kept(room.sit("omar", TUE))
    assert (newest.text, oldest.text) == ("second", "first")
    with pytest.raises(NotFound):
        drafts.drop(room.sit("dana", TUE), newest.id)
    assert "Thrown away" in drafts.drop(room.sit("ines", TUE), newest.id[-6:]).sentence
    assert [one.text for one in drafts.kept(room.sit("omar", TUE))] == ["first"]
    with pytest.raises(NotFound):
        drafts.drop(room.sit("omar", TUE), "")


def test_whether_there_is_such_a_participant_makes_no_difference_to_what_is_said(shelter: Room) -> None:
    hidden = shelter.consider("Hidden One", by="tess")
    for ref in (hidden, "P-98765"):
        said = drafts.keep(shelter.sit("omar"), "a note", "somebody called", participant=ref)
        assert said.sentence == "The text is kept for MH alone: casetable drafts shows it."
    assert [one.participant for one in drafts.kept(shelter.sit("omar"))] == [None, None]


def test_no_text_is_nothing_to_keep_and_keeping_is_no_entry_of_the_log(room: Room) -> None:
    before = history(room.sit("omar")).total
    drafts.keep(room.sit("omar"), "a note", "words")
    assert history(room.sit("omar")).total == before
    with pytest.raises(BadInput):
        drafts.keep(room.sit("omar"), "a note", " \n ")
