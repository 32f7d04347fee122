"""What several readers of one agenda all read on it: nothing that one of them may not."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from casetable.rules.agenda import numbered
from casetable.values.conference import Agenda, AgendaItem
from casetable.words import ItemState

_GONE = frozenset({ItemState.REMOVED})
_Key = tuple[str, str, str, int]


def shared_items(views: Sequence[Agenda], *, participants: frozenset[str] | None = None) -> tuple[AgendaItem, ...]:
    """The items of the first view that every other view has too, numbered and timed anew in its order.

    A question stays where all read the same one, a reason where all read it with the same arithmetic. Items about
    somebody stay only for ``participants`` (references; None: whoever all views have). Nobody has a name: a paper is
    left on tables. Without a view there is no item.
    """
    if not views:
        return ()
    first, *others = (_by_key(view) for view in views)
    kept = [
        _alike(item, [view[key] for view in others])
        for key, item in first.items()
        if all(key in view for view in others)
        and item.state not in _GONE
        and (item.participant is None or participants is None or item.participant in participants)
    ]
    return numbered(kept, views[0].conference.starts_at)


def _by_key(view: Agenda) -> dict[_Key, AgendaItem]:
    """Items by what they are; two of the same title are told apart by their order."""
    met: Counter[tuple[str, str, str]] = Counter()
    found: dict[_Key, AgendaItem] = {}
    for item in view.items:
        what = (item.kind.value, item.participant or "", item.title)
        met[what] += 1
        found[(*what, met[what])] = item
    return found


def _alike(item: AgendaItem, others: Sequence[AgendaItem]) -> AgendaItem:
    """The item with only what all of them say."""
    same = all((other.question, other.category) == (item.question, item.category) for other in others)
    reasons = tuple(reason for reason in item.reasons if all(reason in other.reasons for other in others))
    return replace(
        item, name=None, question=item.question if same else None, reasons=reasons, id=None, version=None, phase=None
    )
