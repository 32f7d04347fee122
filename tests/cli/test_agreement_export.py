"""casetable agreement export: files for a board, a wall or a signature."""

from pathlib import Path

import pytest

from tests.cli.agreed import MANAGERS, in_force, offered
from tests.cli.conftest import Line
from tests.reports.papers import read_html, read_pdf, words_of
from tests.tables import Room


def test_the_agreement_is_written_with_its_code_and_blocks(line: Line, room_at: Room, tmp_path: Path) -> None:
    code = offered(room_at)
    said = line(f"agreement export --to {tmp_path}/a.pdf", who="abe").out
    assert code in said
    words = words_of((tmp_path / "a.pdf").read_bytes())
    assert "Homes that last." in words
    assert all(name in words for name in MANAGERS)
    assert words.count("Signature Day") == 3


def test_objectives_versions_and_forms_are_chosen(line: Line, room_at: Room, tmp_path: Path) -> None:
    in_force(room_at)
    made = line(f"agreement export --to {tmp_path}/o --format html --objectives --json").json
    assert made["files"] == [f"{tmp_path}/o"]
    assert made["document"] is None
    assert "Three of five housed" in read_html((tmp_path / "o").read_text(encoding="utf-8")).words
    line(f"agreement export --to {tmp_path}/v1.md --version v1")
    assert "✓ signed Mon 2 Nov 2026, by typing the name" in (tmp_path / "v1.md").read_text(encoding="utf-8")
    assert line(f"agreement export --to {tmp_path}/v1.md --quiet --replace").out == ""
    assert len(read_pdf(_objectives(line, tmp_path)).pages) == 1


def test_a_page_of_objectives_that_takes_several_says_so(
    line: Line, room_at: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered(room_at)
    assert "pages" not in line(f"agreement export --to {tmp_path}/a.pdf --objectives").out
    monkeypatch.setattr("casetable.jobs.agreement.sheets", lambda made: 2)
    said = line(f"agreement export --to {tmp_path}/o.pdf --objectives").out
    assert "With this many words and names it takes 2 pages; each carries the code." in " ".join(said.split())


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("--to x.doc", 2, "--format"),
        ("--to x.md --format odt", 2, "--format html"),
        ("--to x.md --version two", 2, "no version"),
        ("--to x.md --version 7", 1, "no version 7"),
        ("--to x.md --objectives", 1, "no objectives"),
    ],
)
def test_what_cannot_be_written_is_said(line: Line, words: str, code: int, said: str) -> None:
    answer = line.typed(["agreement", "export", *words.split()])
    assert said in answer.err
    assert answer.code != 0


def _objectives(line: Line, folder: Path) -> bytes:
    line(f"agreement export --to {folder}/o.pdf --objectives")
    return (folder / "o.pdf").read_bytes()
