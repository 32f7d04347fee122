"""Who acts, for which agency, in which roles, on which day."""

from dataclasses import dataclass, field
from datetime import date, datetime

from casetable.words import CLOCK, Means, Role


@dataclass(frozen=True, slots=True)
class Seat:
    """One person (or the clock) at one table at one moment. Made anew for each call.

    ``actor`` is a person's id or ``CLOCK``; ``agency`` is an agency code and ``agency_id`` its row, both
    empty for the clock; ``now`` is aware UTC and ``today`` the day in the partnership's zone.
    ``zone`` is the partnership's IANA zone. ``store`` is the opened database, opaque to everybody but the store's
    own room. ``reads_only`` is True at a table that cannot be written here: then only one's own agency's facts show,
    since looking at another's could not be recorded.
    """

    actor: str
    name: str
    agency: str
    agency_id: str
    roles: frozenset[Role]
    today: date
    now: datetime
    store: object = field(repr=False, compare=False)
    zone: str = "UTC"
    reads_only: bool = False

    @property
    def is_clock(self) -> bool:
        """True for the clock, which sees no participant text and is never undone."""
        return self.actor == CLOCK


OTHERS_ARE_HIDDEN = "Other agencies' facts are not shown: looking at them could not be recorded."
"""What is said where a table can only be read."""


@dataclass(frozen=True, slots=True)
class TableFacts:
    """What every face says of the table it stands on.

    ``reads_only`` says why it can be read here and not written, as a sentence; empty where it can be written.
    """

    name: str
    zone: str
    is_sample: bool
    is_plain: bool
    reads_only: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """An answer recorded on behalf of somebody: whose it is, and how it came."""

    person: str
    by: Means


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an action did, in one sentence, about one reference (empty when it has none).

    ``refs`` are all references that it made, where it can make several.
    """

    sentence: str
    ref: str = ""
    refs: tuple[str, ...] = ()
