"""The terminal of a conference room is killed in every phase: reopened it stands there, with every line and the draft.

A few phases in every run, all of them with CASETABLE_DRILL=1.
"""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from casetable.actions import conference
from casetable.cli import main
from casetable.models import ConferenceDraft
from casetable.queries.conference_record import record
from casetable.rules.conference_clock import next_phase
from casetable.seat import Table, open_table
from casetable.store.unit import reading
from casetable.values.conference import Room, Typed
from casetable.words import ItemKind, LineKind, Phase
from tests.screens.a_full_room import ITS_DAY, WORKERS, make, seat, the_room
from tests.terminals import PATIENCE, STILL, Terminal

pytestmark = pytest.mark.slow

NOON = ITS_DAY + timedelta(hours=3)
"""A day that is named with --on begins at noon."""


@dataclass(frozen=True)
class Moment:
    """Where the room is; the line that is filed there before the kill, and the one of which half is typed."""

    item: str
    phase: Phase
    filed: str
    typing: str
    rests: bool = False

    @property
    def on_the_glass(self) -> str:
        """How the second line names it."""
        if self.phase is Phase.ROOM:
            return {"1": "open", "2": "promises", "8": "parking lot", "9": "close"}[self.item]
        return f"{self.phase.label.upper()} "


MOMENTS = {
    "room": Moment("1", Phase.ROOM, "k keys for the side door", "k who brings the"),
    "promises": Moment("2", Phase.ROOM, "a call the landlord @lee 18 dec", "a ask the clinic @om"),
    "snapshot": Moment("3", Phase.SNAPSHOT, "s a door I can lock", "s and my sis"),
    "words": Moment("3", Phase.WORDS, "n did not come", "s a door I can"),
    "debate": Moment("3", Phase.DEBATE, "o motel now", "+ 1 safe ton"),
    "decision": Moment("3", Phase.DECISION, "v motel now (vote)", "v hold for the un"),
    "dissent": Moment("3", Phase.DISSENT, "! @dana winter; look again 8 jan", "! @omar two mo"),
    "actions": Moment("3", Phase.ACTIONS, "a outreach twice a week @dana 18 dec", "a unit forms @le"),
    "recess": Moment("4", Phase.DEBATE, "o motel now", "- 1 the rule beg", rests=True),
    "parking": Moment("8", Phase.ROOM, "k bus passes", "k a key for the off"),
    "closing": Moment("9", Phase.ROOM, "a write to the clinic @omar 16 dec", "k next time in the"),
}
IN_EVERY_RUN = ("debate", "actions")
DRILLED = tuple(MOMENTS) if os.environ.get("CASETABLE_DRILL") else IN_EVERY_RUN


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The table with everybody in the room and the opening line accepted."""
    where = tmp_path_factory.mktemp("killed") / "made.casetable"
    make(str(where))
    with closing(open_table(str(where))) as table:
        nia = seat(table, now=NOON)
        conference.open_conference(nia)
        conference.attend(nia, WORKERS)
        conference.accept_opening(nia)
    return where


@pytest.fixture
def where(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A copy of it, and settings of its own."""
    for name in ("CONFIG", "LOG"):
        monkeypatch.setenv(f"CASETABLE_{name}", str(tmp_path / name.lower()))
    return str(shutil.copy(made, tmp_path / "room.casetable"))


def bring(table: Table, moment: Moment) -> None:
    """Let the room come to a moment, from wherever it is before it."""
    nia = seat(table, now=NOON)
    if now(table).in_recess:
        conference.resume(nia)
    conference.open_item(nia, moment.item)
    at = now(table).item
    assert at is not None
    assert at.id is not None
    phase = at.phase
    while phase is not moment.phase:
        assert phase is not None
        if phase is Phase.WORDS:
            conference.file_line(nia, None, Typed(LineKind.WORDS, "it is too loud there"))
        conference.advance(nia, at.id, phase)
        phase = next_phase(ItemKind.PARTICIPANT, phase)
    if moment.rests:
        conference.recess(nia)


def now(table: Table) -> Room:
    """The room as the coordinator sees it."""
    found = the_room(table, now=NOON)
    assert isinstance(found, Room)
    return found


def texts(table: Table) -> list[str]:
    """The words of every filed line, in order."""
    kept = record(seat(table, now=NOON), "2026-12-11")
    return sorted(line.text for one in kept.items for line in one.lines)


def words_of(line: str) -> str:
    """The words that a line's row holds: without its first key, names, numbers and dates."""
    said = line[2:].split(";")[0].split(" (")[0]
    return " ".join(word for word in said.split() if word[0] != "@" and word not in ("1", "18", "16", "dec"))


@contextmanager
def in_the_room(where: str) -> Iterator[Terminal]:
    """The app as its own process, in the room. Leaving the block is SIGKILL."""
    with Terminal(("-m", "casetable", "--table", where, "--as", "nia", "--on", "2026-12-11")) as terminal:
        terminal.sees("Week 50")
        terminal.keys("3")
        terminal.sees("quorum ✓")
        yield terminal


def kept_becomes(table: Table, draft: str) -> None:
    """Wait until the line that somebody is typing is kept as this."""
    nia, kept, end = seat(table, now=NOON), None, time.monotonic() + PATIENCE
    while kept != draft:
        assert time.monotonic() < end, f"kept is {kept!r}, not {draft!r}"
        time.sleep(0.05)
        with reading(nia) as session:
            kept = session.exec(select(ConferenceDraft.text)).first() or ""


def file_and_type(terminal: Terminal, table: Table, moment: Moment) -> list[str]:
    """File a line, wait for its receipt, type half of another; return the words of all filed lines."""
    before = texts(table)
    terminal.until(lambda glass: moment.on_the_glass in glass.splitlines()[1], STILL)
    terminal.keys(moment.filed.replace(" ", "", 1))
    terminal.sees(moment.filed[2:])
    terminal.keys("\r")
    terminal.sees("takes it back", gone="esc empty the line")
    terminal.keys(moment.typing.replace(" ", "", 1))
    kept_becomes(table, moment.typing)
    return sorted([*before, words_of(moment.filed)])


def stands_there_again(terminal: Terminal, table: Table, moment: Moment, filed: list[str]) -> None:
    """Look whether table and glass are at the moment of the kill, then empty the line."""
    at = now(table)
    assert at.item is not None
    assert (at.item.phase, at.in_recess, at.draft) == (moment.phase, moment.rests, moment.typing)
    assert texts(table) == filed
    glass = terminal.sees(moment.typing[2:])
    assert moment.on_the_glass in glass.splitlines()[1]
    assert (" recess" in glass.splitlines()[1]) is moment.rests
    if moment.phase is not Phase.ROOM or moment.item == "8":
        assert words_of(moment.filed) in glass
    terminal.keys("\x1b")
    terminal.sees(" > _", gone="esc empty the line")
    kept_becomes(table, "")


def test_killed_in_any_phase_it_stands_there_again_with_every_line_and_the_draft(where: str) -> None:
    killed: Moment | None = None
    filed: list[str] = []
    with closing(open_table(where)) as table:
        for phase in (*DRILLED, ""):
            with in_the_room(where) as terminal:
                if killed is not None:
                    stands_there_again(terminal, table, killed, filed)
                if phase:
                    killed = MOMENTS[phase]
                    bring(table, killed)
                    filed = file_and_type(terminal, table, killed)
    assert main(["--table", where, "verify"]) == 0
