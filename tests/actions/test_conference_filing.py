"""What the room says: options and arguments, decisions with and without quorum, dissent, actions that become tasks."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from casetable.actions import conference, tasks
from casetable.actions.agenda import propose
from casetable.actions.conference_calendar import name_chair
from casetable.actions.history import undo
from casetable.cli.story import story_words
from casetable.errors import BadInput, NotAllowed, NotFound, NotShared, Refused, SomebodyElseWasFirst
from casetable.queries.tasks import story, task
from casetable.queries.verify import verify
from casetable.screens.cell import Signs
from casetable.screens.detail import task_lines
from casetable.values.conference import FiledLine, Typed
from casetable.words import Category, DecidedBy, LineKind, Phase, TaskEventKind, TaskState
from tests.meeting import MONDAY_AFTER, SECOND_FRIDAY, Meeting, said
from tests.tables import Room


def last(meeting: Meeting, who: str = "dana") -> FiledLine:
    """The newest line of the open item."""
    return meeting.lines(who)[-1]


def test_a_debate_keeps_who_holds_what_and_a_dissent_when_to_look_again(room: Room) -> None:
    meeting = Meeting(room)
    ref = meeting.led()
    meeting.begin("dana", "omar")
    with pytest.raises(BadInput, match="Under open nothing is debated"):
        meeting.file(LineKind.OPTION, "motel")
    with pytest.raises(BadInput, match="about nobody"):
        meeting.file(LineKind.WORDS, "a door")
    meeting.to(ref, Phase.DEBATE)
    with pytest.raises(BadInput, match="There is no option 1, none is filed yet"):
        meeting.file(LineKind.ARGUMENT, "safe", option=1, is_for=True)
    with pytest.raises(BadInput, match="no words to file"):
        meeting.file(LineKind.OPTION, "  ")
    with pytest.raises(BadInput, match="Social Security"):
        meeting.file(LineKind.OPTION, "with 123-45-6789")
    with pytest.raises(BadInput, match="By when"):
        conference.file_line(meeting.sit("dana"), None, Typed(LineKind.ACTION, "x", unread=("by when? fri",)))
    meeting.file(LineKind.OPTION, "motel now")
    meeting.file(LineKind.OPTION, "hold for the unit")
    meeting.file(LineKind.ARGUMENT, "safe tonight", option=1, is_for=True, holder=room.id_of("lee"))
    meeting.file(LineKind.ARGUMENT, "one move, not two", is_for=True, by="omar")
    found = [(one.text, one.number, one.option, one.is_for, one.holder, one.by) for one in meeting.lines()]
    assert found[1:] == [
        ("motel now", 1, None, None, None, "Dana Reyes"),
        ("hold for the unit", 2, None, None, None, "Dana Reyes"),
        ("safe tonight", 0, 1, True, "Lee Park", "Dana Reyes"),
        ("one move, not two", 0, 2, True, None, "Omar Haddad"),
    ]
    assert said(meeting.file(LineKind.DISSENT, "winter")) == "Dissent filed: looked at again on Fri 11 Dec."
    assert (last(meeting).holder, last(meeting).look_again_on) == ("Dana Reyes", date(2026, 12, 11))
    meeting.file(LineKind.DISSENT, "too far", holder=room.id_of("omar"), look_again_on=date(2027, 1, 8))
    assert (last(meeting).holder, last(meeting).look_again_on) == ("Omar Haddad", date(2027, 1, 8))
    with pytest.raises(BadInput, match="has passed"):
        meeting.file(LineKind.DISSENT, "x", look_again_on=date(2026, 11, 1))
    with pytest.raises(Refused, match=r"Omar Haddad's words on health are not filed at HS: HS and MH may not read"):
        meeting.file(LineKind.ARGUMENT, "her doctor said so", category=Category.HEALTH, holder=room.id_of("omar"))
    hidden = meeting.file(LineKind.ARGUMENT, "her doctor said so", category=Category.HEALTH, by="omar")
    assert hidden.hidden_from == ("Not shown to Social Services and Homeless Services: no release covers health.")
    conference.open_item(meeting.sit(), "promises")
    with pytest.raises(Refused, match="is not open"):
        conference.file_line(meeting.sit("dana"), ref, Typed(LineKind.OPTION, "too early"))


def test_a_room_with_a_quorum_decides_and_one_without_proposes_to_the_missing_agency(room: Room) -> None:
    meeting = Meeting(room)
    ref = meeting.led()
    name_chair(room.sit("ruth"), room.id_of("hal"), deputy=room.id_of("ines"), conference=SECOND_FRIDAY)
    meeting.begin("dana", "omar", "hal")
    meeting.to(ref, Phase.DECISION)
    meeting.file(LineKind.OPTION, "hold for the unit")
    assert said(meeting.file(LineKind.DECISION, "hold", option=1)) == "Decision (consensus) filed."
    decided = last(meeting)
    assert (decided.is_proposal, decided.ratify_by, decided.option) == (False, None, 1)
    by_vote = said(meeting.file(LineKind.DECISION, "hold", decided_by=DecidedBy.VOTE))
    assert by_vote.startswith("Decision (vote) filed. The agreement says: nothing is decided until all can live")
    assert last(meeting).decided_by is DecidedBy.VOTE

    conference.step_out(meeting.sit(), "omar")
    answer = said(meeting.file(LineKind.DECISION, "hold for the unit"))
    assert "Filed as a proposal: Nobody of Mental Health is here." in answer
    assert "Mental Health may ratify it by Mon 23 Nov; else it is on the next agenda." in answer
    assert (last(meeting).is_proposal, last(meeting).ratify_by) == (True, date(2026, 11, 23))
    assert said(meeting.file(LineKind.DECISION, "later", decided_by=DecidedBy.DEFERRED)) == "Deferred: filed."
    assert not last(meeting).is_proposal
    conference.attend(meeting.sit(), ["omar"], late=True)
    conference.step_out(meeting.sit(), "hal")
    nobody_chairs = said(meeting.file(LineKind.DECISION, "hold"))
    assert "Neither Hal Brook (chair) nor Ines Roy (deputy) is here. Every agency may ratify it" in nobody_chairs
    conference.attend(meeting.sit(), ["ines"])
    assert said(meeting.file(LineKind.DECISION, "hold")) == "Decision (consensus) filed."


def test_an_action_is_a_task_with_its_topic_and_who_is_here_says_yes_when_it_is_read_back(room: Room) -> None:
    meeting = Meeting(room)
    ref = meeting.led()
    propose(room.sit("dana"), ref, question="Motel now, or hold?")
    meeting.begin("dana", "omar")
    item = meeting.to(ref, Phase.ACTIONS)
    with pytest.raises(BadInput, match="an owner and a date"):
        meeting.file(LineKind.ACTION, "call the motel")
    with pytest.raises(Refused, match="no release lets MH know health"):
        meeting.action("pick up the letter", of="omar", category=Category.HEALTH)
    here = meeting.action("call the motel", of="omar").receipt.ref
    away = meeting.action("ask the county", of="lee").receipt.ref
    own = meeting.action("tell her", of="dana").receipt.ref
    asked = task(room.sit("dana"), here)
    assert (asked.state, asked.topic, asked.conference) == (TaskState.ASKED, "Motel now, or hold?", SECOND_FRIDAY)
    told = story_words(story(room.sit("dana"), here), SECOND_FRIDAY)
    pane = task_lines(asked, (), SECOND_FRIDAY, Signs()).plain
    assert all("Motel now, or hold?" in words for words in (told, pane))
    with pytest.raises(Refused, match="3 actions are not read back yet"):
        conference.advance(meeting.sit(), item, Phase.ACTIONS)

    answer = said(conference.read_back(meeting.sit("dana")))
    assert answer.startswith("3 actions were read back.")
    assert f"{here} is Omar Haddad's, due Mon 16 Nov." in answer
    assert f"{away} stays asked of Lee Park, who is not here." in answer
    assert task(room.sit("dana"), own).state is TaskState.OPEN
    assert task(room.sit("lee"), away).state is TaskState.ASKED
    accepted = next(one for one in story(room.sit("omar"), here).events if one.kind is TaskEventKind.ACCEPTED)
    assert (accepted.by, accepted.noted_by) == ("Omar Haddad", "Dana Reyes")
    with pytest.raises(Refused, match="no action to read back"):
        conference.read_back(meeting.sit("dana"))
    assert "is done" in said(conference.advance(meeting.sit(), item, Phase.ACTIONS))

    handed = task(room.sit("ines"), tasks.hand(meeting.sit("omar"), here, to=room.id_of("ines")).ref)
    assert (handed.owner, handed.topic, handed.handed_from) == ("Ines Roy", "Motel now, or hold?", here)


def test_a_line_is_reworded_and_struck_by_who_said_it_with_its_task(room: Room) -> None:
    meeting = Meeting(room)
    ref = meeting.led()
    meeting.begin("dana", "omar")
    meeting.to(ref, Phase.DEBATE)
    option = meeting.file(LineKind.OPTION, "motel now").line
    argument = meeting.file(LineKind.ARGUMENT, "safe tonight", is_for=True).line
    with pytest.raises(NotAllowed, match="Dana Reyes filed this line"):
        conference.reword(meeting.sit("omar"), option, "no motel")
    conference.reword(meeting.sit("hal"), option, "the motel on Alder", seen=1)
    with pytest.raises(SomebodyElseWasFirst) as first:
        conference.reword(meeting.sit("dana"), option, "motel", seen=1)
    assert first.value.theirs == {"text": "the motel on Alder"}
    with pytest.raises(Refused, match="Something was said about this option"):
        conference.strike(meeting.sit("dana"), option)
    conference.strike(meeting.sit("dana"), argument)
    undo(meeting.sit("dana"))
    conference.strike(meeting.sit("dana"), argument)
    conference.strike(meeting.sit("dana"), option)
    with pytest.raises(NotFound):
        conference.strike(meeting.sit("dana"), option)

    filed = meeting.action("call the motle", of="omar")
    conference.reword(meeting.sit("dana"), filed.line, "call the motel")
    assert task(room.sit("omar"), filed.receipt.ref).title == "call the motel"
    conference.strike(meeting.sit("dana"), filed.line)
    with pytest.raises(NotFound):
        task(room.sit("omar"), filed.receipt.ref)
    again = meeting.action("call the motel", of="omar")
    conference.read_back(meeting.sit())
    with pytest.raises(Refused, match="is under way by now") as under_way:
        conference.strike(meeting.sit("dana"), again.line)
    assert f"task drop {again.receipt.ref}" in under_way.value.hint
    meeting.file(LineKind.OPTION, "hold for the unit")
    conference.close_conference(meeting.sit(hour=10))
    with pytest.raises(Refused, match="closed since"):
        undo(meeting.sit("dana", hour=11))
    assert verify(meeting.sit()).problems == ()


def test_what_is_being_typed_is_kept_for_its_writer_alone_until_it_is_filed(room: Room) -> None:
    meeting = Meeting(room)
    ref = meeting.led()
    with pytest.raises(Refused, match="No conference is in session"):
        conference.keep_line(meeting.sit("dana"), "o motel")
    meeting.begin("dana", "omar")
    meeting.to(ref, Phase.DEBATE)
    conference.keep_line(meeting.sit("dana"), "o motel")
    conference.keep_line(meeting.sit("dana"), "o motel now")
    conference.keep_line(meeting.sit("omar"), "+ safe")
    assert [meeting.now(one).draft for one in ("dana", "omar")] == ["o motel now", "+ safe"]
    meeting.file(LineKind.OPTION, "motel now")
    assert meeting.now("dana").draft == ""
    conference.keep_line(meeting.sit("omar"), " ")
    conference.keep_line(meeting.sit("omar"), "")
    with pytest.raises(NotAllowed):
        conference.keep_line(meeting.sit("abe"), "o x")


def test_under_business_an_action_has_its_title_as_topic_and_nothing_narrower_than_general(room: Room) -> None:
    meeting = Meeting(room)
    propose(room.sit("dana"), None, title="Winter shelter")
    meeting.begin("dana", "omar")
    meeting.to("winter shelter", Phase.ACTIONS)
    with pytest.raises(BadInput, match="has passed"):
        meeting.file(LineKind.ACTION, "call", owner=room.id_of("omar"), due=date(2026, 11, 2))
    with pytest.raises(BadInput, match="read by everybody at the table") as narrow:
        meeting.file(LineKind.OPTION, "detox beds", category=Category.HEALTH)
    assert "Leave out health" in narrow.value.hint
    filed = meeting.action("ask the county", of="omar")
    found = task(room.sit("omar"), filed.receipt.ref)
    assert (found.topic, found.participant, found.fold.due_on) == ("Winter shelter", None, MONDAY_AFTER)


def test_who_does_not_know_the_participant_finds_no_open_item_and_the_coordinator_a_reference(room: Room) -> None:
    meeting = Meeting(room)
    ref = room.agreed(released=False)
    room.release(ref, to="MH")
    conference.open_conference(meeting.sit())
    conference.attend(meeting.sit(), ["hal", "omar"])
    conference.step_out(meeting.sit(), "ruth")
    meeting.to(ref, Phase.SNAPSHOT)
    with pytest.raises(Refused, match="No item is open"):
        meeting.file(LineKind.OPTION, "motel", by="lee")
    with pytest.raises(NotShared, match=f"{ref} is not shared with SS today"):
        meeting.file(LineKind.OPTION, "motel", by="ruth")
    assert "parked" in said(meeting.file(LineKind.PARKED, "bus passes", by="lee")).lower()
    assert meeting.lines("omar") == ()


def test_two_who_file_at_once_lose_no_line(room: Room) -> None:
    meeting = Meeting(room)
    propose(room.sit("dana"), None, title="Winter shelter")
    meeting.begin("dana", "omar")
    meeting.to("winter shelter")

    def write(who: str) -> None:
        for number in range(3):
            meeting.file(LineKind.OPTION, f"{who} {number}", by=who)

    with ThreadPoolExecutor(2) as both:
        list(both.map(write, ("dana", "omar")))
    found = meeting.lines()
    assert sorted(one.text for one in found) == sorted(f"{who} {n}" for who in ("dana", "omar") for n in range(3))
    assert [one.number for one in found] == [1, 2, 3, 4, 5, 6]
