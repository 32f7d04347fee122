"""Mode 3 before and after a conference: its agenda, who comes, who may hear, and what its keys do."""

from datetime import date

import pytest

from casetable.actions.conference_calendar import call_extraordinary
from casetable.queries.agenda import agenda
from casetable.queries.forecast import forecast
from casetable.screens.asking import Choose, Confirm
from casetable.screens.because_screen import BecauseScreen
from casetable.screens.card import CardScreen
from casetable.screens.conference import ConferenceScreen
from casetable.screens.conference_room import ConferenceRoomScreen
from casetable.screens.sheet import Sheet
from casetable.words import ItemKind
from tests.screens.conftest import NOW, Hand
from tests.screens.driving import an_app, sees, typed, until
from tests.screens.glass import glass

SIZE = (80, 24)
LARGE = (140, 40)
COORDINATOR = "Nia Cole"


async def at_the_conference(pilot):
    """In mode 3, once the next conference was read."""
    app = pilot.app
    await until(pilot, lambda: app.loaded is not None)
    await pilot.press("3")
    await until(pilot, lambda: isinstance(app.screen, ConferenceScreen) and app.screen.read is not None)
    await pilot.pause()


async def says(pilot, sentence):
    """The glass says something, wherever its lines break."""
    await until(pilot, lambda: sentence in " ".join(glass(pilot.app).split()))


def debated(table, name=COORDINATOR):
    """The participants of the next agenda, in their order."""
    return [one.participant for one in agenda(table.seat(name, Hand())).items if one.kind is ItemKind.PARTICIPANT]


async def test_ten_minutes_before_everything_stands_on_one_page(full_table):
    app = an_app(full_table, COORDINATOR)
    async with app.run_test(size=LARGE) as pilot:
        await at_the_conference(pilot)
        shown = glass(app)
        assert "Conference Fri 11 Dec 2026" in shown
        assert "in 18 days" in shown
        assert "ends 10:" in shown
        for reference in debated(full_table):
            assert reference in shown
        for part in ("To be asked", "Who comes", "Quorum", "Who may hear"):
            assert part in shown
        assert shown.count("may hear") >= 3
        await pilot.press("left_square_bracket")
        await says(pilot, "No conference is known before this one.")
        await pilot.press("right_square_bracket")
        await sees(pilot, "Conference Fri 8 Jan 2027")
        await pilot.press("3")
        await sees(pilot, "Conference Fri 11 Dec 2026")


async def test_the_page_keeps_its_conference_when_an_earlier_one_is_called(full_table):
    app = an_app(full_table, COORDINATOR)
    async with app.run_test(size=SIZE) as pilot:
        await at_the_conference(pilot)
        assert app.screen.item_here is not None
        assert app.screen.item_here.kind is ItemKind.PARTICIPANT, "the cursor begins where something is debated"
        here = app.screen.item_here.participant
        call_extraordinary(full_table.seat("Nia Cole", Hand()), date(2026, 12, 4), why="two evictions")
        app.screen.read_page()
        await says(pilot, "Another conference comes before this one now, Fri 4 Dec: 3 goes there.")
        assert "Conference Fri 11 Dec" in glass(app)
        assert app.screen.item_here.participant == here
        await pilot.press("plus")
        await says(pilot, f"{here} has 14 min.")
        given = agenda(full_table.seat(COORDINATOR, Hand()), date(2026, 12, 11)).items
        assert [one.minutes for one in given if one.participant == here] == [14]
        await pilot.press("3")
        await sees(pilot, "Conference Fri 4 Dec")


@pytest.mark.slow
async def test_an_item_moves_by_one_key_with_the_cursor_and_the_end_is_always_said(full_table):
    app = an_app(full_table, COORDINATOR)
    async with app.run_test(size=SIZE) as pilot:
        await at_the_conference(pilot)
        first, second, third = debated(full_table)
        app.screen.jump(first)
        await pilot.press("J")
        await says(pilot, f"{first} is item 4 now.")
        await until(pilot, lambda: app.screen.item_here is not None and app.screen.item_here.number == 4)
        assert debated(full_table) == [second, first, third]
        await pilot.press("K")
        await says(pilot, f"{first} is item 3 now.")
        assert debated(full_table) == [first, second, third]
        await pilot.press("plus")
        await says(pilot, f"{first} has 14 min.")
        await pilot.press("minus")
        await says(pilot, f"{first} has 13 min.")
        await pilot.press("m", "backspace", "backspace")
        await typed(pilot, "60")
        await pilot.press("enter")
        await says(pilot, "m sets an item's minutes")
        line = next(one for one in glass(app).split("\n") if "min too long" in one)
        assert line.startswith(" chair")
        await pilot.press("X", "enter")
        await says(pilot, "Why does it come off?")
        await typed(pilot, "they asked for it")
        await pilot.press("enter")
        await says(pilot, f"{first} is off the agenda")
        assert first not in debated(full_table)


@pytest.mark.slow
async def test_anybody_proposes_with_a_question_and_who_chairs_arranges(full_table):
    app = an_app(full_table, "Omar Haddad")
    async with app.run_test(size=SIZE) as pilot:
        await at_the_conference(pilot)
        _, second, _ = debated(full_table)
        chairs = app.screen.read.agenda.may_arrange
        app.screen.jump(second)
        await pilot.press("J")
        await says(pilot, f"{second} is item 5 now." if chairs else "is arranged and run by its chair")
        assert chairs or "J later" not in glass(app).split("\n")[-1]
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        await pilot.press("p")
        await until(pilot, lambda: isinstance(app.screen, Sheet))
        assert second in glass(app), "the item under the cursor is proposed"
        await pilot.press("enter", *"detox?", "enter")
        await says(pilot, "Store again to keep it as it is.")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ConferenceScreen))
        await until(pilot, lambda: app.screen.item_here is not None and app.screen.item_here.question == "detox?")
        assert app.screen.item_here.proposed_by == "Omar Haddad"
        await pilot.press("e")
        assert app.screen.entry.text == "detox?", "it starts with what stands there"
        await typed(pilot, " Or home?")
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.item_here is not None and app.screen.item_here.question != "detox?")
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, BecauseScreen))
        assert "Clause" in glass(app)
        assert "Omar Haddad asks" in glass(app)
        await pilot.press("escape", "enter")
        await until(pilot, lambda: isinstance(app.screen, CardScreen))


async def test_one_says_that_one_comes_and_what_others_said_by_phone(full_table):
    app = an_app(full_table, COORDINATOR)
    async with app.run_test(size=SIZE) as pilot:
        await at_the_conference(pilot)
        await pilot.press("n")
        await typed(pilot, "dana")
        await says(pilot, "Nia Cole does not come, Dana Reyes does")
        await pilot.press("enter")
        await says(pilot, "Nia Cole does not come")
        await pilot.press("f")
        await typed(pilot, "lee by phone")
        await pilot.press("enter")
        await says(pilot, "Lee Park's, heard by phone")
        await pilot.press("y")
        await says(pilot, "Lee Park comes on Fri 11 Dec")
    found = {one.person: (one.comes, one.deputy) for one in forecast(full_table.seat(COORDINATOR, Hand())).expected}
    assert found["Lee Park"] == (True, None)
    assert found["Nia Cole"] == (False, "Dana Reyes")


@pytest.mark.slow
async def test_it_is_opened_on_its_day_and_after_a_yes_alone(full_table):
    app = an_app(full_table, COORDINATOR, Hand(NOW.replace(month=12, day=11)))
    async with app.run_test(size=SIZE) as pilot:
        await at_the_conference(pilot)
        assert "o begin" in glass(app)
        await pilot.press("o")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        assert "never undone" in glass(app)
        await pilot.press("enter", "o")
        assert isinstance(app.screen, Confirm), "neither Enter nor the same key is a yes"
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, ConferenceScreen))
        assert app.screen.read.is_ahead
        await pilot.press("right_square_bracket")
        await sees(pilot, "Conference Fri 8 Jan 2027")
        await pilot.press("o")
        await says(pilot, "It is opened on its day.")
        await pilot.press("3", "o")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("y")
        await until(pilot, lambda: isinstance(app.screen, ConferenceRoomScreen))
        await pilot.press("1")
        await sees(pilot, "conference in session: 3")
        await pilot.press("3")
        await until(pilot, lambda: isinstance(app.screen, ConferenceRoomScreen))
        await pilot.press("left_square_bracket")
        await sees(pilot, "It is in session: enter goes into the room.")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ConferenceRoomScreen))


async def test_what_was_said_in_a_conference_stays_to_be_read_and_is_found_by_its_day(full_table):
    from casetable.actions.conference import close_conference, open_conference

    that_day = Hand(NOW.replace(month=12, day=11))
    open_conference(full_table.seat(COORDINATOR, that_day))
    close_conference(full_table.seat(COORDINATOR, that_day))
    app = an_app(full_table, COORDINATOR, Hand(NOW.replace(month=12, day=14)))
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: app.loaded is not None)
        await pilot.press("slash", *"11 dec")
        await sees(pilot, "Conference Fri 11 Dec 2026 · closed")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ConferenceScreen) and app.screen.read is not None)
        assert app.screen.which == date(2026, 12, 11)
        await sees(pilot, "not reached")
        assert "Nia Cole" in glass(app)
        assert app.screen.jump(debated(full_table)[0])
        await pilot.press("m")
        await says(pilot, "This conference is closed.")
        await pilot.press("3")
        await sees(pilot, "Conference Fri 8 Jan 2027")
