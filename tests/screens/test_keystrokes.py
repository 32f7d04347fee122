"""Keys that come in one go are answered one after the other, each by what the one before put in front."""

import asyncio

from textual import work
from textual.events import Key
from textual.screen import Screen
from textual.widgets import Input

from casetable.screens.keystrokes import OneKeyAtATime
from tests.screens.driving import until


class Form(Screen):
    """Two fields; it stands once it was read."""

    def __init__(self, seconds):
        super().__init__()
        self.is_settling = True
        self.seconds = seconds

    def compose(self):
        yield Input(id="one")
        yield Input(id="two")

    @work
    async def on_mount(self):
        await asyncio.sleep(self.seconds)
        self.set_focus(self.query_one("#one"))
        self.is_settling = False

    def on_input_submitted(self, event):
        self.focus_next(Input)


class Behind(OneKeyAtATime):
    """Opens the form with ``f``; every other letter is noted as a command."""

    BINDINGS = [("f", "form"), *((letter, f"note('{letter}')") for letter in "abc"), ("escape", "note('esc')")]

    def __init__(self, seconds=0.1):
        super().__init__()
        self.seconds = seconds
        self.noted = []

    @work
    async def action_form(self):
        await self.push_screen_wait(Form(self.seconds))

    def action_note(self, letter):
        self.noted.append(letter)


def type_in_one_go(app, *keys):
    for key in keys:
        app.post_message(Key(key, key if len(key) == 1 else None))


async def test_letters_land_in_the_field_that_the_key_before_them_opened():
    app = Behind()
    async with app.run_test() as pilot:
        type_in_one_go(app, "a", "f", "b", "c", "enter", "a")
        await until(
            pilot,
            lambda: len(app.screen_stack) == 2 and app.screen.query("#two") and app.screen.query_one("#two").value,
        )
        assert [field.value for field in app.screen.query(Input)] == ["bc", "a"]
    assert (app.noted, app.keys_pressed) == (["a"], 6)


async def test_esc_does_not_wait_and_forgets_the_keys_that_waited():
    app = Behind(seconds=5)
    async with app.run_test() as pilot:
        type_in_one_go(app, "f", "b", "c")
        await until(pilot, lambda: len(app.screen_stack) == 2)
        type_in_one_go(app, "escape")
        await until(pilot, lambda: app.noted == ["esc"])
