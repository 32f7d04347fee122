"""What is said, and what stands where, on a glass of 80 by 24."""

from casetable.actions.outcomes import record_baselines
from casetable.queries.notes import notes
from casetable.queries.outcomes import readings
from casetable.queries.participants import participants
from casetable.screens.outcomes import OutcomesScreen
from casetable.values.outcomes import NewReading
from casetable.words import ParticipantState
from tests.screens.conftest import Hand
from tests.screens.driving import an_app, at, sees, story_of, typed, until
from tests.screens.glass import glass


def seat(table, who="Dana Reyes"):
    return table.seat(who, Hand())


def named(table, name):
    return next(one.participant for one in readings(seat(table)) if one.name == name)


async def in_the_list(pilot, reference):
    await until(pilot, lambda: pilot.app.loaded is not None)
    await pilot.press("2")
    await until(pilot, lambda: pilot.app.current_mode == "participants" and bool(pilot.app.screen.people))
    assert pilot.app.screen.jump(reference)
    await pilot.pause()


async def going_through(pilot, reference):
    await in_the_list(pilot, reference)
    await pilot.press("k")
    await until(pilot, lambda: isinstance(pilot.app.screen, OutcomesScreen) and bool(pilot.app.screen.read.rows))
    await pilot.pause()


async def test_a_long_sentence_takes_two_lines_and_nothing_is_pushed_off(lived):
    table, ref = lived
    app = an_app(table)
    async with app.run_test(size=(80, 24)) as pilot:
        await in_the_list(pilot, ref)
        app.screen.say("P-1 left, noted by mistake perhaps, and this goes on and on over the edge:", "o brings back")
        await sees(pilot, "brings back")
        lines = glass(app).splitlines()
        assert len(lines) == 24
        assert "? help" in lines[-1]
        app.screen.say("Short.")
        await sees(pilot, " Short.")
        assert "? help" in glass(app).splitlines()[-1]


async def test_a_line_on_a_task_that_names_somebody_is_a_contact_with_them(lived):
    table, ref = lived
    app = an_app(table)
    async with app.run_test(size=(80, 24)) as pilot:
        task = await at(pilot, "home visit")
        await pilot.press("l")
        await typed(pilot, f"#{ref.removeprefix('P-')} 10m phoned about detox papers ~health")
        await sees(pilot, "contact with")
        await pilot.press("enter")
        await until(pilot, lambda: not app.screen.entry.is_open)
    newest = notes(seat(table), ref, limit=1).items[0]
    assert (newest.text, newest.minutes) == ("phoned about detox papers", 10)
    assert "phoned" not in str(story_of(table, task))


async def test_somebody_found_who_is_not_on_the_board_is_under_the_cursor_of_the_list_at_once(lived):
    table, _ = lived
    waiting = next(one.participant for one in participants(seat(table)) if one.state is ParticipantState.PROPOSED)
    app = an_app(table)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.loaded is not None)
        await app.go_to("participant", waiting)
        await until(pilot, lambda: app.current_mode == "participants")
        assert app.screen.person_here.participant == waiting


async def test_keys_pass_over_who_has_not_begun_and_one_undo_takes_all_back(lived):
    table, ref = lived
    ana = named(table, "Ana Ruiz")
    app = an_app(table)
    async with app.run_test(size=(80, 24)) as pilot:
        await going_through(pilot, ref)
        assert "+ better" in glass(app)
        for _ in range(8):
            await pilot.press("equals_sign")
        assert app.screen.read.who.participant == ref
        app.screen.read.go_to(ana)
        app.screen.draw()
        await sees(pilot, "n how things stand")
        await pilot.press("n")
        await typed(pilot, "in the car")
        await pilot.press("enter", "enter")
        await sees(pilot, "u takes it back")
        await pilot.press("u")
        await sees(pilot, "Undone")
    stood = next(one for one in readings(seat(table)) if one.participant == ana)
    assert all(one.baseline is None for one in stood.outcomes)


async def test_a_baseline_of_another_agency_opens_as_it_stands_and_says_whose_it_is(lived):
    table, _ = lived
    ana = named(table, "Ana Ruiz")
    lee = seat(table, "Lee Park")
    record_baselines(lee, ana, [NewReading(ana, "housing", None, note="sleeps in the car", housing_code=116)])
    app = an_app(table)
    async with app.run_test(size=(80, 24)) as pilot:
        await going_through(pilot, ana)
        assert app.screen.read.here.domain != "housing"
        await pilot.press("home")
        app.screen.read.go_to(ana)
        app.screen.read.column = 0
        app.screen.draw()
        await pilot.press("n")
        await sees(pilot, "Lee Park, SS, wrote this")
        await sees(pilot, "116 sleeps in the car")
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen.read.to_store() == ()


async def test_y_says_at_once_why_there_is_nothing_to_say_yes_to(lived):
    table, ref = lived
    app = an_app(table)
    async with app.run_test(size=(80, 24)) as pilot:
        await in_the_list(pilot, ref)
        await pilot.press("y")
        await sees(pilot, f"{ref} is active: no yes of HS is awaited. k goes through the outcomes.")
        assert not app.screen.entry.is_open


async def test_the_footer_names_the_keys_of_a_line_that_is_typed(lived):
    table, ref = lived
    app = an_app(table)
    async with app.run_test(size=(80, 24)) as pilot:
        await in_the_list(pilot, ref)
        await pilot.press("l")
        await sees(pilot, "enter store   tab other choice   esc back")
        await pilot.press("escape")
        await sees(pilot, "? help")


async def test_a_long_name_leaves_the_last_contact_in_the_list_and_the_rule_where_it_was(lived):
    from casetable.actions.participants import edit

    table, ref = lived
    edit(seat(table), ref, name="Wilhelmina Featherstonehaugh of Oldcastle")
    app = an_app(table)
    async with app.run_test(size=(80, 24)) as pilot:
        await in_the_list(pilot, ref)
        await sees(pilot, "last contact")
        await sees(pilot, "20 Nov Dana")
        rules = [[at for at, line in enumerate(glass(app).splitlines()) if line.startswith("──")]]
        await pilot.press("end")
        rules.append([at for at, line in enumerate(glass(app).splitlines()) if line.startswith("──")])
        assert rules[0] == rules[1]
        assert app.screen.table.cursor_row == len(app.screen.people) - 1


async def test_what_was_said_is_gone_after_a_card_was_opened_and_left(lived):
    table, ref = lived
    app = an_app(table)
    async with app.run_test(size=(80, 24)) as pilot:
        await in_the_list(pilot, ref)
        app.screen.say("P-1 is passed over.")
        await pilot.press("enter")
        await sees(pilot, "In their words")
        await pilot.press("escape")
        await until(pilot, lambda: app.current_mode == "participants" and "last contact" in glass(app))
        assert "passed over." not in glass(app)
