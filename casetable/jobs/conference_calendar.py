"""The calendar of conferences as a file for other calendars, and days off from one of theirs."""

from datetime import date
from pathlib import Path

from casetable.actions.agency_days import import_days
from casetable.errors import BadFile, Refused
from casetable.exchange.ics import write_calendar
from casetable.exchange.ics_days import read_days
from casetable.jobs.writing import check_free, files_for
from casetable.queries.conference_feed import feed
from casetable.values.conference_calendar import DaysRead
from casetable.values.seat import Receipt, Seat

MOST_BYTES = 5_000_000
"""A calendar file of more bytes is none of holidays."""


def calendar_words(seat: Seat, since: date | None = None, until: date | None = None, *, as_rule: bool = False) -> bytes:
    """The conferences as an iCalendar file: by default from today on, the next twelve that take place."""
    return write_calendar(feed(seat, since, until, as_rule=as_rule), seat.now, as_rule=as_rule)


def calendar_file(
    seat: Seat,
    to: Path,
    since: date | None = None,
    until: date | None = None,
    *,
    as_rule: bool = False,
    replace: bool = False,
) -> Receipt:
    """Write the same to a file. Raises Refused when something stands there, unless ``replace``."""
    final = check_free(to, replace=replace)
    content = calendar_words(seat, since, until, as_rule=as_rule)
    with files_for(final, replace=replace) as write:
        write(final, content)
    return Receipt(f"{final} is written. Import it into your calendar; imported again, it updates what is there.")


def days_in_file(path: Path, today: date) -> DaysRead:
    """The whole days that a calendar file holds. Raises BadFile."""
    file = path.expanduser()
    try:
        if file.stat().st_size > MOST_BYTES:
            raise BadFile(f"{file} is too long: at most {MOST_BYTES:,} bytes are expected.")
        content = file.read_bytes()
    except FileNotFoundError:
        raise BadFile(
            f"There is no file {file}.", hint="Export the holidays of your calendar as an .ics file."
        ) from None
    except OSError as problem:
        raise BadFile(f"{file} cannot be read: {problem.strerror}.") from None
    return read_days(content, today)


def import_holidays(seat: Seat, path: Path, agency: str = "") -> tuple[Receipt, tuple[str, ...]]:
    """Add the whole days of a calendar file to an agency's closing days (a code; empty for one's own).

    Returns the receipt and what was left out, a sentence each. Raises BadFile, Refused where it holds no such day.
    """
    read = days_in_file(path, seat.today)
    if not read.days:
        raise Refused(
            f"{path} holds no whole day from {seat.today.year} on.",
            " ".join(read.skipped[:3]) or "Nothing was changed.",
        )
    return import_days(seat, agency, read.days), read.skipped
