"""Sitting down at the table for one command: which table, who, which day."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from datetime import time as wall_time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from casetable.cli.asked import Asked, asked
from casetable.cli.say import talk
from casetable.cli.who import who_sits
from casetable.errors import BadInput, NotAllowed
from casetable.words import CLOCK, Means

if TYPE_CHECKING:
    from casetable.seat import Clock, Table
    from casetable.values.people import Person
    from casetable.values.seat import Heard, Seat

_HOW = "Add --by mail, --by phone or --by paper."


@dataclass(frozen=True, slots=True)
class Sitting:
    """An opened table, the id of who sits at it, and the clock that holds for this command."""

    table: "Table"
    where: str
    person: str
    clock: "Clock"

    def seat(self) -> "Seat":
        """A seat made now."""
        return self.table.seat(self.person, self.clock)

    @property
    def today(self) -> date:
        """The partnership's day."""
        return self.clock().astimezone(ZoneInfo(self.table.partnership.zone)).date()

    def day(self, words: str) -> date:
        """The date that words say. Raises BadInput."""
        from casetable.queries.conference import conference_next
        from casetable.rules.dates import read_date

        return read_date(words, self.today, conference_next(self.seat()) if "conf" in words.casefold() else None)

    def day_if(self, words: str | None) -> date | None:
        """The same, None for nothing."""
        return None if words is None else self.day(words)

    def past_day_if(self, words: str | None) -> date | None:
        """The last such day for a weekday or a day of the year, today included; None for nothing."""
        from casetable.rules.past_dates import read_past_date

        return None if words is None else read_past_date(words, self.today)

    def somebody(self, words: str) -> "Person":
        """The person that words mean; ``me`` is who sits here. Raises BadInput that names the candidates."""
        from casetable.queries.people import person

        return person(self.seat(), self.person if words.casefold().lstrip("@") == "me" else words)

    def anybody(self, words: str) -> "Person":
        """The same, among those who have left the table too."""
        from casetable.queries.people import anybody

        return anybody(self.seat(), self.person if words.casefold().lstrip("@") == "me" else words)

    def heard(self, whom: str | None, by: Means | None) -> "Heard | None":
        """Whose word is noted and how it came; None for one's own. Raises BadInput for half of it."""
        from casetable.values.seat import Heard

        if whom is None:
            if by is not None:
                raise BadInput(f"Whom did you hear it from by {by}?", "Add --heard-from PERSON.")
            return None
        if by is None:
            raise BadInput(f"How did you hear it from {whom[:40]}?", _HOW)
        return Heard(self.somebody(whom).id, by)

    def dates_and_heard(self, whom: str | None, by: list[str] | None) -> "tuple[date | None, Heard | None]":
        """Tell the two meanings of --by apart: ``fri`` is a date, ``phone`` beside --heard-from is how it came."""
        said = by or []
        means = [word for word in said if word.casefold() in list(Means)]
        dates = [word for word in said if word not in means]
        if len(means) > 1 or len(dates) > 1:
            raise BadInput("--by says two things at once.", "One date, and one of mail, phone, paper.")
        heard = self.heard(whom, Means(means[0].casefold()) if means else None)
        return self.day_if(dates[0] if dates else None), heard


@contextmanager
def at_table(*, by_clock: bool = False, only_looks: bool = False, untouched: bool = False) -> Iterator[Sitting]:
    """Open the table that this command line means, and sit down. Raises NoTable, BadInput, NotAllowed.

    With ``by_clock`` the clock sits where nobody is named, and nobody is asked (cron).
    With ``only_looks`` nobody is asked either, and a table whose schema is not up to date is refused; so it is with
    ``untouched``, which changes no byte of its file.
    """
    from casetable.seat import open_table

    options = asked()
    where = options.where()
    table = open_table(where, as_it_is=only_looks, untouched=untouched)
    try:
        for note in table.notes:
            talk(note)
        if not table.partnership.is_plain and (options.person or options.on):
            raise NotAllowed("--as and --on work only at a plain table.", "Your passphrase says who you are.")
        clock = clock_on(options, table.partnership.zone)
        is_clock = by_clock and options.person is None
        person = CLOCK if is_clock else who_sits(table, where, options, clock, may_ask=not only_looks)
        yield Sitting(table, where, person, clock)
    finally:
        table.close()


def clock_on(options: Asked, zone: str) -> "Clock":
    """This computer's clock; with --on one that starts at its time, else at noon, of that day in the zone and goes on.

    Raises BadInput for a time that does not exist that day.
    """
    from casetable.seat import system_clock

    if options.began_at is not None:
        return _going_on_from(options.began_at)
    if options.on is None:
        return system_clock
    from casetable.rules.dates import read_date

    words, at = _day_and_time(options.on)
    day = read_date(words, system_clock().astimezone(ZoneInfo(zone)).date())
    from casetable.rules.wall_time import clock_problem, exists, instant_of

    if not exists(day, at, zone):
        raise BadInput(clock_problem(day, at, zone), "Name another time after --on.")
    return _going_on_from(instant_of(day, at, zone).astimezone(UTC))


def _day_and_time(words: str) -> tuple[str, wall_time]:
    """Take ``2026-12-11T09:38`` apart; a day alone begins at noon."""
    day, mark, at = words.partition("T")
    if not (mark and day and day[-1].isdecimal()):
        return words, wall_time(12)
    from casetable.rules.wall_time import read_time

    return day, read_time(at)


def _going_on_from(began: datetime) -> "Clock":
    started = time.monotonic()
    return lambda: began + timedelta(seconds=time.monotonic() - started)


def today_without_table() -> date:
    """The day where no table is opened: --on, else this computer's."""
    from casetable.seat import system_clock

    today = system_clock().astimezone().date()
    words = asked().on
    if words is None:
        return today
    from casetable.rules.dates import read_date

    return read_date(_day_and_time(words)[0], today)
