"""Whether the words of a quick-add line are about a participant that nobody referred to: a name without its ``#``.

Words about nobody are read by everybody at the table (rules: Consent), so a known name in them is asked about.
"""

import re
from collections.abc import Sequence

from casetable.rules.names import plain
from casetable.rules.quickline import Line
from casetable.values.participants import Participant

NOBODY = "none"
"""The token that says the words are about no participant: ``#none``."""

_SHORTEST_NAME = 3
_MOST_NAMED = 4


def read_nobody(line: Line) -> bool:
    """Take ``#none`` out of the line; beside a reference it is a problem. True if it was there."""
    tokens = dict(line.tokens("#"))
    found = [place for place, token in tokens.items() if token.lower() == NOBODY]
    if found and len(found) < len(tokens):
        line.leave(found, f"#{NOBODY} and a participant: a task concerns one participant or nobody")
    elif found:
        line.take(found)
    return bool(found)


def refuse_names(line: Line, participants: Sequence[Participant]) -> None:
    """Note for each participant whose name stands in the words which reference to write, if it is about them.

    A whole name counts in any spelling, one of its parts from three letters on if it is capitalised.
    """
    words = " ".join(line.words[place] for place in line.free())
    whole = f" {_letters(words)} "
    capitalised = {plain(word) for word in re.findall(r"\w+", words) if word[0].isupper()}
    named = [one for one in participants if one.name and _stands_in(one.name, whole, capitalised)]
    for one in named[:_MOST_NAMED]:
        reference = one.participant.removeprefix("P-")
        line.problems.append(f"{one.name}: write #{reference} if this is about them, #{NOBODY} if it is not")


def _stands_in(name: str, whole: str, capitalised: set[str]) -> bool:
    parts = _letters(name).split()
    if len(parts) > 1 and f" {' '.join(parts)} " in whole:
        return True
    return any(len(part) >= _SHORTEST_NAME and part in capitalised for part in parts)


def _letters(words: str) -> str:
    return " ".join(re.findall(r"\w+", plain(words)))
