"""What find found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found. ``kind`` is participant, person, task or note; ``ref`` opens it; ``text`` says what it is.

    A note's ``ref`` is the participant it is about, empty where this seat may not list them any more.
    """

    kind: str
    ref: str
    text: str
