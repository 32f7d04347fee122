"""What is written about a participant, said in a line: a note with how they take part, and how to reach them."""

from casetable.values.card import SafeContact
from casetable.words import TakingPart

LONGEST = 160
"""How much of a note's text a line tells."""


def note_in_a_line(text: str, taking_part: TakingPart | None) -> str:
    """Return what a note says in one line; how they take part stands before their message."""
    plain = " ".join(text.split())
    return ": ".join(part for part in (taking_part.label if taking_part else "", plain) if part)


def say_contact(contact: SafeContact) -> str:
    """Return how somebody may be reached: ``text after 10, never voicemail · no post · tell nobody where``."""
    never = f"never {contact.never.removeprefix('never ')}" if contact.never else ""
    reach = ", ".join(part for part in (" ".join(one for one in (contact.how, contact.when) if one), never) if part)
    signs = (("no post", contact.no_post), ("tell nobody where", contact.location_private))
    return " · ".join(part for part in (reach, *(words for words, holds in signs if holds)) if part)
