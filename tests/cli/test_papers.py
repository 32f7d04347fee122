"""Documents, accounts, exports and kept texts on the command line."""

import json
from pathlib import Path

import pytest

from casetable.actions import drafts
from casetable.words import Category
from tests.cli.conftest import Line
from tests.tables import Room


def test_a_sheet_goes_where_it_was_said(line: Line, chidi: str, tmp_path: Path) -> None:
    made = line(f"participant sheet {chidi} --to {tmp_path}/sheet.md")
    assert "It was recorded as a disclosure." in made.out
    assert (tmp_path / "sheet.md").read_text().startswith("# For Chidi Okafor")
    taken = line(f"participant sheet {chidi} --to {tmp_path}/sheet.md", code=1)
    assert "--replace" in taken.err
    line(f"participant sheet {chidi} --to {tmp_path}/sheet.md --replace")
    odd = line(f"participant sheet {chidi} --to {tmp_path}/sheet --format md --for hand --json").json
    assert odd["files"] == [f"{tmp_path}/sheet"]
    assert [one["to"] for one in odd["disclosed"]] == ["the participant"]


@pytest.mark.parametrize(
    "words, code, said",
    [
        ("--to x.doc", 2, "--format"),
        ("--to x.md --format odt", 2, "md or --format pdf"),
        ("--to x.md --for pigeon", 2, "hand or --for post"),
        ("--to x.md --for post", 1, "Nobody asked yet"),
    ],
)
def test_a_sheet_that_cannot_be_made_is_said(line: Line, chidi: str, words: str, code: int, said: str) -> None:
    assert said in line(f"participant sheet {chidi} {words}", code=code).err


def test_a_code_sheet_is_printed_or_written(line: Line, chidi: str, tmp_path: Path) -> None:
    printed = line("participant codes --for MH")
    assert "Chidi Okafor" in printed.out
    assert "recorded" in printed.err
    assert "Chidi" in line("participant codes --for mh --json").json["text"]
    line(f"participant codes --for MH --to {tmp_path}/codes.md")
    assert "Chidi Okafor" in (tmp_path / "codes.md").read_text()
    assert "no agency here" in line("participant codes --for XY", code=2).err
    assert len(line(f"participant disclosures {chidi} --json").json["disclosures"]) == 3


def test_a_by_name_list_is_a_workbook_or_csv(line: Line, chidi: str, tmp_path: Path) -> None:
    made = line(f"participant by-name --for MH --to {tmp_path}/list.csv --json").json
    assert [Path(path).name for path in made["files"]] == ["list.csv", "list-about.txt"]
    line(f"participant by-name --for MH --to {tmp_path}/list.xlsx")
    assert (tmp_path / "list.xlsx").read_bytes()[:2] == b"PK"
    assert "neither" in line(f"participant by-name --for MH --to {tmp_path}/list.ods", code=2).err


def test_what_was_told_by_phone_is_in_the_account(line: Line, chidi: str, tmp_path: Path) -> None:
    said = line(
        f'participant disclosed {chidi} --to "Mercy Hospital" --category health --category general '
        "--basis emergency --note unconscious --told-on 2026-11-01"
    ).out
    assert said == f"Recorded: health, general about {chidi} was told to Mercy Hospital (an emergency).\n"
    shown = line(f"participant disclosures {chidi}").out
    assert "2026-11-01  health" in shown
    assert "an emergency; unconscious" in shown
    line(f"participant disclosures {chidi} --to {tmp_path}/account.md")
    assert "Mercy Hospital" in (tmp_path / "account.md").read_text()
    asked = line(f"participant disclosed {chidi} --to MH --basis emergency --note 'found after a relapse'", code=2)
    assert "sud" in asked.err
    assert "no ground" in line(f"participant disclosed {chidi} --to x --basis gossip", code=2).err
    assert "nothing that you may know of" in line(f"participant disclosures {chidi}", who="zoe").out


def test_an_export_is_a_folder_or_a_file(line: Line, chidi: str, tmp_path: Path) -> None:
    assert "All that you may see" in line(f"export {tmp_path}/mine").out
    assert (tmp_path / "mine" / "participants.csv").exists()
    made = line(f"export {tmp_path}/mine.json --json", who="lee").json
    assert {one["discloser"] for one in made["disclosed"]} == {"HS"}
    assert json.loads((tmp_path / "mine.json").read_text())["agency"] == "SS"
    assert line(f"export {tmp_path}/mine", code=1).err


def test_kept_texts_are_listed_and_thrown_away(line: Line, room_at: Room, chidi: str) -> None:
    assert "everything that was typed was saved" in line("drafts").err
    drafts.keep(room_at.sit("dana"), "a note", "she called", participant=chidi, category=Category.HEALTH)
    (kept,) = line("drafts --json").json
    assert list(kept) == ["draft", "what", "participant", "category", "text", "by", "agency", "on", "at"]
    assert (kept["text"], kept["category"], kept["participant"]) == ("she called", "health", chidi)
    assert "she called" in line("drafts").out
    assert line("drafts", who="omar").out == ""
    assert "Thrown away" in line(f"drafts --drop {kept['draft'][-6:]}").out
    assert line(f"drafts --drop {kept['draft']}", code=4).err
