"""How it turned out: what became of an item's actions and dissents, in sentences. Rules: Conference."""

from collections import Counter
from collections.abc import Mapping, Sequence

from casetable.rules.dates import say_day
from casetable.values.conference import FiledLine
from casetable.values.minutes import Since
from casetable.words import LineKind, TurnedOut, Verdict

_WORDS = {
    Verdict.KEPT: "kept",
    Verdict.LATE: "late",
    Verdict.MISSED: "missed",
    Verdict.OUTSIDE: "ended from outside",
    Verdict.PENDING: "still to come",
}


def what_became(
    lines: Sequence[FiledLine], dissents: Sequence[FiledLine], since: Mapping[str, Sequence[Since]]
) -> tuple[str, ...]:
    """Return sentences: how the promises of an item's actions ended, then how each of its dissents turned out.

    ``since`` is by dissent's id. Nothing of actions whose tasks a seat may not list.
    """
    return (*_promises(lines), *(said for one in dissents for said in _turned(one, since.get(one.id, ()))))


def _promises(lines: Sequence[FiledLine]) -> list[str]:
    counted = Counter(
        line.task.ruling.verdict for line in lines if line.kind is LineKind.ACTION and line.task is not None
    )
    parts = [f"{counted[verdict]} {words}" for verdict, words in _WORDS.items() if counted[verdict]]
    total = sum(counted[verdict] for verdict in _WORDS)
    if not parts:
        return []
    return [f"Of {total} {'promise' if total == 1 else 'promises'}: {', '.join(parts)}."]


def _turned(dissent: FiledLine, since: Sequence[Since]) -> list[str]:
    who = dissent.holder or dissent.writer or "somebody"
    return [_sentence(who, one) for one in since]


def _sentence(who: str, one: Since) -> str:
    how = {
        TurnedOut.RIGHT: f"{who} was right",
        TurnedOut.OTHERWISE: f"It came otherwise than {who} feared",
        TurnedOut.EARLY: "It was too early to say",
        None: "What happened since",
    }[one.turned_out]
    return f"{how} ({say_day(one.on)}): {one.text}"
