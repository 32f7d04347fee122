"""A line that says only which table, who and which day opens the app without the parser, which would read the same."""

import shlex

import pytest

from casetable.cli.asked import Asked, asked, only_a_seat
from tests.cli.conftest import Line


@pytest.mark.parametrize(
    "typed", ["", "--as dana", "--as=dana --on 2026-11-02", "--table x.casetable --on fri", "--on=x=y"]
)
def test_the_short_way_reads_what_the_parser_reads(typed: str, line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Asked] = []
    monkeypatch.setattr("casetable.cli.open.open_or_print", lambda: read.append(asked()))
    line.typed(shlex.split(typed), who=None, on=None)

    assert read == [only_a_seat(shlex.split(typed))]


@pytest.mark.parametrize(
    "typed",
    ["week", "--json", "--as", "--as --on", "--as dana week", "--help", "--ax dana", "--as= --on x", "-- --as x"],
)
def test_every_other_line_is_left_to_the_parser(typed: str) -> None:
    assert only_a_seat(shlex.split(typed)) is None
