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
