"""What became of an item's actions and dissents, as sentences."""

from dataclasses import replace
from datetime import UTC, date, datetime

from casetable.rules.item_history import what_became
from casetable.values.because import Because
from casetable.values.conference import FiledLine
from casetable.values.minutes import Since
from casetable.values.tasks import Ruling, Task, TaskFold
from casetable.words import Category, LineKind, TaskState, TurnedOut, Verdict

AT = datetime(2026, 11, 13, 17, tzinfo=UTC)
DISSENT = FiledLine("d1", 1, 3, LineKind.DISSENT, "too fast", Category.GENERAL, "Dana Reyes", AT, holder="Omar Haddad")


def action(verdict: Verdict) -> FiledLine:
    """An action whose promise came out so."""
    fold = TaskFold(TaskState.DONE, AT.date(), AT.date())
    task = Task(
        "T-1", "t1", 1, "call", None, None, "Lee", "l", "SS", "Lee", "l", Category.GENERAL, None, fold,
        Ruling(verdict, Because("", "", ())),
    )  # fmt: skip
    return FiledLine("a1", 1, 3, LineKind.ACTION, "call", Category.GENERAL, "Lee", AT, task=task)


def since(turned_out: TurnedOut | None) -> Since:
    """What happened since the dissent."""
    return Since("too fast", "he moved in", turned_out, "Lee Park", date(2027, 1, 8), Category.GENERAL)


def test_promises_are_counted_by_how_they_ended_and_what_cannot_be_listed_is_not() -> None:
    lines = [action(Verdict.KEPT), action(Verdict.KEPT), action(Verdict.LATE)]
    assert what_became([*lines, replace(lines[0], task=None)], [], {}) == ("Of 3 promises: 2 kept, 1 late.",)
    assert what_became([action(Verdict.PENDING)], [], {}) == ("Of 1 promise: 1 still to come.",)


def test_how_a_dissent_turned_out_names_who_dissented() -> None:
    said = [what_became([], [DISSENT], {"d1": [since(one)]}) for one in (*TurnedOut, None)]
    assert said == [
        ("Omar Haddad was right (Fri 8 Jan): he moved in",),
        ("It came otherwise than Omar Haddad feared (Fri 8 Jan): he moved in",),
        ("It was too early to say (Fri 8 Jan): he moved in",),
        ("What happened since (Fri 8 Jan): he moved in",),
    ]


def test_nothing_is_said_where_nothing_came_of_it() -> None:
    assert what_became([], [DISSENT], {}) == ()
