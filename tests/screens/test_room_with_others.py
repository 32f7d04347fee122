"""The room on two terminals at once, and what another process does to it."""

import asyncio
import shutil
import statistics
import subprocess
import sys
import time
from contextlib import asynccontextmanager, closing

import pytest

from casetable.actions import conference
from casetable.queries.conference_record import record
from casetable.queries.drafts import kept as kept_texts
from casetable.seat import open_table
from casetable.values.conference import Typed
from casetable.words import ItemState, LineKind, Phase
from tests.screens.a_full_room import DANA, ITS_DAY, LEE, NAMES, NIA, WORKERS, make, seat, the_room
from tests.screens.conftest import Hand
from tests.screens.driving import sees, typed, until
from tests.screens.glass import glass
from tests.screens.in_the_room import keys, says, settled, sitting_in

pytestmark = pytest.mark.slow
SECONDS = 2.0
"""Within these the other terminal shows a line."""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A table in session at its first participant's debate; its file, and the participant's reference."""
    where = tmp_path_factory.mktemp("others") / "full.casetable"
    reference = make(str(where))[0]
    with closing(open_table(str(where))) as table:
        nia = seat(table)
        conference.open_conference(nia)
        conference.attend(nia, WORKERS)
        conference.accept_opening(nia)
        conference.open_item(nia, reference)
        item = the_room(table).item
        conference.advance(nia, item.id, Phase.SNAPSHOT)
        conference.file_line(nia, None, Typed(LineKind.WORDS, "a door I can lock"))
        conference.advance(nia, item.id, Phase.WORDS)
    return where, reference


@pytest.fixture
def in_session(made, tmp_path):
    """A copy of it."""
    return str(shutil.copy(made[0], tmp_path / "room.casetable")), made[1]


@asynccontextmanager
async def two_terminals(where):
    """Nia, who coordinates, and Lee, each at a table of their own."""
    with closing(open_table(where)) as hers, closing(open_table(where)) as his:
        async with (
            sitting_in(hers, Hand(ITS_DAY), person=NIA) as nia,
            sitting_in(his, Hand(ITS_DAY), person=LEE) as lee,
        ):
            yield nia, lee


async def says_it(pilot, sentence):
    """The glass says something, wherever its lines break."""
    await until(pilot, lambda: sentence in " ".join(glass(pilot.app).split()))


async def test_two_people_capture_at_once_and_see_each_others_lines_within_two_seconds(in_session):
    where, _ = in_session
    taken = []
    async with two_terminals(where) as (nia, lee):
        await keys(lee, "k")
        lee.app.screen.capture.field.insert_text_at_cursor("bus passes for")
        for first, words in (("o", "motel now"), ("o", "hold for the unit"), ("plus", "one move, not two")):
            await says(nia, first, words)
            began = time.monotonic()
            await sees(lee, words)
            taken.append(time.monotonic() - began)
            assert lee.app.screen.capture.line == "k bus passes for"
            assert lee.app.focused is lee.app.screen.capture.field
        lee.app.screen.capture.field.insert_text_at_cursor(" everybody")
        await keys(nia, "minus")
        nia.app.screen.capture.field.insert_text_at_cursor("1 the rule begins again @lee")
        await asyncio.gather(nia.press("enter"), lee.press("enter"))
        await settled(nia)
        await settled(lee)
        for first, words in (("o", "her sister's couch"), ("minus", "the couch is for a week"), ("plus", "it is free")):
            await says(lee, first, words)
            began = time.monotonic()
            await sees(nia, words)
            taken.append(time.monotonic() - began)
        await sees(lee, "Lee: the rule begins")
    assert statistics.median(taken) < SECONDS
    with closing(open_table(where)) as table:
        kept = record(seat(table), "2026-12-11")
    texts = [line.text for one in kept.items for line in one.lines]
    assert len(texts) == len(set(texts)) == 9
    assert {"bus passes for everybody", "the rule begins again"} < set(texts)


async def test_a_line_begun_at_one_item_is_not_filed_at_another_without_a_word(in_session):
    where, reference = in_session
    async with two_terminals(where) as (nia, lee):
        await keys(lee, "o")
        lee.app.screen.capture.field.insert_text_at_cursor("motel now")
        other = next(one for one in nia.app.screen.read.room.items if one.participant not in (None, reference))
        await keys(nia, "j")
        await typed(nia, other.participant)
        await nia.press("enter")
        await sees(lee, f"{other.participant} snapshot")
        await keys(lee, "enter")
        await says_it(lee, f"This line was begun at {reference}; the room is at {other.participant} now.")
        assert lee.app.screen.capture.line == "o motel now"
        await keys(lee, "enter")
        await sees(lee, "1 motel now")


async def test_another_process_revokes_and_nothing_of_the_participant_stays_on_any_glass(in_session):
    where, reference = in_session
    revoke = ("--as", "dana", "--on", "2026-12-11", "release", "revoke", reference, "--why", "they asked")
    line = [sys.executable, "-m", "casetable", "--table", where, *revoke]
    name = next(one for one in NAMES if one.startswith("Chidimma")).split()[0]
    async with two_terminals(where) as (nia, lee):
        await says(nia, "o", "motel now")
        for pilot in (nia, lee):
            await sees(pilot, "motel now")
            assert name in glass(pilot.app)
            await keys(pilot, "plus")
            pilot.app.screen.capture.field.insert_text_at_cursor("1 safe tonight")
        done = await asyncio.to_thread(subprocess.run, line, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr
        for pilot in (nia, lee):
            await says_it(pilot, "no item is open")
            await says_it(pilot, "what you typed is kept for")
            for words in (name, "motel now", "safe tonight", "a door I can lock"):
                assert words not in glass(pilot.app)
        assert reference not in glass(lee.app)
        assert [one.text for one in kept_texts(seat(nia.app.table))] == ["1 safe tonight"]
        await keys(nia, "enter")
        await says_it(nia, "promises since last time, 10 min.")
    with closing(open_table(where)) as table:
        kept = record(seat(table, DANA), "2026-12-11")
    assert [one.item.state for one in kept.items if one.item.participant == reference] == [ItemState.NOT_DISCUSSED]


async def test_a_kept_line_goes_on_at_the_item_it_was_typed_at_or_asks(in_session):
    where, reference = in_session
    with closing(open_table(where)) as table:
        conference.keep_line(seat(table, LEE), "o motel now")
        conference.leave_item(seat(table), reference, "the phone is off")
        conference.open_item(seat(table), "promises")
        async with sitting_in(table, Hand(ITS_DAY), person=LEE) as lee:
            await sees(lee, "option ›   motel now")
            await keys(lee, "enter")
            await says_it(lee, f"This line was begun at {reference}; the room is at promises since last time now.")
            await keys(lee, "enter")
            await says_it(lee, "Under promises since last time nothing is debated.")
            assert lee.app.screen.capture.line == "o motel now"
