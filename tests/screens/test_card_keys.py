"""The card's own keys: the household, and what was told outside the table; the week's word of an erasure."""

from casetable.actions import erasure, household, participants
from casetable.queries.card import card
from casetable.queries.disclosures import account
from casetable.queries.participants import participants as listed
from casetable.screens.sheet import Sheet
from casetable.words import Basis, Category, ErasureReply, LeavingReason
from tests.screens.conftest import NOW
from tests.screens.driving import an_app, sees, typed, until
from tests.screens.glass import glass
from tests.screens.test_card import opened, seat


def another(table, name="Ana Ruiz"):
    return next(one.participant for one in listed(seat(table)) if one.name == name)


async def test_a_household_shows_once_both_adults_allowed_it_and_is_taken_back(lived):
    table, ref = lived
    other = another(table)
    household.allow_link(seat(table), other, ref, allowed_on=NOW.date())
    app = an_app(table)
    async with app.run_test(size=(80, 30)) as pilot:
        await opened(pilot, ref)
        assert "Household" not in glass(app)
        await pilot.press("H", "w")
        await typed(pilot, f"#{other.removeprefix('P-')}")
        await pilot.press("enter")
        await sees(pilot, "On which day did they allow it?")
        await typed(pilot, " today")
        await sees(pilot, f"{ref} allows it to be shown that they live with {other} Ana Ruiz")
        await pilot.press("enter")
        await sees(pilot, f"with {other} Ana Ruiz")
        await sees(pilot, "it shows to those who know both")
        await pilot.press("H", "t")
        await typed(pilot, other)
        await pilot.press("enter")
        await until(pilot, lambda: not card(seat(table), ref).household.links)
        await sees(pilot, "is shown no more. u takes it back")
        await pilot.press("u")
        await sees(pilot, f"with {other} Ana Ruiz")


async def test_whether_a_child_lives_there_is_two_keys_and_may_be_taken_back(lived):
    table, ref = lived
    app = an_app(table)
    async with app.run_test(size=(80, 30)) as pilot:
        await opened(pilot, ref)
        await pilot.press("H", "c")
        await sees(pilot, "child in household")
        await pilot.press("H", "u")
        await until(pilot, lambda: card(seat(table), ref).household.child is None)
        await pilot.press("H", "n")
        await until(pilot, lambda: card(seat(table), ref).household.child is False)


async def test_what_was_told_outside_stands_in_the_account_for_good(lived):
    table, ref = lived
    app = an_app(table)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, ref)
        await pilot.press("tab", "tab", "tab")
        await sees(pilot, "p makes a paper, d notes what was told")
        assert glass(app).splitlines()[-1].startswith(" d told outside   p papers")
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, Sheet))
        for value in ("Mercy Hospital", "general, health", "nobody knows", "asked what he takes", "today"):
            app.focused.value = value
            await pilot.press("enter")
            await pilot.pause()
        await sees(pilot, "is no ground")
        app.screen.query_one("#basis").value = "emerg"
        await pilot.press("ctrl+s")
        await sees(pilot, "Disclosures (2)")
        await sees(pilot, "was told to Mercy Hospital")
        assert "u takes it back" not in glass(app)
    lines = account(seat(table), ref).disclosures
    assert {(one.category, one.basis, one.to) for one in lines} == {
        (Category.GENERAL, Basis.EMERGENCY, "Mercy Hospital"),
        (Category.HEALTH, Basis.EMERGENCY, "Mercy Hospital"),
    }


async def test_a_ground_of_a_release_that_is_not_there_is_refused_and_the_sheet_stays(lived):
    table, ref = lived
    app = an_app(table)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, ref)
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, Sheet))
        for name, value in (("to", "MH"), ("category", "health"), ("basis", "release")):
            app.screen.query_one(f"#{name}").value = value
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Name another ground: emergency" in " ".join(glass(app).split()))
        await pilot.press("escape")
    assert account(seat(table), ref).disclosures == ()


async def test_a_manager_is_told_that_others_write_it_down(lived):
    table, ref = lived
    app = an_app(table, "Marta Okafor")
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, ref)
        for key in ("H", "d"):
            await pilot.press(key)
            await sees(pilot, "You sit here as senior manager")
            assert len(app.screen_stack) == 2


async def test_the_week_names_an_erasure_until_ones_agency_has_answered(lived):
    table, ref = lived
    participants.leave(seat(table), ref, reason=LeavingReason.HOUSED, destination=410)
    erasure.ask_erasure(seat(table, "Nia Cole"), ref, why="they asked")
    app = an_app(table, "Omar Haddad")
    async with app.run_test(size=(120, 24)) as pilot:
        await sees(pilot, f"erasure of {ref} awaits your answer")
        erasure.answer_erasure(seat(table, "Omar Haddad"), ref, ErasureReply.NOTHING)
        await pilot.press("R")
        await until(pilot, lambda: "awaits your answer" not in glass(app))
