"""Clocks that are wrong, days of 23 and 25 hours, 29 February, computers in other zones: nothing comes out of order."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from casetable.actions import tasks
from casetable.actions.history import redo, undo
from casetable.actions.partnership import found
from casetable.jobs.tick import tick
from casetable.queries import clock
from casetable.queries.clock import clock_note, zone_note
from casetable.queries.history import history
from casetable.queries.tasks import story, task
from casetable.queries.verify import verify
from casetable.queries.week import my_tasks, week
from casetable.rules.calendar import add_working_days, quarter_of, quarter_range, week_of
from casetable.rules.dates import read_date
from casetable.seat import Table
from casetable.values.tasks import NewTask
from casetable.words import TaskState, Verdict
from tests.conftest import Files
from tests.tables import FRI, MON, THU, TUE, WED, Room, at, setup

AN_HOUR = timedelta(hours=1)
A_MINUTE = timedelta(minutes=1)
EDGES = (
    ("America/New_York", date(2026, 11, 1), 25),
    ("America/New_York", date(2027, 3, 14), 23),
    ("Europe/Berlin", date(2026, 10, 25), 25),
    ("Europe/Berlin", date(2027, 3, 28), 23),
)


# set back a day


def test_what_is_done_under_a_clock_set_back_a_day_stays_the_newest(room: Room) -> None:
    ref = room.promised(day=WED)
    tasks.log(room.sit("lee", TUE), ref, note="phoned")
    tasks.complete(room.sit("lee", TUE), ref, minutes=20)

    newest = [entry.action for entry in history(room.sit("ruth", WED)).items[:4]]
    assert newest == ["task.done", "task.log", "task.accept", "task.ask"]
    assert [line.kind.value for line in story(room.sit("lee", WED), ref).events] == [
        "asked",
        "accepted",
        "logged",
        "done",
    ]
    assert undo(room.sit("lee", WED)).sentence == f"Undone: task done {ref}."
    assert task(room.sit("lee", WED), ref).fold.minutes == 0
    undo(room.sit("lee", WED))
    assert [line.kind.value for line in story(room.sit("lee", WED), ref).events] == ["asked", "accepted"]
    redo(room.sit("lee", TUE))
    assert verify(room.sit("ruth", WED)).problems == ()


def test_a_promise_done_on_a_day_before_it_was_made_is_kept_and_still_counts_once(room: Room) -> None:
    ref = room.promised(day=WED, due=FRI)
    tasks.complete(room.sit("lee", TUE), ref, minutes=20)
    seen = task(room.sit("lee", FRI), ref)
    assert (seen.fold.accepted_on, seen.fold.done_on, seen.ruling.verdict) == (WED, TUE, Verdict.KEPT)
    assert [one.task for one in my_tasks(room.sit("lee", FRI))] == [ref]
    assert [one.task for one in week(room.sit("lee", MON)).tasks] == [ref]


def test_verify_notes_entries_that_go_back_in_time_and_calls_them_no_problem(room: Room) -> None:
    ref = room.promised(day=WED)
    seq = verify(room.sit("ruth")).entries + 1
    tasks.log(room.sit("lee", TUE), ref, note="phoned")
    found = verify(room.sit("ruth", WED))
    assert found.problems == ()
    (note,) = found.notes
    assert note.startswith(f"Entry {seq} (Tue 3 Nov, 09:00) bears an earlier time than the entry before")


def test_what_the_clock_did_is_not_done_again_after_it_was_set_back(room: Room) -> None:
    ref = room.ask(day=WED, due=FRI.replace(day=30))
    tuesday = date(2026, 11, 10)
    assert len(tick(room.table, at(tuesday))) == 1
    assert tick(room.table, at(tuesday - timedelta(days=1))) == ()
    assert tick(room.table, at(tuesday)) == ()
    tasks.reopen(room.sit("dana", tuesday - timedelta(days=1)), ref)
    assert tick(room.table, at(tuesday)) == ()
    assert task(room.sit("dana", tuesday), ref).state is TaskState.ASKED


def test_a_seat_whose_clock_is_behind_is_told_until_enough_else_was_written(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "LATELY", 4)
    ref = room.promised(day=WED)
    assert clock_note(room.sit("lee", WED, hour=8)).startswith("The clock here is 1 hour behind")
    assert clock_note(room.sit("lee", WED)) == ""
    assert clock_note(room.sit("lee", FRI)) == ""
    for turn in range(4):
        assert clock_note(room.sit("lee", TUE)).startswith("The clock here is 1 day behind"), turn
        tasks.log(room.sit("lee", TUE), ref, note="phoned")
    assert clock_note(room.sit("lee", TUE)) == ""


# daylight-saving time


@pytest.fixture
def table_in(tmp_path: Path, files: Files, opened: Callable[[str], Table]) -> Callable[[str], Table]:
    """A table of a partnership in any zone."""

    def made(zone: str) -> Table:
        where = files.empty(tmp_path)
        founded = datetime(2026, 10, 1, 12, tzinfo=UTC)
        found(where, replace(setup(), zone=zone), clock=lambda: founded)
        return opened(where)

    return made


def midnight(day: date, zone: str) -> datetime:
    """The instant at which a day begins in a zone."""
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize("zone", ["America/New_York", "Europe/Berlin"])
def test_days_of_23_and_25_hours_begin_and_end_at_midnight_in_the_partnership(
    zone: str, table_in: Callable[[str], Table]
) -> None:
    table = table_in(zone)
    for day, hours in [(day, hours) for place, day, hours in EDGES if place == zone]:
        begins, ends = midnight(day, zone), midnight(day + timedelta(days=1), zone)
        assert ends - begins == timedelta(hours=hours)
        days = [table.seat("lee", lambda: begins + AN_HOUR * step).today for step in range(-1, hours + 1)]  # noqa: B023
        assert days == [day - timedelta(days=1), *[day] * hours, day + timedelta(days=1)]

        last, first = (table.seat("lee", lambda: instant) for instant in (ends - A_MINUTE, ends))  # noqa: B023
        assert (week(last).starts_on, week(first).starts_on) == (day - timedelta(days=6), day + timedelta(days=1))
        assert week_of(last.today) != week_of(first.today)
        assert (read_date("tomorrow", last.today), read_date("mon", first.today)) == (first.today, first.today)


@pytest.mark.parametrize(("zone", "day", "hours"), EDGES)
def test_working_days_do_not_feel_the_change_of_the_clocks(zone: str, day: date, hours: int) -> None:
    friday, tuesday = day - timedelta(days=2), day + timedelta(days=2)
    assert add_working_days(friday, 2, frozenset()) == tuesday
    assert add_working_days(tuesday, -2, frozenset()) == friday


def test_an_ask_from_before_the_change_returns_at_the_midnight_after_it(table_in: Callable[[str], Table]) -> None:
    zone = "America/New_York"
    table = table_in(zone)
    asked = midnight(date(2026, 10, 29), zone) + timedelta(hours=23, minutes=59)
    dana = table.seat("dana", lambda: asked)
    lee = table.seat("lee", lambda: asked)
    ref = tasks.ask(dana, NewTask("call the landlord", lee.actor, date(2026, 12, 1))).ref
    wednesday = midnight(date(2026, 11, 4), zone)
    assert wednesday.hour == 5
    assert tick(table, lambda: wednesday - A_MINUTE) == ()
    assert [one.ref for one in tick(table, lambda: wednesday)] == [ref]


def test_the_hour_that_comes_twice_keeps_its_order(table_in: Callable[[str], Table]) -> None:
    table = table_in("America/New_York")
    twice = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    lee = table.seat("lee", lambda: twice)
    ref = tasks.ask(lee, NewTask("call the landlord", lee.actor, date(2026, 11, 6))).ref
    for step in (0, 1):
        tasks.log(table.seat("lee", lambda: twice + timedelta(hours=step)), ref, note=f"call {step}")  # noqa: B023
    lines = story(table.seat("lee", lambda: twice + timedelta(hours=2)), ref).events[-2:]
    shown = [(f"{line.at.astimezone(ZoneInfo('America/New_York')):%H:%M}", line.note) for line in lines]
    assert shown == [("01:30", "call 0"), ("01:30", "call 1")]
    assert verify(lee).notes == ()


# a leap day


def test_a_leap_day_is_a_day_like_any_other(room: Room) -> None:
    leap, before = date(2028, 2, 29), date(2028, 2, 28)
    assert read_date("tomorrow", before) == read_date("29 feb", date(2026, 3, 1)) == leap
    assert (week_of(leap), quarter_of(leap, 1), quarter_of(leap, 12)) == ("2028-W09", "2028Q1", "2028Q1")
    assert quarter_range("2028Q1", 12) == (date(2027, 12, 1), leap)
    ref = room.promised(day=before, due=leap)
    assert task(room.sit("lee", leap), ref).ruling.verdict is Verdict.PENDING
    tasks.complete(room.sit("lee", leap), ref, minutes=15)
    undo(room.sit("lee", leap))
    redo(room.sit("lee", leap))
    seen = task(room.sit("lee", date(2028, 3, 1)), ref)
    assert (seen.fold.done_on, seen.ruling.verdict) == (leap, Verdict.KEPT)
    assert verify(room.sit("ruth", leap)).problems == ()


def test_somebody_proposed_on_a_leap_day_has_releases_to_the_end_of_the_next_february(room: Room) -> None:
    leap = date(2028, 2, 29)
    about = room.agreed(day=leap, released=False)
    room.release(about, day=leap, until=date(2029, 2, 28))
    room.ask(about=about, day=date(2029, 2, 28), due=date(2029, 3, 2))
    assert week(room.sit("lee", date(2029, 2, 28))).participants
    assert not week(room.sit("lee", date(2029, 3, 1))).participants


# a computer in another zone


ELSEWHERE = """
import shlex
from datetime import UTC, datetime
import casetable.seat
casetable.seat.system_clock = lambda: datetime(2026, 11, 7, 6, 30, tzinfo=UTC)
from casetable.cli import main
for line in ("task add 'call the landlord by fri'", "task list --json", "week", "history", "where"):
    code = main(["--as", "lee", *shlex.split(line)])
    print(f"--- {code}")
"""


@pytest.mark.slow
def test_on_a_computer_in_another_zone_the_days_are_the_partnerships(tmp_path: Path, files: Files) -> None:
    """Where it is Saturday evening in Auckland it is still Friday in Los Angeles, and `fri` is today."""
    home = {f"CASETABLE_{name}": str(tmp_path / name) for name in ("CONFIG", "LOG")}
    ran = subprocess.run(
        [sys.executable, "-c", ELSEWHERE],
        env={**os.environ, **home, "TZ": "Pacific/Auckland", "CASETABLE_TABLE": files.founded(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    added, listed, board, story_so_far, whereabouts, _ = ran.stdout.split("--- 0\n")
    assert "due Fri 6 Nov" in added
    assert '"due": "2026-11-06"' in listed
    assert board.startswith("Eastside Table: week 45, Mon 2 to Sun 8 Nov 2026\n")
    assert "2026-11-06 22:30" in story_so_far
    assert "Fri 6 Nov 2026, America/Los_Angeles" in whereabouts
    assert "Dates are those of America/Los_Angeles; this computer is set to Pacific/Auckland." in whereabouts


def test_a_computer_in_the_partnerships_zone_is_told_nothing(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    try:
        for zone, said in (("America/Los_Angeles", ""), ("America/Tijuana", ""), ("Asia/Tokyo", "Asia/Tokyo.")):
            monkeypatch.setenv("TZ", zone)
            time.tzset()
            assert zone_note(room.sit("lee", THU)).endswith(said)
            assert bool(zone_note(room.sit("lee", THU))) is bool(said)
    finally:
        monkeypatch.undo()
        time.tzset()
