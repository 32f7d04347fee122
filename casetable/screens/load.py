"""What the screens read, in one go and in a worker thread: plain values, taken at one seat."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from casetable.values.participants import Participant
from casetable.values.people import Agency, Person
from casetable.values.seat import Seat
from casetable.values.tasks import Task
from casetable.values.week import Week

Clock = Callable[[], datetime]


class TableFacts(Protocol):
    """What the first line says of the table."""

    @property
    def name(self) -> str:
        """The partnership's name."""

    @property
    def zone(self) -> str:
        """Its time zone."""

    @property
    def is_sample(self) -> bool:
        """True for the sample."""


class Gateway(Protocol):
    """What the app needs of an opened table (``casetable.seat.Table``)."""

    @property
    def partnership(self) -> TableFacts:
        """What is known of the table before anything is read."""

    def seat(self, actor: str, clock: Clock) -> Seat:
        """Return a seat made now."""

    def changes(self) -> int:
        """Return a number that differs when anybody wrote. Called from one thread only."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """Everything the screens show at once, as one seat may see it."""

    seat: Seat
    week: Week
    mine: tuple[Task, ...]
    people: tuple[Person, ...]
    agencies: tuple[Agency, ...]
    participants: tuple[Participant, ...]
    help_wanted: tuple[Task, ...]

    @property
    def me(self) -> str:
        """The id of who sits here."""
        return self.seat.actor

    @property
    def today(self) -> date:
        """The partnership's day."""
        return self.seat.today

    @property
    def conference(self) -> date | None:
        """The next conference."""
        return self.week.conference


def load(seat: Seat, which: str | None) -> Loaded:
    """Read everything for one week (None: this one)."""
    from casetable.queries import participants, people
    from casetable.queries import week as weeks

    return Loaded(
        seat,
        weeks.week(seat, which),
        weeks.my_tasks(seat, which),
        people.people(seat),
        people.agencies(seat),
        participants.participants(seat),
        weeks.help_wanted(seat),
    )
