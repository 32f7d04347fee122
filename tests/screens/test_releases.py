"""Releases in the app: a grid of who may hear what, recorded in a few keys, revoked after a yes, renewed."""

from dataclasses import replace
from datetime import date

import pytest

from casetable.errors import BadFile
from casetable.screens import release_sheets
from casetable.screens.cell import Signs
from casetable.screens.release_grid import Eyes, Grid, Mark, cell_words
from casetable.values.participants import Release, ReleaseTerms
from casetable.words import Category, Method, ReleaseState, Role
from tests.screens.conftest import Hand
from tests.screens.driving import an_app, sees, until
from tests.screens.glass import glass
from tests.tables import MON

CODES = ("SS", "HS", "MH")


def on_file(table, reference, who="Dana Reyes"):
    from casetable.queries.consent import releases

    return releases(table.seat(who, Hand()), reference)


def reference_of(table, name):
    from casetable.queries.participants import participants

    return next(one.participant for one in participants(table.seat("Dana Reyes", Hand())) if one.name == name)


def given(table, reference, *, who="Dana Reyes", **more):
    from casetable.actions.consent import add_release

    said = {"to": "SS", "from_agency": "HS", "category": Category.GENERAL, "since": date(2026, 11, 23)}
    return add_release(table.seat(who, Hand()), reference, method=Method.WRITTEN, **(said | more)).ref


async def open_releases(pilot, reference, says="From "):
    await sees(pilot, "Week 48")
    await pilot.press("2")
    await sees(pilot, reference)
    pilot.app.screen.jump(reference)
    await pilot.press("c")
    await sees(pilot, says)


async def press(pilot, *keys):
    """Press keys as a person does, and count them."""
    await pilot.press(*keys)
    await pilot.pause()
    return len(keys)


async def test_general_for_everybody_takes_ten_keys_and_is_one_entry(full_table):
    reference = reference_of(full_table, "Di Marsh")
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_releases(pilot, reference, "No release on file")
        keys = await press(pilot, "space", "space", "space")
        assert glass(app).count("+ record") == 3
        await sees(pilot, "To record: general to SS, HS, MH.")
        keys += await press(pilot, "a")
        await sees(pilot, "from every agency: general to SS, HS, MH")
        keys += await press(pilot, *"+52w", "ctrl+s")
        await sees(pilot, "general may be told to HS, MH, SS")
        assert keys <= 10
        held = on_file(full_table, reference)
        assert {(one.terms.discloser, one.terms.receiver) for one in held} == {
            (one, other) for one in CODES for other in CODES if one != other
        }
        assert {one.terms.until for one in held} == {date(2027, 11, 22)}
        await pilot.press("escape", "u")
        await until(pilot, lambda: on_file(full_table, reference) == ())


async def test_what_may_not_stand_is_said_on_the_sheet_which_keeps_its_text(full_table):
    reference = reference_of(full_table, "Di Marsh")
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_releases(pilot, reference, "No release on file")
        await press(pilot, "plus")
        await sees(pilot, "Which category?")
        await press(pilot, "s")
        await sees(pilot, "Counselling and psychotherapy notes are never typed here")
        await press(pilot, "space", "a")
        await sees(pilot, "substance use to SS")
        await press(pilot, "ctrl+s")
        await sees(pilot, "substance use needs a purpose")
        assert on_file(full_table, reference) == ()
        await press(pilot, *"+30d", "enter", "enter", *"care", "ctrl+s")
        await sees(pilot, "substance use may be told to SS")


async def test_taking_one_away_asks_first_and_says_how_far_it_reaches(full_table):
    reference = reference_of(full_table, "Bo Lindgren")
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_releases(pilot, reference, "✓ SS, HS")
        await press(pilot, "down", "down", "space")
        await sees(pilot, "- revoke")
        await press(pilot, "a")
        await sees(pilot, f"MH will not know any more who {reference} is.")
        await until(pilot, lambda: "1 task under way loses its words there." in " ".join(glass(app).split()))
        await press(pilot, "enter", "n")
        assert all(one.state is ReleaseState.IN_FORCE for one in on_file(full_table, reference))
        await press(pilot, "a")
        await until(pilot, lambda: "is never undone" in " ".join(glass(app).split()))
        await press(pilot, "y")
        await sees(pilot, "2 releases are revoked as of today")
        await sees(pilot, "✗ revoked")
        assert {one.terms.receiver for one in on_file(full_table, reference) if one.terms.revoked_on} == {"MH"}


async def test_one_release_of_a_cell_is_revoked_from_the_list_behind_it(full_table):
    reference = reference_of(full_table, "Bo Lindgren")
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_releases(pilot, reference, "✓ HS, MH")
        await press(pilot, "tab", "down", "x")
        await sees(pilot, "SS sees no general facts from MH any more.")
        await sees(pilot, "them by R-")
        await press(pilot, "y")
        await sees(pilot, "Still known to SS")
        ended = [one.terms for one in on_file(full_table, reference) if one.state is ReleaseState.REVOKED]
        assert [(one.discloser, one.receiver) for one in ended] == [("MH", "SS")]


async def test_a_no_is_written_down_on_the_cell(full_table):
    reference = reference_of(full_table, "Di Marsh")
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_releases(pilot, reference, "No release on file")
        await press(pilot, "f", "f", "n")
        await sees(pilot, f"{reference} said no: general to SS, from HS")
        await press(pilot, *"not", "ctrl+s")
        await sees(pilot, "nothing of general goes to SS")
        await sees(pilot, "✗ refused")
        assert [(one.state, one.revoked_why) for one in on_file(full_table, reference)] == [
            (ReleaseState.REFUSED, "not")
        ]


async def test_endings_are_renewed_with_one_paper_and_leave_the_work_list(full_table):
    reference = reference_of(full_table, "Di Marsh")
    given(full_table, reference, to="all", from_agency=None, until=date(2026, 12, 9))
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, f"release of {reference} ends in 16 days")
        await press(pilot, "2", "e")
        await sees(pilot, "9 Dec, in 16 days")
        await sees(pilot, "Dana Reyes")
        await press(pilot, "r")
        await sees(pilot, f"Renew 6 releases of {reference}: general from HS, MH, SS to HS, MH, SS")
        await press(pilot, "ctrl+s")
        await sees(pilot, "Until when does it go on?")
        await press(pilot, *"+52w", "ctrl+s")
        await sees(pilot, "6 releases go on until 22 Nov 2027")
        assert len(on_file(full_table, reference)) == 12
        await press(pilot, "escape")
        await until(pilot, lambda: "! all" not in glass(app))
        app.screen.jump(reference)
        await press(pilot, "c")
        await sees(pilot, "to 22 Nov 2027")
        assert "to 9 Dec 2026" not in glass(app)
        await press(pilot, "escape", "1")
        await sees(pilot, "Week 48")
        await until(pilot, lambda: "ends in 16 days" not in glass(app))


async def test_enter_on_an_ending_opens_the_releases_of_that_participant(full_table):
    reference = reference_of(full_table, "Di Marsh")
    given(full_table, reference, until=date(2026, 12, 9))
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "Week 48")
        await press(pilot, "2", "e")
        await sees(pilot, "in 16 days")
        await press(pilot, "enter")
        await sees(pilot, f"Releases · {reference} Di Marsh")
        await sees(pilot, "✓ HS to 9 Dec")


async def test_another_agency_sees_only_the_columns_it_may_know_of(full_table):
    reference = reference_of(full_table, "Bo Lindgren")
    given(full_table, reference, to="SS", category=Category.HEALTH)
    for who, seen in (("Dana Reyes", True), ("Lee Park", True), ("Omar Haddad", False)):
        app = an_app(full_table, who)
        async with app.run_test(size=(80, 24)) as pilot:
            await open_releases(pilot, reference, "general")
            assert ("health" in glass(app)) is seen, who


async def test_what_another_revokes_meanwhile_is_gone_at_the_next_look(full_table):
    from casetable.actions.consent import revoke_releases

    reference = reference_of(full_table, "Bo Lindgren")
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_releases(pilot, reference, "✓ HS, MH")
        await press(pilot, "space")
        await sees(pilot, "- revoke")
        revoke_releases(full_table.seat("Lee Park", Hand()), reference, to="SS")
        await app.read()
        await sees(pilot, "✗ revoked")
        assert "- revoke" not in glass(app)


async def test_who_may_not_record_is_told_before_anything_is_typed(full_table):
    reference = reference_of(full_table, "Bo Lindgren")
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_releases(pilot, reference, "✓ HS, MH")
        app.loaded = replace(app.loaded, seat=replace(app.loaded.seat, roles=frozenset({Role.SENIOR_MANAGER})))
        for key in ("space", "a", "x", "r", "n"):
            await press(pilot, key)
            await sees(pilot, "You sit here as senior manager")
            assert len(app.screen_stack) == 2


async def test_the_name_goes_from_the_title_at_the_next_look_after_sharing_ended(full_table):
    from casetable.actions.consent import revoke_releases

    reference = reference_of(full_table, "Bo Lindgren")
    app = an_app(full_table, "Omar Haddad")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_releases(pilot, reference, f"Releases · {reference} Bo Lindgren")
        revoke_releases(full_table.seat("Dana Reyes", Hand()), reference, to="MH")
        await app.read()
        await sees(pilot, f"{reference} is not shared with MH any more.")
        assert "Bo Lindgren" not in glass(app)


async def test_revoking_takes_all_that_is_marked_else_the_whole_cell(full_table):
    reference = reference_of(full_table, "Bo Lindgren")
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_releases(pilot, reference, "✓ HS, MH")
        await press(pilot, "down", "down", "space")
        await sees(pilot, "a stores it.")
        await press(pilot, "up", "x")
        await sees(pilot, "MH will not know any more who")
        await press(pilot, "y")
        await sees(pilot, "2 releases are revoked as of today")
        assert "- revoke" not in glass(app)
        await press(pilot, "up", "x")
        await sees(pilot, "SS will not know any more who")
        await press(pilot, "y")
        await until(pilot, lambda: glass(app).count("✗ revoked") == 2)
        assert {one.terms.receiver for one in on_file(full_table, reference) if one.terms.revoked_on} == {"SS", "MH"}


async def test_a_long_paper_is_cut_within_the_glass_and_read_whole_behind_enter(full_table):
    reference = reference_of(full_table, "Di Marsh")
    paper = "green folder, third shelf of the cabinet behind the front desk, 2nd floor"
    given(full_table, reference, until=date(2027, 11, 20), paper=paper, purpose="a room with a door that locks")
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_releases(pilot, reference, "✓ HS to 20 Nov 2027")
        await press(pilot, "tab")
        row = next(line for line in glass(app).splitlines() if "green" in line)
        assert row.rstrip().endswith("…")
        assert glass(app).splitlines()[-1].startswith(" enter open")
        await press(pilot, "enter")
        await until(pilot, lambda: paper in " ".join(glass(app).split()))
        await sees(pilot, "a room with a door that locks")


async def test_everything_of_an_ending_stands_on_a_narrow_glass(full_table):
    reference = reference_of(full_table, "Di Marsh")
    refs = given(full_table, reference, to="all", from_agency=None, until=date(2026, 12, 9))
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "Week 48")
        await press(pilot, "2", "e")
        await sees(pilot, "HS, MH, SS to HS, MH")
        said = " ".join(glass(app).split())
        assert f"of {reference}: general from HS, MH, SS to HS, MH, SS · renewed by Dana Reyes" in said
        assert all(one.release in said for one in on_file(full_table, reference)), refs


async def test_who_may_not_record_is_not_offered_the_keys(full_table):
    reference = reference_of(full_table, "Bo Lindgren")
    app = an_app(full_table, "Marta Okafor")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_releases(pilot, reference)
        assert "another" in glass(app)
        assert "they said no" not in glass(app)
        assert "add a category" not in glass(app)


@pytest.mark.parametrize(
    ("others", "said"),
    [
        ([], "✓ to 9 Dec"),
        ([(date(2026, 12, 10), date(2027, 12, 9))], "✓ to 9 Dec 2027"),
        ([(date(2026, 12, 11), date(2027, 12, 9))], "✓ to 9 Dec"),
        ([(date(2026, 12, 10), date(2027, 1, 9)), (date(2027, 1, 10), None)], "✓ in force"),
    ],
)
def test_a_cell_ends_where_the_last_release_without_a_gap_does(others, said):
    first = held("HS", "SS")
    first = replace(first, terms=replace(first.terms, until=date(2026, 12, 9)))
    later = [
        replace(first, state=ReleaseState.NOT_YET, terms=replace(first.terms, since=since, until=end))
        for since, end in others
    ]
    one = Grid([first, *later], CODES, Eyes("HS", "HS")).cells["SS", Category.GENERAL]
    assert cell_words(one, None, date(2026, 11, 23), Signs(), everybody=False).plain == said


def held(discloser, receiver, category=Category.GENERAL, state=ReleaseState.IN_FORCE):
    terms = ReleaseTerms(discloser, receiver, category, date(2026, 11, 1), None, Method.WRITTEN)
    return Release(f"R-{discloser}{receiver}{state}", "", 1, "P-1", terms, state, "", "")


def test_space_goes_around_what_can_be_done_with_a_cell():
    grid = Grid([held("HS", "SS"), held("HS", "MH"), held("SS", "MH")], CODES, Eyes("HS", "", revokes_all=True))
    partly, full, empty = (grid.cells[code, Category.GENERAL] for code in ("SS", "MH", "HS"))
    assert partly.missing == ("MH",)
    assert [partly.next_mark(mark) for mark in (None, Mark.RECORD, Mark.REVOKE)] == [Mark.RECORD, Mark.REVOKE, None]
    assert [full.next_mark(None), full.next_mark(Mark.REVOKE)] == [Mark.REVOKE, None]
    assert [empty.next_mark(None), empty.next_mark(Mark.RECORD)] == [Mark.RECORD, None]


def test_an_empty_cell_and_a_hidden_one_are_the_same():
    """What MH may tell SS of health is no fact of HS: the cell stands as if there were nothing."""
    alone = Grid([], CODES, Eyes("HS", "MH"), [Category.HEALTH]).cells["SS", Category.HEALTH]
    own = Grid([held("HS", "SS", Category.HEALTH)], CODES, Eyes("HS", "")).cells["SS", Category.HEALTH]
    assert (alone.releases, alone.missing) == ((), ("MH",))
    assert own.missing == (), "whether MH tells it too is not hinted at"


def test_columns_are_general_what_is_held_and_what_was_added():
    grid = Grid([held("HS", "SS", Category.HEALTH)], CODES, Eyes("HS"), [Category.JUSTICE])
    assert grid.categories == (Category.GENERAL, Category.HEALTH, Category.JUSTICE)
    assert Category.MENTAL_HEALTH in grid.others


def test_nobody_marks_what_they_may_not_revoke():
    others = Grid([held("HS", "MH")], CODES, Eyes("SS", "HS")).cells["MH", Category.GENERAL]
    assert others.next_mark(None) is None


def test_narrow_words_on_a_sheet_are_asked_about_once() -> None:
    given = {"why": "relapse", "on": "", "method": "verbal"}
    where = ("SS", Category.GENERAL)
    with pytest.raises(BadFile, match="relapse: is it to stand beside a general release"):
        release_sheets.refuse(given, "P-1", where, "HS", MON)
    release_sheets.refuse(given | {"why": "relapse ~general"}, "P-1", where, "HS", MON)
    release_sheets.refuse(given, "P-1", ("SS", Category.SUBSTANCE_USE), "HS", MON)
