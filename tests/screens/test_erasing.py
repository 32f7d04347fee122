"""The key that erases, on the card of somebody who left: it asks, answers, holds, and does it for good."""

from textual.widgets import Input

from casetable.actions import erasure, participants
from casetable.queries.erasure import erasure as standing
from casetable.screens.asking import Confirm
from casetable.words import ErasureReply, LeavingReason
from tests.erasing import says_name
from tests.screens.driving import an_app, sees, until
from tests.screens.test_card import opened, seat

COORDINATOR = "Nia Cole"


def left(table, ref):
    participants.leave(seat(table), ref, reason=LeavingReason.HOUSED, destination=410)
    return ref


async def written(pilot, words):
    pilot.app.screen.query_one(Input).insert_text_at_cursor(words)
    await pilot.pause()


async def test_somebody_at_the_table_is_not_erased(lived):
    table, ref = lived
    async with an_app(table, COORDINATOR).run_test(size=(80, 24)) as pilot:
        await opened(pilot, ref)
        await pilot.press("E")
        await sees(pilot, "somebody is erased after leaving")


async def test_one_key_asks_everybody_then_answers_for_ones_own_agency(lived):
    table, ref = lived
    left(table, ref)
    async with an_app(table, COORDINATOR).run_test(size=(80, 24)) as pilot:
        await opened(pilot, ref)
        await pilot.press("E")
        await sees(pilot, "every agency is offered its own notes first")
        await written(pilot, "they asked for it")
        await pilot.press("enter")
        await sees(pilot, "SS, HS, MH are offered their own notes")
        await pilot.press("E")
        await sees(pilot, "What HS wrote itself?")
        await pilot.press("n")
        await sees(pilot, "Waiting for SS, MH")
        await pilot.press("E")
        await sees(pilot, "is to be erased. Waiting for SS, MH")


async def test_an_agency_that_holds_says_why_and_who_may_not_erase_is_told(lived):
    table, ref = lived
    left(table, ref)
    async with an_app(table).run_test(size=(80, 24)) as pilot:
        await opened(pilot, ref)
        await pilot.press("E")
        await sees(pilot, "the coordinator does")
        erasure.ask_erasure(seat(table, COORDINATOR), ref, why="asked")
        await pilot.press("E")
        await sees(pilot, "What HS wrote itself?")
        await pilot.press("h")
        await sees(pilot, f"HS holds the erasure of {ref}")
        await written(pilot, "in court until May")
        await pilot.press("enter")
        await until(pilot, lambda: standing(seat(table), ref).held)
        (held,) = standing(seat(table), ref).held
        assert held.why == "in court until May"


async def test_an_agency_takes_its_own_notes(lived, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    table, ref = lived
    erasure.ask_erasure(seat(table, COORDINATOR), left(table, ref), why="asked")
    async with an_app(table).run_test(size=(80, 24)) as pilot:
        await opened(pilot, ref)
        await pilot.press("E", "t")
        await sees(pilot, f"What HS wrote about {ref}")
        await pilot.press("enter")
        await until(pilot, lambda: (tmp_path / f"own-notes-{ref}.md").exists())
        await sees(pilot, "has taken its own notes")


async def test_erasing_asks_once_more_says_its_reach_and_nothing_is_left(lived):
    table, ref = lived
    erasure.ask_erasure(seat(table, COORDINATOR), left(table, ref), why="asked")
    for who in ("Lee Park", "Dana Reyes", "Omar Haddad"):
        erasure.answer_erasure(seat(table, who), ref, ErasureReply.NOTHING)
    async with an_app(table, COORDINATOR).run_test(size=(80, 24)) as pilot:
        await opened(pilot, ref)
        await pilot.press("E")
        await sees(pilot, "Nothing brings them back")
        assert isinstance(pilot.app.screen, Confirm)
        await pilot.press("n")
        assert standing(seat(table, COORDINATOR), ref).waiting == ()
        await pilot.press("E", "y")
        await sees(pilot, f"{ref} is erased")
    assert not says_name(table.store.path.read_bytes(), "Chidi Okafor")
