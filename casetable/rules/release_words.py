"""The words beside a general release: more people read them than a note, so narrow ones are asked about once."""

import re

from casetable.errors import BadFile
from casetable.rules.quickadd import sensitive

_ANSWER = re.compile(r"(?:^|\s)~general(?=\s|$)", re.IGNORECASE)
_KEEP = "Say it in general words, or write ~general with it to keep it as it is."


def careful_words(*texts: str, general: bool) -> tuple[str, ...]:
    """Return purpose, reason or event without ``~general``, which is the answer to the question about its words.

    ``general`` tells whether they stand beside a general release; beside others nothing is asked. Raises BadFile,
    asking, for words that sound like a narrower category.
    """
    asked = [
        hint.split(":", 1)[0]
        for text in texts
        if general and not _ANSWER.search(text)
        for hint in sensitive(text, is_about_somebody=True)
    ]
    if asked:
        problems = tuple(f"{word}: is it to stand beside a general release?" for word in dict.fromkeys(asked))
        raise BadFile("Nothing was kept yet.", problems, _KEEP)
    return tuple(_ANSWER.sub("", text).strip() for text in texts)
