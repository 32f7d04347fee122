"""Who sits here: said, remembered, never guessed; the settings keep what people wrote."""

from pathlib import Path

import pytest

from casetable.cli.config import remember, settings, who_sits_at
from casetable.errors import BadFile
from tests.cli.conftest import Line
from tests.tables import Room


def test_where_nobody_is_known_and_nobody_can_be_asked_the_error_names_as(line: Line) -> None:
    said = line("week", who=None, code=2)

    assert said.err.startswith("It is not known who sits here.\nSay it: --as PERSON. At the table: ")
    assert "Dana Reyes" in said.err


def test_who_is_remembered_sits_here_until_as_says_otherwise(line: Line) -> None:
    remember(line.where, "Omar Haddad")

    assert "Omar Haddad, Mental Health." in line("week", who=None).out
    assert "Lee Park, Social Services." in line("week", who="lee").out


def test_somebody_remembered_who_left_the_table_is_not_believed(line: Line) -> None:
    remember(line.where, "Somebody Else")

    assert "--as PERSON" in line("week", who=None, code=2).err


def test_names_are_read_as_people_type_them(line: Line) -> None:
    assert "Dana Reyes" in line("week", who="DANA").out
    assert "Omar Haddad" in line("week", who="hadad").out
    assert line("week", who="nobody", code=2).err.startswith("Nobody called 'nobody'")


def test_the_day_is_said_in_words_and_only_by_them(line: Line) -> None:
    assert line("week --json", on="2026-12-25").json["today"] == "2026-12-25"
    assert line("week", on="someday", code=2).err.startswith("'someday' is no date")


def test_time_stands_at_noon_of_the_day_that_is_said(line: Line, room_at: Room) -> None:
    task = room_at.ask()
    line(f"task accept {task}", who="lee", on="2026-11-03")

    accepted = line("history --json").json[0]

    assert accepted["on"] == "2026-11-03"
    assert accepted["at"].startswith("2026-11-03T20:00:")


def test_remembering_keeps_comments_keys_and_other_tables(home: Path) -> None:
    file = home / "config.toml"
    home.mkdir()
    file.write_text('# mine\ntheme = "nord"  # quiet\n\n[keys]\ndone = "D"\n\n[me]\n"/a" = "Ann"\n')

    remember("/b", 'Bo "B" Lee')

    assert "# mine\n" in file.read_text()
    assert "# quiet" in file.read_text()
    assert settings()["keys"] == {"done": "D"}
    assert (who_sits_at("/a"), who_sits_at("/b"), who_sits_at("/c")) == ("Ann", 'Bo "B" Lee', "")
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_table_is_known_by_its_whole_path_and_a_url_as_it_is(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home.mkdir()
    monkeypatch.chdir(home)
    remember("t.casetable", "Ann")
    remember("postgresql://host/db?schema=east", "Bo")

    assert who_sits_at(str(home / "t.casetable")) == "Ann"
    assert who_sits_at("postgresql://host/db?schema=east") == "Bo"


@pytest.mark.parametrize(("text", "signs"), [("ascii = true", "ascii"), ("ascii = false", "unicode"), ("", None)])
def test_ascii_is_a_word_for_signs(home: Path, text: str, signs: str | None) -> None:
    home.mkdir()
    (home / "config.toml").write_text(text)

    assert settings().get("signs") == signs


def test_broken_settings_are_named_and_never_written_over(line: Line, home: Path) -> None:
    home.mkdir()
    (home / "config.toml").write_text("[me\n")

    said = line("week", who=None, code=2)

    assert "config.toml cannot be read" in said.err
    assert "line 1" in said.err
    with pytest.raises(BadFile):
        remember(line.where, "Ann")
    assert (home / "config.toml").read_text() == "[me\n"
