"""How a line of the room ends: a decision with how it came about, a dissent with the day to look at it again."""

import re
from datetime import date

from casetable.errors import BadInput
from casetable.rules.dates import read_date, say_day_in
from casetable.words import DecidedBy

_DECIDED = "|".join(DecidedBy)
_DECIDED_BY = re.compile(rf"\s*(?:\(({_DECIDED})\)|(?:,|;|\bby)\s+({_DECIDED}))$", re.IGNORECASE)
_ONLY_DECIDED = re.compile(rf"\(?({_DECIDED})\)?", re.IGNORECASE)
_LOOK_AGAIN = re.compile(r"(?:^|\s*[,;.]?\s+)look again\b(?: (?:on|at))?(.*)$", re.IGNORECASE)
_NOTHING_FOLLOWS = ".,;:!? "


def decided(text: str, *, keeps: bool) -> tuple[DecidedBy, str]:
    """Return how a decision came about, and its words without ``(vote)`` or ``by vote``; consensus where none is said.

    Of a line that says nothing else no words are left; ``keeps``: ``deferred`` alone is what was decided.
    """
    if alone := _ONLY_DECIDED.fullmatch(text):
        how = DecidedBy(alone[1].lower())
        return how, how.value if keeps and how is DecidedBy.DEFERRED else ""
    said = _DECIDED_BY.search(text)
    if said is None:
        return DecidedBy.CONSENSUS, text
    return DecidedBy((said[1] or said[2]).lower()), text[: said.start()].rstrip(_NOTHING_FOLLOWS)


def look_again(text: str, today: date, conference: date | None) -> tuple[date | None, str, str]:
    """Return when a dissent is looked at again, its words without ``; look again 8 jan``, and what is wrong with it.

    Without a day it is the next ``conference``. With a problem the day is None, and a day that cannot be read stays
    in the words.
    """
    said = _LOOK_AGAIN.search(text)
    words = said[1].strip(_NOTHING_FOLLOWS) if said else ""
    rest = text[: said.start()] if said else text
    day = conference
    if words:
        try:
            day = read_date(words, today, conference)
        except BadInput as refusal:
            return None, text, f"look again {words}: {refusal.sentence} {refusal.hint}".strip()
    if day is None:
        return None, rest, "no conference is to come: say the day, as in ; look again 8 jan"
    if day <= today:
        return None, rest, f"look again {say_day_in(day, today)}: say a day to come"
    return day, rest, ""
