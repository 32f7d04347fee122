import sys

import pytest

from casetable.screens.find import FindScreen
from casetable.screens.tables import LineTable
from tests.screens.driving import an_app, at, sees, until
from tests.screens.glass import glass


async def opened(pilot):
    await sees(pilot, "Week 48")
    await until(pilot, lambda: pilot.app.loaded is not None and not pilot.app.screen.board.grid.empty)
    await pilot.pause()
    return pilot.app.screen.board


async def test_the_board_opens_on_what_is_asked_of_one(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        board = await opened(pilot)
        assert board.task_here.title == "bring papers"
        assert "y accept" in glass(app).splitlines()[-1]


@pytest.mark.parametrize(("person", "title"), [("Omar Haddad", "home visit"), ("Lee Park", "benefits form")])
async def test_it_opens_on_a_task_of_ones_own_and_never_on_anothers(full_table, person, title):
    app = an_app(full_table, person)
    async with app.run_test(size=(80, 24)) as pilot:
        board = await opened(pilot)
        assert board.task_here.title == title


async def test_late_things_come_before_due_ones(full_table):
    from casetable.actions import tasks
    from tests.screens.conftest import Hand

    clock = Hand()
    asked = an_app(full_table)
    async with asked.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        ref = asked.loaded.week.needs.asked[0]
    tasks.decline(full_table.seat("Dana Reyes", clock), ref, note="no")
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        board = await opened(pilot)
        assert board.task_here.title == "ID papers"


async def test_the_task_under_the_cursor_stays_when_the_list_comes_and_goes(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, "lease")
        await pilot.press("g")
        assert app.screen.shows_mine
        assert app.screen.task_here.title == "lease"
        await pilot.press("up")
        other = app.screen.task_here.title
        assert other != "lease"
        await pilot.press("g")
        assert app.screen.task_here.title == other


async def test_in_the_list_g_is_called_by_where_it_goes(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, "lease")
        await pilot.press("g")
        await sees(pilot, "g board")
        assert "my list" not in glass(app)
        assert len(glass(app).splitlines()[-1]) <= 80
        await pilot.press("g")
        await until(pilot, lambda: "g board" not in glass(app))


async def test_a_short_glass_keeps_rows_of_the_board(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(50, 12)) as pilot:
        board = await opened(pilot)
        assert board.size.height >= 4
        seen = glass(app)
        assert "This week" not in seen
        assert "Help wanted" not in seen
        await pilot.press("a")
        await until(pilot, lambda: app.screen.entry.is_open)
        assert "add ›" in glass(app)
        await pilot.press("escape")
        await until(pilot, lambda: not app.screen.entry.is_open)
        assert "This week" not in glass(app)
        await pilot.resize_terminal(80, 24)
        await sees(pilot, "This week")


async def test_find_is_a_whole_page_without_shreds_of_the_board(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, "lease")
        await pilot.press("slash")
        await until(pilot, lambda: isinstance(app.screen, FindScreen))
        await pilot.press(*"home")
        await sees(pilot, "home visit")
        seen = glass(app)
        assert seen.splitlines()[0].startswith(" Find")
        assert "Eastside" not in seen
        assert "Week 48" not in seen
        assert not set("┃│▔▁▊▎").intersection(seen)


async def test_why_is_drawn_without_a_box(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, "ID papers")
        await pilot.press("w")
        await sees(pilot, "Clause")
        assert not set("┃│▔▁▊▎").intersection(glass(app))


def cursor_styles(app, words):
    strips = app.screen._compositor.render_strips()
    line = next(strip for strip in strips if words in "".join(segment.text for segment in strip))
    return [segment.style for segment in line if segment.text.strip()]


@pytest.mark.skipif(sys.platform == "win32", reason="NO_COLOR is read from the environment")
@pytest.mark.parametrize("theme", ["", "ansi-dark"])
async def test_without_colours_the_cursor_of_a_list_is_bold_reverse(full_table, monkeypatch, theme):
    if not theme:
        monkeypatch.setenv("NO_COLOR", "1")
    app = an_app(full_table, theme=theme)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, "lease")
        await pilot.press("g")
        await until(pilot, lambda: app.screen.shows_mine and bool(app.screen.query_one(LineTable).row_count))
        await pilot.pause()
        styles = cursor_styles(app, "lease")
        assert any(style.reverse and style.bold for style in styles)
        await pilot.press("2")
        await sees(pilot, "Ana Ruiz")
        first = app.screen.people[0].name
        assert any(style.reverse and style.bold for style in cursor_styles(app, first))
        await pilot.press("slash", *"home")
        await sees(pilot, "home visit")
        await until(pilot, lambda: bool(app.screen.hits))
        await pilot.pause()
        assert any(style.reverse and style.bold for style in cursor_styles(app, "home visit"))
        await pilot.press("escape", "1")
        await pilot.press("w")
        await sees(pilot, "Clause")
        await pilot.pause()
        ref = app.screen.ruling.because.rows[0]
        assert any(style.reverse and style.bold for style in cursor_styles(app, f" {ref}   "))


async def test_on_a_narrow_glass_help_stays_in_the_footer(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(50, 12)) as pilot:
        await opened(pilot)
        footer = glass(app).splitlines()[-1]
        assert footer.endswith("/ find   ? help")
        assert "…" not in footer
        await pilot.press("2")
        await sees(pilot, "awaited")
        assert app.screen.table.size.height >= 4
