"""The room of a running conference, driven by its keys at 80x24."""

from types import SimpleNamespace

import pytest

from casetable.actions import conference as room_of
from casetable.actions.revoking import revoke_releases
from casetable.rules.capture import read_captured
from casetable.screens.cell import Signs, sides
from casetable.screens.command_table import COMMANDS
from casetable.screens.conference_room import ConferenceRoomScreen
from casetable.screens.keys.command import Scope
from casetable.screens.room_check import RoomCheck, Somebody
from casetable.screens.room_lines import Ticks, minutes_words, where
from casetable.screens.room_page import sharing_rows
from casetable.values.conference import AgendaItem, RoomCard
from casetable.words import ItemKind, ItemState, Phase
from tests.screens.conftest import Hand
from tests.screens.driving import an_app, sees, typed, until
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
        await sees(pilot, "Who else can hear you where you are?")
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
            await sees(pilot, f"{chidi} · DEBATE 7:00 of 6:00" if size[0] == 40 else "7:00 of 6:00 over")
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


async def test_who_sits_in_the_room_opens_there_and_neither_esc_nor_q_leaves_it_by_mistake(lived):
    table, _ = lived
    clock = Hand(ITS_DAY)
    opened(table, clock, here=("Lee Park",), accepted=False)
    app = an_app(table, "Lee Park", clock)
    app.minds_the_clock = False
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ConferenceRoomScreen) and app.screen.read is not None)
        await keys(pilot, "escape")
        await sees(pilot, "1 2 4 go elsewhere, [ to the agenda; 3 comes back.")
        await keys(pilot, "1")
        await sees(pilot, "Week 50")
        await keys(pilot, "3")
        await until(pilot, lambda: isinstance(app.screen, ConferenceRoomScreen))
        await keys(pilot, "q")
        await sees(pilot, "Leave casetable?")
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, ConferenceRoomScreen))
        await keys(pilot, "D")
        await sees(pilot, "for your agency alone")


async def test_what_waits_for_a_signature_is_asked_for_on_the_week_and_not_in_a_room_that_is_just_opening(lived):
    table, _ = lived
    app = an_app(table, "Nia Cole")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.loaded is not None)
        app.push_screen(ConferenceRoomScreen())
        assert app.desk is not None
        assert app.desk.SCOPE is Scope.ROOM
        app._ask_for_signatures()
        assert isinstance(app.screen, ConferenceRoomScreen)


async def test_the_opening_line_is_accepted_before_the_room_goes_on_and_items_to_go_to_have_numbers(lived):
    table, chidi = lived
    clock = Hand(ITS_DAY)
    opened(table, clock, accepted=False)
    async with sitting_in(table, clock) as pilot:
        await keys(pilot, "enter")
        await sees(pilot, "The opening line was not accepted yet. Read it aloud; y: everybody here")
        assert " 2 promises" not in glass(pilot.app)
        await keys(pilot, "j")
        await sees(pilot, " 2 promises")
        number = next(one.number for one in pilot.app.screen.read.room.items if one.participant == chidi)
        assert f" {number} {chidi}" in glass(pilot.app)
        await typed(pilot, str(number))
        await pilot.press("enter")
        await until(pilot, lambda: "not accepted yet: j 1, then y." in " ".join(glass(pilot.app).split()))
        assert f" {number} {chidi}" not in glass(pilot.app)
        await keys(pilot, "c")
        await sees(pilot, f"{chidi} (left at snapshot)")
        await pilot.press("n")


async def test_the_room_check_names_who_is_under_the_cursor_and_u_takes_a_mark_back(lived):
    from casetable.actions.expecting import expect

    table, _ = lived
    clock = Hand(ITS_DAY)
    omar = table.seat("Omar Haddad", clock)
    expect(omar, omar.actor, False)
    opened(table, clock, here=("Lee Park", "Dana Reyes"))
    room_of.guest(table.seat("Nia Cole", clock), "Rosa Tran")
    async with sitting_in(table, clock) as pilot:
        await keys(pilot, "r")
        await sees(pilot, " guests ✓RT")
        await keys(pilot, "home", "right")
        await sees(pilot, " Lee Park, here")
        await keys(pilot, "x")
        await sees(pilot, "Lee Park has left the room. u takes it back")
        assert " Lee Park, has left" in glass(pilot.app).splitlines()[-3]
        await keys(pilot, "u")
        await sees(pilot, " Lee Park, here")
        await keys(pilot, "a")
        await sees(pilot, "Everybody who is expected is noted as here.")
    assert "Omar Haddad" not in {one.name for one in the_room(table, clock).present}


def test_what_does_not_fit_into_the_room_check_is_counted_at_its_edges():
    names = [Somebody(f"Name {at}", f"N{at:02}", "SS", str(at), None, is_expected=True) for at in range(30)]
    check = RoomCheck(Signs())
    check.people = tuple(names)
    for at, words in ((0, " +16"), (15, "+"), (29, "+")):
        check._at = at
        line, places = check._initials()
        shown = check._in_sight(line, places, 80)
        assert words in shown.plain
        assert f"N{at:02}" in shown.plain
        assert shown.cell_len <= 80
        known = sum(f"N{one:02}" in shown.plain for one in range(30))
        assert known + sum(int(one[1:]) for one in shown.plain.split() if one.startswith("+")) == 30


@pytest.mark.parametrize("seconds", [52, 412, 9062])
@pytest.mark.parametrize("phase", [Phase.SNAPSHOT, Phase.DEBATE, Phase.DECISION])
def test_over_its_time_the_second_line_keeps_the_reference_and_every_clock(phase, seconds):
    item = AgendaItem(4, ItemKind.PARTICIPANT, 13, ItemState.OPEN, "P-12345", "Chidi Okafor", phase=phase)
    room = SimpleNamespace(item=item, items=[item] * 9, in_recess=False)
    for width in (60, 80, 140):
        left, right = where(room, Ticks(ITS_DAY, seconds, 360, ITS_DAY.time(), 263), width)
        said = sides(left, right, width).plain
        for words in ("P-12345", f"{phase.label.upper()} {minutes_words(seconds)} of 6:00", "ends 14:00"):
            assert words in said, said
        assert "P-12345…" not in said
        assert width < 80 or "263 min over" in said


def test_what_the_room_may_hear_of_somebody_is_never_cut():
    sharing = "general from SS and MH, health from HS, all until Fri 18 Dec"
    card = RoomCard("P-997", "Chidi Okafor", sharing, (), None, None, None, (), (), ())
    for width in (30, 52, 90):
        rows = ["".join(one.words.plain for one in row) for row in sharing_rows(card, width)]
        assert sharing in " ".join(" ".join(rows).split())
        assert all(len(one) <= width for one in rows)


async def test_a_participant_in_the_room_is_noted_for_their_item_alone_and_a_refusal_reads_whole(lived):
    table, chidi = lived
    clock = Hand(ITS_DAY)
    opened(table, clock)
    at_the_debate_of(table, clock, chidi)
    nia = table.seat("Nia Cole", clock)
    other = next(one.participant for one in the_room(table, clock).items if one.participant not in (None, chidi))
    async with sitting_in(table, clock) as pilot:
        await keys(pilot, "i")
        await sees(pilot, "participant is here")
        veiled = pilot.app.screen.veiled
        assert veiled(f"{other} is about somebody else") == "… is about somebody else"
        assert veiled(f"{other} is about somebody else", f"k {other} bus") == f"{other} is about somebody else"
    assert "in the room still" in room_of.leave_item(nia, chidi, "they go").sentence
    assert not the_room(table, clock).person_present
