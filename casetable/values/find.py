"""What find found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found. ``kind`` is participant, task or person; ``ref`` opens it; ``text`` says what it is."""

    kind: str
    ref: str
    text: str
