"""What somebody has in their hands that others take over when they leave."""

from dataclasses import dataclass
from datetime import date

from casetable.words import ThingKind


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing to be handed over, as far as a seat may see it.

    ``key`` is how it is named when somebody leaves (``T-318``, ``P-473``, ``R-12``, ``person:<id>``, ``away:<id>``);
    ``ref`` its reference, empty for what has none. ``words`` say what it is, empty where they are not shared;
    ``participant`` is a reference or None, ``due`` a date or None. ``note`` says what else is to be known of it: what
    it waits for, or with what it goes. What is not ``assignable`` goes by itself, as its note says.
    """

    key: str
    kind: ThingKind
    ref: str
    words: str
    participant: str | None = None
    due: date | None = None
    note: str = ""
    assignable: bool = True


@dataclass(frozen=True, slots=True)
class Handover:
    """What would have to be handed over, or of somebody who left what nobody has taken over yet.

    ``elsewhere`` says who may see more of it, whether there is more or not; empty for a seat of their own agency that
    reads its texts.
    """

    person: str
    person_id: str
    agency: str
    left_on: date | None
    things: tuple[Thing, ...]
    elsewhere: str = ""
