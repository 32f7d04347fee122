"""Where everything is, on the screen: F, then b and v."""

from casetable.screens.allowed import why_not_here
from casetable.screens.files import FilesScreen
from casetable.words import Role
from tests.screens.conftest import Hand
from tests.screens.driving import an_app, sees, until
from tests.screens.glass import glass


async def the_files(pilot):
    await sees(pilot, "Week 48")
    await pilot.press("F")
    await sees(pilot, "Data folder")


async def test_the_screen_says_where_the_table_is_and_what_it_stands_on(full_table, tmp_path):
    app = an_app(full_table)
    async with app.run_test(size=(140, 40)) as pilot:
        await the_files(pilot)
        shown = glass(app)
        assert str(tmp_path / "table.casetable") in shown
        assert "SQLite 3" in shown
        assert "none on record" in shown
        assert "casetable restore FILE --replace" in shown
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, FilesScreen))


async def test_b_makes_a_backup_and_says_where_it_went(full_table, tmp_path):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await the_files(pilot)
        await pilot.press("b")
        await sees(pilot, "Backed up and checked")
        (made,) = (tmp_path / "backups").iterdir()
        await until(pilot, lambda: made.name[:20] in glass(app))
        assert "by Dana Reyes" in glass(app)


async def test_v_verifies(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await the_files(pilot)
        await pilot.press("v")
        await sees(pilot, "All is well")


async def test_a_backup_that_cannot_be_made_is_told_and_the_screen_stays(full_table, tmp_path):
    (tmp_path / "backups").write_text("no folder")
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await the_files(pilot)
        await pilot.press("b")
        await sees(pilot, "Not a directory")
        assert isinstance(app.screen, FilesScreen)


async def test_the_palette_finds_the_backup(full_table, tmp_path):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "Week 48")
        await pilot.press("ctrl+p", *"back up")
        await sees(pilot, "casetable backup")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, FilesScreen))
        await sees(pilot, "Backed up and checked")
    assert len(list((tmp_path / "backups").iterdir())) == 1


async def test_the_coordinator_sees_that_a_backup_is_overdue_and_nobody_else(full_table):
    for who, is_told in (("Nia Cole", True), ("Dana Reyes", False)):
        app = an_app(full_table, who)
        async with app.run_test(size=(80, 24)) as pilot:
            await sees(pilot, "Needs you")
            assert ("no backup yet, after 10 days: F b" in glass(app)) is is_told


async def test_the_reminder_goes_once_a_backup_was_made(full_table):
    app = an_app(full_table, "Nia Cole", Hand())
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "F b")
        await pilot.press("F", "b")
        await sees(pilot, "Backed up and checked")
        await pilot.press("escape")
        await until(pilot, lambda: "F b" not in glass(app) and "Needs you" in glass(app))


def test_an_adviser_may_verify_and_makes_no_backup():
    adviser = frozenset({Role.ADVISER})

    assert "backups are made by" in why_not_here("backup", adviser)
    assert why_not_here("verify", adviser) == ""
