"""Reading the agreement to its end, and signing it with one's own name."""

import asyncio

from textual.events import Key

from casetable.actions import agreement
from casetable.queries.agreement import agreement as standing
from casetable.rules.amending import with_section
from casetable.screens.agreement_reading import AgreementReadingScreen
from casetable.screens.agreement_words import pieces
from casetable.words import PaperSigned
from tests.screens.agreed import offered, seat
from tests.screens.driving import an_app, sees, until
from tests.screens.glass import glass


async def reading(pilot, paper):
    app = pilot.app
    await until(pilot, lambda: isinstance(app.screen, AgreementReadingScreen) and app.screen.read is not None)
    assert app.screen.paper is paper
    await pilot.pause()


async def test_somebody_who_is_to_sign_is_asked_at_opening_and_signs_after_the_end_of_the_text(agreed):
    offered(agreed)
    app = an_app(agreed, "Ruth Alvarez")
    async with app.run_test(size=(80, 24)) as pilot:
        await reading(pilot, PaperSigned.AGREEMENT)
        await pilot.press("s")
        await sees(pilot, "read to the end first")
        await pilot.press("w")
        await sees(pilot, ": of v1: v1 ·")
        await pilot.press("end")
        await until(pilot, lambda: app.screen.was_read)
        await pilot.press("s", *"ruth alvares", "enter")
        await sees(pilot, "That is not your name")
        assert standing(seat(agreed)).parties[0].signature is None
        app.screen.query_one("#name").value = "ruth  ALVAREZ"
        await pilot.press("enter")
        await sees(pilot, "Signed: the agreement v1")
    signature = standing(seat(agreed)).parties[0].signature
    assert signature is not None
    assert (signature.name, signature.is_on_paper) == ("Ruth Alvarez", False)


async def test_keys_typed_in_one_go_sign_and_land_on_no_screen_behind(agreed):
    offered(agreed)
    app = an_app(agreed, "Ruth Alvarez")
    async with app.run_test(size=(80, 24)) as pilot:
        await reading(pilot, PaperSigned.AGREEMENT)
        await pilot.press("escape")
        await sees(pilot, "Week 48")
        for key in ("4", "s", "s", "end", "s", *"Ruth Alvarez", "enter"):
            app.post_message(Key("space" if key == " " else key, key if len(key) == 1 else None))
        await sees(pilot, "Signed: the agreement v1")
    assert standing(seat(agreed)).parties[0].signature is not None


async def test_a_page_opens_by_itself_only_before_the_first_key_and_the_needs_line_names_the_keys(agreed):
    offered(agreed)
    app = an_app(agreed, "Lee Park")
    async with app.run_test(size=(80, 24)) as pilot:
        app.post_message(Key("down", None))
        await sees(pilot, "the objectives to sign (4, then s)")
        await asyncio.sleep(0.3)
        await sees(pilot, "the objectives to sign (4, then s)")


async def test_a_text_that_was_changed_while_it_was_read_is_shown_anew(agreed):
    offered(agreed)
    app = an_app(agreed, "Ruth Alvarez")
    async with app.run_test(size=(80, 24)) as pilot:
        await reading(pilot, PaperSigned.AGREEMENT)
        agreement.withdraw(seat(agreed), "a word is missing")
        agreement.amend(seat(agreed), lambda setup: with_section(setup, 1, "Parties", "All of us, and a new word."))
        offered(agreed)
        await pilot.press("end", "s", *"Ruth Alvarez", "enter")
        await sees(pilot, "The text was changed while you read it. Read it again, then sign.")
        await sees(pilot, "and a new word.")
        assert not app.screen.was_read
        await pilot.press("s")
        await sees(pilot, "read to the end first")
        await pilot.press("end")
        await pilot.pause()
        assert "read to the end first" not in glass(app)
        await pilot.press("s", "enter")
        await sees(pilot, "Signed: the agreement v1")


async def test_esc_goes_on_without_signing_and_the_needs_line_keeps_saying_so(agreed):
    offered(agreed)
    app = an_app(agreed, "Lee Park")
    async with app.run_test(size=(80, 24)) as pilot:
        await reading(pilot, PaperSigned.OBJECTIVES)
        assert "Five people housed 90 days" in glass(app)
        await pilot.press("escape")
        await sees(pilot, "Week 48")
        assert "objectives to sign" in glass(app).splitlines()[2]


async def test_a_draft_is_read_and_says_that_it_is_not_for_signing(agreed):
    app = an_app(agreed, "Ruth Alvarez")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.loaded is not None)
        app.push_screen(AgreementReadingScreen(PaperSigned.AGREEMENT, 1, at="section:growth"))
        await sees(pilot, "not offered: not for signing")
        await sees(pilot, "We grow slowly.")
        await pilot.press("s")
        await sees(pilot, "v1 is a draft")


def test_a_long_text_is_shown_whole_in_pieces():
    text = "\n".join(f"line {number}" for number in range(2_000)) + "x" * 9_000
    found = pieces(text, 1_000)
    assert all(len(piece) <= 1_000 for piece in found)
    assert "".join(found).replace("\n", "") == text.replace("\n", "")
    assert pieces("") == []
