"""Objectives through the versions of an agreement: which of the new ones is which of the old."""

from collections.abc import Sequence

_ALIKE = 0.6
"""From this share of common words on, a text at the same place is the same objective, worded anew."""


def same_objectives(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> tuple[int | None, ...]:
    """For each new objective (text, measure) the place of the old one that it goes on from, None for a new one.

    The same text is the same objective wherever it stands; at the same place also one with the same measure or with
    mostly the same words.
    """
    found: list[int | None] = [None] * len(new)
    free = set(range(len(old)))
    for place, (text, _) in enumerate(new):
        same = next((at for at in sorted(free) if old[at][0] == text), None)
        if same is not None:
            found[place] = same
            free.discard(same)
    for place, one in enumerate(new):
        if found[place] is None and place in free and _goes_on(old[place], one):
            found[place] = place
            free.discard(place)
    return tuple(found)


def _goes_on(old: tuple[str, str], new: tuple[str, str]) -> bool:
    if new[1] and new[1] == old[1]:
        return True
    from difflib import SequenceMatcher

    return SequenceMatcher(None, old[0].casefold().split(), new[0].casefold().split()).ratio() >= _ALIKE
