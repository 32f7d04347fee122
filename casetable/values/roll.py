"""What the participants list says beside each name: who may hear of them, and when somebody was last in touch."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class RollLine:
    """One participant by reference, as far as a seat may know.

    ``told`` are the codes of the agencies that a general release in force today names, ``ends_on`` the first day on
    which one of them may hear for the last time: where releases go on without a gap, the end of the last.
    ``contact_on`` is the day of the newest contact and ``contact_by`` whose it was.
    """

    participant: str
    told: tuple[str, ...] = ()
    ends_on: date | None = None
    contact_on: date | None = None
    contact_by: str = ""
