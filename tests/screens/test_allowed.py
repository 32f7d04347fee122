import pytest

from casetable.rules.permissions import MAY
from casetable.screens.allowed import ACTIONS, may_do, why_not_here
from casetable.screens.command_table import COMMANDS
from casetable.words import Role, TaskState
from tests.screens.driving import an_app, at, sees, state_of, story_of, typed, until
from tests.screens.glass import glass
from tests.screens.test_palette import as_roles


def test_every_command_that_changes_something_is_a_row_of_the_table_of_permissions():
    ids = {command.id for command in COMMANDS}
    assert ids.issuperset(ACTIONS)
    assert set(MAY).issuperset(ACTIONS.values())


def test_an_adviser_may_read_and_nothing_else():
    adviser = frozenset({Role.ADVISER})
    assert "adviser" in why_not_here("add", adviser)
    assert why_not_here("heard", adviser)
    assert all(may_do(name, adviser) for name in ("find", "help", "undo", "notes", "quit"))


@pytest.mark.parametrize(("key", "title"), [(key, "home visit") for key in "mdbtx"] + [("e", "benefits form")])
async def test_a_key_on_anothers_promise_says_whose_it_is_and_how_to_note_their_answer(full_table, key, title):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        ref = await at(pilot, title)
        await pilot.press(key)
        whose = "was worded by SS" if key == "e" else "is Omar Haddad's promise"
        await sees(pilot, f"{ref} {whose}")
        assert "f notes an answer heard from them." in glass(app)
        assert not app.screen.entry.is_open
        assert len(app.screen_stack) == 1
        assert "m move" not in glass(app).splitlines()[-1]


async def test_what_was_heard_from_its_owner_opens_the_entry(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        ref = await at(pilot, "home visit")
        await pilot.press("f")
        await typed(pilot, "omar by phone")
        await pilot.press("enter")
        await sees(pilot, "The next answer is Omar")
        await pilot.press("d")
        assert app.screen.entry.is_open
        await pilot.press("enter")
        await until(pilot, lambda: state_of(full_table, ref) is TaskState.DONE)
        assert story_of(full_table, ref).events[-1].noted_by == "Dana Reyes"


async def test_yes_to_what_was_asked_of_another_names_the_key_and_no_option(full_table):
    app = an_app(full_table, "Omar Haddad")
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, "bring papers")
        await pilot.press("y")
        await sees(pilot, "f notes an answer heard from them.")
        assert "--heard-from" not in glass(app)


async def test_one_may_take_back_an_ask_of_ones_own(full_table):
    app = an_app(full_table, "Omar Haddad")
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, "bring papers")
        await pilot.press("x")
        await sees(pilot, "the participant chose otherwise")


async def test_an_adviser_is_offered_no_form_and_none_opens(new_table):
    app = an_app(new_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "2, then a proposes somebody")
        as_roles(app, Role.ADVISER)
        await sees(pilot, "Advisers see nothing about participants.")
        assert " a add" not in glass(app)
        await pilot.press("a")
        await sees(pilot, "You sit here as adviser")
        assert not app.screen.entry.is_open
        await pilot.press("2")
        await sees(pilot, "Advisers see nothing about participants.")
        footer = glass(app).splitlines()[-1]
        assert "propose" not in footer
        assert "import" not in footer
        for key in ("a", "I"):
            await pilot.press(key)
            await sees(pilot, "You sit here as adviser")
            assert len(app.screen_stack) == 1
            assert not app.screen.entry.is_open


async def test_a_manager_who_may_not_propose_is_told_who_does(new_table):
    app = an_app(new_table, "Marta Okafor")
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "workers propose somebody")
        await pilot.press("2", "a")
        await sees(pilot, "You sit here as senior manager")


async def test_releases_are_not_written_down_by_who_may_not(full_table):
    app = an_app(full_table, "Marta Okafor")
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "Week 48")
        await pilot.press("2")
        await until(pilot, lambda: bool(app.loaded and app.loaded.participants))
        await pilot.press("c")
        await sees(pilot, "Releases")
        assert "a add" not in glass(app)
        await pilot.press("a")
        await sees(pilot, "You sit here as senior manager")
