"""The bare frame comes first, and what was just done is drawn before everything is read again."""

import subprocess
import sys

from textual.events import Key

from casetable.screens import load
from casetable.words import TaskState
from tests.screens.driving import an_app, at, sees, state_of, until
from tests.screens.glass import glass


def test_the_first_frame_needs_neither_the_board_nor_the_forms():
    code = (
        "import sys, casetable.screens.app; names = ('board', 'week', 'desk', 'entry', 'task_forms'); "
        "print([name for name in names if f'casetable.screens.{name}' in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


async def test_what_is_typed_before_the_week_stands_there_is_not_lost(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        for key in "ahello":
            app.post_message(Key(key, key))
        await sees(pilot, "hello")
        assert app.screen.entry.text.endswith(" hello")


async def test_what_was_done_is_seen_while_everything_else_is_still_being_read(full_table, monkeypatch):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        ref = await at(pilot, "lease")
        await until(pilot, lambda: bool(app._timers))
        loads = []
        real = load.load
        monkeypatch.setattr(load, "load", lambda seat, which: loads.append(app.loaded) or real(seat, which))
        await pilot.press("d", "enter")
        await until(pilot, lambda: bool(loads))
        shown = next(task for task in loads[0].week.tasks if task.task == ref)
        assert shown.state is TaskState.DONE
        assert state_of(full_table, ref) is TaskState.DONE


async def test_whoever_asks_while_it_is_being_read_shares_the_next_reading(full_table, monkeypatch):
    app = an_app(full_table)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(pilot, "Week 48")
        await until(pilot, lambda: bool(app._timers))
        loads = []
        real = load.load
        monkeypatch.setattr(load, "load", lambda seat, which: loads.append(seat) or real(seat, which))
        async with app._one_reading:
            wishes = [app.run_worker(app.read(), name=f"wish {number}") for number in range(4)]
            await pilot.pause()
        for wish in wishes:
            assert await wish.wait()
        assert len(loads) == 1
        assert "Week 48" in glass(app)


async def test_a_word_about_the_table_does_not_take_the_place_of_a_receipt(full_table):
    app = an_app(full_table)
    async with app.run_test(size=(120, 30)) as pilot:
        await at(pilot, "lease")
        await pilot.press("d", "enter")
        await sees(pilot, "done")
        await until(pilot, lambda: bool(app.screen._receipt))
        app.screen.table_is_back("The table is back.")
        await sees(pilot, f"{app.screen._receipt} The table is back.")
