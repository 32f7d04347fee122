"""What find found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found. ``kind`` is participant, person, conference, task or note; ``ref`` opens it; ``text`` says what.

    A note's ``ref`` is the participant it is about, empty where this seat may not list them any more; a conference's
    is its original date, as ``2026-12-11``.
    """

    kind: str
    ref: str
    text: str
