"""A new table from a file, templates, and the sample."""

import tempfile
from pathlib import Path

import pytest

from casetable.cli.config import who_sits_at
from casetable.exchange.partnership import read_setup, write_setup
from tests.cli.conftest import Line
from tests.tables import setup


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A partnership file."""
    file = tmp_path / "partnership.toml"
    file.write_text(write_setup(setup()), encoding="utf-8")
    return file


def test_a_file_founds_a_table_and_who_said_who_they_are_is_remembered(typed: Line, file: Path) -> None:
    said = typed(f"init {file}", who="dana")

    assert said.out == "Eastside Table is founded: 3 agencies, 12 people.\n"
    assert "On this computer you are Dana Reyes." in said.err
    assert "casetable agreement show says what is next; in the app key 4" in said.err
    needs = typed("week", who="ruth").out
    assert "Needs you: agreement to offer (casetable agreement show)" in needs
    assert "Dana Reyes, Homeless Services." in typed("week", who=None).out
    assert typed("history --json", who=None).json[0]["who"] == "Dana Reyes"


def test_without_a_word_nobody_is_remembered(typed: Line, file: Path) -> None:
    assert "--as PERSON says it each time" in typed(f"init {file}", who=None).err
    assert who_sits_at(typed.where) == ""
    assert typed("history --json", who="lee").json[0]["who"] == "Ruth Feld"


def test_a_table_is_never_founded_twice(typed: Line, file: Path) -> None:
    typed(f"init {file}")

    assert "already" in typed(f"init {file}", code=1).err


def test_a_bad_file_names_every_problem_and_creates_nothing(typed: Line, file: Path) -> None:
    file.write_text(file.read_text().replace('emergency = "911"', 'emergncy = "911"').replace('"HS"', '"H S"'))

    said = typed(f"init {file}", code=2)

    assert said.err.count("partnership.toml:") >= 2
    assert not Path(typed.where).exists()


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00bad"])
def test_a_file_that_is_not_there_or_no_text_is_said(typed: Line, tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "other.toml"
    if content is not None:
        file.write_bytes(content)

    assert "other.toml" in typed(f"init {file}", code=2).err


def test_somebody_who_is_not_in_the_file_founds_nothing(typed: Line, file: Path) -> None:
    assert "One of: " in typed(f"init {file}", who="nobody", code=2).err
    assert not Path(typed.where).exists()


@pytest.mark.parametrize("kind", ["mou", "charter", "handshake"])
def test_a_template_is_printed_or_written_and_can_be_founded(typed: Line, tmp_path: Path, kind: str) -> None:
    to = tmp_path / "folder" / f"{kind}.toml"

    assert read_setup(typed(f"init --template {kind}").out).kind == kind
    assert f"casetable init {to}" in typed(f"init --template {kind} --to {to}").err
    assert "already" in typed(f"init --template {kind} --to {to}", code=1).err
    assert "is founded" in typed(f"init {to}", who=None).out


def test_a_written_file_is_for_its_owners_eyes_only(typed: Line, tmp_path: Path) -> None:
    to = tmp_path / "partnership.toml"
    typed(f"init --template mou --to {to}")

    assert to.stat().st_mode & 0o777 == 0o600


def test_a_sample_kept_at_a_url_makes_no_folder(typed: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    places: list[str] = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("casetable.cli.start._open_sample", lambda where, **_: places.append(where))

    typed("demo --keep postgresql://h/db?schema=a", who=None)

    assert places == ["postgresql://h/db?schema=a"]


def test_settings_that_cannot_be_read_are_said_with_exit_code_2(typed: Line, file: Path, home: Path) -> None:
    typed(f"init {file}", who="dana")
    (home / "config.toml").write_text("[keys\n")

    for who in ("dana", None):
        assert "config.toml cannot be read" in typed("week", who=who, code=2).err


def test_alone_without_a_terminal_it_says_to_use_a_file(typed: Line) -> None:
    assert "--template handshake --to partnership.toml" in typed("init", code=2).err


def test_without_a_table_the_next_step_is_named(typed: Line) -> None:
    assert "casetable init makes one" in typed("week", code=6).err
    assert "casetable init makes one" in typed("", code=6).err


@pytest.mark.slow
def test_the_sample_prints_its_board_and_is_thrown_away(
    typed: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))

    said = typed("demo", who="omar", on="2026-11-23")

    assert said.out.splitlines()[0] == "Eastside Table (SAMPLE): week 48, Mon 23 to Sun 29 Nov 2026"
    assert "Omar Haddad, Mental Health." in said.out
    assert list(temporary.iterdir()) == []


@pytest.mark.slow
def test_the_sample_opens_in_the_midst_of_its_conference(typed: Line) -> None:
    room = typed("demo --running --json", who=None, on="2026-11-23").json

    assert (room["on"], room["state"], room["phase"]) == ("2026-12-11", "in_session", "debate")
    assert room["elapsed_seconds"] < room["budget_seconds"]
    assert any("hold out for the unit" in said for said in room["card"]["earlier"])
    assert [(one["who"], one["look_again"], one["answered"]) for one in room["due"]] == [
        ("Dana Reyes", "2026-12-11", False)
    ]


@pytest.mark.slow
def test_a_kept_sample_in_session_is_opened_again_at_its_own_time(typed: Line, tmp_path: Path) -> None:
    kept = tmp_path / "kept.casetable"
    said = typed(f"demo --running --keep {kept} --json", who=None, on="2026-11-23").err
    on = said.split(f"casetable --table {kept} --on ")[1].split()[0]
    assert on.startswith("2026-12-11T09:")
    room = typed(f"--table {kept} conference show --json", who=None, on=on).json
    assert (room["state"], room["phase"]) == ("in_session", "debate")
    assert room["elapsed_seconds"] < room["budget_seconds"]


@pytest.mark.slow
def test_the_sample_can_be_kept_and_knows_who_sits_at_it(typed: Line, tmp_path: Path) -> None:
    kept = tmp_path / "kept.casetable"

    assert f"casetable --table {kept}" in typed(f"demo --keep {kept}", who=None, on="2026-11-23").err
    assert "Dana Reyes" in typed(f"--table {kept} week", who=None, on="2026-11-23").out
    assert "already" in typed(f"demo --keep {kept}", code=1).err
