"""What an action must not tell by the way it refuses: who is at the table, and who stands behind a reference."""

import pytest

from casetable.actions import consent, participants, tasks
from casetable.errors import NotFound, Refused
from casetable.values.seat import Heard
from casetable.values.tasks import NewTask
from casetable.words import Means
from tests.tables import FRI, TUE, WED, Room


def test_an_hmis_record_is_matched_only_for_those_who_know_whose_it_is(room: Room) -> None:
    room.propose(hmis_id="A-1")
    again = room.propose("Somebody", by="lee", hmis_id="A-1")
    with pytest.raises(Refused) as refused:
        room.propose("Somebody", by="lee", hmis_id="A-1")
    assert again in refused.value.sentence


def test_noting_an_answer_for_a_shelter_tells_nothing_about_its_participants(shelter: Room) -> None:
    hidden = shelter.consider("Hidden Name", by="tess")
    said = Heard(shelter.id_of("tess"), Means.PHONE)
    for answer in (participants.agree, participants.decline):
        told = []
        for ref in (hidden, "P-98765"):
            with pytest.raises(NotFound) as refused:
                answer(shelter.sit("dana"), ref, heard=said)
            told.append(str(refused.value).replace(ref, "REF"))
        assert told[0] == told[1]


def test_an_hmis_record_of_a_shelter_is_not_matched_for_who_notes_its_words(shelter: Room) -> None:
    shelter.consider("Hidden Name", by="tess", hmis_id="A-1")
    heard = Heard(shelter.id_of("tess"), Means.PHONE)
    shelter.consider("Somebody", by="dana", hmis_id="A-1", heard=heard)


def known_once(shelter: Room) -> tuple[str, list[str]]:
    """A participant of the shelter, agreed by all while its releases stood; the reference and the releases."""
    ref, given = shelter.of_the_shelter()
    for one in ("lee", "dana", "omar"):
        participants.agree(shelter.sit(one), ref)
    return ref, given


def test_asking_in_the_name_of_a_shelter_tells_nothing_about_its_participants(shelter: Room) -> None:
    hidden, (_, to_dana, _) = known_once(shelter)
    consent.revoke_release(shelter.sit("tess"), to_dana)
    tess = shelter.id_of("tess")
    for ref in (hidden, "P-98765"):
        with pytest.raises(NotFound, match=f"There is no {ref} here"):
            tasks.ask(shelter.sit("dana"), NewTask("call", tess, FRI, ref), heard=Heard(tess, Means.PHONE))


def test_handing_on_what_is_not_shared_any_more_does_not_name_whom_it_is_about(shelter: Room) -> None:
    ref, (to_lee, _, _) = known_once(shelter)
    task = shelter.promised(by="tess", of="lee", about=ref)
    consent.revoke_release(shelter.sit("tess", TUE), to_lee)
    with pytest.raises(Refused) as refused:
        tasks.hand(shelter.sit("lee", WED), task, to=shelter.id_of("ruth"))
    assert task in refused.value.sentence
    assert ref not in str(refused.value)
