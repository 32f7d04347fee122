"""The bench runs; nothing is asserted about how long things take."""

from pathlib import Path

import pytest

from tests.bench.__main__ import main
from tests.bench.measure import Row
from tests.bench.report import document, lines


@pytest.mark.slow
def test_starts_are_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--quick", "--only", "starts", "--write", str(tmp_path / "performance.md")])

    printed = capsys.readouterr().out
    written = (tmp_path / "performance.md").read_text()
    for what in ("casetable --help", "casetable week", "app's frame", "first task"):
        assert what in printed
        assert f"| {what}" in written


def test_missed_goals_are_named() -> None:
    rows = [
        Row("help", 90.0, "python", 10.0, goal=8),
        Row("week", 120.0, "sqlmodel", 100.0, goal=1.4, memory=50.2),
        Row("key", 70.0, "bare key", 10.0, above=50),
        Row("lines", 5.0, unit="a second"),
    ]

    assert [row.missed for row in rows] == [True, False, True, False]
    assert "MISSED" in lines(rows).splitlines()[0]
    missed = document(rows, 60.0).split("## Goals that were missed")[1]
    assert "help: 9.00 x, the goal is 8 x" in missed
    assert "key: +60.0 ms, the goal is +50 ms" in missed
    assert "week" not in missed.split("##")[0]
