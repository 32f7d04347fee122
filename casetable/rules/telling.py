"""Telling a participant what was agreed: how long it may take, and how it is called. Rules: Conference."""

from datetime import date

from casetable.rules.dates import say_day

TELL_WORKING_DAYS = 3
"""After a conference each participant who was discussed is told within so many working days of who tells them."""


def tell_title(on: date) -> str:
    """Return what the task to tell a participant is called; ``on`` is the conference's day."""
    return f"tell them what was agreed on {say_day(on)}"


def told_words(on: date, note: str) -> str:
    """Return what stands on the card once they were told; ``note`` is what the teller adds, empty for nothing."""
    said = f"what was agreed on {say_day(on)}"
    return f"{said}: {note}" if note else said
