"""Weeks, working days, quarters and conference dates. Days are the partnership's own; no clock is read."""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from casetable.errors import BadInput

if TYPE_CHECKING:
    from dateutil.rrule import rrule as Recurrence

WEEK_HINT = "A week looks like 2026-W48."
EARLIEST_YEAR = 1900
LATEST_YEAR = 2199
RULE_HINT = "Write it like FREQ=MONTHLY;BYDAY=2FR: the second Friday of every month."

_WEEK = re.compile(r"(\d{4})-?w(\d{1,2})", re.ASCII | re.IGNORECASE)
_SHORT_WEEK = re.compile(r"(?:week|w)? ?(\d{1,2})", re.ASCII | re.IGNORECASE)
_NEAR_WEEKS = {"": 0, "this": 0, "this week": 0, "next": 1, "next week": 1, "last": -1, "last week": -1}
_QUARTER = re.compile(r"(\d{4})[ -]?q([1-4])", re.ASCII | re.IGNORECASE)
_RULE_PART = re.compile(r"([A-Z]+)=([A-Z0-9,+-]+)", re.ASCII)
_FREQUENCIES = frozenset({"WEEKLY", "MONTHLY", "YEARLY"})
_RULE_KEYS = frozenset({"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST", "UNTIL"})
_ANCHOR = datetime(2000, 1, 3)  # noqa: DTZ001 - wall time, a Monday: where INTERVAL counts from
_MOST_INTERVAL = 24


def week_of(day: date) -> str:
    """Return the ISO week that holds ``day``: ``2026-W48``."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def week_start(week: str) -> date:
    """Return the Monday of an ISO week (``2026-W48``). Raises BadInput if it cannot be read, does not exist,
    or lies outside the years 1900 to 2199.
    """
    match = _WEEK.fullmatch(week.strip())
    if match is None:
        raise BadInput(f"'{week[:40]}' is no week.", WEEK_HINT)
    return _monday(int(match[1]), int(match[2]))


def shift_week(week: str, n: int) -> str:
    """Return the week ``n`` weeks after ``week`` (before it, when negative)."""
    try:
        return week_of(week_start(week) + timedelta(weeks=n))
    except OverflowError:
        raise BadInput(f"There is no week {n} weeks from {week}.", WEEK_HINT) from None


def read_week(words: str, today: date) -> str:
    """Return the week that ``words`` say: ``2026-W48``, ``w48`` or ``48`` of this ISO year, ``next``, ``last``.

    Nothing said is this week. Raises BadInput for anything else.
    """
    plain = " ".join(words.lower().split())
    if plain in _NEAR_WEEKS:
        return shift_week(week_of(today), _NEAR_WEEKS[plain])
    if match := _SHORT_WEEK.fullmatch(plain):
        return week_of(_monday(today.isocalendar().year, int(match[1])))
    return week_of(week_start(plain))


def is_working_day(day: date, off: frozenset[date]) -> bool:
    """True from Monday to Friday, unless ``day`` is one of the days ``off``."""
    return day.weekday() < 5 and day not in off


def add_working_days(day: date, n: int, off: frozenset[date]) -> date:
    """Return the ``n``-th working day after ``day``, or before it when ``n`` is negative; ``day`` itself for 0."""
    step = timedelta(days=1 if n > 0 else -1)
    found = day
    for _ in range(abs(n)):
        found += step
        while not is_working_day(found, off):
            found += step
    return found


def quarter_of(day: date, first_month: int) -> str:
    """Return the quarter that holds ``day``: ``2026Q3``.

    Q1 starts in ``first_month`` (1 to 12); a year of quarters is named by the year it ends in (rules: Calendar).
    """
    months = (day.month - first_month) % 12
    starts_in = day.year if day.month >= first_month else day.year - 1
    return f"{starts_in + (first_month > 1):04d}Q{months // 3 + 1}"


def quarter_range(label: str, first_month: int) -> tuple[date, date]:
    """Return the first and last day of a quarter (``2026Q3``). Raises BadInput if the label cannot be read."""
    match = _QUARTER.fullmatch(label.strip())
    if match is None or not 2 <= int(match[1]) <= 9998:
        raise BadInput(f"'{label[:40]}' is no quarter.", "A quarter looks like 2026Q3.")
    months = (int(match[1]) - (first_month > 1)) * 12 + first_month - 1 + (int(match[2]) - 1) * 3
    return _first_of(months), _first_of(months + 3) - timedelta(days=1)


def quarter_of_week(week: str, first_month: int) -> str:
    """Return the quarter an ISO week belongs to: that of its Thursday (rules: Weekly tasks)."""
    return quarter_of(week_start(week) + timedelta(days=3), first_month)


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later; 31 January and one month is the last day of February."""
    first = _first_of(day.year * 12 + day.month - 1 + months)
    after = _first_of(day.year * 12 + day.month + months)
    return min(first + timedelta(days=day.day - 1), after - timedelta(days=1))


def conference_dates(rrule: str, since: date, until: date) -> list[date]:
    """Return the rule's dates from ``since`` to ``until``, both included.

    An INTERVAL counts from January 2000, so that the answer never depends on when it is asked. Raises BadInput
    for a rule that cannot be read, names no day, or recurs more often than weekly.
    """
    rule = _near(_normal(rrule), since.year)
    return [found.date() for found in rule.between(_midnight(since), _midnight(until), inc=True)]


@lru_cache(maxsize=8)
def next_conference(rrule: str, today: date) -> date | None:
    """Return the rule's next date, today included; None when there is none any more. Raises BadInput as above."""
    found = _near(_normal(rrule), today.year).after(_midnight(today), inc=True)
    return None if found is None else found.date()


def _monday(year: int, week: int) -> date:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise BadInput(f"Weeks are those of the years {EARLIEST_YEAR} to {LATEST_YEAR}.", WEEK_HINT)
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError:
        raise BadInput(f"There is no week {week} in {year}.", WEEK_HINT) from None


def _first_of(months: int) -> date:
    return date(months // 12, months % 12 + 1, 1)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def _normal(rrule: str) -> str:
    """Return the rule in capitals without blanks and without its ``RRULE:``."""
    return "".join(rrule.upper().split()).removeprefix("RRULE:").rstrip(";")


@lru_cache(maxsize=64)
def _near(rule: str, year: int) -> "Recurrence":
    """The rule from the Monday before a year on, since the years between would be counted one by one.

    Only where every period counts: otherwise it says from where.
    """
    found = _recurrence(rule)
    interval = re.search("INTERVAL=([0-9]+)", rule)
    if interval is not None and int(interval[1]) > 1:
        return found
    new_year = datetime(year, 1, 1)  # noqa: DTZ001 - wall time
    return found.replace(dtstart=max(new_year - timedelta(days=new_year.weekday()), datetime(1, 1, 1)))  # noqa: DTZ001


@lru_cache(maxsize=32)
def _recurrence(rule: str) -> "Recurrence":
    from dateutil.rrule import rrule as recurrence
    from dateutil.rrule import rrulestr

    _check_rule(rule)
    try:
        found = rrulestr(rule, dtstart=_ANCHOR)
        first = next(iter(found), None)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as problem:
        raise _bad_rule(rule, str(problem)) from None
    if not isinstance(found, recurrence):
        raise _bad_rule(rule, "one rule is expected")
    if first is None:
        raise _bad_rule(rule, "there is no such day")
    return found


def _check_rule(rule: str) -> None:
    """Refuse what dateutil would guess, loop over or be slow with."""
    parts = {}
    for part in rule.split(";"):
        match = _RULE_PART.fullmatch(part)
        if match is None or match[1] in parts or match[1] not in _RULE_KEYS:
            raise _bad_rule(rule, f"'{part[:20]}' is not understood")
        parts[match[1]] = match[2]
    if parts.get("FREQ") not in _FREQUENCIES:
        raise _bad_rule(rule, "FREQ is WEEKLY, MONTHLY or YEARLY")
    interval = parts.get("INTERVAL", "1")
    if not interval.isdigit() or not 1 <= int(interval) <= _MOST_INTERVAL:
        raise _bad_rule(rule, f"INTERVAL is 1 to {_MOST_INTERVAL}")
    if not re.fullmatch(r"[0-9]{8}(T[0-9]{6})?", parts.get("UNTIL", "20991231")):
        raise _bad_rule(rule, "UNTIL is a date like 20271231")
    if not {"BYDAY", "BYMONTHDAY"} & parts.keys():
        raise _bad_rule(rule, "it names no day; add BYDAY or BYMONTHDAY")
    if parts["FREQ"] == "WEEKLY" and ("BYMONTHDAY" in parts or re.search("[0-9]", parts["BYDAY"])):
        raise _bad_rule(rule, "WEEKLY goes with plain weekdays, like BYDAY=FR")


def _bad_rule(rule: str, problem: str) -> BadInput:
    return BadInput(f"The conference rule '{rule[:60]}' cannot be read: {problem}.", RULE_HINT)
