"""The key of papers, in the list and on the card: which one, for whom, and then only the file."""

import json
from pathlib import Path

import pytest

from casetable.queries.disclosures import account, disclosures
from casetable.screens.asking import Choose
from casetable.screens.paperwork import KINDS, paper_form
from casetable.words import DisclosureKind
from tests.screens.conftest import NOW
from tests.screens.driving import an_app, sees, typed, until
from tests.screens.glass import glass
from tests.screens.test_card import opened, seat


async def written_to(pilot, path):
    """Name another file in place of the one that is offered."""
    await until(pilot, lambda: pilot.app.screen.entry.is_open)
    await pilot.press("ctrl+u")
    await typed(pilot, str(path))
    await pilot.press("enter")


async def in_the_list(pilot, ref):
    app = pilot.app
    await until(pilot, lambda: app.loaded is not None)
    await pilot.press("2")
    await until(pilot, lambda: app.current_mode == "participants" and app.screen.jump(ref))


def said(app):
    """What the glass says, in one line."""
    return " ".join(glass(app).split())


async def test_the_sheet_is_made_and_never_for_the_post_when_they_said_no(lived, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    table, ref = lived
    app = an_app(table)
    async with app.run_test(size=(100, 24)) as pilot:
        await opened(pilot, ref)
        await pilot.press("p", "l")
        await sees(pilot, "Hand the sheet over: p, s.")
        assert not app.screen.entry.is_open, "no file is asked for"
        await pilot.press("p", "s")
        await written_to(pilot, tmp_path / "sheet.md")
        await until(pilot, (tmp_path / "sheet.md").exists)
        await sees(pilot, "The sheet is in ~/sheet.md. It was recorded as a disclosure.")
        assert "A door I can lock" in (tmp_path / "sheet.md").read_text(encoding="utf-8")
        assert "u takes it back" not in glass(app)


async def test_a_paper_that_stands_there_already_is_kept_and_another_file_asked_for(lived, tmp_path):
    table, ref = lived
    (tmp_path / "sheet.md").write_text("mine")
    app = an_app(table)
    async with app.run_test(size=(120, 24)) as pilot:
        await opened(pilot, ref)
        await pilot.press("p", "s")
        await written_to(pilot, tmp_path / "sheet.md")
        await until(pilot, lambda: "Name another file." in said(app))
        assert app.screen.entry.is_open
        assert (tmp_path / "sheet.md").read_text() == "mine"


async def test_the_account_is_printed_for_who_asked_for_it_and_stands_in_its_part(lived, tmp_path):
    table, ref = lived
    app = an_app(table)
    async with app.run_test(size=(120, 24)) as pilot:
        await opened(pilot, ref)
        await pilot.press("p", "d")
        await written_to(pilot, tmp_path / "account.md")
        await until(pilot, (tmp_path / "account.md").exists)
        await sees(pilot, "Disclosures (1)")
    assert [one.kind for one in account(seat(table), ref).disclosures] == [DisclosureKind.ACCOUNT]


@pytest.mark.parametrize(("key", "file"), [("c", "codes.md"), ("n", "list.csv")])
async def test_a_list_asks_for_which_agency_and_one_s_own_stands_last(lived, tmp_path, key, file):
    table, ref = lived
    app = an_app(table)
    async with app.run_test(size=(120, 24)) as pilot:
        await in_the_list(pilot, ref)
        await pilot.press("p", key)
        await sees(pilot, "2  Mental Health (MH)")
        await sees(pilot, "3  Homeless Services (HS)")
        await pilot.press("2")
        await written_to(pilot, tmp_path / file)
        await until(pilot, (tmp_path / file).exists)
    assert "Chidi Okafor" in (tmp_path / file).read_text(encoding="utf-8")
    assert {one.to for one in disclosures(seat(table))} == {"MH"}


async def test_all_that_one_may_see_goes_into_a_folder_with_the_keys_of_the_command(lived, tmp_path):
    table, ref = lived
    app = an_app(table)
    async with app.run_test(size=(120, 24)) as pilot:
        await in_the_list(pilot, ref)
        await pilot.press("p", "e")
        await written_to(pilot, tmp_path / "out")
        await until(pilot, (tmp_path / "out" / "export.json").exists)
        await until(pilot, lambda: "All that you may see is in" in said(app))
    held = json.loads((tmp_path / "out" / "export.json").read_text(encoding="utf-8"))
    assert ref in [one["participant"] for one in held["participants"]]
    assert [one["text"] for one in held["notes"] if one["agency"] == "SS"]


async def test_who_makes_no_papers_may_take_what_they_see_and_nothing_else(lived):
    table, ref = lived
    app = an_app(table, "Marta Okafor")
    async with app.run_test(size=(80, 24)) as pilot:
        await in_the_list(pilot, ref)
        await pilot.press("p")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        assert [letter for letter, _, _ in app.screen.choices] == ["e"]
        await pilot.press("escape")
        assert not app.screen.entry.is_open


async def test_where_nobody_is_under_the_cursor_only_papers_of_the_table_are_offered(new_table):
    app = an_app(new_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.loaded is not None)
        await pilot.press("2", "p")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        assert [letter for letter, _, _ in app.screen.choices] == ["c", "n", "e"]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.file)
def test_a_file_is_offered_that_says_what_it_is_about_whom_and_of_which_day(kind):
    form = paper_form(
        kind, "P-473" if kind.of_one else "MH" if kind.for_agency else "", lambda seat, to: None, NOW.date()
    )
    start = Path(form.start)
    assert start.parent == Path.home()
    assert start.name.startswith(kind.file)
    assert "2026-11-23" in start.name
    assert start.suffix in kind.endings
