"""The sample partnership: its story told by calling actions, day by day, under a clock that moves forward.

Nothing is written past the actions, so its log verifies like anybody's. The story stands in data/sample.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from operator import attrgetter
from zoneinfo import ZoneInfo

from casetable.actions import consent, participants, tasks
from casetable.actions.partnership import found
from casetable.errors import BadFile, CasetableError
from casetable.exchange.partnership import read_setup, template_sections
from casetable.exchange.sample import read_beginning, read_tasks
from casetable.jobs.sample_deeds import Told, do
from casetable.jobs.tick import tick
from casetable.places import data_file
from casetable.queries.people import people
from casetable.rules.holidays import days_off
from casetable.rules.sample import on_working_day, story_day
from casetable.seat import Table, open_table, system_clock
from casetable.values.partnership import Setup
from casetable.values.sample import Sample, Saying, StoryParticipant, StoryTask, people_by_key
from casetable.values.seat import Heard, Seat
from casetable.values.tasks import NewTask

_TICK_AT = time(8, 0)
_WORK_FROM = time(8, 30)
_APART = timedelta(minutes=7)


def make_sample(where: str, *, on: date | None = None) -> str:
    """Make the sample table at a path or URL and return the name of the person to sit as.

    ``on`` is the day it is made for (default: today in its zone); its last events lie on the working day before.
    Raises Refused when a table stands there already, BadFile when the story's files have problems.
    """
    sample = read_sample()
    today = on or system_clock().astimezone(ZoneInfo(sample.setup.zone)).date()
    calendar = _Calendar(sample.setup, today)
    names = people_by_key(sample.setup)
    began = calendar.instant(calendar.worked_on(sample.founded.day), _TICK_AT)
    found(where, sample.setup, by=names[sample.founded.by], clock=lambda: began, sample=True)
    table = open_table(where)
    try:
        everybody = {one.person: one.id for one in people(table.seat(names[sample.founded.by], lambda: began))}
        ids = {key: everybody[name] for key, name in names.items()}
        _tell(table, calendar, ids, _Teller(sample, calendar, ids).moments())
    finally:
        table.close()
    return names[sample.sits_here]


def read_sample() -> Sample:
    """Read the sample's files. Raises BadFile with every problem of the first file that has any."""
    setup = read_setup(data_file("sample", "partnership.toml").read_text(encoding="utf-8"))
    setup = replace(setup, sections=setup.sections or template_sections(setup.kind))
    beginning = read_beginning(
        data_file("sample", "beginning.toml").read_text(encoding="utf-8"), "beginning.toml", setup
    )
    chapters = sorted(data_file("sample", "story").glob("*.toml"))
    told = (read_tasks(chapter.read_text(encoding="utf-8"), chapter.name, beginning) for chapter in chapters)
    return replace(beginning, tasks=tuple(task for chapter in told for task in chapter))


@dataclass(frozen=True, slots=True)
class _Moment:
    """Something that somebody (``by``, a person's key) writes down on a day."""

    on: date
    by: str
    happen: Callable[[Seat], None]
    what: str


class _Calendar:
    """The story's days, seen from the day the sample is made for."""

    def __init__(self, setup: Setup, today: date) -> None:
        self.today = today
        self.zone = ZoneInfo(setup.zone)
        years = range(today.year - 1, today.year + 2)
        self.off = frozenset[date]().union(*(days_off(one.holidays, one.closing_days, years) for one in setup.agencies))

    def day(self, words: str) -> date:
        """A date that is named, such as one due."""
        return story_day(words, self.today, self.off)

    def worked_on(self, words: str) -> date:
        """A day on which something is done: on a day off, the working day before."""
        return on_working_day(self.day(words), self.off)

    def instant(self, day: date, at: time) -> datetime:
        """A wall time of the partnership's zone as aware UTC."""
        return datetime.combine(day, at, self.zone).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class _Teller:
    """Turns the story into moments. ``people`` are ids by key; ``refs`` participants' references, once proposed."""

    sample: Sample
    calendar: _Calendar
    people: dict[str, str]
    refs: dict[str, str] = field(default_factory=dict)

    def moments(self) -> list[_Moment]:
        """Every moment in order of its day; within a day participants first, then tasks as the files have them."""
        told = [moment for someone in self.sample.participants for moment in self._participant(someone)]
        told += [moment for task in self.sample.tasks for moment in self._task(task)]
        return sorted(told, key=attrgetter("on"))

    def _moment(self, saying: Saying, what: str, happen: Callable[[Seat], None]) -> _Moment:
        return _Moment(self.calendar.worked_on(saying.day), saying.noted_by or saying.by, happen, what)

    def _heard(self, saying: Saying) -> Heard | None:
        return Heard(self.people[saying.by], saying.means) if saying.noted_by else None

    def _participant(self, someone: StoryParticipant) -> Iterator[_Moment]:
        def propose(seat: Seat) -> None:
            self.refs[someone.key] = participants.propose(
                seat,
                name=someone.name,
                considered_on=self.calendar.worked_on(someone.asked_on),
                needs=someone.needs,
                reason=someone.reason,
                year_of_birth=self.calendar.today.year - someone.age,
                heard=self._heard(someone.proposed),
            ).ref

        yield self._moment(someone.proposed, f"{someone.name} proposed", propose)
        for answer in someone.answers:

            def reply(seat: Seat, answer: StoryAnswer = answer) -> None:
                verb = participants.agree if answer.says is Answer.AGREE else participants.decline
                verb(seat, self.refs[someone.key], note=answer.note, heard=self._heard(answer.saying))

            yield self._moment(answer.saying, f"{someone.name}: {answer.says}", reply)
