"""The app where the clock is wrong, at midnight in the partnership's zone, and on a computer in another zone."""

import time
from datetime import UTC, datetime, timedelta

from casetable.queries.tasks import tasks
from casetable.words import TaskState
from tests.screens.conftest import NOW, Hand
from tests.screens.driving import an_app, sees, state_of, until
from tests.screens.glass import glass

BEHIND = "The clock here is"


async def test_a_clock_that_is_behind_is_said_when_the_app_opens(full_table):
    app = an_app(full_table, clock=Hand(NOW - timedelta(days=1)))
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, f"{BEHIND} 21 hours behind the newest entries: please check it.")
        await pilot.press("down", "n")
        await until(pilot, lambda: BEHIND not in glass(app))


async def test_a_clock_set_back_while_the_app_is_open_is_said_and_the_day_goes_back(full_table):
    clock = Hand()
    app = an_app(full_table, clock=clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "in 18 days")
        assert BEHIND not in glass(app)
        clock.go(days=-1)
        await sees(pilot, f"{BEHIND} 21 hours behind")
        await sees(pilot, "Week 47")


async def test_where_the_day_was_named_the_clock_is_not_spoken_of(full_table):
    app = an_app(full_table, clock=Hand(NOW - timedelta(days=1)))
    app.minds_the_clock = False
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "Week 47")
        await app._let_the_clock_speak()
        assert BEHIND not in glass(app)


async def test_what_time_brings_about_is_not_done_on_a_day_that_was_only_named(full_table):
    (ref,) = (one.task for one in tasks(full_table.seat("Omar Haddad", Hand())).items if one.title == "bring papers")
    for is_minded, state in ((False, TaskState.ASKED), (True, TaskState.RETURNED)):
        app = an_app(full_table, clock=Hand(NOW + timedelta(days=14)))
        app.minds_the_clock = is_minded
        async with app.run_test(size=(80, 24)) as pilot:
            await sees(pilot, "Week 50")
            await app._let_the_clock_speak()
            assert state_of(full_table, ref) is state


async def test_the_week_ends_at_midnight_in_the_partnerships_zone(full_table):
    clock = Hand(datetime(2026, 11, 30, 4, 59, tzinfo=UTC))
    app = an_app(full_table, clock=clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "Week 48")
        clock.go(minutes=1)
        await sees(pilot, "Week 49")


async def test_the_files_screen_says_whose_dates_they_are_on_a_computer_in_another_zone(full_table, monkeypatch):
    try:
        for zone, says in (("Europe/Berlin", True), ("America/New_York", False)):
            monkeypatch.setenv("TZ", zone)
            time.tzset()
            app = an_app(full_table)
            async with app.run_test(size=(100, 60)) as pilot:
                await sees(pilot, "Week 48")
                await pilot.press("F")
                await sees(pilot, "Zone here")
                note = "Dates are those of America/New_York; this computer is set to Europe/Berlin."
                assert (note in glass(app)) is says
    finally:
        monkeypatch.undo()
        time.tzset()
