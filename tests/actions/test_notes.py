"""Notes, contacts and a participant's own voice: who writes, who reads, what is refused and then not there."""

from datetime import date

import pytest

from casetable.actions import consent, history, leaving, notes, participants, voice
from casetable.errors import BadInput, NotAllowed, NotFound, NotShared, Refused
from casetable.queries.card import card, contact_of
from casetable.queries.notes import notes as listed
from casetable.queries.private import private_places
from casetable.queries.verify import verify
from casetable.queries.week import notes as case_notes
from casetable.values.seat import Heard
from casetable.words import Category, LeavingReason, Means, NoteKind, TakingPart
from tests.tables import MON, THU, TUE, WED, Room


def said(room: Room, ref: str, who: str = "dana", day: date = TUE) -> list[str]:
    return [one.text for one in listed(room.sit(who, day), ref).items]


def test_a_contact_is_on_the_card_of_everybody_a_release_covers(room: Room) -> None:
    ref = room.agreed()
    receipt = notes.add_note(room.sit("dana", TUE), ref, "has a phone again", kind=NoteKind.CONTACT, minutes=20)
    assert receipt.sentence == f"{ref}: contact noted. Shared with SS, MH."
    for who in ("dana", "lee", "omar"):
        newest = card(room.sit(who, TUE), ref).last_contact
        assert newest is not None
        assert (newest.text, newest.by, newest.agency, newest.minutes) == ("has a phone again", "Dana Reyes", "HS", 20)


def test_a_note_of_another_category_is_for_its_agency_and_whom_a_release_of_it_covers(room: Room) -> None:
    ref = room.agreed()
    assert notes.add_note(room.sit("dana"), ref, "early", category=Category.HEALTH).sentence.endswith(
        "For HS only (health)."
    )
    room.release(ref, to="MH", from_agency="HS", category=Category.HEALTH, day=TUE)
    assert notes.add_note(room.sit("dana", TUE), ref, "late", category=Category.HEALTH).sentence.endswith(
        "Shared with MH (health)."
    )
    assert said(room, ref) == ["late", "early"]
    assert said(room, ref, "omar") == ["late"]
    assert said(room, ref, "lee") == []


def test_the_day_a_text_belongs_to_decides_who_reads_it_and_is_never_to_come(room: Room) -> None:
    ref = room.agreed(day=TUE)
    notes.add_note(room.sit("dana", WED), ref, "said on monday", on=MON)
    assert said(room, ref, day=WED) == ["said on monday"]
    assert said(room, ref, "omar", WED) == []
    with pytest.raises(BadInput, match="still to come"):
        notes.add_note(room.sit("dana", WED), ref, "tomorrow", on=THU)


@pytest.mark.parametrize("text", ["", "  ", "\n\u200b"])
def test_a_note_without_words_is_none(room: Room, text: str) -> None:
    ref = room.agreed()
    with pytest.raises(BadInput, match="no words"):
        notes.add_note(room.sit("dana"), ref, text)
    assert said(room, ref) == []


def test_who_does_not_know_them_writes_nothing_and_is_told_the_way(room: Room) -> None:
    ref = room.agreed(released=False)
    for act in (
        lambda seat: notes.add_note(seat, ref, "hello"),
        lambda seat: voice.say_goal(seat, ref, "hello"),
        lambda seat: voice.take_part(seat, ref, TakingPart.ATTEND),
        lambda seat: voice.tell(seat, ref, "hello"),
        lambda seat: voice.set_contact(seat, ref, how="hello"),
    ):
        with pytest.raises(NotShared, match="not shared with MH"):
            act(room.sit("omar"))
    assert listed(room.sit("dana"), ref).total == 0
    assert verify(room.sit("ruth")).problems == ()


def test_of_somebody_hidden_there_is_nothing_to_write_about(shelter: Room) -> None:
    ref = shelter.consider("Hidden Name", by="tess")
    with pytest.raises(NotFound) as refused:
        notes.add_note(shelter.sit("dana"), ref, "hello")
    assert refused.value.sentence == f"There is no {ref} here."
    with pytest.raises(NotFound, match="There is no"):
        listed(shelter.sit("dana"), ref)
    notes.add_note(shelter.sit("tess"), ref, "hello")
    assert said(shelter, ref, "tess") == ["hello"]


def test_once_sharing_ends_each_keeps_its_own(room: Room) -> None:
    ref = room.agreed()
    notes.add_note(room.sit("dana"), ref, "of HS")
    notes.add_note(room.sit("omar"), ref, "of MH")
    consent.revoke_releases(room.sit("dana", TUE), ref, to="MH")
    assert said(room, ref) == ["of MH", "of HS"]
    assert said(room, ref, "omar") == ["of MH"]
    with pytest.raises(NotShared):
        notes.add_note(room.sit("omar", TUE), ref, "more")


def test_managers_and_advisers_neither_write_nor_read(room: Room) -> None:
    ref = room.agreed()
    notes.add_note(room.sit("dana"), ref, "of HS")
    for who in ("vera", "paula", "abe"):
        with pytest.raises(NotAllowed):
            notes.add_note(room.sit(who), ref, "hello")
    assert said(room, ref, "vera") == said(room, ref, "paula") == []


def test_a_note_heard_from_a_colleague_is_theirs(room: Room) -> None:
    ref = room.agreed()
    heard = Heard(room.id_of("omar"), Means.PHONE)
    notes.add_note(room.sit("dana"), ref, "came to the clinic", kind=NoteKind.CONTACT, heard=heard)
    (note,) = listed(room.sit("omar"), ref).items
    assert (note.by, note.agency) == ("Omar Haddad", "MH")
    consent.revoke_releases(room.sit("dana", TUE), ref, to="MH")
    with pytest.raises(NotShared, match="MH"):
        notes.add_note(room.sit("dana", TUE), ref, "again", heard=heard)


def test_a_note_is_taken_back_by_undo(room: Room) -> None:
    ref, dana = room.agreed(), room.sit("dana")
    notes.add_note(dana, ref, "of HS")
    history.undo(dana)
    assert said(room, ref) == []
    history.redo(dana)
    assert said(room, ref) == ["of HS"]
    assert verify(room.sit("ruth")).problems == ()


def test_a_goal_in_their_words_has_a_history_and_the_newest_is_on_the_card(room: Room) -> None:
    ref = room.agreed()
    voice.say_goal(room.sit("dana"), ref, "A bed.")
    voice.say_goal(room.sit("omar", TUE), ref, "A door I can lock.")
    voice.take_part(room.sit("dana", TUE), ref, TakingPart.MESSAGE, note="not the shelter")
    voice.tell(room.sit("dana", WED), ref, "Lee writes the letter")
    seen = card(room.sit("lee", WED), ref)
    assert seen.goal is not None
    assert seen.taking_part is not None
    assert seen.told is not None
    assert (seen.goal.text, seen.goal.on) == ("A door I can lock.", TUE)
    assert (seen.taking_part.taking_part, seen.taking_part.text) == (TakingPart.MESSAGE, "not the shelter")
    assert (seen.told.text, seen.told.on) == ("Lee writes the letter", WED)
    goals = listed(room.sit("lee", WED), ref, kinds=[NoteKind.GOAL])
    assert [one.text for one in goals.items] == ["A door I can lock.", "A bed."]


def test_safe_contact_is_what_was_said_last_and_for_a_shelters_participant_private_by_itself(shelter: Room) -> None:
    ref, _ = shelter.of_the_shelter()
    voice.set_contact(shelter.sit("tess"), ref, how="text", never="voicemail")
    voice.set_contact(shelter.sit("tess", TUE), ref, how="call her sister", no_post=True)
    found = contact_of(shelter.sit("tess", TUE), ref)
    assert found is not None
    assert (found.how, found.never, found.no_post) == ("call her sister", "voicemail", True)
    assert found.location_private
    with pytest.raises(BadInput, match="How may they be reached"):
        voice.set_contact(shelter.sit("tess", WED), ref, how=" ", never="", no_post=False)


def test_what_is_not_said_of_safe_contact_stays_as_it_stood(room: Room) -> None:
    ref = room.agreed()
    voice.set_contact(room.sit("dana"), ref, how="text", when="after 10", never="voicemail", no_post=True)
    receipt = voice.set_contact(room.sit("lee", TUE), ref, how="call", location_private=True)
    assert receipt.sentence == (
        f"{ref}: reach them so: call after 10, never voicemail · no post · tell nobody where. Shared with HS, MH."
    )
    found = contact_of(room.sit("omar", TUE), ref)
    assert found is not None
    assert (found.how, found.when, found.never, found.no_post) == ("call", "after 10", "voicemail", True)
    voice.set_contact(room.sit("omar", WED), ref, never="", no_post=False, location_private=False)
    found = contact_of(room.sit("dana", WED), ref)
    assert found is not None
    assert (found.how, found.never, found.no_post, found.location_private) == ("call", "", False, False)


def test_a_safe_contact_of_an_earlier_day_repeats_nothing_that_was_said_later(room: Room) -> None:
    ref = room.agreed()
    voice.set_contact(room.sit("dana"), ref, how="text")
    voice.set_contact(room.sit("dana", WED), ref, how="call her new number", no_post=True)
    receipt = voice.set_contact(room.sit("dana", WED), ref, never="voicemail", on=TUE)
    assert "call her new number · no post." in receipt.sentence
    tuesday = contact_of(room.sit("dana", WED), ref)
    assert tuesday is not None
    assert (tuesday.how, tuesday.never) == ("call her new number", "")


def test_nothing_is_repeated_that_the_one_it_was_heard_from_may_not_see(room: Room) -> None:
    ref = room.agreed(released=False)
    room.release(ref, to="SS", from_agency="HS")
    room.release(ref, to="HS", from_agency="SS")
    voice.set_contact(room.sit("dana"), ref, how="text", never="voicemail")
    room.release(ref, to="MH", from_agency="SS", day=TUE)
    room.release(ref, to="HS", from_agency="MH", day=TUE)
    voice.set_contact(room.sit("dana", TUE), ref, how="call", heard=Heard(room.id_of("omar"), Means.PHONE))
    found = contact_of(room.sit("omar", TUE), ref)
    assert found is not None
    assert (found.how, found.never) == ("call", "")


def test_the_place_of_a_shelters_participant_is_private_before_anybody_asks(shelter: Room) -> None:
    ref, _ = shelter.of_the_shelter()
    assert private_places(shelter.sit("tess")) == private_places(shelter.sit("tess"), ref) == {ref}
    voice.set_contact(shelter.sit("tess"), ref, how="text", location_private=False)
    assert private_places(shelter.sit("tess")) == set()
    voice.set_contact(shelter.sit("tess", TUE), ref, location_private=True)
    assert private_places(shelter.sit("tess", TUE)) == {ref}


def test_nobody_is_named_as_private_whom_a_seat_may_not_list(shelter: Room) -> None:
    ref = shelter.consider("Hidden Name", by="tess")
    assert private_places(shelter.sit("tess")) == {ref}
    for who in ("dana", "ruth", "vera", "abe"):
        assert private_places(shelter.sit(who)) == private_places(shelter.sit(who), ref) == set()


def test_safe_contact_hides_no_place_of_others_unless_it_is_said(room: Room) -> None:
    ref = room.agreed()
    voice.set_contact(room.sit("dana"), ref, how="text")
    found = contact_of(room.sit("omar"), ref)
    assert found is not None
    assert not found.location_private


def test_after_a_death_nothing_is_asked_or_told_and_a_note_may_still_be_written(room: Room) -> None:
    ref = room.active()
    leaving.leave(room.sit("dana", TUE), ref, reason=LeavingReason.DIED)
    dana = room.sit("dana", WED)
    for act in (
        lambda: voice.say_goal(dana, ref, "hello"),
        lambda: voice.take_part(dana, ref, TakingPart.ATTEND),
        lambda: voice.tell(dana, ref, "hello"),
        lambda: voice.set_contact(dana, ref, how="hello"),
        lambda: notes.add_note(dana, ref, "hello", kind=NoteKind.CONTACT),
    ):
        with pytest.raises(Refused, match="has died"):
            act()
    notes.add_note(dana, ref, "her sister was told")
    assert said(room, ref, day=WED)[0] == "her sister was told"


def test_nothing_new_is_written_about_somebody_passed_over(room: Room) -> None:
    ref = room.propose()
    participants.decline(room.sit("lee"), ref, told=True)
    with pytest.raises(Refused, match="passed over"):
        notes.add_note(room.sit("dana", TUE), ref, "hello")


def test_my_case_notes_hold_my_own_notes_and_nobody_elses(room: Room) -> None:
    ref = room.agreed()
    notes.add_note(room.sit("dana"), ref, "phoned\nagain", kind=NoteKind.CONTACT, minutes=15)
    voice.say_goal(room.sit("dana", TUE), ref, "A bed.")
    notes.add_note(room.sit("omar", TUE), ref, "of MH")
    lines = case_notes(room.sit("dana", WED))
    assert [(one.on, one.what, one.text, one.minutes) for one in lines] == [
        (MON, "contact", "phoned again", 15),
        (TUE, "in their words", "A bed.", None),
    ]
    assert {one.participant_name for one in lines} == {"Chidi Okafor"}
