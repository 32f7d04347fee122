"""The sample partnership: its story told by calling actions, day by day, under a clock that moves forward.

Nothing is written past the actions, so its log verifies like anybody's. The story stands in data/sample.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from zoneinfo import ZoneInfo

from casetable.actions.partnership import check_place, found
from casetable.errors import BadInput, CasetableError, Refused
from casetable.exchange.partnership import read_setup, template_sections
from casetable.exchange.sample import read_beginning, read_moments, read_tasks
from casetable.exchange.sample_agreement import read_papers
from casetable.exchange.sample_conferences import read_conferences
from casetable.jobs.sample_conferences import Conferences, Meetings, next_free
from casetable.jobs.sample_moments import Calendar, Moment, Teller
from casetable.jobs.tick import tick
from casetable.places import data_file
from casetable.queries.people import people
from casetable.rules.calendar import months_after, quarter_of
from casetable.seat import Clock, Table, open_table, system_clock
from casetable.store.drafts import draft, publish
from casetable.store.opening import is_url
from casetable.values.partnership import Setup
from casetable.values.sample import Sample, people_by_key
from casetable.values.sample_agreement import StoryPaper
from casetable.values.sample_conferences import Running, StoryConferences
from casetable.values.seat import Seat

_TICK_AT = time(8, 0)
_WORK_FROM = time(8, 30)
_DUE = (1, 0, 1, 1)
"""In how many quarters from today each objective is due: its files name no day of a calendar."""


def make_sample(where: str, *, on: date | None = None) -> str:
    """Make the sample table at a path or URL and return the name of the person to sit as.

    ``on`` is the day it is made for (default: today in its zone); its last events lie on the working day before.
    A file has its name once all of it is told: a program that is killed before leaves none. Raises Refused when a
    table stands there already, BadInput when the story's files have problems or tell of something that the rules
    refuse.
    """
    return _placed(where, lambda there: _make(there, on or _today())).sits_here


def make_running(where: str, *, on: date | None = None) -> Running:
    """Make the sample on the day of its next conference, which is in session: at a debate, with a dissent come back.

    ``on`` is a day on or before it (default: today in its zone). Returns who chairs it, and the instant at which the
    story stops, from which a clock goes on. Raises as ``make_sample``.
    """
    setup, since = read_sample().setup, on or _today()
    return _placed(where, lambda there: _make(there, next_free(setup, since), running=True))


def _placed(where: str, make: Callable[[str], Running]) -> Running:
    """Make a table at a path or URL; a file has its name once all of it is told."""
    if is_url(where):
        return make(where)
    check_place(where)
    path = Path(where).expanduser().absolute()
    if path.exists():
        raise Refused(f"There is a table at {where} already.", "Name another place with --table.")
    with draft(path.parent, path.name) as written:
        made = make(str(written))
        publish(written, path)
    return made


def _make(where: str, today: date, *, running: bool = False) -> Running:
    sample = read_sample()
    zone = ZoneInfo(sample.setup.zone)
    sample = replace(sample, setup=_with_quarters(sample.setup, today))
    calendar = Calendar.of(sample.setup, today)
    names = people_by_key(sample.setup)
    founder = names[sample.founded.by]
    began = _instant(calendar.worked_on(sample.founded.day), _TICK_AT, zone)
    found(where, sample.setup, by=founder, clock=_stopped_at(began), sample=True)
    table = open_table(where)
    try:
        everybody = {one.person: one.id for one in people(table.seat(founder, _stopped_at(began)))}
        ids = {key: everybody[name] for key, name in names.items()}
        teller = Teller(sample, read_sample_papers(sample), calendar, ids)
        meetings = Meetings.of(calendar, sample.setup.conference)
        told = Conferences(read_sample_conferences(sample), meetings, ids, lambda key: teller.known[key])
        moments = [*told.moments(calendar.worked_on(sample.founded.day)), *teller.moments()]
        now = _tell(table, ids, sorted(moments, key=attrgetter("on")), zone)
        if not running:
            return Running(names[sample.sits_here], now, zone.key)
        began = _instant(today, sample.setup.conference.starts_at, zone)
        scribe = table.seat(ids[told.coming.scribe], _stopped_at(began))
        return Running(names[told.coming.chair], told.hold(scribe, told.coming), zone.key)
    finally:
        table.close()


def _today() -> date:
    return system_clock().astimezone(ZoneInfo(read_sample().setup.zone)).date()


def _with_quarters(setup: Setup, today: date) -> Setup:
    """The sample's objectives with the quarters in which they are due, counted from the day it is made for."""
    quarters = [quarter_of(months_after(today, 3 * ahead), setup.quarter_first_month) for ahead in _DUE]
    objectives = zip(setup.objectives, quarters, strict=True)
    return replace(setup, objectives=tuple(replace(one, due_quarter=quarter) for one, quarter in objectives))


def read_sample() -> Sample:
    """Read the sample's files. Raises BadFile with every problem of the first file that has any."""
    setup = read_setup(_text("partnership.toml"))
    setup = replace(setup, sections=setup.sections or template_sections(setup.kind))
    beginning = read_beginning(_text("beginning.toml"), "beginning.toml", setup)
    moments = read_moments(_text("beside.toml"), "beside.toml", beginning)
    chapters = sorted(path.name for path in data_file("sample", "story").glob("*.toml"))
    told = [read_tasks(_text("story", chapter), chapter, beginning) for chapter in chapters]
    return replace(beginning, moments=moments, tasks=tuple(task for tasks in told for task in tasks))


def read_sample_papers(sample: Sample) -> tuple[StoryPaper, ...]:
    """Read how the sample's agreement came to be what it is. Raises BadFile with every problem."""
    return read_papers(_text("agreement.toml"), "agreement.toml", sample)


def read_sample_conferences(sample: Sample) -> StoryConferences:
    """Read the conferences that were held and the one to come. Raises BadFile with every problem."""
    return read_conferences(_text("conferences.toml"), "conferences.toml", sample)


def _text(*parts: str) -> str:
    return data_file("sample", *parts).read_text(encoding="utf-8")


def _tell(table: Table, ids: dict[str, str], moments: list[Moment], zone: ZoneInfo) -> datetime:
    """Let everything happen: each day the clock's own effects first, then a few minutes between the moments.

    Returns the instant after the last one.

    Nobody's roles change within a day of the story, so that a seat is read once a day.
    """
    now = datetime.now(UTC)
    for day, of_that_day in groupby(moments, key=attrgetter("on")):
        now = _instant(day, _TICK_AT, zone)
        tick(table, _stopped_at(now))
        now = _instant(day, _WORK_FROM, zone)
        seats: dict[str, Seat] = {}
        for moment in of_that_day:
            if moment.at is not None:
                now = max(now, _instant(day, moment.at, zone))
            try:
                sits = seats.get(moment.by) or table.seat(ids[moment.by], _stopped_at(now))
                seats[moment.by] = replace(sits, now=now)
                moment.happen(seats[moment.by])
            except CasetableError as error:
                raise BadInput(f"The sample's story stops at {day}, {moment.what}: {error}") from error
            now += moment.lasts
    return now


def _instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)


def _stopped_at(now: datetime) -> Clock:
    return lambda: now
