"""How a promise counts: kept, outside, late, missed, in this order, and why. Source: rules, Weekly tasks."""

from datetime import date, timedelta

from casetable.rules.calendar import week_of
from casetable.rules.dates import say_day
from casetable.values.because import Because
from casetable.values.tasks import Ruling, TaskFold
from casetable.words import DropReason, TaskState, Verdict

CLAUSE = "Weekly tasks"


def rule(
    fold: TaskFold,
    today: date,
    *,
    missed_after_days: int = 14,
    ask_working_days: int = 3,
    task: str = "",
    clause: str = CLAUSE,
) -> Ruling:
    """Return how the promise counts ``today``, in which ISO week, and why.

    What was never accepted is no promise: ``Verdict.NONE`` and an empty week. ``task`` is the reference that
    ``w`` opens; ``missed_after_days``, ``ask_working_days`` and ``clause`` (section and version) come from the
    agreement that was in force on the promise's first date, of an ask on the day it was asked.
    """
    rows = (task,) if task else ()
    if fold.promised_on is None:
        return Ruling(Verdict.NONE, Because(clause, _no_promise(fold, ask_working_days), rows))
    verdict = _verdict(fold, fold.promised_on, today, missed_after_days)
    story = ", ".join([*_promise_words(fold, fold.promised_on), *_outside_words(fold), _ending_words(fold)])
    because = Because(clause, f"{story}: {_verdict_words(fold, verdict, today, missed_after_days)}", rows)
    return Ruling(verdict, because, week_of(fold.promised_on))


def deadline(fold: TaskFold) -> date:
    """Return the last day on which the promise can be kept or something outside be said in time.

    It is the first accepted date, or the later one it was moved to in time. Raises ValueError without a promise.
    """
    if fold.promised_on is None:
        raise ValueError("there is no promise before it is accepted")
    return max(fold.promised_on, fold.judged_on or fold.promised_on)


def _verdict(fold: TaskFold, promised_on: date, today: date, missed_after_days: int) -> Verdict:
    last = deadline(fold)
    if fold.done_on is not None and fold.done_on <= (last if fold.moves <= 1 else promised_on):
        return Verdict.KEPT
    if fold.outside_on is not None and (fold.ended_on is not None or today > last):
        return Verdict.OUTSIDE
    if fold.done_on is not None:
        return Verdict.LATE
    if (today - last).days > missed_after_days:
        return Verdict.MISSED
    return Verdict.PENDING


def _no_promise(fold: TaskFold, ask_working_days: int) -> str:
    days = f"{ask_working_days} working day{'' if ask_working_days == 1 else 's'}"
    returns = f", it returns after {days} without an answer" if fold.offered_due is None else ""
    endings = {
        TaskState.ASKED: f"not accepted yet{returns}",
        TaskState.DECLINED: "declined",
        TaskState.RETURNED: f"unanswered for {days} and returned",
        TaskState.DROPPED: "taken back before it was accepted",
        TaskState.HANDED_OVER: "passed on before it was accepted",
    }
    return f"asked for {say_day(fold.due_on)}, {endings.get(fold.state, fold.state.label)}: no promise, not counted"


def _promise_words(fold: TaskFold, promised_on: date) -> list[str]:
    words = [f"promised for {say_day(promised_on)}"]
    first_move_in_time = fold.judged_on not in (None, promised_on) or (fold.moves == 1 and not fold.moved_late)
    if fold.moves and first_move_in_time:
        words.append(f"moved in time to {say_day(fold.judged_on or promised_on)}")
    elif fold.moves == 1:
        words.append(f"moved to {say_day(fold.due_on)} after its date had passed")
    if fold.moves > 1:
        words.append(f"moved {fold.moves} times in all, last to {say_day(fold.due_on)}")
    return words


def _outside_words(fold: TaskFold) -> list[str]:
    if fold.outside_on is None or fold.state is TaskState.HANDED_OVER:
        return []
    if fold.state is TaskState.DROPPED and fold.outside_on == fold.dropped_on:
        return []
    return [f"blocked outside the table since {say_day(fold.outside_on)}"]


def _ending_words(fold: TaskFold) -> str:
    if fold.done_on is not None:
        return f"done {say_day(fold.done_on)}"
    if fold.state is TaskState.HANDED_OVER and fold.ended_on is not None:
        return f"handed over {say_day(fold.ended_on)}"
    if fold.dropped_on is not None:
        return f"dropped {say_day(fold.dropped_on)} ({_drop_words(fold)})"
    return "not done yet"


def _drop_words(fold: TaskFold) -> str:
    if fold.drop_reason is DropReason.PARTICIPANT:
        return fold.drop_reason.label
    return "with the asker's yes" if fold.drop_agreed else "without the asker's yes so far"


def _verdict_words(fold: TaskFold, verdict: Verdict, today: date, missed_after_days: int) -> str:
    last = deadline(fold)
    if verdict is Verdict.KEPT:
        return "on time, kept"
    if verdict is Verdict.OUTSIDE:
        return "said in time, outside the count"
    if verdict is Verdict.MISSED:
        return f"more than {missed_after_days} days after {say_day(last)}, missed"
    if verdict is Verdict.LATE:
        days = ((fold.done_on or today) - last).days
        return f"{days} day{'' if days == 1 else 's'} late" if days > 0 else "late, as it was moved more than once"
    if today <= last:
        return f"to be kept by {say_day(last)}"
    missed_after = say_day(last + timedelta(days=missed_after_days))
    return f"missed if not done by {missed_after}" if fold.ended_on is None else f"missed once {missed_after} is over"
