"""Weekly tasks: the worked examples of the rules exactly as dated, then what must hold for any life of a task."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetable.rules.tasks import deadline, fold, follow, may_follow, return_on, rule
from casetable.values.tasks import TaskEvent, TaskFold
from casetable.words import PROMISED, DropReason, TaskEventKind, TaskState, Verdict

K = TaskEventKind


def nov(day: int) -> date:
    return date(2026, 11, day)


def event(kind: TaskEventKind, day: int, due: int | None = None, **more: object) -> TaskEvent:
    return replace(TaskEvent(kind, nov(day), None if due is None else nov(due)), **more)


ASKED = event(K.ASKED, 2, 4)
PROMISE = (ASKED, event(K.ACCEPTED, 2))


def verdict(*events: TaskEvent, on: int = 30, days: int = 14) -> Verdict:
    return rule(fold(events), nov(on), missed_after_days=days).verdict


@pytest.mark.parametrize(
    "events, today, expected",
    [
        ((event(K.DONE, 4),), 4, Verdict.KEPT),
        ((event(K.DONE, 5),), 5, Verdict.LATE),
        ((event(K.MOVED, 3, 10), event(K.DONE, 10)), 10, Verdict.KEPT),
        ((event(K.MOVED, 5, 10), event(K.DONE, 9)), 9, Verdict.LATE),
        ((event(K.MOVED, 2, 6), event(K.MOVED, 6, 12), event(K.DONE, 11)), 11, Verdict.LATE),
        ((), 18, Verdict.PENDING),
        ((), 19, Verdict.MISSED),
        ((event(K.DONE, 20),), 20, Verdict.LATE),
        ((event(K.BLOCKED, 3, outside=True), event(K.DONE, 30)), 30, Verdict.OUTSIDE),
        ((event(K.BLOCKED, 5, outside=True), event(K.DONE, 30)), 30, Verdict.LATE),
        ((event(K.BLOCKED, 5, outside=True),), 30, Verdict.MISSED),
        ((event(K.DROPPED, 3, reason=DropReason.NOT_NEEDED), event(K.DROP_AGREED, 9)), 9, Verdict.OUTSIDE),
        ((event(K.HANDED_OVER, 3),), 3, Verdict.OUTSIDE),
    ],
)
def test_the_worked_examples_of_a_promise_for_wed_4_nov(
    events: tuple[TaskEvent, ...], today: int, expected: Verdict
) -> None:
    ruling = rule(fold(PROMISE + events), nov(today))
    assert ruling.verdict is expected
    assert ruling.week == "2026-W45"


def test_handed_over_on_2_nov_is_outside_for_the_first_owner() -> None:
    assert verdict(*PROMISE, event(K.HANDED_OVER, 2), on=2) is Verdict.OUTSIDE


@pytest.mark.parametrize("ending", [(), (event(K.DECLINED, 5),), (event(K.RETURNED, 10),), (event(K.DROPPED, 5),)])
def test_what_was_never_accepted_is_no_promise_and_belongs_to_no_week(ending: tuple[TaskEvent, ...]) -> None:
    ruling = rule(fold((ASKED, *ending)), nov(30))
    assert (ruling.verdict, ruling.week) == (Verdict.NONE, "")
    assert "no promise" in ruling.because.arithmetic


def test_an_ask_of_wed_4_nov_returns_on_10_nov() -> None:
    assert return_on(nov(4), 3, frozenset()) == nov(10)


def test_a_holiday_gives_an_ask_one_more_day() -> None:
    assert return_on(date(2026, 11, 9), 3, frozenset({nov(11)})) == nov(14)


@pytest.mark.parametrize(
    "events, today, expected",
    [
        # moved twice, and yet done by the first accepted date
        ((event(K.MOVED, 2, 6), event(K.MOVED, 3, 12), event(K.DONE, 4)), 4, Verdict.KEPT),
        # moved to an earlier date, done by the first one
        ((event(K.MOVED, 2, 3), event(K.DONE, 4)), 4, Verdict.KEPT),
        # moved in time: the fourteen days count from the new date
        ((event(K.MOVED, 4, 10),), 24, Verdict.PENDING),
        ((event(K.MOVED, 4, 10),), 25, Verdict.MISSED),
        # moved late: they count from the first date
        ((event(K.MOVED, 5, 10),), 19, Verdict.MISSED),
        # blocked and done in time: kept comes first
        ((event(K.BLOCKED, 3, outside=True), event(K.DONE, 4)), 4, Verdict.KEPT),
        # blocked outside, the date not over yet
        ((event(K.BLOCKED, 3, outside=True),), 4, Verdict.PENDING),
        ((event(K.BLOCKED, 3, outside=True),), 5, Verdict.OUTSIDE),
        # unblocked by the date: it counts again; after it, the block stands
        ((event(K.BLOCKED, 3, outside=True), event(K.UNBLOCKED, 4), event(K.DONE, 6)), 6, Verdict.LATE),
        ((event(K.BLOCKED, 3, outside=True), event(K.UNBLOCKED, 5), event(K.DONE, 6)), 6, Verdict.OUTSIDE),
        # blocked by somebody at the table does not excuse
        ((event(K.BLOCKED, 3),), 30, Verdict.MISSED),
        # blocked in time for the date it was moved to
        ((event(K.MOVED, 3, 10), event(K.BLOCKED, 9, outside=True)), 11, Verdict.OUTSIDE),
        # the participant chose otherwise: no yes needed, but in time
        ((event(K.DROPPED, 4, reason=DropReason.PARTICIPANT),), 4, Verdict.OUTSIDE),
        ((event(K.DROPPED, 5, reason=DropReason.PARTICIPANT),), 5, Verdict.PENDING),
        ((event(K.DROPPED, 5, reason=DropReason.PARTICIPANT),), 19, Verdict.MISSED),
        # dropped without a yes, and with a yes but after the date
        ((event(K.DROPPED, 3, reason=DropReason.CANNOT),), 18, Verdict.PENDING),
        ((event(K.DROPPED, 3, reason=DropReason.CANNOT),), 19, Verdict.MISSED),
        ((event(K.DROPPED, 5, reason=DropReason.OTHER), event(K.DROP_AGREED, 5)), 19, Verdict.MISSED),
        # handed over after the date
        ((event(K.HANDED_OVER, 5),), 18, Verdict.PENDING),
        ((event(K.HANDED_OVER, 5),), 19, Verdict.MISSED),
        # reopened: the same promise goes on
        ((event(K.DONE, 3), event(K.REOPENED, 3), event(K.DONE, 6)), 6, Verdict.LATE),
        ((event(K.DROPPED, 3, reason=DropReason.PARTICIPANT), event(K.REOPENED, 4)), 19, Verdict.MISSED),
        ((event(K.BLOCKED, 3, outside=True), event(K.DONE, 3), event(K.REOPENED, 9)), 19, Verdict.MISSED),
        ((event(K.BLOCKED, 3, outside=True), event(K.DROPPED, 6), event(K.REOPENED, 9)), 19, Verdict.OUTSIDE),
        ((event(K.DONE, 3), event(K.REOPENED, 4, 9), event(K.DONE, 9)), 9, Verdict.KEPT),
    ],
)
def test_the_edges_of_a_promise_for_wed_4_nov(events: tuple[TaskEvent, ...], today: int, expected: Verdict) -> None:
    assert verdict(*PROMISE, *events, on=today) is expected


def test_the_agreement_may_set_another_number_of_days_until_missed() -> None:
    assert verdict(*PROMISE, on=12, days=7) is Verdict.MISSED
    assert verdict(*PROMISE, on=11, days=7) is Verdict.PENDING


def test_accepting_an_offered_date_promises_that_date() -> None:
    folded = fold((ASKED, event(K.OFFERED, 3, 9), event(K.ACCEPTED, 4)))
    assert (folded.promised_on, folded.judged_on, folded.due_on) == (nov(9), nov(9), nov(9))
    assert folded.offered_due is None


def test_an_offer_leaves_the_task_asked_and_is_not_returned_by_the_clock() -> None:
    folded = fold((ASKED, event(K.OFFERED, 3, 9)))
    assert (folded.state, folded.offered_due, folded.due_on) == (TaskState.ASKED, nov(9), nov(4))
    assert may_follow(folded, K.RETURNED)


def test_accepting_with_a_date_promises_that_date() -> None:
    assert fold((ASKED, event(K.ACCEPTED, 2, 6))).promised_on == nov(6)


def test_asking_again_after_a_decline_starts_the_clock_anew() -> None:
    folded = fold((ASKED, event(K.OFFERED, 2, 20), event(K.DECLINED, 3), event(K.REOPENED, 9, 16)))
    assert (folded.state, folded.asked_on, folded.due_on) == (TaskState.ASKED, nov(9), nov(16))
    assert (folded.ended_on, folded.offered_due) == (None, None)


def test_taking_back_an_ask_and_reopening_it_asks_again() -> None:
    folded = fold((ASKED, event(K.DROPPED, 3), event(K.REOPENED, 5)))
    assert (folded.state, folded.promised_on, folded.dropped_on) == (TaskState.ASKED, None, None)


def test_a_reopened_promise_keeps_its_date_and_forgets_its_ending() -> None:
    folded = fold(
        (*PROMISE, event(K.DROPPED, 3, reason=DropReason.CANNOT), event(K.DROP_AGREED, 3), event(K.REOPENED, 4))
    )
    assert (folded.state, folded.promised_on) == (TaskState.OPEN, nov(4))
    assert (folded.dropped_on, folded.drop_reason, folded.drop_agreed, folded.outside_on) == (None, None, False, None)


def test_minutes_of_the_owner_add_up_and_a_helpers_do_not() -> None:
    folded = fold(
        (*PROMISE, event(K.LOGGED, 3, minutes=20), event(K.HELPED, 3, minutes=45), event(K.DONE, 4, minutes=30))
    )
    assert folded.minutes == 50
    assert folded.helped


def test_help_is_wanted_until_somebody_helps_or_it_ends() -> None:
    wanted = (*PROMISE, event(K.HELP_WANTED, 3))
    assert fold(wanted).help_wanted
    assert not fold((*wanted, event(K.HELPED, 3))).help_wanted
    assert not fold((*wanted, event(K.DONE, 3))).help_wanted


def test_the_last_event_is_dated() -> None:
    assert fold((*PROMISE, event(K.LOGGED, 9))).last_event_on == nov(9)


@pytest.mark.parametrize(
    "events",
    [
        (),
        (event(K.ACCEPTED, 2),),
        (event(K.ASKED, 2),),
        (ASKED, ASKED),
        (ASKED, event(K.DONE, 3)),
        (ASKED, event(K.OFFERED, 3)),
        (*PROMISE, event(K.MOVED, 3)),
        (*PROMISE, event(K.DONE, 3), event(K.DONE, 4)),
        (*PROMISE, event(K.UNBLOCKED, 3)),
        (*PROMISE, event(K.DROP_AGREED, 3)),
        (*PROMISE, event(K.HANDED_OVER, 3), event(K.REOPENED, 4)),
        (ASKED, event(K.DROPPED, 3), event(K.DROP_AGREED, 3)),
    ],
)
def test_an_impossible_story_is_refused(events: tuple[TaskEvent, ...]) -> None:
    with pytest.raises(ValueError):
        fold(events)


@pytest.mark.parametrize(
    "events, kind, why",
    [
        ((*PROMISE, event(K.DONE, 3)), K.MOVED, "it is done already; reopen it first"),
        ((ASKED,), K.DONE, "it is asked and not accepted yet; accept it first"),
        (PROMISE, K.UNBLOCKED, "it is not blocked"),
        (PROMISE, K.ACCEPTED, "it is accepted and open already"),
        ((*PROMISE, event(K.HELP_WANTED, 3)), K.HELP_WANTED, "help is wanted for it already"),
        ((*PROMISE, event(K.HANDED_OVER, 3)), K.DONE, "it was handed over; it goes on as the new owner's task"),
        (PROMISE, K.DONE, ""),
    ],
)
def test_what_may_not_follow_is_said_with_what_to_do(
    events: tuple[TaskEvent, ...], kind: TaskEventKind, why: str
) -> None:
    assert may_follow(fold(events), kind) == why


@pytest.mark.parametrize(
    "events, today, sentence",
    [
        (
            (event(K.MOVED, 3, 10), event(K.DONE, 10)),
            10,
            "promised for Wed 4 Nov, moved in time to Tue 10 Nov, done Tue 10 Nov: on time, kept",
        ),
        ((event(K.DONE, 5),), 5, "promised for Wed 4 Nov, done Thu 5 Nov: 1 day late"),
        ((), 19, "promised for Wed 4 Nov, not done yet: more than 14 days after Wed 4 Nov, missed"),
        ((), 3, "promised for Wed 4 Nov, not done yet: to be kept by Wed 4 Nov"),
        ((), 6, "promised for Wed 4 Nov, not done yet: missed if not done by Wed 18 Nov"),
        (
            (event(K.BLOCKED, 3, outside=True),),
            9,
            "promised for Wed 4 Nov, blocked outside the table since Tue 3 Nov, not done yet: "
            "said in time, outside the count",
        ),
        (
            (event(K.DROPPED, 3, reason=DropReason.CANNOT),),
            9,
            "promised for Wed 4 Nov, dropped Tue 3 Nov (without the asker's yes so far): "
            "missed once Wed 18 Nov is over",
        ),
        (
            (event(K.MOVED, 2, 6), event(K.MOVED, 3, 12), event(K.DONE, 6)),
            6,
            "promised for Wed 4 Nov, moved in time to Fri 6 Nov, moved 2 times in all, last to Thu 12 Nov, "
            "done Fri 6 Nov: late, as it was moved more than once",
        ),
    ],
)
def test_every_verdict_says_its_arithmetic(events: tuple[TaskEvent, ...], today: int, sentence: str) -> None:
    because = rule(fold(PROMISE + events), nov(today), task="T-318").because
    assert because.arithmetic == sentence
    assert (because.clause, because.rows) == ("Weekly tasks", ("T-318",))


@st.composite
def lives(draw: st.DrawFn) -> list[TaskEvent]:
    """Draw a task's life: any events that may follow each other, on days that never go back."""
    day, days = nov(2), st.integers(0, 9)
    dues = st.integers(0, 40).map(lambda ahead: nov(1) + timedelta(days=ahead))
    events = [TaskEvent(K.ASKED, day, draw(dues))]
    for _ in range(draw(st.integers(0, 12))):
        folded = fold(events)
        kinds = [kind for kind in K if not may_follow(folded, kind)]
        if not kinds:
            break
        day += timedelta(days=draw(days))
        needs_due = {K.MOVED, K.OFFERED}
        kind = draw(st.sampled_from(kinds))
        due = draw(dues if kind in needs_due else st.none() | dues)
        reason = draw(st.sampled_from(DropReason)) if kind is K.DROPPED else None
        minutes = draw(st.none() | st.integers(1, 600))
        events.append(TaskEvent(kind, day, due, draw(st.booleans()), reason, minutes))
    return events


TODAYS = st.integers(0, 200).map(lambda ahead: nov(2) + timedelta(days=ahead))


def folds(life: list[TaskEvent]) -> list[TaskFold]:
    return [fold(life[:length]) for length in range(1, len(life) + 1)]


@given(lives(), TODAYS)
def test_a_promise_is_counted_in_the_week_of_its_first_accepted_date_whatever_follows(
    life: list[TaskEvent], today: date
) -> None:
    weeks = [week for folded in folds(life) if (week := rule(folded, today).week)]
    assert len(set(weeks)) <= 1


@given(lives(), TODAYS, st.integers(0, 60))
def test_waiting_never_turns_a_verdict_into_a_better_or_another_ended_one(
    life: list[TaskEvent], today: date, later: int
) -> None:
    folded = fold(life)
    before, after = (rule(folded, day).verdict for day in (today, today + timedelta(days=later)))
    assert after is before or (before is Verdict.PENDING and after in (Verdict.OUTSIDE, Verdict.MISSED))


@given(lives(), TODAYS)
def test_a_verdict_is_none_exactly_without_a_promise(life: list[TaskEvent], today: date) -> None:
    folded = fold(life)
    ruling = rule(folded, today)
    assert (ruling.verdict is Verdict.NONE) == (folded.promised_on is None) == (ruling.week == "")
    assert ruling.because.arithmetic


@given(lives(), TODAYS)
def test_done_by_the_first_accepted_date_is_kept_and_done_after_every_date_is_not(
    life: list[TaskEvent], today: date
) -> None:
    folded = fold(life)
    if folded.done_on is None or folded.promised_on is None:
        return
    kept = rule(folded, today).verdict is Verdict.KEPT
    if folded.done_on <= folded.promised_on:
        assert kept
    if folded.done_on > deadline(folded):
        assert not kept


@given(lives())
def test_one_event_more_follows_as_all_of_them_fold(life: list[TaskEvent]) -> None:
    for number in range(1, len(life)):
        followed = follow(fold(life[:number]), life[number])
        assert followed is None or followed == fold(life[: number + 1])


@given(lives())
def test_states_and_dates_of_a_fold_agree(life: list[TaskEvent]) -> None:
    for folded in folds(life):
        assert (folded.state is TaskState.DONE) == (folded.done_on is not None)
        assert (folded.state is TaskState.DROPPED) == (folded.dropped_on is not None)
        assert (folded.ended_on is None) == (folded.state in PROMISED | {TaskState.ASKED})
        assert folded.outside_on is None or folded.outside_on <= deadline(folded)
        assert not (folded.help_wanted and folded.state not in PROMISED)
