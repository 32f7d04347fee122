"""From closing a conference to minutes agreed, letters printed and everybody given somebody who tells them, by keys."""

import os
from pathlib import Path

import pytest

from casetable.queries.minutes import minutes
from casetable.queries.minutes_review import review
from casetable.screens.asking import Choose, Confirm
from casetable.screens.conference import ConferenceScreen
from casetable.words import MinutesState
from tests.screens.a_held_conference import CORRECTED, ITS_DATE, discussed
from tests.screens.conftest import Hand
from tests.screens.driving import until
from tests.screens.glass import glass
from tests.screens.in_the_room import ITS_DAY, sitting_in
from tests.screens.keyboard import Keyboard

MOST = 40
"""Fewer keystrokes than this, besides corrections."""
COORDINATOR = "Nia Cole"
PAGE = Path(__file__).parents[2] / "docs" / "keystrokes-after.md"
ABOUT = {
    "close": "`c` and `y` in the room: whoever tells a participant is asked by that",
    "agree": "on a day when corrections have ended: `3` and `[` go there, `g` and `y` agree and lock",
    "every paper": "`p`, `e`, Enter: the minutes of every agency and the managers' into a folder",
    "letters": "`p`, `t`, Enter: the letters that one's own agency tells with, into a folder",
}


def page_of(counts):
    """The page docs/keystrokes-after.md as these counts write it."""
    rows = [f"| {what} | {len(counts[what].commands)} | {words} |" for what, words in ABOUT.items()]
    whole = sum(len(counts[what].commands) for what in ABOUT)
    return "\n".join(
        (
            "# Keystrokes after a conference",
            "",
            "From closing a conference to its minutes agreed, letters printed, and a task placed to tell each",
            "participant who was discussed, by keys alone, as tests/screens/test_after_the_conference.py plays it.",
            f"Corrections come besides. At most {MOST} keystrokes.",
            "",
            "| part | keystrokes | which |",
            "|---|---:|---|",
            *rows,
            f"| whole | {whole} | |",
            "",
            "Written by `CASETABLE_KEYSTROKES=write python -m pytest tests/screens/test_after_the_conference.py`.",
            "",
        )
    )


@pytest.mark.slow
async def test_closing_agreeing_and_printing_takes_few_keys(full_table, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    clock = Hand(ITS_DAY)
    chidi = discussed(full_table, clock)
    async with sitting_in(full_table, clock) as pilot:
        app, keyboard = pilot.app, Keyboard(pilot)
        keyboard.begin("close")
        await keyboard.press("c")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await keyboard.press("y")
        await until(pilot, lambda: isinstance(app.screen, ConferenceScreen) and app.screen.read is not None)
        await until(pilot, lambda: app.screen.minutes_here is not None)
        assert "open for corrections until" in " ".join(glass(app).split())
        clock.now = CORRECTED
        keyboard.begin("agree")
        await keyboard.press("3", "left_square_bracket")
        await until(pilot, lambda: app.screen.read is not None and app.screen.minutes_here is not None)
        assert "Corrections have ended: g agrees" in " ".join(glass(app).split())
        await keyboard.press("g")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await keyboard.press("y")
        await until(pilot, lambda: app.screen.minutes_here.state is MinutesState.AGREED)
        for what, paper in (("every paper", "e"), ("letters", "t")):
            keyboard.begin(what)
            await keyboard.press("p")
            await until(pilot, lambda: isinstance(app.screen, Choose))
            await keyboard.press(paper)
            await until(pilot, lambda: app.screen.entry.is_open)
            await keyboard.press("enter")
            await until(pilot, lambda: not app.screen.entry.is_open)
    assert sum(len(one.commands) for one in keyboard.counts.values()) <= MOST
    page = page_of(keyboard.counts)
    if os.environ.get("CASETABLE_KEYSTROKES") == "write":
        PAGE.write_text(page, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page
    nia = full_table.seat(COORDINATOR, clock)
    assert minutes(nia, ITS_DATE).state is MinutesState.AGREED
    (telling,) = next(one.tellings for one in review(nia).past if one.conference.original_on == ITS_DATE)
    assert (telling.participant, telling.owner) == (chidi, "Dana Reyes")
    folders = sorted(one.name for one in tmp_path.iterdir() if one.is_dir())
    assert [one for one in folders if one.startswith("letters")], folders
    assert [one for one in folders if one.startswith("minutes")], folders
