"""What the screens read, in one go and in a worker thread: plain values, taken at one seat."""

from dataclasses import dataclass, replace
from datetime import date

from casetable.values.participants import Participant
from casetable.values.people import Agency, Person
from casetable.values.seat import Seat
from casetable.values.tasks import Task
from casetable.values.week import Week


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
    backup_overdue: str = ""
    """``no backup for 9 days``, for the coordinator; else empty."""
    private_places: frozenset[str] = frozenset()
    """The references of those whose place is not typed."""
    in_session: date | None = None
    """The conference in session, by its original date; None where none is."""

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

    def with_newer(self, task: Task) -> "Loaded":
        """The same with a task's newest version wherever the task stands. What is counted waits for the next load."""
        return replace(
            self,
            week=replace(self.week, tasks=tuple(task if one.id == task.id else one for one in self.week.tasks)),
            mine=tuple(task if one.id == task.id else one for one in self.mine),
        )


def load(seat: Seat, which: str | None) -> Loaded:
    """Read everything for one week (None: this one)."""
    from casetable.queries import backups, participants, people
    from casetable.queries import week as weeks
    from casetable.queries.conference import session_now
    from casetable.queries.private import private_places

    everybody = participants.participants(seat)
    found = weeks.week(seat, which, everybody)
    now = session_now(seat)
    return Loaded(
        seat,
        found,
        weeks.my_tasks(seat, which),
        people.people(seat),
        found.agencies,
        everybody,
        weeks.help_wanted(seat),
        backups.reminder(seat),
        private_places(seat),
        now.original_on if now is not None else None,
    )
