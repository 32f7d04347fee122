"""Weekly tasks: the fold over a task's events and what may happen next.

The life of a task::

    asked ──accepted──▶ open ◀──▶ blocked ──▶ done | dropped | handed over
      │                   ▲                     │       │
      └▶ declined | returned ─reopened─▶ asked  └───────┴─reopened─▶ open, the same promise

How a promise is counted is in promises.py; ``rule`` is offered here too. Source: rules, Weekly tasks.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from casetable.rules.calendar import add_working_days
from casetable.rules.promises import deadline, rule
from casetable.values.tasks import TaskEvent, TaskFold
from casetable.words import PROMISED, UNDER_WAY, DropReason, TaskEventKind, TaskState

__all__ = ["deadline", "fold", "follow", "may_follow", "return_on", "rule"]

_MAY_COME_IN = {
    TaskEventKind.ASKED: frozenset[TaskState](),
    TaskEventKind.ACCEPTED: frozenset({TaskState.ASKED}),
    TaskEventKind.OFFERED: frozenset({TaskState.ASKED}),
    TaskEventKind.DECLINED: frozenset({TaskState.ASKED}),
    TaskEventKind.RETURNED: frozenset({TaskState.ASKED}),
    TaskEventKind.LOGGED: UNDER_WAY | {TaskState.DONE, TaskState.DROPPED},
    TaskEventKind.BLOCKED: frozenset({TaskState.OPEN}),
    TaskEventKind.UNBLOCKED: frozenset({TaskState.BLOCKED}),
    TaskEventKind.HELP_WANTED: PROMISED,
    TaskEventKind.HELPED: PROMISED | {TaskState.DONE},
    TaskEventKind.MOVED: PROMISED,
    TaskEventKind.DONE: PROMISED,
    TaskEventKind.DROPPED: UNDER_WAY,
    TaskEventKind.DROP_AGREED: frozenset({TaskState.DROPPED}),
    TaskEventKind.HANDED_OVER: UNDER_WAY,
    TaskEventKind.REOPENED: frozenset({TaskState.DONE, TaskState.DROPPED, TaskState.DECLINED, TaskState.RETURNED}),
}

_WHY_NOT_BY_STATE = {
    TaskState.ASKED: "it is asked and not accepted yet; accept it first",
    TaskState.OPEN: "it is accepted and open already",
    TaskState.BLOCKED: "it is accepted and blocked; unblock it first",
    TaskState.DONE: "it is done already; reopen it first",
    TaskState.DECLINED: "it was declined; reopen it to ask again",
    TaskState.RETURNED: "it went back unanswered; reopen it to ask again",
    TaskState.DROPPED: "it was dropped; reopen it first",
    TaskState.HANDED_OVER: "it was handed over; it goes on as the new owner's task",
}

_WHY_NOT = {
    (TaskEventKind.UNBLOCKED, TaskState.OPEN): "it is not blocked",
    (TaskEventKind.BLOCKED, TaskState.BLOCKED): "it is blocked already; unblock it first",
    (TaskEventKind.ACCEPTED, TaskState.BLOCKED): "it is accepted already",
    (TaskEventKind.OFFERED, TaskState.OPEN): "it is accepted already; move it instead",
    (TaskEventKind.OFFERED, TaskState.BLOCKED): "it is accepted already; move it instead",
    (TaskEventKind.DECLINED, TaskState.OPEN): "it is accepted already; drop it or hand it over instead",
    (TaskEventKind.DECLINED, TaskState.BLOCKED): "it is accepted already; drop it or hand it over instead",
    (TaskEventKind.RETURNED, TaskState.BLOCKED): "it is accepted already",
    (TaskEventKind.MOVED, TaskState.ASKED): "it is asked and not accepted yet; accept it with another date instead",
    (TaskEventKind.REOPENED, TaskState.ASKED): "it is still asked, not ended",
    (TaskEventKind.REOPENED, TaskState.OPEN): "it is open already",
    (TaskEventKind.REOPENED, TaskState.BLOCKED): "it is blocked, not ended; unblock it instead",
    (TaskEventKind.DROPPED, TaskState.DROPPED): "it was dropped already",
}


def fold(events: Sequence[TaskEvent]) -> TaskFold:
    """Return what a task's events, oldest first, add up to.

    Raises ValueError when the first is not an ask with a date, when one may not follow the others, or when a
    move or an offer names no date.
    """
    if not events or events[0].kind is not TaskEventKind.ASKED:
        raise ValueError("a task begins with an ask")
    first = events[0]
    folded = TaskFold(state=TaskState.ASKED, asked_on=first.on, due_on=_named_date(first), last_event_on=first.on)
    for event in events[1:]:
        if refusal := may_follow(folded, event.kind):
            raise ValueError(f"{event.kind.label} may not follow: {refusal}")
        folded = replace(_STEPS[event.kind](folded, event), last_event_on=event.on)
    return _with_what_ended_it(folded)


def follow(folded: TaskFold, event: TaskEvent) -> TaskFold | None:
    """Return the fold with one event more, without the events before; None where only all of them can tell.

    That is so once a task has ended: whether something outside was said by its ending or by a block before it is not
    kept in the fold. Raises ValueError when the event may not come next.
    """
    if folded.ended_on is not None:
        return None
    if refusal := may_follow(folded, event.kind):
        raise ValueError(f"{event.kind.label} may not follow: {refusal}")
    return _with_what_ended_it(replace(_STEPS[event.kind](folded, event), last_event_on=event.on))


def may_follow(fold: TaskFold, kind: TaskEventKind) -> str:
    """Return an empty text if an event of this kind may come next, else one sentence why not."""
    if kind is TaskEventKind.ASKED:
        return "it was asked already"
    if kind is TaskEventKind.DROP_AGREED and fold.state is not TaskState.DROPPED:
        return "it was not dropped, so there is nothing to say yes to"
    if fold.state not in _MAY_COME_IN[kind]:
        return _WHY_NOT.get((kind, fold.state), _WHY_NOT_BY_STATE[fold.state])
    if kind is TaskEventKind.RETURNED and fold.offered_due is not None:
        return "another date was offered; it waits for the one who asked"
    if kind is TaskEventKind.HELP_WANTED and fold.help_wanted:
        return "help is wanted for it already"
    if kind is TaskEventKind.DROP_AGREED and fold.drop_agreed:
        return "its drop was agreed already"
    if kind is TaskEventKind.DROP_AGREED and fold.promised_on is None:
        return "it was never accepted, so its drop needs no yes"
    return ""


def return_on(asked_on: date, working_days: int, off: frozenset[date]) -> date:
    """Return the day the clock returns an unanswered ask: the day after the last full working day to answer.

    Asked Wed 4 Nov with 3 working days, it returns on Tue 10 Nov. An ask with an offered date waits for the
    asker and is not returned.
    """
    return add_working_days(asked_on, working_days, off) + timedelta(days=1)


def _accepted(fold: TaskFold, event: TaskEvent) -> TaskFold:
    due = event.due or fold.offered_due or fold.due_on
    return replace(
        fold,
        state=TaskState.OPEN,
        accepted_on=event.on,
        promised_on=due,
        judged_on=due,
        due_on=due,
        offered_due=None,
    )


def _offered(fold: TaskFold, event: TaskEvent) -> TaskFold:
    return replace(fold, offered_due=_named_date(event))


def _refused(fold: TaskFold, event: TaskEvent) -> TaskFold:
    state = TaskState.DECLINED if event.kind is TaskEventKind.DECLINED else TaskState.RETURNED
    return replace(fold, state=state, ended_on=event.on, offered_due=None)


def _logged(fold: TaskFold, event: TaskEvent) -> TaskFold:
    return replace(fold, minutes=fold.minutes + (event.minutes or 0))


def _blocked(fold: TaskFold, event: TaskEvent) -> TaskFold:
    said_in_time = event.outside and event.on <= deadline(fold)
    return replace(fold, state=TaskState.BLOCKED, outside_on=event.on if said_in_time else fold.outside_on)


def _unblocked(fold: TaskFold, event: TaskEvent) -> TaskFold:
    return replace(fold, state=TaskState.OPEN, outside_on=_standing_block(fold, event.on))


def _standing_block(fold: TaskFold, over_on: date) -> date | None:
    """Return the day an outside block was said, if it still stood when the date had passed."""
    return None if over_on <= deadline(fold) else fold.outside_on


def _help_wanted(fold: TaskFold, _event: TaskEvent) -> TaskFold:
    return replace(fold, help_wanted=True)


def _helped(fold: TaskFold, _event: TaskEvent) -> TaskFold:
    """Note the help; its minutes are the helper's, not this task's."""
    return replace(fold, helped=True, help_wanted=False)


def _moved(fold: TaskFold, event: TaskEvent) -> TaskFold:
    """Only the first move, said on or before the promised date, gives the promise another date to be kept by."""
    due = _named_date(event)
    in_time = fold.moves == 0 and fold.promised_on is not None and event.on <= fold.promised_on
    return replace(
        fold,
        moves=fold.moves + 1,
        moved_late=fold.moved_late or event.on > fold.due_on,
        judged_on=due if in_time else fold.judged_on,
        due_on=due,
    )


def _done(fold: TaskFold, event: TaskEvent) -> TaskFold:
    done = replace(_logged(fold, event), state=TaskState.DONE, done_on=event.on)
    return replace(done, ended_on=event.on, help_wanted=False)


def _dropped(fold: TaskFold, event: TaskEvent) -> TaskFold:
    dropped = replace(fold, state=TaskState.DROPPED, dropped_on=event.on, drop_reason=event.reason)
    return replace(dropped, ended_on=event.on, help_wanted=False, offered_due=None)


def _drop_agreed(fold: TaskFold, _event: TaskEvent) -> TaskFold:
    return replace(fold, drop_agreed=True)


def _handed_over(fold: TaskFold, event: TaskEvent) -> TaskFold:
    return replace(fold, state=TaskState.HANDED_OVER, ended_on=event.on, help_wanted=False, offered_due=None)


def _reopened(fold: TaskFold, event: TaskEvent) -> TaskFold:
    """Ask again what was never promised; go on with the same promise otherwise (another date is a move)."""
    fresh = replace(fold, done_on=None, ended_on=None, dropped_on=None, drop_reason=None, drop_agreed=False)
    if fold.promised_on is None:
        return replace(
            fresh, state=TaskState.ASKED, asked_on=event.on, due_on=event.due or fold.due_on, offered_due=None
        )
    block = _standing_block(fold, fold.done_on or event.on)
    opened = replace(fresh, state=TaskState.OPEN, outside_on=block)
    return _moved(opened, event) if event.due not in (None, fold.due_on) else opened


def _with_what_ended_it(fold: TaskFold) -> TaskFold:
    """Note an ending that takes the promise out of the count; kept apart from blocks, which reopening keeps."""
    if fold.promised_on is None or fold.ended_on is None or fold.outside_on is not None:
        return fold
    agreed = fold.drop_agreed or fold.drop_reason is DropReason.PARTICIPANT
    honoured = fold.state is TaskState.HANDED_OVER or (fold.state is TaskState.DROPPED and agreed)
    if honoured and fold.ended_on <= deadline(fold):
        return replace(fold, outside_on=fold.ended_on)
    return fold


def _named_date(event: TaskEvent) -> date:
    if event.due is None:
        raise ValueError(f"{event.kind.label} needs a date")
    return event.due


_STEPS: dict[TaskEventKind, Callable[[TaskFold, TaskEvent], TaskFold]] = {
    TaskEventKind.ACCEPTED: _accepted,
    TaskEventKind.OFFERED: _offered,
    TaskEventKind.DECLINED: _refused,
    TaskEventKind.RETURNED: _refused,
    TaskEventKind.LOGGED: _logged,
    TaskEventKind.BLOCKED: _blocked,
    TaskEventKind.UNBLOCKED: _unblocked,
    TaskEventKind.HELP_WANTED: _help_wanted,
    TaskEventKind.HELPED: _helped,
    TaskEventKind.MOVED: _moved,
    TaskEventKind.DONE: _done,
    TaskEventKind.DROPPED: _dropped,
    TaskEventKind.DROP_AGREED: _drop_agreed,
    TaskEventKind.HANDED_OVER: _handed_over,
    TaskEventKind.REOPENED: _reopened,
}
