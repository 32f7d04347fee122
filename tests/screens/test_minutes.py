"""Mode 3 after a conference: its minutes are corrected, agreed and locked, printed, and looked back at."""

from datetime import UTC, datetime, timedelta

import pytest

from casetable.queries.minutes import minutes
from casetable.screens.asking import Choose, Confirm
from casetable.screens.conference import ConferenceScreen
from casetable.screens.minutes_review import ReviewScreen
from casetable.screens.sheet import Sheet
from casetable.screens.story import StoryScreen
from casetable.seat import open_table
from casetable.words import CorrectionKind, MinutesState
from tests.screens.a_held_conference import CORRECTED, ITS_DATE, MONDAY_AFTER, held
from tests.screens.conftest import Hand
from tests.screens.conftest import _copy as copied
from tests.screens.driving import an_app, typed, until
from tests.screens.glass import glass

SIZE = (80, 24)
LARGE = (140, 40)
COORDINATOR = "Nia Cole"


def words(app):
    return " ".join(glass(app).split())


async def says(pilot, sentence):
    """The glass says something, wherever its lines break."""
    await until(pilot, lambda: sentence in words(pilot.app))


async def at_the_minutes(pilot):
    """In mode 3, at the conference that was held."""
    app = pilot.app
    await until(pilot, lambda: app.loaded is not None)
    await pilot.press("3")
    await until(pilot, lambda: isinstance(app.screen, ConferenceScreen) and app.screen.read is not None)
    await pilot.press("left_square_bracket")
    await until(pilot, lambda: app.screen.read is not None and app.screen.minutes_here is not None)
    await pilot.pause()


def a_line(app, text):
    """Put the cursor on a filed line by its words."""
    lines = (line for item in app.screen.read.record.items for line in item.lines)
    assert app.screen.page.go_to(f"line {next(one.id for one in lines if one.text == text)}")


def as_kept(table, now=MONDAY_AFTER, name=COORDINATOR):
    return minutes(table.seat(name, Hand(now)), ITS_DATE)


@pytest.fixture(scope="module")
def a_held_file(a_full_file, tmp_path_factory):
    path = tmp_path_factory.mktemp("held") / "held.casetable"
    copied(a_full_file[0], path)
    table = open_table(str(path))
    reference = held(table)
    table.close()
    return path, reference


@pytest.fixture
def after(a_held_file, tmp_path):
    """A table whose conference was held and closed, and the participant it discussed."""
    path = tmp_path / "held.casetable"
    copied(a_held_file[0], path)
    table = open_table(str(path))
    yield table, a_held_file[1]
    table.close()


@pytest.mark.parametrize("size", [SIZE, LARGE])
async def test_a_held_conference_says_how_its_minutes_stand_and_whom_to_tell(after, size):
    table, chidi = after
    app = an_app(table, COORDINATOR, Hand(MONDAY_AFTER))
    async with app.run_test(size=size) as pilot:
        await at_the_minutes(pilot)
        shown = words(app)
        assert "open for corrections until Fri 18 Dec" in shown
        assert "nobody has answered yet: SS, HS, MH" in shown
        assert f"{chidi} Chidi Okafor · Dana Reyes by Wed 16 Dec" in shown
        assert "e corrects a line, y says that your agency has nothing to correct." in shown
        footer = glass(app).splitlines()[-1]
        for key in ("e correct", "y nothing wrong", "p papers", "? help"):
            assert key in footer


async def test_a_line_is_corrected_with_its_reason_and_the_correction_stands_below_it(after):
    table, _ = after
    app = an_app(table, "Lee Park", Hand(MONDAY_AFTER))
    async with app.run_test(size=LARGE) as pilot:
        await at_the_minutes(pilot)
        a_line(app, "motel now")
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, Sheet))
        await pilot.press("end", *" for 3 weeks", "enter", *"misheard", "enter")
        await says(pilot, "corrected by Lee: was “motel now” – misheard")
    (correction,) = as_kept(table).corrections
    assert (correction.kind, correction.after) == (CorrectionKind.REWORDED, "motel now for 3 weeks")


async def test_on_an_item_e_notes_something_beside_it(after):
    table, chidi = after
    app = an_app(table, "Omar Haddad", Hand(MONDAY_AFTER))
    async with app.run_test(size=LARGE) as pilot:
        await at_the_minutes(pilot)
        assert app.screen.page.go_to(f"item {chidi}")
        await pilot.press("e")
        await typed(pilot, "I left before the decision")
        await pilot.press("enter")
        await says(pilot, "note by Omar: I left before the decision")


@pytest.mark.slow
async def test_minutes_are_agreed_once_every_agency_has_nothing_to_correct(after):
    table, _ = after
    app = an_app(table, COORDINATOR, Hand(MONDAY_AFTER))
    async with app.run_test(size=LARGE) as pilot:
        await at_the_minutes(pilot)
        await pilot.press("g")
        await says(pilot, "Not yet: Social Services, Homeless Services, Mental Health may still correct them")
        await pilot.press("y")
        await says(pilot, "nothing to correct: HS; not yet: SS, MH")
        for name in ("lee by phone", "omar by mail"):
            await pilot.press("f")
            await typed(pilot, name)
            await pilot.press("enter")
            await says(pilot, "The next answer is")
            await pilot.press("y")
            await until(pilot, lambda: app.screen.entry.heard is None)
        await says(pilot, "Nobody has anything to correct: g agrees the minutes")
        await pilot.press("g")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        assert "are kept as they are now" in words(app)
        await pilot.press("enter", "g")
        assert isinstance(app.screen, Confirm), "neither Enter nor the key itself is an answer"
        await pilot.press("y")
        await says(pilot, "✓ agreed Mon 14 Dec by Nia Cole")
        assert "still to be told what was agreed: p, t writes the letters." in words(app)
    assert as_kept(table).state is MinutesState.AGREED


async def test_agreed_minutes_are_opened_again_as_a_revision_with_a_reason(after):
    from casetable.jobs.minutes import agree_minutes

    table, _ = after
    agree_minutes(table.seat(COORDINATOR, Hand(CORRECTED)), "2026-12-11")
    app = an_app(table, COORDINATOR, Hand(CORRECTED))
    async with app.run_test(size=SIZE) as pilot:
        await at_the_minutes(pilot)
        await pilot.press("g")
        await says(pilot, "These minutes are agreed already. o opens them again")
        await pilot.press("o", "enter")
        await says(pilot, "Why are they opened again?")
        await typed(pilot, "a wrong day")
        await pilot.press("enter")
        await says(pilot, "revision 2, open for corrections until")


async def test_only_who_runs_the_conference_agrees_and_the_help_says_so(after):
    table, _ = after
    app = an_app(table, "Lee Park", Hand(CORRECTED))
    async with app.run_test(size=LARGE) as pilot:
        await at_the_minutes(pilot)
        assert "g agree" not in glass(app).splitlines()[-1]
        await pilot.press("g")
        await says(pilot, "Minutes are agreed and opened again by the chair (Dana Reyes) or the coordinator.")
        await pilot.press("question_mark")
        assert "Agree the minutes and lock them" in words(app)
        assert "Move the item under the cursor one place down." not in words(app)


async def test_the_keys_of_what_was_held_mean_what_they_did_on_the_next_conference(after):
    table, _ = after
    app = an_app(table, COORDINATOR, Hand(MONDAY_AFTER))
    async with app.run_test(size=SIZE) as pilot:
        await at_the_minutes(pilot)
        await pilot.press("3")
        await until(pilot, lambda: app.screen.read is not None and app.screen.read.is_ahead)
        await pilot.press("p")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        assert "the agenda on paper" in words(app)
        await pilot.press("escape", "t")
        assert not app.screen.entry.is_open


async def test_a_dissent_may_be_told_and_not_any_more(after):
    table, _ = after
    app = an_app(table, "Dana Reyes", Hand(MONDAY_AFTER))
    async with app.run_test(size=LARGE) as pilot:
        await at_the_minutes(pilot)
        await pilot.press("t")
        await says(pilot, "t is about a dissent: put the cursor on one.")
        a_line(app, "winter is near")
        await pilot.press("t")
        await says(pilot, "they may know")


@pytest.mark.slow
async def test_the_minutes_and_letters_are_written_from_one_key(after, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    table, chidi = after
    app = an_app(table, "Dana Reyes", Hand(MONDAY_AFTER))
    async with app.run_test(size=LARGE) as pilot:
        await at_the_minutes(pilot)
        for letter, where in (("m", "own.md"), ("g", "managers.md"), ("t", "letters"), ("e", "all")):
            await pilot.press("p")
            await until(pilot, lambda: isinstance(app.screen, Choose))
            await pilot.press(letter)
            await until(pilot, lambda: app.screen.entry.is_open)
            app.screen.entry.query_one("Input").value = str(tmp_path / where)
            await pilot.press("enter")
            await until(pilot, lambda where=where: (tmp_path / where).exists())
            await until(pilot, lambda: not app.screen.entry.is_open)
        await pilot.press("p", "x", "enter")
        await says(pilot, "You have no mail address here, so nobody could answer. 4, p, then e writes it.")
        await pilot.press("escape")
        app.screen.page.go_to(f"item {chidi}")
        await pilot.press("p")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        assert f"the letter to {chidi}" in words(app)
    assert "motel now" in (tmp_path / "own.md").read_text()
    assert "motel now" not in (tmp_path / "managers.md").read_text()
    assert any((tmp_path / "letters").iterdir())


@pytest.mark.slow
async def test_a_proposal_is_ratified_from_its_page_and_refused_from_the_review(full_table):
    held(full_table, without=("Omar Haddad",))
    app = an_app(full_table, "Omar Haddad", Hand(MONDAY_AFTER))
    async with app.run_test(size=LARGE) as pilot:
        await at_the_minutes(pilot)
        await says(pilot, "motel now” · Mental Health by Fri 18 Dec")
        proposal = app.screen.minutes_here.proposals[0]
        assert app.screen.page.go_to(f"proposal {proposal.line.id}")
        await pilot.pause()
        assert "n not ratified" in glass(app).splitlines()[-1]
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and app.screen.read is not None)
        await says(pilot, "1 to ratify")
        await pilot.press("n", "enter")
        await says(pilot, "Why not?")
        await pilot.press("escape", "y")
        await says(pilot, "Ratified: it is decided")
        await pilot.press("escape")
        await says(pilot, "motel now” · ratified")


async def test_the_review_shows_past_ones_and_enter_goes_there_or_to_who_is_to_be_told(after):
    table, chidi = after
    later = MONDAY_AFTER + timedelta(days=1)
    app = an_app(table, COORDINATOR, Hand(later))
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: app.loaded is not None)
        await pilot.press("3")
        await until(pilot, lambda: isinstance(app.screen, ConferenceScreen) and app.screen.read is not None)
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and app.screen.read is not None)
        await says(pilot, "Past conferences")
        shown = words(app)
        assert "open until Fri 18 Dec" in shown
        assert "HS 1 of 1" in shown
        assert f"{chidi} Chidi Okafor · Dana Reyes by Wed 16 Dec" in shown
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, StoryScreen))
        await pilot.press("escape", "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, ConferenceScreen) and app.screen.minutes_here is not None)
        assert app.screen.read.conference.original_on == ITS_DATE


async def test_before_the_first_conference_the_review_says_so(full_table):
    app = an_app(full_table, COORDINATOR, Hand(datetime(2026, 11, 23, 15, tzinfo=UTC)))
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: app.loaded is not None)
        await pilot.press("3")
        await until(pilot, lambda: isinstance(app.screen, ConferenceScreen) and app.screen.read is not None)
        await pilot.press("v")
        await says(pilot, "No conference was held yet.")
        await pilot.press("y")
        await says(pilot, "there is none under the cursor")
