"""After a conference somebody tells each participant what was agreed, and it stands on their card."""

from casetable.actions import conference, tasks
from casetable.actions.asks import hand
from casetable.actions.consent import revoke_release
from casetable.actions.history import redo, undo
from casetable.actions.leaving import leave
from casetable.actions.participants import join_team, lead
from casetable.actions.voice import set_contact
from casetable.cli.story import story_words
from casetable.queries.notes import notes
from casetable.queries.tasks import story
from casetable.queries.tasks import task as one_task
from casetable.queries.tasks import tasks as all_tasks
from casetable.queries.verify import verify
from casetable.screens.cell import Signs
from casetable.screens.detail import task_lines
from casetable.values.tasks import Task
from casetable.words import LeavingReason, NoteKind, Phase, TaskState
from tests.meeting import MONDAY_AFTER, SECOND_FRIDAY, Meeting, said
from tests.tables import Room


def discussed(meeting: Meeting, *refs: str, close: bool = True) -> str:
    """Discuss some participants to their end and close; what the receipt says."""
    for ref in refs:
        meeting.to(ref, Phase.ACTIONS)
    return said(conference.close_conference(meeting.sit())) if close else ""


def tellings(room: Room, who: str = "dana") -> list[Task]:
    """The tasks to tell somebody, as this person may see them."""
    return [one for one in all_tasks(room.sit(who, MONDAY_AFTER), limit=100).items if one.tells]


def test_who_leads_tells_them_within_three_working_days_and_has_said_yes_by_having_been_there(room: Room) -> None:
    meeting = Meeting(room)
    ref = meeting.led()
    meeting.begin("dana", "omar", "lee", "hal")
    closed = discussed(meeting, ref)
    (found,) = tellings(room)
    assert found.title == "tell them what was agreed on Fri 13 Nov"
    assert (found.participant, found.owner, found.asked_by) == (ref, "Dana Reyes", "Ruth Feld")
    assert found.state is TaskState.OPEN
    assert f"{found.fold.due_on:%a %d %b}" == "Wed 18 Nov"
    assert f"To be told what was agreed: {ref} by Dana Reyes ({found.task}, Wed 18 Nov)." in closed
    assert found.conference == SECOND_FRIDAY


def test_the_days_are_counted_by_the_calendar_of_who_tells_them_and_the_absent_are_asked(room: Room) -> None:
    meeting = Meeting(room)
    ref = room.agreed()
    lead(room.sit("omar"), ref, room.id_of("omar"))
    meeting.begin("dana", "lee", "hal", "ines")
    closed = discussed(meeting, ref)
    (found,) = tellings(room)
    assert found.owner == "Omar Haddad"
    assert found.state is TaskState.ASKED
    assert f"by Omar Haddad ({found.task}, asked, Wed 18 Nov)" in closed


def test_without_a_lead_somebody_of_the_team_who_was_there_tells_them_else_who_closes(room: Room) -> None:
    meeting = Meeting(room)
    ref, alone = room.agreed(), room.agreed("Somebody Else")
    join_team(room.sit("omar"), ref, room.id_of("omar"))
    join_team(room.sit("dana"), ref, room.id_of("dana"))
    meeting.begin("dana", "lee", "hal", "ines")
    discussed(meeting, ref, alone)
    assert {one.participant: one.owner for one in tellings(room)} == {ref: "Dana Reyes", alone: "Ruth Feld"}


def test_whom_nobody_who_is_left_may_know_is_named_and_given_to_nobody(room: Room) -> None:
    meeting = Meeting(room)
    ref = room.agreed(released=False)
    given = room.release(ref, to="SS", from_agency="HS").ref
    meeting.begin("dana", "lee")
    meeting.to(ref, Phase.ACTIONS)
    meeting.to("promises since last time")
    revoke_release(meeting.sit("dana"), given)
    closed = said(conference.close_conference(meeting.sit()))
    assert f"Nobody was found to tell {ref}: casetable participant lead" in closed
    assert tellings(room) == []


def test_the_task_says_how_to_reach_them_while_it_is_to_be_done_to_who_may_know_it(room: Room) -> None:
    meeting = Meeting(room)
    ref = meeting.led()
    set_contact(room.sit("dana"), ref, how="text", when="after 10", never="voicemail", no_post=True)
    meeting.begin("dana", "omar", "lee", "hal")
    discussed(meeting, ref)
    (found,) = tellings(room)
    assert found.safe_contact == "text after 10, never voicemail · no post"
    assert found.no_post
    shown = story_words(story(room.sit("dana", MONDAY_AFTER), found.task), MONDAY_AFTER)
    assert "Reach them" in shown
    assert "never voicemail" in shown
    assert "never voicemail" in task_lines(found, (), MONDAY_AFTER, Signs()).plain
    assert [one for one in all_tasks(room.sit("maria", MONDAY_AFTER)).items if one.safe_contact] == []
    tasks.complete(room.sit("dana", MONDAY_AFTER), found.task)
    assert one_task(room.sit("dana", MONDAY_AFTER), found.task).safe_contact == ""


def test_an_item_is_told_of_once_also_after_the_conference_went_on(room: Room) -> None:
    meeting = Meeting(room)
    ref = meeting.led()
    meeting.begin("dana", "omar", "lee", "hal")
    discussed(meeting, ref)
    conference.open_conference(meeting.sit())
    assert "To be told" not in said(conference.close_conference(meeting.sit()))
    assert len(tellings(room)) == 1


def test_what_was_not_reached_and_who_died_is_told_to_nobody(room: Room) -> None:
    meeting = Meeting(room)
    ref, waits = meeting.led(), meeting.led("Not Reached")
    meeting.begin("dana", "omar", "lee", "hal")
    discussed(meeting, ref, close=False)
    meeting.to("promises since last time")
    leave(meeting.sit("dana"), ref, reason=LeavingReason.DIED)
    closed = said(conference.close_conference(meeting.sit()))
    assert "told" not in closed
    assert tellings(room) == []
    assert waits in closed


def test_doing_it_keeps_on_the_card_that_they_were_told_and_undo_takes_back_both(room: Room) -> None:
    meeting = Meeting(room)
    ref = meeting.led()
    meeting.begin("dana", "omar", "lee", "hal")
    discussed(meeting, ref)
    (found,) = tellings(room)
    seat = room.sit("dana", MONDAY_AFTER)
    done = tasks.complete(seat, found.task, minutes=20, note="sat with him on the steps")
    assert f"That {ref} was told stands on the card." in done.sentence

    def told() -> list[str]:
        return [one.text for one in notes(seat, ref, kinds=[NoteKind.TOLD]).items]

    assert told() == ["what was agreed on Fri 13 Nov: sat with him on the steps"]
    undo(seat)
    assert told() == []
    assert one_task(seat, found.task).state is TaskState.OPEN
    redo(seat)
    assert len(told()) == 1
    assert verify(seat).problems == ()


def test_handed_on_it_is_still_the_task_to_tell_them(room: Room) -> None:
    meeting = Meeting(room)
    ref = meeting.led()
    meeting.begin("dana", "omar", "lee", "hal")
    discussed(meeting, ref)
    (found,) = tellings(room)
    new = hand(room.sit("dana", MONDAY_AFTER), found.task, to=room.id_of("lee"))
    tasks.accept(room.sit("lee", MONDAY_AFTER), new.ref)
    done = tasks.complete(room.sit("lee", MONDAY_AFTER), new.ref)
    assert "stands on the card" in done.sentence
    (told,) = notes(room.sit("dana", MONDAY_AFTER), ref, kinds=[NoteKind.TOLD]).items
    assert told.by == "Lee Park"
