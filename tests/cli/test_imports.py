"""casetable import hmis: a preview, and proposing only whom somebody picked."""

from pathlib import Path

import pytest

from tests.cli.conftest import Line
from tests.exchange.hmis_exports import texts, write

CLIENTS = [
    {"PersonalID": "A1", "FirstName": "Ana", "LastName": "Ruiz", "DOB": "1980-05-17"},
    {"PersonalID": "B2", "FirstName": "Kit", "LastName": "Young", "DOB": "2015-01-01"},
    {"PersonalID": "C3", "FirstName": "Lou", "LastName": "Gray", "DOB": ""},
    {"PersonalID": "D4", "FirstName": "Max", "LastName": "Hill", "DOB": "1970-02-02"},
]


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """An export of four clients: two adults, a child, one whose age nobody knows."""
    return write(tmp_path / "export", texts(CLIENTS))


def test_a_dry_run_counts_and_needs_no_table(typed: Line, export: Path) -> None:
    counted = typed(f"import hmis {export} --dry-run --json", who=None, on=None).json

    assert {key: counted[key] for key in ("csv_version", "clients", "enrollments", "exits", "open_enrollments")} == {
        "csv_version": "FY2026", "clients": 4, "enrollments": 1, "exits": 1, "open_enrollments": 0,
    }  # fmt: skip
    assert counted["exits_by_category"] == {
        "permanent": 1, "temporary": 0, "institutional": 0, "homeless": 0, "other": 0,
    }  # fmt: skip
    assert counted["problems"] == []
    assert {"households", "deleted"} <= set(counted)


def test_the_preview_says_who_may_be_proposed(typed: Line, export: Path) -> None:
    said = typed(f"import hmis {export}")

    rows = {row.split()[0]: row for row in said.out.splitlines() if row[:2] in ("A1", "B2", "C3")}
    assert "yes" in rows["A1"]
    assert "no, under 18" in rows["B2"]
    assert "ask: 18 or over?" in rows["C3"]
    assert said.err.startswith("Nobody was proposed: --pick PERSONALID says whom.")
    assert typed(f"import hmis {export} --dry-run --limit 2").err.startswith("2 of 4.")


def test_only_whom_somebody_picked_is_proposed(line: Line, export: Path) -> None:
    said = line(f"import hmis {export} --pick A1,C3 --pick D4 --asked-on '1 nov' --needs 'a room' --adult-confirmed")

    assert said.out.count(" is proposed.") == 3
    assert sorted(one["name"] for one in line("participant list --json").json) == ["Ana Ruiz", "Lou Gray", "Max Hill"]
    assert line("participant list --json", who="omar").json[0]["needs"] == "a room"


def test_every_problem_is_said_before_anybody_is_proposed(line: Line, export: Path) -> None:
    said = line(f"import hmis {export} --pick A1,B2,C3,ZZ", code=2)

    for problem in (
        "--asked-on",
        "B2: a participant is 18 or over",
        "C3: they may be under 18",
        "ZZ: the export has no",
    ):
        assert problem in said.err
    assert line("participant list --json").json == []


def test_somebody_proposed_before_is_told_and_the_others_come_in(line: Line, export: Path) -> None:
    line(f"import hmis {export} --pick A1 --asked-on today")

    said = line(f"import hmis {export} --pick A1,D4 --asked-on today --json", code=1)

    assert len(said.json) == 1
    assert "1 of 2 could not be proposed." in said.err
    assert "A1: This HMIS record is P-" in said.err


def test_a_path_without_an_export_is_said(line: Line, tmp_path: Path) -> None:
    assert line(f"import hmis {tmp_path / 'nothing'} --dry-run", code=2).err


def test_a_later_export_says_what_differs_and_changes_only_what_is_chosen(line: Line, export: Path) -> None:
    line(f"import hmis {export} --pick A1,D4 --asked-on '1 nov'")
    write(export, texts([CLIENTS[0] | {"LastName": "Rivas", "DOB": "1981-05-17"}, CLIENTS[3] | {"LastName": "Hills"}]))
    ana, max_hill = (one["participant"] for one in line("participant list --json").json)
    ana, max_hill = (ana, max_hill) if line(f"participant show {ana} --json").json["name"] == "Ana Ruiz" else (
        max_hill, ana,
    )  # fmt: skip

    shown = line(f"import hmis {export} --update")
    assert "Ana Rivas" in shown.out
    assert f"--apply {ana}" in shown.err or f"--apply {max_hill}" in shown.err
    assert line("find Rivas --json").json == []

    said = line(f"import hmis {export} --update --apply {ana}:name --json").json
    assert list(said) == ["differences", "hints", "met", "missing"]
    said = said["differences"]
    assert list(said[0]) == [
        "participant", "personal_id", "field", "here", "hmis", "hmis_words", "stays_because", "applied",
    ]  # fmt: skip
    assert [(one["participant"], one["field"]) for one in said if one["applied"]] == [(ana, "name")]
    assert {one["field"]: (one["here"], one["hmis"]) for one in said if one["participant"] == ana} == {
        "name": ("Ana Ruiz", "Ana Rivas"), "year_of_birth": (1980, 1981),
    }  # fmt: skip

    assert "As HMIS says now" in line(f"import hmis {export} --update --all").out
    assert "nothing different" in line(f"import hmis {export} --update").err
    assert line("undo").out
    assert "1981" in line(f"import hmis {export} --update").out


def test_an_update_says_what_it_cannot_do_and_changes_nothing(line: Line, export: Path) -> None:
    assert "Nobody whom you know" in line(f"import hmis {export} --update").err
    assert "go with --update" in line(f"import hmis {export} --all", code=2).err
    assert "two things" in line(f"import hmis {export} --update --pick A1", code=2).err
    assert "P-999: HMIS says nothing different" in line(f"import hmis {export} --update --apply 999", code=2).err
