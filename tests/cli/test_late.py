"""Opening the app: its frame first, the table behind it; what cannot be opened is said as if there were no app."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from casetable.cli.ahead import Ahead
from casetable.cli.asked import Asked, ask_for
from casetable.cli.late import LateTable
from casetable.cli.sitting import Sitting, at_table
from casetable.errors import NoTable, NotOpened
from tests.cli.conftest import Line
from tests.tables import Room
from tests.terminals import Terminal

SITTING = ("--as", "dana", "--on", "2026-11-02")


@pytest.fixture
def asked_for(line: Line) -> Iterator[None]:
    """Sit at the table as Dana."""
    ask_for(Asked(table=line.where, person="dana", on="2026-11-02"))
    yield
    ask_for(Asked())


def test_a_late_table_is_opened_by_the_first_question(asked_for: None, room_at: Room) -> None:
    task = room_at.ask()
    opened: list[str] = []

    @contextmanager
    def sits() -> Iterator[Sitting]:
        opened.append("once")
        with at_table(only_looks=True) as sitting:
            yield sitting

    late = LateTable(sits)
    assert (opened, late.partnership.name) == ([], "")
    assert late.seat("").name.startswith("Dana")
    assert late.changes() == late.changes()
    late.close()

    assert opened == ["once"]
    assert late.partnership.name == "Eastside Table"
    assert task


def test_a_late_table_that_cannot_be_opened_raises_and_remembers() -> None:
    @contextmanager
    def sits() -> Iterator[Sitting]:
        raise NoTable("There is none.")
        yield

    late = LateTable(sits)
    with pytest.raises(NotOpened):
        late.changes()
    assert late.failed


def test_a_second_process_reads_ahead(asked_for: None, room_at: Room) -> None:
    task = room_at.ask()

    found = Ahead().take()

    assert found is not None
    partnership, loaded = found
    assert partnership.name == "Eastside Table"
    assert [one.task for one in loaded.week.tasks] == [task]
    assert loaded.seat.store is None


def test_a_second_process_that_reads_nothing_says_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    ask_for(Asked(table=str(tmp_path / "none.casetable"), person="dana"))

    assert Ahead().take() is None
    assert capfd.readouterr() == ("", "")
    ask_for(Asked())


def test_a_second_process_that_is_not_wanted_any_more_is_ended(asked_for: None) -> None:
    ahead = Ahead()
    ahead.end()
    ahead.end()


@pytest.mark.slow
def test_at_a_terminal_the_frame_comes_first_and_the_board_after_it(line: Line, room_at: Room) -> None:
    room_at.ask("phone the landlord")

    with Terminal(["-m", "casetable", "--table", line.where, *SITTING]) as terminal:
        assert "phone the" not in terminal.glimpses("reading")
        assert "Eastside Table" in terminal.sees("phone the")
        terminal.keys("q")
        assert terminal.end() == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        (("--as", "nobody"), "nobody", 2),
        (("--as", "dana", "--on", "someday"), "someday", 2),
    ],
)
def test_what_cannot_be_opened_is_said_on_the_plain_terminal(
    line: Line, room_at: Room, words: tuple[str, ...], said: str, code: int
) -> None:
    with Terminal(["-m", "casetable", "--table", line.where, *words]) as terminal:
        assert terminal.end() == code
        assert said in terminal.glass
