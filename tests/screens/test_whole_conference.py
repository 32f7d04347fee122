"""A whole conference of ninety minutes and five participants by keys alone; its command keystrokes are counted."""

import os
from pathlib import Path

import pytest

from casetable.queries.conference_record import record
from casetable.screens.conference import ConferenceScreen
from casetable.screens.conference_room import ConferenceRoomScreen
from casetable.seat import open_table
from casetable.words import ConferenceState, ItemKind, ItemState, LineKind, Phase
from tests.screens.a_full_room import ITS_DAY, NIA, WORKERS, make, seat, the_room
from tests.screens.conftest import Hand
from tests.screens.driving import an_app, until
from tests.screens.glass import glass
from tests.screens.keyboard import Keyboard

PAGE = Path(__file__).parents[2] / "docs" / "keystrokes.md"
MOST = 60
"""A participant takes fewer command keystrokes than this."""
MINUTES = {
    Phase.SNAPSHOT: 1,
    Phase.WORDS: 1,
    Phase.DEBATE: 6,
    Phase.DECISION: 2,
    Phase.DISSENT: 1,
    Phase.ACTIONS: 2,
}
SAID = {
    Phase.SNAPSHOT: (),
    Phase.WORDS: (("s", "a door I can lock, and my sister knowing where I am"),),
    Phase.DEBATE: (
        ("o", "motel now"),
        ("plus", "safe tonight @dana"),
        ("minus", "the 28 days begin again @lee"),
        ("o", "hold for the unit"),
        ("plus", "2 one move, not two @omar"),
        ("minus", "2 she is outside until then @nia"),
    ),
    Phase.DECISION: (("v", "2"),),
    Phase.DISSENT: (("exclamation_mark", "@dana winter is coming; look again 8 jan"),),
    Phase.ACTIONS: (("a", "outreach twice a week @dana 18 dec"), ("a", "ask for the unit's date @lee 16 dec")),
}
PARKED = "bus passes for everybody"
ABOUT = {
    Phase.SNAPSHOT: "Enter opens the item and goes on",
    Phase.WORDS: "`s`, their words, Enter; Enter goes on",
    Phase.DEBATE: "`o` twice, `+` and `-` four times with `@` and an option's number, Enter; Enter goes on",
    Phase.DECISION: "`v`, the option's number, Enter; Enter goes on",
    Phase.DISSENT: "`!`, `@`, `;`, Enter; Enter goes on",
    Phase.ACTIONS: "`a` twice with `@`, Enter; `y` reads them back; Enter ends the item",
}


async def beginning(pilot, keyboard):
    """Open the conference, note everybody as here, accept the opening line, go through the promises."""
    app = pilot.app
    keyboard.begin("opening")
    await keyboard.press("3")
    await until(pilot, lambda: isinstance(app.screen, ConferenceScreen) and app.screen.read is not None)
    await keyboard.press("o")
    await until(pilot, lambda: "y yes" in glass(app))
    await keyboard.press("y")
    await until(pilot, lambda: isinstance(app.screen, ConferenceRoomScreen) and app.screen.read is not None)
    await keyboard.press("r", "a", "enter", "y")
    assert "quorum ✓" in glass(app)
    assert "everybody here accepted it" in glass(app)
    app.clock.go(minutes=5)
    await keyboard.press("enter")
    keyboard.begin("promises since last time")
    await keyboard.press("enter")
    app.clock.go(minutes=10)
    await keyboard.press("enter")


async def one_participant(pilot, keyboard, by_phase):
    """Snapshot, their words, debate, decision, dissent, actions read back; every phase takes its time."""
    app = pilot.app
    before = 0
    await keyboard.press("enter")
    for phase, lines in SAID.items():
        assert f"{phase.label.upper()} 0:00" in glass(app)
        assert "ends 10:30" in glass(app)
        for first, words in lines:
            await keyboard.says(first, words)
        if phase is Phase.ACTIONS:
            await keyboard.press("y")
        app.clock.go(minutes=MINUTES[phase])
        await keyboard.press("enter")
        after = len(keyboard.counts[keyboard.at].commands)
        by_phase[phase], before = after - before, after


async def ending(pilot, keyboard):
    """The parking lot, and the end."""
    app = pilot.app
    keyboard.begin("parking lot")
    await keyboard.press("enter")
    await keyboard.says("k", PARKED)
    app.clock.go(minutes=5)
    await keyboard.press("enter")
    keyboard.begin("close")
    await keyboard.press("enter")
    assert "Every item had its turn." in glass(app)
    app.clock.go(minutes=5)
    await keyboard.press("c")
    await until(pilot, lambda: "y yes" in glass(app))
    await keyboard.press("y")
    await until(pilot, lambda: isinstance(app.screen, ConferenceScreen) and app.screen.read is not None)


def debated_as_it_should_be(item):
    """Raise AssertionError unless everything that was said of a participant is kept."""
    lines = {kind: [one for one in item.lines if one.kind is kind] for kind in LineKind}
    assert item.item.state is ItemState.DONE
    assert not item.item.had_no_debate
    assert [one.text for one in lines[LineKind.WORDS]] == [SAID[Phase.WORDS][0][1]]
    assert [one.text for one in lines[LineKind.OPTION]] == ["motel now", "hold for the unit"]
    assert {one.holder for one in lines[LineKind.ARGUMENT]} == set(WORKERS)
    assert [(one.option, one.is_for) for one in lines[LineKind.ARGUMENT]] == [
        (1, True),
        (1, False),
        (2, True),
        (2, False),
    ]
    (decision,) = lines[LineKind.DECISION]
    assert (decision.text, decision.is_proposal) == ("hold for the unit", False)
    (dissent,) = lines[LineKind.DISSENT]
    assert (dissent.holder, str(dissent.look_again_on)) == (WORKERS[1], "2027-01-08")
    assert [one.is_read_back for one in lines[LineKind.ACTION]] == [True, True]
    assert [str(one.task.fold.due_on) for one in lines[LineKind.ACTION]] == ["2026-12-18", "2026-12-16"]


def page_of(counts, by_phase):
    """The page docs/keystrokes.md as these counts write it."""
    last = ("parking lot", "close")
    parts = [(what, count) for what, count in counts.items() if what not in last] + [(it, counts[it]) for it in last]
    rows = [f"| {what} | {len(one.commands)} | {one.words} | {one.names} |" for what, one in parts]
    sums = [sum(each) for each in zip(*((len(one.commands), one.words, one.names) for _, one in parts), strict=True)]
    rows.append(f"| whole | {' | '.join(map(str, sums))} |")
    phases = [f"| {phase.label} | {count} | {ABOUT[phase]} |" for phase, count in by_phase.items()]
    return "\n".join(
        (
            "# Keystrokes of a conference",
            "",
            "A conference of ninety minutes and five participants, from opening to close, by keys alone, as",
            "tests/screens/test_whole_conference.py plays it. Everybody is noted as here; of every participant their",
            "words are filed, two options and four arguments by four people, a decision, a dissent and two actions",
            f"with read-back. A participant takes fewer than {MOST} command keystrokes.",
            "",
            "A command keystroke is every key but words: first keys, Enter, `y`, the number of an option, and every",
            "sign that only casetable needs (`@`, `;`). Words are what somebody would write on paper as well: what",
            "was said, and also whose it is and until when. Those names and dates are counted once more in a column of",
            "their own, so that everybody may count otherwise.",
            "",
            "| part | command keystrokes | characters of words | names and dates among them |",
            "|---|---:|---:|---:|",
            *rows,
            "",
            "One participant, phase by phase:",
            "",
            "| phase | command keystrokes | which |",
            "|---|---:|---|",
            *phases,
            "",
            "Written by `CASETABLE_KEYSTROKES=write python -m pytest tests/screens/test_whole_conference.py`.",
            "",
        )
    )


@pytest.mark.slow
async def test_ninety_minutes_and_five_participants_by_keys_alone(tmp_path, monkeypatch):
    monkeypatch.setattr("casetable.screens.app.POLL_SECONDS", 3600.0)  # nobody else writes
    where = str(tmp_path / "full.casetable")
    references, table, by_phase = make(where), open_table(where), {}
    app = an_app(table, NIA, Hand(ITS_DAY))
    app.minds_the_clock = False
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.loaded is not None)
        keyboard = Keyboard(pilot)
        await beginning(pilot, keyboard)
        for number in range(1, len(references) + 1):
            keyboard.begin(f"participant {number}")
            await one_participant(pilot, keyboard, by_phase)
        await ending(pilot, keyboard)
        assert app.clock.now - ITS_DAY == ITS_DAY.replace(hour=15, minute=30) - ITS_DAY
    assert the_room(table, now=app.clock.now) is None
    kept = record(seat(table, now=app.clock.now), "2026-12-11")
    table.close()

    assert kept.conference.state is ConferenceState.CLOSED
    of_participants = [one for one in kept.items if one.item.kind is ItemKind.PARTICIPANT]
    assert {one.item.participant for one in of_participants} == set(references)
    for one in of_participants:
        debated_as_it_should_be(one)
    assert PARKED in [line.text for one in kept.items for line in one.lines if line.kind is LineKind.PARKED]
    assert all(one.item.state is ItemState.DONE for one in kept.items)
    for what, count in keyboard.counts.items():
        assert len(count.commands) < MOST, what
    page = page_of(keyboard.counts, by_phase)
    if os.environ.get("CASETABLE_KEYSTROKES") == "write":
        PAGE.write_text(page, encoding="utf-8")
    assert page == PAGE.read_text(encoding="utf-8"), "CASETABLE_KEYSTROKES=write writes the page anew"
