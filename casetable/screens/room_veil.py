"""While a participant is in the room: what a glass says without other references and names."""

import re
from collections.abc import Callable, Iterable

from casetable.values.conference import Room
from casetable.values.participants import Participant

_REFERENCE = re.compile(r"\bP-?\d{2,6}\b")
BLANKED = "…"
_LEAST = 3
"""A name shorter than this is left: it would be found in other words."""

Veil = Callable[[str], str]


def veil_of(room: Room, participants: Iterable[Participant]) -> Veil:
    """Return what is done to every text that is drawn: nothing while no participant is in the room.

    Otherwise other references, and other participants' names as far as this seat knows them, are blanked.
    """
    if not room.person_present:
        return lambda text: text
    own = room.item.participant if room.item is not None else None
    names = {
        part
        for one in participants
        if one.name and one.participant != own
        for part in (one.name, one.name.split()[0])
        if len(part) >= _LEAST
    }
    longest_first = sorted(names, key=len, reverse=True)
    named = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE) if names else None

    def veiled(text: str) -> str:
        said = _REFERENCE.sub(lambda found: found[0] if found[0] == own else BLANKED, text)
        return named.sub(BLANKED, said) if named is not None else said

    return veiled
