"""The card: what stands on it, for whom, and that hidden parts look like empty ones."""

from datetime import date

import pytest

from casetable.actions import consent, household, notes, tasks, team, voice
from casetable.errors import NotFound
from casetable.queries.card import card
from casetable.queries.notes import last_contacts
from casetable.values.card import Household
from casetable.words import Category, NoteKind
from tests.tables import FRI, MON, TUE, WED, Room


def test_the_worker_who_knows_them_sees_everything_that_is_theirs(room: Room) -> None:
    ref = room.active()
    team.lead(room.sit("dana"), ref, room.id_of("dana"))
    team.join_team(room.sit("dana"), ref, room.id_of("omar"))
    task = room.promised("lease", of="dana", about=ref)
    seen = card(room.sit("omar", TUE), ref)
    assert seen.participant.name == "Chidi Okafor"
    assert [(one.person, one.leads) for one in seen.team] == [("Dana Reyes", True), ("Omar Haddad", False)]
    assert seen.contact is not None
    assert seen.contact.never == "voicemail"
    assert [one.task for one in seen.tasks] == [task]
    assert seen.year_of_birth == 1980
    assert len(seen.outcomes) == 7
    assert seen.missing == ()


def test_what_is_missing_before_work_begins_is_on_the_card_of_somebody_agreed(room: Room) -> None:
    ref = room.agreed(released=False)
    missing = "; ".join(card(room.sit("dana"), ref).missing)
    for words in ("housing", "own goal", "SS", "MH", "reached"):
        assert words in missing


def test_when_sharing_ends_the_card_is_a_reference_with_its_state_and_nothing_else(room: Room) -> None:
    ref = room.active()
    for who in ("dana", "omar"):
        notes.add_note(room.sit(who), ref, f"of {who}", category=Category.GENERAL)
    voice.say_goal(room.sit("dana"), ref, "A door I can lock.")
    team.lead(room.sit("dana"), ref, room.id_of("dana"))
    consent.revoke_releases(room.sit("dana", TUE), ref, to="MH")
    seen = card(room.sit("omar", TUE), ref)
    assert seen.participant.name is None
    assert (seen.contact, seen.goal, seen.told, seen.last_contact) == (None, None, None, None)
    assert (seen.team, seen.tasks, seen.missing, seen.hmis_id, seen.year_of_birth) == ((), (), (), "", None)
    assert seen.household == Household()
    assert all(one.baseline is None for one in seen.outcomes)
    assert [(one.text, one.agency) for one in seen.notes] == [("of omar", "MH")]
    assert seen.note_total == 1


def test_of_a_shelters_hidden_participant_there_is_no_card(shelter: Room) -> None:
    ref = shelter.consider(by="tess")
    with pytest.raises(NotFound):
        card(shelter.sit("dana"), ref)
    assert card(shelter.sit("tess"), ref).participant.participant == ref


def test_a_manager_sees_no_text_on_a_card(room: Room) -> None:
    ref = room.active()
    notes.add_note(room.sit("dana"), ref, "has a phone", kind=NoteKind.CONTACT)
    seen = card(room.sit("vera"), ref)
    assert (seen.notes, seen.note_total, seen.contact, seen.last_contact, seen.team) == ((), 0, None, None, ())
    assert seen.participant.name is None


def test_who_lives_together_shows_once_both_allowed_it_and_only_to_who_knows_both(room: Room) -> None:
    ana, bo = room.agreed("Ana"), room.agreed("Bo")
    household.allow_link(room.sit("dana"), ana, bo, allowed_on=MON)
    assert card(room.sit("dana"), ana).household.links == ()
    household.allow_link(room.sit("dana"), bo, ana, allowed_on=MON)
    household.set_child(room.sit("dana"), ana, True)
    assert card(room.sit("omar"), ana).household == Household(((bo, "Bo"),), child=True)
    consent.revoke_releases(room.sit("dana", TUE), bo, to="MH")
    assert card(room.sit("omar", TUE), ana).household.links == ()


def test_a_contact_logged_on_a_task_is_the_last_contact_too(room: Room) -> None:
    ref = room.agreed()
    task = room.promised("lease", of="dana", about=ref)
    notes.add_note(room.sit("dana"), ref, "phoned", kind=NoteKind.CONTACT)
    tasks.log(room.sit("dana", TUE), task, note="saw her at the office", contact=True)
    for who in ("dana", "omar"):
        newest = card(room.sit(who, WED), ref).last_contact
        assert newest is not None
        assert (newest.text, newest.by, newest.on) == ("saw her at the office", "Dana Reyes", TUE)
    notes.add_note(room.sit("dana", WED), ref, "has a phone again", kind=NoteKind.CONTACT)
    assert last_contacts(room.sit("omar", WED))[ref].text == "has a phone again"


def test_only_the_newest_notes_come_with_a_card_and_it_says_how_many_there_are(room: Room) -> None:
    ref = room.agreed()
    for number in range(4):
        notes.add_note(room.sit("dana"), ref, f"note {number}")
    seen = card(room.sit("dana"), ref, notes=2)
    assert [one.text for one in seen.notes] == ["note 3", "note 2"]
    assert seen.note_total == 4


def test_what_was_said_last_is_on_the_card_whether_its_notes_fit_there_or_not(room: Room) -> None:
    ref = room.agreed()
    for words in ("A door I can lock.", "A door, and a garden."):
        voice.say_goal(room.sit("dana"), ref, words)
    for number in range(3):
        notes.add_note(room.sit("dana"), ref, f"note {number}", kind=NoteKind.CONTACT)
    whole, short = (card(room.sit("dana"), ref, notes=many) for many in (50, 1))
    assert (whole.goal, whole.last_contact) == (short.goal, short.last_contact)
    assert whole.goal is not None
    assert whole.last_contact is not None
    assert (whole.goal.text, whole.last_contact.text) == ("A door, and a garden.", "note 2")


def test_what_ended_in_another_week_is_not_on_the_card(room: Room) -> None:
    ref = room.agreed()
    task = room.promised("lease", of="dana", about=ref, due=FRI)
    tasks.complete(room.sit("dana"), task)
    assert [one.task for one in card(room.sit("dana", FRI), ref).tasks] == [task]
    assert card(room.sit("dana", date(2026, 11, 9)), ref).tasks == ()
