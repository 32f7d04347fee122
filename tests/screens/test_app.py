import sys

import pytest

from casetable.screens.board import Board
from casetable.words import TaskState
from tests.screens.conftest import Hand, someone
from tests.screens.driving import an_app, at, sees, state_of, story_of, typed, until
from tests.screens.glass import glass, matches_snapshot


async def test_the_frame_says_whose_table_which_week_and_what_waits(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "1 asked of you")
        lines = glass(app).splitlines()
        assert lines[0].startswith(" casetable · Eastside Table ")
        assert lines[0].endswith("Dana Reyes, Homeless Services")
        assert lines[1].startswith(" Week 48 · Mon 23 – Sun 29 Nov 2026")
        assert lines[1].endswith("conference Fri 11 Dec, in 18 days")
        assert "1 late" in lines[2]
        assert len(lines) == 24


async def test_the_cursor_opens_in_ones_own_column(full_table):
    app = an_app(full_table, "Omar Haddad")
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "Omar Haddad, Mental Health")
        await until(pilot, lambda: app.screen.board.agency is not None)
        assert app.screen.board.agency.agency == "MH"


async def test_what_another_process_writes_appears_and_the_place_is_kept(full_table):
    from casetable.actions import tasks
    from casetable.values.tasks import NewTask

    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        ref = await at(pilot, "lease")
        await until(pilot, lambda: bool(app._token is not None and app._timers))
        first = app.loaded.week.participants[0].participant
        nia = someone(full_table, "Nia Cole")
        seat = full_table.seat("Nia Cole", Hand())
        tasks.ask(seat, NewTask("water the plants", nia, app.loaded.today, first))
        await sees(pilot, "water the p")
        assert app.screen.board.task_here.task == ref


async def test_find_goes_to_what_was_found(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, "ID papers")
        await pilot.press("slash", *"home")
        await sees(pilot, "home visit")
        await until(pilot, lambda: bool(app.screen.hits))
        await pilot.press("enter")
        await until(pilot, lambda: bool(app.screen.query(Board)))
        assert app.screen.board.task_here.title == "home visit"


async def test_why_gives_clause_sum_and_rows(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        ref = await at(pilot, "ID papers")
        await pilot.press("w")
        await sees(pilot, "Clause")
        assert ref in glass(app)
        assert "pending" in glass(app)
        await pilot.press("escape")
        await sees(pilot, "Week 48")


async def test_enter_opens_the_story_and_esc_comes_back_to_the_same_place(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        ref = await at(pilot, "bring papers")
        await pilot.press("enter")
        await sees(pilot, "What happened")
        assert "Omar Haddad" in glass(app)
        await pilot.press("escape")
        await sees(pilot, "Week 48")
        assert app.screen.board.task_here.task == ref


async def test_my_list_has_the_same_keys(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, "lease")
        await pilot.press("g")
        await sees(pilot, "status")
        assert "home visit" not in glass(app)
        await pilot.press("down")
        ref = app.screen.task_here.task
        await pilot.press("l")
        await typed(pilot, "5m tried")
        await pilot.press("enter")
        await until(pilot, lambda: story_of(full_table, ref).events[-1].note == "tried")
        await until(pilot, lambda: app.focused is app.screen.mine)
        assert app.screen.task_here.task == ref
        await pilot.press("g")
        assert app.focused is app.screen.board


async def test_brackets_look_at_other_weeks(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "Week 48")
        await until(pilot, lambda: app.loaded is not None)
        await pilot.press("left_square_bracket")
        await sees(pilot, "Week 47")
        assert "last week" in glass(app).splitlines()[1]
        await pilot.press("right_square_bracket", "right_square_bracket")
        await sees(pilot, "Week 49")


async def test_help_lists_what_works_here_with_its_command_line_twin(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        ref = await at(pilot, "lease")
        await pilot.press("question_mark")
        await sees(pilot, "Here")
        assert f"casetable task done {ref.removeprefix('T-')}" in glass(app)
        await pilot.press("escape")
        await sees(pilot, "Week 48")


async def test_the_palette_finds_commands_and_participants(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, "lease")
        await pilot.press("ctrl+p")
        await sees(pilot, "Search")
        await pilot.press(*"chidi")
        await sees(pilot, "Chidi Okafor")
        await pilot.press("escape")


async def test_keys_can_be_remapped(full_table):
    app = an_app(full_table, keys={"done": "D"})
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, "lease")
        assert "D done" in glass(app)
        await pilot.press("d")
        assert not app.screen.entry.is_open
        await pilot.press("D")
        assert app.screen.entry.is_open


async def test_wide_terminals_add_the_whole_task_at_the_right(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(140, 40)) as pilot:
        await at(pilot, "bring papers")
        await sees(pilot, "Asked by")
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: "Asked by" not in glass(app))


async def test_a_new_table_names_the_one_next_key(new_table):
    app = an_app(new_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "2, then a proposes somebody")
        matches_snapshot(app, "week-empty")
        await pilot.press("2")
        await sees(pilot, "a proposes somebody")
        await pilot.press("1", "g")
        await sees(pilot, "a adds the first promise")


async def test_past_midnight_the_week_is_read_again(full_table):
    clock = Hand()
    app = an_app(full_table, clock=clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "in 18 days")
        clock.go(days=1)
        await sees(pilot, "in 17 days")


async def test_a_crash_shows_no_value(full_table, capsys):
    app = an_app(full_table)
    secret = "Chidi sleeps in the car"

    def broken():
        words = secret
        raise KeyError(words)

    async def crashing():
        async with app.run_test(size=(80, 24)) as pilot:
            await sees(pilot, "Week 48")
            app.screen.do_reread = broken
            await pilot.press("R")

    with pytest.raises(KeyError):
        await crashing()
    app._print_error_renderables()
    said = "".join(capsys.readouterr())
    assert "casetable stopped: KeyError in " in said
    assert secret not in said
    assert app.return_code == 1


@pytest.mark.skipif(sys.platform == "win32", reason="NO_COLOR is read from the environment")
async def test_without_colour_the_cursor_is_bold_reverse(full_table, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, "lease")
        strips = app.screen._compositor.render_strips()
        pointer = next(segment for strip in strips for segment in strip if "▸" in segment.text)
        assert pointer.style.bold
        assert pointer.style.reverse


@pytest.mark.parametrize("theme", ["casetable-light", "nord", "ansi-dark", "textual-light"])
async def test_themes_change_without_restarting(full_table, theme):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, "lease")
        app.theme = theme
        await pilot.pause()
        assert "▸" in glass(app)


async def test_leaving_while_something_is_stored_is_no_crash(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        ref = await at(pilot, "bring papers")
        await pilot.press("y", "R", "q")
    assert not app.return_code
    assert state_of(full_table, ref) in (TaskState.OPEN, TaskState.ASKED)
