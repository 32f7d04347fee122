"""How ready an agency is, in one line of words: ``yes``, ``not yet: two posts are empty`` or a note alone."""

import re

from casetable.text import clean
from casetable.values.partnership import Readiness
from casetable.words import Ready

_ANSWERED = re.compile(r"(yes|not[ _-]+yet)?[ ]*(?::|$)\s*(.*)", re.IGNORECASE | re.DOTALL)


def readiness_from_words(words: str) -> Readiness:
    """Read ``yes``, ``not yet``, either of them with a colon and a note, or a note that gives no answer."""
    plain = clean(words)
    found = _ANSWERED.fullmatch(plain)
    if found is None:
        return Readiness(None, plain)
    answer = None if found[1] is None else Ready.YES if found[1].casefold() == "yes" else Ready.NOT_YET
    return Readiness(answer, found[2])


def readiness_in_words(ready: Readiness) -> str:
    """The words that ``readiness_from_words`` reads back as the same."""
    if ready.answer is None:
        return f": {ready.note}" if _ANSWERED.fullmatch(ready.note) and ready.note else ready.note
    return f"{ready.answer.label}: {ready.note}" if ready.note else ready.answer.label
