"""The words for days in the sample's story: each is counted from the day on which the sample is made."""

import re
from datetime import date, timedelta

from casetable.errors import BadInput
from casetable.rules.calendar import add_working_days, is_working_day
from casetable.words import WEEKDAYS

DAYS_EXPECTED = 'expected "-12 tue", "2 workdays ago", "3 days ago", "in 16 days" or "this week +2"'
EARLIEST_WEEK = 99

_WEEK = re.compile(rf"-(\d{{1,2}}) ({'|'.join(WEEKDAYS)})", re.ASCII)
_WORKDAYS_AGO = re.compile(r"(\d{1,2}) workdays? ago", re.ASCII)
_DAYS_AGO = re.compile(r"(\d{1,3}) days? ago", re.ASCII)
_AHEAD = re.compile(r"in (\d{1,3}) days?", re.ASCII)
_THIS_WEEK = re.compile(r"this week \+(\d)", re.ASCII)


def story_day(words: str, today: date, off: frozenset[date]) -> date:
    """Return the day that ``words`` mean when the sample is made ``today``. ``off`` are the days off.

    ``-12 tue``: that weekday, twelve weeks before this week. ``2 workdays ago``: counted back without weekends and
    days off. ``3 days ago``: that day, or the last working day before it. ``in 16 days``: exactly. ``this week +2``:
    two days on, though no later than Friday, or Sunday when today is past Friday. Raises BadInput for anything else.
    """
    if match := _WEEK.fullmatch(words):
        monday = today - timedelta(days=today.weekday())
        return monday + timedelta(weeks=-int(match[1]), days=WEEKDAYS.index(match[2]))
    if match := _WORKDAYS_AGO.fullmatch(words):
        return add_working_days(today, -int(match[1]), off)
    if match := _DAYS_AGO.fullmatch(words):
        return on_working_day(today - timedelta(days=int(match[1])), off)
    if match := _AHEAD.fullmatch(words):
        return today + timedelta(days=int(match[1]))
    if match := _THIS_WEEK.fullmatch(words):
        last = 4 if today.weekday() <= 4 else 6
        return min(today + timedelta(days=int(match[1])), today + timedelta(days=last - today.weekday()))
    raise BadInput(f"'{words[:40]}' is no day of a story.", DAYS_EXPECTED)


def on_working_day(day: date, off: frozenset[date]) -> date:
    """Return ``day``, or the last working day before it: nobody in the sample works on a holiday."""
    while not is_working_day(day, off):
        day -= timedelta(days=1)
    return day


def story_day_problem(words: str) -> str:
    """Say what is wrong with the words for a day and what was expected; empty when nothing is."""
    try:
        story_day(words, date(2000, 1, 3), frozenset())
    except BadInput as problem:
        return f"{problem.sentence.rstrip('.')}; {DAYS_EXPECTED}"
    return ""
