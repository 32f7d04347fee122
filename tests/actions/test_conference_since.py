"""A dissent that came back is answered, the participant is asked for something, and what they may know is marked."""

from datetime import date
from typing import Any

import pytest

from casetable.actions.history import undo
from casetable.errors import BadInput
from casetable.queries.capturing import capturing
from casetable.queries.verify import verify
from casetable.rules.capture import echo, read_captured
from casetable.values.conference import Filed
from casetable.words import Category, LineKind, Phase, TurnedOut
from tests.conferences import BEFORE, file, held
from tests.meeting import SECOND_FRIDAY, Meeting, said
from tests.tables import MON, Room

DECEMBER = date(2026, 12, 11)


def at_the_debate(room: Room, *texts: str) -> tuple[Meeting, str]:
    """A conference in session at a participant's debate, whose dissents (of Omar) came back."""
    meeting = Meeting(room)
    ref = meeting.led()
    past = held(room, ref, on=BEFORE)
    for text in texts:
        more: Any = {"look_again_on": SECOND_FRIDAY, "holder_id": room.id_of("omar")}
        file(room, past, ref, LineKind.DISSENT, text, by="omar", on=MON, **more)
    meeting.begin("dana", "omar", "lee")
    meeting.to(ref, Phase.DEBATE)
    return meeting, ref


def typed(meeting: Meeting, line: str) -> Filed:
    """File a line as it is typed."""
    from casetable.actions import conference

    seat = meeting.sit("dana")
    read = read_captured(line, capturing(seat, meeting.now("dana")))
    assert read.unread == ()
    return conference.file_line(seat, None, read)


def test_what_happened_since_is_typed_in_one_line_and_says_who_was_right(room: Room) -> None:
    meeting, _ = at_the_debate(room, "he turns round at counters", "winter")
    seat = meeting.sit("dana")
    around = capturing(seat, meeting.now("dana"))
    assert read_captured("h he did (right)", around).unread == ("which dissent? 1 Omar, 2 Omar: h 1 and what happened",)
    assert read_captured("h 3 he did (right)", around).unread == (
        "there is no dissent 3 to look at, only 1 Omar, 2 Omar",
    )
    assert read_captured("h 1 he did", around).unread == (
        "how did it turn out? end with (right), (otherwise) or (early)",
    )
    read = read_captured("h 1 he turned round twice (right)", around)
    assert echo(read, seat.today) == "what happened since · Omar Haddad was right: he turned round twice"

    assert said(typed(meeting, "h 1 he turned round twice (right)")) == (
        "What happened since is filed: Omar Haddad was right."
    )
    line = meeting.lines()[-1]
    assert (line.kind, line.text, line.turned_out, line.dissenter) == (
        LineKind.SINCE, "he turned round twice", TurnedOut.RIGHT, "Omar Haddad",
    )  # fmt: skip
    assert said(typed(meeting, "h no frost yet (early)")) == (
        "What happened since is filed: too early to say, looked at again on Fri 11 Dec."
    )
    assert meeting.lines()[-1].look_again_on == DECEMBER
    assert [one.is_answered for one in meeting.now("dana").due] == [True, True]
    undo(meeting.sit("dana"))
    assert [one.is_answered for one in meeting.now("dana").due] == [True, False]
    assert verify(meeting.sit("ruth")).problems == ()


def test_nothing_is_said_since_a_dissent_that_did_not_come_back(room: Room) -> None:
    meeting, _ = at_the_debate(room)
    around = capturing(meeting.sit("dana"), meeting.now("dana"))
    assert read_captured("h it froze (right)", around).unread[0].startswith("no dissent came back with this item")
    with pytest.raises(BadInput, match="no such dissent"):
        meeting.file(LineKind.SINCE, "it froze", about="nobody's", turned_out=TurnedOut.RIGHT)


def test_what_they_are_asked_is_of_the_decisions_category_and_of_a_participant_only(room: Room) -> None:
    meeting, _ = at_the_debate(room)
    meeting.file(LineKind.DECISION, "the clinic first", category=Category.HEALTH)
    assert said(typed(meeting, "t bring the letter on tuesday")).startswith("Asked of them: filed.")
    line = meeting.lines()[-1]
    assert (line.kind, line.text, line.category) == (
        LineKind.ASKED, "bring the letter on tuesday", Category.HEALTH,
    )  # fmt: skip
    meeting.to("close")
    with pytest.raises(BadInput, match="nobody is asked for anything"):
        meeting.file(LineKind.ASKED, "come on time")


def test_a_dissent_says_whether_they_may_know_it(room: Room) -> None:
    meeting, _ = at_the_debate(room)
    seat = meeting.sit("dana")
    around = capturing(seat, meeting.now("dana"))
    for line in ("! winter; may tell; look again 11 dec", "! winter; look again 11 dec; may tell"):
        assert echo(read_captured(line, around), seat.today) == (
            "dissent of Dana Reyes · look again Fri 11 Dec · they may know: winter"
        )
    typed(meeting, "! winter; may tell")
    assert meeting.lines()[-1].may_tell
    typed(meeting, "! what she may tell her sister")
    assert not meeting.lines()[-1].may_tell
