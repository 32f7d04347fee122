"""Erasing somebody: who is asked first, what stops it, what is left of them, and texts of others that say the name."""

import pytest
from sqlmodel import SQLModel, col, select

from casetable.actions import tasks
from casetable.actions.erasure import answer_erasure, ask_erasure, erase
from casetable.actions.history import undo
from casetable.actions.leaving import come_back, leave
from casetable.actions.notes import add_note
from casetable.actions.participants import find_participant
from casetable.actions.wiping import BLANKED, REMOVED
from casetable.errors import BadInput, NotAllowed, NotFound, Refused
from casetable.models import LogDetail, Note, Participant, Release, TaskEvent
from casetable.models import Task as TaskRow
from casetable.queries.erasure import erasure as standing
from casetable.queries.erasure import own_texts
from casetable.queries.history import history
from casetable.queries.notes import notes
from casetable.queries.participants import participants
from casetable.queries.tasks import task
from casetable.queries.tasks import tasks as listed
from casetable.queries.verify import verify
from casetable.store.unit import change, reading
from casetable.values.action import Action
from casetable.values.seat import Heard
from casetable.words import Category, ErasureReply, LeavingReason, Means, NoteKind, ParticipantState, TaskState
from tests.erasing import FIRST, NAME, left, written_about
from tests.store.tampering import tamper
from tests.tables import MON, TUE, WED, Room


@pytest.fixture
def gone(room: Room) -> str:
    """Somebody written about everywhere who left; nobody was asked yet."""
    return left(room, written_about(room))


def asked(room: Room, ref: str) -> str:
    ask_erasure(room.sit("ruth", TUE), ref, why="they asked for it")
    return ref


def answered(room: Room, ref: str) -> str:
    for who in ("lee", "dana", "omar"):
        answer_erasure(room.sit(who, TUE), ref, ErasureReply.NOTHING)
    return ref


def beside(room: Room, ref: str) -> str:
    """The other participant."""
    return next(one.participant for one in participants(room.sit("lee", TUE)) if one.participant != ref)


def texts(room: Room) -> str:
    """Everything in the rows and in the details of the log, as text."""
    with reading(room.sit("ruth")) as session:
        details = list(session.exec(select(LogDetail.detail)))
        models = [mapper.class_ for mapper in SQLModel._sa_registry.mappers]
        rows = [repr(row) for model in models if model is not LogDetail for row in session.exec(select(model))]
    return "\n".join([*details, *rows])


def test_every_agency_is_asked_before_and_the_refusal_says_who_has_not_answered(room: Room, gone: str) -> None:
    with pytest.raises(Refused, match="nobody was asked yet"):
        erase(room.sit("ruth", TUE), gone)
    assert "SS, HS, MH" in ask_erasure(room.sit("ruth", TUE), gone, why="they asked").sentence
    with pytest.raises(Refused, match="SS, HS, MH have not answered"):
        erase(room.sit("ruth", TUE), gone)
    answer_erasure(room.sit("lee", TUE), gone, ErasureReply.TAKEN)
    answer_erasure(room.sit("dana", TUE), gone, ErasureReply.HOLD, why="in court until May")
    with pytest.raises(Refused, match="HS holds; MH has not answered"):
        erase(room.sit("ruth", TUE), gone)
    assert verify(room.sit("ruth", TUE)).problems == ()


def test_a_hold_says_why_is_told_to_who_knows_them_and_can_be_lifted(room: Room, gone: str) -> None:
    asked(room, gone)
    with pytest.raises(BadInput, match="A hold says why"):
        answer_erasure(room.sit("dana", TUE), gone, ErasureReply.HOLD)
    answer_erasure(room.sit("dana", TUE), gone, ErasureReply.HOLD, why="in court until May")
    (held,) = standing(room.sit("ruth", TUE), gone).held
    assert (held.agency, held.why, held.by) == ("HS", "in court until May", "Dana Reyes")
    assert standing(room.sit("ruth", TUE), gone).waiting == ("SS", "MH")
    answered(room, gone)
    assert standing(room.sit("ruth", TUE), gone).held == ()


def test_only_the_coordinator_erases_only_who_left_and_only_with_a_reason(room: Room) -> None:
    ref = written_about(room)
    with pytest.raises(Refused, match="Somebody is erased after leaving"):
        ask_erasure(room.sit("ruth"), ref, why="asked")
    left(room, ref)
    with pytest.raises(NotAllowed):
        ask_erasure(room.sit("dana", TUE), ref, why="asked")
    with pytest.raises(BadInput, match="reason"):
        ask_erasure(room.sit("ruth", TUE), ref, why=" ")
    with pytest.raises(Refused, match="Nobody asked to erase"):
        answer_erasure(room.sit("dana", TUE), ref, ErasureReply.NOTHING)
    answered(room, asked(room, ref))
    with pytest.raises(NotAllowed):
        erase(room.sit("dana", TUE), ref)


def test_the_answer_of_an_agency_that_only_writes_mail_is_noted_for_it(room: Room, gone: str) -> None:
    asked(room, gone)
    heard = Heard(room.id_of("Omar Haddad"), Means.MAIL)
    answer_erasure(room.sit("ruth", TUE), gone, ErasureReply.NOTHING, heard=heard)
    assert standing(room.sit("ruth", TUE), gone).waiting == ("SS", "HS")


def test_who_comes_back_in_between_is_not_erased_and_all_are_asked_anew(room: Room, gone: str) -> None:
    answered(room, asked(room, gone))
    come_back(room.sit("dana", TUE), gone, why="noted by mistake")
    with pytest.raises(Refused):
        erase(room.sit("ruth", TUE), gone)
    leave(room.sit("dana", WED), gone, reason=LeavingReason.WITHDREW)
    ask_erasure(room.sit("ruth", WED), gone, why="they asked")
    with pytest.raises(Refused, match="SS, HS, MH have not answered"):
        erase(room.sit("ruth", WED), gone)


def test_nothing_personal_is_left_in_any_row_or_detail_and_what_counts_stands(room: Room, gone: str) -> None:
    assert FIRST in texts(room)
    erased = erase(room.sit("ruth", WED), answered(room, asked(room, gone)))
    assert erased.names == (NAME,)
    assert NAME not in erased.receipt.sentence
    everything = texts(room)
    assert FIRST not in everything
    assert "HM-4711" not in everything
    with pytest.raises(NotFound):
        room.promised("anything", about=gone, day=WED)
    (row,) = [one for one in participants(room.sit("dana", WED)) if one.state is ParticipantState.LEFT]
    assert row.participant != gone
    with reading(room.sit("ruth")) as session:
        kept = session.exec(select(Participant).where(col(Participant.erased_on).is_not(None))).one()
        notes = session.exec(select(Note).where(Note.participant_id == kept.id)).all()
        events = session.exec(select(TaskEvent).join(TaskRow).where(TaskRow.participant_id == kept.id)).all()
        releases = session.exec(select(Release).where(Release.participant_id == kept.id)).all()
    assert (kept.name, kept.hmis_id, kept.year_of_birth, kept.destination) == ("", None, None, None)
    assert kept.leaving_reason is LeavingReason.MOVED
    assert sum(note.minutes or 0 for note in notes) == 45
    assert {note.kind for note in notes} == {NoteKind.NOTE, NoteKind.CONTACT, NoteKind.TOLD}
    assert sum(event.minutes or 0 for event in events) == 30
    assert len(releases) == 6
    assert verify(room.sit("ruth", WED)).problems == ()


def test_promises_kept_stay_counted_and_what_was_open_is_let_go(room: Room, gone: str) -> None:
    before = {one.task: one for one in listed(room.sit("ruth", TUE)).items if one.participant == gone}
    erase(room.sit("ruth", WED), answered(room, asked(room, gone)))
    for ref, was in before.items():
        now = task(room.sit("lee", WED), ref)
        assert now.title == "erased"
        assert now.fold.minutes == was.fold.minutes
        assert now.state is (TaskState.DONE if was.state is TaskState.DONE else TaskState.DROPPED)
    assert {one.state for one in before.values()} == {TaskState.DONE, TaskState.BLOCKED}


def test_history_says_what_was_erased_and_nothing_of_it_is_undone(room: Room, gone: str) -> None:
    asked_about = {one.action for one in history(room.sit("dana", TUE), subject=gone).items}
    assert {"participant.propose", "participant.leave", "participant.note"} <= asked_about
    erase(room.sit("ruth", WED), answered(room, asked(room, gone)))
    told = {one.action: one for one in history(room.sit("ruth", WED)).items}
    assert told["participant.propose"].erased
    assert told["participant.erase"].never
    assert not told["participant.erase"].erased
    with pytest.raises(Refused, match="cannot be brought back"):
        undo(room.sit("ruth", WED))
    with pytest.raises(Refused):
        undo(room.sit("dana", WED))


def test_rows_whose_entry_was_erased_are_still_held_against_the_log(room: Room, gone: str) -> None:
    both = Action("participant.note", "noted two at once")
    with change(room.sit("lee", TUE), both) as session:
        about = {"agency_id": room.sit("lee").agency_id, "person_id": room.id_of("Lee Park"), "category": "general"}
        said = {"at": room.sit("lee", TUE).now, "on": TUE, "kind": NoteKind.NOTE} | about
        for ref in (gone, beside(room, gone)):
            row, _ = find_participant(session, room.sit("lee", TUE), ref)
            session.add(Note(participant_id=row.id, text="seen at the conference", **said))
    erase(room.sit("ruth", WED), answered(room, asked(room, gone)))
    assert verify(room.sit("ruth", WED)).problems == ()
    tamper(room.where, "UPDATE note SET text = 'never said' WHERE text = 'seen at the conference'")
    assert verify(room.sit("ruth", WED)).problems


def test_texts_about_others_that_say_the_name_are_named_first_and_nothing_is_changed(room: Room, gone: str) -> None:
    said = room.promised(f"thank the landlord of {NAME.upper()}", of="dana", by="dana", day=TUE)
    answered(room, asked(room, gone))
    entries = verify(room.sit("ruth", WED)).entries
    with pytest.raises(Refused, match=said) as refused:
        erase(room.sit("ruth", WED), gone)
    assert "--replace-name" in refused.value.hint
    assert verify(room.sit("ruth", WED)).entries == entries
    tasks.edit(room.sit("dana", WED), said, title="thank the landlord")
    erase(room.sit("ruth", WED), gone)
    assert NAME.casefold() not in texts(room).casefold()
    assert task(room.sit("dana", WED), said).title == "thank the landlord"


def test_the_name_is_replaced_in_texts_about_others_if_that_is_wanted(room: Room, gone: str) -> None:
    said = room.promised("thank Unmistakable, Wilhelmina, and all", of="dana", by="dana", day=TUE)
    erase(room.sit("ruth", WED), answered(room, asked(room, gone)), replace_name=True)
    assert task(room.sit("dana", WED), said).title == "thank erased, and all"
    assert "unmistakable" not in texts(room).casefold()
    assert verify(room.sit("ruth", WED)).problems == ()


def test_a_name_that_somebody_else_bears_too_is_left_to_them(room: Room) -> None:
    ref = left(room, room.agreed("Lee Park"))
    said = room.promised("ask Lee Park", of="dana", by="dana", day=TUE)
    erased = erase(room.sit("ruth", WED), answered(room, asked(room, ref)))
    assert erased.names == ()
    assert task(room.sit("dana", WED), said).title == "ask Lee Park"
    assert room.id_of("Lee Park")
    assert verify(room.sit("ruth", WED)).problems == ()


def test_an_agency_reads_only_what_it_wrote_itself(room: Room, gone: str) -> None:
    asked(room, gone)
    own = own_texts(room.sit("lee", TUE), gone)
    assert any("knows us" in one.text for one in own.texts)
    assert not any("known for years" in one.text for one in own.texts)
    assert any("known for years" in one.text for one in own_texts(room.sit("dana", TUE), gone).texts)
    with pytest.raises(NotAllowed):
        own_texts(room.sit("paula", TUE), gone)
    with pytest.raises(NotAllowed):
        own_texts(room.sit("abe", TUE), gone)


def test_every_table_about_participants_is_cleared(room: Room) -> None:
    handled = {*BLANKED, *REMOVED, *_OTHERWISE}
    about = {
        mapper.class_.__name__
        for mapper in SQLModel._sa_registry.mappers
        if any(key.column.table.name == "participant" for key in mapper.local_table.foreign_keys)
    }
    assert about == {one if isinstance(one, str) else one.__name__ for one in handled}


_OTHERWISE = ("Attendance", "HouseholdLink", "MinutesPaper", "MinutesTold", "Viewing")
"""Links go from both sides; that somebody looked stays under the new reference, and says nothing else; guests whom
they brought are counted without a name; stored minutes of every conference that spoke of them are made anew."""


def test_somebody_passed_over_may_be_erased_too(room: Room) -> None:
    ref = room.propose("Gone Before")
    with change(room.sit("dana"), Action("participant.note", "by hand")) as session:
        row, _ = find_participant(session, room.sit("dana"), ref)
        row.state, row.passed_over_on = ParticipantState.PASSED_OVER, MON
    erase(room.sit("ruth", WED), answered(room, asked(room, ref)))
    assert "Gone Before" not in texts(room)


def test_where_the_coordinator_may_not_read_the_name_is_replaced_and_nothing_is_told_of_it(
    room: Room, gone: str
) -> None:
    other = beside(room, gone)
    add_note(room.sit("dana", TUE), other, f"knows {NAME} from school", category=Category.JUSTICE)
    add_note(room.sit("dana", TUE), other, "shared with all")
    answered(room, asked(room, gone))
    receipt = erase(room.sit("ruth", WED), gone).receipt
    assert other not in receipt.sentence
    assert "entr" not in receipt.sentence
    assert NAME not in texts(room)
    assert "knows erased from school" in {one.text for one in notes(room.sit("dana", WED), other).items}
    (entry,) = [one for one in history(room.sit("ruth", WED)).items if one.action == "participant.erase"]
    (row,) = [one for one in participants(room.sit("dana", WED)) if one.state is ParticipantState.LEFT]
    assert (entry.subjects, entry.fields) == ((row.participant,), ())


def test_a_place_is_named_in_the_middle_of_a_sentence(room: Room, gone: str) -> None:
    other = beside(room, gone)
    add_note(room.sit("lee", TUE), other, f"knows {NAME}")
    answered(room, asked(room, gone))
    with pytest.raises(Refused, match=f"said elsewhere: a note about {other}\\."):
        erase(room.sit("ruth", WED), gone)


def test_the_reason_is_erased_as_everything_else(room: Room, gone: str) -> None:
    ask_erasure(room.sit("ruth", TUE), gone, why=f"{FIRST} asked, who moved to Reno")
    erase(room.sit("ruth", WED), answered(room, gone))
    assert FIRST not in texts(room)
    assert "who moved" not in texts(room)


def test_asking_names_texts_that_say_the_given_name_alone_and_refuses_nothing_for_them(room: Room, gone: str) -> None:
    said = room.promised(f"{FIRST} bag", of="dana", by="dana", day=TUE)
    room.promised(f"{FIRST}s bag", of="dana", by="dana", day=TUE)
    add_note(room.sit("dana", TUE), beside(room, gone), f"a friend of {FIRST}", category=Category.JUSTICE)
    sentence = ask_erasure(room.sit("ruth", TUE), gone, why="they asked").sentence
    assert sentence.endswith(f"{said} says {FIRST!r}: reword it if it is about them.")
    erase(room.sit("ruth", WED), answered(room, gone))
    assert task(room.sit("dana", WED), said).title == f"{FIRST} bag"


def test_erased_notes_are_no_empty_lines_anywhere(room: Room, gone: str) -> None:
    erase(room.sit("ruth", WED), answered(room, asked(room, gone)))
    assert all(one.text for one in notes(room.sit("dana", WED)).items)
