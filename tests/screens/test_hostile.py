"""Text that means something to a terminal or to markup, on every screen there is."""

from datetime import date

import pytest

from casetable.screens.papers import HelpScreen, LinesScreen, NotesScreen
from casetable.values.tasks import NewTask
from tests.screens.conftest import Hand, someone
from tests.screens.driving import an_app, sees, typed, until
from tests.screens.glass import glass
from tests.screens.values import HOSTILE

LONG = "emoji 👩‍👩‍👧 " + "x" * 450


def clean(seen):
    return not any(ord(c) < 32 and c != "\n" for c in seen) and "\x9b" not in seen and "\u202e" not in seen


@pytest.mark.slow
@pytest.mark.parametrize("text", ["[/] [red]x[/red]", "\x1b]52;c;AAAA\x07 x", "a\x00b", "\u202egnp.exe", LONG])
async def test_hostile_titles_and_notes_are_literal_everywhere(full_table, text):
    from casetable.actions import tasks

    seat = full_table.seat("Dana Reyes", Hand())
    dana = someone(full_table, "Dana Reyes")
    ref = tasks.ask(seat, NewTask(text, dana, date(2026, 11, 23))).ref
    tasks.log(seat, ref, note=text, contact=True)
    tasks.want_help(seat, ref, note=text)
    tasks.block(seat, ref, on_whom=text[:100], outside=True)
    app = an_app(full_table)
    async with app.run_test(size=(120, 30)) as pilot:
        await sees(pilot, "Week 48")
        await until(pilot, lambda: app.screen.board.jump(ref))
        for keys in (("enter",), ("w",), ("g",), ("question_mark",), ("Y",), ("ctrl+p",), ("slash", "x"), ("d",)):
            await pilot.press(*keys)
            await pilot.pause(0.05)
            assert clean(glass(app)), keys
            await pilot.press("escape")
            await pilot.pause()
        await pilot.press("e")
        await pilot.pause()
        assert clean(glass(app))
        await typed(pilot, text)
        assert clean(glass(app))


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE)
async def test_papers_survive_anything(full_table, text):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "Week 48")
        for paper in (NotesScreen(text, text), LinesScreen(text, [text])):
            app.push_screen(paper)
            await pilot.pause()
            assert clean(glass(app))
            await pilot.press("escape")
            await pilot.pause()
        app.push_screen(HelpScreen(app.screen.SCOPE, {"done": "D"}, {"task": text}))
        await pilot.pause()
        assert clean(glass(app))


@pytest.mark.parametrize("text", HOSTILE)
async def test_errors_say_hostile_text_literally(full_table, text):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "Week 48")
        await until(pilot, lambda: app.loaded is not None)
        app.screen.say(text, text, wrong=True)
        await pilot.press("f")
        await typed(pilot, text)
        await pilot.press("enter")
        await pilot.pause()
        assert clean(glass(app))
