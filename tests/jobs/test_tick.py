"""What the clock does: exactly once, whenever and however often it is asked."""

from datetime import date, timedelta

import pytest

from casetable.actions import clock, tasks
from casetable.actions.history import undo
from casetable.errors import NotAllowed, Refused
from casetable.jobs.tick import tick
from casetable.queries.due import asks_to_return
from casetable.queries.history import history
from casetable.queries.tasks import story, task
from casetable.queries.verify import verify
from casetable.store.unit import change
from casetable.values.action import Action
from casetable.words import DropReason, TaskEventKind, TaskState, Verdict
from tests.store import drill
from tests.store.test_concurrency import at_once
from tests.tables import FRI, MON, THU, TUE, WED, Room, at

DUE = date(2026, 11, 30)
TUE_AFTER = date(2026, 11, 10)


def returned_on(room: Room, ref: str, *, until: date = DUE) -> date | None:
    """The first day on which a daily tick returns the ask; None if none does."""
    day = task(room.sit("ruth"), ref).fold.asked_on
    while day <= until:
        if ref in [receipt.ref for receipt in tick(room.table, at(day, 6))]:
            return day
        day += timedelta(days=1)
    return None


def test_asked_on_wednesday_and_unanswered_it_returns_on_tuesday(room: Room) -> None:
    ref = room.ask(day=WED, due=DUE)
    assert tick(room.table, at(date(2026, 11, 9), 23)) == ()
    (receipt,) = tick(room.table, at(TUE_AFTER, 1))
    agreed = "After 3 working days: accountability and recourse (v1, not in force yet)."
    assert receipt.sentence == f"{ref} returned to its asker unanswered. {agreed}"
    seen = task(room.sit("dana", TUE_AFTER), ref)
    assert (seen.state, seen.ruling.verdict) == (TaskState.RETURNED, Verdict.NONE)
    line = story(room.sit("dana"), ref).events[-1]
    assert (line.kind, line.by, line.on) == (TaskEventKind.RETURNED, "the clock", TUE_AFTER)


def test_a_second_tick_does_nothing_and_writes_nothing(room: Room) -> None:
    room.ask(day=WED, due=DUE)
    tick(room.table, at(TUE_AFTER))
    entries = verify(room.sit("ruth")).entries
    assert tick(room.table, at(TUE_AFTER)) == ()
    assert tick(room.table, at(DUE)) == ()
    assert verify(room.sit("ruth")).entries == entries


def test_nine_days_late_it_happens_once_on_the_day_it_happened_with_when_it_was_due(room: Room) -> None:
    ref = room.ask(day=WED, due=DUE)
    late = TUE_AFTER + timedelta(days=9)
    (receipt,) = tick(room.table, at(late))
    assert "(was due Tue 10 Nov)" in receipt.sentence
    line = story(room.sit("dana"), ref).events[-1]
    assert line.on == late
    assert task(room.sit("dana"), ref).fold.ended_on == late
    assert tick(room.table, at(late)) == ()


def test_a_tick_that_finds_it_answered_in_the_meantime_leaves_no_entry(room: Room) -> None:
    ref = room.ask(day=WED, due=DUE)
    (found,) = asks_to_return(room.clock(TUE_AFTER))
    tasks.accept(room.sit("lee", TUE_AFTER), ref)
    entries = verify(room.sit("ruth")).entries
    assert clock.return_unanswered(room.clock(TUE_AFTER), found[0], due_on=found[1]) is None
    assert clock.return_unanswered(room.clock(TUE_AFTER), found[0], due_on=found[1]) is None
    assert verify(room.sit("ruth")).entries == entries
    assert task(room.sit("lee"), ref).state is TaskState.OPEN


def test_an_offered_date_waits_for_the_asker(room: Room) -> None:
    ref = room.ask(day=WED, due=date(2026, 11, 20))
    tasks.accept(room.sit("lee", THU), ref, by=DUE)
    assert returned_on(room, ref) is None


def test_holidays_of_the_owners_agency_do_not_count(room: Room) -> None:
    """Veterans Day, Wed 11 Nov, is a day off for SS; MH keeps no US holidays and is closed on Fri 20 Nov."""
    day = date(2026, 11, 9)
    assert returned_on(room, room.ask(by="omar", of="ines", day=day, due=DUE), until=DUE) is None
    assert returned_on(room, room.ask(by="omar", of="lee", day=day, due=DUE)) == date(2026, 11, 14)


def test_holidays_of_both_agencies_count(room: Room) -> None:
    day = date(2026, 11, 18)
    assert returned_on(room, room.ask(by="dana", of="lee", day=day, due=DUE)) == date(2026, 11, 24)
    assert returned_on(room, room.ask(by="dana", of="omar", day=day, due=DUE)) == date(2026, 11, 25)
    assert returned_on(room, room.ask(by="omar", of="dana", day=day, due=DUE)) == date(2026, 11, 25)


def test_a_handed_over_ask_waits_by_the_days_of_the_one_who_handed_it_over(room: Room) -> None:
    ref = room.promised(by="lee", of="dana", due=DUE)
    day = date(2026, 11, 18)
    new = tasks.hand(room.sit("dana", day), ref, to=room.id_of("omar")).ref
    assert returned_on(room, new) == date(2026, 11, 25)


def test_what_was_returned_and_asked_again_may_return_again(room: Room) -> None:
    ref = room.ask(day=MON, due=DUE)
    assert returned_on(room, ref) == FRI
    tasks.reopen(room.sit("dana", FRI), ref)
    assert returned_on(room, ref) == date(2026, 11, 13)
    assert [line.kind for line in story(room.sit("dana"), ref).events].count(TaskEventKind.RETURNED) == 2


def test_asked_again_on_the_very_day_it_returned_it_still_returns_in_its_time(room: Room) -> None:
    ref = room.ask(day=MON, due=DUE)
    late = date(2026, 11, 16)
    assert tick(room.table, at(late))
    tasks.reopen(room.sit("dana", late), ref)
    assert returned_on(room, ref) == date(2026, 11, 20)


def test_what_was_declined_taken_back_or_accepted_never_returns(room: Room) -> None:
    declined, dropped, accepted = (room.ask(day=WED, due=DUE) for _ in range(3))
    tasks.decline(room.sit("lee", THU), declined)
    tasks.drop(room.sit("dana", THU), dropped, reason=DropReason.NOT_NEEDED)
    tasks.accept(room.sit("lee", THU), accepted)
    assert tick(room.table, at(DUE)) == ()


def test_the_clock_may_do_nothing_but_its_own(room: Room) -> None:
    with pytest.raises(NotAllowed), change(room.clock(), Action("task.done", "done")):
        raise AssertionError("the block ran")
    ref = room.ask(day=MON)
    with pytest.raises(NotAllowed):
        tasks.complete(room.clock(), ref)


def test_nobody_returns_an_ask_in_the_clocks_name(room: Room) -> None:
    ref = room.ask(day=MON)
    with pytest.raises(NotAllowed):
        clock.return_unanswered(room.sit("ruth", FRI), ref, due_on=FRI)
    assert task(room.sit("lee"), ref).state is TaskState.ASKED


def test_what_the_clock_did_is_in_history_and_never_undone(room: Room) -> None:
    ref = room.ask(day=MON)
    tick(room.table, at(FRI))
    newest = history(room.sit("dana", FRI)).items[0]
    assert (newest.who, newest.subjects, newest.undone) == ("the clock", (ref,), False)
    assert newest.never
    with pytest.raises(Refused):
        undo(room.sit("dana", FRI))


@pytest.mark.slow
def test_ten_asks_returned_by_two_processes_at_once_return_once_each(room: Room) -> None:
    for number in range(10):
        room.ask(f"task {number}", day=TUE, due=DUE)
    before = verify(room.sit("ruth")).entries
    told = at_once(drill.tick_once, [(room.where,), (room.where,)])
    assert [one for _, errors, _ in told for one in errors] == []
    assert sum(count for *_, count in told) == 10
    found = verify(room.sit("ruth"))
    assert (found.entries, found.problems) == (before + 10, ())
