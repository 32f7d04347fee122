from casetable.screens.papers import HelpScreen, WhyScreen
from casetable.screens.participants import ParticipantsScreen
from casetable.screens.story import StoryScreen
from casetable.screens.week import WeekScreen
from casetable.words import TaskState
from tests.screens.driving import an_app, at, sees, state_of, typed, until
from tests.screens.glass import glass


async def a_story(pilot, title):
    ref = await at(pilot, title)
    await pilot.press("enter")
    await sees(pilot, "What happened")
    return ref


async def test_help_and_why_work_in_a_story_and_come_back_to_it(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await a_story(pilot, "lease")
        assert "? help" in glass(app).splitlines()[-1]
        for key, screen in (("question_mark", HelpScreen), ("w", WhyScreen)):
            await pilot.press(key)
            await until(pilot, lambda screen=screen: isinstance(app.screen, screen))
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(app.screen, StoryScreen))


async def test_undo_and_redo_work_in_a_story(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        ref = await at(pilot, "lease")
        await pilot.press("d", "enter")
        await until(pilot, lambda: state_of(full_table, ref) is TaskState.DONE)
        await sees(pilot, f"{ref} done")
        await pilot.press("enter")
        await sees(pilot, "What happened")
        await pilot.press("u")
        await sees(pilot, "Undone")
        assert state_of(full_table, ref) is TaskState.OPEN
        await pilot.press("U")
        await until(pilot, lambda: state_of(full_table, ref) is TaskState.DONE)


async def test_a_tasks_key_in_its_story_opens_the_entry_where_it_stands(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        ref = await a_story(pilot, "lease")
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, WeekScreen) and app.screen.entry.is_open)
        await typed(pilot, "20m signed")
        await pilot.press("enter")
        await until(pilot, lambda: state_of(full_table, ref) is TaskState.DONE)


async def test_a_key_on_anothers_story_is_refused_on_the_board(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        ref = await a_story(pilot, "home visit")
        await until(pilot, lambda: "d done" not in glass(app).splitlines()[-1])
        await pilot.press("d")
        await sees(pilot, f"{ref} is Omar Haddad's promise")


async def test_find_and_the_modes_work_from_a_story(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await a_story(pilot, "lease")
        await pilot.press("slash")
        await sees(pilot, "Find")
        await pilot.press("escape", "enter")
        await sees(pilot, "What happened")
        await pilot.press("2")
        await until(pilot, lambda: isinstance(app.screen, ParticipantsScreen))


async def test_a_task_of_another_week_says_that_it_is_not_on_this_board(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        ref = await at(pilot, "lease")
        await pilot.press("left_square_bracket", "left_square_bracket", "left_square_bracket")
        await until(pilot, lambda: app.loaded.week.week == "2026-W45")
        app.tell_story(ref)
        await sees(pilot, "What happened")
        await pilot.press("l")
        await sees(pilot, "does not stand on this week's board")
