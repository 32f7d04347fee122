import pytest
from textual import events
from textual.widgets import Input, TextArea

from casetable.exchange.partnership import read_setup, template_sections, write_setup
from casetable.screens.setup import Leave, SetupApp
from casetable.screens.setup_questions import QUESTIONS
from casetable.values.partnership import Setup
from casetable.words import AgreementKind, Role, Sharing
from tests.rules.test_setup import FULL, NINE, THREE
from tests.screens.glass import glass

SIZE = (80, 24)
HOSTILE = [
    "[/]",
    "[red]x[/red]",
    "\x1b]52;c;eA==\x07",
    "\x00",
    "\u202eabc",
    "😀" * 200,
    "x" * 50_000,
    "[@click=app.quit]x",
]


async def paste(pilot, field: str, text: str) -> None:
    """Paste into a field as a terminal does."""
    pilot.app.ask_for(field).field.focus()
    await pilot.pause()
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()


async def settle(pilot) -> None:
    """Let the screen read back what was typed."""
    await pilot.pause()
    pilot.app.read_back()
    await pilot.pause()


async def answer_everything(app: SetupApp, pilot) -> None:
    """Type and paste a whole partnership, tabbing from field to field."""
    await pilot.press(*"East", "tab")
    await paste(pilot, "shared_challenge", "People fall between us.")
    await paste(pilot, "agencies", THREE)
    await paste(pilot, "people", NINE)
    await pilot.pause()
    await pilot.press("tab", *"omar", "tab", *"911")
    await settle(pilot)


@pytest.mark.slow
async def test_three_agencies_and_nine_people_pasted_become_a_set_up():
    app = SetupApp()
    async with app.run_test(size=SIZE) as pilot:
        await answer_everything(app, pilot)
        assert "3 agencies, 9 people, 1 coordinator; nothing is missing" in glass(app)
        await pilot.press("ctrl+s")
    result = app.return_value
    assert result is not None
    assert result.me == "Omar Haddad"
    assert result.setup.name == "East"
    assert [agency.code for agency in result.setup.agencies] == ["SS", "HS", "MH"]
    assert len(result.setup.people) == 9
    assert result.setup.people[0].roles == (Role.COORDINATOR, Role.FRONTLINE)
    assert result.setup.people[3].name == "Priya Nair"
    assert result.setup.sections == template_sections(AgreementKind.MOU)
    assert read_setup(write_setup(result.setup)) == result.setup


async def test_the_first_screen_says_what_is_missing_and_which_keys_work():
    app = SetupApp()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        seen = " ".join(glass(app).split())
    assert "missing: name, shared challenge, agencies, people, emergency line" in seen
    assert "ctrl+s done" in seen
    assert "esc leave" in seen


async def test_the_done_button_finishes_too_and_choices_are_taken():
    app = SetupApp(FULL)
    async with app.run_test(size=SIZE) as pilot:
        app.ask_for("sharing").field.focus()
        await pilot.press("enter", "down", "enter")
        app.ask_for("mail_day").field.focus()
        await pilot.press("enter", "t", "h", "enter")
        await pilot.click("#done")
    setup = app.return_value.setup
    assert setup.sharing is Sharing.SSH_HOST
    assert setup.mail_weekday == 3


async def test_done_with_something_missing_goes_there_and_loses_nothing():
    app = SetupApp()
    async with app.run_test(size=SIZE) as pilot:
        for field, typed in (("shared_challenge", "x"), ("agencies", THREE), ("people", NINE)):
            app.ask_for(field).field.text = typed
        app.ask_for("name").field.value = "East"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert app.focused is app.ask_for("emergency").field
        assert "! this is empty; expected what to call when somebody" in glass(app)
        assert app.answers().people == NINE
        await pilot.press(*"911", "ctrl+s")
    assert app.return_value.setup.emergency == "911"


async def test_a_line_that_is_not_understood_is_named_under_its_field_once_one_has_left_it():
    app = SetupApp(FULL)
    async with app.run_test(size=SIZE) as pilot:
        field = app.ask_for("people").field
        field.focus()
        field.text = "Dana, HS, coordinator\nLee, Nowhere, frontline"
        await settle(pilot)
        assert "no agency is called" not in glass(app)
        await pilot.press("tab")
        await settle(pilot)
        assert 'line 2: no agency is called "Nowhere"; expected one of SS, HS, MH' in glass(app)
        assert "1 thing to mend" in glass(app)
        assert "Lee, Nowhere, frontline" in glass(app)


async def test_codes_made_from_names_are_read_back():
    app = SetupApp()
    async with app.run_test(size=SIZE) as pilot:
        await paste(pilot, "agencies", "Social Services\nSafe Stay")
        await settle(pilot)
        assert "SS Social Services · SA Safe Stay" in glass(app)


async def test_what_a_set_up_leaves_open_is_said_before_it_is_made():
    app = SetupApp(FULL)
    async with app.run_test(size=SIZE) as pilot:
        app.ask_for("people").field.text = "Dana, HS, coordinator\nLee, SS\nOmar, MH"
        await settle(pilot)
        assert "It can start like this. Nobody can sign for SS, HS, MH" in glass(app)


async def test_esc_asks_before_typed_text_is_thrown_away():
    app = SetupApp()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*"East", "escape")
        assert isinstance(app.screen, Leave)
        assert "What you typed is thrown away" in glass(app)
        for key in ("enter", "escape"):
            await pilot.press(key)
        assert app.answers().name == "East"
        assert app.is_running
        await pilot.press("ctrl+q", "ctrl+s", "n")
        assert app.answers().name == "East"
        await pilot.press("escape", "y")
    assert app.return_value is None


async def test_esc_leaves_at_once_when_nothing_was_typed():
    app = SetupApp()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("escape")
        await pilot.pause()
        assert not app.is_running
    assert app.return_value is None


async def test_a_spreadsheet_pasted_keeps_its_columns_and_a_line_field_takes_all_lines():
    app = SetupApp()
    async with app.run_test(size=SIZE) as pilot:
        await paste(pilot, "people", "Dana\tHS\tdana@x.org\tcoordinator\r\nLee\tSS\t\tfrontline")
        await paste(pilot, "name", "Eastside\nTable\n")
        await settle(pilot)
        assert app.answers().people == "Dana; HS; dana@x.org; coordinator\nLee; SS; ; frontline"
        assert app.answers().name == "Eastside Table"


def can_be_drawn(text: str) -> bool:
    """True if no control byte and no bidi control is in it."""
    return all(character.isprintable() or character == "\n" for character in text)


@pytest.mark.slow
async def test_hostile_text_in_any_field_is_drawn_literally_or_cleaned():
    app = SetupApp(FULL)
    async with app.run_test(size=SIZE) as pilot:
        for text in HOSTILE:
            for question in QUESTIONS:
                field = app.ask_for(question.field).field
                if isinstance(field, Input):
                    field.value = text
                elif isinstance(field, TextArea):
                    field.text = text
            app.action_done()
            await pilot.pause()
            seen = glass(app)
            assert can_be_drawn(seen)
            assert "! " in seen
            assert app.is_running
            if text.startswith("["):
                assert app.answers().name == text
                assert text in seen


async def test_hostile_text_that_is_pasted_is_cleaned_before_a_field_holds_it():
    app = SetupApp()
    async with app.run_test(size=SIZE) as pilot:
        for field in ("name", "people"):
            await paste(pilot, field, "a" + "".join(HOSTILE[:5]) + "z")
            assert getattr(app.answers(), field) == "a[/][red]x[/red]]52;c;eA==abcz"
        assert can_be_drawn(glass(app))


async def test_a_name_with_markup_arrives_as_it_was_typed():
    app = SetupApp(FULL)
    async with app.run_test(size=SIZE) as pilot:
        app.ask_for("name").field.value = "[b]East[/] side"
        await settle(pilot)
        await pilot.press("ctrl+s")
    assert isinstance(app.return_value.setup, Setup)
    assert app.return_value.setup.name == "[b]East[/] side"


def test_a_crash_shows_no_value(monkeypatch):
    app = SetupApp(FULL)
    try:
        secret = "Dana Reyes"
        raise ValueError(secret)
    except ValueError as error:
        monkeypatch.setattr(app, "_close_messages_no_wait", lambda: None)
        app._handle_exception(error)
    said = "".join(segment.text for rendered in app._exit_renderables for segment in rendered.segments)
    assert "casetable stopped: ValueError" in said
    assert "Dana" not in said
