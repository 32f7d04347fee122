import pytest
from textual.command import CommandList

from casetable.screens.palette import Commands
from casetable.words import Role
from tests.screens.driving import an_app, at, go_back, sees, until


async def offered(app, query=None):
    """Every entry of the palette as it stands in the list: best first."""
    source = Commands(app.screen)
    if query is None:
        return [hit async for hit in source.discover()]
    return sorted([hit async for hit in source.search(query)], key=lambda hit: -hit.score)


def first_line(app):
    """What stands first in the palette's own list; empty before it was filled."""
    listed = app.screen.query_one(CommandList)
    return str(listed.get_option_at_index(0).prompt) if listed.option_count else ""


async def back_to(pilot, mode):
    app = pilot.app
    await pilot.pause()
    await go_back(pilot)
    await pilot.press({"week": "1", "participants": "2"}[mode])
    await until(pilot, lambda: app.current_mode == mode)


@pytest.mark.slow
@pytest.mark.parametrize(("mode", "fewest"), [("week", 20), ("participants", 12)])
async def test_every_entry_that_is_offered_runs(full_table, mode, fewest):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, "lease")
        await back_to(pilot, mode)
        entries = [hit.text for hit in await offered(app)]
        assert len(entries) >= fewest
        for text in entries:
            hit = next((one for one in await offered(app) if one.text == text), None)
            if hit is not None and not text.startswith("quit:"):
                hit.command()
                await back_to(pilot, mode)
        assert app.is_running
        next(one for one in await offered(app) if one.text.startswith("quit:")).command()
    assert not app.return_code


async def test_the_palette_goes_to_the_participants_and_back_by_what_is_typed(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, "lease")
        for typed, mode in (("participants", "participants"), ("week", "week")):
            await pilot.press("ctrl+p", *typed)
            await until(pilot, lambda typed=typed: first_line(app).startswith(f"{typed}:"))
            await pilot.press("enter")
            await until(pilot, lambda mode=mode: app.current_mode == mode)


@pytest.mark.parametrize("typed", ["lease", "leas", "visit", "benefits"])
async def test_a_word_of_a_title_lists_that_task_first(full_table, typed):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, "lease")
        first = (await offered(app, typed))[0]
        assert typed in str(first.prompt)
        assert first.help == "Go to this task."


@pytest.mark.parametrize("typed", ["done", "move", "quit", "log"])
async def test_a_command_by_its_name_comes_first(full_table, typed):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, "lease")
        assert str((await offered(app, typed))[0].prompt).startswith(f"{typed}:")


async def test_somebodys_name_lists_them_before_commands_that_are_only_alike(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, "lease")
        assert "Omar Haddad" in str((await offered(app, "omar"))[0].prompt)
        assert "Chidi Okafor" in str((await offered(app, "chidi"))[0].prompt)


async def test_an_adviser_is_offered_nothing_that_would_be_refused(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "Week 48")
        await until(pilot, lambda: app.loaded is not None)
        as_roles(app, Role.ADVISER)
        texts = " ".join(hit.text for hit in await offered(app))
        assert "add:" not in texts
        assert "quit:" in texts


def as_roles(app, *roles):
    """Let somebody sit there in other roles, as far as the screens know."""
    from dataclasses import replace

    app.loaded = replace(app.loaded, seat=replace(app.loaded.seat, roles=frozenset(roles)))
    app.screen.show(app.loaded)
