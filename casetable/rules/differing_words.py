"""One line beside another: which words changed, and which of several lines are the same one, changed."""

import re
from collections.abc import Sequence

Opcode = tuple[str, int, int, int, int]

_SHORT = 60
"""A value of so many characters at most is said whole, before and after."""
_AROUND = 8
"""So many words are shown before and after changed ones, where more than twice as many stayed."""
_WORDS_AT_MOST = 1_500
"""A longer line is compared by sentences."""
_PAIRS_AT_MOST = 2_500
"""Of more pairs of lines none is looked at for likeness."""
_ALIKE = 0.5
"""Lines of which at least this share of the words is the same are one line that changed."""


def opcodes(old: Sequence[str], new: Sequence[str]) -> list[Opcode]:
    """How to make ``new`` of ``old``: (kind, from, to, from, to), as difflib says it."""
    from difflib import SequenceMatcher

    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [(kind, i, j, k, m) for kind, i, j, k, m in codes]


def arrow(old: str, new: str) -> str:
    """A value that changed: ``75% -> 70%``; of long ones only the changed words."""
    if len(old) <= _SHORT and len(new) <= _SHORT:
        return f"{old or 'nothing'} -> {new or 'nothing'}"
    return words_changed(old, new)


def words_changed(old: str, new: str) -> str:
    """One line with its changed words marked: ``The chair [-rotates-] {+moves on+} each quarter.``"""
    before, after = _pieces(old, new)
    if before == after:
        return f"{new} (only blanks differ)"
    said: list[str] = []
    runs = opcodes(before, after)
    for place, (kind, i, j, k, m) in enumerate(runs):
        if kind == "equal":
            said += _shortened(after[k:m], first=place == 0, last=place == len(runs) - 1)
            continue
        said += [f"[-{' '.join(before[i:j])}-]"] if i < j else []
        said += [f"{{+{' '.join(after[k:m])}+}}"] if k < m else []
    return " ".join(said)


def matched(old: Sequence[str], new: Sequence[str]) -> list[tuple[str | None, str | None]]:
    """Lines beside what they were, in order; None where a line is new or gone, as all are where there are very many."""
    if len(old) * len(new) > _PAIRS_AT_MOST:
        return [*((gone, None) for gone in old), *((None, come) for come in new)]
    pairs: list[tuple[str | None, str | None]] = []
    waiting = list(old)
    for line in new:
        found = next((place for place, one in enumerate(waiting) if _are_alike(one, line)), None)
        if found is None:
            pairs.append((None, line))
            continue
        pairs += [(gone, None) for gone in waiting[:found]]
        pairs.append((waiting[found], line))
        waiting = waiting[found + 1 :]
    return [*pairs, *((gone, None) for gone in waiting)]


def _are_alike(old: str, new: str) -> bool:
    from difflib import SequenceMatcher

    before, after = _pieces(old, new)
    match = SequenceMatcher(None, before, after, autojunk=False)
    return match.real_quick_ratio() >= _ALIKE and match.quick_ratio() >= _ALIKE and match.ratio() >= _ALIKE


def _pieces(old: str, new: str) -> tuple[list[str], list[str]]:
    """Both lines by words, or by sentences where one of them is very long."""
    before, after = old.split(), new.split()
    if max(len(before), len(after)) <= _WORDS_AT_MOST:
        return before, after
    return re.split(r"(?<=[.;:!?])\s+", old), re.split(r"(?<=[.;:!?])\s+", new)


def _shortened(words: Sequence[str], *, first: bool, last: bool) -> list[str]:
    """Words that stayed: only those next to a change where they are many."""
    start = 0 if first else _AROUND
    end = 0 if last else _AROUND
    if len(words) <= start + end + _AROUND:
        return list(words)
    return [*words[:start], "…", *words[len(words) - end :]]
