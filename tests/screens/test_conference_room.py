"""The room of a running conference, driven by its keys at 80x24."""

import pytest

from casetable.actions import conference as room_of
from casetable.actions.revoking import revoke_releases
from casetable.rules.capture import read_captured
from casetable.screens.command_table import COMMANDS
from casetable.screens.conference_room import ConferenceRoomScreen
from casetable.screens.keys.command import Scope
from casetable.words import ItemState, Phase
from tests.screens.conftest import Hand
from tests.screens.driving import sees, typed, until
from tests.screens.glass import glass
from tests.screens.in_the_room import ITS_DAY, keys, opened, says, settled, sitting_in, the_room

MOST_KEYS = 60
"""Command keystrokes that one participant may take besides the words."""


def test_every_key_of_the_room_is_answered():
    for command in COMMANDS:
        if command.scope is Scope.ROOM:
            assert callable(getattr(ConferenceRoomScreen, f"do_{command.id.replace('-', '_')}")), command


def at_the_debate_of(table, clock, ref):
    """Dana files their words, and the room goes on to the debate."""
    nia = table.seat("Nia Cole", clock)
    room_of.open_item(nia, ref)
    item = the_room(table, clock).item
    room_of.advance(nia, item.id, Phase.SNAPSHOT)
    file(table, clock, "s I can wait for a door")
    room_of.advance(nia, item.id, Phase.WORDS)


def file(table, clock, line, name="Dana Reyes"):
    """Somebody files a line under the open item, from elsewhere."""
    from casetable.queries.capturing import capturing

    seat = table.seat(name, clock)
    return room_of.file_line(seat, None, read_captured(line, capturing(seat, the_room(table, clock, name))))


@pytest.mark.slow
async def test_a_participants_item_from_the_snapshot_to_its_actions_takes_few_command_keys(lived):
    table, chidi = lived
    clock = Hand(ITS_DAY)
    opened(table, clock, here=(), accepted=False)
    async with sitting_in(table, clock) as pilot:
        app = pilot.app
        await sees(pilot, "Who else can hear you?")
        await keys(pilot, "r", "a", "enter", "y", "enter", "enter", "enter")
        assert "✓ open" in glass(app)
        assert {one.name for one in the_room(table, clock).present} == {
            "Nia Cole", "Dana Reyes", "Lee Park", "Omar Haddad",
        }  # fmt: skip
        before = app.keys_pressed
        await keys(pilot, "j")
        await typed(pilot, chidi)
        await pilot.press("enter")
        await sees(pilot, "SNAPSHOT 0:00 of 1:00")
        assert "Last contact: Fri 20 Nov, Dana Reyes: has a phone" in " ".join(glass(app).replace("│", " ").split())
        await keys(pilot, "enter", "enter")
        await sees(pilot, "own words is filed yet")
        await says(pilot, "s", "I can wait for a door")
        await keys(pilot, "enter")
        await says(pilot, "o", "the unit now")
        await says(pilot, "plus", "safe tonight @dana")
        await says(pilot, "minus", "the rule starts again @lee")
        await says(pilot, "o", "hold out")
        await says(pilot, "plus", "one move, not two @omar")
        await says(pilot, "plus", "1 the landlord agrees")
        await keys(pilot, "enter")
        await says(pilot, "v", "2 (vote)")
        await keys(pilot, "enter")
        await says(pilot, "exclamation_mark", "@dana winter")
        await keys(pilot, "enter")
        await says(pilot, "a", "call the owner @dana 18 dec")
        await keys(pilot, "enter")
        await sees(pilot, "1 action is not read back yet")
        await keys(pilot, "y")
        clock.go(minutes=1)
        app.screen._tick()
        await pilot.pause()
        app.screen.say("")
        seen = glass(app)
        assert "ACTIONS 1:00 of 2:00" in seen
        for words in (
            "1 the unit now      + Dana: safe tonight",
            "◆ hold out (vote)",
            "≠ Dana: winter; look again 8 Jan",
        ):
            assert words in seen, words
        await keys(pilot, "enter")
        await sees(pilot, f"{chidi} is done.")
        assert app.keys_pressed - before < MOST_KEYS
        await keys(pilot, "c")
        await sees(pilot, "Not reached:")
        await pilot.press("y")
        await until(pilot, lambda: not isinstance(app.screen, ConferenceRoomScreen) and "is closed" in glass(app))
    assert the_room(table, clock) is None


async def test_the_debate_stands_as_drawn_and_no_name_hides_a_clock(lived):
    table, chidi = lived
    clock = Hand(ITS_DAY)
    opened(table, clock)
    at_the_debate_of(table, clock, chidi)
    for line in ("o motel now ~general", "+ safe tonight @dana", "- the rule starts again @lee", "o hold for the unit"):
        file(table, clock, line)
    clock.go(minutes=7)
    async with sitting_in(table, clock) as pilot:
        app = pilot.app
        await sees(pilot, "DEBATE 7:00 of 6:00 over")
        seen = glass(app).replace(chidi, "P-473")
        for one in app.screen.read.room.items:
            seen = seen.replace(one.participant or "P-473", "P-473")
        assert seen.splitlines()[-2] == " > _"
        assert seen.splitlines()[-1] == " o option  + - argument  v decide  ! dissent  a action  k park  enter next"
        file(table, clock, "v 1")
        await sees(pilot, "◆ motel now (consensus)")
        for size in ((40, 15), (140, 40)):
            await pilot.resize_terminal(*size)
            await sees(pilot, "7:00 of 6:00 over")
            lines = glass(app).splitlines()
            assert lines[0].endswith("09:07")
            assert "ends 09:" in lines[1]
            assert "enter next" in lines[-1]
        assert "Omar Haddad" not in glass(app)
        await keys(pilot, "r")
        await sees(pilot, "h here  l late  x left")
        await keys(pilot, "end", "x")
        await until(pilot, lambda: "Omar Haddad has left the room." in glass(app))
        await keys(pilot, "l")
        await until(pilot, lambda: "late" in glass(app).splitlines()[-2])
        await keys(pilot, "enter")
    assert [one.was_late for one in the_room(table, clock).present if one.name == "Omar Haddad"][-1]


async def test_while_a_participant_is_here_others_are_blank_and_a_blank_screen_says_nothing(lived):
    table, chidi = lived
    clock = Hand(ITS_DAY)
    opened(table, clock)
    at_the_debate_of(table, clock, chidi)
    async with sitting_in(table, clock) as pilot:
        app = pilot.app
        others = [one.participant for one in app.screen.read.room.items if one.participant not in (None, chidi)]
        assert all(one in glass(app) for one in others)
        file(table, clock, "o as for Bo Lindgren")
        await keys(pilot, "i")
        await sees(pilot, "participant is here")
        assert not any(one in glass(app) for one in others)
        assert "Bo" not in glass(app)
        assert "1 as for …" in glass(app)
        await pilot.press("full_stop")
        await sees(pilot, "This screen is blank")
        assert chidi not in glass(app)
        await pilot.press("o", "enter", "c")
        assert chidi not in glass(app)
        assert not app.screen.capture.is_typing
        await pilot.press("full_stop")
        await sees(pilot, chidi)
        await keys(pilot, "i")
        await until(pilot, lambda: all(one in glass(app) for one in others))


async def test_what_is_being_typed_is_there_again_after_the_terminal_was_killed_and_filing_clears_it(lived):
    table, chidi = lived
    clock = Hand(ITS_DAY)
    opened(table, clock)
    at_the_debate_of(table, clock, chidi)
    async with sitting_in(table, clock, person="Lee Park") as pilot:
        await pilot.press("o")
        pilot.app.screen.capture.field.insert_text_at_cursor("hold for the")
        await until(pilot, lambda: the_room(table, clock, "Lee Park").draft == "o hold for the")
        assert the_room(table, clock, "Nia Cole").draft == ""
    async with sitting_in(table, clock, person="Lee Park") as pilot:
        app = pilot.app
        await sees(pilot, "option ›   hold for the")
        assert "DEBATE" in glass(app)
        pilot.app.screen.capture.field.insert_text_at_cursor(" unit")
        await pilot.press("enter")
        await settled(pilot)
        await sees(pilot, "1 hold for the unit")
        assert app.screen.capture.line == ""
        await keys(pilot, "enter")
        await sees(pilot, "goes on.")
        room_of.leave_item(table.seat("Nia Cole", clock), chidi, "the phone is off")
        await until(pilot, lambda: "no item is open" in glass(app))
        assert "hold for the unit" not in glass(app)
    room = the_room(table, clock, "Lee Park")
    assert room.draft == ""
    assert [one.state for one in room.items if one.participant == chidi] == [ItemState.NOT_DISCUSSED]


async def test_sharing_that_ends_while_an_item_is_open_blanks_its_card_on_every_glass(lived):
    table, chidi = lived
    clock = Hand(ITS_DAY)
    opened(table, clock)
    at_the_debate_of(table, clock, chidi)
    async with sitting_in(table, clock, person="Omar Haddad") as pilot:
        await sees(pilot, "I can wait for a door")
        revoke_releases(table.seat("Dana Reyes", clock), chidi, why="they asked")
        await until(pilot, lambda: "I can wait for a door" not in glass(pilot.app))
        assert "Chidi" not in glass(pilot.app)
