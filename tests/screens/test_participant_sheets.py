"""The sheet of safe contact: it starts with what stands, only what is changed is said, narrow words ask once."""

import pytest

from casetable.actions import voice
from casetable.errors import BadInput
from casetable.queries.card import contact_of
from casetable.screens.participant_sheets import reach_fields, set_reach
from tests.tables import TUE, WED, Room


def test_the_sheet_starts_with_what_stands_and_says_only_what_was_changed(room: Room) -> None:
    ref = room.agreed()
    voice.set_contact(room.sit("dana"), ref, how="text", never="voicemail", no_post=True)
    lee = room.sit("lee", TUE)
    fields = reach_fields(lee, ref)
    filled = {field.name: field.start for field in fields}
    assert filled == {"how": "text", "when": "", "never": "voicemail", "no_post": "yes", "private": "no"}
    voice.set_contact(room.sit("omar", TUE), ref, never="voicemail, her sister")
    set_reach(ref, fields)(filled | {"how": "call"})(lee)
    found = contact_of(room.sit("dana", WED), ref)
    assert found is not None
    assert (found.how, found.never, found.no_post) == ("call", "voicemail, her sister", True)
    set_reach(ref, fields)(filled | {"never": "", "no_post": ""})(room.sit("lee", WED))
    found = contact_of(room.sit("dana", WED), ref)
    assert found is not None
    assert (found.how, found.never, found.no_post) == ("call", "", False)


def test_narrow_words_are_asked_about_once_and_what_stood_already_is_not(shelter: Room) -> None:
    ref, _ = shelter.of_the_shelter()
    tess = shelter.sit("tess")
    fields = reach_fields(tess, ref)
    filled = {field.name: field.start for field in fields}
    assert filled["private"] == "yes"
    make, said = set_reach(ref, fields), filled | {"how": "at the motel"}
    with pytest.raises(BadInput, match="does this say where they are"):
        make(said)
    make(said)(tess)
    again = reach_fields(tess, ref)
    set_reach(ref, again)({field.name: field.start for field in again} | {"when": "after 10"})(tess)
    found = contact_of(tess, ref)
    assert found is not None
    assert (found.how, found.when, found.location_private) == ("at the motel", "after 10", True)
