"""Mode 4: how the agreement stands, and what its keys do."""

from datetime import timedelta

from casetable.actions import agreement
from casetable.queries.agreement import agreement as standing
from casetable.queries.agreement import setup_of, text_code
from casetable.rules.amending import with_numbers, with_section
from casetable.rules.permissions import MAY
from casetable.screens.agreement import AgreementScreen
from casetable.screens.agreement_edit import AmendSheet
from casetable.screens.agreement_reading import AgreementReadingScreen
from casetable.screens.allowed import ACTIONS, why_not_here
from casetable.screens.asking import Confirm
from casetable.screens.command_table import Scope
from casetable.screens.commands import of_scope
from casetable.screens.long_fields import LinesField
from casetable.words import AgreementState, PaperSigned, Role
from tests.screens.agreed import MANAGERS, WORKERS, offered, seat, signed
from tests.screens.conftest import NOW, Hand
from tests.screens.driving import an_app, sees, typed, until
from tests.screens.glass import glass, matches_snapshot

SIZE = (80, 24)


async def at_the_agreement(pilot):
    """In mode 4, once it was read; a page that asks for a signature is left first."""
    app = pilot.app
    await until(pilot, lambda: app.loaded is not None)
    if app.loaded.week.needs.to_sign:
        await until(pilot, lambda: isinstance(app.screen, AgreementReadingScreen))
        await pilot.press("escape")
    await pilot.press("4")
    await until(pilot, lambda: isinstance(app.screen, AgreementScreen) and app.screen.read is not None)
    await pilot.pause()


async def read_again(pilot, sentence):
    await pilot.press("R")
    await sees(pilot, sentence)
    pilot.app.screen.say("")
    await pilot.pause()


async def says(pilot, sentence):
    """The glass says something, wherever its lines break."""
    await until(pilot, lambda: sentence in " ".join(glass(pilot.app).split()))


def put(app, key):
    assert app.screen.page.go_to(key), key


async def test_unsigned_half_signed_and_signed_can_be_told_at_a_glance(agreed):
    offered(agreed)
    app = an_app(agreed, "Nia Cole")
    async with app.run_test(size=SIZE) as pilot:
        await at_the_agreement(pilot)
        matches_snapshot(app, "agreement-unsigned")
        assert glass(app).count("? help") == 1
        signed(agreed, "Ruth Alvarez")
        signed(agreed, "Dana Reyes", paper=PaperSigned.OBJECTIVES)
        await read_again(pilot, "Signed by 1 of 3")
        matches_snapshot(app, "agreement-half-signed")
        signed(agreed, *MANAGERS[1:])
        signed(agreed, *WORKERS[1:], "Nia Cole", paper=PaperSigned.OBJECTIVES)
        await read_again(pilot, "in force since")
        matches_snapshot(app, "agreement-signed")
        put(app, "section 4")
        agreement.amend(seat(agreed), lambda setup: with_numbers(setup, {"terms.missed_after_days": 10}))
        await read_again(pilot, "v2 is being written")
        assert app.screen.here.key == "section 4", "the reader's place survives a new draft"
        put(app, "party SS")
        await pilot.press("w")
        await says(pilot, "Ruth Alvarez, senior manager, signed v1 on 23 Nov at their own seat")
        await pilot.press("d")
        await sees(pilot, "What differs: v1 in force since 23 Nov 2026 → v2 draft")
        await pilot.press("escape")
        await pilot.resize_terminal(40, 15)
        await sees(pilot, "Memorandum v1 · in force")
        assert glass(app).splitlines()[-1].startswith(" o offer   enter open")


async def test_an_amendment_underway_and_an_overdue_review_stand_on_the_page(agreed):
    offered(agreed)
    signed(agreed, *MANAGERS)
    agreement.amend(seat(agreed), lambda setup: with_numbers(setup, {"terms.missed_after_days": 10}))
    clock = Hand()
    app = an_app(agreed, "Marta Okafor", clock)
    async with app.run_test(size=SIZE) as pilot:
        await at_the_agreement(pilot)
        matches_snapshot(app, "agreement-amended")
        put(app, "section 3")
        await pilot.press("w")
        await sees(pilot, "10 days: Accountability and recourse (section 3, v2, not in force yet).")
        await pilot.press("left_square_bracket", "left_square_bracket")
        assert app.screen.here.key == "version 1"
        put(app, "party SS")
        await pilot.press("d")
        await sees(pilot, "A promise counts as missed after: 14 days -> 10 days")
        await pilot.press("escape")
        agreement.discard(seat(agreed))
        clock.now = NOW + timedelta(days=400)
        await read_again(pilot, "review overdue")
        matches_snapshot(app, "agreement-review-overdue")


async def test_a_section_and_its_numbers_are_changed_in_one_form_and_undo_takes_it_back(agreed):
    app = an_app(agreed, "Nia Cole")
    async with app.run_test(size=SIZE) as pilot:
        await at_the_agreement(pilot)
        put(app, "section 3")
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, AmendSheet))
        app.screen.query_one(LinesField).text = "Each of us carries its load."
        app.screen.query_one("#why").value = "said more plainly"
        await pilot.press("escape")
        await sees(pilot, "Kept what you typed")
        await pilot.press("a")
        await sees(pilot, "Each of us carries its load.")
        await pilot.press("ctrl+s")
        await says(pilot, "u takes it back")
        assert setup_of(seat(agreed)).sections[2].text == "Each of us carries its load."
        await pilot.press("u")
        await sees(pilot, "Undone")
    assert setup_of(seat(agreed)).sections[2].text == "About accountability and recourse."


async def test_who_saves_second_is_told_and_shown_what_stands_there_and_may_store_on_top(agreed):
    app = an_app(agreed, "Nia Cole")
    async with app.run_test(size=SIZE) as pilot:
        await at_the_agreement(pilot)
        put(app, "section 4")
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, AmendSheet))
        agreement.amend(
            seat(agreed, "Marta Okafor"), lambda setup: with_section(setup, 4, "Conflict steps", "Marta's words.")
        )
        app.screen.query_one(LinesField).text = "Nia's words."
        await pilot.press("ctrl+s")
        await sees(pilot, "Theirs:")
        assert "Marta's words." in glass(app)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, AgreementScreen))
    assert setup_of(seat(agreed)).sections[3].text == "Nia's words."


async def test_n_asks_what_is_to_be_added_wherever_the_cursor_is(agreed):
    app = an_app(agreed, "Nia Cole")
    async with app.run_test(size=SIZE) as pilot:
        await at_the_agreement(pilot)
        await pilot.press("n")
        await sees(pilot, "an objective, for the workers to sign")
        await pilot.press("o")
        await sees(pilot, "A new objective")
        await pilot.press("escape", "n", "a")
        await sees(pilot, "An agency joins the table")


async def test_offering_asks_with_its_reach_and_an_offer_that_nobody_signed_is_taken_back(agreed):
    app = an_app(agreed, "Nia Cole")
    async with app.run_test(size=SIZE) as pilot:
        await at_the_agreement(pilot)
        await says(pilot, "n, s adds what no section says yet")
        await pilot.press("o")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        assert "A senior manager of each of the 3 agencies" in glass(app)
        await pilot.press("y")
        await says(pilot, f"its text code is {await code_once_offered(pilot, agreed)}")
        await pilot.press("a")
        await sees(pilot, "v1 is offered: its words stand.")
        await pilot.press("W")
        await typed(pilot, "one word is missing")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("y")
        await says(pilot, "a draft again")
    assert standing(seat(agreed)).version.state is AgreementState.DRAFT


async def code_once_offered(pilot, table):
    await until(pilot, lambda: text_code(seat(table), 1))
    return text_code(seat(table), 1)


async def test_three_signatures_on_paper_are_recorded_in_one_form(agreed):
    offered(agreed)
    app = an_app(agreed, "Nia Cole")
    async with app.run_test(size=SIZE) as pilot:
        await at_the_agreement(pilot)
        await pilot.press("P", "a")
        await sees(pilot, "Ruth Alvarez, SS")
        fields = {"code": "v1 0000-0000", "place": "folder 3", "who0": "today", "who1": "today", "who2": "today"}
        for name, value in fields.items():
            app.screen.query_one(f"#{name}").value = value
        await pilot.press("ctrl+s")
        await sees(pilot, "another text")
        app.screen.query_one("#code").value = text_code(seat(agreed), 1).lower()
        await pilot.press("ctrl+s")
        await sees(pilot, "in force since")
    view = standing(seat(agreed))
    assert [one.signature.is_on_paper for one in view.parties if one.signature] == [True, True, True]
    assert {one.signature.place for one in view.parties if one.signature} == {"folder 3"}


async def test_a_worker_reads_and_is_told_who_amends_offers_and_records(agreed):
    app = an_app(agreed, "Lee Park")
    async with app.run_test(size=SIZE) as pilot:
        await at_the_agreement(pilot)
        for key in "aoP":
            await pilot.press(key)
            await sees(pilot, "You sit here as frontline")
            assert len(app.screen_stack) == 1
        await pilot.press("s")
        await sees(pilot, "v1 is a draft")
        await pilot.press("v")
        await sees(pilot, "Nothing was offered yet")


def test_keys_that_somebody_may_not_use_say_why_for_every_role():
    commands = [one.id for one in of_scope(Scope.AGREEMENT) if one.id in ACTIONS]
    assert {"amend", "offer", "withdraw", "end-agreement", "on-paper", "discard"} <= set(commands)
    for command in commands:
        for role in Role:
            refused = why_not_here(command, frozenset({role}))
            assert bool(refused) == (role not in MAY[ACTIONS[command]]), (command, role)
            assert not refused or refused.startswith(f"You sit here as {role.label}"), refused


async def test_how_an_objective_stands_is_noted_with_its_quarter(agreed):
    app = an_app(agreed, "Lee Park")
    async with app.run_test(size=SIZE) as pilot:
        await at_the_agreement(pilot)
        put(app, "objective 2")
        await pilot.press("enter")
        await sees(pilot, "No reading yet: a notes how it stands.")
        await pilot.press("a")
        await sees(pilot, "How objective 2 stands")
        for name, value in {"value": "two lost", "status": "beh", "note": "no bus passes"}.items():
            app.screen.query_one(f"#{name}").value = value
        await pilot.press("ctrl+s")
        await sees(pilot, "2026Q4")
        await pilot.press("escape")
        await sees(pilot, "two lost  ! behind")


async def test_the_pane_of_a_wide_glass_shows_the_words_of_what_is_under_the_cursor(agreed):
    app = an_app(agreed, "Lee Park", signs="ascii")
    async with app.run_test(size=(140, 40)) as pilot:
        await at_the_agreement(pilot)
        put(app, "section 4")
        await sees(pilot, "About conflict steps.")
        await sees(pilot, "Step 3, senior managers")
        put(app, "party SS")
        await sees(pilot, "not yet; may: Ruth Alvarez")
        assert ">>Social Services" in glass(app)


async def test_a_letter_changed_behind_the_back_is_named_by_verifying(agreed):
    offered(agreed)
    signed(agreed, *MANAGERS)
    app = an_app(agreed, "Lee Park")
    async with app.run_test(size=SIZE) as pilot:
        await at_the_agreement(pilot)
        await sees(pilot, "verified")
        _behind_the_back(agreed)
        await pilot.press("v")
        await sees(pilot, "Something was changed behind casetable's back")
        assert "Conflict steps" in glass(app)


def _behind_the_back(table):
    from sqlalchemy import text

    from casetable.store.unit import reading

    with reading(seat(table)) as session:
        session.connection().execute(
            text("update agreement_section set text = 'About conflict stepz.' where text = 'About conflict steps.'")
        )
        session.connection().commit()
