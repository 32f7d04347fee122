"""Minutes are corrected by who was there, agreed, locked with their bytes, and reopened as a revision."""

import hashlib
from base64 import b64decode
from datetime import date

import pytest
from sqlmodel import col, select

from casetable.actions import conference, minutes
from casetable.actions.history import redo, undo
from casetable.errors import BadInput, NotAllowed, NotFound, NotShared, Refused, SomebodyElseWasFirst
from casetable.models import (
    Conference,
    ConferenceLine,
    Minutes,
    MinutesContent,
    MinutesCorrection,
    MinutesPaper,
    MinutesReply,
    MinutesTold,
)
from casetable.queries.conference_record import record
from casetable.queries.minutes import minutes as read_minutes
from casetable.queries.tasks import task
from casetable.queries.verify import verify
from casetable.store.unit import reading
from casetable.values.disclosures import Told
from casetable.values.minutes import Edition
from casetable.values.seat import Heard
from casetable.words import (
    Audience,
    Category,
    ConferenceState,
    CorrectionKind,
    LineKind,
    Means,
    MinutesForm,
    MinutesState,
    Phase,
)
from tests.conferences import SECOND_FRIDAY, come, file, held
from tests.meeting import Meeting, said
from tests.tables import Room

MONDAY, LAST, AFTER = date(2026, 11, 16), date(2026, 11, 23), date(2026, 11, 24)
"""Mental Health is closed on Fri 20 Nov: the fifth working day of all three is Mon 23 Nov."""


def closed(room: Room, *here: str, led: str = "") -> tuple[str, str]:
    """A conference of the second Friday, closed, with an item about somebody; its id and the participant."""
    ref = led or room.agreed()
    there = held(room, ref, on=SECOND_FRIDAY)
    for name in here or ("lee", "dana", "omar"):
        come(room, there, name)
    return there, ref


def rows(room: Room) -> list[Minutes]:
    """Every revision."""
    with reading(room.sit("ruth")) as session:
        return list(session.exec(select(Minutes).order_by(col(Minutes.revision))))


def corrections(room: Room) -> list[MinutesCorrection]:
    """Every correction in the order in which they were made."""
    with reading(room.sit("ruth")) as session:
        return list(session.exec(select(MinutesCorrection).order_by(col(MinutesCorrection.id))))


def text_of(room: Room, line: str) -> str:
    """What a line says now."""
    with reading(room.sit("dana")) as session:
        return session.exec(select(ConferenceLine.text).where(ConferenceLine.id == line)).one()


def test_closing_begins_the_minutes_and_an_action_is_corrected_with_its_task(room: Room) -> None:
    meeting = Meeting(room)
    ref = meeting.led()
    meeting.begin("dana", "omar")
    meeting.to(ref, Phase.ACTIONS)
    filed = meeting.action("call the motle", of="omar")
    conference.read_back(meeting.sit())
    with pytest.raises(Refused, match="is in session"):
        minutes.correct(meeting.sit("dana"), SECOND_FRIDAY, filed.line, text="x", note="y")
    conference.close_conference(meeting.sit(hour=10))
    assert [(one.revision, one.state, one.correct_until) for one in rows(room)] == [(1, MinutesState.OPEN, LAST)]

    done = minutes.correct(room.sit("omar", MONDAY), None, filed.line, text="call the motel", note="a slip")
    assert said(done) == f"Corrected in the minutes of Fri 13 Nov. {filed.receipt.ref} says it too."
    assert task(room.sit("dana", MONDAY), filed.receipt.ref).title == "call the motel"
    (kept,) = corrections(room)
    assert (kept.kind, kept.before, kept.after, kept.note) == (
        CorrectionKind.REWORDED,
        "call the motle",
        "call the motel",
        "a slip",
    )
    undo(room.sit("omar", MONDAY))
    assert (corrections(room), text_of(room, filed.line)) == ([], "call the motle")
    redo(room.sit("omar", MONDAY))
    assert text_of(room, filed.line) == "call the motel"
    with pytest.raises(Refused, match=r"Corrections ended on Mon 23 Nov"):
        undo(room.sit("omar", AFTER))

    minutes.nothing_to_correct(room.sit("dana", SECOND_FRIDAY), None)
    conference.open_conference(meeting.sit(hour=11))
    conference.close_conference(meeting.sit(hour=12))
    with reading(room.sit("ruth")) as session:
        assert session.exec(select(MinutesReply)).all() == []
    assert len(rows(room)) == 1
    assert verify(room.sit("ruth", AFTER)).problems == ()


def test_who_was_there_corrects_and_nobody_puts_others_dissent_in_other_words(room: Room) -> None:
    there, ref = closed(room)
    decision = file(room, there, ref, LineKind.DECISION, "hold for the unit")
    dissent = file(room, there, ref, LineKind.DISSENT, "winter", by="omar", holder_id=room.id_of("omar"))
    lee = room.sit("lee", MONDAY)
    for words, heard in (("sol", None), ("lee", Heard(room.id_of("hal"), Means.PHONE))):
        with pytest.raises(NotAllowed, match="not at the conference of Fri 13 Nov"):
            minutes.correct(room.sit(words, MONDAY), None, decision, text="x", note="y", heard=heard)
    with pytest.raises(BadInput, match="A correction says why"):
        minutes.correct(lee, None, decision, text="hold")
    with pytest.raises(BadInput, match="Which line"):
        minutes.correct(lee, None, text="hold", note="so it was")
    with pytest.raises(BadInput, match="the words that stand there"):
        minutes.correct(lee, None, decision, text="hold for the unit", note="so it was")
    with pytest.raises(NotFound, match="no such line"):
        minutes.correct(lee, None, "nothing", text="hold", note="so it was")
    with pytest.raises(NotAllowed, match="This is Omar Haddad's own") as own:
        minutes.correct(lee, None, dissent, text="summer", note="he said so")
    assert "your note stands beside it" in own.value.hint
    assert said(minutes.correct(lee, None, dissent, note="he said summer")) == (
        "Noted beside it in the minutes of Fri 13 Nov."
    )
    minutes.correct(room.sit("dana", MONDAY), None, item=ref, note="the goal was read out too")
    minutes.correct(lee, None, decision, text="hold until Friday", note="so it was", seen=1)
    with pytest.raises(SomebodyElseWasFirst) as first:
        minutes.correct(room.sit("dana", MONDAY), None, decision, text="hold on", note="shorter", seen=1)
    assert first.value.theirs == {"text": "hold until Friday"}
    by_phone = Heard(room.id_of("omar"), Means.PHONE)
    minutes.correct(lee, SECOND_FRIDAY, dissent, text="the winter", note="he rang", heard=by_phone)
    found = [(one.kind, one.line_id, one.after, one.noted_by_id) for one in corrections(room)]
    assert found == [
        (CorrectionKind.NOTED, dissent, "", None),
        (CorrectionKind.NOTED, None, "", None),
        (CorrectionKind.REWORDED, decision, "hold until Friday", None),
        (CorrectionKind.REWORDED, dissent, "the winter", room.id_of("lee")),
    ]
    with pytest.raises(Refused, match="Corrections to the minutes of Fri 13 Nov ended on Mon 23 Nov"):
        minutes.correct(room.sit("lee", AFTER), None, decision, text="hold", note="so it was")
    with pytest.raises(Refused, match="it was not held"):
        minutes.correct(lee, date(2026, 12, 11), decision, text="hold", note="so it was")


def test_a_correction_of_what_another_agency_wrote_keeps_to_both_their_releases(room: Room) -> None:
    there, ref = closed(room)
    health = file(room, there, ref, LineKind.OPTION, "the clinic first", by="omar", category=Category.HEALTH)
    lee = room.sit("lee", MONDAY)
    with pytest.raises(NotFound):
        minutes.correct(lee, None, health, text="x", note="y")
    room.release(ref, by="omar", to="SS", category=Category.HEALTH, from_agency="MH", day=SECOND_FRIDAY)
    with pytest.raises(NotAllowed, match="What MH wrote of health is said in other words by MH"):
        minutes.correct(lee, None, health, text="the nurse first", note="so it was")
    with pytest.raises(Refused, match="SS and MH may not read each other's health today"):
        minutes.correct(lee, None, health, note="the nurse")
    minutes.correct(lee, None, item=ref, note="the nurse came up", category=Category.HEALTH)
    room.release(ref, by="lee", to="MH", category=Category.HEALTH, from_agency="SS", day=SECOND_FRIDAY)
    minutes.correct(lee, None, health, note="the nurse")
    assert [(one.category, one.writer_id) for one in corrections(room)] == [
        (Category.HEALTH, lee.agency_id),
        (Category.HEALTH, lee.agency_id),
    ]
    with pytest.raises(BadInput, match="read by everybody at the table"):
        minutes.correct(lee, None, item="1", note="late", category=Category.HEALTH)
    unknown = room.agreed("Bo Lindgren", released=False)
    with pytest.raises(NotFound):
        minutes.correct(lee, None, item=unknown, note="not there")


def test_who_may_read_a_line_only_since_it_was_corrected_reads_neither_what_it_said_before(room: Room) -> None:
    there, ref = closed(room)
    line = file(room, there, ref, LineKind.OPTION, "the clinic on Alder", category=Category.HEALTH)
    room.release(ref, to="MH", category=Category.HEALTH, from_agency="HS", day=MONDAY)
    minutes.correct(room.sit("dana", MONDAY), None, line, text="the clinic on Elm", note="a slip")

    def told(who: str) -> list[str]:
        found = read_minutes(room.sit(who, MONDAY), SECOND_FRIDAY)
        lines = [filed.text for item in found.items for filed in item.lines]
        return [*lines, *(one.before for one in found.corrections)]

    assert told("dana") == ["the clinic on Elm", "the clinic on Alder"]
    assert told("omar") == []


def test_the_minutes_are_agreed_once_all_replied_and_kept_byte_for_byte(room: Room) -> None:
    there, ref = closed(room)
    decision = file(room, there, ref, LineKind.DECISION, "hold for the unit")
    built: list[str] = []

    def build() -> minutes.Built:
        built.append("once")
        ours, letter = Edition(Audience.AGENCY, "MH"), Edition(Audience.PARTICIPANT, "HS", ref)
        told = Told(ref, Category.GENERAL, "HS", "MH")
        return (
            [(ours, MinutesForm.MARKDOWN, b"# ours"), (ours, MinutesForm.JSON, b"{}"), (letter, MinutesForm.PDF, b"%")],
            [(ours, told), (ours, told)],
        )

    with pytest.raises(NotAllowed, match="by the conference's chair or deputy"):
        minutes.agree(room.sit("dana", MONDAY), None, build)
    minutes.nothing_to_correct(room.sit("lee", MONDAY), None)
    assert "SS has said so already" in said(minutes.nothing_to_correct(room.sit("lee", MONDAY), None))
    minutes.nothing_to_correct(room.sit("dana", MONDAY), None, Heard(room.id_of("omar"), Means.MAIL))
    with pytest.raises(Refused, match="open until Mon 23 Nov, and HS has not said") as early:
        minutes.agree(room.sit("ruth", MONDAY), None, build)
    assert "from Tue 24 Nov on" in early.value.hint
    asked = said(minutes.correct(room.sit("dana", MONDAY), None, decision, text="hold", note="shorter"))
    assert asked.endswith("Asked again whether anything is to be corrected: SS, MH.")
    for who in ("lee", "omar"):
        minutes.nothing_to_correct(room.sit(who, MONDAY), None)
    last = said(minutes.nothing_to_correct(room.sit("dana", MONDAY), None))
    assert last.endswith("Every agency that was there says so: they can be agreed now.")
    assert built == []

    head = verify(room.sit("ruth", MONDAY)).head
    assert said(minutes.agree(room.sit("sol", MONDAY), None, build)) == (
        "The minutes of Fri 13 Nov are agreed and locked: every edition is kept as it is."
    )
    with reading(room.sit("ruth")) as session:
        papers = session.exec(select(MinutesPaper, MinutesContent).join(MinutesContent)).all()
        told = session.exec(select(MinutesTold)).all()
        state = session.exec(select(Conference.state).where(Conference.id == there)).one()
    contents = {b64decode(content.content) for _, content in papers}
    assert contents == {b"# ours", b"{}", b"%"}
    assert all(one.sha256 == hashlib.sha256(b64decode(content.content)).hexdigest() for one, content in papers)
    assert [(one.category, one.writer_id) for one in told] == [(Category.GENERAL, room.sit("dana").agency_id)]
    assert state is ConferenceState.MINUTES_AGREED
    (row,) = rows(room)
    assert (row.state, row.agreed_by_id, row.head) == (MinutesState.AGREED, room.id_of("sol"), head)
    with pytest.raises(Refused, match="are agreed by Sol Grant"):
        minutes.agree(room.sit("ruth", AFTER), None, build)
    with pytest.raises(Refused, match="cannot be undone: agreed minutes are reopened"):
        undo(room.sit("sol", MONDAY))
    with pytest.raises(Refused, match="agreed and locked"):
        minutes.correct(room.sit("dana", MONDAY), None, decision, text="hold on", note="longer")
    with pytest.raises(Refused, match="The minutes are agreed since"):
        undo(room.sit("dana", MONDAY))
    assert verify(room.sit("ruth", AFTER)).problems == ()


def test_a_revision_is_open_anew_and_replaces_what_was_agreed_once_it_is_agreed_itself(room: Room) -> None:
    there, ref = closed(room, "lee", "dana")
    dissent = file(room, there, ref, LineKind.DISSENT, "winter", holder_id=room.id_of("dana"))
    ruth = room.sit("ruth", AFTER)
    with pytest.raises(Refused, match="not agreed yet"):
        minutes.reopen(ruth, None, "a name is wrong")
    minutes.agree(ruth, None, lambda: ([], []))
    with pytest.raises(BadInput, match="Why are they reopened"):
        minutes.reopen(ruth, None, " ")
    with pytest.raises(NotAllowed):
        minutes.reopen(room.sit("dana", AFTER), None, "a name is wrong")
    assert said(minutes.reopen(ruth, None, "a date is wrong")) == (
        "Revision 2 of the minutes of Fri 13 Nov is open for corrections until Wed 2 Dec. "
        "Revision 1 stays as it is until then, and may be printed."
    )
    undo(ruth)
    assert len(rows(room)) == 1
    redo(ruth)
    assert "they may know it" not in said(minutes.may_tell(room.sit("dana", AFTER), dissent, yes=True))
    minutes.correct(room.sit("dana", AFTER), None, dissent, text="a hard winter", note="so she said")
    for who in ("lee", "dana"):
        minutes.nothing_to_correct(room.sit(who, AFTER), None)
    assert ", revision 2, are agreed" in said(minutes.agree(ruth, None, lambda: ([], [])))
    assert [(one.revision, one.state) for one in rows(room)] == [(1, MinutesState.REPLACED), (2, MinutesState.AGREED)]
    with pytest.raises(Refused, match=r"Somebody changed|built on it|agreed since|cannot be undone"):
        undo(ruth)


def test_whether_a_participant_may_know_a_dissent_its_agency_says(room: Room) -> None:
    there, ref = closed(room)
    dissent = file(room, there, ref, LineKind.DISSENT, "winter", by="omar", holder_id=room.id_of("omar"))
    decision = file(room, there, ref, LineKind.DECISION, "hold")
    with pytest.raises(NotAllowed, match="it is MH's dissent"):
        minutes.may_tell(room.sit("dana", MONDAY), dissent, yes=True)
    with pytest.raises(NotFound):
        minutes.may_tell(room.sit("dana", MONDAY), decision, yes=True)

    def may_know() -> bool:
        kept = record(room.sit("dana", MONDAY), SECOND_FRIDAY)
        return next(line.may_tell for item in kept.items for line in item.lines if line.id == dissent)

    assert not may_know()
    minutes.may_tell(room.sit("ines", MONDAY), dissent, yes=True)
    assert may_know()
    assert said(minutes.may_tell(room.sit("omar", MONDAY), dissent, yes=False)) == (
        "They are not told of this dissent."
    )
    assert not may_know()
    minutes.agree(room.sit("ruth", AFTER), None, lambda: ([], []))
    assert "agreed: their letter says so once they are reopened" in said(
        minutes.may_tell(room.sit("omar", AFTER), dissent, yes=True)
    )


def test_a_note_is_refused_about_somebody_who_is_not_shared(room: Room) -> None:
    _, ref = closed(room, "lee", "ruth", led=room.agreed(released=False))
    with pytest.raises(NotFound, match="There is no item"):
        minutes.correct(room.sit("lee", MONDAY), None, item=ref, note="late")
    with pytest.raises(NotShared, match="not shared with SS today"):
        minutes.correct(room.sit("ruth", MONDAY), None, item=ref, note="late")
    assert corrections(room) == []
