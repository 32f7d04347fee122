"""The calendar of conferences and the closing days: what stands there, what its keys do, what is never undone."""

from datetime import date

import pytest

from casetable.actions.agency_days import close_on
from casetable.queries.conference import calendar, days_off
from casetable.screens.asking import Choose, Confirm
from casetable.screens.conference import ConferenceScreen
from casetable.screens.conference_calendar import CalendarScreen
from casetable.screens.days_off import DaysOffScreen
from casetable.words import CancelReason, ConferenceState
from tests.screens.conftest import Hand
from tests.screens.driving import an_app, sees, typed, until
from tests.screens.glass import glass
from tests.screens.test_conference import COORDINATOR, SIZE, at_the_conference, says


def meetings(table):
    return calendar(table.seat(COORDINATOR, Hand()))


async def the_calendar(pilot):
    await at_the_conference(pilot)
    await pilot.press("c")
    await until(pilot, lambda: isinstance(pilot.app.screen, CalendarScreen))
    await until(pilot, lambda: pilot.app.screen.meeting_here is not None)


@pytest.mark.slow
async def test_a_conference_is_moved_cancelled_and_called_after_a_yes_with_its_reach(full_table):
    app = an_app(full_table, COORDINATOR)
    async with app.run_test(size=SIZE) as pilot:
        await the_calendar(pilot)
        assert glass(app).count("planned") == 12
        await pilot.press("m")
        await typed(pilot, "fri 18 dec at 10:00 the hall is taken")
        await says(pilot, "Move it to Fri 18 Dec at 10:00: the hall is taken")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        assert "never undone" in glass(app)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, CalendarScreen))
        assert app.screen.entry.text.startswith("fri 18 dec"), "what was typed is kept"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("y")
        await sees(pilot, "↷ moved")
        await pilot.press("down", "x")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        await pilot.press("h", "enter")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("y")
        await sees(pilot, "✗ cancelled")
        await pilot.press("e")
        await typed(pilot, "fri 27 nov two evictions")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("y")
        await sees(pilot, "extra")
    called, moved, gone = meetings(full_table)[:3]
    assert (called.on, called.is_extraordinary) == (date(2026, 11, 27), True)
    assert (moved.on, moved.original_on) == (date(2026, 12, 18), date(2026, 12, 11))
    assert (gone.state, gone.cancel_reason) == (ConferenceState.CANCELLED, CancelReason.HOLIDAY)


async def test_before_the_yes_it_says_who_is_closed_that_day_and_which_days_are_free(full_table):
    close_on(full_table.seat("Omar Haddad", Hand()), "", date(2026, 12, 25), "Christmas Day")
    app = an_app(full_table, COORDINATOR)
    async with app.run_test(size=SIZE) as pilot:
        await the_calendar(pilot)
        await pilot.press("m")
        await typed(pilot, "2026-12-25 the hall is taken")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await says(pilot, "(Christmas Day). Free for all: Thu 24 Dec")
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, CalendarScreen))
        await pilot.press("escape", "e")
        await typed(pilot, "2026-12-05 two evictions")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await says(pilot, "It is a weekend. Free for all: Fri 4 Dec")


async def test_a_closing_day_warns_of_its_conference_with_the_days_that_are_free(full_table):
    app = an_app(full_table, COORDINATOR)
    async with app.run_test(size=SIZE) as pilot:
        await the_calendar(pilot)
        await pilot.press("H")
        await until(pilot, lambda: isinstance(app.screen, DaysOffScreen))
        await says(pilot, "No agency is closed in the coming year.")
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        await pilot.press("2")
        await typed(pilot, "11 dec office moves")
        await pilot.press("enter")
        await says(pilot, "HS is closed on Fri 11 Dec")
        assert [one.what for one in days_off(app.table.seat(COORDINATOR, Hand()), *[date(2026, 12, 11)] * 2)]
        await pilot.press("escape")
        await sees(pilot, "! HS: office moves")
        await says(pilot, "Free for all Thu 10 Dec")
        await pilot.press("m")
        await says(pilot, "Free for all:")
        await pilot.press("escape", "enter")
        await until(pilot, lambda: isinstance(app.screen, ConferenceScreen))
        await says(pilot, "Closed that day: HS (office moves).")


async def test_a_chair_and_a_deputy_are_named_and_others_may_not_move_it(full_table):
    app = an_app(full_table, COORDINATOR)
    async with app.run_test(size=SIZE) as pilot:
        await the_calendar(pilot)
        await pilot.press("h")
        app.screen.entry._input.value = ""
        await typed(pilot, "omar, lee")
        await says(pilot, "Omar Haddad chairs, Lee Park stands in")
        await pilot.press("enter")
        await until(pilot, lambda: meetings(full_table)[0].deputy == "Lee Park")
    assert meetings(full_table)[0].chair == "Omar Haddad"
    app = an_app(full_table, "Dana Reyes")
    async with app.run_test(size=SIZE) as pilot:
        await the_calendar(pilot)
        await pilot.press("m")
        await says(pilot, "is arranged and run by its chair (Omar Haddad and Lee Park)")
        assert not app.screen.entry.is_open
