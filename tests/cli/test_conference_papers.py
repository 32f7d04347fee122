"""Papers of a conference on the command line: where they go, what they say, what is asked wrongly."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Line, Said

ON = "2026-11-02"


@pytest.fixture
def say(line: Line) -> Callable[..., Said]:
    """A command before the conference of the second Friday of November."""
    return lambda words, who="dana", code=0: line(f"conference {words}", who=who, on=ON, code=code)


def test_each_paper_is_written_to_its_file_and_said(say: Callable[..., Said], chidi: str, tmp_path: Path) -> None:
    for words, said, holds in (
        (f"agenda --paper {tmp_path}/a.md", "The agenda is in ", "Options, and who argues for"),
        (f"agenda 2026-12-11 --paper {tmp_path}/b.html", "The agenda is in ", "Conference of Fri 11 Dec 2026"),
        (f"agenda --pre-read MH --output {tmp_path}/c.md", "The pre-read for Mental Health is in ", chidi),
        (f"ask {chidi} --card {tmp_path}/d.md", "The card is in ", "For Chidi Okafor"),
    ):
        path = tmp_path / words.rsplit("/", 1)[1]
        assert say(words).out == f"{said}{path}. It was recorded as a disclosure.\n"
        assert holds in path.read_text(encoding="utf-8")
    made = say(f"ask {chidi} --card {tmp_path}/e --format md --json").json
    assert list(made) == ["sentence", "files", "document", "disclosed"]
    assert [(one["participant"], one["to"]) for one in made["disclosed"]] == [(chidi, "the participant")]


def test_what_is_asked_wrongly_of_a_paper_says_the_way(say: Callable[..., Said], chidi: str, tmp_path: Path) -> None:
    for words, way in (
        ("agenda --pre-read MH", "--pre-read MH --output"),
        (f"agenda --output {tmp_path}/a.md", "--pre-read MH --output"),
        (f"agenda --paper {tmp_path}/a.md --pre-read MH", "One paper at a time"),
        (f"agenda --paper {tmp_path}/a.doc", "--format md, --format html or --format pdf"),
        (f"agenda --paper {tmp_path}/a --format doc", "--format md, --format html or --format pdf"),
        (f"ask --card {tmp_path}/a.md", "conference ask 473 --card"),
        (f"ask {chidi} --card {tmp_path}/a.md --for dove", "--for hand or --for post"),
    ):
        assert way in say(words, code=2).err, words
    assert "Nobody asked yet" in say(f"ask {chidi} --card {tmp_path}/a.md --for post", code=1).err
    assert list(tmp_path.glob("a*")) == []
