"""When an agency is closed: its public holidays and days of its own. Its own people and the coordinator say so."""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session, col, select

from casetable.actions.wording import line
from casetable.errors import BadInput, NotAllowed, NotFound, Refused
from casetable.models import Agency
from casetable.rules.calendar import LATEST_YEAR
from casetable.rules.dates import EARLIEST_YEAR, say_day_in
from casetable.rules.holidays import CLOSED, day_names
from casetable.store.unit import change
from casetable.values.action import Action
from casetable.values.seat import Receipt, Seat
from casetable.words import Role

CLOSE = Action("agency.days", "closing days")
MOST_DAYS = 2000
"""The most closing days that one file brings."""

LONGEST_NAME = 80
"""What a day is called may have so many characters."""


def close_on(seat: Seat, agency: str, day: date, what: str = "") -> Receipt:
    """Say that an agency (a code; empty for one's own) is closed on a day, and what the day is called.

    Raises Refused where it is closed already, NotAllowed for another agency's day, BadInput for a name too long.
    """
    with change(seat, CLOSE) as session:
        row = _agency(session, seat, agency)
        called = _name(what)
        said = day_names(row.holidays, (), range(day.year, day.year + 1)).get(day)
        iso = _iso(day)
        if said is not None:
            raise Refused(f"{row.code} is closed on {_say(seat, day)} already: {said}.")
        if iso in row.closing_days and (row.closing_names or {}).get(iso, "") == called:
            raise Refused(f"{row.code} is closed on {_say(seat, day)} already.")
        _write(row, {**_named(row), iso: called})
        session.add(row)
        return Receipt(f"{row.code} is closed on {_say(seat, day)}{f' ({called})' if called else ''}.")


def open_on(seat: Seat, agency: str, day: date) -> Receipt:
    """Take a closing day back. Raises Refused for a public holiday, NotFound for a day that is no closing day."""
    with change(seat, CLOSE) as session:
        row = _agency(session, seat, agency)
        days = _named(row)
        if days.pop(_iso(day), None) is None:
            said = day_names(row.holidays, (), range(day.year, day.year + 1)).get(day)
            if said is not None:
                raise Refused(
                    f"{_say(seat, day)} is a public holiday of {row.holidays}: {said}.",
                    f"Another place has others: casetable holidays {row.code} --code US-CA",
                )
            raise NotFound(f"{row.code} is not closed on {_say(seat, day)}.", f"casetable holidays {row.code}")
        _write(row, days)
        session.add(row)
        return Receipt(f"{row.code} is open on {_say(seat, day)}.")


def set_holidays(seat: Seat, agency: str, code: str) -> Receipt:
    """Say by which public holidays an agency is closed: a country (``US``), a place in it (``US-CA``), or none.

    Its own closing days stay. Raises BadInput for a code that is not known.
    """
    with change(seat, CLOSE) as session:
        row = _agency(session, seat, agency)
        wanted = line(code).upper()
        wanted = "" if wanted in ("-", "NONE") else wanted
        if wanted == row.holidays:
            raise Refused(f"{row.code} has the public holidays of {wanted or 'no place'} already.")
        day_names(wanted, (), range(seat.today.year, seat.today.year + 1))
        row.holidays = wanted
        session.add(row)
        return Receipt(f"{row.code} is closed on the public holidays of {wanted or 'no place'} from now on.")


def import_days(seat: Seat, agency: str, days: Mapping[date, str]) -> Receipt:
    """Add closing days with what they are called, as a calendar file says them; those that are known stay.

    Raises Refused where nothing is new, BadInput for too many.
    """
    if len(days) > MOST_DAYS:
        raise BadInput(f"{len(days):,} days are too many at once.", f"At most {MOST_DAYS:,}: name fewer years.")
    with change(seat, CLOSE) as session:
        row = _agency(session, seat, agency)
        known = _named(row)
        years = range(min(days).year, max(days).year + 1) if days else range(0)
        public = day_names(row.holidays, (), years)
        new = {_iso(day): _name(what[:LONGEST_NAME]) for day, what in days.items() if day not in public}
        new = {iso: called for iso, called in new.items() if iso not in known}
        if not new:
            raise Refused(f"{row.code} knows all {len(days)} of these days.", "Nothing was changed.")
        _write(row, {**known, **new})
        session.add(row)
        left = len(days) - len(new)
        knew = f" {left} {'was' if left == 1 else 'were'} known." if left else ""
        return Receipt(f"{row.code} has {len(new)} more closing {'day' if len(new) == 1 else 'days'}.{knew}")


def _agency(session: Session, seat: Seat, code: str) -> Agency:
    """The agency of a code, or one's own. Raises NotFound, or NotAllowed for another one's."""
    wanted = line(code).upper() or seat.agency
    row = session.exec(select(Agency).where(Agency.code == wanted, col(Agency.left_on).is_(None))).first()
    if row is None:
        raise NotFound(f"No agency {wanted} sits at this table.", "casetable holidays lists them.")
    if row.id != seat.agency_id and Role.COORDINATOR not in seat.roles:
        raise NotAllowed(
            f"When {row.code} is closed is said by its own people.", "The coordinator may note it for them."
        )
    return row


def _named(row: Agency) -> dict[str, str]:
    """An agency's closing days by date, with what they are called (empty: nothing)."""
    names = row.closing_names or {}
    return {day: names.get(day, "") for day in row.closing_days}


def _write(row: Agency, days: Mapping[str, str]) -> None:
    row.closing_days = sorted(days)
    row.closing_names = {day: days[day] for day in sorted(days) if days[day] and days[day] != CLOSED} or None


def _name(what: str) -> str:
    called = line(what)
    if len(called) > LONGEST_NAME:
        raise BadInput(f"'{called[:30]}…' is too long for a day's name.", f"At most {LONGEST_NAME} characters.")
    return called


def _iso(day: date) -> str:
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise BadInput(f"{day.isoformat()} lies outside the years {EARLIEST_YEAR} to {LATEST_YEAR}.")
    return day.isoformat()


def _say(seat: Seat, day: date) -> str:
    return say_day_in(day, seat.today)
