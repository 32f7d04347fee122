"""Words that may say where somebody sleeps or was seen: asked about once where that is private."""

import re
from itertools import pairwise

from casetable.rules.names import plain

WHERE = "does this say where they are?"
"""What a hint about such a word holds: it wants an answer before the words are shared."""

PLACE_WORDS = frozenset(
    (
        *("sleep", "sleeps", "slept", "sleeping", "stay", "stays", "stayed", "staying", "lives", "living"),
        *("seen at", "seen in", "seen near", "seen by", "met at", "met in", "camp", "camps", "camped", "camping"),
        *("encampment", "tent", "tents", "motel", "motels", "hotel", "hotels", "hostel", "shelter", "shelters"),
        *("address", "addresses", "squat", "couch", "underpass", "parking lot", "safe house", "hiding"),
    )
)
"""One or two plain words each."""


def places_in(text: str) -> tuple[str, ...]:
    """Return the words of a text that may say where somebody is, in their order, each once."""
    words = re.findall(r"\w+", plain(text))
    pairs = [*(" ".join(pair) for pair in pairwise(words)), ""]
    said = dict.fromkeys(one for both in zip(pairs, words, strict=False) for one in both)
    return tuple(one for one in said if one in PLACE_WORDS)


def place_questions(text: str) -> list[str]:
    """Return one question about all words of a text that may say where somebody is; none without such a word."""
    found = places_in(text)
    return [f"{', '.join(found)}: {WHERE} leave it out, or add ~vs to keep it to your agency"] if found else []
