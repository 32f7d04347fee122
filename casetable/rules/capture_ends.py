"""How a line of the room ends: how a decision came about, when a dissent is looked at again, how that turned out."""

import re
from collections.abc import Collection
from datetime import date

from casetable.errors import BadInput
from casetable.rules.dates import read_date, say_day_in
from casetable.values.conference import DueDissent
from casetable.words import DecidedBy, TurnedOut

_DECIDED = "|".join(DecidedBy)
_DECIDED_BY = re.compile(rf"\s*(?:\(({_DECIDED})\)|(?:,|;|\bby)\s+({_DECIDED}))$", re.IGNORECASE)
_ONLY_DECIDED = re.compile(rf"\(?({_DECIDED})\)?", re.IGNORECASE)
_LOOK_AGAIN = re.compile(r"(?:^|\s*[,;.]?\s+)look again\b(?: (?:on|at))?(.*)$", re.IGNORECASE)
_MAY_TELL = re.compile(r"(?:^|\s*[,;.]\s*|\s+(?=\())\(?may (?:tell|know)\)?(?=\s*(?:$|[,;.]))", re.IGNORECASE)
_TURNED_OUT = re.compile(
    rf"\s*(?:\(\s*(?:was |too |it came )?({'|'.join(TurnedOut)})\s*\)"
    rf"|[,;]\s*(?:was |too |it came )?({'|'.join(TurnedOut)}))(?=\s*(?:$|[,;.]\s*look again\b|\s+look again\b))",
    re.IGNORECASE,
)
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


def may_tell(text: str) -> tuple[bool, str]:
    """Return whether a dissent ends with ``; may tell``, before or behind its day, and its words without that."""
    said = _MAY_TELL.search(text)
    if said is None:
        return False, text
    return True, f"{text[: said.start()].rstrip()}{text[said.end() :]}".strip(_NOTHING_FOLLOWS)


def turned_out(text: str) -> tuple[TurnedOut | None, str, str]:
    """Return how it turned out for a dissent that came back, the words without ``(right)``, and what is wrong with it.

    With ``early`` a day to look again may follow, and stays in the words.
    """
    said = _TURNED_OUT.search(text)
    if said is None:
        return None, text, "how did it turn out? end with (right), (otherwise) or (early)"
    how = TurnedOut((said[1] or said[2]).lower())
    rest = text[said.end() :]
    if how is not TurnedOut.EARLY and rest.strip(_NOTHING_FOLLOWS):
        return how, text, "only what is too early to say is looked at again: (early); look again 8 jan"
    return how, f"{text[: said.start()].rstrip(_NOTHING_FOLLOWS)}{rest}", ""


def which_dissent(due: Collection[DueDissent], number: str) -> str:
    """Say which dissents may be answered, where a line does not say one of them: ``number`` is what it says."""
    if not due:
        return "no dissent came back with this item: there is nothing to say of it since"
    there = ", ".join(f"{one.number} {one.holder.split()[0] if one.holder else one.text[:20]}" for one in due)
    if number:
        return f"there is no dissent {number} to look at, only {there}"
    return f"which dissent? {there}: h {min(one.number for one in due)} and what happened"
