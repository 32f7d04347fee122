"""Minutes while several people work on them: notes beside others' lines, words that changed, tellers who change."""

from dataclasses import replace
from datetime import date

import pytest

from casetable.actions import conference
from casetable.actions.asks import hand
from casetable.actions.conference_lines import strike
from casetable.actions.consent import revoke_release
from casetable.actions.minutes import correct, nothing_to_correct
from casetable.actions.participants import lead
from casetable.actions.ratifying import ratify
from casetable.actions.tasks import complete
from casetable.errors import NotAllowed, Refused, SomebodyElseWasFirst
from casetable.jobs.letters import make_letter
from casetable.jobs.minutes import agree_minutes, minutes_read
from casetable.queries.minutes import minutes
from casetable.queries.minutes_editions import editions
from casetable.queries.ratifying import proposals
from casetable.queries.tasks import tasks
from casetable.words import LineKind, Phase
from tests.conferences import SECOND_FRIDAY, come, file, held
from tests.meeting import Meeting

MONDAY, AFTER = date(2026, 11, 16), date(2026, 11, 24)


def met(room, ref, *names, **filed):
    """A held conference about somebody with these people in the room; the id of its decision."""
    conference_id = held(room, ref, on=SECOND_FRIDAY)
    for name in names:
        come(room, conference_id, name)
    return file(room, conference_id, ref, LineKind.DECISION, "motel for one week", **filed)


def notes(seat):
    """The notes that a seat reads."""
    return [one.note for one in minutes(seat).corrections]


def test_a_note_is_read_under_the_releases_of_the_agency_that_wrote_it(room):
    ref = room.agreed(released=False)
    room.release(ref, by="dana", to="MH", from_agency="HS")
    shared = room.release(ref, by="dana", to="SS", from_agency="HS").ref
    line = met(room, ref, "lee", "dana", "omar")
    correct(room.sit("lee", MONDAY), None, line, note="he said two weeks")

    assert notes(room.sit("omar", MONDAY)) == []
    revoke_release(room.sit("dana", AFTER), shared)
    room.release(ref, by="omar", to="SS", from_agency="MH", day=AFTER)
    assert notes(room.sit("lee", AFTER)) == ["he said two weeks"]


def test_a_note_asks_the_others_again_whether_all_is_right(room):
    line = met(room, room.agreed(), "lee", "dana", "omar")
    for name in ("lee", "dana"):
        nothing_to_correct(room.sit(name, MONDAY), None)
    said = correct(room.sit("omar", MONDAY), None, line, note="Dana said the opposite").sentence

    assert "Asked again whether anything is to be corrected: SS, HS." in said
    nothing_to_correct(room.sit("omar", MONDAY), None)
    with pytest.raises(Refused, match="SS and HS have not said"):
        agree_minutes(room.sit("ruth", MONDAY))


def test_a_line_with_a_note_beside_it_is_not_struck_when_the_room_goes_on(room):
    meeting = Meeting(room)
    ref = meeting.led()
    meeting.begin("dana", "omar", "lee", "hal")
    meeting.to(ref, Phase.DECISION)
    filed = meeting.file(LineKind.OPTION, "an option")
    meeting.to("promises since last time")
    conference.close_conference(meeting.sit(hour=10))
    correct(meeting.sit("omar", 11), None, filed.line, note="beside")
    conference.open_conference(meeting.sit(hour=12))
    conference.open_item(meeting.sit(hour=12), ref)

    with pytest.raises(Refused, match="say something beside this line"):
        strike(meeting.sit("dana", 12), filed.line)


def test_an_agency_says_yes_only_to_the_words_that_it_read(room):
    line = met(room, room.agreed(), "lee", "dana", is_proposal=True, ratify_by=date(2026, 11, 20))
    read = proposals(room.sit("omar", MONDAY))[0].line
    correct(room.sit("lee", MONDAY), None, line, text="motel for one year", note="misheard")

    with pytest.raises(SomebodyElseWasFirst, match="reworded"):
        ratify(room.sit("omar", MONDAY), line, seen=read.version)
    newer = proposals(room.sit("omar", MONDAY))[0].line
    assert "motel for one year" in ratify(room.sit("omar", MONDAY), line, seen=newer.version).sentence


def test_an_agency_that_does_not_know_whom_it_is_about_is_not_waited_for(room):
    ref = room.agreed(released=False)
    room.release(ref, by="dana", to="SS", from_agency="HS")
    line = met(room, ref, "lee", "dana", is_proposal=True, ratify_by=date(2026, 11, 20))

    assert proposals(room.sit("dana", MONDAY))[0].missing == ()
    with pytest.raises(NotAllowed, match="Every agency was in the room"):
        ratify(room.sit("lee", MONDAY), line)
    assert "Ratified" in ratify(room.sit("ruth", MONDAY), line).sentence


def test_an_agreed_letter_stays_the_agencys_that_told_when_the_task_is_handed_on(room, tmp_path):
    meeting = Meeting(room)
    ref = meeting.led()
    meeting.begin("dana", "omar", "lee", "hal")
    meeting.to(ref, Phase.ACTIONS)
    conference.close_conference(meeting.sit())
    agree_minutes(room.sit("ruth", AFTER))
    telling = next(one for one in tasks(room.sit("dana", AFTER)).items if one.tells)
    hand(room.sit("dana", AFTER), telling.task, to=room.id_of("omar"))

    make_letter(room.sit("dana", AFTER), ref, tmp_path / "dana.md")
    make_letter(room.sit("ruth", AFTER), ref, tmp_path / "ruth.md")
    assert (tmp_path / "dana.md").read_bytes() == (tmp_path / "ruth.md").read_bytes()


def test_a_letter_is_made_by_an_agency_that_still_knows_them(room, tmp_path):
    meeting = Meeting(room)
    ref = room.agreed(released=False)
    given = room.release(ref, by="dana", to="MH", from_agency="HS").ref
    room.release(ref, by="dana", to="SS", from_agency="HS")
    lead(room.sit("omar"), ref, room.id_of("omar"))
    meeting.begin("dana", "omar", "hal")
    meeting.to(ref, Phase.ACTIONS)
    conference.close_conference(meeting.sit(hour=10))
    telling = next(one for one in tasks(room.sit("omar", MONDAY)).items if one.tells)
    revoke_release(room.sit("dana", MONDAY), given)
    agree_minutes(room.sit("ruth", AFTER))

    assert [one.agency for one in editions(room.sit("ruth", AFTER)) if one.participant] == ["HS"]
    make_letter(room.sit("dana", AFTER), ref, tmp_path / "letter.md")
    assert "could not be put on the card" in complete(room.sit("omar", AFTER), telling.task, note="told him").sentence


def test_new_words_of_an_action_reach_the_task_that_it_was_handed_on_as(room):
    meeting = Meeting(room)
    ref = meeting.led()
    meeting.begin("dana", "omar", "lee", "hal")
    meeting.to(ref, Phase.ACTIONS)
    filed = meeting.action("call the motel", of="omar")
    conference.read_back(meeting.sit())
    conference.close_conference(meeting.sit(hour=10))
    given = hand(room.sit("omar", MONDAY), filed.receipt.ref, to=room.id_of("lee"))
    line = next(one for item in minutes(room.sit("dana", MONDAY)).items for one in item.lines if one.task)
    correct(room.sit("dana", MONDAY), None, line.id, text="call the hotel", note="misheard")

    handed = next(one for one in tasks(room.sit("lee", MONDAY)).items if one.handed_from == filed.receipt.ref)
    assert handed.title == "call the hotel", given


@pytest.mark.parametrize("name", ["abe", "dana"])
def test_agreed_minutes_are_read_at_ones_own_terminal_as_far_as_one_may(room, name):
    met(room, room.agreed(), "lee", "dana", "omar")
    agree_minutes(room.sit("ruth", AFTER))
    seat = room.sit(name, AFTER)
    text, _ = minutes_read(replace(seat, reads_only=True) if name == "dana" else seat)

    assert "Fri 13 Nov" in text
    assert ("motel for one week" in text) is (name == "dana")
