"""Undo and redo: the newest own change, from either face."""

from datetime import date

import pytest

from casetable.actions import clock, consent, participants, tasks
from casetable.actions.history import redo, undo
from casetable.errors import CasetableError, NotFound, Refused
from casetable.queries.history import history
from casetable.queries.participants import participant
from casetable.queries.tasks import story, task
from casetable.queries.verify import verify
from casetable.values.seat import Heard
from casetable.words import Means, ParticipantState, TaskState
from tests.tables import FRI, MON, TUE, WED, Room


@pytest.fixture(autouse=True)
def _all_is_well_afterwards(room: Room) -> object:
    yield
    assert verify(room.sit("ruth")).problems == ()


def state(room: Room, ref: str) -> TaskState:
    return task(room.sit("lee"), ref).state


def test_what_was_done_is_undone_and_done_again_and_undone(room: Room) -> None:
    ref = room.promised()
    tasks.complete(room.sit("lee"), ref, minutes=30, note="filed")
    done = task(room.sit("lee"), ref).fold
    assert undo(room.sit("lee")).sentence == f"Undone: task done {ref}."
    assert (state(room, ref), task(room.sit("lee"), ref).fold.minutes) == (TaskState.OPEN, 0)
    assert redo(room.sit("lee")).sentence == f"Done again: task done {ref}."
    assert task(room.sit("lee"), ref).fold == done
    assert story(room.sit("lee"), ref).events[-1].note == "filed"
    undo(room.sit("lee"))
    undo(room.sit("lee"))
    assert state(room, ref) is TaskState.ASKED


def test_undo_goes_back_step_by_step_and_redo_comes_forward_the_same_way(room: Room) -> None:
    ref = room.ask(by="lee", of="lee")
    states = []
    for change in (
        lambda: tasks.log(room.sit("lee"), ref, note="one"),
        lambda: tasks.block(room.sit("lee"), ref, on_whom="county", outside=True),
        lambda: tasks.unblock(room.sit("lee"), ref),
        lambda: tasks.complete(room.sit("lee"), ref),
    ):
        states.append(task(room.sit("lee"), ref).fold)
        change()
    end = task(room.sit("lee"), ref).fold
    for earlier in reversed(states):
        undo(room.sit("lee"))
        assert task(room.sit("lee"), ref).fold == earlier
    for later in [*states[1:], end]:
        redo(room.sit("lee"))
        assert task(room.sit("lee"), ref).fold == later
    with pytest.raises(Refused, match="nothing of yours to redo"):
        redo(room.sit("lee"))
    for earlier in reversed(states):
        undo(room.sit("lee"))
        assert task(room.sit("lee"), ref).fold == earlier


def test_an_undone_ask_is_gone_and_comes_back_under_its_own_reference(room: Room) -> None:
    ref = room.ask()
    undo(room.sit("dana"))
    with pytest.raises(NotFound):
        task(room.sit("dana"), ref)
    redo(room.sit("dana"))
    assert task(room.sit("dana"), ref).title == "rent arrears letter"


def test_a_new_change_clears_redo(room: Room) -> None:
    ref = room.promised()
    tasks.log(room.sit("lee"), ref, note="one")
    undo(room.sit("lee"))
    tasks.log(room.sit("lee"), ref, note="two")
    with pytest.raises(Refused, match="nothing of yours to redo"):
        redo(room.sit("lee"))
    undo(room.sit("lee"))
    redo(room.sit("lee"))
    assert [line.note for line in story(room.sit("lee"), ref).events if line.note] == ["two"]


def test_undo_is_refused_after_somebody_else_touched_the_same_thing(room: Room) -> None:
    ref = room.promised()
    tasks.log(room.sit("lee"), ref, note="one")
    tasks.log(room.sit("dana"), ref, note="two")
    with pytest.raises(Refused, match="Somebody changed the same thing"):
        undo(room.sit("lee"))
    assert len(story(room.sit("lee"), ref).events) == 4


def test_undo_is_refused_even_when_the_other_took_it_back(room: Room) -> None:
    ref = room.promised()
    tasks.log(room.sit("lee"), ref, note="one")
    tasks.log(room.sit("dana"), ref, note="two")
    undo(room.sit("dana"))
    with pytest.raises(Refused, match="Somebody changed the same thing"):
        undo(room.sit("lee"))
    assert [line.note for line in story(room.sit("lee"), ref).events if line.note] == ["one"]


def test_somebody_elses_change_of_another_thing_does_not_matter(room: Room) -> None:
    first, second = room.promised(), room.promised("another")
    tasks.log(room.sit("lee"), first, note="one")
    tasks.log(room.sit("dana"), second, note="two")
    undo(room.sit("lee"))
    assert len(story(room.sit("lee"), first).events) == 2


def test_nobody_undoes_for_somebody_else(room: Room) -> None:
    room.promised()
    with pytest.raises(Refused, match="nothing of yours to undo"):
        undo(room.sit("omar"))


def test_an_ask_that_was_answered_cannot_be_undone(room: Room) -> None:
    ref = room.promised()
    with pytest.raises(Refused, match="Somebody changed"):
        undo(room.sit("dana"))
    assert state(room, ref) is TaskState.OPEN


def test_the_two_faces_share_one_undo(room: Room) -> None:
    ref = room.promised()
    other = Room(room.open_again(), room.where, room.open_again)
    tasks.log(room.sit("lee"), ref, note="on the screen")
    tasks.complete(other.sit("lee"), ref, note="on the command line")
    undo(room.sit("lee"))
    assert state(room, ref) is TaskState.OPEN
    undo(other.sit("lee"))
    redo(room.sit("lee"))
    redo(other.sit("lee"))
    assert state(other, ref) is TaskState.DONE


def test_a_revocation_is_never_undone_and_says_why(room: Room) -> None:
    about = room.agreed(released=False)
    release = room.release(about, to="SS", from_agency="HS").ref
    consent.revoke_release(room.sit("dana"), release)
    with pytest.raises(Refused, match="a revocation stands"):
        undo(room.sit("dana"))
    assert participant(room.sit("lee"), about).name is None


def test_founding_is_never_undone(room: Room) -> None:
    with pytest.raises(Refused, match="not unmade"):
        undo(room.sit("ruth"))


def test_what_the_clock_did_is_not_undone_by_the_one_it_concerns(room: Room) -> None:
    ref = room.ask(day=MON)
    clock.return_unanswered(room.clock(FRI), ref, due_on=FRI)
    with pytest.raises(Refused):
        undo(room.sit("dana", FRI))
    assert state(room, ref) is TaskState.RETURNED


def test_an_agreement_that_filled_a_place_is_undone_with_the_place(room: Room) -> None:
    about = room.propose()
    participants.agree(room.sit("lee"), about)
    participants.agree(room.sit("omar"), about)
    undo(room.sit("omar"))
    assert participant(room.sit("dana"), about).state is ParticipantState.PROPOSED
    redo(room.sit("omar"))
    assert participant(room.sit("dana"), about).state is ParticipantState.AGREED


def test_redo_of_an_agreement_does_not_make_a_sixth_place(room: Room) -> None:
    for name in ("Ana", "Ben", "Cal", "Dee"):
        room.agreed(name, released=False)
    fifth, sixth = room.propose("Eve"), room.propose("Fay")
    for ref in (fifth, sixth):
        participants.agree(room.sit("lee"), ref)
    participants.agree(room.sit("omar"), fifth)
    undo(room.sit("omar"))
    participants.agree(room.sit("ines"), sixth)
    with pytest.raises(Refused):
        redo(room.sit("omar"))


def test_what_was_noted_for_somebody_is_undone_by_the_one_who_noted_it(room: Room) -> None:
    ref = room.ask()
    tasks.accept(room.sit("dana"), ref, heard=Heard(room.id_of("lee"), Means.PHONE))
    undo(room.sit("dana"))
    assert state(room, ref) is TaskState.ASKED
    (newest, *_) = history(room.sit("dana")).items
    assert newest.label == "task accept (undo)"


def test_history_says_what_stands_and_what_was_undone(room: Room) -> None:
    ref = room.promised()
    tasks.complete(room.sit("lee"), ref)

    def undone() -> bool:
        return next(one.undone for one in history(room.sit("lee")).items if one.label == "task done")

    assert not undone()
    for _ in range(3):
        undo(room.sit("lee"))
        assert undone()
        redo(room.sit("lee"))
        assert not undone()


def test_a_form_filled_before_an_undo_is_told_that_the_task_changed(room: Room) -> None:
    ref = room.promised()
    tasks.log(room.sit("lee"), ref, note="one")
    seen = task(room.sit("lee"), ref).version
    undo(room.sit("lee"))
    with pytest.raises(CasetableError, match="changed while"):
        tasks.complete(room.sit("lee"), ref, seen=seen)


def test_a_form_of_an_ask_that_was_undone_and_redone_never_overwrites(room: Room) -> None:
    ref = room.ask(by="lee", of="lee")
    for _ in range(2):
        tasks.log(room.sit("lee"), ref, note="one")
    seen = task(room.sit("lee"), ref).version
    for _ in range(3):
        undo(room.sit("lee"))
    for _ in range(3):
        redo(room.sit("lee"))
    undo(room.sit("lee"))
    tasks.log(room.sit("dana"), ref, note="something else")
    with pytest.raises(CasetableError, match="changed while"):
        tasks.complete(room.sit("lee"), ref, seen=seen)


def test_undo_days_later_keeps_the_days_as_they_were(room: Room) -> None:
    ref = room.promised(due=FRI)
    tasks.move(room.sit("lee", TUE), ref, to=date(2026, 11, 10))
    undo(room.sit("lee", WED))
    fold = task(room.sit("lee"), ref).fold
    assert (fold.due_on, fold.moves, fold.last_event_on) == (FRI, 0, MON)


def test_an_agreement_that_work_stands_on_is_not_undone(room: Room) -> None:
    about = room.propose()
    participants.agree(room.sit("lee"), about)
    room.release(about)
    participants.agree(room.sit("omar"), about)
    room.ask(about=about)
    with pytest.raises(Refused, match="Work was promised"):
        undo(room.sit("omar"))
    assert participant(room.sit("dana"), about).state is ParticipantState.AGREED
